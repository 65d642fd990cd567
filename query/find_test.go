package query_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

type company struct {
	ID      quad.IRI   `quad:"@id"`
	Sectors []quad.IRI `quad:"tg:sector"`
	Units   []quad.IRI `quad:"<- org:unitOf,optional"`
}

type hire struct {
	ID     quad.IRI   `quad:"@id"`
	Person []quad.IRI `quad:"tg:person"`
	From   []quad.IRI `quad:"tg:from,optional"`
	Years  []int      `quad:"tg:year,optional"`
	To     []company  `quad:"tg:to,optional"`
}

func shorten(iris []quad.IRI) []string {
	return sorted(mapped(iris, func(i quad.IRI) string { return short(i) }))
}

// some is what an oracle's objects are, without the "" for none.
func (o *oracle) some(s string, p quad.IRI) []string {
	return slices.DeleteFunc(o.objects(s, p), func(v string) bool { return v == "" })
}

func TestFindAgainstLoops(t *testing.T) {
	answers, nested := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		var want []string
		for i := range 30 {
			move := fmt.Sprintf("id:move-%d", i)
			if len(o.some(move, vocab.Person)) > 0 && o.in(move) {
				want = append(want, move)
			}
		}
		slices.Sort(want)
		check := func(h hire) string {
			move := short(h.ID)
			assert.Equal(t, o.some(move, vocab.Person), shorten(h.Person))
			assert.ElementsMatch(t, o.some(move, vocab.From), shorten(h.From))
			assert.ElementsMatch(t, o.some(move, vocab.Year), mapped(h.Years, func(y int) string { return short(quad.Int(y)) }))
			var to []string
			for _, org := range o.some(move, vocab.To) {
				if len(o.some(org, vocab.Sector)) > 0 {
					to = append(to, org)
				}
			}
			assert.ElementsMatch(t, to, mapped(h.To, func(c company) string { return short(c.ID) }))
			for _, c := range h.To {
				nested++
				assert.ElementsMatch(t, o.some(short(c.ID), vocab.Sector), shorten(c.Sectors))
				var units []string
				for f := range o.facts {
					if f.p == short(vocab.ORGUnitOf) && f.o == short(c.ID) {
						units = append(units, f.s)
					}
				}
				assert.ElementsMatch(t, units, shorten(c.Units))
			}
			return move
		}
		assert.Equal(t, want, gather(t, query.Find[hire](t.Context(), g, opts...), check), "by IRI")
		answers += len(want)

		of := slices.DeleteFunc(slices.Clone(want), func(move string) bool {
			return !slices.Contains(o.some(move, vocab.Person), "id:person-0") || !slices.Contains(o.some(move, vocab.Year), short(quad.Int(2021)))
		})
		where := append(opts, query.Where("Person", "id:person-0", "id:nobody"), query.Where("Years", 2021))
		assert.Equal(t, append([]string{}, of...), append([]string{}, gather(t, query.Find[hire](t.Context(), g, where...), check)...))

		// Page by page it is the same answer.
		var paged []string
		next := ""
		for {
			page := append(opts, query.Top(2), query.Next(&next))
			if next != "" {
				page = append(page, query.After(next))
			}
			got := gather(t, query.Find[hire](t.Context(), g, page...), func(h hire) string { return short(h.ID) })
			if paged = append(paged, got...); len(got) < 2 {
				break
			}
		}
		assert.Equal(t, want, paged)
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, nested)
}

type thing struct {
	Node    quad.Value        `quad:"@id"`
	_       struct{}          `quad:"rdf:type=id:Thing"`
	Text    string            `quad:"id:text"`
	English string            `quad:"id:said,lang=en,optional"`
	Names   map[string]string `quad:"id:name,optional"`
	Int     int64             `quad:"id:int"`
	Small   *uint8            `quad:"id:small,optional"`
	Floats  []float64         `quad:"id:float,optional"`
	Flag    bool              `quad:"id:flag"`
	When    time.Time         `quad:"id:when"`
	Year    string            `quad:"id:year,type=xsd:gYear,optional"`
	Any     []quad.Value      `quad:"id:any,optional"`
	Part    *part             `quad:"id:part,optional"`
	Whole   []part            `quad:"<- id:whole,optional"`
	Secret  quad.IRI          `quad:"id:secret,graph=id:secrets,optional"`
	Plain   string
}

type part struct {
	ID   quad.IRI `quad:"@id"`
	Name string   `quad:"id:name"`
}

func randomThing(rng *rand.Rand, node quad.IRI) thing {
	texts := []string{"", "a \"quoted\"\nline", "張三", "0"}
	text := func() string { return texts[rng.IntN(len(texts))] }
	x := thing{
		Node: node, Text: text(), Int: rng.Int64() - rng.Int64(), Flag: rng.IntN(2) == 0,
		When: time.Unix(rng.Int64N(1e10), 0).UTC(),
	}
	if rng.IntN(2) == 0 {
		x.English = "hello"
		x.Names = map[string]string{"": text(), "zh-Hant": text()}
		x.Small = new(uint8)
		*x.Small = uint8(rng.IntN(256))
		x.Floats = []float64{-1.5, rng.Float64()}
		x.Year = "2024"
		x.Any = []quad.Value{vocab.Person, quad.String(text()), quad.TypedString{Value: "05", Type: vocab.XSDInteger}}
		x.Part = &part{vocab.ID + "part", text()}
		x.Whole = []part{{vocab.ID + "whole-1", text()}, {vocab.ID + "whole-2", text()}}
		x.Secret = vocab.ID + "secret"
	}
	return x
}

