package postgres_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
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
// may be more holds for a machine that has nothing else to do; the test prints all figures and fails where one is beyond the
// double three times.
func TestSpeed(t *testing.T) {
	if long.Runs(0, 1) == 0 {
		t.Skip("only in a long run")
	}
	ctx := t.Context()
	p := servers.NewPostgres(t, "fsync = on")
	size := 300_000
	if long.Times() > 1 {
		size = 1_000_000
	}
	quads := slices.Collect(talentgen.Quads(1, size))
	db, err := pgx.Connect(ctx, p.Database("postgres"))
	require.NoError(t, err)
	defer db.Close(ctx)
	exec := func(sql string) {
		_, err := db.Exec(ctx, sql)
		require.NoError(t, err, sql)
	}
	var source string
	var a *graph.Graph
	servers.Hold(t, "bulk load to COPY of the same", 2, func() (load, plain time.Duration) {
		if a != nil {
			require.NoError(t, a.Close())
		}
		source = p.Source(t)
		a, err = graph.Open(ctx, source)
		require.NoError(t, err)
		load = servers.Took(func() { require.NoError(t, a.Add(ctx, quads...)) })
		for _, name := range []string{"tg_term", "tg_quad"} {
			var data bytes.Buffer
			copyOut(t, db, tableOf(source, name), &data)
			exec("drop table if exists plain_copy")
			exec("create table plain_copy (like " + tableOf(source, name) + " including all)")
			plain += servers.Took(func() {
				_, err := db.PgConn().CopyFrom(ctx, &data, "copy plain_copy from stdin (format binary)")
				require.NoError(t, err)
			})
		}
		return load, plain
	})
	defer func() { require.NoError(t, a.Close()) }()
	servers.Hold(t, "start to COPY of the same", 4, func() (start, plain time.Duration) {
		plain = servers.Took(func() {
			copyOut(t, db, tableOf(source, "tg_term"), io.Discard)
			copyOut(t, db, tableOf(source, "tg_quad"), io.Discard)
		})
		start = servers.Took(func() {
			b, err := graph.Open(ctx, source)
			require.NoError(t, err)
			require.Equal(t, a.Size(), b.Size())
			require.NoError(t, b.Close())
		})
		return start, plain
	})

	const commits = 60
	exec("create table plain (id int8 primary key, text text)")
	exec("create table plain_head (tx int8)")
	exec("insert into plain_head values (0)")
	n := 0
	add := func() {
		n++
		require.NoError(t, a.Add(ctx, quad.Quad{Subject: quads[0].Subject, Predicate: quads[0].Predicate, Object: quad.Int(n)}))
	}
	servers.Hold(t, "a change of one quad to a transaction of as many statements", 3, func() (commit, plain time.Duration) {
		plain = servers.Median(commits, func() {
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
		return servers.Median(commits, add), plain
	})

	b, err := graph.Open(ctx, source)
	require.NoError(t, err)
	defer b.Close()
	require.NoError(t, b.Sync(ctx))
	lag := servers.Median(commits, func() {
		add()
		require.NoError(t, await(ctx, b, a.Snapshot().Version()))
	})
	t.Logf("a change until another process has it: %v; at most 20 ms where nothing else is to be done", lag)
	require.Less(t, lag, 500*time.Millisecond, "as if nobody were told before the next look")
}

// tableOf gives the name of a table of the graph that a source names.
func tableOf(source, table string) string {
	_, name, _ := strings.Cut(source, "&graph=")
	return strings.Replace(table, "tg_", "tg_"+name+"_", 1)
}

func copyOut(t *testing.T, db *pgx.Conn, table string, to io.Writer) {
	t.Helper()
	_, err := db.PgConn().CopyTo(t.Context(), to, "copy "+table+" to stdout (format binary)")
	require.NoError(t, err)
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
