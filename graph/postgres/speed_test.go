package postgres_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/servers"
	"talentgraph.example/internal/talentgen"
)

// TestSpeed compares what a shared graph takes with the plain statements of the same server, in one run. How much it
// may be more holds for a machine that has nothing else to do; the test prints all figures and fails beyond the double.
func TestSpeed(t *testing.T) {
	if long.Runs(0, 1) == 0 {
		t.Skip("only in a long run")
	}
	ctx := t.Context()
	p := servers.NewPostgres(t, "fsync = on")
	source := p.Source(t)
	_, name, _ := strings.Cut(source, "&graph=")
	table := func(text string) string { return strings.ReplaceAll(text, "tg_", "tg_"+name+"_") }
	size := 300_000
	if long.Times() > 1 {
		size = 1_000_000
	}
	quads := slices.Collect(talentgen.Quads(1, size))

	a, err := graph.Open(ctx, source)
	require.NoError(t, err)
	defer a.Close()
	begun := time.Now()
	require.NoError(t, a.Add(ctx, quads...))
	load := time.Since(begun)

	db, err := pgx.Connect(ctx, p.Database("postgres"))
	require.NoError(t, err)
	defer db.Close(ctx)
	exec := func(sql string) {
		_, err := db.Exec(ctx, table(sql))
		require.NoError(t, err, sql)
	}
	exec("create table like_term (like tg_term including all)")
	exec("create table like_quad (like tg_quad including all)")
	var counted counter
	copyOut := best(2, func() {
		for _, name := range []string{"tg_term", "tg_quad"} {
			_, err := db.PgConn().CopyTo(ctx, &counted, table("copy "+name+" to stdout (format binary)"))
			require.NoError(t, err)
		}
	})
	columns := map[string]string{"tg_term": "like_term", "tg_quad": "like_quad"}
	copyIn := time.Duration(0)
	for from, to := range columns {
		var data strings.Builder
		_, err := db.PgConn().CopyTo(ctx, &data, table("copy "+from+" to stdout (format binary)"))
		require.NoError(t, err)
		begun := time.Now()
		_, err = db.PgConn().CopyFrom(ctx, strings.NewReader(data.String()), "copy "+to+" from stdin (format binary)")
		require.NoError(t, err)
		copyIn += time.Since(begun)
	}
	start := best(2, func() {
		b, err := graph.Open(ctx, source)
		require.NoError(t, err)
		require.Equal(t, a.Size(), b.Size())
		require.NoError(t, b.Close())
	})
	hold(t, "start to COPY of the same", start, copyOut, 4)
	hold(t, "bulk load to COPY of the same", load, copyIn, 2)

	const commits = 60
	exec("create table plain (id int8 primary key, text text)")
	exec("create table plain_head (tx int8)")
	exec("insert into plain_head values (0)")
	n := 0
	plain := median(commits, func() {
		n++
		require.NoError(t, pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
			for _, sql := range []string{"select tx from plain_head for update", "insert into plain values (%d, 'a')", "insert into plain values (-%[1]d, 'b')",
				"insert into plain values (1000000+%d, 'c')", "update plain_head set tx = tx+1", "select pg_notify('plain', '')"} {
				if strings.Contains(sql, "%") {
					sql = fmt.Sprintf(sql, n)
				}
				if _, err := tx.Exec(ctx, sql); err != nil {
					return err
				}
			}
			return nil
		}))
	})
	commit := median(commits, func() {
		n++
		require.NoError(t, a.Add(ctx, quad.Quad{Subject: quads[0].Subject, Predicate: quads[0].Predicate, Object: quad.Int(n)}))
	})
	hold(t, "a change of one quad to a transaction of as many statements", commit, plain, 3)

	b, err := graph.Open(ctx, source)
	require.NoError(t, err)
	defer b.Close()
	require.NoError(t, b.Sync(ctx))
	lag := median(commits, func() {
		n++
		require.NoError(t, a.Add(ctx, quad.Quad{Subject: quads[0].Subject, Predicate: quads[0].Predicate, Object: quad.Int(n)}))
		require.NoError(t, await(ctx, b, a.Snapshot().Version()))
	})
	t.Logf("a change until another process has it: %v; at most 20 ms where nothing else is to be done", lag)
	require.Less(t, lag, 500*time.Millisecond, "as if nobody were told before the next look")
}

// counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

func await(ctx context.Context, g *graph.Graph, version graph.Version) error {
	for g.Snapshot().Version() < version {
		if err := ctx.Err(); err != nil {
			return err
		}
		time.Sleep(100 * time.Microsecond)
	}
	return nil
}

func best(times int, f func()) time.Duration {
	least := time.Hour
	for range times {
		begun := time.Now()
		f()
		least = min(least, time.Since(begun))
	}
	return least
}

func median(times int, f func()) time.Duration {
	var all []time.Duration
	for range times {
		begun := time.Now()
		f()
		all = append(all, time.Since(begun))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func hold(t *testing.T, what string, took, against time.Duration, most float64) {
	t.Helper()
	ratio := float64(took) / float64(against)
	t.Logf("%s: %v to %v, %.2f times; at most %.0f", what, took, against, ratio, most)
	if ratio > 2*most {
		t.Errorf("%s: %.2f times", what, ratio)
	}
}
