package shacl_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader"
	"talentgraph.example/query/shacl"
)

const (
	sh  quad.IRI = "http://www.w3.org/ns/shacl#"
	mf  quad.IRI = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	sht quad.IRI = "http://www.w3.org/ns/shacl-test#"
	rdf quad.IRI = term.RDF
)

// The W3C's tests of SHACL Core and of SHACL-SPARQL, all of them: the results by focus node, path, value, severity, component and shape,
// and by message where the test has one.
func TestW3C(t *testing.T) {
	suites := os.Getenv("TALENTGRAPH_SUITES")
	if suites == "" {
		t.Skip("TALENTGRAPH_SUITES is not set")
	}
	files, err := filepath.Glob(filepath.Join(suites, "shacl/*/*/*.ttl"))
	require.NoError(t, err)
	n := 0
	for _, file := range files {
		f := &w3cFile{t: t, graph: load(t, file)}
		for _, test := range f.subjects(rdf+"type", sht+"Validate") {
			n++
			t.Run(filepath.Base(file), func(t *testing.T) {
				f := &w3cFile{t: t, graph: f.graph}
				action, expected := f.one(test, mf+"action"), f.one(test, mf+"result")
				shapes, err := shacl.Parse(t.Context(), f.other(f.one(action, sht+"shapesGraph"), file))
				if expected == quad.Value(sht+"Failure") {
					var wrong *shacl.ShapeError
					require.ErrorAs(t, err, &wrong)
					return
				}
				require.NoError(t, err)
				report, err := shapes.Validate(t.Context(), f.other(f.one(action, sht+"dataGraph"), file))
				require.NoError(t, err)
				assert.Equal(t, f.one(expected, sh+"conforms"), quad.Value(quad.Bool(report.Conforms)))
				got := &w3cFile{t: t, graph: graph.New()}
				require.NoError(t, got.graph.Add(t.Context(), report.Quads()...))
				messages := len(f.subjects(sh+"resultMessage", nil)) > 0
				assert.Equal(t, f.results(expected, messages), got.results(got.subjects(rdf+"type", sh+"ValidationReport")[0], messages))
			})
		}
	}
	assert.Equal(t, 98+23, n, "tests")
}

func load(t testing.TB, file string) *graph.Graph {
	g := graph.New()
	_, err := loader.LoadFile(t.Context(), g, file)
	require.NoError(t, err)
	return g
}

// w3cFile is a file of a test, or a report.
type w3cFile struct {
	t     *testing.T
	graph *graph.Graph
}

// other gives the graph of another file, or the file's own.
func (f *w3cFile) other(v quad.Value, file string) *graph.Graph {
	iri, err := url.Parse(string(v.(quad.IRI)))
	require.NoError(f.t, err)
	if iri.Path == file {
		return f.graph
	}
	return load(f.t, iri.Path)
}

func (f *w3cFile) match(p graph.Pattern) []quad.Quad {
	var found []quad.Quad
	for q, err := range f.graph.Quads(f.t.Context(), p) {
		require.NoError(f.t, err)
		found = append(found, q)
	}
	return found
}

func (f *w3cFile) subjects(predicate, object quad.Value) []quad.Value {
	var found []quad.Value
	for _, q := range f.match(graph.Pattern{Predicate: predicate, Object: object}) {
		found = append(found, q.Subject)
	}
	return found
}

func (f *w3cFile) one(subject quad.Value, predicate quad.IRI) quad.Value {
	found := f.match(graph.Pattern{Subject: subject, Predicate: predicate})
	if len(found) == 0 {
		return nil
	}
	require.Len(f.t, found, 1, "%v %v", subject, predicate)
	return found[0].Object
}

// results writes a report's results as texts, sorted. Blank nodes have one name.
func (f *w3cFile) results(report quad.Value, messages bool) []string {
	texts := []string{}
	for _, q := range f.match(graph.Pattern{Subject: report, Predicate: sh + "result"}) {
		var b strings.Builder
		properties := []quad.IRI{"focusNode", "resultPath", "value", "resultSeverity", "sourceConstraintComponent", "sourceShape", "sourceConstraint"}
		if messages {
			properties = append(properties, "resultMessage")
		}
		for _, p := range properties {
			fmt.Fprintf(&b, "%s: %s\n", p, f.text(f.one(q.Object, sh+p)))
		}
		texts = append(texts, b.String())
	}
	slices.Sort(texts)
	return texts
}

// text writes a node by what is said of it, if it is a blank node of a path.
func (f *w3cFile) text(v quad.Value) string {
	if _, isBlank := v.(quad.BNode); !isBlank {
		return string(term.Append(nil, v))
	}
	var parts []string
	for _, q := range f.match(graph.Pattern{Subject: v}) {
		if p := q.Predicate.(quad.IRI); strings.HasSuffix(string(p), "Path") && p != sh+"path" || p == rdf+"first" || p == rdf+"rest" {
			parts = append(parts, fmt.Sprint(p, " ", f.text(q.Object)))
		}
	}
	slices.Sort(parts)
	return "[" + strings.Join(parts, "; ") + "]"
}
