package plan

import (
	"math"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
)

func (p *Planner) ref(t algebra.Term) Ref {
	if t.IsVar() {
		return Ref{Var: t.Var}
	}
	return Ref{ID: p.Numbers.ID(t.Value.Value())}
}

func (p *Planner) triple(t algebra.Triple, g ActiveGraph) Node {
	vars := SetOf(t.Subject.Var, t.Predicate.Var, t.Object.Var, g.Var)
	n := &Triple{Facts: Facts{Certain: vars, Maybe: vars, Push: vars, Reads: vars},
		Subject: p.ref(t.Subject), Predicate: p.ref(t.Predicate), Object: p.ref(t.Object), Graph: g, Place: t.Place()}
	n.Rows = p.rows(n)
	return n
}

// Absent tells whether a triple has a constant that no quad has.
func (t *Triple) Absent() bool {
	for _, r := range []Ref{t.Subject, t.Predicate, t.Object} {
		if r.Var == 0 && r.ID == 0 {
			return true
		}
	}
	return false
}

// rows counts the quads of a pattern by its constants.
func (p *Planner) rows(t *Triple) float64 {
	if t.Absent() {
		return 0
	}
	of := graph.PatternIDs{Subject: t.Subject.ID, Predicate: t.Predicate.ID, Object: t.Object.ID}
	if t.Graph.Kind == OneGraph && of == (graph.PatternIDs{}) {
		of.Label = t.Graph.ID
	}
	return float64(p.count(of))
}

func (p *Planner) count(of graph.PatternIDs) int64 {
	n, err := p.Numbers.Count(p.ctx, of)
	p.fail(err)
	return n
}

func (p *Planner) statistics(predicate graph.ID) graph.Statistics {
	s, err := p.Numbers.Statistics(p.ctx, predicate)
	p.fail(err)
	return s
}

func (p *Planner) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// fanOut estimates how many solutions a node has for one of those that have bound some variables before it.
func (p *Planner) fanOut(n Node, given Set) float64 {
	f := n.Of()
	switch {
	case tells(n, given):
		return toldRows
	case !f.Push.Meets(given):
		return f.Rows
	}
	switch n := n.(type) {
	case *Triple:
		return p.matches(n, given)
	case *Intersect:
		rows := p.matches(n.Triples[0], given)
		for _, t := range n.Triples[1:] {
			rows *= min(1, p.matches(t, given.Union(SetOf(n.Var))))
		}
		return rows
	case *Edge:
		rows := f.Rows
		if given.Has(n.From.Var) {
			rows /= max(1, float64(p.statistics(n.Out).Objects))
		}
		if given.Has(n.To.Var) {
			rows /= max(1, float64(p.statistics(n.In).Objects))
		}
		return rows
	case *Path:
		return math.Sqrt(f.Rows)
	case *Labels:
		return 1
	}
	return math.Sqrt(f.Rows)
}

// matches estimates the quads of a triple with values for some of its variables.
func (p *Planner) matches(t *Triple, given Set) float64 {
	rows := t.Rows
	if rows == 0 {
		return 0
	}
	bound := func(r Ref) bool { return given.Has(r.Var) }
	subjects, objects := rows, rows // how many there are, each once
	switch {
	case t.Predicate.ID != 0 && t.Subject.Var != 0 && t.Object.Var != 0:
		s := p.statistics(t.Predicate.ID)
		subjects, objects = float64(s.Subjects), float64(s.Objects)
	case t.Subject.Var != 0 && t.Object.Var != 0:
		subjects, objects = rows/8+1, rows/8+1
	}
	if bound(t.Subject) {
		rows /= max(1, subjects)
	}
	if bound(t.Object) {
		rows /= max(1, objects)
	}
	if bound(t.Predicate) {
		rows /= 8
	}
	if given.Has(t.Graph.Var) {
		rows = min(rows, 4)
	}
	return rows
}

// variety estimates how many values a variable has at most in the solutions of a node.
func (p *Planner) variety(n Node, v algebra.Var) float64 {
	most := n.Of().Rows
	among := func(inputs ...Node) {
		for _, in := range inputs {
			if in.Of().Maybe.Has(v) {
				most = min(most, p.variety(in, v))
			}
		}
	}
	switch n := n.(type) {
	case *Triple:
		if n.Predicate.ID != 0 && n.Subject.Var == v {
			most = min(most, float64(p.statistics(n.Predicate.ID).Subjects))
		}
		if n.Predicate.ID != 0 && n.Object.Var == v {
			most = min(most, float64(p.statistics(n.Predicate.ID).Objects))
		}
	case *Intersect:
		for _, t := range n.Triples {
			among(t)
		}
	case *Edge:
		if n.From.Var == v {
			most = min(most, float64(p.statistics(n.Out).Objects))
		}
		if n.To.Var == v {
			most = min(most, float64(p.statistics(n.In).Objects))
		}
	case *Join:
		for _, in := range n.Inputs {
			among(in.Node)
		}
	case *LeftJoin:
		if n.Left.Of().Maybe.Has(v) {
			among(n.Left)
		}
	case *Minus:
		among(n.Left)
	case *Extend:
		if n.Var != v {
			among(n.Input)
		}
	case *Project:
		among(n.Input)
	}
	return most
}

// varieties estimates how many rows of some variables there are at most, each once.
func (p *Planner) varieties(n Node, vars Set) float64 {
	rows := 1.0
	for v := range vars.All() {
		if rows *= max(1, p.variety(n, v)); rows >= n.Of().Rows {
			return n.Of().Rows
		}
	}
	return rows
}
