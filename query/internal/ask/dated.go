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

// SpansOf appends the times that counting claims give a node: each tg:when, and each tg:year that no
// tg:when lies in.
func (q *Question) SpansOf(all []Dated, node graph.ID) []Dated {
	var whens, years [4]graph.ID
	return q.AppendSpans(all, node, q.Values(whens[:0], node, q.Times.when), q.Values(years[:0], node, q.Times.Year))
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
	var room [2]Dated
	return q.Times.EveryTime() || q.Times.Allow(q.SpansOf(room[:0], node))
}

// Allow tells whether one of a node's times fits.
func (t times) Allow(all []Dated) bool {
	return len(all) == 0 && t.undated || slices.ContainsFunc(all, func(d Dated) bool { return d.Overlaps(t.Span) })
}

// Choose picks the time to show of a node's, of those that fit. Where all that is not disputed can be true at once, that is
// the most exact time, then one that is not about or uncertain, then the one with the strongest claim, then the
// earliest: a year supports a month in it. Where it cannot, it is the one with the strongest claim, then the one that more
// sources support (of up to 100 times), then the most exact, then as above. It reports false if there is none.
func (q *Question) Choose(all []Dated) (best Dated, found bool) {
	if len(all) == 1 && all[0].Overlaps(q.Times.Span) {
		return all[0], true
	}
	var room [8]graph.Certainty
	grades, sure := room[:0], false
	for _, d := range all {
		g := q.Strongest(d.By.Subject, d.By.Predicate, d.By.Object)
		grades = append(grades, g)
		sure = sure || d.Overlaps(q.Times.Span) && g != graph.Disputed
	}
	fits := func(i int) bool { return all[i].Overlaps(q.Times.Span) && (!sure || grades[i] != graph.Disputed) }
	common := dates.Any()
	for i, d := range all {
		if fits(i) {
			common.First, common.Last = max(common.First, d.First), min(common.Last, d.Last)
		}
	}
	at := -1
	for i, d := range all {
		if !fits(i) {
			continue
		}
		if at < 0 || q.compareTimes(d, best, -CompareGrades(grades[i], grades[at]), common.First <= common.Last, all) < 0 {
			best, at = d, i
		}
	}
	return best, at >= 0
}

// compareTimes is the order in which Choose prefers times that agree, or do not.
func (q *Question) compareTimes(a, b Dated, byGrade int, agree bool, all []Dated) int {
	exact := cmp.Or(cmp.Compare(a.Length(), b.Length()), cmp.Compare(a.Doubt(), b.Doubt()))
	if agree {
		return cmp.Or(exact, byGrade, cmp.Compare(a.First, b.First))
	}
	if byGrade == 0 && len(all) <= mostSupported {
		byGrade = -cmp.Compare(q.support(a, all), q.support(b, all))
	}
	return cmp.Or(byGrade, exact, cmp.Compare(a.First, b.First))
}

// mostSupported is how many times a node may have for their sources to be counted, each time's among those of all others.
const mostSupported = 100

// support counts the sources that say a time, or another one with which it can be true.
func (q *Question) support(d Dated, all []Dated) int {
	var facts []Statement
	for _, other := range all {
		if other.Overlaps(d.Span) {
			facts = append(facts, other.By)
		}
	}
	return q.sources(facts...)
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
