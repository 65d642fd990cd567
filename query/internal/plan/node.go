package plan

import (
	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Facts are what is known of a node before it runs.
type Facts struct {
	Certain Set     // variables that each solution binds
	Maybe   Set     // variables that a solution may bind; Certain is within it
	Push    Set     // variables of Certain that may have a value before the node runs, which then restricts its solutions
	Reads   Set     // all variables whose slots the node looks at, Maybe included
	Outer   bool    // whether it reads the solution that EXISTS is asked about
	Whole   bool    // whether some part has to see all its solutions before it gives one
	Rows    float64 // estimate, with nothing given
}

// Of gives the facts.
func (f *Facts) Of() *Facts { return f }

// Node is a part of a plan. The types of this file are all there are.
type Node interface{ Of() *Facts }

// Ref is a variable, or the number of a constant; 0 is a constant that the state does not have.
type Ref struct {
	Var algebra.Var
	ID  graph.ID
}

// GraphKind says which quads are the active graph.
type GraphKind uint8

// The kinds of active graphs.
const (
	DefaultGraph GraphKind = iota // as the dataset has it
	OneGraph                      // the quads with a label
	GraphOf                       // the quads with the label that a variable holds, or is to hold
)

// ActiveGraph is what a pattern is looked for in.
type ActiveGraph struct {
	Kind GraphKind
	ID   graph.ID // of OneGraph; 0 for a graph that has nothing
	Var  algebra.Var
}

type (
	// Triple looks for quads.
	Triple struct {
		Facts
		Subject, Predicate, Object Ref
		Graph                      ActiveGraph
		Place                      algebra.Place
	}

	// Intersect binds Var to what its triples share, as one step. Each looks in the default graph, which is the union of all
	// quads, and has Var as its subject or object; whatever else stands in it is a constant or bound before.
	Intersect struct {
		Facts
		Var     algebra.Var
		Triples []*Triple
	}

	// Path follows a property path. Terms that are no variables stay terms: a path may begin at one that no quad has.
	Path struct {
		Facts
		From, To algebra.Term
		Path     algebra.PathExpr
		Graph    ActiveGraph
		Place    algebra.Place
	}

	// Labels binds a variable to each named graph of the dataset.
	Labels struct {
		Facts
		Var algebra.Var
	}

	// One is the empty solution.
	One struct{ Facts }

	// Edge stands for two triples whose subject is of no further interest, ?m Out From and ?m In To. It gives each pair of
	// ends once, with the number of subjects as its weight.
	Edge struct {
		Facts
		From, To Ref
		Out, In  graph.ID
	}

	// Join runs each input for each solution of those before it.
	Join struct {
		Facts
		Inputs []Input
		// Merge says that whoever takes the solutions counts them by their weight, if Weighted, or not at all: then what
		// only differs in variables that nobody needs any more may be made one. See [Input.Keep].
		Merge, Weighted bool
	}

	// Union gives the solutions of one after the other.
	Union struct {
		Facts
		Inputs []Node
	}

	// LeftJoin runs Right for each solution of Left, which stays as it is if nothing fits.
	LeftJoin struct {
		Facts
		Left  Node
		Right Input
		Cond  algebra.Expr
		Graph ActiveGraph
	}

	// Minus drops solutions of Left for which Right has a compatible one that shares one of the variables Common.
	Minus struct {
		Facts
		Left   Node
		Right  Input
		Common []algebra.Var
	}

	// Extend binds a variable to a value. With Compare the variable may be bound already: then the value is to be the
	// same.
	Extend struct {
		Facts
		Input Node
		Var   algebra.Var
		Expr  algebra.Expr
		Graph ActiveGraph // of patterns within EXISTS

		Compare bool
	}

	// Values gives rows of constants. A zero Term leaves its variable as it is. A Term that is a variable stands for its
	// value in the solution that EXISTS is asked about, or for the one that the run was given.
	Values struct {
		Facts
		Vars []algebra.Var
		Rows [][]algebra.Term
	}

	// Group makes one solution of each group.
	Group struct {
		Facts
		Input      Node
		Keys       []algebra.Key
		Aggregates []algebra.Aggregate
		Visible    []algebra.Var // what COUNT(DISTINCT *) compares
		Graph      ActiveGraph
		Sorted     bool // solutions of one group come one after the other
	}

	// Project hides variables, which have slots of their own: it does nothing when it runs.
	Project struct {
		Facts
		Input Node
	}

	// Distinct gives each row of Vars once.
	Distinct struct {
		Facts
		Input Node
		Vars  []algebra.Var
	}

	// OrderBy sorts rows of Vars. Limit is how many are wanted, -1 for all.
	OrderBy struct {
		Facts
		Input Node
		Keys  []algebra.Order
		Vars  []algebra.Var
		Limit int64
		Graph ActiveGraph
	}

	// Slice leaves out the first Offset solutions and gives Limit at most; -1 is no limit.
	Slice struct {
		Facts
		Input         Node
		Offset, Limit int64
	}

	// Service asks a function of the program's, once for each endpoint.
	Service struct {
		Facts
		Op *algebra.Service
	}
)

// Input is a node that is joined to what ran before it.
type Input struct {
	Node Node
	// Hide lists variables that may have a value by now which the node must not see. They are compared with what the node
	// binds, if it does.
	Hide []algebra.Var
	// Kept says that the node runs once, with nothing given, and its rows are kept: columns Vars, of which the first On
	// are those by which they are found. Active is the variable of the active graph: when its value is another one, the
	// node runs again.
	Kept   bool
	Vars   []algebra.Var
	On     int
	Active algebra.Var
	// Merged says that solutions are made one after this input if they are equal in the variables Keep.
	Merged bool
	Keep   []algebra.Var
	// Filters run on each solution after it.
	Filters []algebra.Expr
	Graph   ActiveGraph
}

// Constant tells whether a term is no variable and there at all.
func constant(t algebra.Term) bool { return !t.IsVar() && t.Value.Kind != term.None }
