package query

import (
	"context"
	"iter"

	"talentgraph.example/graph"
)

// Left gives the moves away from an organization, wherever to: it is [WhoLeft] with to "" as a stream.
// Options: Person, Years, Kind, InSector, those that every question takes, Top.
func Left(ctx context.Context, r graph.Reader, organization string, opts ...Option) iter.Seq2[Move, error] {
	return streamPages(ctx, r, "Left", optMove|optTop, opts, func(ctx context.Context, c *claims, yield func([]Move) error) error {
		f, err := c.moves(ctx, true)
		if err != nil {
			return err
		}
		if f.froms, err = f.orgs.resolve(ctx, organization); err != nil {
			return err
		}
		return f.pages(ctx, pageSize, yield)
	})
}

// Joined gives the moves to an organization, wherever from, where from is not known included. Organizations
// include their units, and a move within one organization is no arrival. Foundings count: the founder joins
// what is founded. The rows come in the order of [Moves]. The error comes last and once; each range asks
// afresh. Options: Person, Years, Kind, InSector, those that every question takes, Top.
func Joined(ctx context.Context, r graph.Reader, organization string, opts ...Option) iter.Seq2[Move, error] {
	return streamPages(ctx, r, "Joined", optMove|optTop, opts, func(ctx context.Context, c *claims, yield func([]Move) error) error {
		f, err := c.moves(ctx, false)
		if err != nil {
			return err
		}
		if f.tos, err = f.orgs.resolve(ctx, organization); err != nil {
			return err
		}
		f.arrivals = true
		return f.pages(ctx, pageSize, yield)
	})
}
