package query

import (
	"context"
	"iter"
	"slices"

	"talentgraph.example/graph"
)

// StrategiesOf gives the strategies of an organization and its units, with what they use; see
// [Strategy.Uses]. The order is that of [Strategies]. InSector keeps those in a sector or in one narrower
// than it. The error comes last and once; each range asks afresh. Options: InSector, those that every
// question takes, Top.
func StrategiesOf(ctx context.Context, r graph.Reader, organization string, opts ...Option) iter.Seq2[Strategy, error] {
	return streamAll(ctx, r, "StrategiesOf", optInSector|optAlways|optTop, opts,
		func(ctx context.Context, c *claims) ([]Strategy, error) {
			organizations, err := c.resolveWithUnits(ctx, organization)
			if err != nil {
				return nil, err
			}
			rows, err := c.strategiesOf(ctx, organizations)
			if err != nil {
				return nil, err
			}
			return rows, nil
		})
}

// strategiesOf gives the strategies of some organizations, ascending, under the option InSector.
func (c *claims) strategiesOf(ctx context.Context, organizations []graph.ID) ([]Strategy, error) {
	f := c.strategies()
	candidates, err := c.into(ctx, organizations, f.of)
	if err != nil {
		return nil, err
	}
	if c.o.has(optInSector) {
		sectors, err := c.resolveSector(ctx, c.o.sector)
		if err != nil {
			return nil, err
		}
		in, err := c.into(ctx, sectors, f.sector)
		if err != nil {
			return nil, err
		}
		candidates = intersect(candidates, in)
	}
	rows, err := f.page(ctx, candidates)
	return slices.DeleteFunc(rows, func(t Strategy) bool {
		return !contains(organizations, t.Organization.Number())
	}), err
}
