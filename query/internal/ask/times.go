package ask

import (
	"errors"
	"fmt"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
)

// readTimes turns the options about time into a span.
func (o *Options) readTimes() error {
	if o.Has(OptAsOf) && o.Has(OptBetween) {
		return o.Wrong("AsOf", errors.New("it does not go together with query.Between, which alone gives a span with a beginning and an end"))
	}
	if o.Has(OptUndated) && !o.Has(OptAsOf|OptBetween) {
		return o.Wrong("Undated", errors.New("it says what becomes of undated facts under query.AsOf or query.Between; give one of them too"))
	}
	read := func(option, date string) (dates.Span, error) {
		if date == "" && option == "Between" {
			return dates.Any(), nil
		}
		s, ok := dates.ParseSpan(date)
		if !ok {
			var err error
			if _, s, err = dates.Read(date, 0); err != nil {
				return s, o.Wrong(option, fmt.Errorf("%q is no date; write a year, a month, a day or a span, such as \"2024\", \"2024-03\", \"2024-03-15\" or \"Q3 2023\"", date))
			}
		}
		return s, nil
	}
	switch {
	case o.Has(OptAsOf):
		s, err := read("AsOf", o.AsOf)
		if err != nil {
			return err
		}
		o.span = dates.Span{First: dates.Any().First, Last: s.Last}
	case o.Has(OptBetween):
		first, err := read("Between", o.First)
		if err != nil {
			return err
		}
		last, err := read("Between", o.Last)
		if err != nil {
			return err
		}
		if first.First > last.Last {
			return o.Wrong("Between", fmt.Errorf("the first date, %q, must not come after the last, %q", o.First, o.Last))
		}
		o.span = dates.Span{First: first.First, Last: last.Last}
	}
	if !o.Has(OptUndated) {
		o.Undated = !o.Has(OptBetween)
	}
	return nil
}

// times reads the times of nodes, and holds them against the span that is asked for.
type times struct {
	Span    dates.Span
	undated bool // whether nodes without a time fit
	when    graph.ID
	Year    graph.ID
}

func newTimes(terms *Terms, o *Options) times {
	t := times{Span: dates.Any(), undated: true, when: terms.When, Year: terms.Year}
	if o.Has(OptAsOf | OptBetween) {
		t.Span, t.undated = o.span, o.Undated
	}
	return t
}

// EveryTime tells whether the question asks for no time in particular.
func (t times) EveryTime() bool { return t.Span == dates.Any() && t.undated }
