package shacl

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/sparql"
)

// SHACL-SPARQL: sh:sparql (section 5), and components that shapes' graphs define (section 6).

// validator is a query that finds what breaks a constraint: a SELECT by its rows, an ASK of a value by saying no.
type validator struct {
	query    *sparql.Query
	wanted   string
	messages []quad.Value
	params   map[string]quad.Value
	shapes   []quad.Quad // the shapes' graph, if the query asks for it
}

const shapesGraph quad.IRI = "urn:talentgraph:shapes"

// readSPARQL reads sh:sparql.
func readSPARQL(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	off, err := r.flag(&Shape{ID: v, name: s.name}, "deactivated")
	if off || err != nil {
		return nil, err
	}
	q, err := r.validator(s, "sparql", v, "select", nil)
	if err != nil {
		return nil, err
	}
	return []constraint{{component: "SPARQL", wanted: q.wanted, source: v, bind: q.bind}}, nil
}

// custom is a component that the shapes' graph defines.
type custom struct {
	id         quad.Value
	parameters []parameter
}

type parameter struct {
	path     quad.IRI
	name     string // of the variable
	optional bool
}

// customs reads the components of the shapes' graph.
func (r *reader) customs() ([]custom, error) {
	var found []custom
	for _, id := range r.instances(sh + "ConstraintComponent") {
		s := &Shape{ID: id, name: r.show(id)}
		c := custom{id: id}
		for _, p := range r.objects(id, sh+"parameter") {
			path, _ := r.one(&Shape{ID: p, name: s.name}, "path")
			iri, ok := path.(quad.IRI)
			if !ok {
				return nil, s.wrong("parameter", "a parameter has one sh:path, an IRI")
			}
			_, name := term.SplitIRI(string(iri))
			optional, err := r.flag(&Shape{ID: p, name: s.name}, "optional")
			if err != nil {
				return nil, err
			}
			c.parameters = append(c.parameters, parameter{iri, name, optional})
		}
		if len(c.parameters) > 0 {
			slices.SortFunc(c.parameters, func(a, b parameter) int { return cmp.Compare(a.path, b.path) })
			found = append(found, c)
		}
	}
	return found, r.err
}

// compile makes a constraint of a component for a shape that has all of its parameters, but for optional ones; for each
// value if there is one parameter only.
func (c custom) compile(r *reader, s *Shape) error {
	params := map[string]quad.Value{}
	var all []map[string]quad.Value
	for _, p := range c.parameters {
		values := r.objects(s.ID, p.path)
		switch {
		case len(values) == 0 && !p.optional:
			return nil
		case len(values) > 1 && len(c.parameters) > 1:
			return s.wrong("", "%s is given %d times, to a component with several parameters", r.show(p.path), len(values))
		}
		for _, v := range values {
			params[p.name] = v
			all = append(all, map[string]quad.Value{p.name: v})
		}
	}
	if len(c.parameters) > 1 {
		all = []map[string]quad.Value{params}
	}
	own := "nodeValidator"
	if s.Path.kind != noPath {
		own = "propertyValidator"
	}
	component := &Shape{ID: c.id, name: r.show(c.id)}
	node, err := r.one(component, own)
	kind := "select"
	if node == nil && err == nil {
		node, err = r.one(component, "validator")
		kind = "ask"
	}
	if err != nil || node == nil {
		return err // a component without a validator for such a shape checks nothing
	}
	for _, params := range all {
		q, err := r.validator(s, own, node, kind, params)
		if err != nil {
			return err
		}
		iri, _ := c.id.(quad.IRI)
		s.constraints = append(s.constraints, constraint{component: r.show(c.id), iri: iri, wanted: q.wanted, bind: q.bind})
	}
	return nil
}

// path in a query's text stands for the shape's path.
var pathVariable = regexp.MustCompile(`[$?]PATH\b`)

