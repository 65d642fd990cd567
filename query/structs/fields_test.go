package structs_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/structs"
)

type Note struct {
	Text string `quad:"id:text,optional"`
}

type Signed struct {
	*Note
	By string `quad:"id:by,optional"`
}

type Keyed struct {
	ID quad.IRI `quad:"@id"`
}

type based struct {
	_     struct{} `quad:"rdf:type=id:Based"`
	_     struct{} `quad:"id:in=id:place"`
	Name  string   `quad:"id:name"`
	Title string   `quad:"id:title,optional"`
}

type withPointers struct {
	*Signed
	*Keyed
	Name string `quad:"id:name"`
}

// Structs embedded by pointers, at any depth, are made where there is something to hold, and written where they are.
func TestEmbeddedPointers(t *testing.T) {
	g := graph.New()
	for _, want := range []withPointers{
		{Keyed: &Keyed{vocab.ID + "1"}, Name: "bare"},
		{Keyed: &Keyed{vocab.ID + "1"}, Name: "by", Signed: &Signed{By: "ann"}},
		{Keyed: &Keyed{vocab.ID + "1"}, Name: "text", Signed: &Signed{Note: &Note{"t"}}},
		{Keyed: &Keyed{vocab.ID + "1"}, Name: "bare again"},
	} {
		node, err := structs.Save(t.Context(), g, want)
		require.NoError(t, err)
		assert.Equal(t, quad.IRI(vocab.ID+"1"), node)
		assert.Equal(t, []withPointers{want}, gather(t, structs.Find[withPointers](t.Context(), g), func(w withPointers) withPointers { return w }))
	}
	node, err := structs.Save(t.Context(), g, withPointers{Name: "without a node"})
	require.NoError(t, err)
	assert.IsType(t, quad.BNode(""), node)
	type needs struct {
		*based
		Own string `quad:"id:own,optional"`
	}
	assert.ErrorContains(t, find[needs](t, g), "needs.based: it is embedded by a pointer and has no exported name")
	type Based = struct {
		Name string `quad:"id:name"`
	}
	type Needed struct{ Based }
	type outer struct {
		*Needed
		Own string `quad:"id:own,optional"`
	}
	_, err = structs.Save(t.Context(), g, outer{})
	assert.ErrorContains(t, err, "Name of _:")
	assert.ErrorContains(t, err, "it has no value, and is not optional")
}

// Fixed values count, however many there are and wherever they are embedded; of two fields with one name the outer
// one is meant, as in Go.
func TestEmbeddedStructs(t *testing.T) {
	type row struct {
		based
		ID   quad.IRI `quad:"@id"`
		Name string   `quad:"id:own"`
	}
	g := graph.New()
	_, err := structs.Save(t.Context(), g, row{ID: "id:x", Name: "own", based: based{Name: "hidden", Title: "t"}})
	require.NoError(t, err)
	n, err := g.Count(t.Context(), graph.Pattern{Subject: quad.IRI(vocab.ID + "x")})
	require.NoError(t, err)
	assert.EqualValues(t, 4, n, "two fixed values, own and title")
	rows := func() int { return len(gather(t, structs.Find[row](t.Context(), g), func(r row) row { return r })) }
	assert.Equal(t, 1, rows())
	require.NoError(t, g.Remove(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "in"), Object: quad.IRI(vocab.ID + "place")}))
	assert.Equal(t, 0, rows(), "each fixed value must be there")
	type twice struct {
		Note
		Other struct{ X int } `quad:"-"`
		Signed
	}
	assert.NoError(t, find[struct {
		twice
		Name string `quad:"id:own"`
	}](t, g), "the nearer Text is meant")
	type left struct {
		Same string `quad:"id:left,optional"`
	}
	type right struct {
		Same string `quad:"id:right,optional"`
	}
	assert.ErrorContains(t, find[struct {
		left
		right
		Name string `quad:"id:own"`
	}](t, g), "two embedded structs have a field of this name")
	type tagged struct {
		ID   quad.IRI `quad:"@id"`
		Note `quad:"id:note,optional"`
	}
	assert.ErrorContains(t, find[tagged](t, g), "every node would match", "with a tag it is a field, not a part of the struct")
	type Ring struct {
		*Ring
		Name string `quad:"id:own"`
	}
	assert.ErrorContains(t, find[Ring](t, g), "it is embedded in itself")
}
