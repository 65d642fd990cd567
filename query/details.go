package query

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/names"
)

// numbers gives the numbers of the predicates that the graph has.
func (a *asked) numbers(predicates ...quad.IRI) []graph.ID {
	ids := make([]graph.ID, 0, len(predicates))
	for _, p := range predicates {
		if id := a.n.ID(p); id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// valuesOf gives the values that counting claims give a node, by predicate.
func (a *asked) valuesOf(node graph.ID, predicates ...quad.IRI) map[quad.IRI][]quad.Value {
	values := map[quad.IRI][]quad.Value{}
	ids := a.numbers(predicates...)
	if len(ids) == 0 {
		return values
	}
	c := a.claims()
	a.n.Row(node, quad.Subject, ids, func(r graph.Run) {
		predicate, _ := a.n.Entity(r.Predicate).Node().(quad.IRI)
		for _, o := range c.others(nil, r) {
			values[predicate] = append(values[predicate], a.n.Entity(o).Node())
		}
	})
	return values
}

// entitiesOf gives the entities that counting claims give a node by some predicates, by IRI.
func (a *asked) entitiesOf(node graph.ID, predicates ...quad.IRI) []graph.Entity {
	ids := a.numbers(predicates...)
	if len(ids) == 0 {
		return nil
	}
	c := a.claims()
	var found []graph.ID
	a.n.Row(node, quad.Subject, ids, func(r graph.Run) { found = c.others(found, r) })
	return a.entities(found)
}

// entities orders nodes by IRI, each once.
func (a *asked) entities(ids []graph.ID) []graph.Entity {
	switch len(ids) {
	case 0:
		return nil
	case 1: // by far the most
		return []graph.Entity{a.n.Entity(ids[0])}
	}
	dst := make([]graph.Entity, 0, len(ids))
	type named struct {
		id   graph.ID
		text string
	}
	nodes := make([]named, len(ids))
	for i, id := range ids {
		nodes[i] = named{id, a.text(id)}
	}
	slices.SortFunc(nodes, func(x, y named) int {
		return cmp.Or(strings.Compare(x.text, y.text), cmp.Compare(x.id, y.id))
	})
	for i, n := range nodes {
		if i == 0 || n.id != nodes[i-1].id {
			dst = append(dst, a.n.Entity(n.id))
		}
	}
	return dst
}

// inOrder gives nodes in the order given.
func (a *asked) inOrder(ids []graph.ID) []graph.Entity {
	entities := make([]graph.Entity, len(ids))
	for i, id := range ids {
		entities[i] = a.n.Entity(id)
	}
	return entities
}

// predicatesOf gives the predicates that a node has.
func (a *asked) predicatesOf(node graph.ID) []quad.IRI {
	found := map[quad.IRI]bool{}
	a.n.Row(node, quad.Subject, nil, func(r graph.Run) {
		if p, ok := a.n.Entity(r.Predicate).Node().(quad.IRI); ok {
			found[p] = true
		}
	})
	return slices.Sorted(maps.Keys(found))
}

// texts is one text in several languages, by language tag; "" is no language.
type texts map[string]string

// with adds a literal. Of two texts in one language the first in the alphabet stays.
func (t texts) with(v quad.Value) texts {
	text, lang := lexical(v), ""
	if l, ok := v.(quad.LangString); ok {
		lang = l.Lang
	}
	if old, ok := t[lang]; ok && old <= text {
		return t
	}
	if t == nil {
		t = texts{}
	}
	t[lang] = text
	return t
}

// choose picks the text in the first of the languages that there is one in, as labels are picked.
func (t texts) choose(langs []string) string {
	best, bestRank, found := "", 0, false
	for lang := range t {
		rank := names.LangRank(lang, langs)
		if !found || cmp.Or(cmp.Compare(rank, bestRank), strings.Compare(lang, best)) < 0 {
			best, bestRank, found = lang, rank, true
		}
	}
	return t[best]
}

// lexical is the text of a value as a file would have it.
func lexical(v quad.Value) string { return termOf(v).Text }

// termOf is the term that a value is; the zero Term for what is none.
func termOf(v quad.Value) term.Term {
	t, err := term.Of(v)
	if err != nil {
		return term.Term{}
	}
	return t
}

// nodeText is an IRI in full or a blank node with its "_:".
func nodeText(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return string(iri)
	}
	return strings.TrimSpace(quad.StringOf(v))
}

// labels are the labels to show of entities, in English.
func labels(entities []graph.Entity) []string {
	texts := make([]string, len(entities))
	for i, e := range entities {
		texts[i] = e.Label()
	}
	return texts
}
