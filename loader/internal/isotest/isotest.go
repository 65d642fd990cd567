// Package isotest tells whether two data sets are isomorphic, by trying. It is a plain oracle for tests of
// small data: it shares no code with the canonical form that package rdfc computes.
package isotest

import (
	"fmt"
	"sort"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Isomorphic tells whether a and b are the same set of quads but for the names of blank nodes.
func Isomorphic(a, b []quad.Quad) bool {
	m := matcher{a: set(a), b: set(b)}
	if len(m.a) != len(m.b) {
		return false
	}
	m.inB = map[string]bool{}
	for _, q := range m.b {
		m.inB[line(q, nil)] = true
	}
	// Nodes that look different from around them are not worth trying.
	m.colorsA, m.colorsB = colors(m.a), colors(m.b)
	for node := range m.colorsA {
		m.nodes = append(m.nodes, node)
	}
	sort.Strings(m.nodes)
	if len(m.colorsA) != len(m.colorsB) {
		return false
	}
	m.to, m.taken = map[string]string{}, map[string]bool{}
	return m.try(0)
}

type matcher struct {
	a, b             []quad.Quad
	inB              map[string]bool
	colorsA, colorsB map[string]string
	nodes            []string          // of a
	to               map[string]string // from a's nodes to b's
	taken            map[string]bool   // nodes of b
}

// try finds partners for the nodes from the i-th on.
func (m *matcher) try(i int) bool {
	if !m.consistent() {
		return false
	}
	if i == len(m.nodes) {
		return true
	}
	node := m.nodes[i]
	for other, color := range m.colorsB {
		if color != m.colorsA[node] || m.taken[other] {
			continue
		}
		m.to[node], m.taken[other] = other, true
		if m.try(i + 1) {
			return true
		}
		delete(m.to, node)
		delete(m.taken, other)
	}
	return false
}

// consistent tells whether each quad of a whose nodes all have partners is in b.
func (m *matcher) consistent() bool {
	for _, q := range m.a {
		if l := line(q, m.to); l != "" && !m.inB[l] {
			return false
		}
	}
	return true
}

// line writes a quad, its blank nodes by their partners' names; empty if one has none. With nil, they keep
// their own.
func line(q quad.Quad, to map[string]string) string {
	var b []byte
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if node, ok := v.(quad.BNode); ok && to != nil {
			other, ok := to[string(node)]
			if !ok {
				return ""
			}
			v = quad.BNode(other)
		}
		b = append(term.Append(b, v), ' ')
	}
	return string(b)
}

func set(quads []quad.Quad) (out []quad.Quad) {
	seen := map[string]bool{}
	for _, q := range quads {
		if l := line(q, nil); !seen[l] {
			seen[l] = true
			out = append(out, q)
		}
	}
	return out
}

// colors gives each blank node a text that depends on what is around it, not on names.
func colors(quads []quad.Quad) map[string]string {
	color := map[string]string{}
	for _, q := range quads {
		for _, v := range []quad.Value{q.Subject, q.Object, q.Label} {
			if node, ok := v.(quad.BNode); ok {
				color[string(node)] = ""
			}
		}
	}
	for range 4 {
		around := map[string][]string{}
		for _, q := range quads {
			for _, v := range []quad.Value{q.Subject, q.Object, q.Label} {
				node, ok := v.(quad.BNode)
				if !ok {
					continue
				}
				var b []byte
				for _, w := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
					if other, ok := w.(quad.BNode); ok {
						b = fmt.Appendf(b, "%v %s ", other == node, color[string(other)])
						continue
					}
					b = append(term.Append(b, w), ' ')
				}
				around[string(node)] = append(around[string(node)], string(b))
			}
		}
		next := map[string]string{}
		for node := range color {
			sort.Strings(around[node])
			next[node] = fmt.Sprintf("%x", hash(strings.Join(around[node], "\n")))
		}
		color = next
	}
	return color
}

func hash(s string) (h uint64) {
	h = 14695981039346656037
	for _, c := range []byte(s) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}
