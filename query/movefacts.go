package query

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// moveFacts is what counting claims say of one move.
type moveFacts struct {
	persons, froms, tos []graph.ID
	years, kinds        []graph.ID
}

// newMoveFacts makes room for what nearly every move has, at once.
func newMoveFacts() *moveFacts {
	room := make([]graph.ID, 10)
	return &moveFacts{persons: room[0:0:2], froms: room[2:2:4], tos: room[4:4:6], years: room[6:6:8], kinds: room[8:8:10]}
}

func (m *moveFacts) reset() {
	m.persons, m.froms, m.tos = m.persons[:0], m.froms[:0], m.tos[:0]
	m.years, m.kinds = m.years[:0], m.kinds[:0]
}

// page makes rows of those of some moves that match.
func (f *moveFinder) page(ctx context.Context, moves []graph.ID) ([]Move, error) {
	rows := make([]Move, 0, len(moves))
	err := f.eachMove(ctx, moves, func(move graph.ID, facts *moveFacts) {
		rows = f.rows(rows, move, facts)
	})
	if err != nil || !f.departures && !f.arrivals {
		return rows, err
	}
	if f.unitOf != 0 { // else there are no units
		ends := make([]graph.ID, 0, 2*len(rows))
		for _, m := range rows {
			ends = append(ends, m.From.Number(), m.To.Number())
		}
		if err := f.orgs.learn(ctx, ends); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(rows, func(m Move) bool { return f.stays(m.From.Number(), m.To.Number()) }), nil
}

// eachMove calls with the facts of each move in turn. The facts are overwritten by the next call.
func (f *moveFinder) eachMove(ctx context.Context, moves []graph.ID, yield func(move graph.ID, facts *moveFacts)) error {
	columns, err := f.n.Columns(ctx, quad.Subject)
	if err != nil {
		return err
	}
	facts := newMoveFacts()
	for i, move := range moves {
		if i%atATime == 0 {
			if err := touchNext(ctx, &columns, moves[i:]); err != nil {
				return err
			}
		}
		facts.reset()
		said, from, to := columns.At(move)
		for i := from; i < to; i++ {
			if !f.all && !f.keep(said.Labels[i]) {
				continue
			}
			switch said.Predicates[i] {
			case f.person:
				facts.persons = appendNew(facts.persons, said.Others[i])
			case f.from:
				facts.froms = appendNew(facts.froms, said.Others[i])
			case f.to:
				facts.tos = appendNew(facts.tos, said.Others[i])
			case f.year:
				facts.years = appendNew(facts.years, said.Others[i])
			case f.moveKind:
				facts.kinds = appendNew(facts.kinds, said.Others[i])
			}
		}
		yield(move, facts)
	}
	return nil
}

// rows appends a row for each combination of a person, a from and a to that the question allows.
func (f *moveFinder) rows(rows []Move, move graph.ID, facts *moveFacts) []Move {
	year, ok := f.admits(move, facts)
	if !ok {
		return rows
	}
	for _, person := range allowed(facts.persons, f.persons) {
		for _, from := range allowed(facts.froms, f.froms) {
			if from == 0 && f.departures {
				continue
			}
			for _, to := range allowed(facts.tos, f.tos) {
				if f.sectors != nil && !f.sectors.any(move, to) {
					continue
				}
				var row *Move
				rows, row = another(rows)
				row.Person, row.From, row.To = f.n.Entity(person), f.n.Entity(from), f.n.Entity(to)
				row.Year, row.id, row.asked = year, move, f.asked
			}
		}
	}
	return rows
}

// admits tells whether the kind and the time of a move are asked for, and chooses its year.
func (f *moveFinder) admits(move graph.ID, facts *moveFacts) (year int, ok bool) {
	if f.o.has(optKind) && !slices.Contains(facts.kinds, f.wantKind) {
		return 0, false
	}
	year, ok = f.chooseYear(move, facts.years)
	return year, ok && f.inTime(move)
}

// allowed gives the nodes that stand at one end of a move and are asked for: the missing one, 0, if there
// are none and any will do.
func allowed(have, wanted []graph.ID) []graph.ID {
	if wanted == nil && len(have) > 0 {
		return have
	}
	return narrowedTo(have, wanted)
}

func narrowedTo(have, wanted []graph.ID) []graph.ID {
	if wanted == nil {
		return append(have, 0)
	}
	return slices.DeleteFunc(have, func(id graph.ID) bool {
		_, found := slices.BinarySearch(wanted, id)
		return !found
	})
}

// chooseYear picks the year to show: of those asked for the one with the strongest claim, then the
// earliest. It reports false if the move has none that was asked for; 0 is no year.
func (f *moveFinder) chooseYear(move graph.ID, years []graph.ID) (int, bool) {
	asked := f.o.has(optYears)
	best, bestCertainty, found := 0, graph.Unknown, false
	for _, id := range years {
		span, ok := f.timeOf(f.times.year, id)
		y := span.year()
		if !ok || asked && (y < f.o.firstYear || y > f.o.lastYear) || !span.overlaps(f.times.span) {
			continue
		}
		certainty := graph.Unknown
		if len(years) > 1 {
			certainty = f.strongest(move, f.year, id)
		}
		stronger := certainty != bestCertainty && certainty.AtLeast(bestCertainty)
		if !found || stronger || certainty == bestCertainty && y < best {
			best, bestCertainty, found = y, certainty, true
		}
	}
	return best, found || !asked
}

// strongest is the grade of a fact: that of its strongest claim which counts.
func (a *asked) strongest(subject, predicate, object graph.ID) graph.Certainty {
	best := graph.Unknown
	c := a.claims()
	a.n.Row(subject, quad.Subject, []graph.ID{predicate}, func(r graph.Run) {
		i, _ := slices.BinarySearchFunc(r.Others, object, cmp.Compare)
		for ; i < len(r.Others) && r.Others[i] == object; i++ {
			if c.keep(r.Labels[i]) {
				best = graph.Stronger(best, a.n.Certainty(r.Labels[i]))
			}
		}
	})
	return best
}

// fact is one statement that a row stands on; a zero value is one that the row does without.
type fact struct {
	predicate quad.IRI
	value     graph.Entity
}

// weakest is the grade of a row: that of the weakest of its facts, Unknown if it has none.
func (a *asked) weakest(subject graph.ID, facts []fact) graph.Certainty {
	weakest, found := graph.Stated, false
	for _, f := range facts {
		if f.value.IsZero() {
			continue
		}
		found = true
		weakest = graph.Weaker(weakest, a.strongest(subject, a.n.ID(f.predicate), f.value.Number()))
	}
	if !found {
		return graph.Unknown
	}
	return weakest
}
