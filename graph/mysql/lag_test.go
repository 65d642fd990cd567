package mysql_test

import (
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/servers"
)

// A change is there soon where others follow, be they one or several: on a machine that has nothing else to do within 20 ms
// by the median, which the test prints. Where nobody were told before the look that each follower has once a second, it would
// hardly ever be that of 20 changes 15 are there within 300 ms; a machine that is busy may need some tries for that.
func lag(t *testing.T, m *servers.MariaDB) {
	source := m.Source(t)
	var graphs []*graph.Graph
	for range 4 {
		g, err := graph.Open(t.Context(), source)
		require.NoError(t, err)
		defer g.Close()
		graphs = append(graphs, g)
	}
	for try := 0; ; try++ {
		require.Less(t, try, 10, "changes are late")
		var first, last []time.Duration
		for i := range 20 {
			time.Sleep(time.Duration(20+7*i) * time.Millisecond) // idle
			one, all := until(t, graphs, graphs[i%4], try*20+i)
			first, last = append(first, one), append(last, all)
		}
		slices.Sort(first)
		slices.Sort(last)
		t.Logf("a change until one other follower has it, by the median: %v; until three have it: %v", first[len(first)/2], last[len(last)/2])
		if last[15] < 300*time.Millisecond {
			return
		}
	}
}

// until makes a change, and tells how long it takes until another follower has it, and until all have it.
func until(t *testing.T, graphs []*graph.Graph, by *graph.Graph, n int) (one, all time.Duration) {
	require.NoError(t, by.Add(t.Context(), quad.Quad{Subject: quad.IRI("https://example.com/s"), Predicate: quad.IRI("https://example.com/p"), Object: quad.Int(n)}))
	begun, version := time.Now(), by.Snapshot().Version()
	for {
		there := 0
		for _, g := range graphs {
			if g.Snapshot().Version() >= version {
				there++
			}
		}
		all = time.Since(begun)
		if there > 1 && one == 0 {
			one = all
		}
		if there == len(graphs) {
			return one, all
		}
		require.Less(t, all, 4*time.Minute)
		time.Sleep(100 * time.Microsecond)
	}
}
