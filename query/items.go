package query

import (
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Item is something that a profile lists, such as a model or a sibling, with the facts that put it there: one of them is
// enough, so that it is as certain as the strongest. Safe for concurrent use.
type Item struct {
	graph.Entity
	// Figures are the amounts and other numbers of an investment that an organization's profile lists, as in [Investment].
	Figures []Figure

	grounds
}

// listed makes items of what facts put into a list, by IRI: of each its number and the fact.
func listed(s *ask.State, facts []listedBy) []Item {
	ids := make([]graph.ID, len(facts))
	for i, f := range facts {
		ids[i] = f.item
	}
	ways := make(map[graph.ID][][]ask.Statement, len(facts))
	for i := range facts {
		item := facts[i].item
		ways[item] = append(ways[item], []ask.Statement{facts[i].by})
	}
	entities := s.Entities(ids)
	items := make([]Item, len(entities))
	for i, e := range entities {
		items[i] = Item{Entity: e, grounds: grounds{state: s, ways: ways[e.Number()]}}
	}
	if len(items) == 0 {
		return nil
	}
	return items
}

// listedBy is one item and one of the facts that put it into a list.
type listedBy struct {
	item graph.ID
	by   ask.Statement
}

// listedOf makes items of some nodes by what is said of them by some predicates, as far as it leads to some others,
// ascending; nil is any. With out the others are the items.
func listedOf(ctx context.Context, q *ask.Question, nodes, others []graph.ID, out bool, predicates ...graph.ID) ([]Item, error) {
	var found []listedBy
	err := q.EachNode(ctx, nodes, func(node graph.ID, facts ask.Facts) error {
		before := len(found)
		found = appendListed(found, node, facts, others, predicates...)
		for i := range found[before:] {
			if f := &found[before+i]; out {
				f.item = f.by.Object
			}
		}
		return nil
	})
	return listed(q.State, found), err
}

// appendListed appends a node for each of the facts about it that lead to some others.
func appendListed(found []listedBy, node graph.ID, facts ask.Facts, others []graph.ID, predicates ...graph.ID) []listedBy {
	for i, other := range facts.Others {
		p := facts.Predicates[i]
		if !slices.Contains(predicates, p) || others != nil && !ask.Contains(others, other) {
			continue
		}
		by := ask.Statement{Subject: node, Predicate: p, Object: other}
		if n := len(found); n == 0 || found[n-1].by != by { // which several claims may state
			found = append(found, listedBy{node, by})
		}
	}
	return found
}

// Detach gives the same item without its snapshot, whose memory can then be freed.
func (x Item) Detach() Item {
	return Item{x.Entity.Detach(), ask.DetachEach(x.Figures), x.grounds.detach()}
}

// MarshalJSON writes the entity as [graph.Entity] does, with "certainty" and "evidence", and "figures" if it has some.
func (x Item) MarshalJSON() ([]byte, error) { return x.append(make([]byte, 0, 512), &lines{}) }

func (x Item) append(dst []byte, l *lines) ([]byte, error) {
	dst, err := l.entity(dst, x.Entity)
	if err != nil || x.IsZero() {
		return dst, err
	}
	why, err := jsontext.Write(nil, x.describe)
	return append(append(dst[:len(dst)-1], ','), why[1:]...), err
}

func (x *Item) describe(f *jsontext.Fields) {
	if len(x.Figures) > 0 || f.Reading() {
		jsontext.Each(f, "figures", &x.Figures, (*Figure).describe)
	}
	x.grounds.describe(f)
}

// UnmarshalJSON reads what MarshalJSON writes: the item as after Detach.
func (x *Item) UnmarshalJSON(text []byte) error {
	var read Item
	if err := read.Entity.UnmarshalJSON(text); err != nil {
		return err
	}
	if !read.IsZero() {
		if err := jsontext.Read(text, read.describe); err != nil {
			return err
		}
	}
	*x = read
	return nil
}

// items are left out if there are none.
func items(f *jsontext.Fields, name string, list *[]Item) {
	if len(*list) > 0 || f.Reading() {
		jsontext.Items(f, name, list, func(dst []byte, x Item) ([]byte, error) { return x.append(dst, linesOf(f)) })
	}
}

// itemEntities are the things alone.
func itemEntities(items []Item) []graph.Entity {
	entities := make([]graph.Entity, len(items))
	for i, x := range items {
		entities[i] = x.Entity
	}
	return entities
}
