package query

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// summed is what the rows of one answer of sums share: how their moves were counted, and the grades that have been asked
// for. To count those of all rows costs more than the sums themselves, so that rows are counted one by one, as for a
// picture of the largest, until they have cost about as much; then one pass over the moves counts for every row.
type summed struct {
	state  *ask.State
	o      *ask.Options // of the question
	wanted moveSet
	// keys appends the rows that a move counts for. It is nil for an answer whose rows are asked one by one.
	keys func(f *moveFinder, dst []sumKey, m Move) []sumKey

	turn   chan struct{} // holds something while somebody counts, or looks at what follows
	grades map[sumKey]*Grades
	all    bool // grades has every row
	spent  int  // ends of moves, about, that rows cost one by one
}

// rowCost is what it costs to ask for the moves of one row, few as they may be, beside reading the ends of moves.
const rowCost = 64

// sumKey tells the rows of an answer apart: a group, such as a year, or a period, and the organizations of a pair, or one.
type sumKey struct {
	group    int
	days     dates.Span // of a period
	from, to graph.ID
}

func (k sumKey) compare(other sumKey) int {
	return cmp.Or(cmp.Compare(k.group, other.group), cmp.Compare(k.days.First, other.days.First), cmp.Compare(k.days.Last, other.days.Last),
		cmp.Compare(k.days.FirstMark, other.days.FirstMark), cmp.Compare(k.days.LastMark, other.days.LastMark), cmp.Compare(k.from, other.from), cmp.Compare(k.to, other.to))
}

// countedBy keeps a question's state and options for its rows. What a row is asked later is no part of the plan.
func countedBy(q *ask.Question, wanted moveSet, keys func(f *moveFinder, dst []sumKey, m Move) []sumKey) *summed {
	quiet := *q.Options
	quiet.Trace, quiet.Next, quiet.Total = nil, nil, nil
	return &summed{state: q.State, o: &quiet, wanted: wanted, keys: keys, turn: make(chan struct{}, 1), grades: map[sumKey]*Grades{}}
}

// gradesOf gives those of one row.
func (s *summed) gradesOf(ctx context.Context, row counted, method string) (Grades, error) {
	if err := ask.GivenContext(ctx, method); err != nil {
		return Grades{}, err
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return Grades{}, ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return Grades{}, err
	}
	if s.all || s.grades[row.key] != nil {
		return s.gradesIn(row.key), nil
	}
	enough, err := s.ends(ctx)
	if err != nil {
		return Grades{}, err
	}
	if s.spent == 0 || s.spent+rowCost < enough {
		own, ends, err := row.ownGrades(ctx, method)
		if err != nil {
			return Grades{}, err
		}
		s.grades[row.key] = &own
		s.spent += rowCost + ends
		return own, nil
	}
	all, err := s.count(ctx)
	if err != nil {
		return Grades{}, err
	}
	s.grades, s.all = all, true
	return s.gradesIn(row.key), nil
}

func (s *summed) gradesIn(key sumKey) Grades {
	if g := s.grades[key]; g != nil {
		return *g
	}
	return Grades{}
}

// ends is how many ends moves have in the graph, which one pass reads.
func (s *summed) ends(ctx context.Context) (all int, err error) {
	for _, predicate := range []quad.IRI{vocab.From, vocab.To} {
		n, err := s.state.Snapshot.Count(ctx, graph.Pattern{Predicate: predicate})
		if err != nil {
			return 0, err
		}
		all += int(n)
	}
	return all, nil
}

// count counts for every row: distinct moves, each by the most certain of its rows. The rows of a move come one after
// the other.
func (s *summed) count(ctx context.Context) (map[sumKey]*Grades, error) {
	f, err := bindMoveFinder(ctx, s.state.Snapshot, s.o, s.wanted)
	if err != nil {
		return nil, err
	}
	all := map[sumKey]*Grades{}
	type graded struct {
		key   sumKey
		grade graph.Certainty
	}
	var rows []graded // of the move at hand: one, as a rule
	end := func() {
		if len(rows) > 1 {
			slices.SortFunc(rows, func(a, b graded) int { return a.key.compare(b.key) })
		}
		for i := 0; i < len(rows); {
			key, best := rows[i].key, rows[i].grade
			for i++; i < len(rows) && rows[i].key == key; i++ {
				best = graph.Stronger(best, rows[i].grade)
			}
			grades := all[key]
			if grades == nil {
				grades = &Grades{}
				all[key] = grades
			}
			grades.add(best)
		}
		rows = rows[:0]
	}
	said := s.state.Said()
	var keys []sumKey
	last := graph.ID(0)
	err = f.run(ctx, func(m Move) error {
		if m.id != last {
			end()
			last = m.id
		}
		if keys = s.keys(f, keys[:0], m); len(keys) == 0 {
			return nil
		}
		grade := m.certainty(said)
		for _, key := range keys {
			rows = append(rows, graded{key, grade})
		}
		return ctx.Err()
	})
	end()
	return all, err
}

// flowKeys are the pairs of organizations that a move counts for.
func flowKeys(f *moveFinder, dst []sumKey, m Move) []sumKey {
	if m.From.IsZero() || m.To.IsZero() {
		return dst
	}
	for _, p := range f.pairsOf(nil, ask.MakePair(m.From.Number(), m.To.Number())) {
		dst = append(dst, sumKey{from: p.From(), to: p.To()})
	}
	return dst
}

// yearKeys are flowKeys in the year of a move.
func yearKeys(f *moveFinder, dst []sumKey, m Move) []sumKey {
	dst = flowKeys(f, dst, m)
	for i := range dst {
		dst[i].group = m.Year
	}
	return dst
}

// sectorKeys are flowKeys in each of the sectors that the move counts for.
func sectorKeys(in *moveSectors) func(f *moveFinder, dst []sumKey, m Move) []sumKey {
	return func(f *moveFinder, dst []sumKey, m Move) []sumKey {
		pairs := flowKeys(f, nil, m)
		for _, sector := range in.groups(nil, movePair{move: m.id, to: m.To.Number()}) {
			for _, p := range pairs {
				p.group = int(sector)
				dst = append(dst, p)
			}
		}
		return dst
	}
}

// netKeys are the organizations at both ends of a move.
func netKeys(f *moveFinder, dst []sumKey, m Move) []sumKey {
	for _, end := range []graph.Entity{m.From, m.To} {
		if !end.IsZero() {
			for _, top := range f.topsOf(nil, end.Number()) {
				dst = append(dst, sumKey{from: top})
			}
		}
	}
	return dst
}

// rivalKeys are the organizations that a move comes from or goes to whose other end is in one with its units, ascending.
func rivalKeys(own []graph.ID) func(f *moveFinder, dst []sumKey, m Move) []sumKey {
	return func(f *moveFinder, dst []sumKey, m Move) []sumKey {
		from, to := m.From.Number(), m.To.Number()
		for _, ends := range [][2]graph.ID{{from, to}, {to, from}} {
			if ends[0] != 0 && ends[1] != 0 && ask.Contains(own, ends[0]) {
				for _, top := range f.topsOf(nil, ends[1]) {
					dst = append(dst, sumKey{from: top})
				}
			}
		}
		return slices.Clip(dst)
	}
}
