package ask

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// ValuesOf gives the values that counting claims give a node, by predicate.
func (a *State) ValuesOf(node graph.ID, predicates ...quad.IRI) map[quad.IRI][]quad.Value {
	values := map[quad.IRI][]quad.Value{}
	ids := IDs(a, predicates...)
	if len(ids) == 0 {
		return values
	}
	q := a.Question()
	a.Numbers.Row(node, quad.Subject, ids, func(r graph.Run) {
		predicate, _ := a.Numbers.Entity(r.Predicate).Node().(quad.IRI)
		for _, o := range q.Others(nil, r) {
			values[predicate] = append(values[predicate], a.Numbers.Entity(o).Node())
		}
	})
	return values
}

// EntitiesOf gives the entities that counting claims give a node by some predicates, by IRI.
func (a *State) EntitiesOf(node graph.ID, predicates ...quad.IRI) []graph.Entity {
	ids := IDs(a, predicates...)
	if len(ids) == 0 {
		return nil
	}
	q := a.Question()
	var found []graph.ID
	a.Numbers.Row(node, quad.Subject, ids, func(r graph.Run) { found = q.Others(found, r) })
	return a.Entities(found)
}

// Entities orders nodes by IRI, each once.
func (a *State) Entities(ids []graph.ID) []graph.Entity {
	switch len(ids) {
	case 0:
		return nil
	case 1: // by far the most
		return []graph.Entity{a.Numbers.Entity(ids[0])}
	}
	dst := make([]graph.Entity, 0, len(ids))
	type named struct {
		id   graph.ID
		text string
	}
	nodes := make([]named, len(ids))
	for i, id := range ids {
		nodes[i] = named{id, a.Text(id)}
	}
	slices.SortFunc(nodes, func(x, y named) int {
		return cmp.Or(strings.Compare(x.text, y.text), cmp.Compare(x.id, y.id))
	})
	for i, n := range nodes {
		if i == 0 || n.id != nodes[i-1].id {
			dst = append(dst, a.Numbers.Entity(n.id))
		}
	}
	return dst
}

// EntitiesInOrder gives nodes in the order given.
func (a *State) EntitiesInOrder(ids []graph.ID) []graph.Entity {
	entities := make([]graph.Entity, len(ids))
	for i, id := range ids {
		entities[i] = a.Numbers.Entity(id)
	}
	return entities
}
