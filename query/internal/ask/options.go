package ask

import (
	"errors"
	"fmt"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
)

// Condition is one of structs.Where.
type Condition struct {
	Field  string
	Values []any
}

// Option narrows a question, or says how much of its answer is wanted. One type serves all questions;
// an option that a question has no use for is an error, so that none is dropped in silence.
type Option struct {
	which OptionSet
	apply func(*Options)
}

// NewOption makes an option that writes what it says into a question's options.
func NewOption(which OptionSet, apply func(*Options)) Option { return Option{which, apply} }

// Options are a question's options, with names still unresolved.
type Options struct {
	Given            OptionSet
	From, To, Person string
	FirstYear        int
	LastYear         int
	Kind             string
	Floor            graph.Certainty
	Source           string
	Top              int
	AsOf             string
	First, Last      string     // of Between
	span             dates.Span // of both
	Undated          bool
	At, Sector       string
	Class            string
	Along            []string
	Hops             int
	After            string
	Where            []Condition
	Order            []string
	InGraph          string
	Next             *string
	Total            *int
	Texts            []string // of WithSource
	ReadText         any      // of WithText
	About, Role      string
	FoldPeople       bool
	InOrder          bool
	Trace            *Trace // nil unless the question is to be explained
	question         string
}

// OptionSet is a set of options, a bit for each.
type OptionSet uint

const (
	OptFrom OptionSet = 1 << iota
	OptTo
	OptPerson
	OptYears
	OptKind
	OptCertainty
	OptSource
	OptTop
	OptAsOf
	OptBetween
	OptUndated
	OptExplain
	OptAt
	OptOfClass
	OptInSector
	OptText
	OptAlong
	OptHops
	OptAfter
	OptWhere
	OptOrder
	OptInGraph
	OptNext
	OptTotal
	OptAbout
	OptRole
	OptFoldPeople
	OptInOrder
	OptMost // Top of an answer that is one row and has no pages
	OptLenient
)

// Groups of options that go together.
const (
	optEvidence = OptCertainty | OptSource
	optTime     = OptAsOf | OptBetween | OptUndated
	OptAlways   = optEvidence | optTime | OptExplain     // what every question takes
	optPages    = OptTop | OptAfter | OptNext | OptTotal // what every sequence takes
	OptMove     = OptPerson | OptYears | OptKind | OptRole | OptInSector | OptAlways
)

