package loader_test

import (
	"bytes"
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
	"talentgraph.example/loader/syntax"
)

// Relative IRIs in files of lines, as in Cayley's samples, need a base that is given; a file's own place is none.
func TestRelativeIRIsInLines(t *testing.T) {
	const file = "<alice> <follows> <bob> .\n<\\u0062ob> <status> \"x\"^^<type> <#graph> .\n<https://other.example/> <a:b> <//third/> .\n<../up> <?q> _:b .\n"
	base := loader.WithBase("https://example.com/data/set")
	g := loaded(t, file, loader.WithFormat(loader.NQuads), base)
	want := loaded(t, `<https://example.com/data/alice> <https://example.com/data/follows> <https://example.com/data/bob> .
<https://example.com/data/bob> <https://example.com/data/status> "x"^^<https://example.com/data/type> <https://example.com/data/set#graph> .
<https://other.example/> <a:b> <https://third/> .
<https://example.com/up> <https://example.com/data/set?q> _:b .
`)
	assertEqual(t, want, g)
	var out bytes.Buffer
	require.NoError(t, loader.Write(t.Context(), &out, g))
	assertEqual(t, want, loaded(t, out.String()))

	triples := loaded(t, strings.Split(file, "\n")[0], loader.WithFormat(loader.NTriples), base)
	assert.EqualValues(t, 1, triples.Size())

	path := filepath.Join(t.TempDir(), "f.nq")
	require.NoError(t, os.WriteFile(path, []byte(file), 0o666))
	_, err := loader.LoadFile(t.Context(), graph.New(), path)
	assert.ErrorContains(t, err, ":1:1: a relative IRI, and no base is given; give one (WithBase)")
	_, err = loader.LoadFile(t.Context(), graph.New(), path, base)
	assert.NoError(t, err)

	// On all cores as on one.
	many := strings.Repeat("<alice> <follows> <bob> .\n", 400_000)
	large := loaded(t, many+"<alice> <follows> <carol> .", loader.WithFormat(loader.NQuads), base)
	assert.EqualValues(t, 2, large.Size())

	long := loader.WithBase("https://example.com/" + strings.Repeat("x", 3000) + "/")
	_, err = loader.Load(t.Context(), graph.New(), strings.NewReader(many), loader.WithFormat(loader.NQuads), long)
	assert.ErrorIs(t, err, graph.ErrLimit)
	_, err = loader.Load(t.Context(), graph.New(), strings.NewReader(many), loader.WithBase("https://example.com/"+strings.Repeat("x", 5000)))
	assert.ErrorContains(t, err, "4,096")
}

// A datatype stays what the file says in every format, and what Go's short forms say is another one.
func TestDatatypesAreKept(t *testing.T) {
	const nq = `<a:s> <a:p> "1"^^<xsd:integer> .
<a:s> <a:p> "2"^^<rdf:x> .
<a:s> <a:p> "3"^^<schema:x> .
<a:s> <a:p> "4"^^<xsd:string> .
`
	g := loaded(t, nq)
	for _, f := range []loader.Format{loader.NTriples, loader.NQuads, loader.Turtle, loader.TriG, loader.RDFXML} {
		var out bytes.Buffer
		require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(f)), f)
		again := loaded(t, out.String(), loader.WithFormat(f))
		assertEqual(t, g, again)
		assert.Contains(t, out.String(), "xsd:integer", f)
	}
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: quad.TypedString{Value: "01", Type: "xsd:integer"}}))
	var out bytes.Buffer
	require.NoError(t, loader.Write(t.Context(), &out, g))
	assert.Equal(t, nq+"<a:s> <a:p> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n", out.String())
}

// The limit of what a long base or namespace makes is that of the whole file, in whatever parts it is read, and a
// lenient load keeps to it as well.
func TestExpansionOfAWholeFile(t *testing.T) {
	long := "https://example.com/" + strings.Repeat("x", 3980)
	const perUse, uses = 4000 - 256, 12_000
	lines := strings.Repeat("<a> <b:p> <b:o> . #"+strings.Repeat("-", 1000)+"\n", uses) // three chunks
	table := "person\n"
	for i := range 200 {
		table += fmt.Sprintf("P%d\n", 100+i)
	}
	lenient := loader.WithLenient(1_000_000, func(*loader.SyntaxError) {})
	for _, c := range []struct {
		name, file string
		format     loader.Format
		option     loader.Option
		enough     int
	}{
		{"N-Quads", lines, loader.NQuads, loader.WithBase(long), perUse * uses},
		{"N-Triples", lines, loader.NTriples, loader.WithBase(long), perUse * uses},
		{"a table", table, loader.CSV, loader.WithNamespace(long), 2 * (perUse + len("person-p100")) * 200}, // here and in the graph
	} {
		load := func(most int, more ...loader.Option) error {
			g := graph.New()
			more = append(more, loader.WithFormat(c.format), c.option, loader.WithLimits(syntax.WithMaxExpansion(most)))
			_, err := loader.Load(t.Context(), g, strings.NewReader(c.file), more...)
			if err != nil {
				assert.Zero(t, g.Size(), c.name)
			}
			return err
		}
		assert.NoError(t, load(c.enough), c.name)
		for _, more := range [][]loader.Option{nil, {lenient}} {
			err := load(c.enough-1, more...)
			assert.ErrorIs(t, err, graph.ErrLimit, c.name)
			assert.ErrorContains(t, err, "WithMaxExpansion", c.name)
			var where *loader.SyntaxError
			assert.ErrorAs(t, err, &where, c.name)
		}
	}
}
