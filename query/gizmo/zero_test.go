package gizmo_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
)

// What was made by nobody runs nothing, and says so.
func TestZeroValues(t *testing.T) {
	g := graph.New()
	for _, p := range []*gizmo.Program{nil, {}} {
		n := 0
		for _, err := range p.Run(t.Context(), g) {
			require.ErrorContains(t, err, "make one with Compile")
			n++
		}
		require.Equal(t, 1, n)
	}
	var none *gizmo.Session
	for _, err := range none.Run(t.Context(), g, "1") {
		require.ErrorContains(t, err, "no session")
	}
	for _, err := range none.RunProgram(t.Context(), g, nil) {
		require.ErrorContains(t, err, "no session")
	}
	require.NoError(t, none.Close())
	for _, err := range (&gizmo.Session{}).Run(t.Context(), g, "g.V().all()") {
		require.Error(t, err)
	}
	require.NoError(t, (&gizmo.Session{}).Close())
	var nowhere context.Context
	for _, err := range gizmo.Run(nowhere, g, "1") {
		require.ErrorContains(t, err, "no context")
	}
	var nobody *graph.Graph
	for _, r := range []graph.Reader{nil, nobody} {
		for _, err := range gizmo.Run(t.Context(), r, "1") {
			require.Error(t, err)
		}
	}
	var result gizmo.Result
	_, emitted := result.Emitted()
	require.False(t, emitted)
	require.Empty(t, result.Map())
	require.Empty(t, result.Values())
	require.NotEmpty(t, (&gizmo.ScriptError{}).Error())
	require.Empty(t, gizmo.Note{}.String())
}
