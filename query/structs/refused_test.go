package structs_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

type loop struct {
	Next []*loop `quad:"id:next"`
}

func TestShapesThatAreRefused(t *testing.T) {
	g := graph.New()
	quads := func(o quad.Value, more ...quad.Value) {
		for _, o := range append(more, o) {
			require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "p"), Object: o}))
		}
	}
	quads(quad.String("many"), quad.LangString{Value: "viele", Lang: "de"})
	check := func(err error, message string) {
		t.Helper()
		var shape *structs.ShapeError
		require.ErrorAs(t, err, &shape)
		assert.ErrorContains(t, err, message)
	}
	check(find[loop](t, g), "it holds itself")
	check(find[int](t, g), "it is no struct")
	check(find[struct{ Name string }](t, g), "no field has a tag")
	check(find[struct {
		Name string `quad:"name"`
	}](t, g), "names no predicate")
	check(find[struct {
		Name string `quad:"id:p,optionel"`
	}](t, g), `the option "optionel"`)
	check(find[struct {
		Name string `quad:"<- id:p"`
	}](t, g), "a literal cannot be a subject")
	check(find[struct {
		Name chan int `quad:"id:p"`
	}](t, g), "no values of type chan int")
	check(find[struct {
		name string `quad:"id:p"`
	}](t, g), "must be exported")
	check(find[struct {
		Name string `quad:"id:p,optional"`
	}](t, g), "every node would match")
	check(find[struct {
		Name string `quad:"id:p"`
	}](t, g), "it has 2 values, and the field takes one")
	check(find[struct {
		Name []int `quad:"id:p"`
	}](t, g), `"many" does not go into a int`)
	check(find[struct {
		Name []quad.IRI `quad:"id:p"`
	}](t, g), "is no IRI")
	type fine struct {
		ID   quad.IRI `quad:"@id"`
		Name string   `quad:"id:p,lang=de"`
	}
	assert.NoError(t, find[fine](t, g))
	check(find[fine](t, g, structs.Where("Nome", 1)), `no field "Nome" with a tag; it has ID, Name`)
	check(find[fine](t, g, structs.OrderBy("-Nome")), `no field "Nome"`)
	check(find[fine](t, g, structs.Where("Name", struct{}{})), "the field takes a string, and {} of type struct {} is none")
	assert.ErrorContains(t, find[fine](t, g, query.After("x")), "no cursor")
	_, err := structs.Save(t.Context(), g, struct {
		English string `quad:"id:p,lang=en"`
		Any     string `quad:"id:p"`
	}{"a", "b"})
	check(err, "Any: it would be written in place of what English says")
	_, err = structs.Save(t.Context(), g, loop{})
	check(err, "it holds itself")
	_, err = structs.Save(t.Context(), g, hire{ID: vocab.ID + "x"})
	check(err, "it has no value, and is not optional")
}

// A slip in a tag is an error that names the field, for Find and for Save alike.
func TestSlipsInTags(t *testing.T) {
	g := news()
	check := func(err error, field, message string) {
		t.Helper()
		var shape *structs.ShapeError
		require.ErrorAs(t, err, &shape)
		assert.Equal(t, field, shape.Field)
		assert.ErrorContains(t, err, message)
	}
	type prefix struct {
		Person []quad.IRI `quad:"tj:person"`
	}
	check(find[prefix](t, g), "Person", `in its tag `+"`"+`quad:"tj:person"`+"`"+`: the prefix "tj:" is not known; did you mean "tg:"?`)
	_, err := structs.Save(t.Context(), g, prefix{[]quad.IRI{vocab.ID + "x"}})
	check(err, "Person", `did you mean "tg:"?`)
	type name struct {
		Person quad.IRI `quad:"tg:person"`
		To     *struct {
			Sectors []quad.IRI `quad:"tg:sectr,optional"`
		} `quad:"tg:to,optional"`
	}
	check(find[name](t, g), "Sectors", `there is no tg:sectr, neither in the vocabulary nor in the graph; did you mean "tg:sector"?`)
	check(find[struct {
		_ struct{} `quad:"rdf:type=tg:Mvoe"`
	}](t, g), "_", `there is no tg:Mvoe`)
	check(find[struct {
		_ struct{} `quad:"tg:year=2024"`
	}](t, g), "_", `"2024" is no IRI`)
	check(find[struct {
		Year string `quad:"tg:year,type=xds:integer"`
	}](t, g), "Year", `did you mean "xsd:"?`)
	check(find[struct {
		Year string `quad:"tg:year,graph=di:claim"`
	}](t, g), "Year", `did you mean "id:"?`)
	assert.ErrorContains(t, find[hire](t, g, structs.InGraph("di:claim")), `structs.InGraph: the prefix "di:" is not known`)
	require.NoError(t, g.SetPrefix("tj", vocab.NS))
	assert.NoError(t, find[prefix](t, g), "now it is known")
}
