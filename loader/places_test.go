package loader_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

// aboutQuads is a check's error.
type aboutQuads []quad.Quad

func (a aboutQuads) Error() string      { return fmt.Sprintf("%d quads are wrong", len(a)) }
func (a aboutQuads) Quads() []quad.Quad { return a }

// refuse is a check that refuses what has a predicate.
func refuse(predicate string) loader.Option {
	return loader.WithCheck(func(ctx context.Context, tx *graph.Tx) error {
		var wrong aboutQuads
		for q, err := range tx.Quads(ctx, graph.Pattern{Predicate: quad.IRI(predicate)}) {
			if err != nil {
				return err
			}
			wrong = append(wrong, q)
		}
		if wrong == nil {
			return nil
		}
		return wrong
	})
}

// Whatever the format, what a check refuses has its place, in files and in streams, packed or not.
func TestPlacesOfWhatIsRefused(t *testing.T) {
	many := func(each, wrong string, n int) string {
		return strings.Repeat(each, n) + wrong + strings.Repeat(each, n)
	}
	for _, c := range []struct {
		name, text string
		format     loader.Format
		places     string // without the file
	}{
		{"lines", many("<a:s> <a:q> <a:o> .\n", "\n# x\n<a:s> <a:p> \"x\" .\n", 20_000), loader.NTriples, "20003:1"},
		{"many chunks", many("<a:s> <a:q> \""+strings.Repeat("x", 500)+"\" <a:g> .\r\n", "_:b <a:p> _:b <a:g> .\n", 10_000), loader.NQuads, "10001:1"},
		{"twice", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:x> .", loader.NQuads, "1:1 2:1 3:1"},
		{"Turtle", many("<a:s> <a:q> 1 ,\r\n 2 .\n", "\n<a:s> <a:p>\n  1, <a:o> ;\n <a:q> [ <a:p> \"\"\"x\n\"\"\" @en ] .\n", 5_000), loader.Turtle, "10003:3 10003:6 10004:16"},
		{"a list", "<a:s> <a:p> ( 1\n2 ) .", loader.Turtle, "1:15"},
		{"TriG", "<a:g> {\n <a:s> <a:q> 1 ; <a:p> [] }", loader.TriG, "2:24"},
		{"JSON-LD", "{\n\"@id\": \"a:s\", \"a:q\": 1,\n \"a:p\": [ \"x\",\n {\"@value\": 2}, {\"@id\": \"a:o\",\n \"a:p\": true}]}", loader.JSONLD, "3:11 4:2 4:17 5:9"},
		{"a page", "<!DOCTYPE html>\n<title>x</title><script type='application/ld+json'>\n{\"@id\": \"a:s\",\n\"a:p\": 1}</script>", loader.JSONLD, "4:8"},
		{"RDF/XML", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='a:'>\n<x rdf:about='a:s'>\n <q>1</q><p>\n2</p>\n  <p rdf:resource='a:o'/></x></rdf:RDF>", loader.RDFXML, "4:2 5:3"},
	} {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, err := w.Write([]byte(c.text))
		require.NoError(t, errors.Join(err, w.Close()))
		plain, gz := filepath.Join(t.TempDir(), "f"+c.format.Ending()), filepath.Join(t.TempDir(), "f"+c.format.Ending()+".gz")
		require.NoError(t, errors.Join(os.WriteFile(plain, []byte(c.text), 0o600), os.WriteFile(gz, packed.Bytes(), 0o600)))
		for name, load := range map[string]func(g *graph.Graph) error{
			plain: func(g *graph.Graph) error {
				_, err := loader.LoadFile(t.Context(), g, plain, refuse("a:p"))
				return err
			},
			gz: func(g *graph.Graph) error { _, err := loader.LoadFile(t.Context(), g, gz, refuse("a:p")); return err },
			"s": func(g *graph.Graph) error {
				_, err := loader.Load(t.Context(), g, bytes.NewReader(packed.Bytes()), loader.WithFormat(c.format), loader.WithName("s"), refuse("a:p"))
				return err
			},
		} {
			g := graph.New()
			err := load(g)
			var checked *loader.CheckError
			require.ErrorAs(t, err, &checked, c.name)
			assert.Zero(t, g.Size())
			var wrong aboutQuads
			require.ErrorAs(t, err, &wrong)
			var places []string
			for _, p := range checked.Places(wrong...) {
				assert.Equal(t, name, p.File)
				places = append(places, fmt.Sprintf("%d:%d", p.Line, p.Column))
			}
			assert.Equal(t, c.places, strings.Join(places, " "), "%s in %s", c.name, name)
			assert.ErrorContains(t, err, fmt.Sprintf("%d quads are wrong (", len(wrong)))
			for _, q := range wrong {
				assert.NotEmpty(t, checked.Places(q), "%v", q)
			}
			assert.Empty(t, checked.Places(quad.MakeIRI("a:x", "a:y", "a:z", "")))
		}
	}
}

// Rows of tables have their lines, also where several tell of one move, with claims and without.
func TestPlacesInTables(t *testing.T) {
	for table, want := range map[string]string{
		"person,from,to,year\nA,B,C,2020\nD,,E,2021\nA,B,C,2020\n":           "m:2:1 m:3:1 m:4:1",
		"person,from,to,year,source\nA,B,C,2020,S\n\nD,,E,2021,T\n":          "m:2:1 m:4:1",
		"investor,investee,year,source\nA,B,2020,S\nA,C,2021,\n":             "m:2:1 m:3:1",
		"person,from,to,year\nA,B,C,2020\nA,B,,2020\nX,B,,2020\nA,,C,2020\n": "m:2:1 m:3:1 m:4:1 m:5:1",
	} {
		_, err := loader.Load(t.Context(), graph.New(), strings.NewReader(table), loader.WithFormat(loader.CSV), loader.WithName("m"), refuse("https://talentgraph.example/ns#year"))
		var checked *loader.CheckError
		require.ErrorAs(t, err, &checked, table)
		var wrong aboutQuads
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, want, strings.Trim(fmt.Sprint(checked.Places(wrong...)), "[]"), table)
	}
}

// Other errors of a check stay what they are; what was there before has no place, and the context ends the search.
func TestPlacesThatThereAreNot(t *testing.T) {
	boo := errors.New("boo")
	_, err := loader.Load(t.Context(), graph.New(), strings.NewReader("<a:s> <a:p> <a:o> ."), loader.WithCheck(func(context.Context, *graph.Tx) error { return boo }))
	assert.Equal(t, boo, err)
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quad.MakeIRI("a:s", "a:p", "a:o", "")))
	_, err = loader.Load(t.Context(), g, strings.NewReader("<a:s> <a:q> <a:o> ."), refuse("a:p"))
	assert.EqualError(t, err, "1 quads are wrong")
	assert.EqualValues(t, 1, g.Size())

	long := strings.Repeat("<a:s> <a:q> \""+strings.Repeat("x", 1<<20)+"\" .\n", 17)
	_, err = loader.Load(t.Context(), graph.New(), strings.NewReader("<a:s> <a:p> 1 .\n"+long+"<a:s> <a:p> 2 .\n"), loader.WithFormat(loader.Turtle), refuse("a:p"))
	assert.EqualError(t, err, "2 quads are wrong (1:13)", "of a stream the beginning is kept")

	ctx, cancel := context.WithCancel(t.Context())
	_, err = loader.Load(ctx, graph.New(), strings.NewReader("<a:s> <a:p> <a:o> ."), loader.WithCheck(func(context.Context, *graph.Tx) error {
		cancel()
		return aboutQuads{quad.MakeIRI("a:s", "a:p", "a:o", "")}
	}))
	assert.ErrorIs(t, err, context.Canceled)
}

