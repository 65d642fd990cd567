package query

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// dated is a time that some statement gives a node.
type dated struct {
	span
	by statement
}

// spansOf gives the times that counting claims give a node: each tg:when, and each tg:year that no
// tg:when lies in.
func (c *claims) spansOf(node graph.ID) []dated {
	predicates := known([]graph.ID{c.times.when, c.times.year})
	if len(predicates) == 0 {
		return nil
	}
	var whens, years []graph.ID
	c.n.Row(node, quad.Subject, predicates, func(r graph.Run) {
		if r.Predicate == c.times.when {
			whens = c.others(nil, r)
		} else {
			years = c.others(nil, r)
		}
	})
	return c.appendSpans(nil, node, whens, years)
}

// appendSpans is spansOf for values that have been read.
func (c *claims) appendSpans(all []dated, node graph.ID, whens, years []graph.ID) []dated {
	first := len(all)
	for _, when := range whens {
		if s, ok := c.timeOf(c.times.when, when); ok {
			all = append(all, dated{s, statement{node, c.times.when, when}})
		}
	}
	exact := all[first:]
	for _, id := range years {
		year, ok := c.timeOf(c.times.year, id)
		if ok && !slices.ContainsFunc(exact, func(e dated) bool { return year.holds(e.span) }) {
			all = append(all, dated{year, statement{node, c.times.year, id}})
		}
	}
	return all
}

// knownTimes remembers times by the numbers of the values that say them. Each has a place, by its number
// modulo the size; the last one to come has it.
type knownTimes [32]knownTime

type knownTime struct {
	predicate, value graph.ID
	span             span
}

// timeOf reads a value of tg:when or tg:year, mostly once each: many nodes share few of them.
func (c *claims) timeOf(predicate, value graph.ID) (span, bool) {
	if c.known != nil {
		if k := &c.known[value%graph.ID(len(c.known))]; k.value == value && k.predicate == predicate {
			return k.span, true
		}
	}
	return c.readTime(predicate, value)
}

// readTime reads a value, and remembers it if it is a time.
func (c *claims) readTime(predicate, value graph.ID) (span, bool) {
	var s span
	var ok bool
	if predicate == c.times.year {
		var year int
		year, ok = parseYear(c.n.Term(value))
		s = yearSpan(year)
	} else {
		s, ok = parseSpan(c.n.Term(value).Text)
	}
	if ok {
		if c.known == nil {
			c.known = &knownTimes{}
		}
		c.known[value%graph.ID(len(c.known))] = knownTime{predicate, value, s}
	}
	return s, ok
}

// inTime tells whether a node has a time that fits.
func (c *claims) inTime(node graph.ID) bool {
	return c.times.everyTime() || c.times.allow(c.spansOf(node))
}

// allow tells whether one of a node's times fits.
func (t times) allow(all []dated) bool {
	return len(all) == 0 && t.undated || slices.ContainsFunc(all, func(d dated) bool { return d.overlaps(t.span) })
}

// choose picks the time to show of a node's: of those that fit the one with the strongest claim, then the
// most exact, then the earliest. It reports false if there is none.
func (c *claims) choose(all []dated) (best dated, found bool) {
	if len(all) == 1 && all[0].overlaps(c.times.span) {
		return all[0], true
	}
	grade := graph.Unknown
	for _, d := range all {
		if !d.overlaps(c.times.span) {
			continue
		}
		g := c.strongest(d.by.subject, d.by.predicate, d.by.object)
		if !found || cmp.Or(
			-compareGrades(g, grade),
			cmp.Compare(d.last-d.first, best.last-best.first),
			cmp.Compare(d.first, best.first)) < 0 {
			best, grade, found = d, g, true
		}
	}
	return best, found
}

// compareGrades orders grades, the weaker first.
func compareGrades(a, b graph.Certainty) int {
	switch {
	case a == b:
		return 0
	case a.AtLeast(b):
		return 1
	}
	return -1
}
