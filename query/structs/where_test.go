package structs_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

func TestOrder(t *testing.T) {
	type row struct {
		ID   quad.IRI `quad:"@id"`
		Name string   `quad:"id:name"`
		Age  int      `quad:"id:age,optional"`
	}
	g := graph.New()
	for i, r := range []row{{Name: "b", Age: 9}, {Name: "a", Age: 10}, {Name: "c"}, {Name: "a", Age: 2}} {
		r.ID = quad.IRI(fmt.Sprint(vocab.ID, i))
		_, err := structs.Save(t.Context(), g, r)
		require.NoError(t, err)
	}
	order := func(fields ...string) string {
		return strings.Join(gather(t, structs.Find[row](t.Context(), g, structs.OrderBy(fields...)), func(r row) string {
			return strings.TrimPrefix(string(r.ID), vocab.ID)
		}), "")
	}
	assert.Equal(t, "3012", order("Age"), "numbers by size, what is missing last")
	assert.Equal(t, "1032", order("-Age"))
	assert.Equal(t, "1302", order("Name"))
	assert.Equal(t, "3102", order("Name", "Age"))
	next, got := "", ""
	for range 4 {
		opts := []query.Option{structs.OrderBy("-Age"), query.Top(1), query.Next(&next)}
		if next != "" {
			opts = append(opts, query.After(next))
		}
		for r, err := range structs.Find[row](t.Context(), g, opts...) {
			require.NoError(t, err)
			got += strings.TrimPrefix(string(r.ID), vocab.ID)
		}
		// A row written in front of the page does not move it.
		_, err := structs.Save(t.Context(), g, row{ID: vocab.ID + "first", Name: "z", Age: 99})
		require.NoError(t, err)
	}
	assert.Equal(t, "1032", got)
}

// small is a byte of which a slice is a set of numbers.
type small uint8

// What Where is given must go into its field, and then finds what the field of a struct would be.
func TestWhere(t *testing.T) {
	type row struct {
		ID     quad.IRI          `quad:"@id"`
		Text   string            `quad:"id:text"`
		Number float64           `quad:"id:number,optional"`
		Small  []small           `quad:"id:small,optional"`
		Flag   bool              `quad:"id:flag,optional"`
		When   time.Time         `quad:"id:when,optional"`
		Names  map[string]string `quad:"rdfs:label,optional"`
		Friend quad.IRI          `quad:"id:friend,optional"`
		Any    []quad.Value      `quad:"id:any,optional"`
		Thing  []graph.Entity    `quad:"id:thing,optional"`
		Parts  []*part           `quad:"<- id:whole,optional"`
	}
	g := graph.New()
	day := time.Date(2024, 3, 15, 12, 0, 0, 0, time.UTC)
	for _, r := range []row{
		{ID: vocab.ID + "a", Text: "one", Number: 1.5, Small: []small{1, 2}, Flag: true, Names: map[string]string{"en": "Anna", "zh": "安娜"}},
		{ID: vocab.ID + "b", Text: "two", Number: 2, When: day, Friend: vocab.ID + "a", Any: []quad.Value{quad.IRI(vocab.ID + "a"), quad.Int(7), quad.String("x")}},
		{ID: vocab.ID + "c", Text: "3", Parts: []*part{{ID: vocab.ID + "part", Name: "p"}}},
	} {
		_, err := structs.Save(t.Context(), g, r)
		require.NoError(t, err)
	}
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + "b"), Predicate: quad.IRI(vocab.ID + "thing"), Object: quad.IRI(vocab.ID + "a")}))
	anna, err := graph.Resolve(t.Context(), g, "Anna", graph.AnyKind())
	require.NoError(t, err)
	type text string
	for _, c := range []struct {
		field  string
		values []any
		want   string
	}{
		{"ID", []any{"id:a"}, "a"},
		{"ID", []any{quad.IRI(vocab.ID + "b"), "Anna", "id:nobody"}, "ab"},
		{"ID", []any{anna}, "a"},
		{"ID", []any{quad.BNode("a")}, ""},
		{"Text", []any{"one", text("3")}, "ac"},
		{"Text", []any{"id:a"}, ""},
		{"Text", []any{quad.String("one")}, "a"},
		{"Number", []any{2}, "b"},
		{"Number", []any{uint8(2), 1.5}, "ab"},
		{"Number", []any{quad.Float(1.5)}, "a"},
		{"Small", []any{2}, "a"},
		{"Small", []any{2.0}, "a"},
		{"Flag", []any{true}, "a"},
		{"When", []any{day.In(time.FixedZone("", 3600))}, "b"},
		{"Names", []any{"安娜"}, "a"},
		{"Friend", []any{"id:a"}, "b"},
		{"Friend", []any{anna}, "b"},
		{"Friend", []any{"anna"}, "b"},
		{"Any", []any{7}, "b"},
		{"Any", []any{"id:a"}, "b"},
		{"Any", []any{"x"}, "b"},
		{"Thing", []any{"Anna"}, "b"},
		{"Parts", []any{"id:part"}, "c"},
		{"Parts", nil, ""},
	} {
		got := ""
		for r, err := range structs.Find[*row](t.Context(), g, structs.Where(c.field, c.values...)) {
			require.NoError(t, err, "%v", c)
			got += strings.TrimPrefix(string(r.ID), vocab.ID)
		}
		assert.Equal(t, c.want, got, "%v", c)
	}
	for _, c := range []struct {
		field string
		value any
		want  string
	}{
		{"ID", 5, "it is a node, and 5 of type int is none"},
		{"ID", "ID:a", `did you mean "id:"?`},
		{"ID", "Annna", `no entity named "Annna"; did you mean "Anna"`},
		{"ID", quad.String("id:a"), "it is a node, and"},
		{"Text", 1, "the field takes a string, and 1 of type int is none"},
		{"Text", quad.IRI("id:a"), "is no literal"},
		{"Text", anna, "is no literal"},
		{"Number", "2", "the field takes a float64, and 2 of type string is none"},
		{"Number", quad.String("many"), `"many" does not go into a float64`},
		{"Small", 256, "the field takes a structs_test.small, and 256 of type int is none"},
		{"Small", -1, "the field takes a structs_test.small"},
		{"Small", 2.5, "the field takes a structs_test.small"},
		{"Flag", "true", "the field takes a bool"},
		{"When", "2024-03-15", "the field takes a time.Time"},
		{"Names", 1, "the field takes a string"},
		{"Friend", true, "it is a node"},
		{"Any", struct{}{}, "no value of type struct {}"},
		{"Parts", 1, "it is a node"},
		{"Text", nil, "nil is no value"},
		{"Text", graph.Entity{}, "the zero Entity is no value"},
	} {
		err := find[row](t, g, structs.Where(c.field, c.value))
		var shape *structs.ShapeError
		require.ErrorAs(t, err, &shape, "%v", c)
		assert.Equal(t, c.field, shape.Field)
		assert.ErrorContains(t, err, c.want)
	}
}
