package query

import (
	"cmp"

	"talentgraph.example/graph"
)

// iris orders nodes as byIRI does and reads each IRI once, for the order of more rows than nodes, or of many.
// Not safe for concurrent use.
type iris struct {
	asked *asked
	texts map[graph.ID]string
}

func (a *asked) iris() *iris { return &iris{a, map[graph.ID]string{}} }

func (t *iris) compare(x, y graph.ID) int {
	if x == y {
		return 0
	}
	return cmp.Or(cmp.Compare(t.text(x), t.text(y)), cmp.Compare(x, y))
}

func (t *iris) text(id graph.ID) string {
	text, ok := t.texts[id]
	if !ok {
		text = t.asked.text(id)
		t.texts[id] = text
	}
	return text
}
