package postgres_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/engine/enginetest"
	"talentgraph.example/internal/servers"
)

func fact(o quad.Value) quad.Quad {
	return quad.Quad{Subject: quad.IRI("https://example.com/s"), Predicate: quad.IRI("https://example.com/p"), Object: o}
}

func open(t *testing.T, source string, opts ...graph.OpenOption) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), source, opts...)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, g.Close()) })
	return g
}

// as gives a source for another user.
func as(user, source string) string { return strings.Replace(source, "tg@", user+"@", 1) }

// A user who may only read follows a graph; what he may not do is an error that says so.
func readers(t *testing.T, p *servers.Postgres) {
	source := p.Source(t)
	writer := open(t, source)
	require.NoError(t, writer.Add(t.Context(), fact(quad.Int(1))))
	p.Exec(t, "create role reader login")
	_, err := graph.Open(t.Context(), as("reader", source), graph.ReadOnly())
	require.ErrorContains(t, err, "permission denied for table")
	p.Exec(t, "grant select on all tables in schema public to reader")
	reader := open(t, as("reader", source), graph.ReadOnly())
	require.EqualValues(t, 1, reader.Size())
	require.NoError(t, writer.Add(t.Context(), fact(quad.Int(2))))
	require.Eventually(t, func() bool { return reader.Size() == 2 }, time.Minute, time.Millisecond)
	cannot := open(t, as("reader", source))
	for _, err := range []error{cannot.Add(t.Context(), fact(quad.Int(3))), openError(t, as("reader", p.Source(t)))} {
		require.ErrorContains(t, err, "permission denied")
		require.NotErrorIs(t, err, graph.ErrUnreachable, "it will not pass")
	}
	_, err = graph.Open(t.Context(), as("reader", source)+"x", graph.ReadOnly())
	require.ErrorContains(t, err, "there is no graph in this database")
}

func openError(t *testing.T, source string) error {
	t.Helper()
	_, err := graph.Open(t.Context(), source)
	require.Error(t, err)
	return err
}

// A change of which nobody is told, as behind a pooler that passes no notification on, is found by looking.
func nobodyTold(t *testing.T, p *servers.Postgres) {
	source := p.Source(t)
	_, name, _ := strings.Cut(source, "&graph=")
	follower := open(t, source)
	for n := 1; n <= 2; n++ {
		p.Exec(t, strings.ReplaceAll(`with id as (select gen_random_uuid() as id), change as (insert into tg_change select tx + 1, id, now(), terms, 0, 0 from tg_head, id)
			update tg_head set tx = tx + 1, writer = id from id`, "tg_", "tg_"+name+"_"))
		require.Eventually(t, func() bool { return follower.Snapshot().Version() == graph.Version(n) }, time.Minute, time.Millisecond)
	}
}

// Limits of time that a server has for its users end no writer who waits for his turn, or has it; what they end says so. A
// machine that is busy may need longer for a look, so that longer limits are tried, too.
func timeouts(t *testing.T, p *servers.Postgres) {
	p.Exec(t, "create role hasty login superuser")
	source := p.Source(t)
	patient := open(t, source)
	for limit := 300 * time.Millisecond; ; limit *= 2 {
		for _, name := range []string{"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout"} {
			p.Exec(t, fmt.Sprintf("alter role hasty set %s = %d", name, limit.Milliseconds()))
		}
		err := slowWriters(t, patient, as("hasty", source), limit)
		if err == nil {
			break
		}
		require.Less(t, limit, 10*time.Second, err)
	}

	p.Exec(t, "alter role hasty reset all")
	p.Exec(t, "alter role hasty set statement_timeout = '1ms'")
	require.NoError(t, patient.Update(t.Context(), func(tx *graph.Tx) error {
		for i := range 20_000 {
			if err := tx.Add(fact(quad.Int(i))); err != nil {
				return err
			}
		}
		return nil
	}))
	require.ErrorContains(t, openError(t, as("hasty", source)), "statement_timeout=0")
	require.ErrorContains(t, openError(t, source+"&grahp=x"), "graph, keep, turn")
	require.EqualValues(t, 20_004, open(t, as("hasty", source)+"&statement_timeout=0").Size())
}

// slowWriters has one wait for his turn for longer than a limit, and then take as long himself.
func slowWriters(t *testing.T, patient *graph.Graph, source string, limit time.Duration) error {
	hasty, err := graph.Open(t.Context(), source)
	if err != nil {
		return err
	}
	defer hasty.Close()
	waits := make(chan error, 1)
	require.NoError(t, patient.Update(t.Context(), func(tx *graph.Tx) error {
		go func() { waits <- hasty.Add(t.Context(), fact(quad.Int(-1))) }()
		time.Sleep(2 * limit)
		return tx.Add(fact(quad.Int(-2)))
	}))
	if err := <-waits; err != nil {
		return err
	}
	err = hasty.Update(t.Context(), func(tx *graph.Tx) error {
		time.Sleep(2 * limit)
		return tx.Add(fact(quad.Int(-3)))
	})
	if err == nil {
		require.NoError(t, patient.Add(t.Context(), fact(quad.Int(-4))))
		require.Eventually(t, func() bool { return hasty.Size() == 4 }, time.Minute, time.Millisecond)
	}
	return err
}

