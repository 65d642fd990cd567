package structs_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/structs"
)

// Texts are found by how they begin, in a struct within as well, and what is no text has no beginning.
func TestWherePrefix(t *testing.T) {
	type maker struct {
		ID   quad.IRI `quad:"@id"`
		Name string   `quad:"id:name"`
	}
	type thing struct {
		ID    quad.IRI          `quad:"@id"`
		Name  string            `quad:"id:called"`
		Names map[string]string `quad:"id:names,optional"`
		Any   quad.Value        `quad:"id:any,optional"`
		Size  int               `quad:"id:size,optional"`
		Raw   []byte            `quad:"id:raw,optional"`
		Made  *maker            `quad:"id:maker,optional"`
	}
	g := graph.New()
	for _, x := range []thing{
		{ID: "id:a", Name: "Open Door", Names: map[string]string{"zh-Hant": "開門"}, Any: quad.String("x1"), Size: 12, Made: &maker{"id:m", "Acme Labs"}},
		{ID: "id:b", Name: "open", Names: map[string]string{"en": "Door"}, Any: quad.IRI("id:x1"), Size: 1},
		{ID: "id:c", Name: "OpenAI", Any: quad.Int(1)},
	} {
		_, err := structs.Save(t.Context(), g, x)
		require.NoError(t, err)
	}
	for _, c := range []struct {
		field string
		value structs.Prefix
		want  int
		wrong string
	}{
		{"Name", "Open", 2, ""}, {"Name", "Open ", 1, ""}, {"Name", "pen", 0, ""}, {"Names", "開", 1, ""}, {"Names", "Do", 1, ""},
		{"Any", "x", 1, ""}, {"Made.Name", "Acme", 1, ""}, {"Made.Name", "acme", 0, ""},
		{"Name", "", 0, "the prefix is empty"}, {"Size", "1", 0, "no texts"}, {"Raw", "1", 0, "no texts"},
		{"Made", "Acme", 0, "no texts"}, {"ID", "id:", 0, "no texts"},
	} {
		n, err := structs.Count[thing](t.Context(), g, structs.Where(c.field, c.value))
		if c.wrong != "" {
			var shape *structs.ShapeError
			require.ErrorAs(t, err, &shape, c.field)
			assert.ErrorContains(t, err, c.wrong)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, c.want, n, "%s %q", c.field, c.value)
	}
	n, err := structs.Count[thing](t.Context(), g, structs.Where("Name", structs.Prefix("OpenA"), structs.Prefix("ope")))
	require.NoError(t, err)
	assert.Equal(t, 2, n, "one of several")
}
