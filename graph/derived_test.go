package graph_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

func ExampleDerived() {
	sources := graph.NewDerived(func(s *graph.Snapshot) int64 {
		n, _ := s.Count(context.Background(), graph.Pattern{Predicate: vocab.RDFType, Object: vocab.ClassSource})
		return n
	})
	g := graph.New()
	_ = g.Add(context.Background(), quad.Quad{Subject: quad.IRI(vocab.ID + "talentwar2024"), Predicate: vocab.RDFType, Object: vocab.ClassSource})
	s := g.Snapshot()
	fmt.Println(sources.Of(s), sources.Of(s)) // counted once
	// Output: 1 1
}

// What is derived is worked out once for a state, whoever asks, and anew after a change.
func TestDerivedOnceForEachState(t *testing.T) {
	var times atomic.Int64
	size := graph.NewDerived(func(s *graph.Snapshot) int64 {
		times.Add(1)
		return s.Size()
	})
	g := graph.New()
	add := func(n int) quad.Quad {
		return quad.Quad{Subject: quad.IRI(fmt.Sprint(vocab.ID, n)), Predicate: vocab.Year, Object: quad.Int(n)}
	}
	require.NoError(t, g.Add(t.Context(), add(1)))
	old := g.Snapshot()
	assert.EqualValues(t, 1, size.Of(old))
	assert.EqualValues(t, 1, size.Of(g.Snapshot()))
	assert.EqualValues(t, 1, times.Load())

	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		for n := 2; n < 4; n++ {
			if err := tx.Add(add(n)); err != nil {
				return err
			}
			err := tx.View(t.Context(), func(s *graph.Snapshot) error {
				assert.EqualValues(t, n, size.Of(s), "a transaction sees its own writes")
				assert.EqualValues(t, n, size.Of(s))
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	assert.EqualValues(t, 3, times.Load())
	assert.EqualValues(t, 1, size.Of(old))

	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { assert.EqualValues(t, 3, size.Of(g.Snapshot())) })
	}
	all.Wait()
	asked := times.Load()
	assert.EqualValues(t, 3, size.Of(g.Snapshot()))
	assert.Equal(t, asked, times.Load())
}
