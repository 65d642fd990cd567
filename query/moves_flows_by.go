package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// YearFlow is a row: so many moves went from one organization to another in one year. Safe for concurrent
// use.
type YearFlow struct {
	Year int // 0 for moves without a year; those of the year 0, which is 1 BC, are counted among them
	Flow
}

func markYearFlow(m *ask.Mark, y *YearFlow) {
	markFlow(m, &y.Flow)
	m.Number(y.Year)
}

// FlowsByYear counts as [Flows] does, for each year apart. A move counts for the year that its row shows,
// see [Move]; [FlowsByPeriod] counts for quarters and months too. The order is by year, those without one last; within a year as in Flows. Options: From, To,
// Person, Years, Kind, Role, InSector, those that every question takes, Top.
func FlowsByYear(ctx context.Context, r graph.Reader, opts ...Option) ([]YearFlow, error) {
	return ask.Slice(ctx, r, "FlowsByYear", ask.OptFrom|ask.OptTo|ask.OptMove|ask.OptTop, opts, markYearFlow, func(ctx context.Context, q *ask.Question) ([]YearFlow, error) {
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return nil, err
		}
		counts, err := countFlows(ctx, f, func(years []int, m movePair) []int { return append(years, int(m.year)) })
		if err != nil {
			return nil, err
		}
		made := newFlowRows(q, yearKeys)
		rows := make([]YearFlow, 0, len(counts))
		for key, n := range counts {
			rows = append(rows, YearFlow{key.group, made.row(key.pair, n)})
		}
		return ask.TopRows(ctx, q, rows, func(a, b YearFlow) int {
			if (a.Year == 0) != (b.Year == 0) {
				return cmp.Compare(b.Year*b.Year, a.Year*a.Year)
			}
			return cmp.Or(cmp.Compare(a.Year, b.Year), made.compare(a.Flow, b.Flow))
		})
	})
}

// SectorFlow is a row of [FlowsBySector]: so many moves in one sector went from one organization to another. From which
// sector to which is a [SectorsFlow]. Safe for concurrent use.
type SectorFlow struct {
	Sector graph.Entity // the zero Entity for moves in no sector
	Flow
}

func markSectorFlow(m *ask.Mark, s *SectorFlow) {
	m.Set(s.Sector.Number(), s.From.Number(), s.To.Number())
}

// FlowsBySector counts as [Flows] does, for each sector apart. A move counts for each of its sectors: those
// it is said to be in, and those of the organization that it leads to. The order is by the sector's IRI,
// moves in none last; within a sector as in Flows. InSector keeps moves in a sector or in a narrower one;
// they count for that sector and the narrower ones only. Options: From, To, Person, Years, Kind, Role, InSector,
// those that every question takes, Top.
func FlowsBySector(ctx context.Context, r graph.Reader, opts ...Option) ([]SectorFlow, error) {
	return ask.Slice(ctx, r, "FlowsBySector", ask.OptFrom|ask.OptTo|ask.OptMove|ask.OptTop, opts, markSectorFlow, func(ctx context.Context, q *ask.Question) ([]SectorFlow, error) {
		in := &moveSectors{Question: q, sector: q.Terms.Sector}
		if q.Options.Has(ask.OptInSector) {
			var err error
			if in, err = newMoveSectors(ctx, q, q.Options.Sector); err != nil {
				return nil, err
			}
		}
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return nil, err
		}
		counts, err := countFlows(ctx, f, in.groups)
		if err != nil {
			return nil, err
		}
		made := newFlowRows(q, sectorKeys(&moveSectors{Question: q.State.Question(), sector: q.Terms.Sector}))
		rows := make([]SectorFlow, 0, len(counts))
		for key, n := range counts {
			rows = append(rows, SectorFlow{q.Numbers.Entity(key.group), made.row(key.pair, n)})
		}
		return ask.TopRows(ctx, q, rows, func(a, b SectorFlow) int {
			if a.Sector.IsZero() != b.Sector.IsZero() {
				return cmp.Compare(b.Sector.Number(), a.Sector.Number()) // none, which is 0, comes last
			}
			return cmp.Or(made.iris.Compare(a.Sector.Number(), b.Sector.Number()), made.compare(a.Flow, b.Flow))
		})
	})
}

// groups appends the sectors that a move counts for; 0 alone if it is in none.
func (m *moveSectors) groups(dst []graph.ID, move movePair) []graph.ID {
	dst = m.of(m.of(dst, move.move), move.to)
	dst = slices.DeleteFunc(ask.Distinct(dst), func(s graph.ID) bool { return !m.isWanted(s) })
	if len(dst) == 0 {
		dst = append(dst, 0)
	}
	return dst
}

// grouped is a pair of organizations in one group.
type grouped[K comparable] struct {
	group K
	pair  ask.Pair
}

