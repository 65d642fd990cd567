package graph

import (
	"context"
	"fmt"

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
// Quads of other that are added later stay its own until Same is called again. Reports of events stay apart, though they may
// tell one by now, until loader.Rejoin joins them.
func (g *Graph) Same(ctx context.Context, keep, other quad.Value, c Claim) error {
	return g.Update(ctx, func(tx *Tx) error { return tx.Same(keep, other, c) })
}

// Distinct takes back that other is the same as what it was merged into by [Graph.Same], exactly: its quads are its own
// again, and those that only came with it are gone. Other merges, before or after, stay. An error says that it was not merged
// so. Reports of events that a table's reader has joined since are taken apart by loader.Rejoin.
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
	statement := quad.Quad{Subject: other, Predicate: vocab.MergedInto, Object: keep}
	claim := c.IRIFor(statement)
	brought := vocab.Kept // the claim, by this merge or others
	if m.s.Numbers().ID(claim) != 0 && len(m.subjects(vocab.Kept, claim)) == 0 {
		brought = vocab.AlsoOf
	}
	if _, err := tx.Assert(c, statement); err != nil {
		return err
	}
	m.add(quad.Quad{Subject: other, Predicate: brought, Object: claim, Label: claim})
	if err := m.takeAll(m.quadsOf(other)); err != nil {
		return err
	}
	m.into[other] = merge{keep, claim}
	return m.write()
}

// Distinct is [Graph.Distinct] as a part of a change.
func (tx *Tx) Distinct(other quad.Value) error {
	m, err := newMerger(tx)
	if err != nil {
		return err
	}
	into, ok := m.mergeOf(other)
	if !ok {
		return fmt.Errorf("%w: %v was not said to be the same as another thing", ErrNotFound, other)
	}
	if err := m.takeTold(other); err != nil {
		return err
	}
	gone := []Pattern{{Subject: other, Predicate: vocab.MergedInto, Label: into.claim}, {Subject: other, Predicate: vocab.Kept, Label: into.claim}, {Subject: other, Predicate: vocab.AlsoOf, Label: into.claim}}
	if brought := m.subjects(vocab.Kept, into.claim); len(brought) == 1 && brought[0] == other {
		gone = append(gone, Pattern{Subject: into.claim})
	}
	for _, p := range gone {
		for q, err := range m.s.Quads(tx.ctx, p) {
			if err != nil {
				return err
			}
			m.remove(q)
		}
	}
	m.into[other] = merge{}
	return m.write()
}
