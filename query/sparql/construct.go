package sparql

import (
	"context"
	"strconv"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// quads yields the triples of a CONSTRUCT or DESCRIBE, each once.
func (q *Query) quads(ctx context.Context, s *graph.Snapshot, o *options, yield func(quad.Quad, error) bool) error {
	if q.Form() != algebra.Construct && q.Form() != algebra.Describe {
		return wrongForm("Construct", q.Form())
	}
	r, err := q.prepare(ctx, s, o)
	if err != nil {
		return err
	}
	out := &triplesOut{most: o.maxRows, yield: yield, seen: map[[3]term.Term]bool{}}
	if q.Form() == algebra.Describe {
		return r.describe(ctx, out)
	}
	n := 0
	err = r.each(ctx, 0, func(ids []graph.ID) bool {
		n++
		for _, t := range r.query.Template {
			if !out.add(r.part(t.Subject, ids, n), r.part(t.Predicate, ids, n), r.part(t.Object, ids, n)) {
				return false
			}
		}
		return true
	})
	return out.end(err)
}

// triplesOut yields triples that are possible, each once.
type triplesOut struct {
	most  int
	yield func(quad.Quad, error) bool
	seen  map[[3]term.Term]bool
	err   error
}

func (o *triplesOut) add(s, p, obj term.Term) bool {
	if s.Kind != term.IRI && s.Kind != term.Blank || p.Kind != term.IRI || obj.Kind == term.None {
		return true
	}
	key := [3]term.Term{s, p, obj}
	if o.seen[key] {
		return true
	}
	o.seen[key] = true
	if len(o.seen) > o.most {
		o.err = &graph.LimitError{Limit: "rows", Value: int64(o.most), Raise: "sparql.WithMaxRows"}
		return false
	}
	if !o.yield(quad.Quad{Subject: s.Value(), Predicate: p.Value(), Object: obj.Value()}, nil) {
		o.err = errLeft
		return false
	}
	return true
}

func (o *triplesOut) end(err error) error {
	if o.err != nil {
		return o.err
	}
	return err
}

// part is a place of a template in the n-th solution. A blank node is new in each.
func (r *run) part(t algebra.Term, ids []graph.ID, n int) term.Term {
	switch {
	case t.IsVar():
		for i, v := range r.query.Result {
			if v == t.Var && ids[i] != 0 {
				return r.exec.Term(ids[i])
			}
		}
		return term.Term{}
	case t.Value.Kind == term.Blank:
		name := t.Value.Text + "x" + strconv.Itoa(n)
		for r.state.Numbers().ID(quad.BNode(name)) != 0 {
			name += "x" // the state has one of that name
		}
		return term.Term{Kind: term.Blank, Text: name}
	}
	return t.Value
}

// describe yields all triples of the nodes that solutions name, and of blank nodes that these lead to.
func (r *run) describe(ctx context.Context, out *triplesOut) error {
	numbers := r.state.Numbers()
	var nodes []graph.ID
	seen := map[graph.ID]bool{}
	add := func(id graph.ID) {
		if id != 0 && !seen[id] {
			seen[id] = true
			nodes = append(nodes, id)
		}
	}
	for _, d := range r.query.Describe {
		if !d.IsVar() {
			add(numbers.ID(d.Value.Value()))
		}
	}
	err := r.each(ctx, 0, func(ids []graph.ID) bool {
		for i := range r.query.Result {
			if !r.exec.Made(ids[i]) {
				add(ids[i])
			}
		}
		return true
	})
	for i := 0; i < len(nodes) && err == nil && out.err == nil; i++ {
		err = numbers.Match(ctx, graph.PatternIDs{Subject: nodes[i]}, func(q graph.QuadIDs) bool {
			if numbers.Kind(q.Object) == term.Blank {
				add(q.Object)
			}
			return out.add(numbers.Term(q.Subject), numbers.Term(q.Predicate), numbers.Term(q.Object))
		})
	}
	return out.end(err)
}
