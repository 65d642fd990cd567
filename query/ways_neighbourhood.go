package query

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Neighbour is a row: an entity near the one asked about. Safe for concurrent use.
type Neighbour struct {
	Entity   graph.Entity
	Distance int // hops from the entity asked about, at least 1
	Hop      Hop // from an entity one hop nearer; of several, the first to appear in the graph
}

func markNeighbour(m *ask.Mark, n *Neighbour) { m.Set(n.Entity.Number()) }

// Neighbourhood gives the entities within so many hops of one, the nearest first; those at one distance
// come in the order in which they first appeared in the graph. The entity itself is not among them. What
// hops go through is as for [ShortestPath]: moves and posts are entities with names and evidence of their own, so that who
// left an organization is two hops away from it, behind the move. [Around] has moves as arrows: there it is one.
// [Top] limits the rows, and the work with them.
//
// A name that cannot be resolved is a [*graph.NameError]. The error comes last and once; each range asks
// afresh. Options: Along, those that every question takes, Top.
func Neighbourhood(ctx context.Context, r graph.Reader, entity string, hops int, opts ...Option) iter.Seq2[Neighbour, error] {
	return ask.Stream(ctx, r, "Neighbourhood", ask.OptAlong|ask.OptAlways|ask.OptTop, opts, markNeighbour, func(ctx context.Context, q *ask.Question, yield func(Neighbour) error) error {
		if hops < 1 {
			return ask.WrongArgument("Neighbourhood", "hops", errors.New("the number of hops must be 1 or more"))
		}
		id, err := q.Resolve(ctx, entity, graph.AnyKind())
		if err != nil {
			return err
		}
		l, err := newLinks(q)
		if err != nil {
			return err
		}
		return l.around(ctx, id, hops, yield)
	})
}

func (l *links) around(ctx context.Context, center graph.ID, hops int, yield func(Neighbour) error) error {
	r, err := l.rings(ctx, center)
	if err != nil {
		return err
	}
	nodes := []graph.ID{center}
	for distance := 1; distance <= hops && len(nodes) > 0; distance++ {
		end := l.Trace.Begin("go one hop further", "by subject, by object", len(nodes))
		ring, err := r.next(ctx, nodes)
		if err != nil {
			return err
		}
		end(len(ring.nodes))
		if err := l.yieldRing(ctx, ring, distance, yield); err != nil {
			return err
		}
		nodes = ring.nodes
	}
	return nil
}

// yieldRing makes rows of a ring, a page at a time, and no more of them than are wanted.
func (l *links) yieldRing(ctx context.Context, r *ring, distance int, yield func(Neighbour) error) error {
	size := ask.PageSize
	if l.Options.Most() > 0 {
		size = min(size, l.Options.Most())
	}
	for first := 0; first < len(r.nodes) && ctx.Err() == nil; first += size {
		last := min(first+size, len(r.nodes))
		facts := factRows(l.Question.State, r.facts[r.starts[first]:r.starts[last]], nil)
		for i := first; i < last; i++ {
			some := r.of(i)
			near, node := some[0].Subject, r.nodes[i]
			if near == node {
				near = some[0].Object
			}
			hop := Hop{From: l.Numbers.Entity(near), To: l.Numbers.Entity(node), Facts: facts[:len(some):len(some)]}
			facts = facts[len(some):]
			if err := yield(Neighbour{hop.To, distance, hop}); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// Certainty is that of the row's hop.
func (n Neighbour) Certainty() graph.Certainty { return n.Hop.Certainty() }

// Evidence is the claims behind the row's hop.
func (n Neighbour) Evidence() []graph.Evidence { return Path{Hops: []Hop{n.Hop}}.Evidence() }

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (n Neighbour) Detach() Neighbour {
	return Neighbour{n.Entity.Detach(), n.Distance, n.Hop.Detach()}
}

// String is the row in English: "1: Alibaba ←of– Tongyi".
func (n Neighbour) String() string { return fmt.Sprintf("%d: %s", n.Distance, n.Hop) }

// MarshalJSON writes the row with its hop.
func (n Neighbour) MarshalJSON() ([]byte, error) { return rowJSON(n) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (n *Neighbour) UnmarshalJSON(text []byte) error { return readRow(text, n) }

func (n *Neighbour) describe(f *jsontext.Fields) {
	entity(f, "entity", &n.Entity)
	f.Count("distance", &n.Distance)
	jsontext.Part(f, "hop", &n.Hop, (*Hop).describe)
}