func (o OptionSet) names() []string {
	var names []string
	for i, name := range []string{"From", "To", "Person", "Years", "Kind", "CertaintyAtLeast", "Source", "Top", "AsOf", "Between", "Undated", "Explain",
		"At", "OfClass", "InSector", "WithSource", "Along", "Hops", "After",
		"Where", "OrderBy", "InGraph", "Next", "Total", "About", "Role", "FoldPeople", "InOrder", "Top", "Lenient"} {
		if o&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// Read puts options together and refuses those that a question does not take.
func Read(question string, takes OptionSet, opts []Option) (Options, error) {
	o := Options{question: question}
	if takes&OptTop != 0 {
		takes |= optPages
	}
	for _, opt := range opts {
		if opt.apply == nil {
			continue // the zero Option
		}
		if opt.which&takes == 0 {
			return o, &OptionError{Question: question, Option: opt.which.names()[0], Takes: takes.names()}
		}
		o.Given |= opt.which & takes
		opt.apply(&o)
	}
	if o.Counting() {
		o.Given, o.Top = o.Given&^(OptTop|OptAfter), 0
	}
	if err := o.readTimes(); err != nil {
		return o, err
	}
	switch {
	case o.Has(OptNext) && o.Next == nil:
		return o, o.Wrong("Next", errors.New("there is no text to write the cursor to; give a pointer to one"))
	case o.Has(OptTotal) && o.Total == nil:
		return o, o.Wrong("Total", errors.New("there is no number to write the rows to; give a pointer to one"))
	case o.Has(OptExplain) && o.Trace.Plan == nil:
		return o, o.Wrong("Explain", errors.New("there is no plan to fill; give a pointer to one"))
	case o.Has(OptYears) && o.FirstYear > o.LastYear:
		return o, o.Wrong("Years", fmt.Errorf("the first year, %d, must not come after the last, %d", o.FirstYear, o.LastYear))
	case o.Has(OptTop|OptMost) && o.Top < 1:
		return o, o.Wrong("Top", fmt.Errorf("%d rows cannot be; ask for at least one, or leave the option out for all", o.Top))
	case o.Has(OptHops) && o.Hops < 1:
		return o, o.Wrong("Hops", fmt.Errorf("a way has at least one hop, not %d", o.Hops))
	case o.Has(OptCertainty) && o.Floor > graph.Disputed:
		return o, o.Wrong("CertaintyAtLeast", fmt.Errorf("no certainty %d; use one of graph.Stated, Inferred, Speculative, Disputed", o.Floor))
	}
	return o, nil
}

// AsksForEnds tells whether all that matters of a move is which organizations it leads between, so that nothing
// else of it need be read.
func (o *Options) AsksForEnds() bool {
	return o.Given&^(OptAt|optPages|optEvidence|OptExplain) == 0
}

// Has tells whether any of some options was given.
func (o *Options) Has(which OptionSet) bool { return o.Given&which != 0 }

// Counting tells whether a question is to count its rows instead of giving them, for questions that can do so at less
// cost.
func (o *Options) Counting() bool { return o.Total != nil }

// Count counts rows that were not made.
func (o *Options) Count(rows int) { *o.Total += rows }

// Most is how many rows of an order have to be known, 0 for all: those that Top asks for, unless they begin further on.
func (o *Options) Most() int {
	if o.Has(OptAfter) {
		return 0
	}
	return o.Top
}

// SetNext gives the caller a cursor.
func (o *Options) SetNext(cursor string) {
	if o.Next != nil {
		*o.Next = cursor
	}
}

// OptionError tells which option or argument of a question is wrong, and why: a program that has names of its own for
// options can say it in these. Names that mean nothing in the graph are a [*graph.NameError] instead.
type OptionError struct {
	Question string   // the function's name, such as "Flows"
	Option   string   // the option's, such as "At"; empty if an argument is wrong
	Argument string   // the argument's name, such as "predicate"; empty if an option is wrong
	Takes    []string // the options that the question takes, if it does not take this one; else nil
	Err      error    // what is wrong with the value; nil if the question does not take it
}

// Error names the option, and what to do instead.
func (e *OptionError) Error() string {
	if e.Err == nil {
		said := fmt.Sprintf("%s does not take the option %s; it takes %s", qualified(e.Question), e.Option, strings.Join(e.Takes, ", "))
		if hint := e.Hint(); hint != "" {
			said += "; " + hint
		}
		return said
	}
	if e.Question == "" {
		return e.Err.Error() // who reads values for a program of its own says what it calls the option
	}
	if e.Argument != "" {
		return fmt.Sprintf("%s: %v", qualified(e.Question), e.Err)
	}
	if e.Option == "OrderBy" && strings.HasPrefix(qualified(e.Question), "structs.") {
		return fmt.Sprintf("structs.OrderBy: %v", e.Err)
	}
	return fmt.Sprintf("%s: %v", qualified(e.Option), e.Err)
}

// Hint says how else to ask, where a question does not take an option and another one answers it; empty if there is
// none, and for all other errors.
func (e *OptionError) Hint() string {
	if e.Err == nil && (e.Question == "Founders" || e.Question == "StartUps") && (e.Option == "From" || e.Option == "Kind") {
		return `where founders came from is told by query.Moves with query.Kind "founding"`
	}
	return ""
}

// qualified is the name of a question or an option with its package.
func qualified(name string) string {
	switch name {
	case "Find", "Get", "First", "Count", "Save", "Delete", "Where", "InGraph":
		return "structs." + name
	}
	return "query." + name
}

// Unwrap gives what is wrong with the value.
func (e *OptionError) Unwrap() error { return e.Err }

// Wrong says that the value of an option cannot be.
func (o *Options) Wrong(option string, err error) error {
	return &OptionError{Question: o.question, Option: option, Err: err}
}

// WrongArgument says that the value of an argument cannot be.
func WrongArgument(question, argument string, err error) error {
	return &OptionError{Question: question, Argument: argument, Err: err}
}
