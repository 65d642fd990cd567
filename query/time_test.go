package query_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// A year is what a literal's text says, for the rows, for Years and for Between alike.
func TestYearsHoweverTheyAreWritten(t *testing.T) {
	for _, c := range []struct {
		value quad.Value
		want  int // 0 for no year
	}{
		{quad.Int(2025), 2025},
		{quad.String("2025"), 2025},
		{quad.LangString{Value: "2025", Lang: "en"}, 2025},
		{quad.TypedString{Value: "2025", Type: vocab.XSDGYear}, 2025},
		{quad.TypedString{Value: "2025Z", Type: vocab.XSDGYear}, 2025},
		{quad.TypedString{Value: "02025", Type: vocab.XSDInteger}, 2025},
		{quad.TypedString{Value: "-0044", Type: vocab.XSDGYear}, -44},
		{quad.String("about 2025"), 0},
		{quad.String("2025-03"), 0},
		{quad.Int(20250315), 0},
		{quad.IRI(vocab.ID + "2025"), 0},
	} {
		g := graph.New()
		move := quad.IRI(vocab.ID + "move")
		require.NoError(t, g.Add(t.Context(),
			quad.Quad{Subject: move, Predicate: vocab.Person, Object: quad.IRI(vocab.ID + "ann")},
			quad.Quad{Subject: move, Predicate: vocab.To, Object: quad.IRI(vocab.ID + "acme")},
			quad.Quad{Subject: move, Predicate: vocab.Year, Object: c.value}))
		found := func(opts ...query.Option) bool {
			return len(gather(t, query.Moves(t.Context(), g, opts...), func(m query.Move) int { return m.Year })) > 0
		}
		assert.Equal(t, []int{c.want}, gather(t, query.Moves(t.Context(), g), func(m query.Move) int { return m.Year }), "%v", c.value)
		assert.Equal(t, c.want == 2025, found(query.Years(2025, 2025)), "Years, %v", c.value)
		assert.Equal(t, c.want == 2025, found(query.Between("2025", "2025")), "Between, %v", c.value)
		assert.Equal(t, c.want == 0, found(query.Between("2026", "2026"), query.Undated(true)), "undated, %v", c.value)
		stages, err := query.Career(t.Context(), g, vocab.ID+"ann")
		require.NoError(t, err)
		require.Len(t, stages, 1)
		assert.Equal(t, map[int]string{2025: "2025", -44: "-0044"}[c.want], stages[0].When(), "%v", c.value)
	}
}
