package structs_test

import (
	"context"
	"errors"
	"fmt"
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

func TestGet(t *testing.T) {
	g := graph.New()
	node, err := structs.Save(t.Context(), g, product{Name: "blank"})
	require.NoError(t, err)
	got, err := structs.Get[*product](t.Context(), g, node)
	require.NoError(t, err)
	assert.Equal(t, &product{Name: "blank"}, got)
	_, err = structs.Save(t.Context(), g, offer{Price: 1})
	require.NoError(t, err)
	_, err = structs.Save(t.Context(), g, wheel{ID: "id:w", Size: 3}, structs.InGraph("id:claim"))
	require.NoError(t, err)
	for want, get := range map[string]func() error{
		"structs_test.product of https://talentgraph.example/id/none: not found: the graph does not have it": func() error {
			_, err := structs.Get[product](t.Context(), g, quad.IRI("id:none"))
			return err
		},
		"not found: it has no id:name, which the field Name needs": func() error {
			_, err := structs.Get[product](t.Context(), g, quad.IRI("id:w"))
			return err
		},
		"not found: it has no rdf:type that is id:Offer": func() error {
			_, err := structs.Get[offer](t.Context(), g, quad.IRI("id:w"))
			return err
		},
		"which the field Size needs": func() error {
			_, err := structs.Get[wheel](t.Context(), g, quad.IRI("id:w"), structs.InGraph("id:other"))
			return err
		},
	} {
		err := get()
		assert.ErrorIs(t, err, graph.ErrNotFound)
		assert.ErrorContains(t, err, want)
	}
	_, err = structs.Get[wheel](t.Context(), g, quad.IRI("id:w"), structs.InGraph("id:claim"))
	assert.NoError(t, err)
	for _, node := range []quad.Value{nil, quad.IRI(""), quad.String("id:w")} {
		_, err = structs.Get[wheel](t.Context(), g, node)
		assert.ErrorContains(t, err, "the node must be a quad.IRI or a quad.BNode")
		_, err = structs.Delete[wheel](t.Context(), g, node)
		assert.ErrorContains(t, err, "the node must be a quad.IRI or a quad.BNode")
	}
	_, err = structs.Get[wheel](t.Context(), g, quad.IRI("id:w"), query.Top(1))
	assert.ErrorContains(t, err, "structs.Get does not take the option Top")
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + "w"), Predicate: quad.IRI(vocab.ID + "size"), Object: quad.Int(4)}))
	_, err = structs.Get[wheel](t.Context(), g, quad.IRI("id:w"))
	assert.ErrorContains(t, err, "it has 2 values")
	assert.NotErrorIs(t, err, graph.ErrNotFound)
}

func TestCount(t *testing.T) {
	g := news()
	count := func(opts ...query.Option) int {
		n, err := structs.Count[hire](t.Context(), g, opts...)
		require.NoError(t, err)
		return n
	}
	assert.Equal(t, 3, count())
	assert.Equal(t, 2, count(structs.Where("Person", "id:ann", "id:bo")))
	assert.Equal(t, 0, count(structs.InGraph("id:none")))
	_, err := structs.Count[hire](t.Context(), g, structs.OrderBy("ID"))
	assert.ErrorContains(t, err, "structs.Count does not take the option OrderBy")
	_, err = structs.Count[struct {
		Person time.Time `quad:"tg:person"`
	}](t.Context(), g)
	assert.ErrorContains(t, err, "is no literal", "what Find refuses is not counted")
	big := manyFacts(t)
	n, err := structs.Count[hire](t.Context(), big)
	require.NoError(t, err)
	assert.Equal(t, 10_000, n)
	n, err = structs.Count[hire](&endsAt{t.Context(), 10}, big)
	assert.Error(t, err)
	assert.Zero(t, n)
}

