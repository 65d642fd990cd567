package query

import (
	"context"
	"fmt"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Dates is when the things happened that a graph tells of. Its Certainty and its Evidence are those of First and Last.
// Safe for concurrent use.
type Dates struct {
	// First and Last are the earliest and the latest time, as precisely as they are known; empty if there is none.
	First, Last string
	Dated       int          // how many have a time
	Undated     int          // how many have none
	Years       []Facet[int] // of those that have a time, by the year it begins in, the earliest first
	Times       Grades       // how certain these times are

	grounds
}

// Span gives the first and the last time in a graph, and how much has none: of moves, posts and investments, and of
// whatever else has a time. Each counts once, for the time that a row of it would show; see [Move.When]. Options: those
// that every question takes.
func Span(ctx context.Context, r graph.Reader, opts ...Option) (Dates, error) {
	return ask.One(ctx, r, "Span", ask.OptAlways, opts, func(ctx context.Context, q *ask.Question) (Dates, error) {
		f, t := stages(q), q.Terms
		nodes, err := q.Subjects(ctx, ask.Known([]graph.ID{t.Person, t.From, t.To, t.Holder, t.At, t.Investor, t.Investee, t.When, t.Year})...)
		if err != nil {
			return Dates{}, err
		}
		end := q.Trace.Begin("read times", ask.IndexSubject, len(nodes))
		d, years := Dates{}, map[int]int{}
		var first, last ask.Dated
		var times []ask.Dated
		n := newStageNode()
		err = q.EachNode(ctx, nodes, func(node graph.ID, facts ask.Facts) error {
			f.readNode(n, facts)
			times = q.AppendSpans(times[:0], node, n.whens, n.years)
			if !q.Times.Allow(times) {
				return nil
			}
			time, ok := q.Choose(times)
			if !ok {
				d.Undated++
				return nil
			}
			if d.Dated == 0 || earlier(time.Span, first.Span) {
				first = time
			}
			if d.Dated == 0 || later(time.Span, last.Span) {
				last = time
			}
			d.Dated++
			years[time.Year()]++
			d.Times.add(q.Grade(time.By))
			return nil
		})
		end(d.Dated)
		if d.Dated > 0 {
			d.First, d.Last = first.String(), last.String()
			d.grounds = way(q.State, first.By, last.By)
		}
		d.Years = yearFacets(years)
		return d, err
	})
}

// earlier tells whether a time begins before another one, or is more exact.
func earlier(x, y dates.Span) bool { return x.First < y.First || x.First == y.First && x.Last < y.Last }

// later tells whether a time ends after another one, or is more exact.
func later(x, y dates.Span) bool { return x.Last > y.Last || x.Last == y.Last && x.First > y.First }

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (d Dates) Detach() Dates {
	d.grounds = d.grounds.detach()
	return d
}

// String is the span in English: "2019 to 2024-08: 40 dated, 9 undated".
func (d Dates) String() string {
	if d.Dated == 0 {
		return fmt.Sprintf("%d undated", d.Undated)
	}
	return fmt.Sprintf("%s to %s: %d dated, %d undated", d.First, d.Last, d.Dated, d.Undated)
}

// MarshalJSON writes the row with its evidence.
func (d Dates) MarshalJSON() ([]byte, error) { return rowJSON(d) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (d *Dates) UnmarshalJSON(text []byte) error { return readRow(text, d) }

func (d *Dates) describe(f *jsontext.Fields) {
	jsontext.Text(f, "first", &d.First)
	jsontext.Text(f, "last", &d.Last)
	f.Count("dated", &d.Dated)
	f.Count("undated", &d.Undated)
	jsontext.Each(f, "years", &d.Years, func(year *Facet[int], f *jsontext.Fields) {
		f.Count("value", &year.Value)
		f.Count("rows", &year.Rows)
	})
	jsontext.Part(f, "times", &d.Times, (*Grades).describe)
	d.grounds.describe(f)
}
