package structs

import (
	"context"
	"errors"
	"iter"
	"reflect"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Find gives the nodes of any RDF data that match a struct, as such structs. The struct's fields have tags:
//
//	type Hire struct {
//		ID     quad.IRI          `quad:"@id"`                        // the node
//		_      struct{}          `quad:"rdf:type=tg:Move"`           // must have this value
//		Person quad.IRI          `quad:"tg:person"`                  // must have one, or the node is no match
//		Year   int               `quad:"tg:year,optional"`           // may have one; 0 if not
//		Team   *int              `quad:"tg:teamSize,optional"`       // may have one; nil if not
//		Roles  map[string]string `quad:"tg:role,optional"`           // by language
//		To     Company           `quad:"tg:to"`                      // a struct with tags of its own
//		Led    []quad.IRI        `quad:"<- tg:ledBy,optional"`       // the node is the object
//		Note   string            `quad:"rdfs:comment,lang=en,graph=id:notes,optional"`
//	}
//
// T is such a struct or a pointer to one. Names in tags are IRIs or compact IRIs, as [graph.Snapshot.ParseIRI]
// reads them. Behind the predicate a tag may have, after commas:
//
//   - optional: the field may be missing. Without it, a node that lacks the field is no match; neither is a
//     nested struct, which then is left out.
//   - zero: [Save] writes 0, false or "", which of an optional field it else takes for missing.
//   - lenient: values that do not go into the field are passed over, and of several where it takes one, the
//     first counts. Without it, they are an error.
//   - time: the field says when the node was, for query.AsOf and query.Between.
//   - lang=: only texts in this language, "zh" for zh-Hant too. type=: only literals of this datatype.
//     graph=: only quads with this label.
//
// The field "@id" is a quad.IRI, a quad.Value or a graph.Entity. A quad.IRI stays empty where the node is a blank one,
// which matches as well: the others tell which it is.
//
// Types are string, bool, numbers, time.Time, [Date], []byte, types with a MarshalText and an UnmarshalText,
// quad.IRI, quad.Value, graph.Entity, structs, pointers to these, slices of these, and map[string]string. What is
// read is the text of a literal, whatever its datatype: numbers, bools and times as XML Schema 1.1 writes them
// (part 2), so "07" and "7.0E0" go into an int, and 1_000, "early 2024" and a year alone into no time.Time;
// bytes as xsd:base64Binary, or xsd:hexBinary where that is the datatype. A time without a zone is in UTC, and of
// a second's fraction nine digits are read. A slice is a set, in the order of [OrderBy]. Fields of an embedded
// struct without a tag belong to the one around it, as in Go; one embedded by a pointer is made if there is
// something to hold.
//
// Each of these is a [*ShapeError]: a tag with a prefix that the graph does not know, or with a name in tg: that
// neither the vocabulary nor the graph has; a struct type that holds itself; a struct without anything that a
// node must have, which every node would match; a field that Where or OrderBy name and that is not there; a
// value given to Where that the field cannot hold; a value in the graph that does not go into its field; several
// values where the field takes one.
//
// Where takes ranges, too: Where("Year", AtLeast(2023)), see [Range]; beginnings of texts, Where("Name", Prefix("Open")); what has no value, Where("Team", Missing{}); and
// fields of structs within: Where("To.Name", "ByteDance").
//
// Filters of claims take quads away before the match, but for rdf:type and labels. query.AsOf and
// query.Between go by the field tagged time, or by tg:when and tg:year, as in all questions, if the struct has a field for one of these;
// for any other struct they are a *query.OptionError. What is not the root's own field does not count.
//
// The order is by the node's IRI, or see [OrderBy]. Nodes are read in pages, small ones first, so that the first
// structs come soon; no struct shares memory with another. The error comes last and once, but for those that [Lenient] goes on
// behind; each range asks afresh. Options: Where, OrderBy, InGraph, Lenient, those that every question takes, Top.
func Find[T any](ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[T, error] {
	const takes = ask.OptWhere | ask.OptOrder | ask.OptInGraph | ask.OptLenient | ask.OptAlways | ask.OptTop
	return func(yield func(T, error) bool) {
		var unfit error // what is wrong with the node whose turn it is
		rows := ask.Stream(ctx, r, "Find", takes, opts, nil, func(ctx context.Context, q *ask.Question, give func(T) error) error {
			f, err := newFinderOf[T](q)
			if err != nil {
				return err
			}
			if q.Options.Has(ask.OptLenient) {
				f.unfit = func(err error) error {
					unfit = err
					var none T
					return give(none)
				}
			}
			return f.run(ctx, func(v reflect.Value) error { return give(asGiven[T](v)) })
		})
		for row, err := range rows {
			if err == nil {
				err, unfit = unfit, nil
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// shapeFinder finds the nodes that match a shape.
type shapeFinder struct {
	*shapeReader
	shape *boundShape
	where []whereField
	order []orderField
	time  *shapeField       // that says when a node was; nil if tg:when and tg:year do, or if no time is asked for
	probe *boundShape       // the columns of where and order, and of the time
	unfit func(error) error // takes the error of a node that does not fit; nil if that ends the answer
}

func newShapeFinder(q *ask.Question, s *shape) (*shapeFinder, error) {
	if err := s.resolve(q.Snapshot.ParseIRI); err != nil {
		return nil, err
	}
	r, err := newShapeReader(q)
	if err != nil {
		return nil, err
	}
	return &shapeFinder{shapeReader: r, shape: r.bind(s)}, nil
}

// Pages of nodes that are read in one step: the first is small, and each after it twice as large.
const (
	firstShapePage = 16
	shapePage      = 512
)

func (f *shapeFinder) run(ctx context.Context, yield func(reflect.Value) error) error {
	if err := f.prepare(ctx); err != nil {
		return err
	}
	places, err := f.places(ctx)
	if err != nil {
		return err
	}
	for size := firstShapePage; len(places) > 0; size = min(2*size, shapePage) {
		page := places[:min(size, len(places))]
		places = places[len(page):]
		nodes := make([]graph.ID, len(page))
		for i, p := range page {
			nodes[i] = p.id
		}
		c, err := f.load(ctx, f.shape, nodes)
		if err != nil {
			return err
		}
		for i, p := range page {
			v, err := f.build(ctx, c, i)
			if errors.Is(err, errMissing) {
				continue
			}
			goesOn := err != nil && f.unfit != nil && isOfNode(err) && ctx.Err() == nil
			if err != nil && !goesOn {
				return err
			}
			if f.Options.Next != nil {
				f.Options.SetNext(p.String())
			}
			if goesOn {
				err = f.unfit(err)
			} else {
				err = yield(v)
			}
			if err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// isOfNode tells whether an error says that a node does not fit.
func isOfNode(err error) bool {
	var wrong *ShapeError
	return errors.As(err, &wrong) && wrong.Node != nil
}

// prepare reads the options that name fields.
func (f *shapeFinder) prepare(ctx context.Context) error {
	for _, c := range f.Options.Where {
		w, err := f.readWhere(ctx, c)
		if err != nil {
			return err
		}
		f.where = append(f.where, w)
	}
	if err := f.readOrder(); err != nil {
		return err
	}
	if err := f.readTime(); err != nil {
		return err
	}
	var fields []*shapeField
	for _, w := range f.where {
		fields = append(fields, w.field)
	}
	for _, o := range f.order {
		fields = append(fields, o.field)
	}
	if f.time != nil {
		fields = append(fields, f.time)
	}
	f.probe = f.shape.with(fields...)
	return nil
}

// candidates gives nodes among which all matches are, ascending: those with a node that a Where names, or a
// fixed value, or else with any value of a field that a node must have or that a Where names, whichever are
// fewest.
func (f *shapeFinder) candidates(ctx context.Context) ([]graph.ID, error) {
	all := f.State.Unfiltered() // load decides which claims count
	all.Trace = f.Trace
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
			return take(all.OutOf(ctx, values, f.Numbers.ID(field.predicate)))
		}
		return take(all.Into(ctx, values, f.Numbers.ID(field.predicate)))
	}
	for i := range f.shape.columns {
		if c := &f.shape.columns[i]; c.shapeField.value != "" {
			if err := with(c.shapeField, ask.Known([]graph.ID{c.value})); err != nil {
				return nil, err
			}
		}
	}
	for _, w := range f.where {
		switch {
		case w.lacks: // which no index has
		case len(w.tests) > 0: // of literals, which no index has by what they say
		case w.field == nil:
			if err := take(slices.Clone(w.terms), ctx.Err()); err != nil {
				return nil, err
			}
		default:
			if err := with(w.field, w.terms); err != nil {
				return nil, err
			}
		}
	}
	if found {
		return best, nil
	}
	for _, w := range f.where {
		if w.lacks {
			continue
		}
		values, err := f.meeting(ctx, &w)
		if err == nil {
			err = with(w.field, values)
		}
		if err != nil {
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

// meeting gives the values of a field that meet a condition, ascending.
func (f *shapeFinder) meeting(ctx context.Context, w *whereField) ([]graph.ID, error) {
	p := f.Numbers.ID(w.field.predicate)
	end := f.Trace.Begin("look at the values of "+f.Listed([]graph.ID{p}), ask.IndexPredicate, 1)
	values := slices.Clone(w.terms)
	err := f.Numbers.Scan(ctx, p, false, func(_, objects, _ []graph.ID) bool {
		for _, o := range objects {
			if w.met(f.Numbers, o) {
				values = append(values, o)
			}
		}
		return true
	})
	values = ask.Distinct(values)
	end(len(values))
	return values, err
}

// having gives the nodes that have any value of a field.
func (f *shapeFinder) having(ctx context.Context, all *ask.Question, field *shapeField) ([]graph.ID, error) {
	p := f.Numbers.ID(field.predicate)
	if p == 0 {
		return nil, ctx.Err()
	}
	if !field.inverse {
		return all.Subjects(ctx, p)
	}
	var objects []graph.ID
	err := f.Numbers.Scan(ctx, p, false, func(_, page, _ []graph.ID) bool {
		objects = append(objects, page...)
		return true
	})
	return ask.Distinct(objects), err
}
