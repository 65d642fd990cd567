package algebra

import "talentgraph.example/graph/term"

// Expr is an expression. The types of this file are all there are; aggregates are in [Group], and expressions above
// read their variables.
type Expr interface {
	expr()
	// At is the place in the text.
	At() Place
}

type (
	// VarExpr is a variable's value, an error where it is unbound.
	VarExpr struct {
		Var   Var
		Place Place
	}

	// Const is a constant.
	Const struct {
		Value term.Term
		Place Place
	}

	// Call is an operator or a built-in function. In and NotIn have the left side first, then the list.
	Call struct {
		Func  Func
		Args  []Expr
		Place Place
	}

	// CallIRI is a function by IRI: a cast of xsd: or one that the program registers.
	CallIRI struct {
		IRI   string
		Args  []Expr
		Place Place
	}

	// Exists tells whether Pattern has a solution with the variables that are bound here. They are joined in at the
	// innermost place where the variable is visible. The active graph is the one around it.
	Exists struct {
		Pattern Op
		Not     bool
		Place   Place
	}
)

func (*VarExpr) expr() {}
func (*Const) expr()   {}
func (*Call) expr()    {}
func (*CallIRI) expr() {}
func (*Exists) expr()  {}

// At gives the place.
func (e *VarExpr) At() Place { return e.Place }

// At gives the place.
func (e *Const) At() Place { return e.Place }

// At gives the place.
func (e *Call) At() Place { return e.Place }

// At gives the place.
func (e *CallIRI) At() Place { return e.Place }

// At gives the place.
func (e *Exists) At() Place { return e.Place }
