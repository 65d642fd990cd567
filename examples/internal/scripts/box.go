package scripts

import (
	"fmt"

	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

// NewBox makes a box for one script at a time, whose process may have as much memory as the limits let a script have. The
// error says how to do without.
func NewBox(l Limits) (*isolate.Box, error) {
	memory := max(int64(l.Memory)<<20, gizmo.DefaultMaxMemory)
	box, err := isolate.New(isolate.WithChildren(1), isolate.WithMemory(memory))
	if err != nil {
		return nil, fmt.Errorf("%w; -trust runs scripts without", err)
	}
	return box, nil
}
