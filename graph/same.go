package graph

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// Same says that two things are one. From now on every quad of other is one of keep's, under the label that it had:
// facts about it, facts that lead to it, and what it claims if it is a graph label. Its preferred names become alternative
// names of keep, and its IRI goes on meaning the thing ([Snapshot.Resolve], tg:mergedInto). Facts that both have become one.
// The claim says who holds that they are one, and why; it needs a Source, as [Tx.Assert] does.
//
// [Graph.Distinct] takes it back. A merge is a change like any other: atomic, kept in a file, and among [Graph.Changes].
// Either may be a thing that was merged before, which then means what it was merged into; two that are one already are left so.
// Quads of other that are added later stay its own until Same is called again.
func (g *Graph) Same(ctx context.Context, keep, other quad.Value, c Claim) error {
	return g.Update(ctx, func(tx *Tx) error { return tx.Same(keep, other, c) })
}

// Distinct takes back that other is the same as what it was merged into by [Graph.Same], exactly: its quads are its own
// again, and those that only came with it are gone. Other merges, before or after, stay. An error says that it was not merged
// so; reports that a table's reader has joined are taken apart by loading what tells them apart.
func (g *Graph) Distinct(ctx context.Context, other quad.Value) error {
	return g.Update(ctx, func(tx *Tx) error { return tx.Distinct(other) })
}

// MergedInto gives what a thing was merged into by [Graph.Same], or was joined with by the reader of tables, all the way; the
// thing itself if it was not.
func (s *Snapshot) MergedInto(thing quad.Value) quad.Value {
	if id := s.Numbers().ID(thing); id != 0 {
		if into := s.merged(id); into != id {
			return s.Numbers().Value(into)
		}
	}
	return thing
}

func (s *Snapshot) merged(id ID) ID {
	predicate := s.quads.ID(vocab.MergedInto)
	if predicate == 0 {
		return id
	}
	for range 1000 { // data of other hands may go in a ring
		next := s.quads.Rows(id, quad.Subject, predicate).Others
		if len(next) == 0 {
			break
		}
		id = next[0]
	}
	return id
}

// Same is [Graph.Same] as a part of a change.
func (tx *Tx) Same(keep, other quad.Value, c Claim) error {
	m, err := newMerger(tx)
	if err != nil {
		return err
	}
	keep, other = m.s.MergedInto(keep), m.s.MergedInto(other)
	for _, thing := range []quad.Value{keep, other} {
		switch thing.(type) {
		case quad.IRI, quad.BNode:
		default:
			return fmt.Errorf("only an IRI or a blank node can be the same as another, not %v", thing)
		}
		if m.s.Numbers().ID(thing) == 0 {
			return fmt.Errorf("%w: nothing is said of %v", ErrNotFound, thing)
		}
	}
	if term.Equal(keep, other) {
		return nil
	}
	quads, err := m.quadsOf(other)
	if err != nil {
		return err
	}
	statement := quad.Quad{Subject: other, Predicate: vocab.MergedInto, Object: keep}
	claim := c.IRIFor(statement)
	isNew := m.s.Numbers().ID(claim) == 0
	if _, err := tx.Assert(c, statement); err != nil {
		return err
	}
	m.into[other] = merge{keep, claim}
	if isNew {
		m.add(quad.Quad{Subject: other, Predicate: vocab.Kept, Object: claim, Label: claim})
	}
	for _, q := range quads {
		m.gone[q] = true
		m.restore(q)
	}
	return m.write()
}

// Distinct is [Graph.Distinct] as a part of a change.
func (tx *Tx) Distinct(other quad.Value) error {
	m, err := newMerger(tx)
	if err != nil {
		return err
	}
	into, ok := m.mergeOf(other)
	kept := m.objects(other, vocab.Kept)
	if !ok || len(kept) == 0 {
		return fmt.Errorf("%w: %v was not said to be the same as another thing", ErrNotFound, other)
	}
	m.into[other] = merge{}
	m.remove(quad.Quad{Subject: other, Predicate: vocab.MergedInto, Object: into.keep, Label: into.claim})
	type record struct {
		q    quad.Quad
		also bool
	}
	var records []record
	for _, k := range kept {
		if k == into.claim {
			m.remove(quad.Quad{Subject: other, Predicate: vocab.Kept, Object: k, Label: into.claim})
			for q, err := range tx.Quads(tx.ctx, Pattern{Subject: k}) {
				if err != nil {
					return err
				}
				m.remove(q)
			}
			continue
		}
		q := m.recorded(k)
		records = append(records, record{q, m.forget(other, into, q)})
	}
	for _, r := range records {
		if !r.also {
			m.withdraw(other, into.keep, r.q)
		}
	}
	for _, r := range records {
		m.restore(r.q)
	}
	return m.write()
}

// merger works out what a merge changes, on the state before it. A quad of a merged thing is not in the graph: it is
// recorded, and stands there as the quad that it has become. A record says whether that one was there anyhow.
type merger struct {
	tx         *Tx
	s          *Snapshot
	into       map[quad.Value]merge // what is known of things; the zero merge for one that was not merged
	come, gone map[quad.Quad]bool
}

type merge struct{ keep, claim quad.Value }

func newMerger(tx *Tx) (*merger, error) {
	m := &merger{tx: tx, s: tx.snapshot(), into: map[quad.Value]merge{}, come: map[quad.Quad]bool{}, gone: map[quad.Quad]bool{}}
	return m, m.s.usable(tx.ctx)
}

