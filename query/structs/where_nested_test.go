package structs_test

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

type garage struct {
	ID     quad.IRI `quad:"@id"`
	_      struct{} `quad:"rdf:type=id:Garage"`
	Name   string   `quad:"id:name"`
	Note   string   `quad:"rdfs:comment,lang=en,optional"`
	Wheels []wheel  `quad:"id:wheel,optional"`
	Owners []owner  `quad:"<- id:owns,optional"`
}

type owner struct {
	ID   quad.IRI `quad:"@id"`
	Name string   `quad:"id:name"`
	Age  *int     `quad:"id:age,optional"`
}

func garages(t *testing.T) *graph.Graph {
	g, age := graph.New(), 40
	for _, x := range []garage{
		{ID: "id:a", Name: "one", Note: "small", Wheels: []wheel{{ID: "id:w1", Size: 3, Kind: &terms{Text: "flat"}}}, Owners: []owner{{ID: "id:o1", Name: "Ann", Age: &age}}},
		{ID: "id:b", Name: "two", Wheels: []wheel{{ID: "id:w2", Size: 5}, {ID: "id:w3", Size: 9}}},
		{ID: "id:c", Name: "three", Owners: []owner{{ID: "id:o2", Name: "Bo"}}},
	} {
		_, err := structs.Save(t.Context(), g, x, structs.InGraph("id:claim"))
		require.NoError(t, err)
	}
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + "c"), Predicate: vocab.RDFSComment, Object: quad.LangString{Value: "klein", Lang: "de"}}))
	return g
}

func TestWhereOfWhatIsWithin(t *testing.T) {
	g := garages(t)
	where := structs.Where
	for _, c := range []struct {
		want string
		opts []query.Option
	}{
		{"a", []query.Option{where("Wheels.Size", 3)}},
		{"b", []query.Option{where("Wheels.Size", structs.AtLeast(4))}},
		{"ab", []query.Option{where("Wheels.Size", 3, structs.AtLeast(6))}},
		{"b", []query.Option{where("Wheels.Size", 5), where("Wheels.Size", 9)}},
		{"", []query.Option{where("Wheels.Size", 4)}},
		{"", []query.Option{where("Wheels.Size", 3), structs.InGraph("id:other")}},
		{"", []query.Option{where("Wheels.Size", 3), query.CertaintyAtLeast(graph.Stated)}},
		{"b", []query.Option{where("Wheels.ID", "id:w3")}},
		{"a", []query.Option{where("Wheels.Kind.Text", "flat")}},
		{"b", []query.Option{where("Wheels.Kind", structs.Missing{})}},
		{"c", []query.Option{where("Wheels", structs.Missing{})}},
		{"ac", []query.Option{where("Owners.Name", "Ann", "Bo")}},
		{"c", []query.Option{where("Owners.Age", structs.Missing{})}},
		{"ac", []query.Option{where("Owners.Age", structs.Missing{}, structs.Between(39, 41))}},
		{"b", []query.Option{where("Owners", structs.Missing{})}},
		{"bc", []query.Option{where("Note", structs.Missing{})}},
		{"c", []query.Option{where("Note", structs.Missing{}), where("Owners.Name", "Bo")}},
	} {
		got := gather(t, structs.Find[garage](t.Context(), g, c.opts...), func(x garage) string { return strings.TrimPrefix(string(x.ID), vocab.ID) })
		assert.Equal(t, c.want, strings.Join(got, ""), "%v", c)
	}
	for _, c := range []struct {
		field string
		value any
		want  string
	}{
		{"Name.Size", 3, "structs_test.garage.Name: structs.Where: it holds no struct with tags"},
		{"ID.Size", 3, "it holds no struct with tags"},
		{"Wheels.Width", 3, `structs_test.wheel: it has no field "Width" with a tag; it has ID, Size, Kind`},
		{"Wheels.", 3, `it has no field "" with a tag`},
		{"Owners.Age", "old", "structs_test.owner.Age"},
		{"Name", structs.Missing{}, "it is never missing"},
		{"ID", structs.Missing{}, "it is never missing"},
		{"Wheels.Size", structs.Missing{}, "it is never missing"},
	} {
		var wrong *structs.ShapeError
		require.ErrorAs(t, find[garage](t, g, where(c.field, c.value)), &wrong)
		assert.ErrorContains(t, wrong, c.want)
	}
}

func TestFirst(t *testing.T) {
	g := garages(t)
	first, err := structs.First[*garage](t.Context(), g, structs.OrderBy("-Name"))
	require.NoError(t, err)
	assert.Equal(t, "two", first.Name)
	bo, err := structs.First[owner](t.Context(), g, structs.Where("Name", "Bo"))
	require.NoError(t, err)
	assert.Equal(t, owner{ID: vocab.ID + "o2", Name: "Bo"}, bo)
	_, err = structs.First[garage](t.Context(), g, structs.Where("Name", "Bo"), structs.Where("Wheels.Size", 3))
	assert.ErrorIs(t, err, graph.ErrNotFound)
	assert.ErrorContains(t, err, "not found: no node matches it with what Where asks of Name, Wheels.Size; structs.Get of a node says what that node lacks")
	_, err = structs.First[garage](t.Context(), graph.New())
	assert.ErrorContains(t, err, "not found: no node matches it; structs.Get")
	_, err = structs.First[garage](t.Context(), g, query.Top(2))
	assert.ErrorContains(t, err, "structs.First does not take the option Top")
	_, err = structs.First[garage](t.Context(), g, structs.Where("Nothing"))
	assert.NotErrorIs(t, err, graph.ErrNotFound)
	assert.ErrorContains(t, err, "it has no field")
}