func TestSaveAndFind(t *testing.T) {
	for seed := range uint64(100) {
		rng := rand.New(rand.NewPCG(seed, 3))
		g := graph.New()
		var opts []query.Option
		if seed%2 == 0 {
			opts = append(opts, query.InGraph("id:claim"))
		}
		other := quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "text"), Object: quad.String("other"), Label: quad.IRI(vocab.ID + "elsewhere")}
		german := quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "said"), Object: quad.LangString{Value: "hallo", Lang: "de"}}
		if len(opts) > 0 {
			german.Label = quad.IRI(vocab.ID + "claim")
		}
		require.NoError(t, g.Add(t.Context(), german))
		for range 3 { // each replaces the one before
			want := randomThing(rng, vocab.ID+"x")
			node, err := query.Save(t.Context(), g, want, opts...)
			require.NoError(t, err)
			assert.Equal(t, want.Node, node)
			got := gather(t, query.Find[thing](t.Context(), g, opts...), func(x thing) thing { return x })
			require.Len(t, got, 1, "seed %d", seed)
			sortValues(want.Any)
			sortValues(got[0].Any)
			slices.Sort(want.Floats)
			assert.Equal(t, want, got[0], "seed %d", seed)
		}
		if len(opts) > 0 {
			require.NoError(t, g.Add(t.Context(), other))
			_, err := query.Save(t.Context(), g, randomThing(rng, vocab.ID+"x"), opts...)
			require.NoError(t, err)
			n, err := g.Count(t.Context(), graph.Pattern{Label: other.Label})
			require.NoError(t, err)
			assert.EqualValues(t, 1, n, "quads under other labels stay")
		}
		n, err := g.Count(t.Context(), graph.Pattern{Object: german.Object})
		require.NoError(t, err)
		assert.EqualValues(t, 1, n, "texts in other languages stay")
	}
}

func sortValues(values []quad.Value) {
	slices.SortFunc(values, func(a, b quad.Value) int { return strings.Compare(quad.StringOf(a), quad.StringOf(b)) })
}

func TestSaveWithoutANode(t *testing.T) {
	g := graph.New()
	node, err := query.Save(t.Context(), g, part{Name: "anonymous"})
	require.NoError(t, err)
	require.IsType(t, quad.BNode(""), node)
	again, err := query.Save(t.Context(), g, part{Name: "anonymous"})
	require.NoError(t, err)
	assert.NotEqual(t, node, again)
	assert.Len(t, gather(t, query.Find[part](t.Context(), g), func(p part) part { return p }), 2)
}

func TestOrder(t *testing.T) {
	type row struct {
		ID   quad.IRI `quad:"@id"`
		Name string   `quad:"id:name"`
		Age  int      `quad:"id:age,optional"`
	}
	g := graph.New()
	for i, r := range []row{{Name: "b", Age: 9}, {Name: "a", Age: 10}, {Name: "c"}, {Name: "a", Age: 2}} {
		r.ID = quad.IRI(fmt.Sprint(vocab.ID, i))
		_, err := query.Save(t.Context(), g, r)
		require.NoError(t, err)
	}
	order := func(fields ...string) string {
		return strings.Join(gather(t, query.Find[row](t.Context(), g, query.OrderBy(fields...)), func(r row) string {
			return strings.TrimPrefix(string(r.ID), vocab.ID)
		}), "")
	}
	assert.Equal(t, "3012", order("Age"), "numbers by size, what is missing last")
	assert.Equal(t, "1032", order("-Age"))
	assert.Equal(t, "1302", order("Name"))
	assert.Equal(t, "3102", order("Name", "Age"))
	next, got := "", ""
	for range 4 {
		opts := []query.Option{query.OrderBy("-Age"), query.Top(1), query.Next(&next)}
		if next != "" {
			opts = append(opts, query.After(next))
		}
		for r, err := range query.Find[row](t.Context(), g, opts...) {
			require.NoError(t, err)
			got += strings.TrimPrefix(string(r.ID), vocab.ID)
		}
		// A row written in front of the page does not move it.
		_, err := query.Save(t.Context(), g, row{ID: vocab.ID + "first", Name: "z", Age: 99})
		require.NoError(t, err)
	}
	assert.Equal(t, "1032", got)
}

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
		var shape *query.ShapeError
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
	check(find[fine](t, g, query.Where("Nome", 1)), `no field "Nome" with a tag; it has Name`)
	check(find[fine](t, g, query.OrderBy("-Nome")), `no field "Nome"`)
	check(find[fine](t, g, query.Where("Name", struct{}{})), "no value of type struct {}")
	assert.ErrorContains(t, find[fine](t, g, query.After("x")), "no cursor")
	_, err := query.Save(t.Context(), g, loop{})
	check(err, "it holds itself")
	_, err = query.Save(t.Context(), g, hire{ID: vocab.ID + "x"})
	check(err, "it has no value, and is not optional")
}

func find[T any](t *testing.T, g *graph.Graph, opts ...query.Option) error {
	t.Helper()
	var errs []error
	for _, err := range query.Find[T](t.Context(), g, opts...) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
