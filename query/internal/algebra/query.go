package algebra

import (
	"fmt"

	"talentgraph.example/graph/term"
)

// Var numbers a variable of a query, from 1. 0 is no variable.
type Var int32

// Place is where in the text something stands: line and column from 1, columns in runes. The zero Place is nowhere.
type Place struct{ Line, Column int32 }

func (p Place) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// Variable describes one variable.
type Variable struct {
	// Name is the name without "?"; of a blank node its label, or empty.
	Name string
	// Hidden says that no name of the outermost query leads here: a blank node, a variable that a subquery keeps to
	// itself, or one that the translation made.
	Hidden bool
	// Blank says that it stands for a blank node of a pattern, or for what a path passes: solutions do not differ by it.
	Blank bool
	Place Place // of the first use
}

// Term is what stands at a place of a pattern: a variable, a constant, or, being zero, nothing.
type Term struct {
	Var   Var
	Value term.Term // if Var is 0; blank nodes occur in templates and data only
	Place Place
}

// IsVar tells a variable from a constant.
func (t Term) IsVar() bool { return t.Var != 0 }

// IsZero tells whether nothing is there: UNDEF in Values.
func (t Term) IsZero() bool { return t.Var == 0 && t.Value.Kind == term.None }

// Form is what a query gives.
type Form uint8

// The four forms.
const (
	Select Form = iota
	Ask
	Construct
	Describe
)

func (f Form) String() string {
	names := [...]string{"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
	if int(f) >= len(names) {
		return "unknown"
	}
	return names[f]
}

// Query is one query.
type Query struct {
	Form Form
	// Vars describes the variables. Vars[0] is unused.
	Vars []Variable
	// Root gives the solutions, with all modifiers of the outermost query applied.
	Root Op
	// Where is the pattern of WHERE within Root, below all modifiers.
	Where Op
	// Result lists the columns of a Select in their order. For other forms it lists the variables that templates and
	// Describe need.
	Result []Var
	// Given lists variables that get a value each from whoever runs the query. See Bind.
	Given []Var
	// Template has the triples of a Construct. A blank node in it is new for each solution.
	Template []Triple
	// Describe lists what a Describe is about.
	Describe []Term
	Dataset  Dataset
}

// Dataset says which labels a query sees.
type Dataset struct {
	// Given says that the query, or whoever runs it, names its dataset; else both lists are empty and the dataset is
	// the graph's own.
	Given bool
	// Default lists the labels whose union is the default graph, Named those that GRAPH sees.
	Default, Named []term.Term
	// AllNamed says that GRAPH sees all labels, whatever Named lists: WITH changes the default graph alone.
	AllNamed bool
}

// Name gives a variable's name, "" for 0.
func (q *Query) Name(v Var) string {
	if v <= 0 || int(v) >= len(q.Vars) {
		return ""
	}
	return q.Vars[v].Name
}

// Lookup gives the variable of the outermost query with a name, 0 if there is none.
func (q *Query) Lookup(name string) Var {
	for i, v := range q.Vars {
		if i > 0 && !v.Hidden && v.Name == name {
			return Var(i)
		}
	}
	return 0
}