// A finder tells after the load where its files state what, of streams too, and of another load when that has taken it.
func TestFinder(t *testing.T) {
	quads := func(g *graph.Graph) (all []quad.Quad) {
		for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
			require.NoError(t, err)
			all = append(all, q)
		}
		return all
	}
	g := graph.New()
	var finder loader.Finder
	texts, err := finder.Find(t.Context(), []quad.Quad{{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: quad.IRI("a:o")}})
	require.NoError(t, err)
	require.Equal(t, []string{""}, texts)
	_, err = loader.Load(t.Context(), g, strings.NewReader("_:s <a:p> [ <a:q> 1 ] ."), loader.WithName("f.ttl"), loader.WithFinder(&finder))
	require.NoError(t, err)
	places := map[string]string{}
	all := quads(g)
	texts, err = finder.Find(t.Context(), all)
	require.NoError(t, err)
	for i, q := range all {
		places[q.Predicate.String()] = texts[i]
	}
	require.Equal(t, map[string]string{"<a:p>": "f.ttl:1:11", "<a:q>": "f.ttl:1:19"}, places)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = finder.Find(ctx, all)
	require.ErrorIs(t, err, context.Canceled)

	path := filepath.Join(t.TempDir(), "g.nt")
	require.NoError(t, os.WriteFile(path, []byte("# none\n<a:s> <a:p> <a:o> .\n"), 0o600))
	_, err = loader.LoadFile(t.Context(), g, path, loader.WithFinder(&finder))
	require.NoError(t, err)
	wanted := append(all[:1:1], quad.Quad{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: quad.IRI("a:o")})
	texts, err = finder.Find(t.Context(), wanted)
	require.NoError(t, err)
	require.Equal(t, []string{"", path + ":2:1"}, texts)
	require.NoError(t, os.Remove(path))
	texts, err = finder.Find(t.Context(), wanted)
	require.NoError(t, err)
	require.Equal(t, []string{"", ""}, texts)
}
