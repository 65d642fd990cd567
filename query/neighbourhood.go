package query

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"talentgraph.example/graph"
)

// Neighbour is a row: an entity near the one asked about. Safe for concurrent use.
type Neighbour struct {
	Entity   graph.Entity
	Distance int // hops from the entity asked about, at least 1
	Hop      Hop // from an entity one hop nearer; of several, the first to appear in the graph
}

// Neighbourhood gives the entities within so many hops of one, the nearest first; those at one distance
// come in the order in which they first appeared in the graph. The entity itself is not among them. What
// hops go through is as for [ShortestPath]. [Top] limits the rows, and the work with them.
//
// A name that cannot be resolved is a [*graph.NameError]. The error comes last and once; each range asks
// afresh. Options: Along, those that every question takes, Top.
func Neighbourhood(ctx context.Context, r graph.Reader, entity string, hops int, opts ...Option) iter.Seq2[Neighbour, error] {
	return stream(ctx, r, "Neighbourhood", optAlong|optAlways|optTop, opts, func(ctx context.Context, c *claims, yield func(Neighbour) error) error {
		if hops < 1 {
			return errors.New("query.Neighbourhood: the number of hops must be 1 or more")
		}
		id, err := c.resolve(ctx, entity, graph.AnyKind())
		if err != nil {
			return err
		}
		l, err := c.links()
		if err != nil {
			return err
		}
		return l.around(ctx, id, hops, yield)
	})
}

func (l *links) around(ctx context.Context, from graph.ID, hops int, yield func(Neighbour) error) error {
	came := map[graph.ID]graph.ID{from: 0}
	frontier := []graph.ID{from}
	for distance := 1; distance <= hops && len(frontier) > 0; distance++ {
		end := l.trace.begin("go one hop further", "by subject, by object", len(frontier))
		var next []graph.ID
		level := map[graph.ID]graph.ID{} // where each node of this level was reached from
		err := l.neighbours(ctx, frontier, func(i int, n graph.ID) bool {
			if _, seen := came[n]; seen {
				return true
			}
			if at, again := level[n]; !again {
				level[n] = frontier[i]
				next = append(next, n)
			} else if frontier[i] < at {
				level[n] = frontier[i]
			}
			return true
		})
		end(len(next))
		if err != nil {
			return err
		}
		slices.Sort(next)
		for _, n := range next {
			came[n] = level[n]
			if err := yield(Neighbour{l.s.EntityOf(n), distance, l.hop(level[n], n)}); err != nil {
				return err
			}
		}
		frontier = next
	}
	return nil
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
func (n Neighbour) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Entity   node `json:"entity"`
		Distance int  `json:"distance"`
		Hop      Hop  `json:"hop"`
	}{node{n.Entity}, n.Distance, n.Hop})
}
