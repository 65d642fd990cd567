package gizmo

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/query/gizmo/internal/lang"
)

// What is listed is there: methods are known as such, and the rest is a value in a script.
func TestAllWords(t *testing.T) {
	w := AllWords()
	for _, name := range append(slices.Clone(w.Graph), w.Path...) {
		assert.True(t, lang.IsMethod(name), name)
	}
	assert.Contains(t, w.Path, "out")
	assert.Contains(t, w.Path, "shortestPath")
	assert.Contains(t, w.Graph, "V")
	assert.Contains(t, w.Questions, "whoLeft")
	g := peopleGraph(t)
	for _, name := range append(slices.Clone(w.Globals), "tg."+w.Questions[0], "tg.questions") {
		got, err := values(t, g, "typeof "+name)
		assert.NoError(t, err, name)
		assert.Contains(t, []any{"function", "object"}, got[0], name)
	}
}
