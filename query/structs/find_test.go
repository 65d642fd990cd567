package structs_test

import (
	"context"
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
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

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
	for seed := range uint64(long.Runs(30, 100)) {
		rng := rand.New(rand.NewPCG(seed, 3))
		g := graph.New()
		var opts []query.Option
		if seed%2 == 0 {
			opts = append(opts, structs.InGraph("id:claim"))
		}
		other := quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "text"), Object: quad.String("other"), Label: quad.IRI(vocab.ID + "elsewhere")}
		german := quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "said"), Object: quad.LangString{Value: "hallo", Lang: "de"}}
		if len(opts) > 0 {
			german.Label = quad.IRI(vocab.ID + "claim")
		}
		require.NoError(t, g.Add(t.Context(), german))
		for range 3 { // each replaces the one before
			want := randomThing(rng, vocab.ID+"x")
			node, err := structs.Save(t.Context(), g, want, opts...)
			require.NoError(t, err)
			assert.Equal(t, want.Node, node)
			got := gather(t, structs.Find[thing](t.Context(), g, opts...), func(x thing) thing { return x })
			require.Len(t, got, 1, "seed %d", seed)
			sortValues(want.Any)
			sortValues(got[0].Any)
			slices.Sort(want.Floats)
			assert.Equal(t, want, got[0], "seed %d", seed)
		}
		if len(opts) > 0 {
			require.NoError(t, g.Add(t.Context(), other))
			_, err := structs.Save(t.Context(), g, randomThing(rng, vocab.ID+"x"), opts...)
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
	node, err := structs.Save(t.Context(), g, part{Name: "anonymous"})
	require.NoError(t, err)
	require.IsType(t, quad.BNode(""), node)
	again, err := structs.Save(t.Context(), g, part{Name: "anonymous"})
	require.NoError(t, err)
	assert.NotEqual(t, node, again)
	assert.Len(t, gather(t, structs.Find[part](t.Context(), g), func(p part) part { return p }), 2)
}

// The node itself can be ordered by, and pointers to structs be found and saved.
func TestPointersAndTheNodeItself(t *testing.T) {
	g := graph.New()
	for _, id := range []quad.IRI{"a", "c", "b"} {
		_, err := structs.Save(t.Context(), g, &part{ID: vocab.ID + id, Name: "same"})
		require.NoError(t, err)
	}
	got := gather(t, structs.Find[*part](t.Context(), g, structs.OrderBy("Name", "-ID")), func(p *part) string { return strings.TrimPrefix(string(p.ID), vocab.ID) })
	assert.Equal(t, []string{"c", "b", "a"}, got)
	var none *part
	_, err := structs.Save(t.Context(), g, none)
	assert.ErrorContains(t, err, "the pointer is nil")
	assert.ErrorContains(t, find[**part](t, g), "it is no struct")
}

// A struct that holds very many values ends with the context too.
func TestOneStructOfManyValues(t *testing.T) {
	type origin struct {
		ID    quad.IRI `quad:"@id"`
		Moves []struct {
			ID     quad.IRI `quad:"@id"`
			Person quad.IRI `quad:"tg:person"`
		} `quad:"<- tg:from"`
	}
	g := manyFacts(t)
	const plenty = 1 << 30
	looks := &endsAt{t.Context(), plenty}
	for o, err := range structs.Find[origin](looks, g) {
		require.NoError(t, err)
		assert.Len(t, o.Moves, 10_000)
	}
	total := plenty - looks.left
	require.Greater(t, total, 3*10_000/4096)
	for at := range total {
		var last error
		for _, last = range structs.Find[origin](&endsAt{t.Context(), at}, g) {
		}
		require.ErrorIs(t, last, context.Canceled, "at look %d of %d", at, total)
	}
}

// A plain string has the datatype xsd:string, and a text with a language rdf:langString.
func TestDatatypesOfTexts(t *testing.T) {
	type named struct {
		ID     quad.IRI `quad:"@id"`
		Plain  string   `quad:"id:name,type=xsd:string"`
		Tagged []string `quad:"id:name,type=rdf:langString,optional"`
	}
	g := graph.New()
	require.NoError(t, g.Add(t.Context(),
		quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "name"), Object: quad.String("plain")},
		quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "name"), Object: quad.LangString{Value: "getagged", Lang: "de"}}))
	want := named{vocab.ID + "x", "plain", []string{"getagged"}}
	assert.Equal(t, []named{want}, gather(t, structs.Find[named](t.Context(), g), func(n named) named { return n }))
	type onlyPlain struct {
		ID    quad.IRI `quad:"@id"`
		Plain string   `quad:"id:name,type=xsd:string"`
	}
	_, err := structs.Save(t.Context(), g, onlyPlain{vocab.ID + "x", "new"})
	require.NoError(t, err)
	want.Plain = "new"
	assert.Equal(t, []named{want}, gather(t, structs.Find[named](t.Context(), g), func(n named) named { return n }))
}

func find[T any](t *testing.T, g *graph.Graph, opts ...query.Option) error {
	t.Helper()
	var errs []error
	for _, err := range structs.Find[T](t.Context(), g, opts...) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// What is saved without a label leaves what has one.
func TestSaveLeavesOtherGraphs(t *testing.T) {
	g := graph.New()
	other := quad.Quad{Subject: quad.IRI(vocab.ID + "x"), Predicate: quad.IRI(vocab.ID + "name"), Object: quad.String("other"), Label: quad.IRI(vocab.ID + "c")}
	require.NoError(t, g.Add(t.Context(), other))
	_, err := structs.Save(t.Context(), g, part{ID: vocab.ID + "x", Name: "mine"})
	require.NoError(t, err)
	n, err := g.Count(t.Context(), graph.Pattern{Subject: other.Subject})
	require.NoError(t, err)
	assert.EqualValues(t, 2, n)
}

// A struct with very many values ends with its context, too.
func TestFindOfManyValuesIsCancelled(t *testing.T) {
	g := graph.New()
	const n = 20_000
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = quad.Quad{Subject: quad.IRI(vocab.ID + "a"), Predicate: vocab.RDFSLabel, Object: quad.LangString{Value: "a", Lang: fmt.Sprint("x-", i)}}
	}
	require.NoError(t, g.Add(t.Context(), quads...))
	looks := func(find func(ctx context.Context) error) int {
		ctx := &endsAt{t.Context(), n}
		require.NoError(t, find(ctx))
		total := n - ctx.left
		require.ErrorIs(t, find(&endsAt{t.Context(), total - 1}), context.Canceled)
		return total
	}
	assert.Greater(t, looks(func(ctx context.Context) error {
		_, err := structs.Get[struct {
			Names []string `quad:"rdfs:label"`
		}](ctx, g, quad.IRI("id:a"))
		return err
	}), 3*n/1024)
	assert.Greater(t, looks(func(ctx context.Context) error {
		_, err := structs.Get[struct {
			Names map[string]string `quad:"rdfs:label"`
		}](ctx, g, quad.IRI("id:a"))
		return err
	}), 3*n/1024)
}
