package structs

import (
	"talentgraph.example/query/internal/ask"
)

// Option is an option of package query: those of questions serve here too, where they have a use.
type Option = ask.Option

// InGraph reads only quads with this graph label, given as an IRI or a compact IRI, and writes quads with
// it. A tag's graph= comes first.
func InGraph(label string) Option {
	return ask.NewOption(ask.OptInGraph, func(o *ask.Options) { o.InGraph = label })
}

// OrderBy orders structs by fields, given by their Go names; a "-" before the name turns the order round.
// Numbers go by size and come first, then times by the moment they begin, then texts by code point; what is
// missing comes last. A number or a time is one by its datatype, or because the field is for these; digits and
// fractions count to the last, beyond what a float holds. Ties, and everything without OrderBy, go by the node's
// IRI, which is also what the field tagged "@id" is ordered by.
func OrderBy(fields ...string) Option {
	return ask.NewOption(ask.OptOrder, func(o *ask.Options) { o.Order = fields })
}

// Lenient goes on behind a node that does not fit the struct: [Find] gives its error, a [*ShapeError] that names the node, in
// its place among the structs, beside the zero struct; it counts for Top and Total. [First] and [Count] pass over such nodes.
// Without it the first one ends the answer. For single values that do not fit there is the tag lenient, see Find.
func Lenient() Option { return ask.NewOption(ask.OptLenient, func(*ask.Options) {}) }

// Missing is given to [Where] for what has no value in a field that is optional: none at all, or none in the language, of
// the datatype, with the label or by the claims that count.
type Missing struct{}

// Prefix is given to [Where] for texts that begin with it, as they are written: Where("Name", Prefix("Open")). It is for
// strings, maps from languages, types with a MarshalText, and the literals of a quad.Value or graph.Entity.
type Prefix string

// Where keeps the structs of which a field, given by its Go name, has one of some values; with no values, none.
// Several Where are all to be met. A value must be one that the field can hold, anything else is an error:
//
//   - for a node (quad.IRI, a struct, or the field "@id"): a quad.IRI, quad.BNode or graph.Entity, or a
//     string that is an IRI, a compact IRI or a label;
//   - for a string or a map from languages: a string, which is the text of a literal in any language, or a
//     [Prefix] of it;
//   - for a number or a time: a [Range], or one that it can hold; for a bool, [Date] or []byte: one of these;
//   - for a type with a MarshalText: one of these, or its text;
//   - for any literal: a quad.Value, as an RDF term;
//   - for a quad.Value or graph.Entity: any of them. A string is then the text of a literal, an IRI or,
//     for an Entity, a label; a number or a time is any literal of the same value.
//
// An IRI may be a compact one everywhere. [Missing] may stand for a value of any field that is optional.
//
// A dot leads to a field of a struct within: Where("To.Name", "ByteDance"). It is met if any node that the field To leads
// to meets it; two of them may be met by two nodes.
func Where(field string, values ...any) Option {
	return ask.NewOption(ask.OptWhere, func(o *ask.Options) { o.Where = append(o.Where, ask.Condition{Field: field, Values: values}) })
}
