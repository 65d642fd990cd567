package store

import (
	"strconv"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"
)

// What is touched is nothing's concern: any number will do, in stores of any size, and before and after changes.
func TestTouch(t *testing.T) {
	s := New()
	add := func(from, to int) *Snapshot {
		tx, err := s.Begin(t.Context())
		require.NoError(t, err)
		for i := from; i < to; i++ {
			if _, err := tx.Add(quad.Quad{Subject: quad.IRI(strconv.Itoa(i)), Predicate: quad.IRI("p"), Object: quad.IRI(strconv.Itoa(i + 1))}); err != nil {
				t.Fatal(err)
			}
		}
		require.NoError(t, tx.Commit())
		return s.Snapshot()
	}
	small := add(0, 10)
	require.False(t, small.Touch([]ID{0, 1, 5, 1 << 30}, true))
	large := add(10, farAway+10)
	require.True(t, large.Touch([]ID{0, 1, farAway, 1 << 30, 1<<32 - 1}, true))
	require.True(t, large.Touch([]ID{0, 1, farAway, 1 << 30, 1<<32 - 1}, false))
	require.True(t, add(farAway+10, farAway+20).Touch([]ID{farAway + 15, 2}, true))
}
