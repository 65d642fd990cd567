package graph_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
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
