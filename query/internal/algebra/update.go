package algebra

import "talentgraph.example/graph/term"

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
	// Modify deletes and inserts what its templates give for each solution of Where, deletions first.
	Modify struct {
		Delete, Insert []Quad
		// Where gives the solutions, a Select of the variables that the templates have.
		Where *Query
		With  term.Term // the graph of templates without one and of Where, if Using is not given
		Place Place
	}

	// Data is INSERT DATA or DELETE DATA. There may be many quads, so that they have terms by number.
	Data struct {
		Delete bool
		Terms  []term.Term // the first is none; two may be equal
		Quads  []DataQuad
		// PlaceOf tells where a term is written first.
		PlaceOf func(i uint32) Place
		Place   Place
	}

	// DataQuad has indexes of terms. Graph is 0 outside of GRAPH.
	DataQuad struct{ Subject, Predicate, Object, Graph uint32 }

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
func (*Data) operation()   {}
func (*Load) operation()   {}
func (*Manage) operation() {}
