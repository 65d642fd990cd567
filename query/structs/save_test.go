package structs_test

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/structs"
)

type offer struct {
	_     struct{} `quad:"rdf:type=id:Offer"`
	Price float64  `quad:"id:price"`
	Terms []terms  `quad:"id:terms,optional"`
}

type terms struct {
	Text string `quad:"id:text"`
}

type review struct {
	Text string `quad:"id:review"`
}

type product struct {
	ID      quad.IRI   `quad:"@id"`
	Offers  []offer    `quad:"id:offers,optional"`
	Main    *offer     `quad:"id:main,optional"`
	Reviews []review   `quad:"<- id:reviewed,optional"`
	Like    []*product `quad:"-"`
	Name    string     `quad:"id:name"`
}

func size(t *testing.T, g *graph.Graph, p graph.Pattern) int {
	t.Helper()
	n, err := g.Count(t.Context(), p)
	require.NoError(t, err)
	return int(n)
}

// What is replaced takes the blank nodes along that were part of it, to any depth.
func TestSaveTakesLooseNodesAway(t *testing.T) {
	g := graph.New()
	p := product{ID: "id:p", Name: "p", Offers: []offer{{Price: 1, Terms: []terms{{"a"}, {"b"}}}, {Price: 2}}, Main: &offer{Price: 3}, Reviews: []review{{"good"}, {"bad"}}}
	last := 0
	for range 3 {
		_, err := structs.Save(t.Context(), g, p)
		require.NoError(t, err)
		if last != 0 {
			assert.Equal(t, last, size(t, g, graph.Pattern{}))
		}
		last = size(t, g, graph.Pattern{})
		n, err := structs.Count[offer](t.Context(), g)
		require.NoError(t, err)
		assert.Equal(t, 3, n)
	}
	_, err := structs.Save(t.Context(), g, product{ID: "id:p", Name: "p"})
	require.NoError(t, err)
	assert.Equal(t, 1, size(t, g, graph.Pattern{}), "the name")
}

// Blank nodes that something else leads to stay, and so does what others say of those that go.
func TestSaveLeavesSharedNodes(t *testing.T) {
	for name, other := range map[string]func(node quad.Value) quad.Quad{
		"an object": func(node quad.Value) quad.Quad {
			return quad.Quad{Subject: quad.IRI(vocab.ID + "q"), Predicate: quad.IRI(vocab.ID + "offers"), Object: node}
		},
		"an object under a label": func(node quad.Value) quad.Quad {
			return quad.Quad{Subject: quad.IRI(vocab.ID + "p"), Predicate: quad.IRI(vocab.ID + "offers"), Object: node, Label: quad.IRI(vocab.ID + "c")}
		},
		"a label": func(node quad.Value) quad.Quad {
			return quad.Quad{Subject: quad.IRI(vocab.ID + "q"), Predicate: quad.IRI(vocab.ID + "name"), Object: quad.String("q"), Label: node}
		},
	} {
		g := graph.New()
		p := product{ID: "id:p", Name: "p", Offers: []offer{{Price: 1}}}
		_, err := structs.Save(t.Context(), g, p)
		require.NoError(t, err)
		for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: quad.IRI(vocab.ID + "offers")}) {
			require.NoError(t, err)
			require.NoError(t, g.Add(t.Context(), other(q.Object)))
		}
		p.Offers = nil
		_, err = structs.Save(t.Context(), g, p)
		require.NoError(t, err)
		assert.Equal(t, 1, size(t, g, graph.Pattern{Predicate: quad.IRI(vocab.ID + "price")}), name)
	}
	g := graph.New()
	p := product{ID: "id:p", Name: "p", Reviews: []review{{"good"}}}
	_, err := structs.Save(t.Context(), g, p)
	require.NoError(t, err)
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: quad.IRI(vocab.ID + "reviewed")}) {
		require.NoError(t, err)
		q.Object = quad.IRI(vocab.ID + "q")
		require.NoError(t, g.Add(t.Context(), q))
	}
	_, err = structs.Save(t.Context(), g, product{ID: "id:p", Name: "p"})
	require.NoError(t, err)
	assert.Equal(t, 1, size(t, g, graph.Pattern{Predicate: quad.IRI(vocab.ID + "review")}), "a review of two products")
}

