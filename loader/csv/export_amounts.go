package csv

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/amounts"
)

// figure gives the cell for the figure that a fact gives something, and the facts that the reader makes of it. There is no
// text for a figure that is no amount of money, or that the reader would give another IRI.
func (e *exporter) figure(q quad.Quad) (string, []quad.Quad, error) {
	iri, ok := q.Object.(quad.IRI)
	if !ok {
		return "", nil, nil
	}
	pattern := graph.Pattern{Subject: iri, Label: q.Label, Unlabelled: q.Label == nil}
	var facts []quad.Quad
	for fact, err := range e.s.Quads(e.ctx, pattern) {
		if err != nil {
			return "", nil, err
		}
		facts = append(facts, fact)
	}
	a, ok := amountIn(facts)
	if !ok {
		return "", nil, nil
	}
	own, err := mintFigure(e.names, e.own, a)
	if err != nil || own != iri {
		return "", nil, err
	}
	made := figureFacts(iri, a)
	for i := range made {
		if made[i].Label = q.Label; !slices.Contains(facts, made[i]) {
			return "", nil, nil
		}
	}
	again, err := e.amounts.Read(a.String(), amounts.Unit{})
	if err != nil || len(again) != 1 || again[0] != a {
		return "", nil, nil
	}
	return a.String(), append(made, quad.Quad{Subject: iri, Predicate: vocab.RDFType, Object: vocab.ClassFigure}), nil
}
