package shacl

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Shapes are rules for what good data is, read by [Parse]. They hold no state of a graph. Safe for concurrent use.
type Shapes struct {
	all []*Shape // in order of name
}

// Shape is one rule, or several of one focus: a node shape or, with a path, a property shape. Safe for concurrent use.
type Shape struct {
	ID       quad.Value // its node in the shapes' graph
	Path     Path       // of a property shape
	Severity quad.IRI   // sh:Violation unless the shape says otherwise

	name        string // as people call it, without its place
	naming      *naming
	place       string // where a file states it, if that is known
	deactivated bool
	messages    []quad.Value
	targets     targets
	constraints []constraint
	properties  []*Shape // by sh:property
	qualified   []*Shape // by sh:qualifiedValueShape
	parents     []*Shape // that have it as property
}

// Name is what people call the shape: its compact IRI or, for one without an IRI, its path, the shape it belongs to and,
// if that is known ([WithPlaces]), where its file has it: "tg:year of ex:Move (rules.ttl:3:14)". One that belongs to none
// is "[ ] (rules.ttl:7:1)".
func (s *Shape) Name() string {
	if s == nil {
		return ""
	}
	if _, isBlank := s.ID.(quad.BNode); isBlank && s.place != "" {
		return s.name + " (" + s.place + ")"
	}
	return s.name
}

// Len is the number of shapes that say what they are about, by a target.
func (s *Shapes) Len() int {
	if s == nil {
		return 0
	}
	n := 0
	for _, shape := range s.all {
		if !shape.targets.none() {
			n++
		}
	}
	return n
}

// ShapeError is an ill-formed shape: what is wrong, with which of its parameters.
type ShapeError struct {
	Shape     quad.Value // its node in the shapes' graph
	Name      string     // as people call it
	Parameter quad.IRI   // such as sh:minCount; empty if it is none
	What      string     // what is wrong, in words
	Place     string     // of the parameter's value or the shape, "rules.ttl:3:14", if it is known: see WithPlaces

	value quad.Value // of the parameter, if it is one of several
	err   error
}

// Unwrap gives the error of a query, as *sparql.SyntaxError, if that is what is wrong.
func (e *ShapeError) Unwrap() error { return e.err }

func (e *ShapeError) Error() string {
	place, parameter := "", ""
	if e.Place != "" {
		place = e.Place + ": "
	}
	if e.Parameter != "" {
		parameter = "sh:" + strings.TrimPrefix(string(e.Parameter), string(sh)) + ": "
	}
	return fmt.Sprintf("%sthe shape %s is ill-formed: %s%s", place, e.Name, parameter, e.What)
}

// wrong makes the error of a parameter, by its name after "sh:".
func (s *Shape) wrong(parameter, format string, args ...any) error {
	what := fmt.Errorf(format, args...)
	e := &ShapeError{Shape: s.ID, Name: s.name, What: what.Error(), err: errors.Unwrap(what)}
	if parameter != "" {
		e.Parameter = sh + quad.IRI(parameter)
	}
	return e
}

// missing names what is nil.
func missing(ctx context.Context, r graph.Reader) error {
	g, isGraph := r.(*graph.Graph)
	switch {
	case ctx == nil:
		return errors.New("shacl: the context is nil")
	case r == nil || isGraph && g == nil:
		return errors.New("shacl: the graph is nil")
	}
	return nil
}

// Parse reads shapes. Quads of any label count, and so may stand beside data. An ill-formed shape is a *ShapeError.
func Parse(ctx context.Context, shapes graph.Reader, opts ...ParseOption) (*Shapes, error) {
	var o parseOptions
	for i, opt := range opts {
		if opt == nil {
			return nil, fmt.Errorf("shacl: option %d is nil", i+1)
		}
		opt(&o)
	}
	if err := missing(ctx, shapes); err != nil {
		return nil, err
	}
	var parsed *Shapes
	err := shapes.View(ctx, func(s *graph.Snapshot) error {
		r := &reader{ctx: ctx, state: s, numbers: s.Numbers(), shapes: map[quad.Value]*Shape{}, places: places{ctx: ctx, state: s, find: o.find}}
		var err error
		parsed, err = r.all()
		return r.withPlace(err)
	})
	return parsed, err
}
