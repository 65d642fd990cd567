package graph_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
)

const committing = "TALENTGRAPH_TEST_COMMITS_TO"

// TestCommitsUntilKilled is the child of TestKilledWhileCommitting: it tells each change of two quads that has returned.
func TestCommitsUntilKilled(t *testing.T) {
	source := os.Getenv(committing)
	if source == "" {
		t.Skip("only as the child of TestKilledWhileCommitting")
	}
	ctx := context.Background()
	g, err := graph.Open(ctx, source)
	require.NoError(t, err)
	for i := int(g.Size()); ; i += 2 {
		require.NoError(t, g.Add(ctx, nameQuad(i, "a name"), nameQuad(i+1, "a name")))
		fmt.Println("committed", i+2)
		if i%50 == 0 {
			require.NoError(t, g.Compact(ctx))
		}
	}
}

// TestKilledWhileCommitting kills a process with signal 9 while it commits: what it told is there, and nothing is
// there by half.
func TestKilledWhileCommitting(t *testing.T) {
	times := long.Runs(20, 200)
	for _, parameters := range []string{"?sync=always", "?sync=group", "?sync=never"} {
		path := filepath.Join(t.TempDir(), "talent.tg")
		for range (times + 2) / 3 {
			child := exec.Command(os.Args[0], "-test.run=^TestCommitsUntilKilled$")
			child.Env = append(os.Environ(), committing+"=file:"+path+parameters)
			out, err := child.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, child.Start())
			time.AfterFunc(time.Duration(20+time.Now().UnixNano()%60)*time.Millisecond, func() { child.Process.Kill() })
			told := 0
			for lines := bufio.NewScanner(out); lines.Scan(); {
				if n, err := strconv.Atoi(lines.Text()[min(len("committed "), len(lines.Text())):]); err == nil {
					told = n
				}
			}
			child.Wait()
			g, err := graph.Open(t.Context(), "file:"+path)
			require.NoError(t, err)
			require.GreaterOrEqual(t, g.Size(), int64(told))
			require.Zero(t, g.Size()%2)
			require.EqualValues(t, g.Size()/2, g.Snapshot().Version())
			require.NoError(t, g.Close())
		}
		require.NoError(t, graph.CheckFile(t.Context(), path))
	}
}
