package enginetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSuite(t *testing.T) {
	Run(t, 70_000, func(t *testing.T) string { return NewServer().Source() + "?" })
}

// Questions go on while the server cannot be reached; what needs it waits until its context ends, and all recovers.
func TestServerGoesAway(t *testing.T) {
	s := NewServer()
	a, b := open(t, s.Source()), open(t, s.Source())
	require.NoError(t, a.Add(t.Context(), named(1, "Alice")))
	require.NoError(t, b.Sync(t.Context()))
	s.SetDown(true)
	require.Eventually(t, func() bool { return !a.Status().Connected }, 30*time.Second, time.Millisecond)
	require.ErrorIs(t, a.Status().Err, graph.ErrUnreachable)
	require.EqualValues(t, 1, b.Size())
	for _, try := range []func(context.Context) error{func(ctx context.Context) error { return a.Add(ctx, named(2, "Bob")) }, a.Sync} {
		var err error
		for within := 100 * time.Millisecond; within < time.Minute && !errors.Is(err, graph.ErrUnreachable); within *= 2 { // until it has been tried once
			short, cancel := context.WithTimeout(t.Context(), within)
			err = try(short)
			cancel()
			require.ErrorIs(t, err, context.DeadlineExceeded)
		}
		require.ErrorIs(t, err, graph.ErrUnreachable)
	}
	_, err := graph.Open(t.Context(), s.Source())
	require.ErrorIs(t, err, graph.ErrUnreachable)
	require.NotContains(t, err.Error(), "secret")
	time.AfterFunc(100*time.Millisecond, func() { s.SetDown(false) })
	require.NoError(t, a.Add(t.Context(), named(3, "Carol")))
	same(t, a, b)
	require.Eventually(t, func() bool { return b.Status().Connected }, 30*time.Second, time.Millisecond)
}

// A commit whose answer is lost is looked up, and is not made a second time.
func TestAnswerOfCommitIsLost(t *testing.T) {
	for _, what := range []Loss{NotMade, Made} {
		s := NewServer()
		a, b := open(t, s.Source()), open(t, s.Source())
		require.NoError(t, count(t.Context(), a))
		s.LoseNext(what)
		time.AfterFunc(50*time.Millisecond, func() { s.SetDown(false) })
		ran := 0
		err := a.Update(t.Context(), func(tx *graph.Tx) error { ran++; return tx.Add(named(1, "Alice")) })
		require.Equal(t, 1, ran)
		require.Equal(t, 2, s.Commits())
		if what == Made {
			require.NoError(t, err)
			require.EqualValues(t, 2, a.Size())
		} else {
			require.ErrorIs(t, err, graph.ErrConflict)
			require.NotErrorIs(t, err, graph.ErrUnknownOutcome)
			require.EqualValues(t, 1, a.Size())
		}
		same(t, a, b)
		require.NoError(t, b.Add(t.Context(), named(2, "Bob")))
		require.NoError(t, a.Add(t.Context(), named(3, "Carol")))
		same(t, a, b)
	}
}

func TestOutcomeStaysUnknown(t *testing.T) {
	for _, what := range []Loss{NotMade, Made} {
		s := NewServer()
		a := open(t, s.Source())
		s.LoseNext(what)
		short, cancel := context.WithCancel(t.Context())
		err := make(chan error, 1)
		go func() { err <- a.Add(short, named(1, "Alice")) }()
		require.Eventually(t, s.isDown, time.Minute, time.Millisecond)
		time.AfterFunc(100*time.Millisecond, cancel)
		unknown := <-err
		require.ErrorIs(t, unknown, graph.ErrUnknownOutcome)
		require.ErrorIs(t, unknown, context.Canceled)
		require.Regexp(t, "change [0-9a-f]{32}", unknown.Error())
		require.Zero(t, a.Size())
		s.SetDown(false)
		require.NoError(t, a.Add(t.Context(), named(2, "Bob")))
		require.EqualValues(t, 1+int(what), a.Size())
		same(t, a, open(t, s.Source()))
	}
}

func TestTurnIsLost(t *testing.T) {
	s := NewServer()
	a, b := open(t, s.Source()), open(t, s.Source())
	err := a.Update(t.Context(), func(tx *graph.Tx) error {
		s.EndTurn()
		return errors.Join(b.Add(t.Context(), named(1, "quicker")), tx.Add(named(2, "too late")))
	})
	require.ErrorIs(t, err, graph.ErrConflict)
	require.NoError(t, a.Add(t.Context(), named(3, "Carol")))
	require.EqualValues(t, 2, a.Size())
	same(t, a, b)
}

// A follower that is too far behind, or ahead of a server that has lost changes, starts anew.
func TestFollowerStartsAnew(t *testing.T) {
	s := NewServer()
	a := open(t, s.Source())
	for i := range 4 {
		require.NoError(t, a.Add(t.Context(), named(i, "a name")))
	}
	b := open(t, s.Source())
	held := b.Snapshot()
	s.SetDown(true)
	require.Eventually(t, func() bool { return !b.Status().Connected }, 30*time.Second, time.Millisecond)
	s.Forget(2, 0)
	s.SetDown(false)
	same(t, a, b)
	require.EqualValues(t, 2, b.Size())
	require.EqualValues(t, 4, held.Size())
	s.SetDown(true)
	require.Eventually(t, func() bool { return !b.Status().Connected }, 30*time.Second, time.Millisecond)
	s.Forget(1, 0)
	s.SetDown(false)
	require.NoError(t, a.Add(t.Context(), named(10, "in the place of another")))
	require.NoError(t, a.Add(t.Context(), named(11, "Alice")))
	require.NoError(t, a.Add(t.Context(), named(12, "Bob")))
	same(t, a, b)
	require.EqualValues(t, 4, b.Size())
	for _, err := range b.Changes(t.Context(), 0) { // the server still has them
		require.NoError(t, err)
		break
	}
	s.Forget(0, 3)
	for _, err := range open(t, s.Source()).Changes(t.Context(), 2) {
		require.ErrorIs(t, err, graph.ErrSnapshotGone)
	}
}

func TestSlowServer(t *testing.T) {
	s := NewServer()
	s.SetDelay(5 * time.Millisecond)
	a, b := open(t, s.Source()), open(t, s.Source())
	for range 10 {
		require.NoError(t, count(t.Context(), a))
		require.NoError(t, count(t.Context(), b))
	}
	same(t, a, b)
	require.EqualValues(t, 20, a.Snapshot().Version())
}
