package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/names"
)

// Names of any length are found, or not, in little time; pinyin is for names that people say.
func TestLongNamesTakeNoTime(t *testing.T) {
	assert.NotEmpty(t, names.Pinyin(strings.Repeat("重", 100)))
	assert.Empty(t, names.Pinyin(strings.Repeat("重", 101)))
	long := strings.Repeat("重", 200_000)
	g := graph.New()
	start := time.Now()
	assert.Empty(t, names.Pinyin(long))
	require.NoError(t, g.View(t.Context(), func(s *graph.Snapshot) error {
		_, err := s.Resolve(t.Context(), long, graph.AnyKind())
		assert.ErrorIs(t, err, graph.ErrNotFound)
		for found, err := range s.Search(t.Context(), long) {
			t.Error(found, err)
		}
		return nil
	}))
	assert.Less(t, time.Since(start), 10*time.Second)
}

// What errors quote is cut, however long it is.
func TestErrorsAboutNamesAreShort(t *testing.T) {
	g := graph.New()
	long := strings.Repeat("重", 10_000)
	for i := range 200 {
		require.NoError(t, g.Add(t.Context(), quad.Quad{
			Subject: quad.IRI(fmt.Sprint("https://example.com/", i, long)), Predicate: vocab.SKOSPrefLabel, Object: quad.String(long),
		}))
	}
	s := g.Snapshot()
	_, ambiguous := s.Resolve(t.Context(), long, graph.AnyKind())
	require.ErrorIs(t, ambiguous, graph.ErrAmbiguous)
	assert.ErrorContains(t, ambiguous, "and 195 more")
	_, unknown := s.Resolve(t.Context(), long+"x", graph.AnyKind())
	_, noPrefix := s.ParseIRI(long + ":x")
	_, noTerm := s.ParseIRI("tg:" + long)
	_, noIRI := s.ParseIRI(long)
	_, engine := graph.Open(t.Context(), long+":")
	for _, err := range []error{
		ambiguous, unknown, noPrefix, noTerm, noIRI, engine, g.SetPrefix(long, "a:"), g.SetPrefix("x", long), g.SetPrefix("x", "a: "+long),
		g.Add(t.Context(), quad.MakeIRI(long, long, long, long)),
	} {
		if assert.Error(t, err) {
			assert.LessOrEqual(t, utf8.RuneCountInString(err.Error()), 1_000, "%.100s", err)
		}
	}
}
