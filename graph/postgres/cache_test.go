package postgres_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/engine/enginetest"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/servers"
)

// killedCaches kills writers that have a cache: whatever they were at, the next process finds a state in it that it can
// go on from.
func killedCaches(t *testing.T, p *servers.Postgres) {
	source := p.Source(t)
	withCache := source + "&cache=" + filepath.Join(t.TempDir(), "talent.cache")
	witness, err := graph.Open(t.Context(), source)
	require.NoError(t, err)
	defer witness.Close()
	recovered := 0
	for range long.Runs(4, 150) {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), fmt.Sprint(servers.WritesTo, "=", withCache))
		out, err := child.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, child.Start())
		lines := bufio.NewScanner(out)
		for told := 0; lines.Scan(); told++ {
			if told == 1 {
				time.AfterFunc(rand.N(40*time.Millisecond), func() { child.Process.Kill() })
			}
		}
		child.Wait()
		g, err := graph.Open(t.Context(), withCache)
		require.NoError(t, err)
		status := g.Status()
		require.NotContains(t, status.Recovered, "made anew")
		if status.Recovered != "" {
			recovered++
		}
		require.Equal(t, "map", status.Read)
		require.NoError(t, witness.Sync(t.Context()))
		require.NoError(t, g.Sync(t.Context()))
		require.Equal(t, enginetest.State(t, witness), enginetest.State(t, g))
		require.NoError(t, g.Close())
	}
	require.NotZero(t, witness.Size())
	t.Log(witness.Snapshot().Version(), "changes; cut off in the cache:", recovered)
}
