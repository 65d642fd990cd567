package query

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Where keeps the structs of which a field, given by its Go name, has one of some values. A value is
// compared as RDF: a string is an IRI or a compact IRI where the field holds nodes, and the text of a
// literal elsewhere; numbers, booleans, quad.Values and graph.Entities are themselves. Several Where are
// all to be met.
func Where(field string, values ...any) Option {
	return Option{optWhere, func(o *options) { o.where = append(o.where, condition{field, values}) }}
}

type condition struct {
	field  string
	values []any
}

// OrderBy orders structs by fields, given by their Go names; a "-" before the name turns the order round.
// Numbers go by size, before texts by code point; what is missing comes last. Ties, and everything without
// OrderBy, go by the node's IRI.
func OrderBy(fields ...string) Option {
	return Option{optOrder, func(o *options) { o.order = fields }}
}

// InGraph reads only quads with this graph label, given as an IRI or a compact IRI, and writes quads with
// it. A tag's graph= comes first.
func InGraph(label string) Option {
	return Option{optInGraph, func(o *options) { o.inGraph = label }}
}

// Next gives the cursor of the last struct that was yielded, for [After]: the next page begins behind it,
// even if the graph has changed in between. It is written before each struct is.
func Next(cursor *string) Option {
	return Option{optNext, func(o *options) { o.next = cursor }}
}

