package query

import (
	"cmp"

	"github.com/cayleygraph/quad"
)

// factRows makes rows of facts, of which there may be many.
func (c *claims) factRows(facts []statement) []Fact {
	rows := make([]Fact, len(facts))
	for i, f := range facts {
		row := &rows[i]
		row.Subject, row.Predicate, row.Object = c.s.EntityOf(f.subject), quad.IRI(c.s.Term(f.predicate).Text), c.s.EntityOf(f.object)
		row.text, row.asked = c.o.text, c.asked
	}
	return rows
}

// compareStatements is the order of sortStatements, for a few.
func (a *asked) compareStatements(x, y statement) int {
	return cmp.Or(a.byIRI(x.subject, y.subject), a.byIRI(x.predicate, y.predicate), a.byIRI(x.object, y.object))
}