type wheel struct {
	ID   quad.IRI `quad:"@id"`
	Size int      `quad:"id:size"`
	Kind *terms   `quad:"id:kind,optional"`
}

type wide struct {
	ID   quad.IRI `quad:"@id"`
	Size []int    `quad:"id:size,optional"`
}

type car struct {
	ID     quad.IRI `quad:"@id"`
	Wheels []wheel  `quad:"id:wheel,optional"`
	Spare  *wheel   `quad:"id:spare,optional"`
	Wide   *wide    `quad:"id:wide,optional"`
	Extra  *struct {
		Wheels []wheel `quad:"id:wheel"`
	} `quad:"id:extra,optional"`
	Parts []struct {
		ID  quad.IRI   `quad:"@id"`
		Ofs []quad.IRI `quad:"<- id:wheel,optional"`
	} `quad:"id:part,optional"`
}

// Structs that have one node must say the same of it, wherever they are.
func TestSaveOfOneNodeTwice(t *testing.T) {
	g := graph.New()
	save := func(c car) error {
		c.ID = "id:car"
		_, err := structs.Save(t.Context(), g, c)
		return err
	}
	kind := &terms{"steel"}
	require.NoError(t, save(car{Wheels: []wheel{{"id:w", 1, kind}, {"id:w", 1, &terms{"steel"}}, {"id:v", 2, nil}, {vocab.ID + "v", 2, nil}}, Spare: &wheel{"id:w", 1, kind}, Wide: &wide{"id:w", []int{1}}}))
	before := size(t, g, graph.Pattern{})
	refused := func(c car, field string) {
		t.Helper()
		err := save(c)
		var shape *structs.ShapeError
		require.ErrorAs(t, err, &shape)
		assert.ErrorContains(t, err, "it would be written in place of what")
		assert.Equal(t, field, shape.Field)
		assert.Equal(t, before, size(t, g, graph.Pattern{}), "nothing is written")
	}
	refused(car{Wheels: []wheel{{"id:w", 1, nil}, {"id:w", 2, nil}}}, "Size")
	refused(car{Wheels: []wheel{{"id:w", 1, nil}, {vocab.ID + "w", 1, kind}}}, "Kind")
	refused(car{Wheels: []wheel{{"id:w", 1, nil}}, Spare: &wheel{"id:w", 2, nil}}, "Size")
	refused(car{Wheels: []wheel{{"id:w", 1, nil}}, Wide: &wide{"id:w", nil}}, "Size")
	refused(car{Wheels: []wheel{{"id:w", 1, nil}}, Wide: &wide{"id:w", []int{1, 2}}}, "Size")
	deeper := car{Wheels: []wheel{{"id:w", 1, nil}}}
	deeper.Extra = &struct {
		Wheels []wheel `quad:"id:wheel"`
	}{[]wheel{{"id:w", 2, nil}}}
	refused(deeper, "Size")
	both := car{Wheels: []wheel{{"id:w", 1, nil}}}
	both.Parts = append(both.Parts, struct {
		ID  quad.IRI   `quad:"@id"`
		Ofs []quad.IRI `quad:"<- id:wheel,optional"`
	}{"id:w", []quad.IRI{"id:other"}})
	refused(both, "Ofs") // from the other side of the same quads
	both.Parts[0].Ofs = []quad.IRI{"id:car"}
	assert.NoError(t, save(both))
}

