package sparql_test

import (
	"context"
	"errors"
	"iter"
	"os"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/sparql"
	"talentgraph.example/query/sparql/internal/suite"
)

// All evaluation tests of Update: the graph afterwards is the one expected, but for the names of blank nodes.
func TestW3CUpdate(t *testing.T) {
	n := 0
	for _, test := range suite.Tests(t, readRDF, "sparql11", "manifest-sparql11-update.ttl") {
		if test.Type != "UpdateEvaluationTest" {
			continue
		}
		n++
		t.Run(test.Group+"/"+test.Name, func(t *testing.T) {
			request, err := os.ReadFile(test.Action)
			require.NoError(t, err)
			before, want := dataset(t, test.Before), dataset(t, test.After)
			g := graphOf(t, before)
			changes, err := sparql.Update(t.Context(), g, string(request), sparql.WithBase(suite.Base(test.Action)), sparql.StrictDataset(), sparql.WithLoad(noLoad))
			require.NoError(t, err, "%s", request)
			after := quadsOf(t, g)
			assert.NoError(t, suite.Compare(suite.GraphOf(after), suite.GraphOf(want), false), "%s", request)
			assert.EqualValues(t, len(after)-len(quadsOf(t, graphOf(t, before))), changes.Added-changes.Removed)
		})
	}
	assert.Equal(t, 94, n)
}

func noLoad(_ context.Context, from quad.IRI) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, errors.New("nothing is at "+string(from))) }
}

func quadsOf(t *testing.T, r graph.Reader) (quads []quad.Quad) {
	for q, err := range r.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		quads = append(quads, q)
	}
	return quads
}
