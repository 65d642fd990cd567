package gizmo

import (
	"testing"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

// native gives the quads as the store that the library uses.
func native(t testing.TB, quads []quad.Quad) cayleygraph.QuadStore {
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads...))
	return g.QuadStore()
}
