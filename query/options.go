package query

import (
	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Option narrows a question, or says how much of its answer is wanted. One type serves all questions;
// an option that a question has no use for is an error, so that none is dropped in silence.
type Option = ask.Option

// OptionError tells which option or argument of a question is wrong, and why: every number, predicate, class, kind, date
// or cursor that cannot be, and every option that a question does not take. What names do not mean is told by
// [*graph.NameError]. Its fields are Question (the function's name), Option or Argument (what is wrong), Takes (the
// options that the question takes, if it does not take this one; else nil) and Err (what is wrong with the value).
type OptionError = ask.OptionError

// Plan tells how a question was answered. See [Explain]. Its fields are Question (the function's name), Steps (a list of
// [Step], in the order in which they were first taken), Rows (how many were given), Elapsed (the caller's own time
// between rows included) and Err (why the question ended early, nil if it did not). String is a short table.
type Plan = ask.Plan

// Step is one kind of step, all the times it was taken together. Its fields are Does, Index (what was read: "names",
// "by subject", "by object", "by predicate", "none"), Times, In and Out (nodes or rows that it began from, and that it led
// to) and Elapsed.
type Step = ask.Step

// Explain fills a plan when the question has ended; for a stream, when its range has. A plan serves one
// question at a time: do not share it between goroutines.
func Explain(plan *Plan) Option {
	return ask.NewOption(ask.OptExplain, func(o *ask.Options) { o.Trace = &ask.Trace{Plan: plan} })
}

// Along lets ways go only through facts with one of some predicates, given as IRIs or compact IRIs. It
// takes the place of the rule that [ShortestPath] has of its own. What [graph.Snapshot.ParseIRI] refuses is
// an error.
func Along(predicates ...string) Option {
	return ask.NewOption(ask.OptAlong, func(o *ask.Options) { o.Along = predicates })
}

// Hops says how many facts a way may be long; without it, 8.
func Hops(most int) Option {
	return ask.NewOption(ask.OptHops, func(o *ask.Options) { o.Hops = most })
}

// From keeps moves away from an organization or one of its units.
func From(organization string) Option {
	return ask.NewOption(ask.OptFrom, func(o *ask.Options) { o.From = organization })
}

// To keeps moves to an organization or one of its units.
func To(organization string) Option {
	return ask.NewOption(ask.OptTo, func(o *ask.Options) { o.To = organization })
}

// Person keeps moves of one person or group.
func Person(name string) Option {
	return ask.NewOption(ask.OptPerson, func(o *ask.Options) { o.Person = name })
}

// At keeps what is at an organization or one of its units, or belongs to one of them: people, things led,
// strategies.
func At(organization string) Option {
	return ask.NewOption(ask.OptAt, func(o *ask.Options) { o.At = organization })
}

// InSector keeps what is in a sector or in one narrower than it. A move is in the sectors that it is said
// to be in, and in those of the organization that it leads to.
func InSector(sector string) Option {
	return ask.NewOption(ask.OptInSector, func(o *ask.Options) { o.Sector = sector })
}

// OfClass keeps things of one class, given as an IRI or a compact IRI such as "tg:Programme"; what
// [graph.Snapshot.ParseIRI] refuses is an error. Classes are a data set's own statements, which filters of
// claims leave alone.
func OfClass(class string) Option {
	return ask.NewOption(ask.OptOfClass, func(o *ask.Options) { o.Class = class })
}

// Years keeps moves with a time in the years from first to last, both included: a tg:when or a tg:year, as [AsOf] reads
// them. Moves without a time are left out.
func Years(first, last int) Option {
	return ask.NewOption(ask.OptYears, func(o *ask.Options) { o.FirstYear, o.LastYear = first, last })
}

// Kind keeps moves of one kind, given as an IRI such as vocab.KindFounding, a compact IRI, or its name in any case: what
// the vocabulary calls it ("founding", "創立"), or a label that the graph has for it.
func Kind[Name ~string](kind Name) Option {
	return ask.NewOption(ask.OptKind, func(o *ask.Options) { o.Kind = string(kind) })
}

// CertaintyAtLeast ignores every claim that is weaker, and every fact that no claim is left for. Facts
// without a claim record are Unknown, which is weaker than any grade.
func CertaintyAtLeast(floor graph.Certainty) Option {
	return ask.NewOption(ask.OptCertainty, func(o *ask.Options) { o.Floor = floor })
}

// Source ignores every claim that is not found in this source, given as an IRI, a compact IRI such as
// "id:talentwar2024", or a label. Where graph labels are plain sources, the label is the source.
func Source(name string) Option {
	return ask.NewOption(ask.OptSource, func(o *ask.Options) { o.Source = name })
}

// Top keeps the first n rows of the answer's order, and spares the work of ordering the rest.
func Top(n int) Option {
	return ask.NewOption(ask.OptTop|ask.OptMost, func(o *ask.Options) { o.Top = n })
}

// After continues behind the row that a cursor marks, given by [Next] for the same question with the same options: pages
// put together are the whole answer. "" is the beginning, as a form that has not been filled in gives it.
//
// The page begins behind the row wherever that stands by now: if the graph has changed in between, rows that came in front
// of it are passed over, and if the row itself has gone, that is an [*OptionError], and so is a cursor of another question.
// [Search] and structs.Find go on at the row's place even if it has gone.
//
// Streams whose rows come in the order of their nodes begin at the page; other questions find or sum all rows again.
func After(cursor string) Option {
	if cursor == "" {
		return Option{}
	}
	return ask.NewOption(ask.OptAfter, func(o *ask.Options) { o.After = cursor })
}

// Next gives the cursor for [After] of the row that was given last; "" if the question came to its end, so that there
// is no next page:
//
//	rows, err := query.WhoLeft(ctx, g, "Alibaba", "", query.Top(100), query.After(cursor), query.Next(&cursor))
//
// A stream writes it before it yields each row. A cursor is a text without spaces that serves in addresses.
func Next(cursor *string) Option {
	return ask.NewOption(ask.OptNext, func(o *ask.Options) { o.Next = cursor })
}

// OrderBy orders moves and stages by some of their fields, given as their JSON names them, the first one first: "when",
// "person" and "from", and "to" for moves ([Moves], [WhoLeft], [Joined], [Left]) or "at" for stages ([Career]). A "-" in
// front turns the order round: OrderBy("-when", "person"). Times go by their first day, then by their last, nodes by IRI;
// what is missing comes last either way, and rows that are alike come in the order that the question has without it.
//
// A stream finds all rows before it yields the first one; with [Top] it keeps no more of them than that.
func OrderBy(fields ...string) Option {
	return ask.NewOption(ask.OptOrder, func(o *ask.Options) { o.Order = fields })
}

// Total gives the number of rows instead of the rows, at the cost of finding them: all rows, whatever [Top] and [After]
// say, so that the options of a page can be given as they are.
func Total(rows *int) Option {
	return ask.NewOption(ask.OptTotal, func(o *ask.Options) { o.Total = rows })
}

// WithSource gives the text of a source, or of several, so that rows can show the passages that claim them. A text is
// held against the source's SHA-256; one that is not that of any source in the graph is [ErrWrongText].
func WithSource(texts ...string) Option {
	return ask.NewOption(ask.OptText, func(o *ask.Options) { o.Texts = append(o.Texts, texts...) })
}

// WithText is [WithSource] for texts that [ReadText] has read, which spares each question reading them.
func WithText(text *Text) Option {
	return ask.NewOption(ask.OptText, func(o *ask.Options) { o.ReadText = text })
}

// AsOf leaves out what is known to have come later than a date. The date is a year, a month, a day or a span as EDTF
// (ISO 8601-2:2019, levels 0 and 1) and XML Schema write them, and so are those of the facts: "2024", "2024-03",
// "2024-03-15"; quarters 33 to 36 ("2023-35" is the third one) and halves 40 and 41; "2022/2024" for a span, "2022/.." and
// "../2024" for open ones. "2024~", about, and "2024?", uncertain, have the days of "2024". Each keeps its
// precision: a year is all its days, so AsOf("2024-03") keeps a fact of "2024", which may have come by
// then, and leaves out one of "2024-04". The option also takes the forms of tables, such as "Q3 2023" and "2024年上半年".
//
// A fact's time is its node's tg:when, or its tg:year where no tg:when is more exact. Both are read by what
// their text says, whatever its datatype: "2025", 2025 and "2025"^^xsd:gYear are one year, here and for
// [Years] and [Move]. A text that is no time is none. A fact with several times counts if one of them fits.
// Facts without a time stay: nothing says that they came later. Leave them out with Undated(false).
func AsOf(date string) Option {
	return ask.NewOption(ask.OptAsOf, func(o *ask.Options) { o.AsOf = date })
}

// Between keeps what may have happened from a first to a last date, both included and written as in
// [AsOf]: what shares at least a day with that span. "" for one of them leaves that end open: Between("2024", "") is
// since 2024. Facts without a time are left out: nothing says that they belong there. Keep them with Undated(true).
func Between(first, last string) Option {
	return ask.NewOption(ask.OptBetween, func(o *ask.Options) { o.First, o.Last = first, last })
}

// Undated says whether facts without a time stay when [AsOf] or [Between] is given. Without it they stay
// with AsOf and go with Between.
func Undated(keep bool) Option {
	return ask.NewOption(ask.OptUndated, func(o *ask.Options) { o.Undated = keep })
}
