package csv

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// merges knows what was merged by [graph.Graph.Same]. A fact of a merged thing is in the graph as what it has become, beside
// a record of how it was told. Reports are read as they were told, so that it stays known which events they would be of
// if the merge were taken back, and are written as both.
type merges struct {
	n                                                           *graph.Numbers
	mergedInto, kept, alsoOf, subject, predicate, object, named graph.ID
	known                                                       map[quad.Value]merge
}

// merge is what a thing was merged into, and the claim that says so; the zero merge if it was not.
type merge struct{ into, claim quad.Value }

func newMerges(s *graph.Snapshot) *merges {
	n := s.Numbers()
	return &merges{
		n: n, mergedInto: n.ID(vocab.MergedInto), kept: n.ID(vocab.Kept), alsoOf: n.ID(vocab.AlsoOf),
		subject: n.ID(vocab.RDFSubject), predicate: n.ID(vocab.RDFPredicate), object: n.ID(vocab.RDFObject), named: n.ID(vocab.Named),
		known: map[quad.Value]merge{},
	}
}

// none tells that nothing is merged, as in most graphs.
func (m *merges) none() bool { return m == nil || m.kept == 0 && m.alsoOf == 0 }

// hasMerges tells whether anything is merged, for who needs no more.
func hasMerges(s *graph.Snapshot) bool {
	n := s.Numbers()
	return n.ID(vocab.Kept) != 0 || n.ID(vocab.AlsoOf) != 0
}

// of gives the merge of a thing.
func (m *merges) of(thing quad.Value) merge {
	iri, ok := thing.(quad.IRI)
	if !ok || m.none() {
		return merge{}
	}
	found, known := m.known[iri]
	if !known {
		id := m.n.ID(iri)
		claims := append(m.others(id, m.kept), m.others(id, m.alsoOf)...)
		m.row(id, quad.Subject, m.mergedInto, func(r graph.Run) {
			for i, label := range r.Labels {
				if slices.Contains(claims, label) {
					found = merge{m.n.Value(r.Others[i]), m.n.Value(label)}
				}
			}
		})
		m.known[iri] = found
	}
	return found
}

// now gives what a thing is, all merges followed.
func (m *merges) now(thing quad.Value) quad.Value {
	for range 1000 { // data of other hands may go in a ring
		into := m.of(thing).into
		if into == nil {
			break
		}
		thing = into
	}
	return thing
}

// ending is a fact of an event, as it is in the graph.
type ending struct {
	predicate     quad.IRI
	object, label quad.Value
}

// told gives, for the facts of an event that merges have changed, the objects that they were told with.
func (m *merges) told(event graph.ID) map[ending][]quad.Value {
	if m.none() {
		return nil
	}
	var all map[ending][]quad.Value
	m.row(event, quad.Object, m.subject, func(r graph.Run) {
		for _, record := range r.Others {
			if iri, ok := m.n.Value(record).(quad.IRI); !ok || !strings.HasPrefix(string(iri), vocab.KeptQuad) {
				continue
			}
			var now ending
			now.predicate, _ = m.value(record, m.predicate).(quad.IRI)
			object := m.value(record, m.object)
			now.object, now.label = m.now(object), m.value(record, m.named)
			if now.object == object {
				continue
			}
			if all == nil {
				all = map[ending][]quad.Value{}
			}
			all[now] = append(all[now], object)
			if len(m.others(record, m.alsoOf)) > 0 && !slices.Contains(all[now], now.object) {
				all[now] = append(all[now], now.object)
			}
		}
	})
	return all
}

// nowOf gives what facts that are told have become.
func (m *merges) nowOf(told []quad.Quad) []quad.Quad {
	if m.none() {
		return told
	}
	facts := slices.Clone(told)
	for i := range facts {
		facts[i].Object = m.now(facts[i].Object)
	}
	return facts
}

// records gives the quads that record how facts were told that merges change, as [graph.Graph.Same] records them.
func (m *merges) records(told []quad.Quad) (quads []quad.Quad) {
	if m.none() {
		return nil
	}
	as := map[quad.Quad]bool{}
	for _, q := range told {
		as[q] = true
	}
	for q := range as {
		merge := m.of(q.Object)
		if merge.into == nil {
			continue
		}
		now, record := q, term.QuadIRI(vocab.KeptQuad, q)
		now.Object = m.now(q.Object)
		says := map[quad.IRI]quad.Value{
			vocab.RDFSubject: q.Subject, vocab.RDFPredicate: q.Predicate, vocab.RDFObject: q.Object, vocab.Named: q.Label,
			vocab.Becomes: term.QuadIRI(vocab.KeptQuad, now),
		}
		if as[now] {
			says[vocab.AlsoOf] = merge.into
		}
		for predicate, object := range says {
			if object != nil {
				quads = append(quads, quad.Quad{Subject: record, Predicate: predicate, Object: object, Label: merge.claim})
			}
		}
	}
	return quads
}

// toldBefore tells whether a row has been read before, when it told of things that have been merged since.
func (m *merges) toldBefore(t *told, known []*told) bool {
	if m.none() {
		return false
	}
	return slices.ContainsFunc(known, func(k *told) bool {
		if k.fixed != t.fixed || k.fixed && k.at != t.at || k.from != t.from || k.to != t.to || k.when != t.when || k.year != t.year {
			return false
		}
		var said []saying
		for _, s := range k.said {
			said = append(said, saying{s.predicate, m.now(s.object)})
		}
		for _, s := range t.said {
			if s.predicate == vocab.Figure || !slices.Contains(said, s) { // figures are written already
				return false
			}
		}
		switch {
		case slices.Equal(said, k.said):
			return false
		case t.claim.Source == "":
			return k.label == t.label
		case len(said) != len(t.said):
			return false
		}
		event, claim := quad.Value(k.own), t.claim
		if claim.ID = ""; k.fixed {
			event = k.at
		}
		facts := k.facts(event)
		for i := range facts {
			facts[i].Label = nil
		}
		return claim.IRIFor(facts...) == k.label
	})
}

func (m *merges) row(of graph.ID, as quad.Direction, predicate graph.ID, f func(graph.Run)) {
	if of != 0 && predicate != 0 {
		m.n.Row(of, as, []graph.ID{predicate}, f)
	}
}

// others gives the objects of a thing by a predicate.
func (m *merges) others(of, predicate graph.ID) (all []graph.ID) {
	m.row(of, quad.Subject, predicate, func(r graph.Run) { all = append(all, r.Others...) })
	return all
}

// value gives one of them; nil if there is none.
func (m *merges) value(of, predicate graph.ID) quad.Value {
	if all := m.others(of, predicate); len(all) > 0 {
		return m.n.Value(all[0])
	}
	return nil
}

// mergedIn gives a thing and all that were merged into it.
func mergedIn(s *graph.Snapshot, thing quad.IRI) []quad.IRI {
	n := s.Numbers()
	mergedInto, all := n.ID(vocab.MergedInto), []quad.IRI{thing}
	for i := 0; mergedInto != 0 && i < len(all); i++ {
		id := n.ID(all[i])
		if id == 0 {
			continue
		}
		for _, other := range n.Rows(id, quad.Object, mergedInto).Others {
			if iri, ok := n.Value(other).(quad.IRI); ok && !slices.Contains(all, iri) {
				all = append(all, iri)
			}
		}
	}
	return all
}
