package ask

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// Iris orders nodes as byIRI does and reads each IRI once, for the order of more rows than nodes, or of many.
// Not safe for concurrent use.
type Iris struct {
	state *State
	texts map[graph.ID]string
}

// IRIs makes an order that remembers texts.
func (s *State) IRIs() *Iris { return &Iris{s, map[graph.ID]string{}} }

// Compare orders two nodes.
func (t *Iris) Compare(x, y graph.ID) int {
	if x == y {
		return 0
	}
	return cmp.Or(cmp.Compare(t.text(x), t.text(y)), cmp.Compare(x, y))
}

func (t *Iris) text(id graph.ID) string {
	text, ok := t.texts[id]
	if !ok {
		text = t.state.Text(id)
		t.texts[id] = text
	}
	return text
}

// ByIRI orders nodes by IRI, and blank nodes before all IRIs.
func (s *State) ByIRI(x, y graph.ID) int {
	if x == y {
		return 0
	}
	return cmp.Or(strings.Compare(s.Text(x), s.Text(y)), cmp.Compare(x, y))
}

// Text is what nodes are ordered by.
func (s *State) Text(id graph.ID) string {
	if t := s.Numbers.Term(id); t.Kind == term.IRI {
		return t.Text
	}
	return term.OrderText(s.Numbers.Entity(id).Node())
}

// AsMet ranks places in their own order.
func AsMet(ids []graph.ID) []int32 {
	ranks := make([]int32, len(ids))
	for place := range ranks {
		ranks[place] = int32(place)
	}
	return ranks
}

// Ranks gives the rank of each place in the order of IRIs.
func (s *State) Ranks(ids []graph.ID) []int32 {
	ordered, texts := AsMet(ids), make([]string, len(ids))
	for i, id := range ids {
		texts[i] = s.Text(id)
	}
	slices.SortFunc(ordered, func(x, y int32) int { return cmp.Or(cmp.Compare(texts[x], texts[y]), cmp.Compare(ids[x], ids[y])) })
	ranks := make([]int32, len(ids))
	for rank, place := range ordered {
		ranks[place] = int32(rank)
	}
	return ranks
}

// SortFunc is slices.SortFunc that looks at its context.
func SortFunc[T any](ctx context.Context, items []T, order func(a, b T) int) error {
	steps := 0
	err := ctx.Err()
	if len(items) < 300 { // fewer than 4,096 steps
		slices.SortFunc(items, order)
		return err
	}
	slices.SortFunc(items, func(a, b T) int {
		if steps++; steps&4095 == 0 && err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return 0 // what is left to compare no longer matters
		}
		return order(a, b)
	})
	return err
}
