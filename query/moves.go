package query

import (
	"context"
	"errors"
	"iter"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Left gives the moves away from an organization, wherever to: it is [WhoLeft] with to "" as a stream.
// Options: Person, Years, Kind, Role, InSector, OrderBy, those that every question takes, Top.
func Left(ctx context.Context, r graph.Reader, organization string, opts ...Option) iter.Seq2[Move, error] {
	return ask.StreamPages(ctx, r, "Left", ask.OptMove|ask.OptOrder|ask.OptTop, opts, markMove, func(ctx context.Context, q *ask.Question, yield func([]Move) error) error {
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return err
		}
		if f.froms, err = f.orgs.Resolve(ctx, organization); err != nil {
			return err
		}
		return f.pages(ctx, ask.PageSize, yield)
	})
}

// Joined gives the moves to an organization, wherever from, where from is not known included. Organizations
// include their units, and a move within one organization is no arrival. Foundings count: the founder joins
// what is founded. The rows come in the order of [Moves]. The error comes last and once; each range asks
// afresh. Options: Person, Years, Kind, Role, InSector, OrderBy, those that every question takes, Top.
func Joined(ctx context.Context, r graph.Reader, organization string, opts ...Option) iter.Seq2[Move, error] {
	return ask.StreamPages(ctx, r, "Joined", ask.OptMove|ask.OptOrder|ask.OptTop, opts, markMove, func(ctx context.Context, q *ask.Question, yield func([]Move) error) error {
		f, err := newMoveFinder(ctx, q, arrivals)
		if err != nil {
			return err
		}
		if f.tos, err = f.orgs.Resolve(ctx, organization); err != nil {
			return err
		}
		return f.pages(ctx, ask.PageSize, yield)
	})
}

// WhoLeft gives the moves away from one organization to another, or to anywhere if to is "": each row
// says who. Organizations include their units, and a move within one organization is no departure. The
// rows come in the order of [Moves].
//
// A name that cannot be resolved is a [*graph.NameError], and no origin at all an [*OptionError]: who joined an
// organization is told by [Joined]. Options: Person, Years, Kind, Role,
// InSector, OrderBy, those that every question takes, Top.
func WhoLeft(ctx context.Context, r graph.Reader, from, to string, opts ...Option) ([]Move, error) {
	return ask.SlicePages(ctx, r, "WhoLeft", ask.OptMove|ask.OptOrder|ask.OptTop, opts, markMove, func(ctx context.Context, q *ask.Question, yield func([]Move) error) error {
		if from == "" {
			return ask.WrongArgument("WhoLeft", "from", errors.New("no organization given that people left; ask query.Joined who joined one, wherever from"))
		}
		q.Options.From, q.Options.To = from, to
		q.Options.Given |= ask.OptFrom
		if to != "" {
			q.Options.Given |= ask.OptTo
		}
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return err
		}
		return f.pages(ctx, ask.AllAtOnce, yield)
	})
}

// Moves gives the moves that all options allow, those within one organization included. A node is a move
// if it has a person, a from or a to; its type does not matter. A move with several persons or several
// organizations at one end has a row for each combination.
//
// Rows come in the order in which the moves first appeared in the graph. The error comes last and once;
// each range asks afresh. Options: From, To, Person, Years, Kind, Role, InSector, OrderBy,
// those that every question takes, Top.
func Moves(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Move, error] {
	return ask.StreamPages(ctx, r, "Moves", ask.OptFrom|ask.OptTo|ask.OptMove|ask.OptOrder|ask.OptTop, opts, markMove, func(ctx context.Context, q *ask.Question, yield func([]Move) error) error {
		f, err := newMoveFinder(ctx, q, allMoves)
		if err != nil {
			return err
		}
		return f.pages(ctx, ask.PageSize, yield)
	})
}
