package sparql_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/sparql"
)

// What each form of update has done is there when the graph is opened again, and what fails leaves nothing.
func TestUpdatesLast(t *testing.T) {
	source := "file:" + filepath.Join(t.TempDir(), "facts.tg")
	open := func() *graph.Graph {
		g, err := graph.Open(t.Context(), source)
		require.NoError(t, err)
		return g
	}
	list := func(g *graph.Graph) []string {
		var lines []string
		for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
			require.NoError(t, err)
			lines = append(lines, strings.NewReplacer("<http://x/", "", ">", "", " .\n", "").Replace(string(term.AppendQuad(nil, q))))
		}
		slices.Sort(lines)
		return lines
	}
	for _, c := range []struct {
		request string
		want    string // quads, sorted; empty for a request that fails
	}{
		{`INSERT DATA { :a :p :b , :c . GRAPH :g { :a :p :b } GRAPH :h { :d :p ( ) } }`, "a p b g|a p b|a p c|d p <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil h"},
		{`CLEAR GRAPH :h ; COPY :none TO :g`, ""},
		{`DELETE DATA { GRAPH :h { :d :p () } } ; INSERT DATA { :z :p :z } ; DELETE DATA { :z :p :z }`, "a p b g|a p b|a p c"},
		{`COPY :g TO :h ; ADD DEFAULT TO :h`, "a p b g|a p b h|a p b|a p c h|a p c"},
		{`WITH :h DELETE { ?x :p ?y } INSERT { ?x :q ?y } USING :g WHERE { ?x :p ?y }`, "a p b g|a p b|a p c h|a p c|a q b h"},
		{`MOVE :h TO :i ; DROP DEFAULT`, "a p b g|a p c i|a q b i"},
		{`DELETE WHERE { GRAPH ?g { ?x :q ?y } } ; CREATE SILENT GRAPH :g ; DROP SILENT GRAPH :none`, "a p b g|a p c i"},
		{`DELETE DATA { :a :p :b } ; CLEAR NAMED ; INSERT DATA { :e :p "x"@en }`, `e p "x"@en`},
	} {
		g := open()
		before := list(g)
		_, err := sparql.Update(t.Context(), g, c.request, sparql.WithPrefix("", "http://x/"))
		want := strings.Split(c.want, "|")
		if c.want == "" {
			require.Error(t, err, c.request)
			want = before
		} else {
			require.NoError(t, err, c.request)
		}
		slices.Sort(want)
		assert.Equal(t, want, list(g), c.request)
		require.NoError(t, g.Close())
		again := open()
		assert.Equal(t, want, list(again), c.request)
		require.NoError(t, again.Close())
	}
}
