package ask

import (
	"talentgraph.example/graph"
)

// Pair is two nodes, a number in each half.
type Pair uint64

func MakePair(from, to graph.ID) Pair { return Pair(from)<<32 | Pair(to) }

func (p Pair) From() graph.ID { return graph.ID(p >> 32) }

func (p Pair) To() graph.ID { return graph.ID(p & 0xffffffff) }
