package query

import (
	"cmp"
	"strconv"

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
	var exact, years []dated
	c.s.Row(node, quad.Subject, predicates, func(r graph.Run) {
		for _, o := range c.others(nil, r) {
			text, by := lexical(c.s.EntityOf(o).Node()), statement{node, r.Predicate, o}
			if r.Predicate == c.times.when {
				if s, ok := parseSpan(text); ok {
					exact = append(exact, dated{s, by})
				}
			} else if y, err := strconv.Atoi(text); err == nil {
				years = append(years, dated{yearSpan(y), by})
			}
		}
	})
	all := exact
	for _, year := range years {
		refined := false
		for _, e := range exact {
			refined = refined || year.holds(e.span)
		}
		if !refined {
			all = append(all, year)
		}
	}
	return all
}

// inTime tells whether a node has a time that fits.
func (c *claims) inTime(node graph.ID) bool {
	if c.times.everyTime() {
		return true
	}
	all := c.spansOf(node)
	for _, d := range all {
		if d.overlaps(c.times.span) {
			return true
		}
	}
	return len(all) == 0 && c.times.undated
}

// timeOf picks the time to show of a node's: of those that fit the one with the strongest claim, then the
// most exact, then the earliest. It reports false if there is none.
func (c *claims) timeOf(node graph.ID) (best dated, found bool) {
	grade := graph.Unknown
	for _, d := range c.spansOf(node) {
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
