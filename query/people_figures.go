package query

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Figure is a number that a source gives of something, such as the size of a team. Its texts and its
// evidence are read from its snapshot when asked for; Detach frees it. Safe for concurrent use.
type Figure struct {
	Value quad.Value // the number
	Bound quad.IRI   // how Value bounds the number meant, such as vocab.BoundMoreThan; empty if the facts do not say
	// Intended tells that the number is aimed at, and not there yet.
	Intended bool

	measures, units ask.Texts
	grounds
}

// Measure is what the number measures, in the first of the languages that there is a text in.
func (f Figure) Measure(langs ...string) string { return f.measures.Choose(langs) }

// Unit is the number's unit, in the first of the languages that there is a text in.
func (f Figure) Unit(langs ...string) string { return f.units.Choose(langs) }

// figuresOf reads the figures of a node, by measure and value.
func figuresOf(s *ask.State, node graph.ID) []Figure {
	terms := s.Terms
	var figures []Figure
	for _, e := range s.EntitiesOf(node, terms.Figure) {
		id := e.Number()
		f := Figure{Intended: s.IsTrue(id, terms.Intended), measures: s.TextsOf(id, terms.Measure), units: s.TextsOf(id, terms.UnitOfMeasure)}
		for _, bound := range s.EntitiesOf(id, terms.Bound) {
			if f.Bound = bound.ID(); f.Bound != "" {
				break
			}
		}
		for _, v := range s.ValuesOf(nil, id, terms.Value) {
			f.Value = s.Numbers.Value(v)
			f.grounds = way(s,
				ask.Statement{Subject: node, Predicate: terms.Figure, Object: id},
				ask.Statement{Subject: id, Predicate: terms.Value, Object: v})
			figures = append(figures, f)
		}
	}
	slices.SortStableFunc(figures, func(x, y Figure) int {
		return cmp.Or(cmp.Compare(x.Measure(), y.Measure()), cmp.Compare(ask.Lexical(x.Value), ask.Lexical(y.Value)))
	})
	return figures
}

// number is the value of a figure, given as its text.
func number(text string) quad.Value {
	if n, err := strconv.Atoi(text); err == nil && strconv.Itoa(n) == text {
		return quad.Int(n)
	}
	return quad.String(text)
}

// Detach gives the same figure without its snapshot, whose memory can then be freed.
func (f Figure) Detach() Figure {
	f.grounds = f.grounds.detach()
	return f
}

// String is the figure in English: "team size: more than 100 people (intended)".
func (f Figure) String() string {
	bound := map[quad.IRI]string{
		vocab.BoundExactly: "exactly ", vocab.BoundMoreThan: "more than ", vocab.BoundAtLeast: "at least ",
		vocab.BoundApproximately: "about ", vocab.BoundOrderOf: "in the order of ", vocab.BoundAtMost: "at most ", vocab.BoundLessThan: "less than ",
	}[f.Bound]
	s := f.Measure() + ": " + bound + ask.Lexical(f.Value)
	if unit := f.Unit(); unit != "" {
		s += " " + unit
	}
	if f.Intended {
		s += " (intended)"
	}
	return s
}

// MarshalJSON writes the figure with its evidence; the value is a string, as files write it.
func (r Figure) MarshalJSON() ([]byte, error) { return rowJSON(r) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (r *Figure) UnmarshalJSON(text []byte) error { return readRow(text, r) }

func (r *Figure) describe(f *jsontext.Fields) {
	jsontext.Texts(f, "measure", &r.measures)
	value := ask.Lexical(r.Value)
	if jsontext.Word(f, "value", &value); f.Reading() {
		r.Value = number(value)
	}
	jsontext.Texts(f, "unit", &r.units)
	jsontext.Text(f, "bound", &r.Bound)
	f.Flag("intended", &r.Intended)
	r.grounds.describe(f)
}