// countFlows counts the distinct moves between top organizations in each of the groups that a pair of ends is in,
// which groups appends.
func countFlows[K comparable](ctx context.Context, f *moveFinder, groups func([]K, movePair) []K) (map[grouped[K]]moved, error) {
	s := newSums[grouped[K]]()
	var in []K
	err := f.sumPairs(ctx, func(p movePair) {
		if p.from == 0 || p.to == 0 {
			return
		}
		in = groups(in[:0], p)
		for _, group := range in {
			s.add(grouped[K]{group, ask.MakePair(p.from, p.to)})
		}
	}, s.endMove)
	if err != nil {
		return nil, err
	}
	var between []ask.Pair
	return s.total(ctx, func(dst []grouped[K], key grouped[K]) []grouped[K] {
		between = f.pairsOf(between[:0], key.pair)
		for _, pair := range between {
			dst = append(dst, grouped[K]{key.group, pair})
		}
		return dst
	})
}

// flowRows makes rows of counts and orders them.
type flowRows struct {
	by   *summed
	iris *ask.Iris
}

func newFlowRows(q *ask.Question, keys func(f *moveFinder, dst []sumKey, m Move) []sumKey) *flowRows {
	return &flowRows{countedBy(q, departures, keys), q.IRIs()}
}

func (f *flowRows) row(p ask.Pair, n moved) Flow {
	entity := f.by.state.Numbers.Entity
	return Flow{From: entity(p.From()), To: entity(p.To()), Count: n.moves, People: n.people, by: f.by}
}

// compare is the order of [Flows].
func (f *flowRows) compare(x, y Flow) int {
	return cmp.Or(
		y.Count-x.Count, f.iris.Compare(x.From.Number(), y.From.Number()), f.iris.Compare(x.To.Number(), y.To.Number()))
}

// Moves gives the moves behind the count, as [Flow.Moves] does.
func (y YearFlow) Moves(ctx context.Context) ([]Move, error) {
	return y.counted().moves(ctx, "YearFlow.Moves")
}

// Grades counts these moves by their certainty, as [Flow.Grades] does.
func (y YearFlow) Grades(ctx context.Context) (Grades, error) {
	return y.counted().grades(ctx, "YearFlow.Grades")
}

// Evidence is the claims about these moves, as [Flow.Evidence] gives them.
func (y YearFlow) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	return y.counted().evidence(ctx, "YearFlow.Evidence")
}

func (y YearFlow) counted() counted {
	c := y.Flow.counted()
	c.key.group = y.Year
	c.keep = func(_ *moveFinder, m Move) bool { return m.Year == y.Year }
	return c
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (y YearFlow) Detach() YearFlow { return YearFlow{y.Year, y.Flow.Detach()} }

// String is the row in English: "2024: Alibaba → ByteDance: 2".
func (y YearFlow) String() string {
	if y.Year == 0 {
		return "no year: " + y.Flow.String()
	}
	return fmt.Sprintf("%d: %s", y.Year, y.Flow)
}

// MarshalJSON writes the year, both organizations and the count.
func (y YearFlow) MarshalJSON() ([]byte, error) { return rowJSON(y) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (y *YearFlow) UnmarshalJSON(text []byte) error { return readRow(text, y) }

func (y *YearFlow) describe(f *jsontext.Fields) {
	f.Number("year", &y.Year)
	y.Flow.describe(f)
}

// Moves gives the moves behind the count, as [Flow.Moves] does.
func (s SectorFlow) Moves(ctx context.Context) ([]Move, error) {
	return s.counted().moves(ctx, "SectorFlow.Moves")
}

// Grades counts these moves by their certainty, as [Flow.Grades] does.
func (s SectorFlow) Grades(ctx context.Context) (Grades, error) {
	return s.counted().grades(ctx, "SectorFlow.Grades")
}

// Evidence is the claims about these moves, as [Flow.Evidence] gives them.
func (s SectorFlow) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	return s.counted().evidence(ctx, "SectorFlow.Evidence")
}

func (s SectorFlow) counted() counted {
	c := s.Flow.counted()
	if s.by == nil {
		return c
	}
	c.key.group = int(s.Sector.Number())
	in := &moveSectors{Question: s.by.state.Question(), sector: s.by.state.Terms.Sector}
	c.keep = func(_ *moveFinder, m Move) bool {
		return slices.Contains(in.groups(nil, movePair{move: m.id, to: m.To.Number()}), s.Sector.Number())
	}
	return c
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (s SectorFlow) Detach() SectorFlow { return SectorFlow{s.Sector.Detach(), s.Flow.Detach()} }

// String is the row in English: "healthcare: Sogou → Baichuan AI: 1".
func (s SectorFlow) String() string {
	if s.Sector.IsZero() {
		return "no sector: " + s.Flow.String()
	}
	return s.Sector.Label() + ": " + s.Flow.String()
}

// MarshalJSON writes the sector, both organizations and the count.
func (s SectorFlow) MarshalJSON() ([]byte, error) { return rowJSON(s) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (s *SectorFlow) UnmarshalJSON(text []byte) error { return readRow(text, s) }

func (s *SectorFlow) describe(f *jsontext.Fields) {
	entity(f, "sector", &s.Sector)
	s.Flow.describe(f)
}
