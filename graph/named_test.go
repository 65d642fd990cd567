package graph_test

import (
	"context"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

func TestNamed(t *testing.T) {
	g := graph.New()
	for id, name := range map[quad.IRI]string{"https://e.example/1": "Deep Seek", "https://e.example/2": "DeepSeek", "https://e.example/3": "深度求索"} {
		require.NoError(t, g.Add(t.Context(),
			quad.Quad{Subject: id, Predicate: vocab.SKOSPrefLabel, Object: quad.String(name)},
			quad.Quad{Subject: id, Predicate: vocab.RDFType, Object: vocab.ORGOrganization}))
	}
	s := g.Snapshot()
	for _, c := range []struct {
		name string
		kind graph.Kind
		want int
	}{
		{"deepseek", graph.OrganizationKind(), 1},
		{" ＤeepSeek ", graph.AnyKind(), 1},
		{"deep-seek", graph.OrganizationKind(), 2}, // by letters alone, both
		{"shendu qiusuo", graph.OrganizationKind(), 1},
		{"deepseek", graph.PersonKind(), 0},
		{"nobody", graph.AnyKind(), 0},
		{"", graph.AnyKind(), 0},
		{"https://e.example/1", graph.AnyKind(), 0},
	} {
		found, err := s.Named(t.Context(), c.name, c.kind)
		require.NoError(t, err)
		assert.Len(t, found, c.want, c.name)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Named(ctx, "deepseek", graph.AnyKind())
	assert.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, "deepseek 深度", graph.FoldName("  ＤeepSeek\t深度 "))
}

// A state of a transaction that is held while more is written does not hide the new names from later ones.
func TestNamesAfterAHeldState(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		add := func(id quad.IRI, name string) {
			require.NoError(t, tx.Add(quad.Quad{Subject: id, Predicate: vocab.SKOSPrefLabel, Object: quad.String(name)}))
		}
		var held *graph.Snapshot
		require.NoError(t, tx.View(t.Context(), func(s *graph.Snapshot) error { held = s; return nil }))
		add("https://e.example/1", "林美華")
		found, err := held.Named(t.Context(), "林美華", graph.AnyKind())
		require.NoError(t, err)
		assert.Empty(t, found, "it was not there then")
		add("https://e.example/2", "Ada")
		for name, id := range map[string]quad.IRI{"林美華": "https://e.example/1", "Ada": "https://e.example/2"} {
			e, err := graph.Resolve(t.Context(), tx, name, graph.AnyKind())
			require.NoError(t, err)
			assert.Equal(t, id, e.ID())
		}
		return nil
	}))
}
