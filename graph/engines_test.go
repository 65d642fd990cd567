package graph_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"talentgraph.example/graph"
)

// inEveryEngine runs a test for each way to keep a graph; newGraph gives it empty graphs, which are closed after it.
func inEveryEngine(t *testing.T, test func(t *testing.T, newGraph func() *graph.Graph)) {
	for _, parameters := range []string{"memory:", "", "?read=map&sync=group"} {
		t.Run(parameters, func(t *testing.T) {
			dir, made := t.TempDir(), 0
			test(t, func() *graph.Graph {
				if parameters == "memory:" {
					return graph.New()
				}
				made++
				return openIn(t, "file:"+filepath.Join(dir, fmt.Sprint(made, ".tg"))+parameters)
			})
		})
	}
}
