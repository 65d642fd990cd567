package mysql_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph"
	"talentgraph.example/graph/engine/enginetest"
	_ "talentgraph.example/graph/mysql"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/servers"
)

func TestMain(m *testing.M) {
	servers.Main(m, func(m *testing.M) { goleak.VerifyTestMain(m) })
}

// One server serves all tests.
func TestMariaDB(t *testing.T) {
	m := servers.NewMariaDB(t)
	t.Run("suite", func(t *testing.T) {
		enginetest.Run(t, long.Runs(20_000, 70_000), func(t *testing.T) string { return m.Source(t) })
	})
	t.Run("tables", func(t *testing.T) { tables(t, m) })
	t.Run("terms that are too long", func(t *testing.T) { longTerms(t, m) })
	t.Run("addresses", func(t *testing.T) { addresses(t, m) })
	t.Run("other ways to connect", func(t *testing.T) { otherWays(t, m) })
	t.Run("lag", func(t *testing.T) { lag(t, m) })
	servers.Trials(t, m)
}

// Tables of a newer format, and tables that are damaged, are refused.
func tables(t *testing.T, m *servers.MariaDB) {
	source := m.Source(t)
	g, err := graph.Open(t.Context(), source)
	require.NoError(t, err)
	require.NoError(t, g.Close())
	_, name, _ := strings.Cut(source, "?graph=")
	m.Exec(t, fmt.Sprintf("update tg.tg_%s_meta set format = 99", name))
	for _, opts := range [][]graph.OpenOption{nil, {graph.ReadOnly()}} {
		_, err = graph.Open(t.Context(), source, opts...)
		require.ErrorIs(t, err, graph.ErrNewer)
		require.ErrorContains(t, err, "format 99, and this program knows 1")
	}
	m.Exec(t, fmt.Sprintf("update tg.tg_%s_meta set format = 1", name))
	m.Exec(t, fmt.Sprintf("drop table tg.tg_%s_head", name))
	_, err = graph.Open(t.Context(), source)
	require.ErrorContains(t, err, fmt.Sprintf("tg_%s_head", name))
}

// A term that the server takes no statement for is an error that says so, and not one to try again.
func longTerms(t *testing.T, m *servers.MariaDB) {
	m.Exec(t, "set global max_allowed_packet = 4194304")
	defer m.Exec(t, "set global max_allowed_packet = 67108864")
	source := m.Source(t)
	g, err := graph.Open(t.Context(), source)
	require.NoError(t, err)
	defer g.Close()
	fact := func(n int) quad.Quad {
		return quad.Quad{Subject: quad.IRI("https://example.com/s"), Predicate: quad.IRI("https://example.com/p"), Object: quad.String(strings.Repeat("x", n))}
	}
	require.NoError(t, g.Add(t.Context(), fact(1<<20)))
	err = g.Add(t.Context(), fact(3<<20))
	require.ErrorContains(t, err, "max_allowed_packet")
	require.NotErrorIs(t, err, graph.ErrConflict)
	require.NotErrorIs(t, err, graph.ErrUnreachable)
	require.NoError(t, g.Add(t.Context(), fact(1)))
	require.EqualValues(t, 2, g.Size())
	again, err := graph.Open(t.Context(), source)
	require.NoError(t, err)
	require.EqualValues(t, 2, again.Size())
	require.NoError(t, again.Close())
}

// A wrong password or database is told at once, and without the password.
func addresses(t *testing.T, m *servers.MariaDB) {
	m.Exec(t, "create user careful@'127.0.0.1' identified by 'r1ght'")
	m.Exec(t, "grant all on tg.* to careful@'127.0.0.1'")
	for user, fails := range map[string]string{
		"careful:s3cr3t@%s/tg": "Access denied", "careful@%s/tg": "Access denied", "nobody:s3cr3t@%s/tg": "Access denied",
		"careful:r1ght@%s/none": "none", "careful:r1ght@%s/": "atabase",
	} {
		_, err := graph.Open(t.Context(), "mysql://"+fmt.Sprintf(user, m.Address())+"?graph=guarded")
		require.ErrorContains(t, err, fails)
		require.NotContains(t, err.Error(), "s3cr3t")
		require.NotContains(t, err.Error(), "r1ght")
		require.NotErrorIs(t, err, graph.ErrUnreachable, "it will not pass")
	}
	g, err := graph.Open(t.Context(), fmt.Sprintf("mysql://careful:r1ght@%s/tg?graph=guarded", m.Address()))
	require.NoError(t, err)
	require.NotContains(t, g.Status().Source, "r1ght")
	require.NoError(t, g.Close())
}

