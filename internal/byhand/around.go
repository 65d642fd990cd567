package byhand

import (
	"cmp"
	"slices"
)

// Near is a row of Around.
type Near struct {
	Entity   ID
	Distance int
	From     ID    // one hop nearer; the lowest of several
	Facts    []Hop // that join both, by IRIs
}

// Hop is a fact, whoever claims it.
type Hop struct{ Subject, Predicate, Object ID }

// Around gives the nodes within so many hops of one, the nearest first, then by number. Hops go through
// facts between nodes in either direction, but for those with a predicate that is barred.
func (d *Data) Around(node ID, hops int, barred []ID) []Near {
	seen := make([]uint64, len(d.subjects)/64+1)
	isNew := func(n ID) bool {
		if seen[n/64]>>(n%64)&1 != 0 {
			return false
		}
		seen[n/64] |= 1 << (n % 64)
		return true
	}
	// Rows of a node are by predicate, so that each is looked up once.
	predicate, isBarred := ID(0), false
	allowed := func(p ID) bool {
		if p != predicate {
			predicate, isBarred = p, slices.Contains(barred, p)
		}
		return !isBarred
	}
	isNew(node)
	var rows []Near
	frontier := []Near{{Entity: node}}
	for distance := 1; distance <= hops && len(frontier) > 0; distance++ {
		first := len(rows)
		for _, at := range frontier { // ascending, so that the first to reach a node is the lowest
			n := at.Entity
			for j := d.subjects[n]; j < d.subjects[n+1]; j++ {
				if allowed(d.p[j]) && !d.isLiteral(d.o[j]) && isNew(d.o[j]) {
					rows = append(rows, Near{Entity: d.o[j], Distance: distance, From: n})
				}
			}
			for j := d.objects[n]; j < d.objects[n+1]; j++ {
				if allowed(d.op[j]) && isNew(d.os[j]) {
					rows = append(rows, Near{Entity: d.os[j], Distance: distance, From: n})
				}
			}
		}
		frontier = rows[first:]
		slices.SortFunc(frontier, func(a, b Near) int { return cmp.Compare(a.Entity, b.Entity) })
	}
	facts := make([]Hop, 0, 2*len(rows))
	for i := range rows {
		n := len(facts)
		facts = d.facts(facts, rows[i].From, rows[i].Entity, barred)
		facts = d.facts(facts, rows[i].Entity, rows[i].From, barred)
		if rows[i].Facts = slices.Clip(facts[n:]); len(facts)-n > 1 {
			slices.SortFunc(rows[i].Facts, d.compareHops)
		}
	}
	return rows
}

// FactsOf gives what is said of a node, by IRI of the predicate, then by the text of the object, without facts
// with one of some predicates.
func (d *Data) FactsOf(node ID, without []ID) []Hop {
	var facts []Hop
	for j := d.subjects[node]; j < d.subjects[node+1]; j++ {
		f := Hop{node, d.p[j], d.o[j]}
		if (len(facts) == 0 || facts[len(facts)-1] != f) && !slices.Contains(without, f.Predicate) {
			facts = append(facts, f)
		}
	}
	slices.SortFunc(facts, d.compareHops)
	return facts
}

// facts appends those that have one node as subject and another as object, each once.
func (d *Data) facts(dst []Hop, subject, object ID, barred []ID) []Hop {
	last := ID(0)
	for j := d.subjects[subject]; j < d.subjects[subject+1]; j++ {
		if d.o[j] == object && d.p[j] != last && !slices.Contains(barred, d.p[j]) {
			last = d.p[j]
			dst = append(dst, Hop{subject, last, object})
		}
	}
	return dst
}

func (d *Data) isLiteral(n ID) bool { return d.text[d.starts[n]] == '"' }

func (d *Data) compareHops(a, b Hop) int {
	if order := d.compareIRI(a.Subject, b.Subject); order != 0 {
		return order
	}
	return cmp.Or(d.compareIRI(a.Predicate, b.Predicate), d.compareIRI(a.Object, b.Object))
}
