package query

import (
	"cmp"

	"github.com/cayleygraph/quad"
)

// factRows makes rows of facts as claims.fact does, of which there may be many: they share their memory. The
// facts are the rows' to keep.
func (c *claims) factRows(facts []statement) []Fact {
	rows, ways := make([]Fact, len(facts)), make([][]statement, len(facts))
	for i, f := range facts {
		ways[i] = facts[i : i+1 : i+1]
		row := &rows[i]
		row.Subject, row.Predicate, row.Object = c.s.EntityOf(f.subject), quad.IRI(c.s.Term(f.predicate).Text), c.s.EntityOf(f.object)
		row.text, row.asked, row.ways = c.o.text, c.asked, ways[i:i+1:i+1]
	}
	return rows
}

// compareStatements is the order of sortStatements, for a few.
func (a *asked) compareStatements(x, y statement) int {
	return cmp.Or(a.byIRI(x.subject, y.subject), a.byIRI(x.predicate, y.predicate), a.byIRI(x.object, y.object))
}
