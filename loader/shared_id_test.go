package loader_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

// An id that is given to the moves of two people means the same in whatever order their rows are loaded.
func TestOneIDForTwoPeople(t *testing.T) {
	rows := []string{"<urn:Ann>,<urn:A>,<urn:D>,2024-03,,https://n.example/0", "<urn:Bob>,<urn:B>,<urn:C>,2024,<urn:m>,https://n.example/3", "<urn:Ann>,<urn:A>,<urn:D>,,<urn:m>,https://n.example/1", "<urn:Bob>,<urn:B>,<urn:C>,2024-03,,https://n.example/2"}
	var graphs [2]*graph.Graph
	for i, order := range [2][]int{{0, 1, 2, 3}, {3, 2, 1, 0}} {
		graphs[i] = graph.New()
		for _, n := range order {
			_, err := loader.Load(t.Context(), graphs[i], strings.NewReader("person,from,to,when,id,source\n"+rows[n]+"\n"))
			require.NoError(t, err)
		}
	}
	removed, added, err := loader.Diff(t.Context(), graphs[0], graphs[1])
	require.NoError(t, err)
	assert.Empty(t, removed)
	assert.Empty(t, added)
}
