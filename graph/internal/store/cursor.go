package store

// Cursor walks a range of one order over base and overlay together.
type Cursor struct {
	base *base
	ord  order
	Sift bool // some rows do not match the pattern: ask [Pattern.Matches]

	// The range of the base that is left. For the orders by predicate and label it runs over at, which
	// lists positions by subject; object is the object of a range by object.
	from, end uint32
	object    ID
	at        []uint32

	most    int      // how many rows there are in all
	changes *changes // nil if the overlay has nothing in the range
	proofs  *proofs  // if each row is to be looked at
}

// changes is the part of the overlay that lies in a cursor's range.
type changes struct {
	added, removed rowIter
}

// Cursor picks the index for a pattern: the one with the fewest rows to look at.
func (s *Snapshot) Cursor(p Pattern) Cursor {
	q := p.Quad()
	switch {
	case p.Subject != 0 && p.Object != 0 && p.Predicate == 0:
		// Both give the same order, by predicate and label.
		c := s.subjectCursor(q, 1)
		if other := s.objectCursor(q, 1); other.most < c.most {
			c = other
		}
		c.Sift = true
		return c
	case p.Subject != 0:
		n := 1
		if p.Predicate != 0 {
			n = 2
			if p.Object != 0 {
				n = 3
				if p.Labelled() {
					n = 4
				}
			}
		}
		c := s.subjectCursor(q, n)
		c.Sift = p.Labelled() && n < 4
		return c
	case p.Object != 0:
		n := 1
		if p.Predicate != 0 {
			n = 2
		}
		c := s.objectCursor(q, n)
		c.Sift = p.Labelled()
		return c
	case p.Predicate != 0:
		c := s.positionCursor(byPredicate, s.base.index(0), p.Predicate)
		if p.Labelled() {
			// By label and subject, or by predicate and subject: the same order again.
			if other := s.positionCursor(byLabel, s.base.index(1), q.Label); other.most < c.most {
				c = other
			}
			c.Sift = true
		}
		return c
	case p.Labelled():
		return s.positionCursor(byLabel, s.base.index(1), q.Label)
	default:
		return s.subjectCursor(q, 0)
	}
}

// subjectCursor walks the quads that share the first n components of q in the order by subject.
func (s *Snapshot) subjectCursor(q Quad, n int) Cursor {
	b := s.base
	c := Cursor{base: b, ord: bySubject}
	if n == 0 {
		c.end, c.proofs = uint32(b.len()), b.proofs
	} else {
		c.from, c.end = b.subjectRows(q.Subject)
	}
	if n > 1 {
		c.from, c.end = EqualRange(b.p, c.from, c.end, q.Predicate)
	}
	if n > 2 {
		c.from, c.end = EqualRange(b.o, c.from, c.end, q.Object)
	}
	if n > 3 {
		c.from, c.end = EqualRange(b.g, c.from, c.end, q.Label)
	}
	if n == 0 || b.marked(AsSubject, q.Subject) {
		s.addOverlay(&c, q, n)
	} else {
		c.most = int(c.end - c.from)
	}
	return c
}

// objectCursor is the same by object, with n at most 2.
func (s *Snapshot) objectCursor(q Quad, n int) Cursor {
	b := s.base
	c := Cursor{base: b, ord: byObject, object: q.Object}
	c.from, c.end = b.objectRows(q.Object)
	if n > 1 {
		c.from, c.end = EqualRange(b.op, c.from, c.end, q.Predicate)
	}
	if b.marked(AsObject, q.Object) {
		s.addOverlay(&c, q, n)
	} else {
		c.most = int(c.end - c.from)
	}
	return c
}

func (s *Snapshot) positionCursor(o order, x *positions, key ID) Cursor {
	c := Cursor{base: s.base, ord: o, at: x.of(key), proofs: s.base.proofs}
	c.end = uint32(len(c.at))
	s.addOverlay(&c, Quad{Predicate: key, Label: key}, 1)
	return c
}

func (s *Snapshot) addOverlay(c *Cursor, q Quad, n int) {
	c.most = int(c.end - c.from)
	if s.over.len() == 0 {
		return
	}
	from, to := c.ord.pack(q).span(n)
	in := changes{s.over.added[c.ord].iterate(from, to), s.over.removed[c.ord].iterate(from, to)}
	_, adds := in.added.peek()
	_, removes := in.removed.peek()
	if adds || removes {
		c.most += s.over.difference(c.ord, from, to)
		c.changes = &in
	}
}

// baseQuad gives the quad of the base that is next.
func (c *Cursor) baseQuad() Quad {
	i := c.from
	switch c.ord {
	case bySubject:
		return c.base.quad(i)
	case byObject:
		return Quad{c.base.os[i], c.base.op[i], c.object, c.base.og[i]}
	default:
		return c.base.quad(c.at[i])
	}
}

// proved looks at the row that is next, and ends the walk if it is damaged.
func (c *Cursor) proved() bool {
	i := c.from
	if c.ord != bySubject {
		i = c.at[i]
	}
	if !c.proofs.row(i) {
		c.from, c.changes = c.end, nil
		return false
	}
	return true
}

// Next gives the next quad in order; ok is false at the end.
func (c *Cursor) Next() (q Quad, ok bool) {
	if c.changes != nil {
		return c.nextMerged()
	}
	if c.from == c.end || c.proofs != nil && !c.proved() {
		return Quad{}, false
	}
	q = c.baseQuad()
	c.from++
	return q, true
}

func (c *Cursor) nextMerged() (Quad, bool) {
	for c.from < c.end {
		if c.proofs != nil && !c.proved() {
			return Quad{}, false
		}
		q := c.baseQuad()
		r := c.ord.pack(q)
		if add, ok := c.changes.added.peek(); ok && add.less(r) {
			c.changes.added.skip()
			return c.ord.unpack(add), true
		}
		c.from++
		if gone, ok := c.changes.removed.peek(); ok && gone == r {
			c.changes.removed.skip()
			continue
		}
		return q, true
	}
	add, ok := c.changes.added.peek()
	if !ok {
		return Quad{}, false
	}
	c.changes.added.skip()
	return c.ord.unpack(add), true
}
