package query

import (
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// StrategiesBySector gives the strategies in a sector or in one narrower than it, however many steps
// down (skos:broader and skos:narrower). A strategy of several organizations has a row for each.
//
// Rows come in the order in which the strategies first appeared in the graph. A name that cannot be
// resolved is a [*graph.NameError]. Options: CertaintyAtLeast, Source, Top.
func StrategiesBySector(ctx context.Context, r graph.Reader, sector string, opts ...Option) ([]Strategy, error) {
	o, err := read("StrategiesBySector", optEvidence|optTop, opts)
	if err != nil {
		return nil, err
	}
	return collect(streamStrategies(ctx, r, &o, sector, true))
}

// Strategies gives all strategies, those in no sector included, in the same order and with the same
// options as [StrategiesBySector]. The error comes last and once; each range asks afresh.
func Strategies(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Strategy, error] {
	o, err := read("Strategies", optEvidence|optTop, opts)
	if err != nil {
		return func(yield func(Strategy, error) bool) { yield(Strategy{}, err) }
	}
	return streamStrategies(ctx, r, &o, "", false)
}

// collect turns the streaming form of a question into a slice.
func collect[T any](rows iter.Seq2[T, error]) ([]T, error) {
	var all []T
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, nil
}

func streamStrategies(ctx context.Context, r graph.Reader, o *options, sector string, inSector bool) iter.Seq2[Strategy, error] {
	return func(yield func(Strategy, error) bool) {
		left := o.top
		err := r.View(ctx, func(s *graph.Snapshot) error {
			f, err := newStrategyFinder(ctx, s, o)
			if err != nil {
				return err
			}
			candidates, err := f.candidates(ctx, sector, inSector)
			if err != nil {
				return err
			}
			for page := range slices.Chunk(candidates, pageSize) {
				rows, err := f.page(ctx, page)
				if err != nil {
					return err
				}
				for _, row := range rows {
					if !yield(row, nil) {
						return errEnough
					}
					if left--; left == 0 {
						return errEnough
					}
				}
			}
			return ctx.Err()
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(Strategy{}, err)
		}
	}
}

// strategyFinder is a question about strategies, bound to a state.
type strategyFinder struct {
	*claims
	typ, class                graph.ID
	of, sector, broader, wide graph.ID
}

func newStrategyFinder(ctx context.Context, s *graph.Snapshot, o *options) (*strategyFinder, error) {
	a, err := bind(ctx, s, o)
	if err != nil {
		return nil, err
	}
	ids, err := a.id(ctx, vocab.RDFType, vocab.ClassStrategy, vocab.Of, vocab.Sector, vocab.SKOSBroader, vocab.SKOSNarrower)
	if err != nil {
		return nil, err
	}
	return &strategyFinder{
		claims: a.claims(), typ: ids[0], class: ids[1],
		of: ids[2], sector: ids[3], broader: ids[4], wide: ids[5],
	}, nil
}

// candidates gives the nodes that may be strategies, ascending.
func (f *strategyFinder) candidates(ctx context.Context, sector string, inSector bool) ([]graph.ID, error) {
	if !inSector {
		return f.outOfType(ctx)
	}
	e, err := f.s.Resolve(ctx, sector, graph.SectorKind())
	if err != nil {
		return nil, err
	}
	sectors, err := f.narrower(ctx, e.Number())
	if err != nil {
		return nil, err
	}
	return f.into(ctx, sectors, f.sector)
}

// outOfType gives every node typed as a strategy. Types are the data set's own statements, which filters
// of claims leave alone.
func (f *strategyFinder) outOfType(ctx context.Context) ([]graph.ID, error) {
	return f.asked.claimsAll().into(ctx, known([]graph.ID{f.class}), f.typ)
}

// narrower gives a sector and all sectors below it. Which sector is broader than which is, like a type,
// a statement of the data set's own.
func (f *strategyFinder) narrower(ctx context.Context, sector graph.ID) ([]graph.ID, error) {
	all := f.asked.claimsAll()
	return all.closure(ctx, []graph.ID{sector}, func(ctx context.Context, frontier []graph.ID) ([]graph.ID, error) {
		below, err := all.into(ctx, frontier, f.broader)
		if err != nil {
			return nil, err
		}
		more, err := all.outOf(ctx, frontier, f.wide)
		below = append(below, more...)
		slices.Sort(below)
		return slices.Compact(below), err
	})
}

// page reads some candidates and makes a row for each organization of each strategy among them.
func (f *strategyFinder) page(ctx context.Context, candidates []graph.ID) ([]Strategy, error) {
	var rows []Strategy
	var of, sectors []graph.ID
	isStrategy := false
	at := -1
	finish := func() {
		if at < 0 || !isStrategy {
			return
		}
		for _, organization := range allowed(of, nil) {
			rows = append(rows, Strategy{
				Organization: f.s.EntityOf(organization),
				Sectors:      f.entities(sectors),
				id:           candidates[at],
				asked:        f.asked,
			})
		}
	}
	predicates := known([]graph.ID{f.typ, f.of, f.sector})
	if len(predicates) == 0 {
		return nil, nil
	}
	err := f.s.Expand(ctx, candidates, quad.Subject, predicates, func(r graph.Run) bool {
		if r.Node != at {
			finish()
			at, isStrategy, of, sectors = r.Node, false, of[:0], sectors[:0]
		}
		switch r.Predicate {
		case f.typ:
			isStrategy = slices.Contains(r.Others, f.class)
		case f.of:
			of = f.others(of, r)
		case f.sector:
			sectors = f.others(sectors, r)
		}
		return true
	})
	finish()
	return rows, err
}
