package query

import (
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// moveFacts is what counting claims say of one move.
type moveFacts struct {
	persons, froms, tos []graph.ID
	whens, years, kinds []graph.ID
}

// newMoveFacts makes room for what nearly every move has, at once.
func newMoveFacts() *moveFacts {
	room := make([]graph.ID, 12)
	return &moveFacts{persons: room[0:0:2], froms: room[2:2:4], tos: room[4:4:6], whens: room[6:6:8], years: room[8:8:10], kinds: room[10:10:12]}
}

func (m *moveFacts) reset() {
	m.persons, m.froms, m.tos = m.persons[:0], m.froms[:0], m.tos[:0]
	m.whens, m.years, m.kinds = m.whens[:0], m.years[:0], m.kinds[:0]
}

// page makes rows of those of some moves that match.
func (f *moveFinder) page(ctx context.Context, moves []graph.ID) ([]Move, error) {
	rows := f.spare
	if rows == nil {
		rows = make([]Move, 0, len(moves))
	}
	err := f.eachMove(ctx, moves, func(move graph.ID, facts *moveFacts) {
		rows = f.rows(rows, move, facts)
	})
	if f.o.Counting() {
		f.spare = rows[:0]
	} else {
		f.Comes(moves, f.Person)
	}
	if err != nil || f.wanted == allMoves {
		return rows, err
	}
	if f.UnitOf != 0 { // else there are no units
		ends := make([]graph.ID, 0, 2*len(rows))
		for _, m := range rows {
			ends = append(ends, m.From.Number(), m.To.Number())
		}
		if err := f.orgs.Learn(ctx, ends); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(rows, func(m Move) bool { return f.stays(m.From.Number(), m.To.Number()) }), nil
}

// eachMove calls with the facts of each move in turn. The facts are overwritten by the next call.
func (f *moveFinder) eachMove(ctx context.Context, moves []graph.ID, yield func(move graph.ID, facts *moveFacts)) error {
	m := newMoveFacts()
	return f.EachNode(ctx, moves, func(move graph.ID, facts ask.Facts) error {
		m.reset()
		for i, predicate := range facts.Predicates {
			other := facts.Others[i]
			switch predicate {
			case f.Person:
				m.persons = ask.AppendNew(m.persons, other)
			case f.From:
				m.froms = ask.AppendNew(m.froms, other)
			case f.To:
				m.tos = ask.AppendNew(m.tos, other)
			case f.When:
				m.whens = ask.AppendNew(m.whens, other)
			case f.Year:
				m.years = ask.AppendNew(m.years, other)
			case f.MoveKind:
				m.kinds = ask.AppendNew(m.kinds, other)
			}
		}
		m.froms, m.tos = f.Exact(m.froms), f.Exact(m.tos)
		yield(move, m)
		return nil
	})
}

// rows appends a row for each combination of a person, a from and a to that the question allows.
func (f *moveFinder) rows(rows []Move, move graph.ID, facts *moveFacts) []Move {
	year, ok := f.admits(move, facts)
	if !ok {
		return rows
	}
	for _, person := range allowed(facts.persons, f.persons) {
		for _, from := range allowed(facts.froms, f.froms) {
			if from == 0 && f.wanted == departures {
				continue
			}
			for _, to := range allowed(facts.tos, f.tos) {
				if f.sectors != nil && !f.sectors.any(move, to) {
					continue
				}
				var row *Move
				rows, row = ask.Another(rows)
				row.Person, row.From, row.To = f.Numbers.Entity(person), f.Numbers.Entity(from), f.Numbers.Entity(to)
				row.Year, row.id, row.state = year, move, f.State
			}
		}
	}
	return rows
}

// admits tells whether the kind, the role and the time of a move are asked for, and chooses its year: that of the time to show.
func (f *moveFinder) admits(move graph.ID, facts *moveFacts) (year int, ok bool) {
	if f.o.Has(ask.OptKind) && !slices.Contains(facts.kinds, f.wantKind) {
		return 0, false
	}
	if !f.roles.of(move) {
		return 0, false
	}
	f.times = f.AppendSpans(f.times[:0], move, facts.whens, facts.years)
	if !f.Times.Allow(f.times) {
		return 0, false
	}
	inYears := f.o.Has(ask.OptYears)
	if inYears {
		f.times = slices.DeleteFunc(f.times, func(d ask.Dated) bool {
			return d.Year() < f.o.FirstYear || d.Year() > f.o.LastYear
		})
	}
	best, found := f.Choose(f.times)
	if !found {
		return 0, !inYears
	}
	if f.shown != nil {
		f.shown[move] = best.Span
	}
	return best.Year(), true
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
