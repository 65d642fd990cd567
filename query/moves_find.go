package query

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// moveSet says which moves count: all, or only those that take somebody away from an organization, or to one.
type moveSet uint8

const (
	allMoves   moveSet = iota
	departures         // not within an organization, and from a known one
	arrivals           // not within an organization
)

// moveFinder is a question about moves, bound to a state. The sets say which nodes an end may be, nil
// for any.
type moveFinder struct {
	*ask.Question
	*ask.Terms
	orgs   *ask.Units
	o      *ask.Options
	wanted moveSet

	wantKind            graph.ID
	persons, froms, tos []graph.ID
	sectors             *moveSectors // nil for any
	roles               *roleFilter

	order *ordering // nil for that of the moves
	ended int       // how many ends of moves were looked at to find those between some

	times []ask.Dated // of the move at hand
	room  [2]ask.Dated
	shown map[graph.ID]dates.Span // the times of the page at hand by their moves, where rows are ordered
	spare []Move                  // memory of a page, where rows are only counted
	edges *edges                  // between top organizations, once they have been needed
	at    *sectorEnds             // the sectors of organizations, once they have been needed
}

// bindMoveFinder is newMoveFinder on a state that a row has kept.
func bindMoveFinder(ctx context.Context, s *graph.Snapshot, o *ask.Options, wanted moveSet) (*moveFinder, error) {
	a, err := ask.Bind(ctx, s, o)
	if err != nil {
		return nil, err
	}
	return newMoveFinder(ctx, o.Question(a), wanted)
}

// newMoveFinder is a question about moves under the options given.
func newMoveFinder(ctx context.Context, q *ask.Question, wanted moveSet) (*moveFinder, error) {
	o := q.Options
	f := &moveFinder{Question: q, Terms: q.Terms, orgs: q.Units(), o: o, wanted: wanted}
	f.times = f.room[:0]
	var err error
	if o.Has(ask.OptFrom) {
		if f.froms, err = f.orgs.Resolve(ctx, o.From); err != nil {
			return nil, err
		}
	}
	if o.Has(ask.OptTo) {
		if f.tos, err = f.orgs.Resolve(ctx, o.To); err != nil {
			return nil, err
		}
	}
	if o.Has(ask.OptPerson) {
		e, err := q.Snapshot.Resolve(ctx, o.Person, graph.PersonKind())
		if err != nil {
			return nil, err
		}
		f.persons = []graph.ID{e.Number()}
	}
	if o.Has(ask.OptInSector) {
		if f.sectors, err = newMoveSectors(ctx, f.Question, o.Sector); err != nil {
			return nil, err
		}
	}
	if f.roles, err = newRoleFilter(q); err != nil {
		return nil, err
	}
	if o.Has(ask.OptKind) {
		if f.wantKind, err = moveKind(ctx, q.Snapshot, o.Kind); err != nil {
			return nil, o.Wrong("Kind", err)
		}
	}
	f.order, err = readOrder(q, "when", "person", "from", "to")
	return f, err
}

// moveKind finds the number of a kind of moves, 0 if it is a known kind that no move has. What is neither
// known nor anywhere in the graph is a slip.
func moveKind(ctx context.Context, s *graph.Snapshot, name string) (graph.ID, error) {
	known := []quad.IRI{vocab.KindHire, vocab.KindDeparture, vocab.KindFounding, vocab.KindPromotion}
	kind := s.ExpandIRI(name)
	if id := s.Numbers().ID(kind); id != 0 || slices.Contains(known, kind) {
		return id, nil
	}
	for _, kind := range known {
		if strings.EqualFold(strings.TrimPrefix(string(kind), vocab.NS), name) {
			return s.Numbers().ID(kind), nil
		}
	}
	for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
		labels := vocab.Labels(lang)
		for _, kind := range known {
			if strings.EqualFold(labels[kind], name) {
				return s.Numbers().ID(kind), nil
			}
		}
	}
	e, err := s.Resolve(ctx, name, graph.AnyKind())
	if errors.Is(err, graph.ErrNotFound) {
		err = fmt.Errorf("no kind of moves %q; use vocab.KindHire, KindDeparture, KindFounding or KindPromotion (hire, departure, founding, promotion), or a kind that is in the graph", name)
	}
	return e.Number(), err
}

// run yields the rows one by one.
func (f *moveFinder) run(ctx context.Context, yield func(Move) error) error {
	return f.pages(ctx, ask.PageSize, func(page []Move) error {
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
	if f.o.Has(ask.OptKind) && f.wantKind == 0 {
		return nil // no move has this kind
	}
	candidates, err := f.candidates(ctx)
	if err != nil {
		return err
	}
	if f.order != nil && !f.o.Counting() {
		return f.inOrder(ctx, candidates, yield)
	}
	return ask.EachPage(ctx, f.Question, "read moves", candidates, size, f.page, yield)
}

// inOrder yields the rows in the order that is asked for, all at once.
func (f *moveFinder) inOrder(ctx context.Context, candidates []graph.ID, yield func([]Move) error) error {
	type keyed struct {
		sortKey
		found int
		row   Move
	}
	best := ask.NewTop(f.o.Most(), func(a, b keyed) int {
		return cmp.Or(f.order.compare(&a.sortKey, &b.sortKey), cmp.Compare(a.found, b.found))
	})
	found := 0
	f.shown = map[graph.ID]dates.Span{}
	err := ask.EachPage(ctx, f.Question, "read moves", candidates, ask.PageSize, f.page, func(page []Move) error {
		for _, m := range page {
			k := keyed{found: found, row: m}
			k.time, k.dated = f.shown[m.id]
			k.nodes = [3]graph.ID{m.Person.Number(), m.From.Number(), m.To.Number()}
			best.Add(k)
			found++
		}
		clear(f.shown)
		return nil
	})
	if err != nil {
		return err
	}
	end := f.Trace.Begin("order rows", ask.IndexNone, found)
	sorted, err := best.Sorted(ctx)
	if err != nil {
		return err
	}
	end(len(sorted))
	rows := make([]Move, len(sorted))
	for i := range sorted {
		rows[i] = sorted[i].row
	}
	return yield(rows)
}

// candidates gives the moves that have all the ends asked for, ascending. Each end's moves come in order
// from the index, so that crossing them is cheaper than looking at the moves of one.
func (f *moveFinder) candidates(ctx context.Context) ([]graph.ID, error) {
	var crossed []graph.ID
	narrowed := false
	for _, end := range []struct {
		nodes     []graph.ID
		predicate graph.ID
	}{{f.persons, f.Person}, {f.froms, f.From}, {f.tos, f.To}} {
		if end.nodes == nil {
			continue
		}
		found, err := f.Into(ctx, end.nodes, end.predicate)
		if err != nil {
			return nil, err
		}
		f.ended += len(found)
		if narrowed {
			found = ask.Intersect(crossed, found)
		}
		crossed, narrowed = found, true
	}
	if narrowed {
		return crossed, nil
	}
	return f.Subjects(ctx, f.Person, f.From, f.To)
}
