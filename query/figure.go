package query

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Figure is a number that a source gives of something, such as the size of a team. Its texts and its
// evidence are read from its snapshot when asked for; Detach frees it. Safe for concurrent use.
type Figure struct {
	Value quad.Value // the number
	Bound quad.IRI   // how Value bounds the number meant, such as vocab.BoundMoreThan; empty if the facts do not say
	// Intended tells that the number is aimed at, and not there yet.
	Intended bool

	measures, units texts
	grounds
}

// Measure is what the number measures, in the first of the languages that there is a text in.
func (f Figure) Measure(langs ...string) string { return f.measures.choose(langs) }

// Unit is the number's unit, in the first of the languages that there is a text in.
func (f Figure) Unit(langs ...string) string { return f.units.choose(langs) }

// figuresOf reads the figures of a node, by measure and value.
func (a *asked) figuresOf(node graph.ID) []Figure {
	var figures []Figure
	for _, e := range a.entitiesOf(node, vocab.Figure) {
		values := a.valuesOf(e.Number(), vocab.Value, vocab.Bound, vocab.Intended, vocab.Measure, vocab.Unit)
		f := Figure{Intended: slices.Contains(values[vocab.Intended], quad.Value(quad.Bool(true)))}
		for _, v := range values[vocab.Measure] {
			f.measures = f.measures.with(v)
		}
		for _, v := range values[vocab.Unit] {
			f.units = f.units.with(v)
		}
		for _, v := range values[vocab.Bound] {
			if bound, ok := v.(quad.IRI); ok && (f.Bound == "" || bound < f.Bound) {
				f.Bound = bound
			}
		}
		for _, v := range values[vocab.Value] {
			f.Value = v
			f.grounds = a.way(
				statement{node, a.n.ID(vocab.Figure), e.Number()},
				statement{e.Number(), a.n.ID(vocab.Value), a.n.ID(v)})
			figures = append(figures, f)
		}
	}
	slices.SortStableFunc(figures, func(x, y Figure) int {
		return cmp.Or(cmp.Compare(x.Measure(), y.Measure()), cmp.Compare(lexical(x.Value), lexical(y.Value)))
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
	s := f.Measure() + ": " + bound + lexical(f.Value)
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
		Measure   texts            `json:"measure,omitempty"`
		Value     string           `json:"value"`
		Unit      texts            `json:"unit,omitempty"`
		Bound     quad.IRI         `json:"bound,omitempty"`
		Intended  bool             `json:"intended,omitempty"`
		Certainty graph.Certainty  `json:"certainty"`
		Evidence  []graph.Evidence `json:"evidence,omitempty"`
	}{f.measures, lexical(f.Value), f.units, f.Bound, f.Intended, f.Certainty(), f.Evidence()})
}
