package ask

import (
	"talentgraph.example/graph"
)

// Numbering numbers organizations from 0 on in order of first appearance.
type Numbering struct {
	of  []int32    // by the number of an organization: its place and 1, or 0
	IDs []graph.ID // by place
}

// Number gives the place of an organization, a new one at the first time.
func (x *Numbering) Number(id graph.ID) int32 {
	if int(id) >= len(x.of) {
		x.of = append(x.of, make([]int32, max(int(id)+1-len(x.of), len(x.of)))...)
	}
	if x.of[id] == 0 {
		x.IDs = append(x.IDs, id)
		x.of[id] = int32(len(x.IDs))
	}
	return x.of[id] - 1
}
