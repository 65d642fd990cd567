package query

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// summed is what the rows of one answer of sums share: how their moves were counted, and the grades of all of them. To
// count these costs more than the sums themselves, so that it waits until a second row is asked for its own; then one
// pass over the moves counts for every row.
type summed struct {
	state  *ask.State
	o      *ask.Options // of the question
	wanted moveSet
	// keys appends the rows that a move counts for. It is nil for an answer whose rows are asked one by one.
	keys func(f *moveFinder, dst []sumKey, m Move) []sumKey

	turn  chan struct{} // holds something while somebody counts, or looks at what follows
	first *sumKey       // the row that was asked first
	own   Grades        // of that row
	all   map[sumKey]*Grades
}

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
	return &summed{state: q.State, o: &quiet, wanted: wanted, keys: keys, turn: make(chan struct{}, 1)}
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
	switch {
	case s.all != nil:
		return s.gradesIn(row.key), nil
	case s.first != nil && *s.first == row.key:
		return s.own, nil
	case s.first == nil:
		own, err := row.ownGrades(ctx, method)
		if err == nil {
			s.first, s.own = &row.key, own
		}
		return own, err
	}
	all, err := s.count(ctx)
	if err != nil {
		return Grades{}, err
	}
	s.all = all
	return s.gradesIn(row.key), nil
}

func (s *summed) gradesIn(key sumKey) Grades {
	if g := s.all[key]; g != nil {
		return *g
	}
	return Grades{}
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
