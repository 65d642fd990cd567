package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/servers"
	"talentgraph.example/loader"
)

// The test's binary is the second process as well.
func TestMain(m *testing.M) {
	if os.Getenv(writes) != "" {
		main()
	}
	os.Exit(m.Run())
}

func TestTwoProcesses(t *testing.T) {
	p := servers.NewPostgres(t)
	var out, errors bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-data", p.Source(t)}, &out, &errors), errors.String())
	require.Contains(t, out.String(), "process 1 follows from version 0, with 0 quads\nversion 1\n  + <")
	require.Contains(t, out.String(), "version 4\n")
	require.Equal(t, changes-1, strings.Count(out.String(), "\n  - <"))

	t.Run("a graph moves to a server and back", func(t *testing.T) {
		address := strings.Replace(p.Source(t), "tg@", "tg:secret@", 1)
		facts := graph.New()
		_, err := loader.Article(t.Context(), facts)
		require.NoError(t, err)
		told := int64(0)
		require.NoError(t, data.WriteShared(t.Context(), address, facts, func(quads, of int64) { told = quads }))
		require.Equal(t, facts.Size(), told)
		err = data.WriteShared(t.Context(), address, facts, nil)
		require.ErrorContains(t, err, "was left as it is")
		require.NotContains(t, err.Error(), "secret")
		back, err := data.Open(t.Context(), []string{address}, false)
		require.NoError(t, err)
		defer back.Close()
		path := filepath.Join(t.TempDir(), "back.tg")
		require.NoError(t, back.Backup(t.Context(), path))
		file, err := data.OpenKept(t.Context(), path)
		require.NoError(t, err)
		defer file.Close()
		require.Equal(t, quadsOf(t, facts), quadsOf(t, file))
	})
}

func quadsOf(t *testing.T, g *graph.Graph) map[string]bool {
	all := map[string]bool{}
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		all[string(term.AppendQuad(nil, q))] = true
	}
	return all
}

func TestNoServer(t *testing.T) {
	var out, errors bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-data", "postgres://me:secret@127.0.0.1:1/db?sslmode=disable"}, &out, &errors))
	require.Contains(t, errors.String(), "skipped: there is no server at postgres://127.0.0.1:1/db")
	require.Empty(t, out.String())
}