// Compact IRIs are IRIs in full, in every field.
func TestSaveExpandsIRIs(t *testing.T) {
	type row struct {
		Node  quad.Value   `quad:"@id"`
		To    quad.IRI     `quad:"id:to"`
		Any   []quad.Value `quad:"id:any"`
		Of    []quad.IRI   `quad:"<- id:of"`
		Other *quad.IRI    `quad:"id:other"`
	}
	g := graph.New()
	require.NoError(t, g.SetPrefix("ex", "https://example.com/"))
	other := quad.IRI("ex:other")
	node, err := structs.Save(t.Context(), g, row{quad.IRI("ex:p1"), "ex:to", []quad.Value{quad.IRI("ex:any")}, []quad.IRI{"ex:of"}, &other})
	require.NoError(t, err)
	full := func(name string) quad.IRI { return quad.IRI("https://example.com/" + name) }
	assert.Equal(t, full("p1"), node)
	other = full("other")
	want := row{full("p1"), full("to"), []quad.Value{full("any")}, []quad.IRI{full("of")}, &other}
	got, err := structs.Get[row](t.Context(), g, quad.IRI("ex:p1"))
	require.NoError(t, err)
	assert.Equal(t, want, got)
	for _, field := range []string{"Node", "To", "Any", "Of", "Other"} {
		name := map[string]quad.IRI{"Node": "ex:p1", "To": "ex:to", "Any": "ex:any", "Of": "ex:of", "Other": "ex:other"}[field]
		n, err := structs.Count[row](t.Context(), g, structs.Where(field, name))
		require.NoError(t, err)
		assert.Equal(t, 1, n, field)
	}
	n, err := structs.Delete[row](t.Context(), g, quad.IRI("ex:p1"))
	require.NoError(t, err)
	assert.Equal(t, 4, n)
}

// sequence is a value that no map can have for a key, and no RDF term.
type sequence []string

func (s sequence) String() string      { return strings.Join(s, " ") }
func (s sequence) Native() interface{} { return s }

func TestSaveRefusesWhatIsNoTerm(t *testing.T) {
	g := graph.New()
	for _, node := range []quad.Value{quad.String("x"), sequence{"x"}} {
		_, err := structs.Save(t.Context(), g, struct {
			Node quad.Value `quad:"@id"`
			Name string     `quad:"id:name"`
		}{node, "x"})
		assert.ErrorContains(t, err, "is no node; it must be a quad.IRI or a quad.BNode")
	}
	_, err := structs.Save(t.Context(), g, struct {
		Any []quad.Value `quad:"id:any"`
	}{[]quad.Value{sequence{"x"}}})
	assert.ErrorIs(t, err, graph.ErrInvalidQuad)
	_, err = structs.Save(t.Context(), g, struct {
		Of []quad.Value `quad:"<- id:any"`
	}{[]quad.Value{sequence{"x"}}})
	assert.ErrorIs(t, err, graph.ErrInvalidQuad)
}

// Zeros are written where they must be there, where a pointer leads to them, and where the tag says so.
func TestSaveOfZeros(t *testing.T) {
	type row struct {
		ID      quad.IRI `quad:"@id"`
		Needed  int      `quad:"id:needed"`
		Zero    float64  `quad:"id:zero,optional,zero"`
		Flag    bool     `quad:"id:flag,optional,zero"`
		Text    string   `quad:"id:text,optional,zero"`
		Pointer *int     `quad:"id:pointer,optional"`
		Missing int      `quad:"id:missing,optional"`
		Nil     *int     `quad:"id:nil,optional"`
	}
	g := graph.New()
	want := row{ID: vocab.ID + "a", Pointer: new(int)}
	_, err := structs.Save(t.Context(), g, want)
	require.NoError(t, err)
	assert.Equal(t, 5, size(t, g, graph.Pattern{}))
	for predicate, n := range map[string]int{"needed": 1, "zero": 1, "flag": 1, "text": 1, "pointer": 1, "missing": 0, "nil": 0} {
		assert.Equal(t, n, size(t, g, graph.Pattern{Predicate: quad.IRI(vocab.ID + predicate)}), predicate)
	}
	got, err := structs.Get[row](t.Context(), g, quad.IRI("id:a"))
	require.NoError(t, err)
	assert.Equal(t, want, got)
	for _, err := range []error{
		find[struct {
			N int `quad:"id:n,zero"`
		}](t, g),
		find[struct {
			N *int `quad:"id:n,optional,zero"`
		}](t, g),
		find[struct {
			N quad.IRI `quad:"id:n,optional,zero"`
		}](t, g),
	} {
		assert.ErrorContains(t, err, "zero belongs to an optional string, number or bool")
	}
	assert.ErrorContains(t, find[struct {
		N int `quad:"id:n,optional=yes"`
	}](t, g), `"optional=yes" is wrong`)
}
