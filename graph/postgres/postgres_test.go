package postgres_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph"
	"talentgraph.example/graph/engine/enginetest"
	_ "talentgraph.example/graph/postgres"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/servers"
	"talentgraph.example/internal/talentgen"
)

func TestMain(m *testing.M) {
	servers.Main(m, func(m *testing.M) { goleak.VerifyTestMain(m) })
}

// One server serves all tests.
func TestPostgres(t *testing.T) {
	p := servers.NewPostgres(t)
	t.Run("suite", func(t *testing.T) {
		enginetest.Run(t, long.Runs(20_000, 70_000), func(t *testing.T) string { return p.Source(t) })
	})
	t.Run("tables", func(t *testing.T) { tables(t, p) })
	t.Run("secrets", func(t *testing.T) { secrets(t, p) })
	t.Run("from Cayley", func(t *testing.T) { fromCayley(t, p) })
	t.Run("readers", func(t *testing.T) { readers(t, p) })
	t.Run("nobody is told", func(t *testing.T) { nobodyTold(t, p) })
	t.Run("limits of time", func(t *testing.T) { timeouts(t, p) })
	t.Run("encodings", func(t *testing.T) { encodings(t, p) })
	t.Run("without prepared statements", func(t *testing.T) { unprepared(t, p) })
	t.Run("passwords and TLS", func(t *testing.T) { passwords(t, p) })
	t.Run("killed caches", func(t *testing.T) { killedCaches(t, p) })
	servers.Trials(t, p)
}

// Tables of a newer format, and tables that are damaged, are refused.
func tables(t *testing.T, p *servers.Postgres) {
	source := p.Source(t)
	g, err := graph.Open(t.Context(), source)
	require.NoError(t, err)
	require.NoError(t, g.Close())
	_, name, _ := strings.Cut(source, "&graph=")
	p.Exec(t, fmt.Sprintf("update tg_%s_meta set format = 99", name))
	for _, opts := range [][]graph.OpenOption{nil, {graph.ReadOnly()}} {
		_, err = graph.Open(t.Context(), source, opts...)
		require.ErrorIs(t, err, graph.ErrNewer)
		require.ErrorContains(t, err, "format 99, and this program knows 1")
	}
	p.Exec(t, fmt.Sprintf("drop table tg_%s_head", name))
	p.Exec(t, fmt.Sprintf("update tg_%s_meta set format = 1", name))
	_, err = graph.Open(t.Context(), source)
	require.ErrorContains(t, err, fmt.Sprintf("tg_%s_head", name))
	for _, parameters := range []string{"&mode=ask", "&keep=soon", "&turn=0s"} {
		_, err = graph.Open(t.Context(), source+parameters)
		require.ErrorContains(t, err, "cannot be; there are graph")
	}
}

// What lies in one of Cayley's own back ends is copied onto a server, all or nothing.
func fromCayley(t *testing.T, p *servers.Postgres) {
	quads := slices.Collect(talentgen.Quads(1, 10_000))
	source := p.Source(t)
	a, err := graph.Open(t.Context(), source)
	require.NoError(t, err)
	defer a.Close()
	require.NoError(t, a.Add(t.Context(), quads[:10]...))
	added, err := a.AddFrom(t.Context(), cayleygraph.NewQuadStoreReader(memstore.New(quads...)))
	require.NoError(t, err)
	require.EqualValues(t, len(quads)-10, added)
	b, err := graph.Open(t.Context(), source, graph.ReadOnly())
	require.NoError(t, err)
	defer b.Close()
	require.EqualValues(t, 2, b.Snapshot().Version())
	require.Equal(t, enginetest.State(t, a), enginetest.State(t, b))
	require.EqualValues(t, len(quads), b.Size())
}

// No error has the password, however the address is broken.
func secrets(t *testing.T, p *servers.Postgres) {
	const secret = "s3cr3t"
	for _, source := range []string{
		"postgres://tg:s3cr3t@127.0.0.1:1/postgres",
		"postgres://tg:s3cr3t@127.0.0.1:1/postgres?sslmode=disable&connect_timeout=1",
		"postgres://tg:s3cr3t@no.such.host.invalid/postgres",
		"postgres://tg:%zzs3cr3t@127.0.0.1/postgres",
		"postgres://tg:a?s3cr3t@127.0.0.1:1/postgres",
		"postgres://tg:s3cr3t?@127.0.0.1:1/postgres",
		"postgres://tg:s3cr3t?a=b@127.0.0.1:1/postgres",
		"postgres://tg:a@s3cr3t?a=b@127.0.0.1:1/postgres",
		"postgres://tg:s3cr3t#a@127.0.0.1:1/postgres",
		"postgres://tg:a@s3cr3t@127.0.0.1:1/postgres",
		"postgres://tg:[s3cr3t@127.0.0.1:1/postgres",
		"postgres://tg@127.0.0.1:1/postgres?PASSWORD=s3cr3t",
		"postgres://tg@127.0.0.1:1/postgres?sslpassword=s3cr3t&sslmode=disable&connect_timeout=1",
		"postgres://tg:s3cr3t@127.0.0.1:port/postgres",
		"postgres://tg:a/s3cr3t@127.0.0.1/postgres",
		"postgres://tg:s3cr3t@127.0.0.1/postgres?sslmode=odd",
		"postgres://127.0.0.1/postgres?password=s3cr3t&sslmode=odd",
		"postgres://127.0.0.1/postgres?password=%zzs3cr3t",
		"postgres://tg:s3cr3t@127.0.0.1/postgres?graph=Bad",
		fmt.Sprintf("postgres://tg:s3cr3t@%s/none?sslmode=disable", p.Address()),
		"oracle://tg:s3cr3t@127.0.0.1/db",
		"postgres:tg:s3cr3t",
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		_, err := graph.Open(ctx, source)
		cancel()
		require.Error(t, err)
		if assert.NotContains(t, err.Error(), secret) {
			t.Log(err)
		}
	}
	g, err := graph.Open(t.Context(), fmt.Sprintf("postgres://tg:s3cr3t@%s/postgres?sslmode=disable", p.Address()))
	require.NoError(t, err)
	defer g.Close()
	require.Equal(t, fmt.Sprintf("postgres://tg:xxxxx@%s/postgres?sslmode=disable", p.Address()), g.Status().Source)
}
