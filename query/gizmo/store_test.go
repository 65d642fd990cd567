package gizmo

import (
	"context"
	"iter"
	"testing"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
)

// addAsRead adds quads as a loader does.
func addAsRead(t testing.TB, g *graph.Graph, quads ...quad.Quad) {
	t.Helper()
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		var b snapstore.Batch
		number := func(v quad.Value) uint32 {
			x, err := term.Of(v)
			require.NoError(t, err)
			return b.Term(x.Kind, []byte(x.Text), []byte(x.Datatype), []byte(x.Lang))
		}
		for _, q := range quads {
			subject, predicate, object := number(q.Subject), number(q.Predicate), number(q.Object)
			b.Quad(subject, predicate, object, number(q.Label))
		}
		_, err := tx.AddBatch(t.Context(), &b)
		return err
	}))
}

// native gives the quads as the store that the library uses. The names of Cayley's samples, which no file can hold and no
// graph takes, come in so.
func native(t testing.TB, quads []quad.Quad) cayleygraph.QuadStore {
	return cayleyStore(t, "snapstore", quads)
}

// absolute gives names that a graph takes: "ann" is "e:ann".
func absolute(quads []quad.Quad) []quad.Quad {
	name := func(v quad.Value) quad.Value {
		if iri, ok := v.(quad.IRI); ok {
			return "e:" + iri
		}
		return v
	}
	for i, q := range quads {
		quads[i] = quad.Quad{Subject: name(q.Subject), Predicate: name(q.Predicate), Object: name(q.Object), Label: name(q.Label)}
	}
	return quads
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
		defer s.Close()
		s.runStore(ctx, qs, nil, source(script), nil, yield)
	}
}
