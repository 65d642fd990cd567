package graph_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/names"
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
	assert.Equal(t, "deepseek 深度", names.Fold("  ＤeepSeek\t深度 "))
}

// Names in the other script are the same where one character is simplified to the other, and not where two are
// simplified to one.
func TestNamesInTheOtherScript(t *testing.T) {
	g := graph.New()
	for id, name := range map[quad.IRI]string{"https://e.example/1": "鍾明", "https://e.example/2": "鐘明", "https://e.example/3": "鍾书"} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id, Predicate: vocab.SKOSPrefLabel, Object: quad.String(name)}))
	}
	e, err := graph.Resolve(t.Context(), g, "鐘明", graph.AnyKind())
	require.NoError(t, err)
	assert.EqualValues(t, "https://e.example/2", e.ID())
	_, err = graph.Resolve(t.Context(), g, "钟明", graph.AnyKind())
	assert.ErrorIs(t, err, graph.ErrAmbiguous)
	_, err = graph.Resolve(t.Context(), g, "鐘書", graph.AnyKind())
	assert.ErrorIs(t, err, graph.ErrNotFound)
	for _, name := range []string{"钟书", "锺书", "鍾書"} {
		e, err := graph.Resolve(t.Context(), g, name, graph.AnyKind())
		require.NoError(t, err, name)
		assert.EqualValues(t, "https://e.example/3", e.ID(), name)
	}
}

// A NameSet finds what a graph finds whose labels are the same names.
func TestNameSet(t *testing.T) {
	all := []string{
		"楊紅霞", "杨红霞", "楊宏霞", "Yang Hongxia", "yanghongxia", "Yáng Hóngxiá", "鍾明", "鐘明", "钟明", "锺明", "賈揚清", "Jia Yangqing",
		"gu yangqing", "DeepSeek", "Deep Seek", "deep-seek", "深度求索", "深度 求索", "C++", "C#", "c", "…", "", " ", "ＡＩ", "ai", "爱", "愛",
	}
	g := graph.New()
	var set names.Set
	for i, name := range all {
		if i%3 == 0 {
			continue // sought, but not there
		}
		id := quad.IRI(fmt.Sprintf("https://e.example/%02d", i))
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id, Predicate: vocab.SKOSPrefLabel, Object: quad.String(name)}))
		set.Add(name, id)
		set.Add(name, id)
	}
	s := g.Snapshot()
	for _, name := range all {
		for _, fit := range []names.Fit{names.Exactly, names.Loosely, names.Spelled} {
			look := s.Named
			switch fit {
			case names.Loosely:
				look = s.NamedLoosely
			case names.Spelled:
				look = s.NamedSpelled
			}
			found, err := look(t.Context(), name, graph.AnyKind())
			require.NoError(t, err)
			var want []quad.IRI
			for _, e := range found {
				exact := slices.ContainsFunc(e.Labels(), func(l graph.Label) bool { return names.Fold(l.Text) == names.Fold(name) })
				if exact || fit != names.Exactly {
					want = append(want, e.ID())
				}
			}
			assert.ElementsMatch(t, want, set.Find(name, fit), "%q, fit %d", name, fit)
		}
	}
	assert.Empty(t, new(names.Set).Find("nobody", names.Loosely))
	assert.Len(t, set.Find("jiayangqing", names.Loosely), 2, "by pinyin, too")
	assert.Len(t, set.Find("jiayangqing", names.Spelled), 1)
	assert.Equal(t, []string{"jiayangqing", "guyangqing"}, names.Pinyin("賈揚清"))
	assert.Empty(t, names.Pinyin("Jia"))
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
