package query

import (
	"cmp"
	"context"
	"fmt"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// PeriodFlow is a row: so many moves went from one organization to another in one year, quarter or month. Safe for
// concurrent use.
type PeriodFlow struct {
	Period string // as EDTF writes it: "2024", "2024-33" for a first quarter, "2024-03"; empty for moves without a time
	Flow

	unit dates.Unit // that was asked for
	days dates.Span // of the period
}

func markPeriodFlow(m *ask.Mark, p *PeriodFlow) {
	markFlow(m, &p.Flow)
	m.Number(p.days.First ^ p.days.Last<<32)
}

// FlowsByPeriod counts as [Flows] does, for each year, quarter or month apart: period is "year", "quarter" or "month". A
// move counts for the period that all days of its time are in, where its row shows that time, see [Move.When]. A time that
// is not told so exactly counts for the smallest of these that it lies in, so that moves of "2024" stand beside those of its
// months; one of more than a year, such as "2022/2024", is a period of its own. [FlowsByYear] puts it to the year that it
// begins in.
//
// The order is by the first day of the period, the shorter ones first, those without a time last; within a period as in
// Flows. Another period is an [*OptionError]. Options: From, To, Person, Years, Kind, Role, InSector, those that every
// question takes, Top.
func FlowsByPeriod(ctx context.Context, r graph.Reader, period string, opts ...Option) ([]PeriodFlow, error) {
	return ask.Slice(ctx, r, "FlowsByPeriod", ask.OptFrom|ask.OptTo|ask.OptMove|ask.OptTop, opts, markPeriodFlow, func(ctx context.Context, q *ask.Question) ([]PeriodFlow, error) {
		unit, err := dates.ParseUnit(period)
		if err != nil {
			return nil, ask.WrongArgument("FlowsByPeriod", "period", err)
		}
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return nil, err
		}
		f.shown = map[graph.ID]dates.Span{}
		counts, err := countFlows(ctx, f, func(in []dates.Span, m movePair) []dates.Span {
			days, dated := f.shown[m.move]
			if !dated {
				return append(in, dates.Span{})
			}
			return append(in, days.In(unit))
		})
		if err != nil {
			return nil, err
		}
		made := newFlowRows(q, periodKeys(unit))
		rows := make([]PeriodFlow, 0, len(counts))
		for key, n := range counts {
			row := PeriodFlow{Flow: made.row(key.pair, n), unit: unit, days: key.group}
			if key.group != (dates.Span{}) {
				row.Period = key.group.String()
			}
			rows = append(rows, row)
		}
		return ask.TopRows(ctx, q, rows, func(a, b PeriodFlow) int {
			switch {
			case a.days == b.days:
				return made.compare(a.Flow, b.Flow)
			case (a.Period == "") != (b.Period == ""):
				return cmp.Compare(b.Period, a.Period)
			}
			return cmp.Or(cmp.Compare(a.days.First, b.days.First), cmp.Compare(a.days.Last, b.days.Last))
		})
	})
}

// periodKeys are flowKeys in the period of a move.
func periodKeys(unit dates.Unit) func(f *moveFinder, dst []sumKey, m Move) []sumKey {
	return func(f *moveFinder, dst []sumKey, m Move) []sumKey {
		dst = flowKeys(f, dst, m)
		for i := range dst {
			dst[i].days = daysIn(m, unit)
		}
		return dst
	}
}

// daysIn are those of the period of a move; the zero span if it has no time.
func daysIn(m Move, unit dates.Unit) dates.Span {
	time := m.dated()
	if time.By.Subject == 0 {
		return dates.Span{}
	}
	return time.In(unit)
}

// Moves gives the moves behind the count, as [Flow.Moves] does.
func (p PeriodFlow) Moves(ctx context.Context) ([]Move, error) {
	return p.counted().moves(ctx, "PeriodFlow.Moves")
}

// Grades counts these moves by their certainty, as [Flow.Grades] does.
func (p PeriodFlow) Grades(ctx context.Context) (Grades, error) {
	return p.counted().grades(ctx, "PeriodFlow.Grades")
}

// Evidence is the claims about these moves, as [Flow.Evidence] gives them.
func (p PeriodFlow) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	return p.counted().evidence(ctx, "PeriodFlow.Evidence")
}

func (p PeriodFlow) counted() counted {
	c := p.Flow.counted()
	c.key.days = p.days
	c.keep = func(_ *moveFinder, m Move) bool { return daysIn(m, p.unit) == p.days }
	return c
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (p PeriodFlow) Detach() PeriodFlow { return PeriodFlow{p.Period, p.Flow.Detach(), p.unit, p.days} }

// String is the row in English: "2024-03: Alibaba → ByteDance: 2".
func (p PeriodFlow) String() string {
	if p.Period == "" {
		return "no time: " + p.Flow.String()
	}
	return fmt.Sprintf("%s: %s", p.Period, p.Flow)
}

// MarshalJSON writes the period, both organizations and the counts.
func (p PeriodFlow) MarshalJSON() ([]byte, error) { return rowJSON(p) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (p *PeriodFlow) UnmarshalJSON(text []byte) error { return readRow(text, p) }

func (p *PeriodFlow) describe(f *jsontext.Fields) {
	jsontext.Text(f, "period", &p.Period)
	p.Flow.describe(f)
	if f.Reading() {
		p.days, _ = dates.ParseSpan(p.Period)
	}
}
