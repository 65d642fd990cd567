package shacl

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// mostNested is how deeply shapes and paths may be nested.
const mostNested = 100

// reader compiles the shapes of a state. An error of the context stays, and ends all reading.
type reader struct {
	ctx     context.Context
	state   *graph.Snapshot
	numbers *graph.Numbers
	places  places
	shapes  map[quad.Value]*Shape
	above   []*Shape // those being read
	known   []component
	names   []string // of parameters
	custom  []custom
	classes map[quad.Value]bool // of the shapes' graph
	err     error
}

// all compiles whatever is a shape (section 2.1): by its type, a target or a parameter. What other shapes refer to is one
// as well.
func (r *reader) all() (*Shapes, error) {
	for _, v := range r.subjects(sh + "entailment") {
		return nil, (&Shape{ID: v, name: r.show(v)}).wrong("entailment", "rules of entailment are not applied; take this out, and add what follows to the data")
	}
	var err error
	if r.custom, err = r.customs(); err != nil {
		return nil, err
	}
	r.known, r.classes = components(), map[quad.Value]bool{}
	var names []string
	for _, c := range r.known {
		names = append(names, string(c.parameter))
	}
	r.names = parameterNames(names)
	for _, c := range r.instances(rdfsClass) {
		r.classes[c] = true
	}
	found := append(r.instances(sh+"NodeShape"), r.instances(sh+"PropertyShape")...)
	for _, p := range []quad.IRI{"targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "property"} {
		found = append(found, r.subjects(sh+p)...)
	}
	for _, c := range r.known {
		found = append(found, r.subjects(sh+c.parameter)...)
	}
	for _, c := range r.custom {
		for _, p := range c.parameters {
			found = append(found, r.subjects(p.path)...)
		}
	}
	// Blank nodes last: most are part of a shape with a name, and called by it.
	slices.SortFunc(found, func(a, b quad.Value) int {
		_, aBlank := a.(quad.BNode)
		_, bBlank := b.(quad.BNode)
		switch {
		case aBlank != bBlank && aBlank:
			return 1
		case aBlank != bBlank:
			return -1
		}
		return cmp.Compare(term.OrderText(a), term.OrderText(b))
	})
	found = slices.Compact(found)
	if err := r.places.locate(found); err != nil {
		return nil, err
	}
	shapes := &Shapes{}
	for _, v := range found {
		_, err := r.shape(v, nil)
		if err := cmp.Or(r.err, err); err != nil {
			return nil, err
		}
	}
	for _, s := range r.shapes {
		shapes.all = append(shapes.all, s)
	}
	slices.SortFunc(shapes.all, func(a, b *Shape) int {
		return cmp.Or(cmp.Compare(a.Name(), b.Name()), cmp.Compare(term.OrderText(a.ID), term.OrderText(b.ID)))
	})
	return shapes, r.err
}

