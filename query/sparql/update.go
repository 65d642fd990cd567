package sparql

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/sparql/internal/syntax"
)

// Changes counts the quads that an update added and removed, operation by operation: what one adds and the next removes
// is in both.
type Changes struct{ Added, Removed int64 }

// Update runs a request of SPARQL 1.1 Update as one change of the graph: all of its operations or none, durable where the
// graph is. Each operation sees what the ones before have done.
//
// GRAPH names the label, which is the claim or the data set. INSERT without it writes quads without a label. DELETE without
// it takes a fact away under every label, since that is what WHERE sees; under [StrictDataset] it means the quad without a
// label. DEFAULT in CLEAR, DROP, ADD, MOVE and COPY always means the quads without a label. Graphs without quads are not
// kept: CREATE is an error for a label that quads have, and else does nothing; CLEAR and DROP of what is not there do
// nothing; ADD, MOVE and COPY from it are errors. SILENT silences these, and those of LOAD and SERVICE, and no others.
//
// Blank nodes of templates are new for each solution, those of INSERT DATA new for the request.
func Update(ctx context.Context, g *graph.Graph, request string, opts ...Option) (Changes, error) {
	o, err := newOptions(opts)
	switch {
	case err != nil:
		return Changes{}, err
	case ctx == nil:
		return Changes{}, errors.New("sparql: the context is nil")
	case g == nil:
		return Changes{}, errors.New("sparql: the graph is nil")
	case len(o.params) > 0:
		return Changes{}, errors.New("sparql: Update takes no parameters; put the values into VALUES, or Select first")
	}
	tree, err := syntax.ParseUpdate(request, o.reading(g.Snapshot().Prefixes(), DefaultMaxUpdateSize))
	if err != nil {
		return Changes{}, err
	}
	if err := o.overrides(tree); err != nil {
		return Changes{}, err
	}
	u := &updater{options: o, blanks: "u" + rand.Text()[:12]}
	err = g.Update(ctx, func(tx *graph.Tx) error {
		clock := startClock(ctx, o.timeout)
		defer clock.end()
		u.ctx, u.tx = clock, tx
		for _, operation := range tree.Algebra().Operations {
			if err := u.operation(operation); err != nil {
				return clock.translate(err)
			}
		}
		return clock.translate(clock.Err())
	})
	if err != nil {
		return Changes{}, err
	}
	return u.changes, nil
}

// overrides refuses a dataset that the request names, too: neither could be meant.
func (o *options) overrides(r *syntax.Request) error {
	for _, operation := range r.Operations {
		m, ok := operation.(*syntax.Modify)
		if ok && o.dataset != nil && (len(m.Using)+len(m.UsingName) > 0 || !m.With.IsZero()) {
			return &SyntaxError{Line: int(m.Place.Line), Column: int(m.Place.Column), Text: "the dataset is given outside of the request, which then must not have USING or WITH"}
		}
	}
	return nil
}

// updater runs the operations of a request within a transaction.
type updater struct {
	ctx      context.Context
	tx       *graph.Tx
	options  *options
	changes  Changes
	blanks   string // how names of this request's blank nodes begin
	solution int    // number of solutions so far
}

func (u *updater) operation(o algebra.Operation) error {
	switch o := o.(type) {
	case *algebra.Modify:
		return u.modify(o)
	case *algebra.Data:
		return u.data(o)
	case *algebra.Load:
		return u.silenced(o.Silent, u.load(o))
	case *algebra.Manage:
		return u.silenced(o.Silent, u.manage(o))
	}
	return fmt.Errorf("sparql: there is no operation %T", o)
}

// silenced drops the errors that SILENT is about.
func (u *updater) silenced(silent bool, err error) error {
	var own *operationError
	if silent && errors.As(err, &own) && u.ctx.Err() == nil {
		return nil
	}
	return err
}

// operationError is one of those that SILENT silences.
type operationError struct {
	at   algebra.Place
	text string
	err  error
}

func (e *operationError) Error() string {
	s := fmt.Sprintf("%s: %s", e.at, e.text)
	if e.err != nil {
		s += ": " + e.err.Error()
	}
	return s
}

func (e *operationError) Unwrap() error { return e.err }

// modify finds the solutions, then deletes, then inserts.
func (u *updater) modify(m *algebra.Modify) error {
	c := &changer{updater: u, modify: m, at: m.Place, seen: map[graph.QuadIDs]bool{}}
	err := u.tx.View(u.ctx, func(s *graph.Snapshot) error {
		if err := noCompact(s, m); err != nil {
			return err
		}
		c.numbers = s.Numbers()
		where := m.Where
		if u.options.dataset != nil {
			other := *where
			other.Dataset = *u.options.dataset
			where = &other
		}
		r := newRun(s, where, nil, u.options, false)
		err := r.exec.Rows(u.ctx, func(ids []graph.ID) bool {
			u.solution++
			return c.solution(r, ids)
		})
		return errors.Join(err, c.err)
	})
	if err != nil {
		return err
	}
	return c.change()
}

