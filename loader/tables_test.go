package loader_test

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
)

func sampleTables(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, name := range []string{"people", "organizations", "moves", "strategies"} {
		paths = append(paths, filepath.Join("..", "testdata", "tables", name+".csv"))
	}
	return paths
}

// The sample tables are one change, and their names mean the same things in all of them.
func TestTables(t *testing.T) {
	g := graph.New()
	reports, err := loader.LoadFiles(t.Context(), g, sampleTables(t), loader.WithLabel("https://example.com/my-tables"))
	require.NoError(t, err)
	added := int64(0)
	for _, r := range reports {
		assert.Equal(t, loader.CSV, r.Format)
		assert.Equal(t, r.Read, r.Added+r.Present)
		added += r.Added
	}
	assert.Equal(t, g.Size(), added)
	for class, want := range map[string]int64{"Move": 3, "Person": 3, "Strategy": 2, "Claim": 9, "Source": 3} {
		n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: quad.IRI(vocab.NS + class)})
		require.NoError(t, err)
		assert.Equal(t, want, n, class)
	}
	organizations, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.RDFType, Object: vocab.ORGOrganization})
	require.NoError(t, err)
	assert.EqualValues(t, 4, organizations)

	// Loaded again it changes nothing; what one source said can be replaced by its table of today.
	before := g.Snapshot()
	_, err = loader.LoadFiles(t.Context(), g, sampleTables(t), loader.WithLabel("https://example.com/my-tables"))
	require.NoError(t, err)
	assertEqual(t, before, g)
	report, err := loader.Load(t.Context(), g, strings.NewReader("person,from,to,year,source\nLin Meihua,Nimbus Research,Acme Robotics,2025,https://news.example.com/2025/11\n"),
		loader.WithReplace("https://news.example.com/2025/11"), loader.WithLabel("https://example.com/my-tables"))
	require.NoError(t, err)
	assert.Equal(t, loader.CSV, report.Format, "by its content")
	assert.Positive(t, report.Removed)
	claims, err := g.Count(t.Context(), graph.Pattern{Object: vocab.ClassClaim})
	require.NoError(t, err)
	assert.EqualValues(t, 8, claims)
}

// Names that the bundled facts know are theirs, in the table's own script.
func TestTableBesideTheArticle(t *testing.T) {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	_, err = loader.Load(t.Context(), g, strings.NewReader("姓名,離開,加入,年份\nAda Okafor,阿里,字节跳动,2025\n"), loader.WithFormat(loader.CSV))
	require.NoError(t, err)
	person, err := graph.Resolve(t.Context(), g, "Ada Okafor", graph.PersonKind())
	require.NoError(t, err)
	var n int64
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.Person, Object: person.ID()}) {
		require.NoError(t, err)
		for predicate, want := range map[string]string{"from": "alibaba", "to": "bytedance"} {
			found, err := g.Count(t.Context(), graph.Pattern{Subject: q.Subject, Predicate: quad.IRI(vocab.NS + predicate), Object: quad.IRI(vocab.ID + want)})
			require.NoError(t, err)
			n += found
		}
	}
	assert.EqualValues(t, 2, n)
}

// A table after a file of another kind, in one change, knows the names of that file.
func TestTableAfterQuads(t *testing.T) {
	dir := writeFiles(t, map[string]string{
		"names.nq":  "<https://e.example/ada> <http://www.w3.org/2004/02/skos/core#prefLabel> \"Ada\" .\n<https://e.example/ada> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://talentgraph.example/ns#Person> .\n",
		"moves.csv": "person,to\nada,B\n",
	})
	g := graph.New()
	_, err := loader.LoadFiles(t.Context(), g, []string{filepath.Join(dir, "names.nq"), filepath.Join(dir, "moves.csv")})
	require.NoError(t, err)
	n, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.Person, Object: quad.IRI("https://e.example/ada")})
	require.NoError(t, err)
	assert.EqualValues(t, 1, n)
}

func TestLenientAndCancelledTables(t *testing.T) {
	var table bytes.Buffer
	table.WriteString("person,to,year\n")
	for i := range 3000 {
		table.WriteString("A,B," + []string{"2024", "soon"}[i%2] + "\n")
	}
	var lines []int
	report, err := loader.Load(t.Context(), graph.New(), bytes.NewReader(table.Bytes()), loader.WithName("t.csv"),
		loader.WithLenient(1500, func(e *loader.SyntaxError) { lines = append(lines, e.Line) }))
	require.NoError(t, err)
	assert.EqualValues(t, 1500, report.Skipped)
	assert.Equal(t, 3, lines[0])
	assert.Equal(t, 3001, lines[1499])
	_, err = loader.Load(t.Context(), graph.New(), bytes.NewReader(table.Bytes()), loader.WithName("t.csv"), loader.WithLenient(7, nil))
	assert.ErrorIs(t, err, graph.ErrLimit)
	var e *loader.SyntaxError
	_, err = loader.Load(t.Context(), graph.New(), bytes.NewReader(table.Bytes()), loader.WithName("t.csv"))
	require.ErrorAs(t, err, &e)
	assert.Equal(t, [2]int{3, 5}, [2]int{e.Line, e.Column})

	for _, n := range []int{0, 1, 2, 3, 10, 100} {
		g := graph.New()
		_, err := loader.Load(newEndsAt(t.Context(), n), g, strings.NewReader("person,to\n"+strings.Repeat("A,B\n", 200)), loader.WithName("t.csv"))
		assert.Error(t, err, "at look %d", n)
		assert.Zero(t, g.Size())
	}
	failing := io.MultiReader(strings.NewReader("person,to\nA,B\n"), readerFunc(func([]byte) (int, error) { return 0, errors.New("disk on fire") }))
	_, err = loader.Load(t.Context(), graph.New(), failing, loader.WithName("t.csv"))
	assert.ErrorContains(t, err, "disk on fire")
	assert.ErrorContains(t, loader.Write(t.Context(), io.Discard, graph.New(), loader.WithFormat(loader.CSV)), "no table")
}