// Delete takes away what Save has written, and leaves everything else as it was.
func TestDelete(t *testing.T) {
	g := graph.New()
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	others := []quad.Quad{
		{Subject: id("car"), Predicate: id("colour"), Object: quad.String("red")},
		{Subject: id("car"), Predicate: id("wheel"), Object: id("w"), Label: id("elsewhere")},
		{Subject: id("owner"), Predicate: id("owns"), Object: id("car")},
	}
	require.NoError(t, g.Add(t.Context(), others...))
	_, err := structs.Save(t.Context(), g, wheel{ID: "id:w", Size: 1})
	require.NoError(t, err)
	before := size(t, g, graph.Pattern{})
	_, err = structs.Save(t.Context(), g, car{ID: "id:car", Wheels: []wheel{{ID: "id:w", Size: 1}}, Spare: &wheel{Size: 2, Kind: &terms{"steel"}}})
	require.NoError(t, err)
	n, err := structs.Delete[car](t.Context(), g, id("car"), structs.InGraph("id:none"))
	require.NoError(t, err)
	assert.Zero(t, n)
	n, err = structs.Delete[car](t.Context(), g, quad.IRI("id:car"))
	require.NoError(t, err)
	assert.Equal(t, 5, n, "two links, and the blank wheel's size, kind and the kind's text")
	assert.Equal(t, before, size(t, g, graph.Pattern{}), "the wheel with a name stays")
	for _, q := range others {
		assert.Equal(t, 1, size(t, g, graph.Pattern{Subject: q.Subject, Predicate: q.Predicate, Object: q.Object}))
	}
	n, err = structs.Delete[car](t.Context(), g, id("car"))
	require.NoError(t, err)
	assert.Zero(t, n)
	node, err := structs.Save(t.Context(), g, &offer{Price: 1})
	require.NoError(t, err)
	n, err = structs.Delete[*offer](t.Context(), g, node)
	require.NoError(t, err)
	assert.Equal(t, 2, n, "the price and the type")
	_, err = structs.Delete[loop](t.Context(), g, id("car"))
	assert.ErrorContains(t, err, "it holds itself")
}

type release struct {
	ID   quad.IRI     `quad:"@id"`
	Name string       `quad:"id:name"`
	Date []quad.Value `quad:"id:released,optional,time"`
}

// A time that is asked for is that of the field with the tag.
func TestTimeOfAField(t *testing.T) {
	g := graph.New()
	for name, date := range map[string]quad.Value{"early": quad.String("2023-05-01"), "late": xsd("2024", "gYear"), "number": quad.Int(2022), "odd": quad.String("2023Tuesday"), "none": nil} {
		r := release{ID: quad.IRI("id:" + name), Name: name}
		if date != nil {
			r.Date = []quad.Value{date}
		}
		_, err := structs.Save(t.Context(), g, r)
		require.NoError(t, err)
	}
	names := func(opts ...query.Option) []string {
		return gather(t, structs.Find[release](t.Context(), g, opts...), func(r release) string { return r.Name })
	}
	assert.Equal(t, []string{"early", "none", "number", "odd"}, names(query.AsOf("2023")))
	assert.Equal(t, []string{"early", "number"}, names(query.AsOf("2023"), query.Undated(false)))
	assert.Equal(t, []string{"late"}, names(query.Between("2024-03", "2024-03")))
	assert.Equal(t, []string{"late", "none", "odd"}, names(query.Between("2024", "2024"), query.Undated(true), structs.Where("Name", "late", "none", "odd"), structs.OrderBy("Name")))
	_, err := structs.Get[release](t.Context(), g, quad.IRI("id:late"), query.AsOf("2023"))
	assert.ErrorIs(t, err, graph.ErrNotFound)
	n, err := structs.Count[release](t.Context(), g, query.AsOf("2023"))
	require.NoError(t, err)
	assert.Equal(t, 4, n)
	var wrong *query.OptionError
	require.ErrorAs(t, find[holder[string]](t, g, query.Between("2023", "2024")), &wrong)
	assert.Equal(t, "Between", wrong.Option)
	assert.ErrorContains(t, wrong, "no field says when a node was")
	assert.ErrorContains(t, find[struct {
		From string `quad:"id:from,time"`
		To   string `quad:"id:to,time"`
	}](t, g, query.AsOf("2023")), "another one has the tag time")
	assert.ErrorContains(t, find[struct {
		From bool `quad:"id:from,time"`
	}](t, g), "not bool")
}

