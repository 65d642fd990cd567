package explorer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"talentgraph.example/query"
)

// times is the slider of a page: the graph as of a year. Its form works without script.
type times struct {
	First, Last, At int
	Chosen          string
	Bars            string // a path of what happened in each year: one mark is drawn sooner than one a year
	Undated         string
	Kept            []narrowed
}

// Times gives the slider; nil where all happened in one year.
func (p *page) Times() (*times, error) {
	s, err := p.h.dates.of(p.r.Context(), p.s, readDates)
	if err != nil || len(s.Years) < 2 {
		return nil, err
	}
	first, last := s.Years[0].Value, s.Years[len(s.Years)-1].Value
	if last-first > 1000 {
		return nil, nil // no slider tells a thousand years apart
	}
	t := &times{First: first, Last: last, At: last, Chosen: p.q.Get("as-of"), Undated: count(int64(s.Undated))}
	if year, err := strconv.Atoi(t.Chosen[:min(len(t.Chosen), 4)]); err == nil {
		t.At = min(max(year, first), last)
	}
	most := slices.MaxFunc(s.Years, func(a, b query.Facet[int]) int { return a.Rows - b.Rows }).Rows
	var bars strings.Builder
	for _, y := range s.Years {
		height := max(1, 24*y.Rows/max(most, 1))
		fmt.Fprintf(&bars, "M%d 24v-%dh9v%dz", 10*(y.Value-first), height, height)
	}
	t.Bars = bars.String()
	for name, values := range p.q {
		for _, v := range values {
			if name != "as-of" && name != "after" && name != "format" {
				t.Kept = append(t.Kept, narrowed{Flag: name, Value: v})
			}
		}
	}
	slices.SortStableFunc(t.Kept, func(a, b narrowed) int { return strings.Compare(a.Flag, b.Flag) })
	return t, nil
}

// Width is that of the drawing of years, which is 24 high.
func (t *times) Width() int { return 10 * (t.Last - t.First + 1) }

// AllTimes is this page without a time.
func (p *page) AllTimes() string { return p.With("as-of", "", "after", "") }