// A graph is read by a user who may only read, by a socket, and by TLS where the server wants it.
func otherWays(t *testing.T, m *servers.MariaDB) {
	for _, text := range []string{
		"create user secretive@'127.0.0.1' identified by 'r1ght' require ssl", "grant all on tg.* to secretive@'127.0.0.1'",
		"create user reader@'127.0.0.1'", "grant select on tg.* to reader@'127.0.0.1'", "create user tg@localhost", "grant all on tg.* to tg@localhost",
	} {
		m.Exec(t, text)
	}
	writer, err := graph.Open(t.Context(), m.Source(t))
	require.NoError(t, err)
	defer writer.Close()
	_, name, _ := strings.Cut(writer.Status().Source, "?")
	add := func(g *graph.Graph, n int) error {
		return g.Add(t.Context(), quad.Quad{Subject: quad.IRI("https://example.com/s"), Predicate: quad.IRI("https://example.com/p"), Object: quad.Int(n)})
	}
	require.NoError(t, add(writer, 0))
	secretive := fmt.Sprintf("mysql://secretive:r1ght@%s/tg?%s", m.Address(), name)
	for i, source := range []string{secretive + "&tls=skip-verify", "mysql://tg@/tg?socket=" + m.Socket() + "&" + name} {
		g, err := graph.Open(t.Context(), source)
		require.NoError(t, err)
		require.NoError(t, add(g, i+1))
		require.NotContains(t, g.Status().Source, "r1ght")
		require.NoError(t, g.Close())
	}
	_, err = graph.Open(t.Context(), secretive)
	require.ErrorContains(t, err, "Access denied", "without TLS")
	_, err = graph.Open(t.Context(), secretive+"&tls=true")
	require.ErrorContains(t, err, "certificate", "that nobody vouches for")
	_, err = graph.Open(t.Context(), "mysql://tg@a,b/tg?socket=/s")
	require.ErrorContains(t, err, "cannot read the address")

	reads := fmt.Sprintf("mysql://reader@%s/tg?", m.Address())
	reader, err := graph.Open(t.Context(), reads+name, graph.ReadOnly())
	require.NoError(t, err)
	defer reader.Close()
	require.EqualValues(t, 3, reader.Size())
	require.NoError(t, add(writer, 3))
	require.Eventually(t, func() bool { return reader.Size() == 4 }, time.Minute, time.Millisecond)
	_, err = graph.Open(t.Context(), reads+"graph=none", graph.ReadOnly())
	require.ErrorContains(t, err, "no table tg_none_meta that this user may see")
	_, err = graph.Open(t.Context(), reads+"graph=none")
	require.ErrorContains(t, err, "denied")
	require.NotErrorIs(t, err, graph.ErrUnreachable, "it will not pass")
	cannot, err := graph.Open(t.Context(), reads+name)
	require.NoError(t, err)
	defer cannot.Close()
	err = add(cannot, 4)
	require.ErrorContains(t, err, "denied")
	require.NotErrorIs(t, err, graph.ErrUnreachable)
}

// No error has the password, however the address is broken.
func TestSecrets(t *testing.T) {
	for _, source := range []string{
		"mysql://tg:s3cr3t@127.0.0.1:1/db", "mysql://tg:s3cr3t@127.0.0.1:1/db?timeout=odd", "mysql://tg:%zzs3cr3t@127.0.0.1/db",
		"mysql://tg:a?s3cr3t@127.0.0.1:1/db", "mysql://tg:s3cr3t?a=b@127.0.0.1:1/db", "mysql://tg:a@s3cr3t@127.0.0.1:1/db", "mysql://tg:s3cr3t#a@127.0.0.1:1/db",
		"mysql://tg:s3cr3t@tcp(127.0.0.1:1)/db", "mysql://tg:s3cr3t@no.such.host.invalid/db", "mysql://tg:s3cr3t@127.0.0.1:1/db?kep=1h", "mysql://tg:s3cr3t@127.0.0.1:1/db?keep=soon",
		"mysql://tg:s3cr3t@127.0.0.1:port/db", "mysql://tg:a/s3cr3t@127.0.0.1/db", "mysql:tg:s3cr3t",
	} {
		_, err := graph.Open(t.Context(), source)
		require.Error(t, err)
		require.NotContains(t, err.Error(), "s3cr3t")
	}
}
