package algebra

import (
	"iter"

	"talentgraph.example/graph/term"
)

// Request is a request to change a graph: operations, each of which sees what the ones before have done.
type Request struct {
	Operations []Operation
}

// Operation is one of the types of this file.
type Operation interface{ operation() }

// Quad is a triple of a template or of data, in a graph. A zero Graph is the default graph, or what WITH names.
type Quad struct {
	Triple
	Graph Term
}

// Target says what CLEAR, DROP and the like are about.
type Target struct {
	Kind  TargetKind
	Graph term.Term // if Kind is OneGraph
}

// TargetKind tells targets apart.
type TargetKind uint8

// The kinds of targets.
const (
	DefaultGraph TargetKind = iota
	OneGraph
	AllNamed
	AllGraphs
)

// ManageKind tells the operations on whole graphs apart.
type ManageKind uint8

// The operations on whole graphs.
const (
	Clear ManageKind = iota
	Drop
	Create
	Add
	Move
	Copy
)

func (k ManageKind) String() string {
	return [...]string{"CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}[k]
}

type (
	// Modify deletes and inserts what its templates give for each solution of Where, deletions first. DELETE DATA has no
	// Where and no variables.
	Modify struct {
		Delete, Insert []Quad
		// Data are the quads of INSERT DATA, of which there may be many: nil for other operations, and nothing else is there then.
		Data iter.Seq[Quad]
		// Where gives the solutions, a Select of the variables that the templates have; nil is one empty solution.
		Where *Query
		With  term.Term // the graph of templates without one and of Where, if Using is not given
		Place Place
	}

	// Load adds what a function of the program gives for an IRI.
	Load struct {
		From   term.Term
		Into   term.Term // None is the default graph
		Silent bool
		Place  Place
	}

	// Manage is an operation on whole graphs. Clear, Drop and Create have To alone.
	Manage struct {
		Kind     ManageKind
		From, To Target
		Silent   bool
		Place    Place
	}
)

func (*Modify) operation() {}
func (*Load) operation()   {}
func (*Manage) operation() {}
