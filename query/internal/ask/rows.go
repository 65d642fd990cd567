package ask

import (
	"context"

	"talentgraph.example/graph"
)

// AtATime is how many nodes a loop over columns touches ahead, and between two looks at its context.
const AtATime = 32

// TouchNext looks at the context, and touches the nodes that a loop over columns comes to next.
func TouchNext(ctx context.Context, columns *graph.Columns, left []graph.ID) error {
	columns.Touch(left[:min(AtATime, len(left))])
	return ctx.Err()
}

// AppendNew appends a node that is not the last one already: in a loop over rows, those that have several labels
// come several times.
func AppendNew(dst []graph.ID, other graph.ID) []graph.ID {
	if len(dst) > 0 && dst[len(dst)-1] == other {
		return dst
	}
	return append(dst, other)
}
