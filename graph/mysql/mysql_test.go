package mysql_test

import (
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
	servers.Trials(t, m)
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
