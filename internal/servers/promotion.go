package servers

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/engine/enginetest"
)

// Promotion holds PostgreSQL to its promises where a standby takes the place of a server that has died.
func Promotion(t *testing.T) {
	t.Run("a synchronous standby has all that was acknowledged", synchronous)
	t.Run("an asynchronous one need not have it, and followers find out", asynchronous)
}

// either gives the source of a graph on whichever of some servers can be written.
func either(addresses ...string) string {
	list := addresses[0]
	for _, a := range addresses[1:] {
		list += "," + a
	}
	return fmt.Sprintf("postgres://tg@%s/postgres?sslmode=disable&target_session_attrs=read-write", list)
}

// onStandby opens the graph on a standby, as soon as that has heard of it.
func onStandby(t *testing.T, s *Postgres) *graph.Graph {
	_, err := graph.Open(t.Context(), s.Database("postgres")+"&graph=none", graph.ReadOnly())
	require.ErrorContains(t, err, "or wait if this is a copy of one")
	_, err = graph.Open(t.Context(), s.Database("postgres")+"&graph=none")
	require.ErrorContains(t, err, "the server is a standby")
	s.Await(t, "select to_regclass('tg_meta') is not null")
	return open(t, s.Database("postgres"), graph.ReadOnly())
}

func synchronous(t *testing.T) {
	p := NewPostgres(t)
	s := p.NewStandby(t, p.Address())
	p.Exec(t, "alter system set synchronous_standby_names = 'standby'")
	p.Exec(t, "select pg_reload_conf()")
	p.Await(t, "select exists (select from pg_stat_replication where sync_state = 'sync')")
	source := either(p.Address(), s.Address())
	a, b, other := open(t, source), open(t, source), open(t, source)
	writers := startCounters(t, a, b)
	writers.goOn(t)
	reader := onStandby(t, s) // a standby can be followed
	eventually(t, func() bool { return reader.Snapshot().Version() > 3 })
	require.NoError(t, b.Sync(t.Context()))

	waiting := make(chan error, 1) // a writer who knows the standby alone waits until it is promoted
	there := open(t, s.Database("postgres"))
	go func() { waiting <- count(t.Context(), there) }()
	eventually(t, func() bool { return errors.Is(there.Status().Err, graph.ErrUnreachable) })

	p.Crash()
	eventually(t, func() bool { return !a.Status().Connected && !b.Status().Connected })
	require.EqualValues(t, 1, b.Size())
	eventually(t, func() bool { return reader.Status().Connected })
	short, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	require.Error(t, other.Add(short, fact("to a standby", 1)), "nobody can write to it")
	cancel()

	s.Promote(t)
	require.NoError(t, <-waiting)
	writers.made.Add(1)
	writers.goOn(t)
	writers.check(t, a, b, there, other, reader, open(t, source))
}

func asynchronous(t *testing.T) {
	p := NewPostgres(t)
	link := NewProxy(t, p.Address())
	s := p.NewStandby(t, fmt.Sprint("127.0.0.1:", link.Port))
	late := [2]*Proxy{NewProxy(t, s.Address()), NewProxy(t, s.Address())}
	a := open(t, either(p.Address(), s.Address()))
	for range 3 {
		require.NoError(t, count(t.Context(), a))
	}
	copied := onStandby(t, s)
	eventually(t, func() bool { return copied.Snapshot().Version() == 3 })
	link.Refuse(true) // what comes now, the standby will never hear of
	for range 2 {
		require.NoError(t, count(t.Context(), a))
	}
	var followers []*graph.Graph
	for _, l := range late {
		l.Refuse(true)
		followers = append(followers, open(t, either(p.Address(), fmt.Sprint("127.0.0.1:", l.Port))))
	}
	cached := either(p.Address(), s.Address()) + "&cache=" + t.TempDir() + "/cache.tg"
	before, err := graph.Open(t.Context(), cached)
	require.NoError(t, err)
	require.EqualValues(t, 5, before.Snapshot().Version())
	require.NoError(t, before.Close())
	told := make(chan error, 1)
	heard := make(chan graph.Version, 10)
	go func() {
		for change, err := range followers[0].Changes(t.Context(), 3) {
			if heard <- change.Version; err != nil || change.Version > 5 {
				told <- err
				return
			}
		}
	}()
	require.EqualValues(t, 4, <-heard)
	require.EqualValues(t, 5, <-heard)

	p.Crash()
	s.Promote(t)
	eventually(t, func() bool { return a.Snapshot().Version() == 3 })
	require.True(t, has(t, a, fact("counter", 3)))
	for i, l := range late { // one comes when there are as many changes again, but others, and one when there are more
		require.EqualValues(t, 5, followers[i].Snapshot().Version())
		require.True(t, has(t, followers[i], fact("counter", 5)))
		for range 2 {
			require.NoError(t, a.Add(t.Context(), fact("instead", int(a.Snapshot().Version()))))
		}
		l.Refuse(false)
		same(t, a, followers[i])
		require.False(t, has(t, followers[i], fact("counter", 5)))
	}
	require.ErrorIs(t, <-told, graph.ErrSnapshotGone, "the changes that were lost are not taken back one by one")
	require.NoError(t, followers[1].Add(t.Context(), fact("again", 1)))
	same(t, a, open(t, cached), followers[0], followers[1], copied, open(t, s.Database("postgres")))
	require.Len(t, enginetest.State(t, a), 6)
}
