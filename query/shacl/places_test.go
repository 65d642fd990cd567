package shacl_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/query/shacl"
)

// inFile reads shapes from a file, by a finder.
func inFile(t *testing.T, name, text string) (*shacl.Shapes, error) {
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	g := graph.New()
	var places loader.Finder
	_, err := loader.LoadFile(t.Context(), g, path, loader.WithName(name), loader.WithFinder(&places))
	require.NoError(t, err)
	return shacl.Parse(t.Context(), g, shacl.WithPlaces(places.Find))
}

const head = `@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
`

// What is wrong with a shape has its place: of the value, or of the shape if something is missing.
func TestPlacesOfIllFormedShapes(t *testing.T) {
	for turtle, want := range map[string]string{
		"ex:S a sh:NodeShape ;\n  sh:property [ sh:path ex:p ; sh:minCount 1 ] ,\n    [ sh:path ex:q ; sh:minCount -1 ] .": "rules.ttl:4:34: the shape ex:q of ex:S is ill-formed: sh:minCount: a number from 0",
		"ex:S a sh:NodeShape .\nex:T a sh:PropertyShape ; sh:minCount 1 .":                                                 "rules.ttl:3:8: the shape ex:T is ill-formed: sh:path: a property shape needs one",
		"ex:S sh:targetClass ex:C ; sh:class ex:D ,\n  \"x\" .":                                                            "rules.ttl:3:3: the shape ex:S is ill-formed: sh:class: not an IRI",
		"[] sh:targetClass ex:C ;\n  sh:nodeKind ex:X .":                                                                   "rules.ttl:3:15: the shape [ ] is ill-formed: sh:nodeKind: one of",
		"ex:S sh:targetClass ex:C ; sh:or ( [ sh:class ex:D ]\n  [ sh:pattern \"(\" ] ) .":                                 "rules.ttl:3:16: the shape a part of ex:S is ill-formed: sh:pattern: ",
		"ex:S sh:targetClass ex:C ;\n sh:sparql [ sh:select 'SELECT $this { $this ex:p }' ] .":                             "rules.ttl:3:12: the shape ex:S is ill-formed: sh:sparql: 1:",
		"ex:S sh:targetClass ex:C ;\n sh:node ex:T . ex:T sh:not [ sh:node ex:S ] .":                                       "rules.ttl:2:21: the shape ex:S is ill-formed: it refers to itself, by way of ex:T, by way of a part of ex:T (rules.ttl:3:29), which is not supported",
		"<http://example.org/g>\n  sh:entailment <http://www.w3.org/ns/x> .":                                               "rules.ttl:3:17: the shape ex:g is ill-formed: sh:entailment: ",
	} {
		_, err := inFile(t, "rules.ttl", head+turtle)
		var wrong *shacl.ShapeError
		require.ErrorAs(t, err, &wrong, turtle)
		assert.ErrorContains(t, err, want, turtle)
		assert.True(t, strings.HasPrefix(wrong.Place, "rules.ttl:"), wrong.Place)
	}
}

// Shapes without an IRI are called by their place, in every format that can say it.
func TestPlacesOfShapes(t *testing.T) {
	const rules = head + `ex:S sh:targetSubjectsOf ex:p ;
  sh:property [ sh:path ex:p ; sh:maxCount 1 ] ,
    [ sh:path ex:p ;
      sh:or ( [ sh:datatype ex:d ]
              [ sh:minLength 9 ] ) ] .
[] sh:targetSubjectsOf ex:p ; sh:nodeKind sh:BlankNode .
`
	s, err := inFile(t, "rules.ttl", rules)
	require.NoError(t, err)
	report := validate(t, s, read(t, `ex:a ex:p 1, 2 .`), shacl.WithMaxResults(3))
	text := report.Text("en")
	assert.Contains(t, text, "shape: ex:p of ex:S (rules.ttl:3:15)\n")
	assert.Contains(t, text, "fits none of the shapes a part of ex:p of ex:S (rules.ttl:5:15), a part of ex:p of ex:S (rules.ttl:6:15)\n")
	assert.Contains(t, text, "shape: ex:p of ex:S (rules.ttl:4:5)\n")
	report = validate(t, s, read(t, `ex:a ex:p 1 .`))
	assert.Contains(t, report.Text("zh-Hans"), "规则: [ ] (rules.ttl:7:24)\n")
	for _, r := range report.Results {
		assert.Regexp(t, `^rules\.ttl:\d+:\d+$`, r.ShapePlace)
	}
	out, err := json.Marshal(report)
	require.NoError(t, err)
	assert.Contains(t, string(out), `"shapePlace":"rules.ttl:4:5"`)

	s, err = inFile(t, "rules.nt", `_:s <http://www.w3.org/ns/shacl#targetNode> <a:x> .
_:s <http://www.w3.org/ns/shacl#nodeKind> <http://www.w3.org/ns/shacl#Literal> .
`)
	require.NoError(t, err)
	assert.Equal(t, "[ ] (rules.nt:1:1)", validate(t, s, graph.New()).Results[0].ShapeName)
}

// Without places, shapes are called as before; what the function says is believed no further than it goes.
func TestWithPlaces(t *testing.T) {
	g := read(t, `ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .`)
	data := read(t, `ex:a a ex:C .`)
	for name, find := range map[string]func(context.Context, []quad.Quad) ([]string, error){
		"ex:p of ex:S": nil,
		"ex:p of ex:S (at)": func(_ context.Context, quads []quad.Quad) ([]string, error) {
			texts := make([]string, len(quads))
			texts[len(texts)-1] = "at"
			return texts, nil
		},
	} {
		s, err := shacl.Parse(t.Context(), g, shacl.WithPlaces(find))
		require.NoError(t, err)
		assert.Equal(t, name, validate(t, s, data).Results[0].ShapeName)
	}
	boo := errors.New("boo")
	_, err := shacl.Parse(t.Context(), g, shacl.WithPlaces(func(context.Context, []quad.Quad) ([]string, error) { return nil, boo }))
	assert.ErrorIs(t, err, boo)
	_, err = shacl.Parse(t.Context(), g, shacl.WithPlaces(func(context.Context, []quad.Quad) ([]string, error) { return []string{"x"}, nil }))
	assert.ErrorContains(t, err, "another number of places")
}
