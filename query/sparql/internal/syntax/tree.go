package syntax

import (
	"strconv"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Node is a variable, a blank node, or an IRI or literal. The zero Node is nothing: UNDEF, or no graph.
type Node struct {
	Var   string    // name of a variable
	Blank int       // number of a blank node, from 1
	Value term.Term // of others
	Place algebra.Place
}

// IsZero tells whether nothing is there.
func (n Node) IsZero() bool { return n.Var == "" && n.Blank == 0 && n.Value.Kind == term.None }

// Prefix is a prefix that a text uses.
type Prefix struct{ Name, Namespace string }

// Query is a query, or a subquery.
type Query struct {
	Form               algebra.Form
	Distinct, Reduced  bool
	All                bool       // SELECT *, DESCRIBE *
	Projection         []Selected // SELECT
	Template           []Triple   // CONSTRUCT
	Describe           []Node
	From, FromNamed    []Node
	Where              *Group // nil for a DESCRIBE without one
	GroupBy            []Selected
	Having             []*Expr
	OrderBy            []Order
	Offset, Limit      int64 // -1: none
	Values             *Values
	Place              algebra.Place
	Base               string   // of the outermost query, for IRI() and printing
	Prefixes           []Prefix // of the outermost query: those used
	blanks             int
	aggregates, nested bool
}

// Selected is a variable, or an expression with a name, in SELECT and GROUP BY. Var is empty for a key of GROUP BY that
// has no name.
type Selected struct {
	Var   string
	Expr  *Expr // nil for a plain variable
	Place algebra.Place
}

// Order is one key of ORDER BY.
type Order struct {
	Expr *Expr
	Desc bool
}

// Triple is a triple pattern. Path is nil if Predicate is a variable or an IRI.
type Triple struct {
	Subject, Predicate, Object Node
	Path                       algebra.PathExpr
}

// Quad is a triple in a template of an update. Graph is zero outside of GRAPH.
type Quad struct {
	Triple
	Graph Node
}

// Group is a group graph pattern: what stands in braces.
type Group struct {
	Elements []Element
	Place    algebra.Place
}

// Element is a part of a group. The types of this file are all there are.
type Element interface{ element() }

type (
	// Triples are triple patterns and paths, in a row.
	Triples struct{ List []Triple }
	// Filter is FILTER.
	Filter struct{ Cond *Expr }
	// Optional is OPTIONAL.
	Optional struct{ Group *Group }
	// Minus is MINUS.
	Minus struct{ Group *Group }
	// Union is one group or more with UNION between them.
	Union struct{ Groups []*Group }
	// Named is GRAPH.
	Named struct {
		Name  Node
		Group *Group
	}
	// Service is SERVICE.
	Service struct {
		Silent   bool
		Endpoint Node
		Group    *Group
		Place    algebra.Place
	}
	// Bind is BIND.
	Bind struct {
		Expr  *Expr
		Var   string
		Place algebra.Place // of the variable
	}
	// Values is VALUES.
	Values struct {
		Vars  []string
		Rows  [][]Node
		Place algebra.Place
	}
	// Sub is a subquery.
	Sub struct{ Query *Query }
)

func (*Triples) element()  {}
func (*Filter) element()   {}
func (*Optional) element() {}
func (*Minus) element()    {}
func (*Union) element()    {}
func (*Named) element()    {}
func (*Service) element()  {}
func (*Bind) element()     {}
func (*Values) element()   {}
func (*Sub) element()      {}

// Expr is an expression: a node, a call, a function by IRI, EXISTS or an aggregate.
type Expr struct {
	Kind  ExprKind
	Node  Node         // ExprNode
	Func  algebra.Func // ExprCall
	IRI   string       // ExprIRI
	Args  []*Expr      // of calls; of an aggregate one, none for COUNT(*)
	Group *Group       // ExprExists
	Not   bool         // ExprExists
	// ExprAggregate
	Aggregate algebra.AggregateKind
	Distinct  bool
	Separator string
	Place     algebra.Place
}

// ExprKind tells expressions apart.
type ExprKind uint8

// The kinds of expressions.
const (
	ExprNode ExprKind = iota
	ExprCall
	ExprIRI
	ExprExists
	ExprAggregate
)

// Request is a request to update.
type Request struct {
	Operations []Operation
	Prefixes   []Prefix
	Bases      []string // the base that holds for each operation
}

// Operation is a part of a request: *Modify, or *algebra.Data, *algebra.Load or *algebra.Manage as they are.
type Operation any

// Modify is DELETE WHERE, and DELETE and INSERT with a WHERE.
type Modify struct {
	Delete, Insert   []Quad
	HasDelete        bool
	HasInsert        bool
	With             Node
	Using, UsingName []Node
	Where            *Group
	Place            algebra.Place
	blanks           int
}

// How errors and the printed form call *algebra.Data.
const (
	insertData = "INSERT DATA"
	deleteData = "DELETE DATA"
)

// blankPrefix is how the names of blank nodes begin in algebra.
const blankPrefix = "b"

func blankName(n int) string { return blankPrefix + strconv.Itoa(n) }
