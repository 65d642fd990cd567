package store

import (
	"fmt"
	"math"
	"slices"
)

// Verify checks everything that must hold inside a snapshot: that the indexes are sorted and agree, that
// the changes fit what they change, and that every term is found again. It takes time and memory in
// proportion to the store and is meant for tests. The error says what does not hold.
func (s *Snapshot) Verify() error {
	if err := s.terms.verify(); err != nil {
		return err
	}
	if err := s.base.verify(s.terms.len()); err != nil {
		return fmt.Errorf("snapstore: base: %w", err)
	}
	if err := s.over.verify(s.base, s.terms.len()); err != nil {
		return fmt.Errorf("snapstore: overlay: %w", err)
	}
	if n := s.base.len() + s.over.difference(bySubject, row{}, row{math.MaxUint64, math.MaxUint64}); n != s.size {
		return fmt.Errorf("snapstore: size is %d, but there are %d quads", s.size, n)
	}
	return nil
}

func (t *Dictionary) verify() error {
	for id := ID(1); int(id) <= t.len(); id++ {
		k, text := t.get(id)
		if found := t.find(t.dict.hasher.hashText(k, text), k, text); found != id && !(t.doubles && found > id) {
			return fmt.Errorf("snapstore: term %d, %q, is found as %d", id, text, found)
		}
	}
	return nil
}

func (b *base) verify(terms int) error {
	if int(b.nodes()) > terms {
		return fmt.Errorf("it knows %d terms of %d", b.nodes(), terms)
	}
	n := b.len()
	for _, column := range [][]ID{b.p, b.o, b.g, b.op, b.os, b.og, b.predicates.at, b.labels.at} {
		if len(column) != n {
			return fmt.Errorf("a column has %d of %d rows", len(column), n)
		}
	}
	all := make([]row, n)
	for i := range all {
		q := b.quad(uint32(i))
		if most := max(q.Subject, q.Predicate, q.Object, q.Label); most > b.nodes() || min(q.Subject, q.Predicate, q.Object) == 0 {
			return fmt.Errorf("row %d, %v, has a number out of range", i, q)
		}
		if all[i] = bySubject.pack(q); i > 0 && !all[i-1].less(all[i]) {
			return fmt.Errorf("row %d, %v, is out of order", i, q)
		}
		if from, to := b.subjectRows(q.Subject); uint32(i) < from || uint32(i) >= to {
			return fmt.Errorf("row %d is not among those of subject %d", i, q.Subject)
		}
	}
	for o := byObject; o < orders; o++ {
		if err := b.verifyOrder(o, all); err != nil {
			return err
		}
	}
	return nil
}

// verifyOrder compares an index with the rows by subject, sorted anew.
func (b *base) verifyOrder(o order, all []row) error {
	want := make([]row, len(all))
	for i, r := range all {
		want[i] = o.pack(bySubject.unpack(r))
	}
	slices.SortFunc(want, row.compare)
	got := make([]row, 0, len(all))
	switch o {
	case byObject:
		for n := ID(0); n <= b.nodes(); n++ {
			from, to := b.objectRows(n)
			for i := from; i < to; i++ {
				got = append(got, o.pack(Quad{b.os[i], b.op[i], n, b.og[i]}))
			}
		}
	default:
		x := b.predicates
		if o == byLabel {
			x = b.labels
		}
		for _, key := range x.keys {
			for _, i := range x.of(key) {
				r := o.pack(b.quad(i))
				if ID(r.hi>>32) != key {
					return fmt.Errorf("order %d: row %d is not of key %d", o, i, key)
				}
				got = append(got, r)
			}
		}
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("order %d does not agree with the rows by subject", o)
	}
	return nil
}

func (v *overlay) verify(b *base, terms int) error {
	for name, sets := range map[string]*[orders]rowSet{"added": &v.added, "removed": &v.removed} {
		rows := sets[bySubject].rows()
		for _, r := range rows {
			q := bySubject.unpack(r)
			if int(max(q.Subject, q.Predicate, q.Object, q.Label)) > terms || min(q.Subject, q.Predicate, q.Object) == 0 {
				return fmt.Errorf("%s: %v has a number out of range", name, q)
			}
			if b.has(q) != (name == "removed") {
				return fmt.Errorf("%s: %v: in base: %v", name, q, b.has(q))
			}
			if !b.marked(AsSubject, q.Subject) || !b.marked(AsObject, q.Object) {
				return fmt.Errorf("%s: %v is not marked", name, q)
			}
		}
		for o := range orders {
			if err := sets[o].verify(); err != nil {
				return fmt.Errorf("%s: order %d: %w", name, o, err)
			}
			want := make([]row, len(rows))
			for i, r := range rows {
				want[i] = o.pack(bySubject.unpack(r))
			}
			slices.SortFunc(want, row.compare)
			if !slices.Equal(sets[o].rows(), want) {
				return fmt.Errorf("%s: order %d does not agree with the order by subject", name, o)
			}
		}
	}
	return nil
}

func (s *rowSet) rows() []row {
	var all []row
	for _, c := range s.chunks {
		all = append(all, c.rows...)
	}
	return all
}

func (s *rowSet) verify() error {
	for i, c := range s.chunks {
		if len(c.rows) == 0 || len(c.rows) > chunkRows {
			return fmt.Errorf("chunk %d has %d rows", i, len(c.rows))
		}
	}
	rows := s.rows()
	if len(rows) != s.len {
		return fmt.Errorf("%d rows, but len is %d", len(rows), s.len)
	}
	for i := 1; i < len(rows); i++ {
		if !rows[i-1].less(rows[i]) {
			return fmt.Errorf("row %d is out of order", i)
		}
	}
	return nil
}
