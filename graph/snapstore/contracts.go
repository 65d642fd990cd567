package snapstore

import (
	"context"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
)

// What the store promises beyond Cayley's interfaces. Who has a graph.QuadStore or a graph.Scanner of unknown make
// looks for these by their type; package query/gizmo does, and does without on other stores.

// A Planner answers whole queries by plans of its own. What [Snapshot.QuadStore] gives is one.
//
// Only a store in memory is a Planner: going through all its nodes asks nobody else.
type Planner interface {
	// Plan gives the iterator of a query, or false if the store's plans do not cover all of it. The iterator is
	// ready to use: it needs none of Cayley's optimizing, honours the context, and its scanners are PathCounters.
	Plan(shape.Shape) (graph.IteratorShape, bool)
}

// A PathCounter is a graph.Scanner that can count what is left without going to it.
type PathCounter interface {
	// CountPaths counts the results that are left, each way to one. If the context ends it, Err tells, and the
	// number means nothing.
	CountPaths(ctx context.Context) int64
}

var (
	_ Planner     = (*pinned)(nil)
	_ PathCounter = (*planScanner)(nil)
)
