package query_test

import (
	"errors"
	"fmt"
	"testing"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// A graph has one back end, snapstore in memory. Whichever way the quads got there, the answers are the same:
// in one change, each in a change of its own, after others that are gone again, by way of Cayley's own
// memory store, or not yet committed.
func TestEveryQuestionHoweverTheGraphCameAbout(t *testing.T) {
	g, quads := wholeGraph(t), wholeQuads()
	ways := map[string]func(g *graph.Graph) error{
		"in one change": func(g *graph.Graph) error { return g.Add(t.Context(), quads...) },
		"quad by quad": func(g *graph.Graph) error {
			for _, q := range quads {
				if err := g.Add(t.Context(), q); err != nil {
					return err
				}
			}
			return nil
		},
		"after others": func(g *graph.Graph) error {
			others := numberedMoves(300)
			if err := g.Add(t.Context(), others...); err != nil {
				return err
			}
			if err := g.Add(t.Context(), quads...); err != nil {
				return err
			}
			return g.Remove(t.Context(), others...)
		},
		"by way of Cayley": func(g *graph.Graph) error {
			_, err := g.AddFrom(t.Context(), cayleygraph.NewQuadStoreReader(memstore.New(quads...)))
			return err
		},
	}
	questions := everyQuestion()
	want := map[string][]string{}
	for _, q := range questions {
		rows, err := rowsOf(t, q.ask(t.Context(), g))
		require.NoError(t, err)
		want[q.name] = textsOf(t, rows)
	}
	same := func(t *testing.T, r graph.Reader, q question) {
		t.Helper()
		rows, err := rowsOf(t, q.ask(t.Context(), r))
		require.NoError(t, err)
		require.Len(t, rows, len(want[q.name]))
		for i, text := range textsOf(t, rows) {
			require.Equal(t, want[q.name][i], text, "row %d", i)
		}
	}
	for way, fill := range ways {
		other, err := graph.Open(t.Context(), "memory:")
		require.NoError(t, err)
		require.NoError(t, fill(other))
		require.Equal(t, g.Size(), other.Size())
		for _, q := range questions {
			t.Run(way+"/"+q.name, func(t *testing.T) { same(t, other, q) })
		}
	}
	undone := errors.New("undone")
	err := graph.New().Update(t.Context(), func(tx *graph.Tx) error {
		require.NoError(t, tx.Add(quads...))
		for _, q := range questions {
			t.Run("uncommitted/"+q.name, func(t *testing.T) { same(t, tx, q) })
		}
		return undone
	})
	assert.ErrorIs(t, err, undone)
}

// numberedMoves are moves of people and between organizations that nothing else speaks of.
func numberedMoves(n int) []quad.Quad {
	var quads []quad.Quad
	for i := range n {
		move := quad.IRI(fmt.Sprint(vocab.ID, "gone-move-", i))
		quads = append(quads,
			quad.Quad{Subject: move, Predicate: vocab.Person, Object: quad.IRI(fmt.Sprint(vocab.ID, "gone-person-", i))},
			quad.Quad{Subject: move, Predicate: vocab.To, Object: quad.IRI(fmt.Sprint(vocab.ID, "gone-org-", i%7))},
			quad.Quad{Subject: quad.IRI(fmt.Sprint(vocab.ID, "gone-org-", i%7)), Predicate: vocab.RDFSLabel, Object: quad.String(fmt.Sprint("Gone ", i))})
	}
	return quads
}
