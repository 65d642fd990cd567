package structs

import (
	"errors"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// readTime finds the field that says when a node was, if a time is asked for.
func (f *shapeFinder) readTime() error {
	option := ""
	switch {
	case f.Options.Has(ask.OptAsOf):
		option = "AsOf"
	case f.Options.Has(ask.OptBetween):
		option = "Between"
	default:
		return nil
	}
	known := false
	for i := range f.shape.fields {
		field := &f.shape.fields[i]
		if field.time && f.time != nil {
			return &ShapeError{Type: f.shape.typ, Field: field.name, Err: errors.New("one field says when a node was, and another one has the tag time, too")}
		}
		if field.time {
			f.time = field
		}
		known = known || !field.inverse && (field.predicate == vocab.When || field.predicate == vocab.Year)
	}
	if f.time == nil && !known {
		return f.Options.Wrong(option, &ShapeError{Type: f.shape.typ, Err: errors.New("no field says when a node was; mark one, as in `quad:\"id:released,optional,time\"`")})
	}
	return nil
}

// inTime tells whether node i of the probe has a time that fits.
func (f *shapeFinder) inTime(c *content, i int) bool {
	if f.time == nil {
		return f.InTime(c.nodes[i])
	}
	var all []ask.Dated
	for _, v := range c.values(i, len(c.shape.columns)-1) {
		t := f.Numbers.Term(v)
		span, ok := dates.ParseSpan(t.Text)
		if !ok {
			var year int
			if year, ok = ask.ParseYear(t); ok {
				span = dates.YearSpan(year)
			}
		}
		if ok {
			all = append(all, ask.Dated{Span: span})
		}
	}
	return f.Times.Allow(all)
}
