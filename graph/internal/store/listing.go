package store

import (
	"fmt"
	"math"

	"talentgraph.example/graph/term"
)

// Listing is a change by serial numbers, as other processes have them in a store that is shared.
type Listing struct {
	Version        uint64
	First          uint64 // the serial number of the first new term; the others follow
	Terms          []term.Term
	Added, Removed [][4]uint64
}

// Share makes the store one of several that have the same terms under the same numbers, each learning from the others'
// changes: a number is kept for life, and one that no committed change has told is given again. It is called before the
// store is used by others.
func (s *Store) Share() { s.shared = true }

// List lists a change that led from one state to the next of a shared store, however large it is.
func (c *Change) List(before, after *Snapshot) *Listing {
	l := &Listing{Version: c.Version, First: before.known + 1}
	if c.Large {
		c = changeBetween(before, after)
	}
	for id := l.First; id <= uint64(after.terms.len()); id++ {
		l.Terms = append(l.Terms, after.Term(ID(id)))
	}
	list := func(t *Dictionary, quads []Quad) [][4]uint64 {
		listed := make([][4]uint64, len(quads))
		for i, q := range quads {
			listed[i] = t.serials4(q)
		}
		return listed
	}
	l.Added, l.Removed = list(c.Terms, c.Added), list(c.Gone, c.Removed)
	return l
}

// ApplyListing makes a change that another process has made, as Apply does with a payload.
func (t *Tx) ApplyListing(l *Listing) error {
	if t.done {
		return ErrTxDone
	}
	if err := t.follows(l.Version); err != nil {
		return err
	}
	err := t.applyListing(l)
	if err != nil {
		return fmt.Errorf("change %d: %w", l.Version, err)
	}
	t.mergeIfDue()
	return nil
}

func (t *Tx) applyListing(l *Listing) error {
	if last := t.terms.lastSerial(); len(l.Terms) > 0 && l.First != last+1 {
		return fmt.Errorf("its terms begin with number %d, and there are %d", l.First, last)
	}
	c := Change{Version: l.Version}
	if len(l.Added) > leastOverlay && t.bulk.len() == 0 {
		t.bulk.first = ID(t.terms.len()) + 1
	}
	if err := t.CopyTerms(l.Terms); err != nil {
		return err
	}
	add := t.add
	if len(l.Added) > leastOverlay {
		add = t.addBulk
	}
	for _, listed := range l.Added {
		q, err := t.listed(listed)
		if err == nil && !add(q) {
			err = fmt.Errorf("it adds a quad twice")
		}
		if err != nil {
			return err
		}
		c.Added = append(c.Added, q)
	}
	for _, listed := range l.Removed {
		t.settleBulk()
		q, err := t.listed(listed)
		if err == nil && !t.over.has(q, t.base.has(q)) {
			err = fmt.Errorf("it removes a quad that is not there")
		}
		if err != nil {
			return err
		}
		t.remove(q)
		c.Removed = append(c.Removed, q)
	}
	t.applied, t.latest = append(t.applied, c), nil
	return nil
}

// CopyTerms adds terms that are not there. They get the numbers that follow.
func (t *Tx) CopyTerms(terms []term.Term) error {
	for _, tm := range terms {
		if reason := invalidTerm(tm); reason != "" {
			return fmt.Errorf("it has a term that %s", reason)
		}
		before := t.terms.len()
		id, err := t.terms.internTerm(tm, false)
		if err != nil {
			return err
		}
		if int(id) != before+1 {
			return fmt.Errorf("terms %d and %d are the same", id, before+1)
		}
	}
	return nil
}

// CopyQuads adds quads by the numbers that CopyTerms gave.
func (t *Tx) CopyQuads(quads [][4]uint64) error {
	if t.bulk.len() == 0 {
		t.bulk.first = 1
	}
	for _, listed := range quads {
		q, err := t.listed(listed)
		if err != nil {
			return err
		}
		if !t.addBulk(q) {
			return fmt.Errorf("a quad is there twice")
		}
	}
	return nil
}

// Copied makes the copy a state of a version when the transaction is committed.
func (t *Tx) Copied(version uint64) { t.replayed = version }

// listed gives the numbers of a quad that another process has listed.
func (t *Tx) listed(listed [4]uint64) (Quad, error) {
	q, ok := t.terms.ListedQuad(listed)
	switch {
	case !ok:
		return q, errQuad
	case t.size >= math.MaxUint32-1:
		return q, ErrFull
	}
	return q, nil
}

// ListedQuad gives the numbers of a quad that is listed; false if there are no such terms.
func (t *Dictionary) ListedQuad(listed [4]uint64) (q Quad, ok bool) {
	var ids [4]ID
	for i, serial := range listed {
		if ids[i] = t.ofSerial(serial); ids[i] == 0 && (i < 3 || serial != 0) {
			return Quad{}, false
		}
	}
	return Quad{ids[0], ids[1], ids[2], ids[3]}, true
}