// shape compiles a shape, once; outer is the one that refers to it, nil if it stands by itself.
func (r *reader) shape(n quad.Value, outer *Shape) (*Shape, error) {
	if s := r.shapes[n]; s != nil {
		if i := slices.Index(r.above, s); i >= 0 {
			by := ""
			for _, between := range r.above[i+1:] {
				by += ", by way of " + between.Name()
			}
			return nil, s.wrong("", "it refers to itself%s, which is not supported", by)
		}
		return s, nil
	}
	s := &Shape{ID: n, Severity: sh + "Violation", name: r.show(n), place: r.places.known[n]}
	_, isBlank := n.(quad.BNode)
	switch {
	case isBlank && outer != nil:
		s.name = "a part of " + outer.name
	case isBlank && s.place != "":
		s.name = "[ ]"
	}
	s.naming = &naming{name: s.name}
	if isBlank {
		s.naming.place = s.place
	}
	if isBlank && outer != nil {
		s.naming.outer = outer.naming
	}
	if len(r.above) >= mostNested {
		return nil, s.wrong("", "it is nested too deeply")
	}
	if kind := r.numbers.Kind(r.numbers.ID(n)); kind == term.Literal {
		return nil, outer.wrong("", "it refers to %s, and a literal is no shape", s.name)
	}
	r.shapes[n] = s
	r.above = append(r.above, s)
	defer func() { r.above = r.above[:len(r.above)-1] }()

	path, err := r.one(s, "path")
	if err != nil {
		return nil, err
	}
	if path != nil {
		if s.Path, err = r.path(s, path, nil); err != nil {
			return nil, err
		}
		if isBlank && outer != nil {
			s.name = s.Path.String() + " of " + outer.name
			s.naming.path = s.Path.String()
		}
	}
	if err := r.allKnown(s); err != nil {
		return nil, err
	}
	if s.Path.kind == noPath && r.has(n, rdfType, sh+"PropertyShape") {
		return nil, s.wrong("path", "a property shape needs one")
	}
	if s.Path.kind != noPath && r.has(n, rdfType, sh+"NodeShape") {
		return nil, s.wrong("path", "a node shape has none")
	}
	if severity, err := r.one(s, "severity"); err != nil {
		return nil, err
	} else if severity != nil {
		iri, ok := severity.(quad.IRI)
		if !ok {
			return nil, s.wrong("severity", "not an IRI: %s", r.show(severity))
		}
		s.Severity = iri
	}
	if s.deactivated, err = r.flag(s, "deactivated"); err != nil {
		return nil, err
	}
	s.messages = r.objects(n, sh+"message")
	if s.targets, err = r.targets(s); err != nil {
		return nil, err
	}
	for _, c := range r.known {
		if err := c.compile(r, s); err != nil {
			return nil, err
		}
	}
	for _, c := range r.custom {
		if err := c.compile(r, s); err != nil {
			return nil, err
		}
	}
	return s, r.err
}

// allKnown refuses a shape with a parameter that is none.
func (r *reader) allKnown(s *Shape) error {
	quads, err := r.places.match(nil, graph.Pattern{Subject: s.ID})
	for _, q := range quads {
		iri, _ := q.Predicate.(quad.IRI)
		if name, ours := strings.CutPrefix(string(iri), string(sh)); ours {
			if wrong := unknown(name, r.names); wrong != "" {
				return s.wrong(name, "%s", wrong)
			}
		}
	}
	return err
}

// withPlace adds to the error of an ill-formed shape where the value stands that is wrong, or else the shape.
func (r *reader) withPlace(err error) error {
	if e, ok := err.(*ShapeError); ok {
		var failed error
		if e.Place, failed = r.places.ofParameter(e.Shape, e.Parameter, e.value); failed != nil {
			return failed
		}
	}
	return err
}

// compile reads all values of a component's parameter.
func (c component) compile(r *reader, s *Shape) error {
	values := r.objects(s.ID, sh+c.parameter)
	switch {
	case len(values) == 0:
		return nil
	case c.single && len(values) > 1:
		return s.wrong(string(c.parameter), "it is given %d times", len(values))
	case c.ofProperties && s.Path.kind == noPath:
		return s.wrong(string(c.parameter), "only a property shape, one with sh:path, can have this")
	}
	for _, v := range values {
		made, err := c.read(r, s, v)
		if e, ok := err.(*ShapeError); ok && e.Shape == s.ID && e.Parameter == sh+c.parameter {
			e.value = v
		}
		if err != nil {
			return err
		}
		s.constraints = append(s.constraints, made...)
	}
	return nil
}

func (r *reader) objects(n quad.Value, predicate quad.IRI) []quad.Value {
	return r.others(quad.Subject, n, predicate)
}

func (r *reader) subjects(predicate quad.IRI) []quad.Value {
	p := r.numbers.ID(predicate)
	if p == 0 {
		return nil
	}
	var found []quad.Value
	last := graph.ID(0)
	err := r.numbers.Scan(r.ctx, p, false, func(subjects, _, _ []graph.ID) bool {
		for _, id := range subjects {
			if id != last {
				found, last = append(found, r.numbers.Value(id)), id
			}
		}
		return true
	})
	r.err = cmp.Or(r.err, err)
	return found
}

