package query_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// A way to a row is as certain as its weakest fact, and the row as its strongest way, whichever comes
// first.
func TestCertaintyOfARow(t *testing.T) {
	for _, strongFirst := range []bool{true, false} {
		g := graph.New()
		say := func(c graph.Certainty, s string, p quad.IRI, o quad.Value) {
			require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
				_, err := tx.Assert(graph.Claim{Source: vocab.ID + "s", Certainty: c}, quad.Quad{Subject: quad.IRI(vocab.ID + s), Predicate: p, Object: o})
				return err
			}))
		}
		post := func(name string, person, place graph.Certainty) {
			say(person, name, vocab.Holder, quad.IRI(vocab.ID+"ann"))
			say(place, name, vocab.At, quad.IRI(vocab.ID+"acme"))
			say(graph.Stated, name, vocab.Role, quad.String("founder"))
		}
		if strongFirst {
			post("strong", graph.Stated, graph.Inferred)
			post("weak", graph.Disputed, graph.Stated)
		} else {
			post("weak", graph.Disputed, graph.Stated)
			post("strong", graph.Stated, graph.Inferred)
		}
		rows := 0
		for f, err := range each(query.Founders(t.Context(), g)) {
			require.NoError(t, err)
			rows++
			assert.Equal(t, graph.Inferred, f.Certainty())
			assert.Len(t, f.Evidence(), 6)
		}
		assert.Equal(t, 1, rows)
	}
}
