package mysql_test

import (
	"fmt"
	"strings"
	"testing"

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
	t.Run("addresses", func(t *testing.T) { addresses(t, m) })
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

// No error has the password, however the address is broken.
func TestSecrets(t *testing.T) {
	for _, source := range []string{
		"mysql://tg:s3cr3t@127.0.0.1:1/db", "mysql://tg:s3cr3t@127.0.0.1:1/db?timeout=odd", "mysql://tg:%zzs3cr3t@127.0.0.1/db",
		"mysql://tg:s3cr3t@127.0.0.1:port/db", "mysql://tg:a/s3cr3t@127.0.0.1/db", "mysql:tg:s3cr3t",
	} {
		_, err := graph.Open(t.Context(), source)
		require.Error(t, err)
		require.NotContains(t, err.Error(), "s3cr3t")
	}
}