// others gives what a node is joined to, each once.
func (r *reader) others(d quad.Direction, n quad.Value, predicate quad.IRI) []quad.Value {
	node, p := r.numbers.ID(n), r.numbers.ID(predicate)
	if node == 0 || p == 0 {
		return nil
	}
	var found []quad.Value
	err := r.numbers.Expand(r.ctx, []graph.ID{node}, d, []graph.ID{p}, func(run graph.Run) bool {
		for _, id := range slices.Compact(slices.Clone(run.Others)) {
			found = append(found, r.numbers.Value(id))
		}
		return true
	})
	r.err = cmp.Or(r.err, err)
	return found
}

// instances gives the nodes of a class and of those below it.
func (r *reader) instances(class quad.IRI) []quad.Value {
	classes := []quad.Value{class}
	var found []quad.Value
	for i := 0; i < len(classes); i++ {
		for _, c := range r.others(quad.Object, classes[i], rdfsSubClassOf) {
			if !slices.Contains(classes, c) {
				classes = append(classes, c)
			}
		}
		found = append(found, r.others(quad.Object, classes[i], rdfType)...)
	}
	return found
}

func (r *reader) has(n quad.Value, predicate, object quad.IRI) bool {
	return slices.Contains(r.objects(n, predicate), quad.Value(object))
}

// one gives the only value of a parameter, nil if there is none.
func (r *reader) one(s *Shape, parameter string) (quad.Value, error) {
	values := r.objects(s.ID, sh+quad.IRI(parameter))
	if len(values) > 1 {
		return nil, s.wrong(parameter, "it is given %d times", len(values))
	}
	if len(values) == 0 {
		return nil, nil
	}
	return values[0], nil
}

// flag reads a parameter that is true or false. Other ways to write "true" do not count, as the standard has it.
func (r *reader) flag(s *Shape, parameter string) (bool, error) {
	v, err := r.one(s, parameter)
	if v == nil || err != nil {
		return false, err
	}
	return isTrue(s, parameter, v, r)
}

func isTrue(s *Shape, parameter string, v quad.Value, r *reader) (bool, error) {
	t, err := term.Of(v)
	if err != nil || t.Datatype != term.XSD+"boolean" {
		return false, s.wrong(parameter, "true or false is wanted, not %s", r.show(v))
	}
	return t.Text == "true", nil
}

// list gives the members of a list (section 2.3.1.1 refers to RDF's). One that runs in a ring or is no list is an error.
func (r *reader) list(s *Shape, parameter string, head quad.Value) ([]quad.Value, error) {
	items, seen := []quad.Value{}, map[quad.Value]bool{}
	for head != quad.Value(rdfNil) {
		first, rest := r.objects(head, rdfFirst), r.objects(head, rdfRest)
		if len(first) != 1 || len(rest) != 1 || seen[head] {
			return nil, s.wrong(parameter, "a list is wanted, which %s is not", r.show(head))
		}
		if len(seen)&1023 == 0 && r.ctx.Err() != nil {
			return nil, r.ctx.Err()
		}
		seen[head] = true
		items, head = append(items, first[0]), rest[0]
	}
	return items, nil
}

// natural reads a count or a length.
func (r *reader) natural(s *Shape, parameter string, v quad.Value) (int, error) {
	t, err := term.Of(v)
	n, notANumber := strconv.Atoi(t.Text)
	if err != nil || t.Datatype != term.XSD+"integer" || notANumber != nil || n < 0 {
		return 0, s.wrong(parameter, "a number from 0 is wanted (xsd:integer), not %s", r.show(v))
	}
	return n, nil
}

func (r *reader) show(v quad.Value) string { return show(r.state, v) }
