package graph_test

import (
	"context"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

func TestClosed(t *testing.T) { inEveryEngine(t, testClosed) }

func testClosed(t *testing.T, newGraph func() *graph.Graph) {
	ctx := t.Context()
	g := newGraph()
	require.NoError(t, g.Add(ctx, triple("a", "p", iri("b"))))
	held := g.Snapshot()
	require.NoError(t, g.Close())
	require.NoError(t, g.Close())

	assert.ErrorIs(t, g.Add(ctx, triple("a", "p", iri("c"))), graph.ErrClosed)
	assert.ErrorIs(t, g.View(ctx, func(*graph.Snapshot) error { return nil }), graph.ErrClosed)
	_, err := g.Count(ctx, graph.Pattern{})
	assert.ErrorIs(t, err, graph.ErrClosed)
	for _, err := range g.Quads(ctx, graph.Pattern{}) {
		assert.ErrorIs(t, err, graph.ErrClosed)
	}
	_, err = graph.Resolve(ctx, g, "a", graph.AnyKind())
	assert.ErrorIs(t, err, graph.ErrClosed)
	s := g.Snapshot()
	_, err = s.Numbers().IDs(ctx, []quad.Value{iri("a")})
	assert.ErrorIs(t, err, graph.ErrClosed)
	assert.Zero(t, g.Size())
	assert.Zero(t, s.Size())
	assert.Len(t, lines(t, held, graph.Pattern{}), 1, "a snapshot taken before stays readable")
}

func TestCloseBesideAnUpdate(t *testing.T) {
	g := graph.New()
	err := g.Update(t.Context(), func(tx *graph.Tx) error {
		require.NoError(t, tx.Add(triple("a", "p", iri("b"))))
		return g.Close()
	})
	assert.ErrorIs(t, err, graph.ErrClosed)
	assert.Zero(t, g.Size())
}

func TestOpen(t *testing.T) {
	g, err := graph.Open(t.Context(), "memory:")
	require.NoError(t, err)
	assert.Zero(t, g.Size())
	for source, want := range map[string]string{
		"":                                  "use \"memory:\"",
		"facts.nq":                          "has no scheme",
		"postgres://me:secret@localhost/db": "no engine for",
	} {
		_, err := graph.Open(t.Context(), source)
		require.ErrorContains(t, err, want)
		assert.NotContains(t, err.Error(), "secret")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = graph.Open(ctx, "memory:")
	assert.ErrorIs(t, err, context.Canceled)
}
