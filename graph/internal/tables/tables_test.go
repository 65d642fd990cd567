package tables_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
	"talentgraph.example/graph/term"
)

// Rows come whole, in order, and by pages, whatever their number; what is missing is told.
func TestPages(t *testing.T) {
	for _, n := range []int{0, 1, 4095, 4096, 4097, 9000} {
		var got []term.Term
		pages := tables.TermsAfter(7, 7+uint64(n), func(some []term.Term) error {
			require.LessOrEqual(t, len(some), 4096)
			got = append(got, some...)
			return nil
		})
		for i := range n {
			require.NoError(t, pages.Add(uint64(8+i), term.Term{Text: fmt.Sprint(i)}))
		}
		require.NoError(t, pages.End())
		require.Len(t, got, n)
		for i, x := range got {
			require.Equal(t, fmt.Sprint(i), x.Text)
		}
	}
	missing := tables.TermsAfter(0, 3, func([]term.Term) error { return nil })
	require.NoError(t, missing.Add(1, term.Term{}))
	require.ErrorContains(t, missing.End(), "there are 1 terms of 3")
	require.ErrorContains(t, missing.Add(3, term.Term{}), "term 2 is not there")
	failed := errors.New("on purpose")
	require.ErrorIs(t, tables.PagesTo(func([]int) error { return failed }).End(), failed)
}

func TestAnswer(t *testing.T) {
	writer := func(n byte) engine.ID { return engine.ID{n} }
	row := func(version engine.Version) *engine.Change {
		return &engine.Change{Mark: engine.Mark{Version: version, Writer: writer(byte(version))}}
	}
	after := engine.Mark{Version: 4, Writer: writer(4)}
	a := tables.AnswerAfter(after)
	_, _, err := a.Range()
	require.ErrorIs(t, err, engine.ErrGone)
	require.NoError(t, a.List(row(4), 10, 99, 99))
	require.NoError(t, a.List(row(5), 12, 1, 0))
	require.NoError(t, a.List(row(6), 12, 0, 1))
	require.NoError(t, a.List(row(7), 13, 100_000, 0))
	require.True(t, a.Full())
	first, last, err := a.Range()
	require.NoError(t, err)
	require.Equal(t, []engine.Version{5, 7}, []engine.Version{first, last})
	terms := a.Terms()
	for n := uint64(11); n <= 13; n++ {
		require.NoError(t, terms.Add(n, term.Term{Text: fmt.Sprint(n)}))
	}
	require.NoError(t, terms.End())
	a.Removed(6, engine.Quad{3})
	a.Added(5, engine.Quad{1})
	for range 99_999 {
		a.Added(7, engine.Quad{2})
	}
	require.ErrorIs(t, a.End(), engine.ErrGone, "a row is missing")
	require.Equal(t, []term.Term{{Text: "11"}, {Text: "12"}}, a.Changes[0].Terms)
	require.Empty(t, a.Changes[1].Terms)
	require.Equal(t, []term.Term{{Text: "13"}}, a.Changes[2].Terms)
	require.EqualValues(t, 13, a.Changes[2].First)
	require.Equal(t, []engine.Quad{{3}}, a.Changes[1].Removed)

	for _, rows := range [][]engine.Version{{5}, {4, 6}, {4, 4}} { // the first is gone, one is missing, one is there twice
		a, err := tables.AnswerAfter(after), error(nil)
		for _, v := range rows {
			err = errors.Join(err, a.List(row(v), 10, 0, 0))
		}
		require.ErrorIs(t, err, engine.ErrGone, "%v", rows)
	}
	other := engine.Mark{Version: 4, Writer: writer(9)}
	require.ErrorIs(t, tables.AnswerAfter(other).List(row(4), 10, 0, 0), engine.ErrGone)
	require.NoError(t, tables.AnswerAfter(engine.Mark{Version: 4}).List(row(4), 10, 0, 0), "without a writer")
}

// A hold is renewed until it ends; what fails then, loses it.
func TestHold(t *testing.T) {
	var h tables.Hold
	said := make(chan struct{}, 100)
	fails := make(chan error, 1)
	h.Renew(t.Context(), time.Millisecond, func(context.Context) error {
		said <- struct{}{}
		select {
		case err := <-fails:
			return err
		default:
			return nil
		}
	})
	<-said
	<-said
	h.Lock()
	require.NoError(t, h.Err())
	h.Unlock()
	lost := errors.New("silent for too long")
	fails <- lost
	require.Eventually(t, func() bool {
		h.Lock()
		defer h.Unlock()
		return errors.Is(h.Err(), engine.ErrConflict) && errors.Is(h.Err(), lost)
	}, time.Minute, time.Millisecond)
	h.StopRenewing()
	require.True(t, h.End())
	require.False(t, h.End())

	var ended tables.Hold
	ended.StopRenewing()
	ended.End()
	require.ErrorIs(t, ended.Err(), engine.ErrConflict)
}
