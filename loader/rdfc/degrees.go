package rdfc

import (
	"bytes"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
)

// nameAll is the canonicalization algorithm of RDFC-1.0, section 4.4.3; the numbers are its steps.
func (c *canonizer) nameAll() error {
	// 3: nodes by the hash of their own quads.
	byHash := map[string][]int{}
	for i := range c.nodes {
		h := c.firstDegree(i)
		if err := c.pace.Err(); err != nil {
			return err
		}
		c.nodes[i].first = h
		byHash[h] = append(byHash[h], i)
	}
	hashes := make([]string, 0, len(byHash))
	for h := range byHash {
		hashes = append(hashes, h)
	}
	pace.Sort(c.pace, hashes, strings.Compare)
	// 4: those that are alone with theirs.
	for _, h := range hashes {
		if nodes := byHash[h]; len(nodes) == 1 {
			c.issued.issue(nodes[0])
		}
	}
	// 5: the others, by what is around them.
	for _, h := range hashes {
		if len(byHash[h]) == 1 {
			continue
		}
		var paths []path
		for _, n := range byHash[h] {
			if c.issued.has(n) {
				continue
			}
			temporary := newIssuer("b")
			temporary.issue(n)
			p, err := c.nDegree(n, temporary)
			if err != nil {
				return err
			}
			paths = append(paths, p)
		}
		slices.SortStableFunc(paths, func(a, b path) int { return strings.Compare(a.hash, b.hash) })
		for _, p := range paths {
			for _, n := range p.issuer.order {
				c.issued.issue(n)
			}
		}
	}
	return nil
}

// firstDegree is Hash First Degree Quads (section 4.6.3). If the context ends, it is worth nothing.
func (c *canonizer) firstDegree(n int) string {
	lines := make([][]byte, len(c.nodes[n].quads))
	for i, m := range c.nodes[n].quads {
		if !c.pace.Step() {
			return ""
		}
		q := m.quad
		for _, place := range []struct {
			node  int
			value *quad.Value
		}{{m.subject, &q.Subject}, {m.object, &q.Object}, {m.label, &q.Label}} {
			switch {
			case place.node == n:
				*place.value = quad.BNode("a")
			case place.node >= 0:
				*place.value = quad.BNode("z")
			}
		}
		lines[i] = term.AppendQuad(nil, q)
	}
	pace.Sort(c.pace, lines, bytes.Compare)
	return c.hex(bytes.Join(lines, nil))
}

// related is Hash Related Blank Node (section 4.7.3): how a node looks from a quad that also has another.
func (c *canonizer) related(n int, q quad.Quad, s *issuer, position byte) string {
	text := []byte{position}
	if position != 'g' {
		text = append(append(append(text, '<'), string(q.Predicate.(quad.IRI))...), '>')
	}
	switch {
	case c.issued.has(n):
		text = append(append(text, "_:"...), c.issued.name(n)...)
	case s.has(n):
		text = append(append(text, "_:"...), s.name(n)...)
	default:
		text = append(text, c.nodes[n].first...)
	}
	return c.hex(text)
}

// path is what Hash N-Degree Quads gives: a hash, and the names issued on the way.
type path struct {
	hash   string
	issuer issuer
}

// nDegree is Hash N-Degree Quads (section 4.8.3). The issuer is the function's own.
func (c *canonizer) nDegree(n int, s issuer) (path, error) {
	if err := c.step(); err != nil {
		return path{}, err
	}
	// 3: the nodes beside this one, by how they look from here.
	beside := map[string][]int{}
	for _, m := range c.nodes[n].quads {
		if !c.pace.Step() {
			return path{}, c.pace.Err()
		}
		for _, place := range []struct {
			node     int
			position byte
		}{{m.subject, 's'}, {m.object, 'o'}, {m.label, 'g'}} {
			if place.node >= 0 && place.node != n {
				h := c.related(place.node, m.quad, &s, place.position)
				beside[h] = append(beside[h], place.node)
			}
		}
	}
	hashes := make([]string, 0, len(beside))
	for h := range beside {
		hashes = append(hashes, h)
	}
	pace.Sort(c.pace, hashes, strings.Compare)
	// 5: for each, the order in which they give the least text.
	var data []byte
	for _, h := range hashes {
		data = append(data, h...)
		var chosen []byte
		var chosenIssuer issuer
		for nodes := range permutations(beside[h]) {
			issued := s
			if len(nodes) > 1 {
				issued = s.clone() // the next order starts from s again
			}
			text, issued, ok, err := c.follow(nodes, issued, chosen)
			if err != nil {
				return path{}, err
			}
			if ok && (chosen == nil || bytes.Compare(text, chosen) < 0) {
				chosen, chosenIssuer = text, issued
			}
		}
		data = append(data, chosen...)
		s = chosenIssuer
	}
	return path{c.hex(data), s}, nil
}

// follow writes what is found when the nodes are visited in this order (5.4 of the algorithm). ok is false
// if it stopped since the text is worse than the best so far. The issuer is the function's own.
func (c *canonizer) follow(nodes []int, issued issuer, best []byte) (text []byte, _ issuer, ok bool, err error) {
	if err := c.step(); err != nil {
		return nil, issued, false, err
	}
	worse := func() bool { return best != nil && len(text) >= len(best) && bytes.Compare(text, best) > 0 }
	text = []byte{}
	var deeper []int
	for _, n := range nodes {
		if !c.pace.Step() {
			return nil, issued, false, c.pace.Err()
		}
		text = append(text, "_:"...)
		if c.issued.has(n) {
			text = append(text, c.issued.name(n)...)
		} else {
			if !issued.has(n) {
				deeper = append(deeper, n)
			}
			issued.issue(n)
			text = append(text, issued.name(n)...)
		}
		if worse() {
			return nil, issued, false, nil
		}
	}
	for _, n := range deeper {
		p, err := c.nDegree(n, issued)
		if err != nil {
			return nil, issued, false, err
		}
		text = append(append(text, "_:"...), issued.name(n)...)
		text = append(append(append(text, '<'), p.hash...), '>')
		issued = p.issuer
		if worse() {
			return nil, issued, false, nil
		}
	}
	return text, issued, true, nil
}

// step counts the work.
func (c *canonizer) step() error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	if c.work++; c.work > c.options.work {
		return &limit.Error{Limit: "steps to tell alike blank nodes apart", Value: int64(c.options.work), Raise: "WithWorkLimit"}
	}
	return nil
}

// permutations gives all orders of the nodes. Each is valid until the next.
func permutations(nodes []int) func(yield func([]int) bool) {
	return func(yield func([]int) bool) {
		p := slices.Clone(nodes)
		var from func(i int) bool
		from = func(i int) bool {
			if i >= len(p)-1 {
				return yield(p)
			}
			for j := i; j < len(p); j++ {
				p[i], p[j] = p[j], p[i]
				ok := from(i + 1)
				p[i], p[j] = p[j], p[i]
				if !ok {
					return false
				}
			}
			return true
		}
		from(0)
	}
}
