package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Investment is a row: who invested in whom, when, and how much, as far as the facts say. Safe for concurrent use.
type Investment struct {
	Investors, Investees []graph.Entity // by IRI
	// Figures are the amounts and other numbers that are given of it, by measure and value. One that several reports give is
	// there once, with the evidence of all. Of amounts that contradict each other ([TwoAmounts]) it is the one with the
	// strongest claim, then the one that more sources support, then that of the claim that comes first by source and place;
	// its certainty is no better than graph.Disputed, and [Contradicted] gives the others.
	Figures []Figure

	id        quad.Value
	number    graph.ID
	when      string
	whenGrade graph.Certainty
	grounds
}

func markInvestment(m *ask.Mark, r *Investment) { m.Set(r.number) }

// ID is the investment's own IRI; empty if it is a blank node.
func (r Investment) ID() quad.IRI {
	iri, _ := r.id.(quad.IRI)
	return iri
}

// When is the time as precisely as it is known, as EDTF writes it; empty if it is not known.
func (r Investment) When() string { return r.when }

// WhenCertainty is that of the time; graph.Unknown if there is none.
func (r Investment) WhenCertainty() graph.Certainty { return r.whenGrade }

// Investments gives who invested in whom: all investments, or with At those that an organization or one of its units made
// or received. The certainty of a row is that of who, in whom and when; its evidence is all that is said of the
// investment, amounts included.
//
// The order is by time, those without one last, then by IRI. Options: At, those that every question takes, Top.
func Investments(ctx context.Context, r graph.Reader, opts ...Option) ([]Investment, error) {
	return ask.Slice(ctx, r, "Investments", ask.OptAt|ask.OptAlways|ask.OptTop, opts, markInvestment, findInvestments)
}

// datedInvestment is an investment on the way to its row.
type datedInvestment struct {
	id    graph.ID
	time  ask.Dated
	dated bool
}

func findInvestments(ctx context.Context, q *ask.Question) ([]Investment, error) {
	nodes, err := q.Subjects(ctx, q.Terms.Investor, q.Terms.Investee)
	if err == nil && q.Options.Has(ask.OptAt) {
		var places []graph.ID
		if places, err = q.ResolveWithUnits(ctx, q.Options.At); err == nil {
			nodes, err = q.Into(ctx, places, q.Terms.Investor, q.Terms.Investee)
		}
	}
	if err != nil {
		return nil, err
	}
	var found []datedInvestment
	for i, node := range nodes {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !q.InTime(node) || len(q.Values(nil, node, q.Terms.Investor))+len(q.Values(nil, node, q.Terms.Investee)) == 0 {
			continue
		}
		d := datedInvestment{id: node}
		d.time, d.dated = q.Choose(q.SpansOf(nil, node))
		found = append(found, d)
	}
	last := func(d datedInvestment) dates.Span {
		if d.dated {
			return d.time.Span
		}
		return dates.Span{First: dates.Any().Last, Last: dates.Any().Last}
	}
	found, err = ask.TopRows(ctx, q, found, func(x, y datedInvestment) int {
		a, b := last(x), last(y)
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), q.ByIRI(x.id, y.id))
	})
	if err != nil {
		return nil, err
	}
	rows := make([]Investment, len(found))
	for i, d := range found {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		rows[i] = investmentRow(q.State, d)
	}
	return rows, nil
}

func investmentRow(s *ask.State, d datedInvestment) Investment {
	terms := s.Terms
	r := Investment{
		Investors: s.EntitiesOf(d.id, terms.Investor), Investees: s.EntitiesOf(d.id, terms.Investee), Figures: investedFigures(s, d.id),
		id: s.Numbers.Value(d.id), number: d.id,
	}
	var facts []ask.Statement
	for _, e := range r.Investors {
		facts = append(facts, ask.Statement{Subject: d.id, Predicate: terms.Investor, Object: e.Number()})
	}
	for _, e := range r.Investees {
		facts = append(facts, ask.Statement{Subject: d.id, Predicate: terms.Investee, Object: e.Number()})
	}
	if d.dated {
		r.when, r.whenGrade = d.time.String(), s.Grade(d.time.By)
		facts = append(facts, d.time.By)
	}
	s.SortFew(facts)
	r.grounds = told(s, d.id, facts...)
	return r
}

// investedFigures reads the figures of an investment that an answer shows: of amounts that contradict each other one.
func investedFigures(s *ask.State, node graph.ID) []Figure {
	q := s.Question()
	all := q.Amounts(node)
	shown := q.ShownAmounts(all)
	figures := figuresOf(s, node)
	if len(shown) < len(all) {
		figures = slices.DeleteFunc(figures, func(f Figure) bool {
			return !slices.ContainsFunc(shown, func(a ask.Amount) bool {
				return slices.Contains(f.ways[0], a.By) && slices.Contains(f.ways[0], a.Value)
			})
		})
	}
	return sameFigures(figures)
}

// sameFigures makes one of those that say the same number of the same.
func sameFigures(all []Figure) []Figure {
	type said struct {
		value         quad.Value
		bound         quad.IRI
		intended      bool
		measure, unit string
	}
	at := map[said]int{}
	var different []Figure
	for _, f := range all {
		key := said{f.Value, f.Bound, f.Intended, f.Measure(), f.Unit()}
		if i, there := at[key]; there {
			different[i].grounds = different[i].grounds.join(f.grounds)
			continue
		}
		at[key] = len(different)
		different = append(different, f)
	}
	return different
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (r Investment) Detach() Investment {
	r.Investors, r.Investees, r.Figures = ask.DetachEach(r.Investors), ask.DetachEach(r.Investees), ask.DetachEach(r.Figures)
	r.grounds = r.grounds.detach()
	return r
}

// String is the row in English: "Tencent → Moonshot AI, 2024-02; amount: 1000000000 US dollars".
func (r Investment) String() string {
	names := func(all []graph.Entity) string {
		if len(all) == 0 {
			return ask.OrUnknown(graph.Entity{})
		}
		return strings.Join(ask.Labels(all), ", ")
	}
	text := names(r.Investors) + " → " + names(r.Investees)
	if r.when != "" {
		text += ", " + r.when
	}
	for _, f := range r.Figures {
		text += "; " + f.String()
	}
	return text
}

// MarshalJSON writes the row with its figures, each with its own evidence.
func (r Investment) MarshalJSON() ([]byte, error) { return rowJSON(r) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (r *Investment) UnmarshalJSON(text []byte) error { return readRow(text, r) }

func (r *Investment) describe(f *jsontext.Fields) {
	nodeField(f, "id", &r.id)
	entities(f, "investors", &r.Investors)
	entities(f, "investees", &r.Investees)
	whenFields(f, &r.when, &r.whenGrade)
	jsontext.Each(f, "figures", &r.Figures, (*Figure).describe)
	r.grounds.describe(f)
}
