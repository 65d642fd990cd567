package query

import (
	"context"
	"iter"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// StrategiesBySector gives the strategies in a sector or in one narrower than it, however many steps
// down (skos:broader and skos:narrower). A strategy of several organizations has a row for each.
//
// Rows come in the order in which the strategies first appeared in the graph. A name that cannot be
// resolved is a [*graph.NameError]. Options: those that every question takes, Top.
func StrategiesBySector(ctx context.Context, r graph.Reader, sector string, opts ...Option) ([]Strategy, error) {
	return ask.SlicePages(ctx, r, "StrategiesBySector", ask.OptAlways|ask.OptTop, opts, markStrategy, func(ctx context.Context, q *ask.Question, yield func([]Strategy) error) error {
		return strategyPages(ctx, q, sector, true, ask.AllAtOnce, yield)
	})
}

// Strategies gives all strategies, those in no sector included, in the same order as [StrategiesBySector];
// with InSector it is that question as a stream. Under a filter of claims a strategy counts if one of them says
// whose it is or what sector it is in. The error comes last and once; each range asks afresh. Options: InSector,
// those that every question takes, Top.
func Strategies(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Strategy, error] {
	return ask.StreamPages(ctx, r, "Strategies", ask.OptInSector|ask.OptAlways|ask.OptTop, opts, markStrategy, func(ctx context.Context, q *ask.Question, yield func([]Strategy) error) error {
		return strategyPages(ctx, q, q.Options.Sector, q.Options.Has(ask.OptInSector), ask.PageSize, yield)
	})
}

// strategyPages yields the rows, a page at a time. The pages are the caller's to keep.
func strategyPages(ctx context.Context, q *ask.Question, sector string, inSector bool, size int, yield func([]Strategy) error) error {
	f := strategies(q)
	candidates, err := f.candidates(ctx, sector, inSector)
	if err != nil {
		return err
	}
	return ask.EachPage(ctx, f.Question, "read strategies", candidates, size, f.page, yield)
}

// strategyFinder is a question about strategies, bound to a state.
type strategyFinder struct {
	*ask.Question
	*ask.Terms
	spare []Strategy // memory of a page, where rows are only counted
}

func strategies(q *ask.Question) *strategyFinder { return &strategyFinder{Question: q, Terms: q.Terms} }

// candidates gives the nodes that may be strategies, ascending.
func (f *strategyFinder) candidates(ctx context.Context, sector string, inSector bool) ([]graph.ID, error) {
	if !inSector {
		return f.outOfType(ctx)
	}
	sectors, err := f.ResolveSector(ctx, sector)
	if err != nil {
		return nil, err
	}
	return f.Into(ctx, sectors, f.Sector)
}

// outOfType gives every node typed as a strategy. Types are the data set's own statements, which filters
// of claims leave alone.
func (f *strategyFinder) outOfType(ctx context.Context) ([]graph.ID, error) {
	return f.State.Unfiltered().Into(ctx, ask.Known([]graph.ID{f.Strategy}), f.Type)
}

// page reads some candidates and makes a row for each organization of each strategy among them.
func (f *strategyFinder) page(ctx context.Context, candidates []graph.ID) ([]Strategy, error) {
	rows := f.spare
	if rows == nil {
		rows = make([]Strategy, 0, len(candidates))
	}
	var lists sectorLists
	var of, sectors []graph.ID
	r, err := f.SubjectReader(ctx)
	if err != nil {
		return nil, err
	}
	for i, strategy := range candidates {
		if err := r.Ahead(ctx, candidates, i); err != nil {
			return nil, err
		}
		isStrategy := false
		of, sectors = of[:0], sectors[:0]
		facts, from, to := r.At(strategy)
		for i := from; i < to; i++ {
			other := facts.Others[i]
			switch facts.Predicates[i] {
			case f.Type:
				isStrategy = isStrategy || other == f.Strategy
			case f.Of:
				of = ask.AppendNew(of, other)
			case f.Sector:
				sectors = ask.AppendNew(sectors, other)
			}
		}
		if !isStrategy || !f.InTime(strategy) {
			continue
		}
		if !f.All && len(of)+len(sectors) == 0 {
			continue // none of the claims asked for says anything of it
		}
		if len(of) == 0 {
			of = append(of, 0) // the facts do not say whose it is
		}
		list := lists.of(f.State, sectors)
		for _, organization := range of {
			var row *Strategy
			rows, row = ask.Another(rows)
			row.Organization = f.Numbers.Entity(organization)
			row.Sectors = list
			row.id, row.state = strategy, f.State
		}
	}
	if f.Options.Counting() {
		f.spare = rows[:0]
	}
	return rows, nil
}

// sectorLists remembers the list of a sector that stands alone, as most do, so that rows share it. It has
// a place for each number modulo its size; the last one to come has it.
type sectorLists struct {
	places [64]struct {
		sector graph.ID
		list   []graph.Entity
	}
	room []graph.Entity // for the next lists, so that they need not be allocated one by one
}

func (l *sectorLists) of(state *ask.State, sectors []graph.ID) []graph.Entity {
	if len(sectors) != 1 {
		return state.Entities(sectors)
	}
	kept := &l.places[sectors[0]%graph.ID(len(l.places))]
	if kept.sector != sectors[0] {
		if len(l.room) == 0 {
			l.room = make([]graph.Entity, 32)
		}
		kept.sector, kept.list, l.room = sectors[0], l.room[:1:1], l.room[1:]
		kept.list[0] = state.Numbers.Entity(sectors[0])
	}
	return kept.list
}

// StrategiesOf gives the strategies of an organization and its units, with what they use; see
// [Strategy.Uses]. The order is that of [Strategies]. InSector keeps those in a sector or in one narrower
// than it. Options: InSector, those that every question takes, Top.
func StrategiesOf(ctx context.Context, r graph.Reader, organization string, opts ...Option) ([]Strategy, error) {
	return ask.Slice(ctx, r, "StrategiesOf", ask.OptInSector|ask.OptAlways|ask.OptTop, opts, markStrategy,
		func(ctx context.Context, q *ask.Question) ([]Strategy, error) {
			organizations, err := q.ResolveWithUnits(ctx, organization)
			if err != nil {
				return nil, err
			}
			return strategiesOf(ctx, q, organizations)
		})
}

// strategiesOf gives the strategies of some organizations, ascending, under the option InSector.
func strategiesOf(ctx context.Context, q *ask.Question, organizations []graph.ID) ([]Strategy, error) {
	f := strategies(q)
	candidates, err := q.Into(ctx, organizations, f.Of)
	if err != nil {
		return nil, err
	}
	if q.Options.Has(ask.OptInSector) {
		sectors, err := q.ResolveSector(ctx, q.Options.Sector)
		if err != nil {
			return nil, err
		}
		in, err := q.Into(ctx, sectors, f.Sector)
		if err != nil {
			return nil, err
		}
		candidates = ask.Intersect(candidates, in)
	}
	rows, err := f.page(ctx, candidates)
	return slices.DeleteFunc(rows, func(t Strategy) bool {
		return !ask.Contains(organizations, t.Organization.Number())
	}), err
}
