package algebra

// Op is an operator: what gives solutions. The types of this file are all there are.
type Op interface{ op() }

// Triple is a triple pattern: each of its parts a variable or a constant. In templates blank nodes are constants.
type Triple struct {
	Subject, Predicate, Object Term
}

// Place is that of the subject.
func (t Triple) Place() Place { return t.Subject.Place }

type (
	// BGP is a basic graph pattern over the active graph. One without triples has one solution, which binds nothing.
	// Each distinct triple of the active graph counts once, whatever its labels.
	BGP struct{ Triples []Triple }

	// Path is a property path that is more than triples. From and To are as in a triple.
	Path struct {
		From  Term
		Path  PathExpr
		To    Term
		Place Place
	}

	// Join gives what is compatible of both sides.
	Join struct{ Left, Right Op }

	// LeftJoin is OPTIONAL. Cond sees the variables of both sides; nil is true.
	LeftJoin struct {
		Left, Right Op
		Cond        Expr
	}

	// Union gives the solutions of both sides.
	Union struct{ Left, Right Op }

	// Minus gives solutions of Left for which Right has no compatible one that shares a bound variable.
	Minus struct{ Left, Right Op }

	// Filter keeps solutions for which Cond's effective boolean value is true; an error is not.
	Filter struct {
		Input Op
		Cond  Expr
	}

	// Extend is BIND, or an expression in SELECT: Var is never bound in Input; an error leaves it unbound.
	Extend struct {
		Input Op
		Var   Var
		Expr  Expr
		Place Place
	}

	// Values is a table of constants. A zero Term is unbound. Given says that its one row has the values of Query.Given.
	Values struct {
		Vars  []Var
		Rows  [][]Term
		Given bool
		Place Place
	}

	// Group makes one solution of each group. Without Keys there is one group, also of no solutions at all. Its
	// solutions bind the variables of keys and aggregates and no others.
	Group struct {
		Input      Op
		Keys       []Key
		Aggregates []Aggregate
		Place      Place
	}

	// Project keeps the variables listed. Others of Input occur nowhere else.
	Project struct {
		Input Op
		Vars  []Var
	}

	// Distinct gives each solution once.
	Distinct struct{ Input Op }

	// Reduced may give a solution fewer times than Input does, but once at least.
	Reduced struct{ Input Op }

	// OrderBy sorts; equal solutions stay in Input's order.
	OrderBy struct {
		Input Op
		Keys  []Order
	}

	// Slice leaves out the first Offset solutions and gives Limit at most; no limit is -1.
	Slice struct {
		Input         Op
		Offset, Limit int64
	}

	// Graph evaluates Input with the named graph as the active one. A variable Name goes through all named graphs, and
	// is joined to Input's solutions in each.
	Graph struct {
		Name  Term
		Input Op
	}

	// Service is answered elsewhere, by a function that the program gives. Input is what it would be here, for scope.
	Service struct {
		Endpoint Term
		Silent   bool
		Input    Op
		// Text is the group as a query: "SELECT ?a ?b WHERE { ... }", with full IRIs. Vars are its columns.
		Text  string
		Vars  []Var
		Place Place
	}
)

// Key is one expression of GROUP BY. Var is bound to its value, and is the variable itself for a plain variable.
type Key struct {
	Expr Expr
	Var  Var
}

// Order is one expression of ORDER BY.
type Order struct {
	Expr Expr
	Desc bool
}

// AggregateKind tells the aggregates apart.
type AggregateKind uint8

// The aggregates of SPARQL 1.1.
const (
	Count AggregateKind = iota
	Sum
	Min
	Max
	Avg
	Sample
	GroupConcat
)

func (k AggregateKind) String() string {
	return [...]string{"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}[k]
}

// Aggregate is a value worked out from a group, and the variable that gets it. Error in a member: Count leaves it
// out, the others end in an error, which leaves Var unbound; Sample, Min, Max and GroupConcat as the standard has it.
type Aggregate struct {
	Kind      AggregateKind
	Distinct  bool
	Arg       Expr // nil is COUNT(*)
	Separator string
	Var       Var
	Place     Place
}

func (*BGP) op()      {}
func (*Path) op()     {}
func (*Join) op()     {}
func (*LeftJoin) op() {}
func (*Union) op()    {}
func (*Minus) op()    {}
func (*Filter) op()   {}
func (*Extend) op()   {}
func (*Values) op()   {}
func (*Group) op()    {}
func (*Project) op()  {}
func (*Distinct) op() {}
func (*Reduced) op()  {}
func (*OrderBy) op()  {}
func (*Slice) op()    {}
func (*Graph) op()    {}
func (*Service) op()  {}
