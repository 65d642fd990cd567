package query

import (
	"context"
	"errors"
	"iter"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// WhoLeft gives the moves away from one organization to another, or to anywhere if to is "": each row
// says who. Organizations include their units, and a move within one organization is no departure. The
// rows come in the order of [Moves].
//
// A name that cannot be resolved is a [*graph.NameError]. Options: Person, Years, Kind,
// CertaintyAtLeast, Source, Top.
func WhoLeft(ctx context.Context, r graph.Reader, from, to string, opts ...Option) ([]Move, error) {
	o, err := read("WhoLeft", optMove|optTop, opts)
	if err != nil {
		return nil, err
	}
	o.from, o.to = from, to
	o.given |= optFrom
	if to != "" {
		o.given |= optTo
	}
	var moves []Move
	for m, err := range streamMoves(ctx, r, &o, true) {
		if err != nil {
			return nil, err
		}
		moves = append(moves, m)
	}
	return moves, nil
}

// Moves gives the moves that all options allow, those within one organization included. A node is a move
// if it has a person, a from or a to; its type does not matter. A move with several persons or several
// organizations at one end has a row for each combination.
//
// Rows come in the order in which the moves first appeared in the graph. The error comes last and once;
// each range asks afresh. Options: From, To, Person, Years, Kind, CertaintyAtLeast, Source, Top.
func Moves(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Move, error] {
	o, err := read("Moves", optFrom|optTo|optMove|optTop, opts)
	if err != nil {
		return func(yield func(Move, error) bool) { yield(Move{}, err) }
	}
	return streamMoves(ctx, r, &o, false)
}

// errEnough ends a question that has given all that is wanted of it.
var errEnough = errors.New("enough")

// streamMoves runs a question about moves and yields its rows.
func streamMoves(ctx context.Context, r graph.Reader, o *options, departures bool) iter.Seq2[Move, error] {
	return func(yield func(Move, error) bool) {
		left := o.top
		err := r.View(ctx, func(s *graph.Snapshot) error {
			f, err := newMoveFinder(ctx, s, o, departures)
			if err != nil {
				return err
			}
			return f.run(ctx, func(m Move) error {
				if !yield(m, nil) {
					return errEnough
				}
				if left--; left == 0 {
					return errEnough
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(Move{}, err)
		}
	}
}

// moveFinder is a question about moves, bound to a state. The sets say which nodes an end may be, nil
// for any.
type moveFinder struct {
	*claims
	orgs       *organizations
	o          *options
	departures bool // leave out moves within an organization, and those without a from

	person, from, to, year, kind graph.ID // predicates
	wantKind                     graph.ID
	persons, froms, tos          []graph.ID
}

func newMoveFinder(ctx context.Context, s *graph.Snapshot, o *options, departures bool) (*moveFinder, error) {
	a, err := bind(ctx, s, o)
	if err != nil {
		return nil, err
	}
	f := &moveFinder{claims: a.claims(), o: o, departures: departures}
	if f.orgs, err = f.organizations(ctx); err != nil {
		return nil, err
	}
	if o.has(optFrom) {
		if f.froms, err = f.orgs.resolve(ctx, o.from); err != nil {
			return nil, err
		}
	}
	if o.has(optTo) {
		if f.tos, err = f.orgs.resolve(ctx, o.to); err != nil {
			return nil, err
		}
	}
	if o.has(optPerson) {
		e, err := s.Resolve(ctx, o.person, graph.PersonKind())
		if err != nil {
			return nil, err
		}
		f.persons = []graph.ID{e.Number()}
	}
	ids, err := a.id(ctx, vocab.Person, vocab.From, vocab.To, vocab.Year, vocab.MoveKind, o.kind)
	if err != nil {
		return nil, err
	}
	f.person, f.from, f.to, f.year, f.kind, f.wantKind = ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]
	return f, nil
}

// pageSize is how many moves are read at a time: enough to make a step worth its while, few enough that
// the first rows come soon.
const pageSize = 2048

// run yields the rows, page by page.
func (f *moveFinder) run(ctx context.Context, yield func(Move) error) error {
	if f.o.has(optKind) && f.wantKind == 0 {
		return nil // no move has this kind
	}
	candidates, err := f.candidates(ctx)
	if err != nil {
		return err
	}
	for page := range slices.Chunk(candidates, pageSize) {
		rows, err := f.page(ctx, page)
		if err != nil {
			return err
		}
		for _, m := range rows {
			if err := yield(m); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// candidates gives the moves that the most selective of the given ends has, ascending.
func (f *moveFinder) candidates(ctx context.Context) ([]graph.ID, error) {
	var best []graph.ID
	narrowed := false
	for _, end := range []struct {
		nodes     []graph.ID
		predicate graph.ID
	}{{f.persons, f.person}, {f.froms, f.from}, {f.tos, f.to}} {
		if end.nodes == nil {
			continue
		}
		found, err := f.into(ctx, end.nodes, end.predicate)
		if err != nil {
			return nil, err
		}
		if !narrowed || len(found) < len(best) {
			best = found
		}
		narrowed = true
	}
	if narrowed {
		return best, nil
	}
	return f.everyMove(ctx)
}

// everyMove gives every node that has a person, a from or a to, ascending.
func (f *moveFinder) everyMove(ctx context.Context) ([]graph.ID, error) {
	var all []graph.ID
	for _, p := range []graph.ID{f.person, f.from, f.to} {
		err := f.s.Scan(ctx, p, func(subject, _, label graph.ID) bool {
			if (len(all) == 0 || all[len(all)-1] != subject) && f.keep(label) {
				all = append(all, subject)
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}
