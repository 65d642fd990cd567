package ask

import (
	"cmp"
	"slices"
	"strconv"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/dates"
)

// Dated is a time that some statement gives a node.
type Dated struct {
	dates.Span
	By Statement
}

// SpansOf gives the times that counting claims give a node: each tg:when, and each tg:year that no
// tg:when lies in.
func (q *Question) SpansOf(node graph.ID) []Dated {
	var whens, years [4]graph.ID
	return q.AppendSpans(nil, node, q.Values(whens[:0], node, q.Times.when), q.Values(years[:0], node, q.Times.Year))
}

// AppendSpans is SpansOf for values that have been read.
func (q *Question) AppendSpans(all []Dated, node graph.ID, whens, years []graph.ID) []Dated {
	first := len(all)
	for _, when := range whens {
		if s, ok := q.TimeOf(q.Times.when, when); ok {
			all = append(all, Dated{s, Statement{node, q.Times.when, when}})
		}
	}
	exact := all[first:]
	for _, id := range years {
		year, ok := q.TimeOf(q.Times.Year, id)
		if ok && !slices.ContainsFunc(exact, func(e Dated) bool { return year.Holds(e.Span) }) {
			all = append(all, Dated{year, Statement{node, q.Times.Year, id}})
		}
	}
	return all
}

// knownTimes remembers times by the numbers of the values that say them. Each has a place, by its number
// modulo the size; the last one to come has it.
type knownTimes [32]knownTime

type knownTime struct {
	predicate, value graph.ID
	span             dates.Span
}

// TimeOf reads a value of tg:when or tg:year, mostly once each: many nodes share few of them.
func (q *Question) TimeOf(predicate, value graph.ID) (dates.Span, bool) {
	if q.known != nil {
		if k := &q.known[value%graph.ID(len(q.known))]; k.value == value && k.predicate == predicate {
			return k.span, true
		}
	}
	return q.readTime(predicate, value)
}

// readTime reads a value, and remembers it if it is a time.
func (q *Question) readTime(predicate, value graph.ID) (dates.Span, bool) {
	var s dates.Span
	var ok bool
	if predicate == q.Times.Year {
		var year int
		year, ok = ParseYear(q.Numbers.Term(value))
		s = dates.YearSpan(year)
	} else {
		s, ok = dates.ParseSpan(q.Numbers.Term(value).Text)
	}
	if ok && (q.Options != nil || q.known != nil) { // what a row alone reads, it reads once
		if q.known == nil {
			q.known = &knownTimes{}
		}
		q.known[value%graph.ID(len(q.known))] = knownTime{predicate, value, s}
	}
	return s, ok
}

// InTime tells whether a node has a time that fits.
func (q *Question) InTime(node graph.ID) bool {
	return q.Times.EveryTime() || q.Times.Allow(q.SpansOf(node))
}

// Allow tells whether one of a node's times fits.
func (t times) Allow(all []Dated) bool {
	return len(all) == 0 && t.undated || slices.ContainsFunc(all, func(d Dated) bool { return d.Overlaps(t.Span) })
}

// Choose picks the time to show of a node's: of those that fit the one with the strongest claim, then the
// most exact, then one that is not about or uncertain, then the earliest. It reports false if there is none.
func (q *Question) Choose(all []Dated) (best Dated, found bool) {
	if len(all) == 1 && all[0].Overlaps(q.Times.Span) {
		return all[0], true
	}
	grade := graph.Unknown
	for _, d := range all {
		if !d.Overlaps(q.Times.Span) {
			continue
		}
		g := q.Strongest(d.By.Subject, d.By.Predicate, d.By.Object)
		if !found || cmp.Or(
			-CompareGrades(g, grade),
			cmp.Compare(d.Length(), best.Length()),
			cmp.Compare(d.Doubt(), best.Doubt()),
			cmp.Compare(d.First, best.First)) < 0 {
			best, grade, found = d, g, true
		}
	}
	return best, found
}

// ParseYear reads the value of a tg:year: a number, or a text or an xsd:gYear that says one, "2025Z" too. A
// literal that says anything else is no year.
func ParseYear(t term.Term) (int, bool) {
	const most = 999_999 // more is no year, and would not fit as a day
	if t.Kind != term.Literal {
		return 0, false
	}
	if y, err := strconv.Atoi(t.Text); err == nil {
		return y, -most <= y && y <= most
	}
	s, ok := dates.ParseSpan(t.Text)
	year := s.Year()
	return year, ok && s == dates.YearSpan(year)
}
