package ask

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/names"
)

// ValuesOf appends the values that counting claims give a node by a predicate, ascending and each once; none by
// predicate 0. It reads nothing else of the node.
func (s *State) ValuesOf(dst []graph.ID, node, predicate graph.ID) []graph.ID {
	q := Question{State: s, All: !s.filtered()}
	return q.Values(dst, node, predicate)
}

// Values is [State.ValuesOf] for a question, which knows by then which claims count.
func (q *Question) Values(dst []graph.ID, node, predicate graph.ID) []graph.ID {
	if predicate != 0 {
		q.Numbers.Row(node, quad.Subject, []graph.ID{predicate}, func(r graph.Run) { dst = q.Others(dst, r) })
	}
	return dst
}

// EntitiesOf gives the entities that counting claims give a node by some predicates, by IRI.
func (s *State) EntitiesOf(node graph.ID, predicates ...graph.ID) []graph.Entity {
	var room [8]graph.ID
	found := room[:0]
	for _, p := range predicates {
		found = s.ValuesOf(found, node, p)
	}
	return s.Entities(found)
}

// TextOf gives the text of a node by a predicate in the first of some languages, as [Texts.Choose] does.
func (s *State) TextOf(node, predicate graph.ID, langs []string) string {
	var room [8]graph.ID
	var best term.Term
	bestRank, found := 0, false
	for _, id := range s.ValuesOf(room[:0], node, predicate) {
		t := s.Numbers.Term(id)
		rank := names.LangRank(t.Lang, langs)
		if !found || cmp.Or(cmp.Compare(rank, bestRank), strings.Compare(t.Lang, best.Lang), strings.Compare(t.Text, best.Text)) < 0 {
			best, bestRank, found = t, rank, true
		}
	}
	return best.Text
}

// TextsOf gives the texts of a node by a predicate, in all languages.
func (s *State) TextsOf(node, predicate graph.ID) Texts {
	var room [8]graph.ID
	return s.Texts(s.ValuesOf(room[:0], node, predicate))
}

// Texts reads literals.
func (s *State) Texts(values []graph.ID) (texts Texts) {
	for _, id := range values {
		t := s.Numbers.Term(id)
		texts = texts.with(t.Text, t.Lang)
	}
	return texts
}

// IsTrue tells whether a counting claim says yes to a predicate.
func (s *State) IsTrue(node, predicate graph.ID) bool {
	return s.Terms.Yes != 0 && s.Holds(Statement{node, predicate, s.Terms.Yes})
}

// LargestOf gives the largest whole number of a node by a predicate, 0 if there is none above.
func (s *State) LargestOf(node, predicate graph.ID) (largest int) {
	var room [8]graph.ID
	for _, id := range s.ValuesOf(room[:0], node, predicate) {
		n, _ := s.Numbers.Term(id).Int()
		largest = max(largest, int(n))
	}
	return largest
}

// Entities orders nodes by IRI, each once.
func (s *State) Entities(ids []graph.ID) []graph.Entity {
	switch len(ids) {
	case 0:
		return nil
	case 1: // by far the most
		return []graph.Entity{s.Numbers.Entity(ids[0])}
	}
	dst := make([]graph.Entity, 0, len(ids))
	type named struct {
		id   graph.ID
		text string
	}
	nodes := make([]named, len(ids))
	for i, id := range ids {
		nodes[i] = named{id, s.Text(id)}
	}
	slices.SortFunc(nodes, func(x, y named) int {
		return cmp.Or(strings.Compare(x.text, y.text), cmp.Compare(x.id, y.id))
	})
	for i, n := range nodes {
		if i == 0 || n.id != nodes[i-1].id {
			dst = append(dst, s.Numbers.Entity(n.id))
		}
	}
	return dst
}

// EntitiesInOrder gives nodes in the order given.
func (s *State) EntitiesInOrder(ids []graph.ID) []graph.Entity {
	entities := make([]graph.Entity, len(ids))
	for i, id := range ids {
		entities[i] = s.Numbers.Entity(id)
	}
	return entities
}
