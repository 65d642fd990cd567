package query

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Downstream gives the organizations that people from one could have reached in exactly so many moves,
// whoever made them and whenever: those that its people went to in one move, those that people from
// there went to in two, and so on. Each organization comes once, in the order in which they first appeared
// in the graph; units count for their organization, moves within one do not count. Zero moves give the
// organization itself.
//
// Options: Person, Years, Kind, InSector, those that every question takes, Top.
func Downstream(ctx context.Context, r graph.Reader, organization string, moves int, opts ...Option) ([]graph.Entity, error) {
	o, err := read("Downstream", optMove|optTop, opts)
	if err != nil {
		return nil, err
	}
	if moves < 0 {
		return nil, errors.New("query.Downstream: the number of moves must be 0 or more")
	}
	var reached []graph.Entity
	err = o.view(ctx, r, func(s *graph.Snapshot) error {
		f, err := newMoveFinder(ctx, s, &o, true)
		if err != nil {
			return err
		}
		start, err := s.Resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return err
		}
		frontier := []graph.ID{start.Number()}
		for i := 0; i < moves && len(frontier) > 0; i++ {
			if frontier, err = f.next(ctx, frontier, i == 0); err != nil {
				return err
			}
		}
		if o.has(optTop) {
			frontier = frontier[:min(o.top, len(frontier))]
		}
		reached = f.inOrder(frontier)
		o.trace.rows(len(reached))
		return nil
	})
	return reached, err
}

// next is the frontier one move on: top organizations, each once. The first frontier may be a unit.
func (f *moveFinder) next(ctx context.Context, frontier []graph.ID, first bool) ([]graph.ID, error) {
	if len(frontier) == 0 {
		return nil, ctx.Err()
	}
	from, err := f.orgs.withUnits(ctx, frontier)
	if err != nil {
		return nil, err
	}
	if f.o.given&^(optEvidence|optExplain) != 0 {
		return f.nextByRows(ctx, from)
	}
	many := false
	if !first {
		if many, err = f.mostMoves(ctx, from); err != nil {
			return nil, err
		}
	}
	if many {
		if err := f.readEdges(ctx); err != nil {
			return nil, err
		}
		many = !f.orgs.shared()
	}
	var tos []graph.ID
	if many {
		tos = f.alongEdges(frontier)
	} else {
		tos, err = f.destinations(ctx, from)
	}
	slices.Sort(tos)
	return slices.Compact(tos), err
}

// nextByRows looks at whole rows, for options about more than both ends.
func (f *moveFinder) nextByRows(ctx context.Context, from []graph.ID) ([]graph.ID, error) {
	f.froms = from
	var tos []graph.ID
	err := f.run(ctx, func(m Move) error {
		if !m.To.IsZero() {
			tos = append(tos, f.orgs.top(m.To.Number()))
		}
		return nil
	})
	slices.Sort(tos)
	return slices.Compact(tos), err
}

// mostMoves tells whether so many of all moves begin at the given organizations that it is cheaper to
// read all of them, one after the other, than to look these up here and there.
func (f *moveFinder) mostMoves(ctx context.Context, from []graph.ID) (bool, error) {
	all, err := f.s.Count(ctx, graph.Pattern{Predicate: vocab.From})
	if err != nil || f.from == 0 {
		return false, err
	}
	here := int64(0)
	err = f.s.Expand(ctx, from, quad.Object, []graph.ID{f.from}, func(r graph.Run) bool {
		here += int64(len(r.Others))
		return true
	})
	return here > all/8, err
}

// edges are which top organizations moves lead between: those from one are a range of to.
type edges struct {
	to []graph.ID
	of map[graph.ID]pairRange
}

// readEdges reads which top organizations moves lead between, once for a question.
func (f *moveFinder) readEdges(ctx context.Context) error {
	if f.edges != nil {
		return nil
	}
	p, err := f.allPairs(ctx)
	if err != nil {
		return err
	}
	e := &edges{to: make([]graph.ID, 0, len(p.from)), of: map[graph.ID]pairRange{}}
	from, start := graph.ID(0), 0
	endOrganization := func() {
		e.of[from] = pairRange{start, len(e.to)}
		start = len(e.to)
	}
	err = p.counts(ctx, f.orgs, func(c count) {
		if c.from != from { // those of one organization come one after the other
			endOrganization()
			from = c.from
		}
		e.to = append(e.to, c.to)
	})
	endOrganization()
	f.edges = e
	return err
}

// alongEdges follows the edges that readEdges has read. An edge begins at the one organization that a
// unit counts for, so this will not do where a unit belongs to several.
func (f *moveFinder) alongEdges(frontier []graph.ID) []graph.ID {
	var tos []graph.ID
	var seen bitset
	for _, from := range frontier {
		for _, to := range f.edges.to[f.edges.of[from].start:f.edges.of[from].end] {
			if !seen.has(to) {
				seen.set(to)
				tos = append(tos, to)
			}
		}
	}
	return tos
}

// destinations gives the top organizations that moves away from some organizations lead to, without
// making rows; one may come several times.
func (f *moveFinder) destinations(ctx context.Context, from []graph.ID) ([]graph.ID, error) {
	predicate := known([]graph.ID{f.to})
	if f.from == 0 || len(predicate) == 0 {
		return nil, nil
	}
	var tos []graph.ID
	var seen bitset // pairs of the origin at hand that are in tos already
	var moves, ends []graph.ID
	var failed error
	err := f.s.Expand(ctx, from, quad.Object, []graph.ID{f.from}, func(r graph.Run) bool {
		moves, ends = f.others(moves[:0], r), ends[:0]
		failed = f.s.Expand(ctx, moves, quad.Subject, predicate, func(to graph.Run) bool {
			for i, o := range to.Others {
				if !seen.has(o) && f.keep(to.Labels[i]) {
					seen.set(o)
					ends = append(ends, o)
				}
			}
			return true
		})
		if failed != nil {
			return false
		}
		if failed = f.orgs.learn(ctx, append(ends, from[r.Node])); failed != nil {
			return false
		}
		for _, o := range ends {
			if f.orgs.internal(from[r.Node], o) {
				seen.clear(o) // a move within; one from elsewhere may lead there yet
			} else {
				tos = append(tos, f.orgs.top(o))
			}
		}
		return true
	})
	return tos, cmp.Or(failed, err)
}

// bitset is a set of numbers.
type bitset struct{ words []uint64 }

func (b *bitset) has(id graph.ID) bool {
	i := int(id >> 6)
	return i < len(b.words) && b.words[i]>>(id&63)&1 != 0
}

func (b *bitset) set(id graph.ID) {
	if i := int(id >> 6); i >= len(b.words) {
		b.words = append(b.words, make([]uint64, max(i+1-len(b.words), len(b.words)))...)
	}
	b.words[id>>6] |= 1 << (id & 63)
}

func (b *bitset) clear(id graph.ID) { b.words[id>>6] &^= 1 << (id & 63) }
