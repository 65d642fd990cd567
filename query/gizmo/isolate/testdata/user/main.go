// Program user is what a program that runs strangers' scripts is at the least: a graph, a box, a script. It prints how many
// nanoseconds a fresh child takes at best, until it is ready and until a first script has ended.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

func main() {
	isolate.Init()
	var ready, first time.Duration
	for i := range 10 {
		r, f, err := fresh(context.Background())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if i == 0 || r < ready {
			ready = r
		}
		if i == 0 || f < first {
			first = f
		}
	}
	fmt.Println(ready.Nanoseconds(), first.Nanoseconds())
}

// fresh times a fresh child, until it is ready and until a first script has ended.
func fresh(ctx context.Context) (ready, first time.Duration, err error) {
	start := time.Now()
	box, err := isolate.New(isolate.WithChildren(1))
	if err != nil {
		return 0, 0, err
	}
	defer box.Close()
	ready = time.Since(start)
	for _, err := range gizmo.Run(ctx, graph.New(), `1 + 1`, gizmo.In(box)) {
		if err != nil {
			return 0, 0, err
		}
	}
	return ready, time.Since(start), nil
}
