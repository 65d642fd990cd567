package csv

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// same takes an entity for another one, if it was made of a name that the row gives the other: so it does not matter
// whether a table that says who is who is read before those that use the names, or after. What has an IRI of its own,
// or another name to begin with, may be somebody else of that name.
func (w *row) same(c cell, keep quad.IRI, other named, name string) (bool, error) {
	made, err := w.im.names.isMadeOf(name, other.kind, other.iri)
	if err != nil {
		return false, w.im.wrong(c, err)
	}
	if !made {
		return false, nil
	}
	w.own.merged[other.iri] = keep
	w.merges = append(w.merges, sameThing{keep: keep, other: other.iri, claim: graph.Claim{
		Note: fmt.Sprintf("%q is another name of %s", name, w.im.names.before.CompactIRI(keep)),
	}})
	w.im.hint(c, fmt.Sprintf("%q was taken for another %s so far, and is the same as %s from here on; graph.Graph.Distinct and loader.Rejoin take that back",
		name, other.kind.word, w.im.names.before.CompactIRI(keep)))
	return true, nil
}

// join hands on what the row says of which things are one, and which are parts.
func (w *row) join() {
	im := w.im
	for _, m := range w.merges {
		im.names.given.merged[m.other] = m.keep
		m.claim.Source, m.claim.DataSet = cmp.Or(w.claim.Source, im.ownSource()), w.claim.DataSet
		im.joins.same = append(im.joins.same, m)
	}
	if w.part {
		im.joins.touched = append(im.joins.touched, w.about)
	}
}

// ownSource is what says what a row without a source says: the table.
func (im *Importer) ownSource() quad.IRI {
	name, _ := slugOf(filepath.Base(cmp.Or(im.syntax.File, "table")))
	return quad.IRI(vocab.ID + sourceKind().word + "-" + name)
}

// isPartOf tells whether it was known before the table that an organization is part of another.
func (n *nameFinder) isPartOf(unit, whole quad.IRI) bool {
	numbers := n.before.Numbers()
	u, p, o := numbers.ID(unit), numbers.ID(vocab.ORGUnitOf), numbers.ID(whole)
	return u != 0 && p != 0 && o != 0 && len(numbers.LabelsOf(nil, u, p, o)) > 0
}

// allOf gives an entity and all that were merged into it before the table.
func (n *nameFinder) allOf(entity quad.IRI) []quad.IRI { return mergedIn(n.before, entity) }

// toldBefore gives the claim by which a source has told some facts before, when it told them of things that have been merged
// since; empty if there is none.
func (n *nameFinder) toldBefore(c graph.Claim, facts []quad.Quad) quad.IRI {
	if !hasMerges(n.before) {
		return ""
	}
	var things []quad.IRI
	var other [][]quad.IRI
	for _, q := range facts {
		for _, v := range []quad.Value{q.Subject, q.Object} {
			if iri, ok := v.(quad.IRI); ok && !slices.Contains(things, iri) {
				if all := n.allOf(iri); len(all) > 1 {
					things, other = append(things, iri), append(other, all)
				}
			}
		}
	}
	const most = 64 // ways to tell it by other names
	ways := 1
	for _, all := range other {
		if ways *= len(all); ways > most {
			return ""
		}
	}
	for way := 1; way < ways; way++ {
		as, left := map[quad.Value]quad.Value{}, way
		for i, thing := range things {
			as[thing] = other[i][left%len(other[i])]
			left /= len(other[i])
		}
		told := slices.Clone(facts)
		for i, q := range told {
			told[i].Subject, told[i].Object = cmp.Or(as[q.Subject], q.Subject), cmp.Or(as[q.Object], q.Object)
		}
		if claim := c.IRIFor(told...); n.before.Numbers().ID(claim) != 0 {
			return claim
		}
	}
	return ""
}