// In databases without an encoding all terms are exact, for whichever encoding a client is set up; where characters are
// lacking no graph is made.
func encodings(t *testing.T, p *servers.Postgres) {
	p.Exec(t, "create database bytes encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0")
	p.Exec(t, "create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0")
	require.ErrorContains(t, openError(t, p.Database("latin")), "the database's encoding is LATIN1")
	p.Exec(t, "create role latin login superuser")
	p.Exec(t, "alter role latin set client_encoding = 'LATIN1'")
	for _, source := range []string{p.Database("bytes"), p.Source(t)} {
		quads := []quad.Quad{fact(quad.String("é 阿里巴巴 \x00")), fact(quad.TypedString{Value: "é", Type: "https://example.com/ひ"}), fact(quad.IRI("https://example.com/é"))}
		require.NoError(t, open(t, as("latin", source)).Add(t.Context(), quads...))
		g := open(t, source)
		for _, q := range quads {
			n, err := g.Count(t.Context(), graph.Pattern{Object: q.Object})
			require.NoError(t, err)
			require.EqualValues(t, 1, n, "%v", q)
		}
		require.Equal(t, enginetest.State(t, g), enginetest.State(t, open(t, as("latin", source))))
	}
}

// In whichever way statements are sent, all goes on alike: small changes and large ones, reading them and undoing.
func unprepared(t *testing.T, p *servers.Postgres) {
	var quads []quad.Quad
	for i := range 5000 {
		quads = append(quads, fact(quad.Int(i)))
	}
	for _, mode := range []string{"simple_protocol", "describe_exec"} {
		source := p.Source(t)
		a, b := open(t, source+"&default_query_exec_mode="+mode), open(t, source)
		require.NoError(t, a.Add(t.Context(), fact(quad.String(mode))))
		require.NoError(t, b.Add(t.Context(), quads...))
		require.NoError(t, a.Sync(t.Context()))
		require.NoError(t, a.Remove(t.Context(), quads[:4990]...))
		require.NoError(t, a.Add(t.Context(), quads[:4990]...))
		require.NoError(t, b.Sync(t.Context()))
		require.EqualValues(t, 5001, b.Size(), mode)
		require.Equal(t, enginetest.State(t, a), enginetest.State(t, b))
		require.EqualValues(t, 5001, open(t, source+"&default_query_exec_mode="+mode, graph.ReadOnly()).Size())
	}
}

// Passwords and addresses come from where every program of PostgreSQL has them, and TLS is spoken where the server wants it.
func passwords(t *testing.T, p *servers.Postgres) {
	const secret = "r1ght"
	certificate := p.Careful(t, "careful", secret)
	source := strings.Replace(as("careful", p.Source(t)), "sslmode=disable", "sslmode=verify-full&sslrootcert="+certificate, 1)
	with := func(name, value string, works bool) {
		t.Helper()
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, value)
			g, err := graph.Open(t.Context(), source)
			if !works {
				require.Error(t, err)
				require.NotContains(t, err.Error(), value)
				require.NotErrorIs(t, err, graph.ErrUnreachable, "it will not pass")
				return
			}
			require.NoError(t, err)
			require.NoError(t, g.Add(t.Context(), fact(quad.Int(1))))
			require.NotContains(t, g.Status().Source, secret)
			require.NoError(t, g.Close())
		})
	}
	write := func(text string) string {
		path := filepath.Join(t.TempDir(), "file")
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	with("PGPASSWORD", "wr0ng", false)
	with("PGPASSWORD", secret, true)
	with("PGPASSFILE", write(fmt.Sprintf("127.0.0.1:%d:postgres:careful:%s\n", p.Port, secret)), true)
	bare := source
	_, name, _ := strings.Cut(source, "&graph=")
	source = "postgres:///?service=news&graph=" + name
	with("PGSERVICEFILE", write(fmt.Sprintf("[news]\nhost=127.0.0.1\nport=%d\ndbname=postgres\nuser=careful\npassword=%s\nsslmode=require\n", p.Port, secret)), true)

	t.Setenv("PGPASSWORD", secret)
	for _, mode := range []string{"sslmode=disable", "sslmode=verify-full"} { // without TLS, and by a certificate that nobody vouches for
		err := openError(t, strings.Replace(bare, "sslmode=verify-full&sslrootcert="+certificate, mode, 1))
		require.Regexp(t, "pg_hba|certificate", err.Error())
		require.NotContains(t, err.Error(), secret)
	}
}
