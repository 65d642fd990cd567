package lang

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"

	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A Graph runs a script's paths on one state of a graph: the only way from the language to rows. [*path.Store] is one.
// A ref goes no further than back to Value, so it may as well be a value (graph.PreFetched).
type Graph interface {
	// Rows gives the rows of a path, at most limit if that is not below zero, until each gives false. A row is valid
	// until each returns.
	Rows(p *path.Path, limit int64, each func(row []path.Tagged) bool) error
	// Nodes gives the nodes at the end of a path, each once for all the ways to it.
	Nodes(p *path.Path, limit int64, each func(node graph.Ref) bool) error
	// Count counts the rows of a path.
	Count(p *path.Path) (int64, error)
	// Shortest finds a way of the fewest quads; nil if there is none.
	Shortest(from *path.Path, to path.Search) ([]path.Leg, error)
	// Value is the value of a node of a row; nil if it has none.
	Value(node graph.Ref) quad.Value
}

// Names are what the graph knows of names, to read what a script wrote and to give hints about it.
type Names interface {
	// Has tells whether the graph holds a value.
	Has(v quad.Value) bool
	// Namespace is what a prefix stands for; "" if it is unknown.
	Namespace(prefix string) string
	// Stored are the prefixes that the graph keeps as data, as Cayley's schema package writes them.
	Stored() ([]voc.Namespace, error)
	// Compact writes an IRI as a script may.
	Compact(iri quad.IRI) string
	// Labelled are the things that are called by a text, at most a few.
	Labelled(text string) []quad.IRI
	// Nearest is an IRI of the graph that is spelt nearly so; "" if there is none.
	Nearest(iri quad.IRI) quad.IRI
}

// Out takes what a script gives, as it gives it. It may stop the run.
type Out interface {
	// Rows gives the rows of a path to the caller, at most limit if that is not below zero. It tells whether a row came
	// twice among the first ones, if somebody wants notes.
	Rows(p *path.Path, limit int64) (twice bool, err error)
	// Emit takes what g.emit() was called with: a string, int64, float64, bool, time.Time, quad.Value, []any or
	// map[string]any.
	Emit(value any)
}

// A Run is what a world is given for one script.
type Run struct {
	Ctx    *stop.Context
	Source string // the script
	Graph  Graph
	Names  Names
	Out    Out
	// Note takes hints, with their place in the script; nil if nobody wants any.
	Note          func(line, column int, text string)
	Params        map[string]any // without the $; see CheckParams
	MaxPathLength int
	MaxEmitted    int
	MaxCallDepth  int
}