// A field with the tag lenient passes over what it cannot hold, and leaves it to others.
func TestLenient(t *testing.T) {
	type row struct {
		ID     quad.IRI          `quad:"@id"`
		Super  []quad.IRI        `quad:"rdfs:subClassOf,lenient,optional"`
		Name   string            `quad:"id:name,lenient"`
		When   time.Time         `quad:"tg:when,lenient,optional"`
		Labels map[string]string `quad:"rdfs:label,lenient,optional"`
		Part   *part             `quad:"id:part,lenient,optional"`
	}
	g := graph.New()
	add := func(s quad.IRI, p quad.IRI, objects ...quad.Value) {
		for _, o := range objects {
			require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: vocab.ID + s, Predicate: p, Object: o}))
		}
	}
	add("a", "http://www.w3.org/2000/01/rdf-schema#subClassOf", quad.BNode("b"), quad.IRI(vocab.ID+"c"))
	add("a", vocab.ID+"name", quad.String("two"), quad.String("one"), quad.IRI(vocab.ID+"c"))
	add("a", vocab.When, quad.String("2024"))
	add("a", vocab.RDFSLabel, quad.String("y"), quad.String("x"), quad.IRI(vocab.ID+"c"))
	add("a", vocab.ID+"part", quad.IRI(vocab.ID+"p"), quad.String("no part"))
	add("p", vocab.ID+"name", quad.String("p"))
	add("n", vocab.ID+"name", quad.IRI(vocab.ID+"c"))
	want := row{ID: vocab.ID + "a", Super: []quad.IRI{vocab.ID + "c"}, Name: "one", Labels: map[string]string{"": "x"}, Part: &part{vocab.ID + "p", "p"}}
	got := gather(t, structs.Find[row](t.Context(), g, structs.Where("ID", "id:a", "id:n")), func(r row) row { return r })
	assert.Equal(t, []row{want}, got, "n has no name that fits")
	before := size(t, g, graph.Pattern{})
	_, err := structs.Save(t.Context(), g, got[0])
	require.NoError(t, err)
	assert.Equal(t, before-2, size(t, g, graph.Pattern{}), "but for the second name and the second label all is there")
	assert.ErrorContains(t, find[struct {
		Super []quad.IRI `quad:"rdfs:subClassOf"`
	}](t, g), "is no IRI")
}

// The option Lenient gives the error of a node that does not fit in its place, and goes on.
func TestLenientGoesOn(t *testing.T) {
	type row struct {
		ID   quad.IRI `quad:"@id"`
		Year int      `quad:"tg:year"`
	}
	g := graph.New()
	for i, year := range []quad.Value{quad.Int(1), quad.String("soon"), quad.Int(3), quad.IRI(vocab.ID + "x"), quad.Int(5)} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(fmt.Sprint(vocab.ID, i)), Predicate: vocab.Year, Object: year}))
	}
	read := func(opts ...structs.Option) (got []string) {
		for r, err := range structs.Find[row](t.Context(), g, opts...) {
			var wrong *structs.ShapeError
			if errors.As(err, &wrong) {
				require.Zero(t, r)
				got = append(got, fmt.Sprint(wrong.Field, " of ", wrong.Node))
				continue
			}
			require.NoError(t, err)
			got = append(got, fmt.Sprint(r.Year))
		}
		return got
	}
	bad := func(i int) string { return fmt.Sprint("Year of ", quad.IRI(fmt.Sprint(vocab.ID, i))) }
	assert.Equal(t, []string{"1", bad(1)}, read(), "the first one ends it")
	all := []string{"1", bad(1), "3", bad(3), "5"}
	assert.Equal(t, all, read(structs.Lenient()))
	var pages []string
	for next := ""; ; {
		page := read(structs.Lenient(), query.Top(2), query.After(next), query.Next(&next))
		pages = append(pages, page...)
		if next == "" {
			break
		}
	}
	assert.Equal(t, all, pages)

	n, err := structs.Count[row](t.Context(), g, structs.Lenient())
	require.NoError(t, err)
	assert.Equal(t, 3, n)
	_, err = structs.Count[row](t.Context(), g)
	assert.ErrorContains(t, err, "soon")
	first, err := structs.First[row](t.Context(), g, structs.Lenient(), structs.Where("ID", "id:1", "id:4"))
	require.NoError(t, err)
	assert.Equal(t, 5, first.Year)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range structs.Find[row](ctx, g, structs.Lenient()) {
		assert.ErrorIs(t, err, context.Canceled)
	}
	for _, err := range structs.Find[struct{ Name string }](t.Context(), g, structs.Lenient()) {
		assert.ErrorContains(t, err, "no field has a tag", "a struct that is wrong is no node that is")
	}
}