// Find gives the nodes of any RDF data that match a struct, as such structs. The struct's fields have tags:
//
//	type Hire struct {
//		ID     quad.IRI          `quad:"@id"`                        // the node
//		_      struct{}          `quad:"rdf:type=tg:Move"`           // must have this value
//		Person quad.IRI          `quad:"tg:person"`                  // must have one
//		Year   int               `quad:"tg:year,optional"`
//		Roles  map[string]string `quad:"tg:role,optional"`           // by language
//		To     Company           `quad:"tg:to"`                      // a struct with tags of its own
//		Led    []quad.IRI        `quad:"<- tg:ledBy,optional"`       // the node is the object
//		Note   string            `quad:"rdfs:comment,lang=en,graph=id:notes,optional"`
//	}
//
// Predicates are IRIs or compact IRIs with the graph's prefixes. Types are string, bool, numbers,
// time.Time, quad.IRI, quad.Value, graph.Entity, structs, pointers to these, slices of these, and
// map[string]string. type= asks for one datatype and lang= for one language, "zh" for zh-Hant too.
//
// A node that lacks a field which is not optional is no match; neither is a nested struct, which then is
// left out. A value that does not go into its field, several values where the field takes one, a struct
// type that holds itself, a field that Where or OrderBy name and that is not there: each is a
// [*ShapeError]. So is a struct without anything a node must have, which every node would match.
//
// Filters of claims take quads away before the match, but for rdf:type and labels; a struct is as dated as
// its node. The order is by the node's IRI, or see [OrderBy]. The error comes last and once; each range asks
// afresh. Options: Where, OrderBy, InGraph, After, Next, those that every question takes, Top.
func Find[T any](ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[T, error] {
	const takes = optWhere | optOrder | optInGraph | optAfter | optNext | optAlways | optTop
	return stream(ctx, r, "Find", takes, opts, func(ctx context.Context, c *claims, yield func(T) error) error {
		s, err := shapeOf(reflect.TypeFor[T]())
		if err != nil {
			return err
		}
		f := &shapeFinder{shapeReader: c.shapeReader(), shape: s}
		return f.run(ctx, func(v reflect.Value) error { return yield(v.Interface().(T)) })
	})
}

// shapeFinder finds the nodes that match a shape.
type shapeFinder struct {
	*shapeReader
	shape *shape
	where []whereField
	order []orderField
}

type whereField struct {
	field  *shapeField
	values []graph.ID
}

type orderField struct {
	field *shapeField
	down  bool
}

func (f *shapeFinder) run(ctx context.Context, yield func(reflect.Value) error) error {
	if err := f.prepare(ctx); err != nil {
		return err
	}
	var after *place
	if f.o.has(optAfter) {
		p, err := parsePlace(f.o.after, len(f.order))
		if err != nil {
			return err
		}
		after = &p
	}
	nodes, err := f.candidates(ctx)
	if err != nil {
		return err
	}
	end := f.trace.begin("order nodes", indexNone, len(nodes))
	places := make([]place, 0, len(nodes))
	for i, n := range nodes {
		if i&1023 == 1023 && ctx.Err() != nil {
			return ctx.Err()
		}
		p := f.place(n)
		if f.s.IsLiteral(n) || !f.inTime(n) || !f.meets(n) || after != nil && f.compare(p, *after) <= 0 {
			continue
		}
		places = append(places, p)
	}
	sorting := newTop(0, f.compare)
	sorting.items = places
	if places, err = sorting.sorted(ctx); err != nil {
		return err
	}
	end(len(places))
	for i, p := range places {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		v, err := f.read(f.shape, p.id)
		if errors.Is(err, errMissing) {
			continue
		}
		if err != nil {
			return err
		}
		if f.o.next != nil {
			*f.o.next = p.String()
		}
		if err := yield(v); err != nil {
			return err
		}
	}
	return nil
}

// prepare resolves the names that the options have.
func (f *shapeFinder) prepare(ctx context.Context) error {
	for _, w := range f.o.where {
		field, err := f.shape.field(w.field)
		if err != nil {
			return err
		}
		where := whereField{field: field, values: []graph.ID{}}
		for _, v := range w.values {
			ids, err := f.meant(ctx, field, v)
			if err != nil {
				return &ShapeError{Type: f.shape.typ, Field: w.field, Err: err}
			}
			where.values = append(where.values, ids...)
		}
		slices.Sort(where.values)
		f.where = append(f.where, where)
	}
	for _, name := range f.o.order {
		name, down := strings.CutPrefix(name, "-")
		field, err := f.shape.field(name)
		if err != nil {
			return err
		}
		if field.many || field.byLang {
			return &ShapeError{Type: f.shape.typ, Field: name, Err: errors.New("it holds several values, and there is no order by these")}
		}
		f.order = append(f.order, orderField{field, down})
	}
	return nil
}

// meant gives the numbers of the terms that a value of Where may mean; none if the graph has none of them.
func (f *shapeFinder) meant(ctx context.Context, field *shapeField, v any) ([]graph.ID, error) {
	switch x := v.(type) {
	case quad.Value:
		return f.numbersOf(x), nil
	case graph.Entity:
		return f.numbersOf(x.Node()), nil
	case string:
		if field.elem == reflect.TypeFor[quad.Value]() {
			ids, err := f.literals(ctx, field, x)
			return distinct(append(ids, f.numbersOf(f.s.ExpandIRI(x))...)), err
		}
		if field.nested != nil || isNodeType(field.elem) {
			return f.numbersOf(f.s.ExpandIRI(x)), nil
		}
	}
	value := reflect.ValueOf(v)
	if !value.IsValid() || !isScalar(value.Type()) {
		return nil, fmt.Errorf("no value of type %T can be compared with it", v)
	}
	text, err := (&shapeField{}).fromGo(value, f.s.ExpandIRI)
	if err != nil {
		return nil, err
	}
	return f.literals(ctx, field, lexical(text))
}

// literals gives the numbers of the literals with a text that a field has, whatever their language or
// datatype.
func (f *shapeFinder) literals(ctx context.Context, field *shapeField, text string) ([]graph.ID, error) {
	var ids []graph.ID
	err := f.s.Scan(ctx, f.predicate(field), func(_, o, _ graph.ID) bool {
		if f.s.IsLiteral(o) && lexical(f.s.EntityOf(o).Node()) == text {
			ids = append(ids, o)
		}
		return true
	})
	return distinct(ids), err
}

// candidates gives nodes among which all matches are, ascending: those with a value of a Where, or a fixed
// value, or else with any value of a field that a node must have, whichever are fewest.
func (f *shapeFinder) candidates(ctx context.Context) ([]graph.ID, error) {
	all := f.asked.claimsAll() // read decides which claims count
	all.trace = f.trace
	var best []graph.ID
	found := false
	take := func(nodes []graph.ID, err error) error {
		if err == nil && (!found || len(nodes) < len(best)) {
			best, found = nodes, true
		}
		return err
	}
	with := func(field *shapeField, values []graph.ID) error {
		if field.inverse {
			return take(all.outOf(ctx, values, f.predicate(field)))
		}
		return take(all.into(ctx, values, f.predicate(field)))
	}
	for i := range f.shape.fixed {
		field := &f.shape.fixed[i]
		if err := with(field, f.numbersOf(f.fixedValue(field))); err != nil {
			return nil, err
		}
	}
	for _, w := range f.where {
		if err := with(w.field, w.values); err != nil {
			return nil, err
		}
	}
	if found {
		return best, nil
	}
	for i := range f.shape.fields {
		if field := &f.shape.fields[i]; !field.optional {
			if err := take(f.having(ctx, all, field)); err != nil {
				return nil, err
			}
		}
	}
	if !found {
		return nil, &ShapeError{Type: f.shape.typ, Err: errors.New("every node would match it; let a field not be optional, or add a fixed value such as `_ struct{} `quad:\"rdf:type=tg:Move\"``")}
	}
	return best, nil
}

// having gives the nodes that have any value of a field.
func (f *shapeFinder) having(ctx context.Context, all *claims, field *shapeField) ([]graph.ID, error) {
	p := f.predicate(field)
	if p == 0 {
		return nil, ctx.Err()
	}
	if !field.inverse {
		return all.subjects(ctx, p)
	}
	var objects []graph.ID
	err := f.s.Scan(ctx, p, func(_, o, _ graph.ID) bool {
		objects = append(objects, o)
		return true
	})
	return distinct(objects), err
}

// meets tells whether a node has one of the values of each Where.
func (f *shapeFinder) meets(node graph.ID) bool {
	for _, w := range f.where {
		if !slices.ContainsFunc(f.values(node, w.field), func(id graph.ID) bool { return contains(w.values, id) }) {
			return false
		}
	}
	return true
}
