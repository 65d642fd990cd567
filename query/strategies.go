package query

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// StrategiesBySector gives the strategies in a sector or in one narrower than it, however many steps
// down (skos:broader and skos:narrower). A strategy of several organizations has a row for each.
//
// Rows come in the order in which the strategies first appeared in the graph. A name that cannot be
// resolved is a [*graph.NameError]. Options: those that every question takes, Top.
func StrategiesBySector(ctx context.Context, r graph.Reader, sector string, opts ...Option) ([]Strategy, error) {
	return answerPages(ctx, r, "StrategiesBySector", optAlways|optTop, opts, func(ctx context.Context, c *claims, yield func([]Strategy) error) error {
		return c.strategyPages(ctx, sector, true, allAtOnce, yield)
	})
}

// Strategies gives all strategies, those in no sector included, in the same order as [StrategiesBySector];
// with InSector it is that question as a stream. Under a filter of claims a strategy counts if one of them says
// whose it is or what sector it is in. The error comes last and once; each range asks afresh. Options: InSector,
// those that every question takes, Top.
func Strategies(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Strategy, error] {
	return streamPages(ctx, r, "Strategies", optInSector|optAlways|optTop, opts, func(ctx context.Context, c *claims, yield func([]Strategy) error) error {
		return c.strategyPages(ctx, c.o.sector, c.o.has(optInSector), pageSize, yield)
	})
}

// strategyPages yields the rows, a page at a time. The pages are the caller's to keep.
func (c *claims) strategyPages(ctx context.Context, sector string, inSector bool, size int, yield func([]Strategy) error) error {
	f := c.strategies()
	candidates, err := f.candidates(ctx, sector, inSector)
	if err != nil {
		return err
	}
	return eachPage(ctx, f.claims, "read strategies", candidates, size, f.page, yield)
}

// strategyFinder is a question about strategies, bound to a state.
type strategyFinder struct {
	*claims
	*terms
}

func (c *claims) strategies() *strategyFinder { return &strategyFinder{c, c.terms} }

// candidates gives the nodes that may be strategies, ascending.
func (f *strategyFinder) candidates(ctx context.Context, sector string, inSector bool) ([]graph.ID, error) {
	if !inSector {
		return f.outOfType(ctx)
	}
	sectors, err := f.resolveSector(ctx, sector)
	if err != nil {
		return nil, err
	}
	return f.into(ctx, sectors, f.sector)
}

// outOfType gives every node typed as a strategy. Types are the data set's own statements, which filters
// of claims leave alone.
func (f *strategyFinder) outOfType(ctx context.Context) ([]graph.ID, error) {
	return f.asked.claimsAll().into(ctx, known([]graph.ID{f.strategy}), f.typ)
}

// page reads some candidates and makes a row for each organization of each strategy among them.
func (f *strategyFinder) page(ctx context.Context, candidates []graph.ID) ([]Strategy, error) {
	columns, err := f.n.Columns(ctx, quad.Subject)
	if err != nil {
		return nil, err
	}
	rows := make([]Strategy, 0, len(candidates))
	var lists sectorLists
	var of, sectors []graph.ID
	for i, strategy := range candidates {
		if i%atATime == 0 {
			if err := touchNext(ctx, &columns, candidates[i:]); err != nil {
				return nil, err
			}
		}
		isStrategy := false
		of, sectors = of[:0], sectors[:0]
		facts, from, to := columns.At(strategy)
		for i := from; i < to; i++ {
			switch facts.Predicates[i] {
			case f.typ:
				isStrategy = isStrategy || facts.Others[i] == f.strategy
			case f.of:
				if f.all || f.keep(facts.Labels[i]) {
					of = appendNew(of, facts.Others[i])
				}
			case f.sector:
				if f.all || f.keep(facts.Labels[i]) {
					sectors = appendNew(sectors, facts.Others[i])
				}
			}
		}
		if !isStrategy || !f.inTime(strategy) {
			continue
		}
		if !f.all && len(of)+len(sectors) == 0 {
			continue // none of the claims asked for says anything of it
		}
		if len(of) == 0 {
			of = append(of, 0) // the facts do not say whose it is
		}
		for _, organization := range of {
			var row *Strategy
			rows, row = another(rows)
			row.Organization = f.n.Entity(organization)
			row.Sectors = lists.of(f.asked, sectors)
			row.id, row.asked = strategy, f.asked
		}
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

func (l *sectorLists) of(a *asked, sectors []graph.ID) []graph.Entity {
	if len(sectors) != 1 {
		return a.entities(sectors)
	}
	kept := &l.places[sectors[0]%graph.ID(len(l.places))]
	if kept.sector != sectors[0] {
		if len(l.room) == 0 {
			l.room = make([]graph.Entity, 32)
		}
		kept.sector, kept.list, l.room = sectors[0], l.room[:1:1], l.room[1:]
		kept.list[0] = a.n.Entity(sectors[0])
	}
	return kept.list
}
