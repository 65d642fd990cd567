package servers

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

// eventually waits until something is so, as long as even a slow machine may take.
func eventually(t *testing.T, is func() bool) {
	t.Helper()
	require.Eventually(t, is, 4*time.Minute, time.Millisecond)
}

// counters are writers that count together, each through a graph of its own, until they are stopped. A change is made, or
// refused and repeated.
type counters struct {
	made, refused atomic.Int64
	stop          func()
}

func startCounters(t *testing.T, graphs ...*graph.Graph) *counters {
	ctx, cancel := context.WithCancel(t.Context())
	var work sync.WaitGroup
	c := &counters{stop: func() { cancel(); work.Wait() }}
	for _, g := range graphs {
		work.Go(func() {
			for ctx.Err() == nil {
				switch err := count(t.Context(), g); {
				case err == nil:
					c.made.Add(1)
				case errors.Is(err, graph.ErrConflict):
					c.refused.Add(1)
				default:
					t.Error(err)
					return
				}
			}
		})
	}
	t.Cleanup(c.stop)
	return c
}

// goOn waits until some more changes have been made.
func (c *counters) goOn(t *testing.T) {
	t.Helper()
	before := c.made.Load()
	eventually(t, func() bool { return t.Failed() || c.made.Load() > before+5 })
}

// check stops the writers, and holds that every change they were told of was made once, and no other.
func (c *counters) check(t *testing.T, graphs ...*graph.Graph) {
	t.Helper()
	c.stop()
	same(t, graphs...)
	require.EqualValues(t, c.made.Load(), graphs[0].Snapshot().Version())
	require.EqualValues(t, 1, graphs[0].Size())
	require.True(t, has(t, graphs[0], fact("counter", int(c.made.Load()))))
	t.Log("changes made and refused:", c.made.Load(), c.refused.Load())
}
