package query

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
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

// Detach gives the same figure without its snapshot, whose memory can then be freed.
func (f Figure) Detach() Figure {
	f.grounds = f.grounds.detach()
	return f
}

// String is the figure in English: "team size: more than 100 people (intended)".
func (f Figure) String() string {
	bound := map[quad.IRI]string{
		vocab.BoundMoreThan: "more than ", vocab.BoundAtLeast: "at least ",
		vocab.BoundApproximately: "about ", vocab.BoundOrderOf: "in the order of ",
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
func (f Figure) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Measure   ask.Texts        `json:"measure,omitempty"`
		Value     string           `json:"value"`
		Unit      ask.Texts        `json:"unit,omitempty"`
		Bound     quad.IRI         `json:"bound,omitempty"`
		Intended  bool             `json:"intended,omitempty"`
		Certainty graph.Certainty  `json:"certainty"`
		Evidence  []graph.Evidence `json:"evidence,omitempty"`
	}{f.measures, ask.Lexical(f.Value), f.units, f.Bound, f.Intended, f.Certainty(), f.Evidence()})
}
