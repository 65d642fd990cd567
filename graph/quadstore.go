package graph

import (
	cayleygraph "github.com/cayleygraph/cayley/graph"

	"talentgraph.example/graph/snapstore"
)

// QuadStore gives the present state to Cayley's own packages, such as its path API. It is read-only and
// stays at the state of the call. Of a closed graph it is empty.
//
// Cayley's own iteration ends without an error when its context does: look at the context's Err after it.
func (g *Graph) QuadStore() cayleygraph.QuadStore { return g.Snapshot().QuadStore() }

// QuadStore gives the state to Cayley's own packages, such as its path API. It is read-only. Cayley's own
// iteration ends without an error when its context does: look at the context's Err after it.
func (s *Snapshot) QuadStore() cayleygraph.QuadStore {
	if s.err != nil {
		return snapstore.New().Snapshot().QuadStore()
	}
	return (&snapstore.Snapshot{Snapshot: s.quads}).QuadStore()
}