// change makes the changes that have been collected, deletions first.
func (c *changer) change() error {
	if c.options.notes != nil && len(c.lost) > 0 {
		c.options.notes(Note{Line: int(c.at.Line), Column: int(c.at.Column), Text: fmt.Sprintf(
			"DELETE without GRAPH took facts away from %d claims; GRAPH ?claim { ... } in the template would name them", len(c.lost))})
	}
	if err := c.tx.Remove(c.remove...); err != nil {
		return err
	}
	c.changes.Removed += int64(len(c.remove))
	return c.add(c.insert)
}

// changer collects what the templates give.
type changer struct {
	*updater
	modify         *algebra.Modify // nil for data
	at             algebra.Place
	numbers        *graph.Numbers
	remove, insert []quad.Quad
	seen           map[graph.QuadIDs]bool
	lost           map[graph.ID]bool // labels that lost a fact without being named
	err            error
}

// solution applies the templates to one solution.
func (c *changer) solution(r *run, ids []graph.ID) bool {
	if most := c.options.maxRows; len(c.remove)+len(c.insert) > most {
		c.err = &graph.LimitError{Limit: "rows", Value: int64(most), Raise: "sparql.WithMaxRows"}
		return false
	}
	for i, q := range c.modify.Delete {
		if i&4095 == 4095 && c.ctx.Err() != nil {
			break // which is found out afterwards
		}
		c.deleteBy(r, ids, q)
	}
	for _, q := range c.modify.Insert {
		var parts [4]term.Term
		ok := true
		for k, t := range c.parts(q) {
			var bound bool
			parts[k], bound = c.part(r, ids, t)
			ok = ok && (bound || k == 3 && t.IsZero())
		}
		if ok && possible(parts) {
			c.insert = append(c.insert, quadOf(parts))
		}
	}
	return true
}

// parts lists a template's places, with the graph that WITH names where there is none.
func (c *changer) parts(q algebra.Quad) [4]algebra.Term {
	label := q.Graph
	if label.IsZero() {
		label.Value = c.modify.With
	}
	return [4]algebra.Term{q.Subject, q.Predicate, q.Object, label}
}

// part is a place of a template in a solution; not ok is unbound.
func (c *changer) part(r *run, ids []graph.ID, t algebra.Term) (value term.Term, ok bool) {
	switch {
	case t.IsVar():
		for i, v := range r.query.Result {
			if v == t.Var && ids[i] != 0 {
				return r.exec.Term(ids[i]), true
			}
		}
		return term.Term{}, false
	case t.Value.Kind == term.Blank:
		return term.Term{Kind: term.Blank, Text: fmt.Sprintf("%s%sx%d", c.blanks, t.Value.Text, c.updater.solution)}, true
	}
	return t.Value, t.Value.Kind != term.None
}

// possible tells whether parts make a quad.
func possible(parts [4]term.Term) bool {
	s, p, g := parts[0], parts[1], parts[3]
	return (s.Kind == term.IRI || s.Kind == term.Blank) && p.Kind == term.IRI && g.Kind != term.Literal
}

// deleteBy notes the quads that a template gives.
func (c *changer) deleteBy(r *run, ids []graph.ID, q algebra.Quad) {
	var at [4]graph.ID
	parts := c.parts(q)
	for k, t := range parts {
		if k == 3 && t.IsZero() {
			continue
		}
		value, bound := c.part(r, ids, t)
		if at[k] = c.numbers.ID(value.Value()); !bound || at[k] == 0 {
			return // no quad has it
		}
	}
	c.delete(at, !parts[3].IsZero())
}

// delete notes the quads that are there, under one label or under all.
func (c *changer) delete(at [4]graph.ID, named bool) {
	if at[0] == 0 || at[1] == 0 || at[2] == 0 || named && at[3] == 0 {
		return // no quad has a term that has no number
	}
	for _, label := range c.numbers.LabelsOf(nil, at[0], at[1], at[2]) {
		switch {
		case named && label != at[3], !named && c.options.strict && label != 0:
			continue
		}
		found := graph.QuadIDs{Subject: at[0], Predicate: at[1], Object: at[2], Label: label}
		if c.seen[found] {
			continue
		}
		c.seen[found] = true
		value := c.numbers.Value
		c.remove = append(c.remove, quad.Quad{Subject: value(at[0]), Predicate: value(at[1]), Object: value(at[2]), Label: value(label)})
		if !named && label != 0 {
			if c.lost == nil {
				c.lost = map[graph.ID]bool{}
			}
			c.lost[label] = true
		}
	}
}
