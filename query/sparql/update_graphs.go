package sparql

import (
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
)

// load adds what the program's function gives. Nothing is added if it fails.
func (u *updater) load(l *algebra.Load) error {
	fail := func(text string, err error) error { return &operationError{at: l.Place, text: text, err: err} }
	if u.options.load == nil {
		return fail("LOAD needs a function that reads: sparql.WithLoad", nil)
	}
	var quads []quad.Quad
	u.solution++
	own := func(v quad.Value) quad.Value {
		if b, ok := v.(quad.BNode); ok {
			return quad.BNode(fmt.Sprintf("%sl%d%s", u.blanks, u.solution, string(b)))
		}
		return v
	}
	for q, err := range u.options.load(u.ctx, quad.IRI(l.From.Text)) {
		switch {
		case u.ctx.Err() != nil:
			return u.ctx.Err()
		case err != nil:
			return fail(fmt.Sprintf("LOAD <%s>", l.From.Text), err)
		}
		quads = append(quads, quad.Quad{Subject: own(q.Subject), Predicate: q.Predicate, Object: own(q.Object), Label: l.Into.Value()})
	}
	if err := u.ctx.Err(); err != nil {
		return err
	}
	return u.add(quads)
}

// manage runs the operations on whole graphs.
func (u *updater) manage(m *algebra.Manage) error {
	fail := func(format string, args ...any) error {
		return &operationError{at: m.Place, text: m.Kind.String() + ": " + fmt.Sprintf(format, args...)}
	}
	switch m.Kind {
	case algebra.Clear, algebra.Drop:
		return u.clear(m.To)
	case algebra.Create:
		n, err := u.tx.Count(u.ctx, patternOf(m.To))
		if err == nil && n > 0 {
			return fail("there are quads with the label <%s> already", m.To.Graph.Text)
		}
		return err
	}
	n, err := u.tx.Count(u.ctx, patternOf(m.From))
	switch {
	case err != nil:
		return err
	case m.From == m.To:
		return nil
	case n == 0 && m.From.Kind == algebra.OneGraph:
		return fail("no quad has the label <%s>", m.From.Graph.Text)
	}
	var quads []quad.Quad
	for q, err := range u.tx.Quads(u.ctx, patternOf(m.From)) {
		if err != nil {
			return err
		}
		q.Label = m.To.Graph.Value()
		quads = append(quads, q)
	}
	if m.Kind != algebra.Add {
		if err := u.clear(m.To); err != nil {
			return err
		}
	}
	if err := u.add(quads); err != nil || m.Kind != algebra.Move {
		return err
	}
	return u.clear(m.From)
}

// patternOf gives the quads of a target that is one graph.
func patternOf(t algebra.Target) graph.Pattern {
	if t.Kind == algebra.DefaultGraph {
		return graph.Pattern{Unlabelled: true}
	}
	return graph.Pattern{Label: t.Graph.Value()}
}

func (u *updater) clear(t algebra.Target) error {
	patterns := []graph.Pattern{patternOf(t)}
	switch t.Kind {
	case algebra.AllGraphs:
		patterns = []graph.Pattern{{}}
	case algebra.AllNamed:
		patterns = nil
		err := u.tx.View(u.ctx, func(s *graph.Snapshot) error {
			labels, err := s.Numbers().Labels(u.ctx)
			for _, label := range labels {
				if label != 0 {
					patterns = append(patterns, graph.Pattern{Label: s.Numbers().Value(label)})
				}
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, p := range patterns {
		n, err := u.tx.RemoveMatching(u.ctx, p)
		u.changes.Removed += n
		if err != nil {
			return err
		}
	}
	return nil
}
