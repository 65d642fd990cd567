package questions

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/ask"
)

// unlabelled names what has no label of its own by what is said of it; empty for what is of no such kind.
func (l *Language) unlabelled(e graph.Entity) string {
	if l == nil || l.byFacts == nil || len(e.Labels()) > 0 {
		return ""
	}
	return l.byFacts(e)
}

// nameByFacts names a move, a post or an investment by its ends and a figure by its number, as tables of one's own give them no
// names. It is empty for what is none of these.
func (l *Language) nameByFacts(ctx context.Context, e graph.Entity) string {
	said := map[quad.IRI][]quad.Value{}
	for q, err := range l.state.Quads(ctx, graph.Pattern{Subject: e.Node()}) {
		if err != nil {
			return ""
		}
		if predicate, ok := q.Predicate.(quad.IRI); ok && !slices.Contains(said[predicate], q.Object) {
			said[predicate] = append(said[predicate], q.Object)
		}
	}
	name := func(predicate quad.IRI) string {
		n := l.state.Numbers()
		if all := said[predicate]; len(all) > 0 {
			return n.Entity(n.ID(all[len(all)-1])).Label(l.lang())
		}
		return notTold
	}
	switch {
	case said[vocab.Person] != nil:
		return l.Say("%s: %s", name(vocab.Person), name(vocab.From)+" → "+name(vocab.To))
	case said[vocab.Holder] != nil && said[vocab.Role] != nil:
		return l.Say("%s: %s", name(vocab.Holder), name(vocab.Role)+l.Word(", ")+name(vocab.At))
	case said[vocab.Holder] != nil:
		return l.Say("%s: %s", name(vocab.Holder), name(vocab.At))
	case said[vocab.Investor] != nil, said[vocab.Investee] != nil:
		return name(vocab.Investor) + " → " + name(vocab.Investee)
	case said[vocab.Value] != nil:
		return l.figureByFacts(said)
	}
	return ""
}

// figureByFacts is a figure's number; with several it is what they measure.
func (l *Language) figureByFacts(said map[quad.IRI][]quad.Value) string {
	text := func(predicate quad.IRI) string {
		var texts ask.Texts
		for _, v := range said[predicate] {
			texts = texts.With(v)
		}
		return texts.Choose([]string{l.lang()})
	}
	measure := text(vocab.Measure)
	if len(said[vocab.Value]) > 1 && measure != "" {
		return measure
	}
	var bound quad.IRI
	if all := said[vocab.Bound]; len(all) > 0 {
		bound, _ = all[0].(quad.IRI)
	}
	intended := slices.Contains(said[vocab.Intended], quad.Value(quad.Bool(true)))
	return l.number(measure, said[vocab.Value][0], text(vocab.Unit), bound, intended)
}
