package shacl_test

import (
	"encoding/json"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/shacl"
)

// What was made by nobody has nothing to say, or an error; a Result that a program made itself can be written.
func TestZeroValues(t *testing.T) {
	for _, r := range []*shacl.Report{nil, {}, {Results: []shacl.Result{{}}}} {
		require.NotEmpty(t, r.String())
		require.NotEmpty(t, r.Text("zh-Hant", "zh-Hans"))
		require.NotEmpty(t, r.Quads())
		text, err := r.MarshalJSON()
		require.NoError(t, err)
		require.True(t, json.Valid(text))
	}
	own := shacl.Result{Focus: quad.IRI("http://e/a"), Value: quad.Int(1), Severity: "http://www.w3.org/ns/shacl#Violation", Component: "http://www.w3.org/ns/shacl#MinCountConstraintComponent"}
	require.Contains(t, own.String(), "http://e/a")
	require.Empty(t, own.Concerned())
	_, err := json.Marshal(own)
	require.NoError(t, err)

	var shape *shacl.Shape
	require.Empty(t, shape.Name())
	require.Empty(t, (&shacl.Shape{}).Name())
	var path shacl.Path
	require.Empty(t, path.String())
	require.Empty(t, path.Predicate())
	for _, e := range []error{&shacl.InvalidError{}, &shacl.InvalidError{Report: &shacl.Report{}}, &shacl.ShapeError{}} {
		require.NotEmpty(t, e.Error())
	}
	require.Empty(t, (&shacl.InvalidError{}).Quads())

	g := graph.New()
	for _, s := range []*shacl.Shapes{nil, {}} {
		require.Zero(t, s.Len())
		report, err := s.Validate(t.Context(), g)
		require.True(t, s == nil && err != nil || s != nil && report.Conforms)
	}
	require.Error(t, g.Update(t.Context(), func(tx *graph.Tx) error { return shacl.Check(nil)(t.Context(), tx) }))
}
