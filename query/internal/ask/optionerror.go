package ask

import (
	"fmt"
	"strings"
)

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
		return fmt.Sprintf("%s does not take the option %s; it takes %s", qualified(e.Question), e.Option, strings.Join(e.Takes, ", "))
	}
	if e.Argument != "" {
		return fmt.Sprintf("%s: %v", qualified(e.Question), e.Err)
	}
	return fmt.Sprintf("%s: %v", qualified(e.Option), e.Err)
}

// qualified is the name of a question or an option with its package.
func qualified(name string) string {
	switch name {
	case "Find", "Get", "First", "Count", "Save", "Delete", "Where", "OrderBy", "InGraph", "Next":
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
