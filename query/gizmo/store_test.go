package gizmo

import (
	"context"
	"iter"
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

// runStore runs a script over any of Cayley's stores in a session of its own.
func runStore(ctx context.Context, qs cayleygraph.QuadStore, script string, opts []Option) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		o, err := newOptions(opts)
		if err != nil {
			yield(Result{}, err)
			return
		}
		s := Session{opts: o}
		s.runStore(ctx, qs, nil, func(o *options) (*Program, error) {
			return compile(script, o.maxScriptSize)
		}, nil, yield)
	}
}
