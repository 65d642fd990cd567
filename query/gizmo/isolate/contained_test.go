package isolate_test

import (
	"errors"
	"runtime/debug"
	"strings"
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
	all := allHostile()
	left := long.Runs(70, len(all))
	for name, script := range all { // in any order
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
			require.Less(t, took-timeout, 30*time.Second, "late") // how late, TestEndsSoonAfterItsTime tells
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

// The same through one session: whatever has been done to it, it goes on to run scripts, and says when its variables are
// gone.
func TestHostileSession(t *testing.T) {
	g, box := small(t), newBox(t, isolate.WithChildren(1), isolate.WithMemory(64<<20))
	s, err := gizmo.NewSession(gizmo.In(box), gizmo.WithTimeout(25*time.Millisecond), gizmo.WithMaxRows(1000))
	require.NoError(t, err)
	defer s.Close()
	all := allHostile()
	left := long.Runs(15, len(all))
	for name, script := range all {
		if left--; left < 0 {
			break
		}
		var last error
		for _, err := range s.Run(t.Context(), g, hostileScript(script)) {
			last = err
		}
		gone := last != nil && strings.Contains(last.Error(), "the variables of the session are gone")
		for range 2 { // the world may be another one by now, in which nothing works any more, but it is told
			last = nil
			for _, err := range s.Run(t.Context(), g, `1`, gizmo.WithTimeout(time.Minute)) {
				last = err
			}
			if last == nil {
				break
			}
			require.False(t, gone, "%s: %v", name, last)
			require.ErrorContains(t, last, "gone", name)
			gone = true
		}
		require.NoError(t, last, name)
		if gone || left%5 == 0 {
			require.NoError(t, s.Close()) // so that what it did to its world is left behind
		}
	}
}
