package rdfc

import (
	"bytes"
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
)

// Equal tells whether two data sets are isomorphic: the same set of quads, but for the names of blank
// nodes and the case of language tags. The errors are those of [Canonicalize].
func Equal(ctx context.Context, a, b []quad.Quad, opts ...Option) (bool, error) {
	ca, err := Canonicalize(ctx, a, opts...)
	if err != nil {
		return false, err
	}
	cb, err := Canonicalize(ctx, b, opts...)
	if err != nil {
		return false, err
	}
	return len(ca.lines) == len(cb.lines) && bytes.Equal(ca.Bytes(), cb.Bytes()), nil
}

// Diff gives the quads that only a has and those that only b has, each once, in the order in which they
// come. Quads with blank nodes are compared by groups: those that hang together by their blank nodes are
// one group, which is in both data sets or in one, as a whole. So if one property of a blank node has
// changed, all quads of its group are in both answers, with the names that they have in a and in b.
//
// Both answers are empty if and only if [Equal] is true. The errors are those of [Canonicalize]; the work
// limit is for each group.
func Diff(ctx context.Context, a, b []quad.Quad, opts ...Option) (onlyA, onlyB []quad.Quad, err error) {
	ga, err := newGroups(ctx, a, opts)
	if err != nil {
		return nil, nil, err
	}
	gb, err := newGroups(ctx, b, opts)
	if err != nil {
		return nil, nil, err
	}
	p := pace.New(ctx)
	onlyA, onlyB = ga.without(p, gb), gb.without(p, ga)
	if err := p.Err(); err != nil {
		return nil, nil, err
	}
	return onlyA, onlyB, nil
}

// groups are the quads of a data set, each of the canonical form of the group that it belongs to. A quad
// without blank nodes is a group of its own.
type groups struct {
	quads []quad.Quad
	of    []int    // the group of each quad
	forms []string // of each group
	count map[string]int
}

func newGroups(ctx context.Context, quads []quad.Quad, opts []Option) (*groups, error) {
	// This also checks the quads and takes each once.
	c, err := newCanonizer(ctx, quads, options{})
	if err != nil {
		return nil, err
	}
	g := &groups{quads: c.given, count: map[string]int{}}
	numbers := map[int]int{} // from a node that stands for all of its group to the group
	parent := c.together()
	var members [][]quad.Quad
	for _, q := range c.quads {
		if !c.pace.Step() {
			return nil, c.pace.Err()
		}
		n := -1
		for _, v := range [3]quad.Value{q.Subject, q.Object, q.Label} {
			if b, ok := v.(quad.BNode); ok {
				n = find(parent, c.names[b])
			}
		}
		group, ok := numbers[n]
		if n < 0 || !ok {
			group = len(members)
			members = append(members, nil)
			if n >= 0 {
				numbers[n] = group
			}
		}
		members[group] = append(members[group], q)
		g.of = append(g.of, group)
	}
	for _, quads := range members {
		if !c.pace.Step() {
			return nil, c.pace.Err()
		}
		form, err := groupForm(ctx, quads, opts)
		if err != nil {
			return nil, err
		}
		g.forms = append(g.forms, form)
		g.count[form]++
	}
	return g, nil
}

func groupForm(ctx context.Context, quads []quad.Quad, opts []Option) (string, error) {
	if len(quads) == 1 && !hasBlank(quads[0]) {
		return string(term.AppendQuad(nil, quads[0])), nil
	}
	c, err := Canonicalize(ctx, quads, opts...)
	if err != nil {
		return "", err
	}
	return string(c.Bytes()), nil
}

func hasBlank(q quad.Quad) bool {
	for _, v := range [3]quad.Value{q.Subject, q.Object, q.Label} {
		if _, ok := v.(quad.BNode); ok {
			return true
		}
	}
	return false
}

// without gives the quads of the groups that other has not, or has less often. If p ends it early, some are
// missing.
func (g *groups) without(p *pace.Pace, other *groups) (quads []quad.Quad) {
	left := make(map[string]int, len(other.count))
	for form, n := range other.count {
		if !p.Step() {
			return nil
		}
		left[form] = n
	}
	gone := make([]bool, len(g.forms))
	for i, form := range g.forms {
		if !p.Step() {
			return nil
		}
		if left[form] > 0 {
			left[form]--
			gone[i] = true
		}
	}
	for i, q := range g.quads {
		if !p.Step() {
			return nil
		}
		if !gone[g.of[i]] {
			quads = append(quads, q)
		}
	}
	return quads
}

// together joins the blank nodes that share a quad. It gives a node's parent in its group's tree, itself
// for the one that stands for all. If the context ends, some are not joined.
func (c *canonizer) together() []int {
	parent := make([]int, len(c.nodes))
	for i := range parent {
		parent[i] = i
	}
	for i := range c.nodes {
		for _, m := range c.nodes[i].quads {
			if !c.pace.Step() {
				return parent
			}
			for _, n := range [3]int{m.subject, m.object, m.label} {
				if n >= 0 {
					parent[find(parent, n)] = find(parent, i)
				}
			}
		}
	}
	return parent
}

func find(parent []int, n int) int {
	for parent[n] != n {
		parent[n] = parent[parent[n]]
		n = parent[n]
	}
	return n
}