// validator compiles the query of a constraint.
func (r *reader) validator(s *Shape, parameter string, n quad.Value, kind string, params map[string]quad.Value) (*validator, error) {
	node := &Shape{ID: n, name: s.name}
	text, err := r.one(node, kind)
	if err != nil {
		return nil, err
	}
	t, err := term.Of(text)
	if text == nil || err != nil || t.Kind != term.Literal {
		return nil, s.wrong(parameter, "a query is wanted (sh:%s), as a text", kind)
	}
	v := &validator{messages: r.objects(n, sh+"message"), params: map[string]quad.Value{"currentShape": s.ID}}
	for name, value := range params {
		v.params[name] = value
		v.wanted = strings.TrimPrefix(v.wanted+", "+r.show(value), ", ")
	}
	query := t.Text
	if s.Path.kind != noPath && kind == "select" {
		query = pathVariable.ReplaceAllLiteralString(query, s.Path.sparql())
	}
	var opts []sparql.Option
	for _, from := range r.objects(n, sh+"prefixes") {
		if err := r.prefixes(s, from, map[quad.Value]bool{}, &opts); err != nil {
			return nil, err
		}
	}
	v.query, err = sparql.Compile(query, opts...)
	if limit := (*graph.LimitError)(nil); errors.As(err, &limit) {
		err = &graph.LimitError{Limit: limit.Limit, Value: limit.Value} // of the text, which nothing raises here
	}
	if err != nil {
		return nil, s.wrong(parameter, "%w", err)
	}
	if want := map[string]sparql.Form{"select": sparql.SelectForm, "ask": sparql.AskForm}[kind]; v.query.Form() != want {
		return nil, s.wrong(parameter, "sh:%s is another form of query", kind)
	}
	if kind == "select" && !slices.Contains(v.query.Vars(), "this") {
		return nil, s.wrong(parameter, "the query must select $this")
	}
	prebound := []string{"this"}
	if kind == "ask" {
		prebound = append(prebound, "value")
	}
	for name := range params {
		prebound = append(prebound, name)
	}
	slices.Sort(prebound[1:])
	if err := v.query.CheckPrebound(prebound...); err != nil {
		return nil, s.wrong(parameter, "%w", err)
	}
	if slices.Contains(v.query.Params(), "shapesGraph") {
		v.params["shapesGraph"] = shapesGraph
		for q, err := range r.state.Quads(r.ctx, graph.Pattern{}) {
			if err != nil {
				return nil, err
			}
			q.Label = shapesGraph
			v.shapes = append(v.shapes, q)
		}
	}
	return v, nil
}

// prefixes reads the declarations of a node, and of those that it imports (section 5.2.1).
func (r *reader) prefixes(s *Shape, n quad.Value, seen map[quad.Value]bool, opts *[]sparql.Option) error {
	if seen[n] {
		return nil
	}
	seen[n] = true
	for _, d := range r.objects(n, sh+"declare") {
		at := &Shape{ID: d, name: s.name}
		prefix, err := r.one(at, "prefix")
		namespace, err2 := r.one(at, "namespace")
		p, err3 := term.Of(prefix)
		ns, err4 := term.Of(namespace)
		if err := cmp.Or(err, err2); err != nil || err3 != nil || err4 != nil || prefix == nil || namespace == nil {
			return s.wrong("declare", "a declaration has one sh:prefix and one sh:namespace")
		}
		*opts = append(*opts, sparql.WithPrefix(p.Text, ns.Text))
	}
	for _, other := range r.objects(n, "http://www.w3.org/2002/07/owl#imports") {
		if err := r.prefixes(s, other, seen, opts); err != nil {
			return err
		}
	}
	return r.err
}

