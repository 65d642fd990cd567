package naive

import (
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

func (e *evaluator) path(o *algebra.Path) (out []row) {
	add := func(from, to term.Term) {
		r := newRow()
		if r.bind(o.From, from) && r.bind(o.To, to) {
			out = append(out, r)
		}
	}
	switch {
	case !o.From.IsVar():
		for _, to := range e.ends(o.Path, o.From.Value) {
			add(o.From.Value, to)
		}
	case !o.To.IsVar():
		for _, from := range e.ends(&algebra.PathInverse{Path: o.Path}, o.To.Value) {
			add(from, o.To.Value)
		}
	default:
		for _, from := range e.nodes() {
			for _, to := range e.ends(o.Path, from) {
				add(from, to)
			}
		}
	}
	return out
}

// nodes are the subjects and objects of the active graph.
func (e *evaluator) nodes() []term.Term {
	var set termSet
	for _, t := range e.active {
		set.add(t.s)
		set.add(t.o)
	}
	return set.list
}

type termSet struct {
	list []term.Term
	has  map[term.Term]bool
}

func (s *termSet) add(t term.Term) bool {
	if s.has == nil {
		s.has = map[term.Term]bool{}
	}
	if s.has[fold(t)] {
		return false
	}
	s.has[fold(t)] = true
	s.list = append(s.list, t)
	return true
}

// ends gives where a path leads from a node, as often as it leads there.
func (e *evaluator) ends(path algebra.PathExpr, from term.Term) (ends []term.Term) {
	if !e.look() {
		return nil
	}
	switch p := path.(type) {
	case *algebra.PathLink:
		for _, t := range e.active {
			if same(t.s, from) && same(t.p, p.IRI) {
				ends = append(ends, t.o)
			}
		}
	case *algebra.PathSeq:
		for _, middle := range e.ends(p.First, from) {
			ends = append(ends, e.ends(p.Second, middle)...)
		}
	case *algebra.PathAlt:
		return append(e.ends(p.Left, from), e.ends(p.Right, from)...)
	case *algebra.PathNegated:
		for _, t := range e.active {
			if p.Forward && same(t.s, from) && !contains(p.Not, t.p) {
				ends = append(ends, t.o)
			}
			if p.Backward && same(t.o, from) && !contains(p.NotInverse, t.p) {
				ends = append(ends, t.s)
			}
		}
	case *algebra.PathRepeat:
		var seen termSet
		if p.Zero {
			seen.add(from)
		}
		next := e.ends(p.Path, from)
		for len(next) > 0 {
			node := next[0]
			next = next[1:]
			if seen.add(node) && p.Many {
				next = append(next, e.ends(p.Path, node)...)
			}
		}
		return seen.list
	case *algebra.PathInverse:
		return e.inverse(p.Path, from)
	}
	return ends
}

// inverse goes along a path backwards.
func (e *evaluator) inverse(path algebra.PathExpr, to term.Term) (ends []term.Term) {
	back := func(p algebra.PathExpr) algebra.PathExpr { return &algebra.PathInverse{Path: p} }
	switch p := path.(type) {
	case *algebra.PathLink:
		for _, t := range e.active {
			if same(t.o, to) && same(t.p, p.IRI) {
				ends = append(ends, t.s)
			}
		}
		return ends
	case *algebra.PathInverse:
		return e.ends(p.Path, to)
	case *algebra.PathSeq:
		return e.ends(&algebra.PathSeq{First: back(p.Second), Second: back(p.First)}, to)
	case *algebra.PathAlt:
		return e.ends(&algebra.PathAlt{Left: back(p.Left), Right: back(p.Right)}, to)
	case *algebra.PathRepeat:
		return e.ends(&algebra.PathRepeat{Path: back(p.Path), Zero: p.Zero, Many: p.Many}, to)
	case *algebra.PathNegated:
		return e.ends(&algebra.PathNegated{Forward: p.Backward, Backward: p.Forward, Not: p.NotInverse, NotInverse: p.Not}, to)
	}
	return nil
}
