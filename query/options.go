package query

import (
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Option narrows a question, or says how much of its answer is wanted. One type serves all questions;
// an option that a question has no use for is an error, so that none is dropped in silence.
type Option struct {
	which optionSet
	apply func(*options)
}

// options are a question's options, with names still unresolved.
type options struct {
	given            optionSet
	from, to, person string
	firstYear        int
	lastYear         int
	kind             quad.IRI
	floor            graph.Certainty
	source           string
	top              int
	asOf             string
	first, last      string // of Between
	span             span   // of both
	undated          bool
	at, sector       string
	class            string
	along            []string
	hops             int
	after            string
	where            []condition
	order            []string
	inGraph          string
	next             *string
	fullText         string // of WithSource
	trace            *trace // nil unless the question is to be explained
	question         string
}

// optionSet is a set of options, a bit for each.
type optionSet uint

const (
	optFrom optionSet = 1 << iota
	optTo
	optPerson
	optYears
	optKind
	optCertainty
	optSource
	optTop
	optAsOf
	optBetween
	optUndated
	optExplain
	optAt
	optOfClass
	optInSector
	optText
	optAlong
	optHops
	optAfter
	optWhere
	optOrder
	optInGraph
	optNext
)

// Groups of options that go together.
const (
	optEvidence = optCertainty | optSource
	optTime     = optAsOf | optBetween | optUndated
	optAlways   = optEvidence | optTime | optExplain // what every question takes
	optMove     = optPerson | optYears | optKind | optInSector | optAlways
)

func (o optionSet) names() []string {
	var names []string
	for i, name := range []string{"From", "To", "Person", "Years", "Kind", "CertaintyAtLeast", "Source", "Top", "AsOf", "Between", "Undated", "Explain",
		"At", "OfClass", "InSector", "WithSource", "Along", "Hops", "After",
		"Where", "OrderBy", "InGraph", "Next"} {
		if o&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// From keeps moves away from an organization or one of its units.
func From(organization string) Option {
	return Option{optFrom, func(o *options) { o.from = organization }}
}

// To keeps moves to an organization or one of its units.
func To(organization string) Option {
	return Option{optTo, func(o *options) { o.to = organization }}
}

// Person keeps moves of one person or group.
func Person(name string) Option {
	return Option{optPerson, func(o *options) { o.person = name }}
}

// At keeps what is at an organization or one of its units, or belongs to one of them: people, things led,
// strategies.
func At(organization string) Option {
	return Option{optAt, func(o *options) { o.at = organization }}
}

// InSector keeps what is in a sector or in one narrower than it. A move is in the sectors that it is said
// to be in, and in those of the organization that it leads to.
func InSector(sector string) Option {
	return Option{optInSector, func(o *options) { o.sector = sector }}
}

// OfClass keeps things of one class, given as an IRI or a compact IRI such as "tg:Programme"; what
// [graph.Snapshot.ParseIRI] refuses is an error. Classes are a data set's own statements, which filters of
// claims leave alone.
func OfClass(class string) Option {
	return Option{optOfClass, func(o *options) { o.class = class }}
}

// Years keeps moves with a known tg:year from first to last, both included; how it may be written see
// [AsOf]. Moves without a year are left out.
func Years(first, last int) Option {
	return Option{optYears, func(o *options) { o.firstYear, o.lastYear = first, last }}
}

// Kind keeps moves of one kind, such as vocab.KindFounding.
func Kind(kind quad.IRI) Option {
	return Option{optKind, func(o *options) { o.kind = kind }}
}

// CertaintyAtLeast ignores every claim that is weaker, and every fact that no claim is left for. Facts
// without a claim record are Unknown, which is weaker than any grade.
func CertaintyAtLeast(floor graph.Certainty) Option {
	return Option{optCertainty, func(o *options) { o.floor = floor }}
}

// Source ignores every claim that is not found in this source, given as an IRI, a compact IRI such as
// "id:talentwar2024", or a label. Where graph labels are plain sources, the label is the source.
func Source(name string) Option {
	return Option{optSource, func(o *options) { o.source = name }}
}

// Top keeps the first n rows of the answer's order, and spares the work of ordering the rest.
func Top(n int) Option {
	return Option{optTop, func(o *options) { o.top = n }}
}

// read puts options together and refuses those that a question does not take.
func read(question string, takes optionSet, opts []Option) (options, error) {
	o := options{question: question}
	for _, opt := range opts {
		if opt.apply == nil {
			continue // the zero Option
		}
		if opt.which&takes == 0 {
			return o, &OptionError{Question: question, Option: opt.which.names()[0], Takes: takes.names()}
		}
		o.given |= opt.which
		opt.apply(&o)
	}
	if err := o.readTimes(); err != nil {
		return o, err
	}
	switch {
	case o.has(optYears) && o.firstYear > o.lastYear:
		return o, o.wrong("Years", fmt.Errorf("the first year, %d, must not come after the last, %d", o.firstYear, o.lastYear))
	case o.has(optTop) && o.top < 1:
		return o, o.wrong("Top", fmt.Errorf("%d rows cannot be; ask for at least one, or leave the option out for all", o.top))
	case o.has(optHops) && o.hops < 1:
		return o, o.wrong("Hops", fmt.Errorf("a way has at least one hop, not %d", o.hops))
	case o.has(optCertainty) && o.floor > graph.Disputed:
		return o, o.wrong("CertaintyAtLeast", fmt.Errorf("no certainty %d; use one of graph.Stated, Inferred, Speculative, Disputed", o.floor))
	}
	return o, nil
}

// asksForEnds tells whether all that matters of a move is which organizations it leads between, so that nothing
// else of it need be read.
func (o *options) asksForEnds() bool {
	return o.given&^(optAt|optTop|optEvidence|optExplain) == 0
}

func (o *options) has(which optionSet) bool { return o.given&which != 0 }
