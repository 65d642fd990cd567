package ask

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Others appends the distinct nodes of a run that some counting claim stands for. The run has them in
// ascending order, and so has the result.
func (q *Question) Others(dst []graph.ID, r graph.Run) []graph.ID {
	dst = slices.Grow(dst, len(r.Others))
	last := graph.ID(0)
	for i, o := range r.Others {
		if o != last && (q.All || q.Keep(r.Labels[i])) {
			dst = append(dst, o)
			last = o
		}
	}
	return dst
}

// Into finds the nodes that lead to any of the given ones by any of the predicates, ascending and each
// once. Predicates that are 0 are left out.
func (q *Question) Into(ctx context.Context, nodes []graph.ID, predicates ...graph.ID) ([]graph.ID, error) {
	return q.step(ctx, nodes, quad.Object, predicates)
}

// OutOf finds the nodes that any of the given ones lead to.
func (q *Question) OutOf(ctx context.Context, nodes []graph.ID, predicates ...graph.ID) ([]graph.ID, error) {
	return q.step(ctx, nodes, quad.Subject, predicates)
}

func (q *Question) step(ctx context.Context, nodes []graph.ID, d quad.Direction, predicates []graph.ID) ([]graph.ID, error) {
	if len(nodes) == 1 { // a name asked for: mostly so, and cheaper so
		return q.stepFrom(nodes[0], d, predicates), ctx.Err()
	}
	predicates = Known(predicates)
	if len(predicates) == 0 || len(nodes) == 0 {
		return nil, ctx.Err()
	}
	end := q.beginStep(d, predicates, len(nodes))
	room := min(len(nodes), 64) // for what most steps find, so that it need not grow
	found, starts := make([]graph.ID, 0, 8*room), make([]int, 0, room)
	err := q.Numbers.Expand(ctx, nodes, d, predicates, func(r graph.Run) bool {
		starts = append(starts, len(found))
		found = q.Others(found, r)
		return true
	})
	found = Merge(found, starts)
	end(len(found))
	return found, err
}

// stepFrom is step for a single node.
func (q *Question) stepFrom(node graph.ID, d quad.Direction, predicates []graph.ID) (found []graph.ID) {
	end := q.beginStep(d, predicates, 1)
	for i := range predicates {
		if predicates[i] == 0 {
			continue // to Row, none at all would mean any
		}
		q.Numbers.Row(node, d, predicates[i:i+1], func(r graph.Run) {
			if len(found) == 0 {
				found = q.Others(nil, r)
			} else {
				more := q.Others(nil, r)
				found = MergeTwo(make([]graph.ID, 0, len(found)+len(more)), found, more)
			}
		})
	}
	end(len(found))
	return found
}

func (q *Question) beginStep(d quad.Direction, predicates []graph.ID, nodes int) (end func(out int)) {
	if q.Trace == nil {
		return q.Trace.Begin("", "", nodes)
	}
	index := IndexSubject
	if d == quad.Object {
		index = IndexObject
	}
	return q.Trace.Begin("follow "+q.Listed(predicates), index, nodes)
}

// Listed writes predicates for a plan.
func (q *Question) Listed(predicates []graph.ID) string {
	if q.Trace == nil {
		return ""
	}
	predicates = Known(predicates)
	names := make([]string, len(predicates))
	for i, p := range predicates {
		iri, _ := q.Numbers.Entity(p).Node().(quad.IRI)
		names[i] = q.Snapshot.CompactIRI(iri)
	}
	return strings.Join(names, ", ")
}

// Known leaves out the predicates that the graph does not have. To Expand, none at all would mean any.
func Known(predicates []graph.ID) []graph.ID {
	return slices.DeleteFunc(slices.Clone(predicates), func(p graph.ID) bool { return p == 0 })
}

// closure is everything reached from the given nodes by any number of steps, the nodes included,
// ascending.
func (q *Question) closure(ctx context.Context, nodes []graph.ID, step func(context.Context, []graph.ID) ([]graph.ID, error)) ([]graph.ID, error) {
	all := slices.Clone(nodes)
	var seen map[graph.ID]bool // what is in all, once that is too much to look through
	for frontier := nodes; len(frontier) > 0; {
		next, err := step(ctx, frontier)
		if err != nil {
			return nil, err
		}
		frontier = slices.DeleteFunc(next, func(n graph.ID) bool {
			return seen[n] || seen == nil && slices.Contains(all, n)
		})
		all = append(all, frontier...)
		news := frontier
		if seen == nil && len(all) > 32 {
			seen, news = map[graph.ID]bool{}, all
		}
		if seen != nil {
			for _, n := range news {
				seen[n] = true
			}
		}
	}
	slices.Sort(all)
	return all, nil
}
