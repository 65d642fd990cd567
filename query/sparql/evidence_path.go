package sparql

import (
	"context"
	"slices"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// withoutEnd is the context of methods that take none: it never ends. The limits of the query hold all the same.
type withoutEnd struct{}

func (withoutEnd) Deadline() (time.Time, bool) { return time.Time{}, false }
func (withoutEnd) Done() <-chan struct{}       { return nil }
func (withoutEnd) Err() error                  { return nil }
func (withoutEnd) Value(any) any               { return nil }

var _ context.Context = withoutEnd{}

// way gives the quads of one shortest way along a path between two nodes, none if there is no way.
func (w *witness) way(path algebra.PathExpr, from, to graph.ID) ([]graph.QuadIDs, error) {
	if from == 0 || to == 0 {
		return nil, nil
	}
	switch p := path.(type) {
	case *algebra.PathLink:
		return w.step(from, to, func(predicate graph.ID) bool { return predicate == w.numbers.ID(p.IRI.Value()) })
	case *algebra.PathInverse:
		return w.way(p.Path, to, from)
	case *algebra.PathAlt:
		left, err := w.way(p.Left, from, to)
		if err != nil || left != nil {
			return left, err
		}
		return w.way(p.Right, from, to)
	case *algebra.PathSeq:
		middles, err := w.ends(p.First, from)
		for _, middle := range middles {
			second, err := w.way(p.Second, middle, to)
			if err != nil {
				return nil, err
			}
			if second != nil || middle == to && zero(p.Second) {
				first, err := w.way(p.First, from, middle)
				return append(first, second...), err
			}
		}
		return nil, err
	case *algebra.PathNegated:
		if p.Forward {
			if way, err := w.step(from, to, w.notIn(p.Not)); err != nil || way != nil {
				return way, err
			}
		}
		if p.Backward {
			return w.step(to, from, w.notIn(p.NotInverse))
		}
	case *algebra.PathRepeat:
		return w.repeated(p, from, to)
	}
	return nil, nil
}

// zero tells whether a path leads from a node to itself without a quad.
func zero(path algebra.PathExpr) bool {
	switch p := path.(type) {
	case *algebra.PathRepeat:
		return p.Zero || zero(p.Path)
	case *algebra.PathSeq:
		return zero(p.First) && zero(p.Second)
	case *algebra.PathAlt:
		return zero(p.Left) || zero(p.Right)
	case *algebra.PathInverse:
		return zero(p.Path)
	}
	return false
}

func (w *witness) notIn(list []term.Term) func(graph.ID) bool {
	var not []graph.ID
	for _, t := range list {
		not = append(not, w.numbers.ID(t.Value()))
	}
	return func(predicate graph.ID) bool { return !slices.Contains(not, predicate) }
}

// step gives a quad between two nodes whose predicate fits.
func (w *witness) step(from, to graph.ID, fits func(graph.ID) bool) (found []graph.QuadIDs, err error) {
	err = w.numbers.Match(w.ctx, graph.PatternIDs{Subject: from, Object: to}, func(q graph.QuadIDs) bool {
		if fits(q.Predicate) {
			found = []graph.QuadIDs{q}
		}
		return found == nil
	})
	return found, err
}

// repeated goes from node to node in breadth, and then back along the nodes that it came by.
func (w *witness) repeated(p *algebra.PathRepeat, from, to graph.ID) ([]graph.QuadIDs, error) {
	if p.Zero && from == to {
		return nil, nil
	}
	came := map[graph.ID]graph.ID{}
	queue := []graph.ID{from}
	for i := 0; i < len(queue); i++ {
		ends, err := w.ends(p.Path, queue[i])
		if err != nil {
			return nil, err
		}
		for _, end := range ends {
			if _, known := came[end]; known {
				continue
			}
			came[end] = queue[i]
			if end == to {
				return w.back(p.Path, came, from, to)
			}
			queue = append(queue, end)
		}
		if !p.Many {
			break
		}
	}
	return nil, nil
}

func (w *witness) back(path algebra.PathExpr, came map[graph.ID]graph.ID, from, to graph.ID) (way []graph.QuadIDs, err error) {
	for node := to; ; {
		before := came[node]
		part, err := w.way(path, before, node)
		if err != nil {
			return nil, err
		}
		way = append(part, way...)
		if node = before; node == from {
			return way, nil
		}
	}
}

// ends lists the nodes that a path leads to from a node, each once.
func (w *witness) ends(path algebra.PathExpr, from graph.ID) ([]graph.ID, error) {
	var out []graph.ID
	seen := map[graph.ID]bool{}
	err := w.eachEnd(path, from, false, func(id graph.ID) {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	})
	return out, err
}

// eachEnd calls yield with the nodes that a path leads to, or comes from.
func (w *witness) eachEnd(path algebra.PathExpr, node graph.ID, back bool, yield func(graph.ID)) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	direction := quad.Subject
	if back {
		direction = quad.Object
	}
	switch p := path.(type) {
	case *algebra.PathLink:
		w.numbers.Row(node, direction, []graph.ID{w.numbers.ID(p.IRI.Value())}, func(r graph.Run) {
			for _, other := range r.Others {
				yield(other)
			}
		})
	case *algebra.PathInverse:
		return w.eachEnd(p.Path, node, !back, yield)
	case *algebra.PathAlt:
		if err := w.eachEnd(p.Left, node, back, yield); err != nil {
			return err
		}
		return w.eachEnd(p.Right, node, back, yield)
	case *algebra.PathSeq:
		first, second := p.First, p.Second
		if back {
			first, second = second, first
		}
		var middles []graph.ID
		if err := w.eachEnd(first, node, back, func(id graph.ID) { middles = append(middles, id) }); err != nil {
			return err
		}
		for _, middle := range middles {
			if err := w.eachEnd(second, middle, back, yield); err != nil {
				return err
			}
		}
	case *algebra.PathNegated:
		w.others(node, p.Forward, direction, w.notIn(p.Not), yield)
		w.others(node, p.Backward, turned(direction), w.notIn(p.NotInverse), yield)
	case *algebra.PathRepeat:
		return w.eachRepeated(p, node, back, yield)
	}
	return nil
}

func turned(d quad.Direction) quad.Direction {
	if d == quad.Subject {
		return quad.Object
	}
	return quad.Subject
}

func (w *witness) others(node graph.ID, at bool, d quad.Direction, fits func(graph.ID) bool, yield func(graph.ID)) {
	if !at {
		return
	}
	w.numbers.Row(node, d, nil, func(r graph.Run) {
		if fits(r.Predicate) {
			for _, other := range r.Others {
				yield(other)
			}
		}
	})
}

func (w *witness) eachRepeated(p *algebra.PathRepeat, node graph.ID, back bool, yield func(graph.ID)) error {
	seen := map[graph.ID]bool{}
	if p.Zero {
		seen[node] = true
		yield(node)
	}
	queue := []graph.ID{node}
	for i := 0; i < len(queue) && (i == 0 || p.Many); i++ {
		err := w.eachEnd(p.Path, queue[i], back, func(id graph.ID) {
			if !seen[id] {
				seen[id] = true
				queue = append(queue, id)
				yield(id)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