// bind makes a check of the query.
func (v *validator) bind(r *run) (check, error) {
	var data graph.Reader = r.state
	if v.shapes != nil {
		var err error
		if data, err = r.withShapes(v.shapes); err != nil {
			return nil, err
		}
	}
	known := v.query.Params()
	opts := func(own map[string]quad.Value) []sparql.Option {
		opts := []sparql.Option{
			sparql.WithTimeout(math.MaxInt64 / 2), // the context ends with the time of the validation
			sparql.WithMaxRows(math.MaxInt),       // a report counts what it leaves out
			sparql.WithMaxMemory(r.options.maxMemory), sparql.WithMaxText(max(1, r.options.maxMemory/16)),
		}
		for _, name := range known {
			if value, ok := own[name]; ok {
				opts = append(opts, sparql.WithParam(name, value))
			} else if value, ok := v.params[name]; ok {
				opts = append(opts, sparql.WithParam(name, value))
			}
		}
		return opts
	}
	if v.query.Form() == sparql.AskForm {
		return func(at *at) error {
			for _, id := range at.values {
				given := map[string]quad.Value{"this": at.value(at.node), "value": at.value(id)}
				yes, err := v.query.Ask(at.ctx, data, opts(given)...)
				if err == nil && !yes {
					err = at.fail(breach{value: id, messages: v.filled(func(name string) quad.Value { return given[name] })})
				}
				if err != nil {
					return ofQuery(at.shape.Shape, err)
				}
			}
			return nil
		}, nil
	}
	return func(at *at) error {
		for row, err := range v.query.Select(at.ctx, data, opts(map[string]quad.Value{"this": at.value(at.node)})...) {
			if err != nil {
				return ofQuery(at.shape.Shape, err)
			}
			if failure, ok := row.Value("failure").(quad.Bool); ok && bool(failure) {
				return fmt.Errorf("the query of the shape %s says that it failed (?failure)", at.shape.Name())
			}
			b := breach{messages: v.filled(row.Value)}
			if m := row.Value("message"); m != nil {
				b.messages = []quad.Value{m}
			}
			switch value := row.Value("value"); {
			case value != nil:
				b.value = at.id(value)
			case at.shape.path == nil:
				b.value = at.node
			}
			if iri, ok := row.Value("path").(quad.IRI); ok && at.shape.path == nil {
				b.path = &Path{kind: predicatePath, predicate: iri, text: at.state.CompactIRI(iri)}
			}
			if err := at.fail(b); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// ofQuery says whose query has reached a limit, and how to raise that here.
func ofQuery(s *Shape, err error) error {
	var limit *graph.LimitError
	if !errors.As(err, &limit) || limit.Raise != "sparql.WithMaxMemory" && limit.Raise != "sparql.WithMaxText" {
		return err
	}
	return fmt.Errorf("the query of the shape %s: %w", s.Name(), &graph.LimitError{Limit: limit.Limit, Value: limit.Value, Raise: "shacl.WithMaxMemory"})
}

// filled puts values into messages, where they have {?name} or {$name}.
func (v *validator) filled(value func(name string) quad.Value) []quad.Value {
	var filled []quad.Value
	for _, m := range v.messages {
		t, err := term.Of(m)
		if err != nil {
			continue
		}
		t.Text = messageVariable.ReplaceAllStringFunc(t.Text, func(found string) string {
			name := found[2 : len(found)-1]
			shown := value(name)
			if shown == nil {
				shown = v.params[name]
			}
			if text, err := term.Of(shown); err == nil && shown != nil {
				return text.Text
			}
			return found
		})
		filled = append(filled, t.Value())
	}
	return filled
}

var messageVariable = regexp.MustCompile(`\{[?$]\w+\}`)

// withShapes gives the data with the shapes as a named graph beside them: a copy, once in a run.
func (r *run) withShapes(shapes []quad.Quad) (graph.Reader, error) {
	if r.both != nil {
		return r.both, nil
	}
	g := graph.New()
	err := g.Update(r.ctx, func(tx *graph.Tx) error {
		for q, err := range r.state.Quads(r.ctx, graph.Pattern{}) {
			if err != nil {
				return err
			}
			if err := tx.Add(q); err != nil {
				return err
			}
		}
		return tx.Add(shapes...)
	})
	r.both = g
	return g, err
}

// sparql is the path as SPARQL has it, with full IRIs.
func (p Path) sparql() string {
	if p.kind == predicatePath {
		return "<" + string(p.predicate) + ">"
	}
	full := Path{kind: p.kind}
	for _, part := range p.parts {
		full.parts = append(full.parts, Path{kind: predicatePath, text: "(" + part.sparql() + ")"})
	}
	return full.String()
}
