package gizmo

import (
	"context"
	"errors"
	"math/rand/v2"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/engines"
	"talentgraph.example/internal/long"
)

// Scripts give the same rows, in the same order, wherever the graph is kept, and end with their context.
func TestScriptsOnEveryEngine(t *testing.T) {
	memory := graph.New()
	addAsRead(t, memory, absolute(people())...)
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 2))
	scripts := everyMethod()
	for range long.Runs(100, 500) {
		scripts = append(scripts, randomPath(rng, 4)+pick(rng, `.all()`, `.count()`, `.tagArray().length`))
	}
	for i, script := range scripts {
		scripts[i] = regexp.MustCompile(`<([a-z]+)>`).ReplaceAllString(script, "<e:$1>")
	}
	engines.Each(t, memory, func(t *testing.T, e engines.Engine) {
		rows := 0
		store, inMemory := e.Graph.QuadStore(), e.Memory.QuadStore()
		for _, script := range scripts {
			want, wantErr := rowsOf(inMemory, script)
			got, err := rowsOf(store, script)
			require.Equal(t, wantErr, err, "seed %d, %s", seed, script)
			require.Equal(t, want, got, "seed %d, %s", seed, script)
			rows += len(got)
		}
		require.Greater(t, rows, len(scripts))

		const script = `g.V().out().in().out().in().out().all()`
		whole, err := values(t, e.Graph, script)
		require.NoError(t, err)
		require.NotEmpty(t, whole)
		for n := 0; ; n += 1 + n/4 {
			var last error
			rows := 0
			for _, err := range Run(countingDown(t.Context(), n), e.Graph, script) {
				if last = err; err == nil {
					rows++
				}
			}
			if last == nil {
				require.Equal(t, len(whole), rows)
				require.Greater(t, n, 3)
				break
			}
			require.ErrorIs(t, last, context.Canceled)
		}
	})
}

// A session goes on beside changes of the file that its graph is kept in, and scripts after Close are errors.
func TestSessionOnAFile(t *testing.T) {
	g, err := graph.Open(t.Context(), "file:"+t.TempDir()+"/talent.tg?read=map&sync=never")
	require.NoError(t, err)
	defer g.Close()
	addAsRead(t, g, absolute(people())...)
	for i := range 20 {
		got, err := values(t, g, `g.V("<e:ann>").out("<e:knows>").all()`)
		require.NoError(t, err)
		require.Len(t, got, 2)
		if i%5 == 4 {
			require.NoError(t, g.Compact(t.Context()))
		}
		addAsRead(t, g, absolute(people())[i%3])
	}
	require.NoError(t, g.Close())
	_, err = values(t, g, `g.V().all()`)
	require.True(t, errors.Is(err, graph.ErrClosed), "%v", err)
}