// write makes the change.
func (m *merger) write() error {
	list := func(set map[quad.Quad]bool) []quad.Quad {
		quads := make([]quad.Quad, 0, len(set))
		for q := range set {
			quads = append(quads, q)
		}
		return quads
	}
	if err := m.tx.Remove(list(m.gone)...); err != nil {
		return err
	}
	return m.tx.Add(list(m.come)...)
}

func (m *merger) add(q quad.Quad) {
	delete(m.gone, q)
	m.come[q] = true
}

func (m *merger) remove(q quad.Quad) {
	delete(m.come, q)
	m.gone[q] = true
}

func (m *merger) has(q quad.Quad) bool {
	if m.come[q] || m.gone[q] {
		return m.come[q]
	}
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
func (m *merger) objects(thing quad.Value, predicate quad.IRI) (objects []quad.Value) {
	n := m.s.Numbers()
	p := n.ID(predicate)
	if p == 0 {
		return nil
	}
	n.Row(n.ID(thing), quad.Subject, []ID{p}, func(r Run) {
		for i, o := range r.Others {
			if i == 0 || o != r.Others[i-1] {
				objects = append(objects, n.Value(o))
			}
		}
	})
	return objects
}

// mergeOf tells what a thing was merged into by Same.
func (m *merger) mergeOf(thing quad.Value) (merge, bool) {
	into, known := m.into[thing]
	if !known {
		n := m.s.Numbers()
		if p := n.ID(vocab.MergedInto); p != 0 && len(m.objects(thing, vocab.Kept)) > 0 {
			n.Row(n.ID(thing), quad.Subject, []ID{p}, func(r Run) {
				into = merge{n.Value(r.Others[0]), n.Value(r.Labels[0])}
			})
		}
		m.into[thing] = into
	}
	return into, into.keep != nil
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
			case vocab.MergedInto, vocab.Kept, vocab.Report:
				continue
			}
			if iri, ok := q.Subject.(quad.IRI); !ok || !strings.HasPrefix(string(iri), keptPrefix) {
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

// mergedIn gives the thing in a quad that was merged and has the quad in its records; of a quad that is in none, the first
// that was merged.
func (m *merger) mergedIn(q quad.Quad) (thing quad.Value, into merge, ok bool) {
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil {
			continue
		}
		if of, merged := m.mergeOf(v); merged && (!ok || m.has(record(v, of, q)[0])) {
			thing, into, ok = v, of, true
		}
	}
	return thing, into, ok
}

// restore adds a quad, as what it has become if it is one of a merged thing.
func (m *merger) restore(q quad.Quad) {
	if m.stands(q) { // it came with a merged thing, and is there by itself from now on
		for flag := range m.reasons(q) {
			m.add(flag)
		}
		return
	}
	thing, into, ok := m.mergedIn(q)
	if !ok {
		m.add(q)
		return
	}
	for _, r := range record(thing, into, q) {
		m.add(r)
	}
	now, ok := becomes(q, thing, into.keep)
	if !ok || m.stands(now) {
		m.add(alsoOf(thing, into, q))
		return
	}
	m.restore(now)
}

// stands tells whether a quad is in the graph, as what it has become.
func (m *merger) stands(q quad.Quad) bool {
	thing, into, ok := m.mergedIn(q)
	if !ok {
		return m.has(q)
	}
	return m.has(record(thing, into, q)[0])
}

// forget takes a record away, and tells whether it said that the other thing has the quad, too.
func (m *merger) forget(thing quad.Value, into merge, q quad.Quad) (also bool) {
	for _, r := range record(thing, into, q) {
		m.remove(r)
	}
	flag := alsoOf(thing, into, q)
	also = m.has(flag)
	if also {
		m.remove(flag)
	}
	return also
}

// withdraw takes away what a quad of a thing has become, unless there is another reason for it.
func (m *merger) withdraw(thing, keep quad.Value, q quad.Quad) {
	now, ok := becomes(q, thing, keep)
	if !ok {
		return
	}
	for flag, also := range m.reasons(now) {
		if also { // it is that thing's from now on
			m.remove(flag)
			return
		}
	}
	if other, into, merged := m.mergedIn(now); merged {
		if m.has(record(other, into, now)[0]) && !m.forget(other, into, now) {
			m.withdraw(other, into.keep, now)
		}
		return
	}
	m.remove(now)
}

// reasons gives, for each quad of a merged thing that has become this one, the quad that would say that it is there
// anyhow, and whether that is said.
func (m *merger) reasons(now quad.Quad) iter.Seq2[quad.Quad, bool] {
	return func(yield func(quad.Quad, bool) bool) {
		for _, keep := range []quad.Value{now.Subject, now.Predicate, now.Object, now.Label} {
			if keep == nil {
				continue
			}
			for _, sibling := range m.siblings(keep) {
				into, ok := m.mergeOf(sibling)
				if !ok || into.keep != keep {
					continue
				}
				for _, before := range origins(now, sibling, keep) {
					flag := alsoOf(sibling, into, before)
					if m.has(record(sibling, into, before)[0]) && !yield(flag, m.has(flag)) {
						return
					}
				}
			}
		}
	}
}

// siblings gives what was merged into a thing.
func (m *merger) siblings(keep quad.Value) (all []quad.Value) {
	n := m.s.Numbers()
	if p := n.ID(vocab.MergedInto); p != 0 {
		n.Row(n.ID(keep), quad.Object, []ID{p}, func(r Run) {
			for _, o := range r.Others {
				all = append(all, n.Value(o))
			}
		})
	}
	return all
}
