package ask

import (
	"talentgraph.example/graph"
)

// Pair is two nodes, a number in each half.
type Pair uint64

// MakePair puts two nodes together.
func MakePair(from, to graph.ID) Pair { return Pair(from)<<32 | Pair(to) }

// From is the first node.
func (p Pair) From() graph.ID { return graph.ID(p >> 32) }

// To is the second node.
func (p Pair) To() graph.ID { return graph.ID(p & 0xffffffff) }
