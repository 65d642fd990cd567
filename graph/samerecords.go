package graph

import (
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// merger works out what a merge changes, on the state before it. A quad of a merged thing is not in the graph: it is
// recorded as it was told, and what it has become is in the graph. So a merge, or what takes one back, takes the quads that
// it changes as they were told, and writes them as what they are from then on.
type merger struct {
	tx         *Tx
	s          *Snapshot
	into       map[quad.Value]merge // what is known of things; the zero merge for one that was not merged
	taken      map[quad.Quad]bool   // as they were told
	seen       map[quad.Quad]bool   // as they were in the graph
	come, gone map[quad.Quad]bool
}

type merge struct{ keep, claim quad.Value }

func newMerger(tx *Tx) (*merger, error) {
	m := &merger{
		tx: tx, s: tx.snapshot(), into: map[quad.Value]merge{}, taken: map[quad.Quad]bool{}, seen: map[quad.Quad]bool{},
		come: map[quad.Quad]bool{}, gone: map[quad.Quad]bool{},
	}
	return m, m.s.usable(tx.ctx)
}

// take takes a quad of the graph as it was told, by itself or by quads that have become it.
func (m *merger) take(now quad.Quad) error {
	if m.seen[now] || !m.has(now) {
		return m.tx.ctx.Err()
	}
	m.seen[now] = true
	m.remove(now)
	alone := true
	for _, k := range m.subjects(vocab.Becomes, recordNode(now)) {
		alone = len(m.objects(k, vocab.AlsoOf)) > 0
		if err := m.takeRecord(k); err != nil {
			return err
		}
	}
	if alone {
		m.taken[now] = true
	}
	return m.tx.ctx.Err()
}

func (m *merger) takeAll(quads []quad.Quad, err error) error {
	for _, q := range quads {
		if err == nil {
			err = m.take(q)
		}
	}
	return err
}

// takeTold takes what was told of a merged thing, and of those that were merged into it.
func (m *merger) takeTold(thing quad.Value) error {
	things := []quad.Value{thing}
	for i := 0; i < len(things); i++ {
		for _, s := range m.subjects(vocab.MergedInto, things[i]) {
			if into, ok := m.mergeOf(s); ok && into.keep == things[i] && !slices.Contains(things, s) {
				things = append(things, s)
			}
		}
	}
	for _, t := range things {
		for _, part := range []quad.IRI{vocab.RDFSubject, vocab.RDFPredicate, vocab.RDFObject, vocab.Named} {
			for _, k := range m.subjects(part, t) {
				if !isRecord(k) {
					continue
				}
				now, ok := m.becomes(m.recorded(k))
				err := m.take(now)
				if !ok {
					err = m.takeRecord(k)
				}
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// takeRecord takes the quad of a record, and the record away.
func (m *merger) takeRecord(k quad.Value) error {
	m.taken[m.recorded(k)] = true
	for q, err := range m.s.Quads(m.tx.ctx, Pattern{Subject: k}) {
		if err != nil {
			return err
		}
		m.remove(q)
	}
	return nil
}

// write makes the change.
func (m *merger) write() error {
	for before := -1; before < len(m.seen); { // what becomes the same as a quad of the graph is written with it
		before = len(m.seen)
		for q := range maps.Clone(m.taken) {
			if now, ok := m.becomes(q); ok {
				if err := m.take(now); err != nil {
					return err
				}
			}
		}
	}
	for q := range m.taken {
		if err := m.tx.ctx.Err(); err != nil {
			return err
		}
		now, ok := m.becomes(q)
		if ok {
			m.add(now)
		}
		if now == q {
			continue
		}
		k, into := recordNode(q), m.firstMerge(q)
		record := map[quad.IRI]quad.Value{vocab.RDFSubject: q.Subject, vocab.RDFPredicate: q.Predicate, vocab.RDFObject: q.Object, vocab.Named: q.Label}
		if ok {
			record[vocab.Becomes] = recordNode(now)
		}
		if ok && m.taken[now] {
			record[vocab.AlsoOf] = into.keep
		}
		for predicate, object := range record {
			if object != nil {
				m.add(quad.Quad{Subject: k, Predicate: predicate, Object: object, Label: into.claim})
			}
		}
	}
	if err := m.tx.Remove(slices.Collect(maps.Keys(m.gone))...); err != nil {
		return err
	}
	return m.tx.Add(slices.Collect(maps.Keys(m.come))...)
}

// becomes gives what a quad is, as it was told, now that things are merged. It is nothing if it was told of two things that are one.
func (m *merger) becomes(q quad.Quad) (now quad.Quad, ok bool) {
	now = q
	for _, at := range []*quad.Value{&now.Subject, &now.Predicate, &now.Object, &now.Label} {
		for range 1000 {
			into, ok := m.mergeOf(*at)
			if !ok {
				break
			}
			*at = into.keep
		}
	}
	if now.Subject != q.Subject && q.Predicate == vocab.SKOSPrefLabel {
		now.Predicate = vocab.SKOSAltLabel
	}
	return now, now.Subject != now.Object || q.Subject == q.Object
}

// firstMerge gives the first merge of a thing in a quad.
func (m *merger) firstMerge(q quad.Quad) (into merge) {
	for _, v := range []quad.Value{q.Label, q.Object, q.Predicate, q.Subject} {
		if of, ok := m.mergeOf(v); ok {
			into = of
		}
	}
	return into
}

// mergeOf tells what a thing was merged into by Same.
func (m *merger) mergeOf(thing quad.Value) (merge, bool) {
	if thing == nil {
		return merge{}, false
	}
	into, known := m.into[thing]
	if !known {
		n := m.s.Numbers()
		claims := append(m.objects(thing, vocab.Kept), m.objects(thing, vocab.AlsoOf)...)
		if p := n.ID(vocab.MergedInto); p != 0 && len(claims) > 0 {
			n.Row(n.ID(thing), quad.Subject, []ID{p}, func(r Run) {
				for i, label := range r.Labels {
					if claim := n.Value(label); slices.Contains(claims, claim) {
						into = merge{n.Value(r.Others[i]), claim}
					}
				}
			})
		}
		m.into[thing] = into
	}
	return into, into.keep != nil
}

// recorded reads a record.
func (m *merger) recorded(k quad.Value) (q quad.Quad) {
	for predicate, at := range map[quad.IRI]*quad.Value{
		vocab.RDFSubject: &q.Subject, vocab.RDFPredicate: &q.Predicate, vocab.RDFObject: &q.Object, vocab.Named: &q.Label,
	} {
		if found := m.objects(k, predicate); len(found) > 0 {
			*at = found[0]
		}
	}
	return q
}

func (m *merger) add(q quad.Quad) {
	delete(m.gone, q)
	m.come[q] = true
}

func (m *merger) remove(q quad.Quad) {
	delete(m.come, q)
	m.gone[q] = true
}

// has tells whether a quad was in the graph before.
func (m *merger) has(q quad.Quad) bool {
	n := m.s.Numbers()
	subject, predicate, object := n.ID(q.Subject), n.ID(q.Predicate), n.ID(q.Object)
	if subject == 0 || predicate == 0 || object == 0 {
		return false
	}
	label := ID(0)
	if q.Label != nil {
		if label = n.ID(q.Label); label == 0 {
			return false
		}
	}
	return slices.Contains(n.LabelsOf(nil, subject, predicate, object), label)
}

// objects gives what the state before says of a thing by a predicate, each once.
func (m *merger) objects(thing quad.Value, predicate quad.IRI) []quad.Value {
	return m.others(thing, quad.Subject, predicate)
}

// subjects gives of what the state before says a thing by a predicate, each once.
func (m *merger) subjects(predicate quad.IRI, thing quad.Value) []quad.Value {
	return m.others(thing, quad.Object, predicate)
}

func (m *merger) others(thing quad.Value, as quad.Direction, predicate quad.IRI) (others []quad.Value) {
	n := m.s.Numbers()
	id, p := n.ID(thing), n.ID(predicate)
	if id == 0 || p == 0 {
		return nil
	}
	n.Row(id, as, []ID{p}, func(r Run) {
		for i, o := range r.Others {
			if i == 0 || o != r.Others[i-1] {
				others = append(others, n.Value(o))
			}
		}
	})
	return others
}

// quadsOf gives the quads of a thing in any position, but for those that tell of merges.
func (m *merger) quadsOf(thing quad.Value) ([]quad.Quad, error) {
	found := map[quad.Quad]bool{}
	for _, p := range []Pattern{{Subject: thing}, {Predicate: thing}, {Object: thing}, {Label: thing}} {
		for q, err := range m.s.Quads(m.tx.ctx, p) {
			if err != nil {
				return nil, err
			}
			switch q.Predicate {
			case vocab.MergedInto, vocab.Kept, vocab.AlsoOf, vocab.Report:
				continue
			}
			if !isRecord(q.Subject) {
				found[q] = true
			}
		}
	}
	quads := make([]quad.Quad, 0, len(found))
	for q := range found {
		quads = append(quads, q)
	}
	return quads, nil
}

func isRecord(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	return ok && strings.HasPrefix(string(iri), vocab.KeptQuad)
}

// recordNode names a quad.
func recordNode(q quad.Quad) quad.IRI { return term.QuadIRI(vocab.KeptQuad, q) }
