package isolate_test

import (
	"errors"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/internal/long"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/isolate"
)

// TestHostile runs them one after another in one box. A short run takes some, others each time.
func TestHostile(t *testing.T) {
	const memory = 64 << 20
	timeout := time.Duration(long.Runs(25, 300)) * time.Millisecond
	g := small(t)
	require.NoError(t, newBox(t).Close()) // so that what the runtime opens for itself is open
	before := descriptors(t)
	box := newBox(t, isolate.WithChildren(1), isolate.WithMemory(2*memory))
	pids := children(t)
	require.Len(t, pids, 1)
	birth := status(pids[0], "VmRSS:")
	worst, most := time.Duration(0), int64(0)
	left := long.Runs(70, len(hostile))
	for name, script := range hostile { // in any order
		if left--; left < 0 {
			break
		}
		t.Run(name, func(t *testing.T) {
			debug.FreeOSMemory() // collects the garbage first
			base := stop.MemoryInUse()
			var peak, resident atomic.Int64
			done, looked := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(looked)
				for {
					select {
					case <-done:
						return
					case <-time.After(time.Millisecond):
						peak.Store(max(peak.Load(), stop.MemoryInUse()-base))
						for _, pid := range children(t) {
							resident.Store(max(resident.Load(), status(pid, "VmHWM:")))
						}
					}
				}
			}()
			start := time.Now()
			var last error
			for _, err := range gizmo.Run(t.Context(), g, hostileScript(script), gizmo.In(box), gizmo.WithTimeout(timeout), gizmo.WithMaxMemory(memory), gizmo.WithMaxRows(10_000)) {
				last = err
			}
			took := time.Since(start)
			close(done)
			<-looked
			worst, most = max(worst, took-timeout), max(most, resident.Load())
			t.Logf("%v, %d MB here, %d MB there: %.200v", took.Round(time.Millisecond), peak.Load()>>20, resident.Load()>>20, last)
			require.Less(t, took-timeout, time.Second, "late")
			require.Less(t, peak.Load(), int64(48<<20), "memory here")
			const read = 16 << 20 // of the program's own text and data
			require.Less(t, resident.Load()-birth, int64(memory+32<<20+read), "memory there")
			var bad *gizmo.ScriptError
			require.True(t, last == nil || errors.As(last, &bad), "%v", last)
			got, err := run(t, g, `g.V("<http://e/ann>").out("<http://e/knows>").all()`, gizmo.In(box))
			require.NoError(t, err, "the next query")
			require.Len(t, got, 2, "the next query")
		})
	}
	t.Log("the latest came", worst.Round(time.Millisecond), "after its deadline; the largest child had", most>>20, "MB")
	require.LessOrEqual(t, len(children(t)), 1)
	require.NoError(t, box.Close())
	require.Empty(t, children(t))
	require.Equal(t, before, descriptors(t))
}
