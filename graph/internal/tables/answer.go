package tables

import (
	"fmt"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/term"
)

// MostChanges is how many changes one answer has, at most.
const MostChanges = 5000

// about is how many quads one answer has, at least if there are so many, and unless a change has more.
const about = 100_000

// Answer is an answer of [engine.Engine.Changes], put together from rows: those of changes first, then those of their terms,
// then those of quads, in any order.
type Answer struct {
	Changes []*engine.Change

	after        engine.Mark
	wanted       []counts
	terms, quads uint64 // how many there are of terms after the last change, and of quads in all
	read         []term.Term
}

// counts says what a change is to have.
type counts struct{ terms, added, removed uint64 }

// AnswerAfter begins an answer of the changes that follow a state.
func AnswerAfter(after engine.Mark) *Answer { return &Answer{after: after} }

// List takes the row of a change: how many terms there are after it, and quads in it. The first is that of the state that
// the answer follows, and each has the version after that of the one before; else it is ErrGone.
func (a *Answer) List(c *engine.Change, terms, added, removed uint64) error {
	if c.Version != a.last() {
		return engine.ErrGone
	}
	switch {
	case a.wanted != nil:
		c.First = a.terms + 1
		a.Changes, a.quads = append(a.Changes, c), a.quads+added+removed
		a.wanted = append(a.wanted, counts{terms - a.terms, added, removed})
	case a.after.Writer != (engine.ID{}) && a.after.Writer != c.Writer:
		return engine.ErrGone
	default:
		a.wanted = []counts{}
	}
	a.terms = terms
	return nil
}

// last is the version that the next row of a change must have.
func (a *Answer) last() engine.Version {
	if a.wanted == nil {
		return a.after.Version
	}
	return a.after.Version + 1 + engine.Version(len(a.Changes))
}

// Full tells whether the answer has changes enough.
func (a *Answer) Full() bool { return a.quads >= about }

// Range gives the versions of the first and the last change; it is ErrGone if there is none.
func (a *Answer) Range() (first, last engine.Version, err error) {
	if len(a.Changes) == 0 {
		return 0, 0, engine.ErrGone
	}
	return a.Changes[0].Version, a.Changes[len(a.Changes)-1].Version, nil
}

// TermRange gives the numbers of terms that the changes have: those after one, up to another.
func (a *Answer) TermRange() (after, most uint64) { return a.Changes[0].First - 1, a.terms }

// Terms is to be given all of these terms.
func (a *Answer) Terms() *Terms {
	after, most := a.TermRange()
	return TermsAfter(after, most, func(some []term.Term) error { a.read = append(a.read, some...); return nil })
}

// Added takes a quad that the change of a version has added.
func (a *Answer) Added(version engine.Version, q engine.Quad) {
	c := a.of(version)
	c.Added = append(c.Added, q)
}

// Removed takes a quad that the change of a version has removed.
func (a *Answer) Removed(version engine.Version, q engine.Quad) {
	c := a.of(version)
	c.Removed = append(c.Removed, q)
}

func (a *Answer) of(version engine.Version) *engine.Change {
	return a.Changes[version-a.Changes[0].Version]
}

// End gives the changes their terms, and sees that each has what it is to have. It is ErrGone if one has not: rows were let
// go of while they were read, or somebody has written by hand.
func (a *Answer) End() error {
	for i, c := range a.Changes {
		n := a.wanted[i]
		c.Terms, a.read = a.read[:n.terms], a.read[n.terms:]
		if added, removed := uint64(len(c.Added)), uint64(len(c.Removed)); added != n.added || removed != n.removed {
			return &engine.Error{Class: engine.ErrGone, Err: fmt.Errorf("change %d has %d quads added and %d removed, and its rows are %d and %d",
				c.Version, n.added, n.removed, added, removed)}
		}
	}
	return nil
}
