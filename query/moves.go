package query

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// WhoLeft gives the moves away from one organization to another, or to anywhere if to is "": each row
// says who. Organizations include their units, and a move within one organization is no departure. The
// rows come in the order of [Moves].
//
// A name that cannot be resolved is a [*graph.NameError]. Options: Person, Years, Kind,
// InSector, those that every question takes, Top.
func WhoLeft(ctx context.Context, r graph.Reader, from, to string, opts ...Option) ([]Move, error) {
	return answerPages(ctx, r, "WhoLeft", optMove|optTop, opts, func(ctx context.Context, c *claims, yield func([]Move) error) error {
		c.o.from, c.o.to = from, to
		c.o.given |= optFrom
		if to != "" {
			c.o.given |= optTo
		}
		f, err := c.moves(ctx, true)
		if err != nil {
			return err
		}
		return f.pages(ctx, allAtOnce, yield)
	})
}

// another makes room for one more row, to be written field by field in place: to copy a whole row, or to
// clear what make has cleared already, is dear while the garbage collector runs.
func another[T any](rows []T) ([]T, *T) {
	if n := len(rows); n < cap(rows) {
		rows = rows[:n+1]
	} else {
		var zero T
		rows = append(rows, zero)
	}
	return rows, &rows[len(rows)-1]
}

// Moves gives the moves that all options allow, those within one organization included. A node is a move
// if it has a person, a from or a to; its type does not matter. A move with several persons or several
// organizations at one end has a row for each combination.
//
// Rows come in the order in which the moves first appeared in the graph. The error comes last and once;
// each range asks afresh. Options: From, To, Person, Years, Kind, InSector, those
// that every question takes, Top.
func Moves(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Move, error] {
	return streamPages(ctx, r, "Moves", optFrom|optTo|optMove|optTop, opts, func(ctx context.Context, c *claims, yield func([]Move) error) error {
		f, err := c.moves(ctx, false)
		if err != nil {
			return err
		}
		return f.pages(ctx, pageSize, yield)
	})
}

// moveFinder is a question about moves, bound to a state. The sets say which nodes an end may be, nil
// for any.
type moveFinder struct {
	*claims
	*terms
	orgs       *organizations
	o          *options
	departures bool // leave out moves within an organization, and those without a from
	arrivals   bool // leave out moves within an organization

	wantKind            graph.ID
	persons, froms, tos []graph.ID
	sectors             *moveSectors // nil for any

	edges *edges // between top organizations, once they have been needed
}

func newMoveFinder(ctx context.Context, s *graph.Snapshot, o *options, departures bool) (*moveFinder, error) {
	a, err := bind(ctx, s, o)
	if err != nil {
		return nil, err
	}
	return o.claims(a).moves(ctx, departures)
}

// moves is a question about moves under the options given; departures leaves out those within an
// organization and those without a from.
func (c *claims) moves(ctx context.Context, departures bool) (*moveFinder, error) {
	o := c.o
	f := &moveFinder{claims: c, terms: c.terms, o: o, departures: departures}
	var err error
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
		e, err := c.s.Resolve(ctx, o.person, graph.PersonKind())
		if err != nil {
			return nil, err
		}
		f.persons = []graph.ID{e.Number()}
	}
	if o.has(optInSector) {
		if f.sectors, err = f.moveSectors(ctx, o.sector); err != nil {
			return nil, err
		}
	}
	if o.has(optKind) {
		if f.wantKind, err = moveKind(c.s, o.kind); err != nil {
			return nil, o.wrong("Kind", err)
		}
	}
	return f, nil
}

// moveKind finds the number of a kind of moves, 0 if it is a known kind that no move has. What is neither
// known nor anywhere in the graph is a slip.
func moveKind(s *graph.Snapshot, kind quad.IRI) (graph.ID, error) {
	kind = s.ExpandIRI(string(kind))
	id := s.Numbers().ID(kind)
	known := []quad.IRI{vocab.KindHire, vocab.KindDeparture, vocab.KindFounding, vocab.KindPromotion}
	if id == 0 && !slices.Contains(known, kind) {
		return 0, fmt.Errorf("no kind of moves %q; use vocab.KindHire, KindDeparture, KindFounding or KindPromotion (tg:hire, tg:departure, tg:founding, tg:promotion), or a kind that is in the graph", string(kind))
	}
	return id, nil
}

// How many nodes are read at a time. A stream's page is large enough to make a step worth its while, and
// small enough that the first rows come soon and that its memory, under 32 KB, is cheap to get; where all rows
// are wanted at once, most answers are a page.
const (
	pageSize  = 384
	allAtOnce = 1 << 15
)

// run yields the rows one by one.
func (f *moveFinder) run(ctx context.Context, yield func(Move) error) error {
	return f.pages(ctx, pageSize, func(page []Move) error {
		for _, m := range page {
			if err := yield(m); err != nil {
				return err
			}
		}
		return nil
	})
}

// pages yields the rows, a page at a time. The pages are the caller's to keep.
func (f *moveFinder) pages(ctx context.Context, size int, yield func([]Move) error) error {
	if f.o.has(optKind) && f.wantKind == 0 {
		return nil // no move has this kind
	}
	candidates, err := f.candidates(ctx)
	if err != nil {
		return err
	}
	return eachPage(ctx, f.claims, "read moves", candidates, size, f.page, yield)
}

// eachPage reads candidates a page at a time, and yields the rows of each page that has some.
func eachPage[T any](ctx context.Context, c *claims, does string, candidates []graph.ID, size int,
	read func(context.Context, []graph.ID) ([]T, error), yield func([]T) error) error {
	for page := range slices.Chunk(candidates, size) {
		end := c.trace.begin(does, indexSubject, len(page))
		rows, err := read(ctx, page)
		end(len(rows))
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			continue
		}
		if err := yield(rows); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// candidates gives the moves that have all the ends asked for, ascending. Each end's moves come in order
// from the index, so that crossing them is cheaper than looking at the moves of one.
func (f *moveFinder) candidates(ctx context.Context) ([]graph.ID, error) {
	var crossed []graph.ID
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
		if narrowed {
			found = intersect(crossed, found)
		}
		crossed, narrowed = found, true
	}
	if narrowed {
		return crossed, nil
	}
	return f.everyMove(ctx)
}

// everyMove gives every node that has a person, a from or a to, ascending.
func (f *moveFinder) everyMove(ctx context.Context) ([]graph.ID, error) {
	end := f.trace.begin("find every move", indexPredicate, 3)
	var all []graph.ID
	for _, p := range []graph.ID{f.person, f.from, f.to} {
		err := f.n.Scan(ctx, p, !f.all, func(subjects, _, labels []graph.ID) bool {
			for i, subject := range subjects {
				if f.all || f.keep(labels[i]) {
					all = appendNew(all, subject)
				}
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	end(len(all))
	return all, nil
}
