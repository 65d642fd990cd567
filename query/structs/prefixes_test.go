package structs_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/structs"
)

// The prefixes of files are those of tags and values, too, the empty one included.
func TestPrefixesOfFiles(t *testing.T) {
	type person struct {
		ID    quad.IRI   `quad:"@id"`
		_     struct{}   `quad:"rdf:type=schema:Person"`
		Name  string     `quad:":name"`
		Born  string     `quad:"schema:birthDate,type=schema:Date,graph=:source,optional"`
		Knows []quad.IRI `quad:"schema:knows"`
		Of    []quad.IRI `quad:"<- schema:member"`
	}
	const schema = "https://schema.example/"
	g := graph.New()
	g.LearnPrefixes(map[string]string{"": "https://example.com/", "schema": schema})
	saved := person{ID: ":ann", Name: "Ann", Born: "1990", Knows: []quad.IRI{":bob"}, Of: []quad.IRI{"schema:club"}}
	_, err := structs.Save(t.Context(), g, saved)
	require.NoError(t, err)
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: quad.IRI(schema + "birthDate")}) {
		require.NoError(t, err)
		assert.Equal(t, quad.Quad{
			Subject: quad.IRI("https://example.com/ann"), Predicate: quad.IRI(schema + "birthDate"),
			Object: quad.TypedString{Value: "1990", Type: schema + "Date"}, Label: quad.IRI("https://example.com/source"),
		}, q)
	}
	got, err := structs.Get[person](t.Context(), g, quad.IRI(":ann"))
	require.NoError(t, err)
	assert.Equal(t, person{ID: "https://example.com/ann", Name: "Ann", Born: "1990", Knows: []quad.IRI{"https://example.com/bob"}, Of: []quad.IRI{schema + "club"}}, got)
	n, err := structs.Count[person](t.Context(), g, structs.Where("Knows", quad.IRI(":bob")))
	require.NoError(t, err)
	assert.Equal(t, 1, n)
}
