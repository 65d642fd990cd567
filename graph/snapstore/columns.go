package snapstore

import (
	"sync/atomic"

	"github.com/cayleygraph/quad"
)

// Columns are the store's own columns in one direction, for the innermost loop of a question that looks
// at many nodes. Each node's rows lie together, sorted by predicate, other end and label.
//
//	columns := s.Columns(quad.Subject)
//	for _, n := range nodes {
//		from, to, ok := columns.Range(n)
//		if !ok {
//			rows := s.Rows(n, quad.Subject, 0) // and the same loop over rows
//		}
//		for i := from; i < to; i++ {
//			if columns.Predicates[i] == wanted { ... columns.Others[i] ... }
//		}
//	}
//
// It is worth its trouble where [Snapshot.Expand] or [Snapshot.Rows] have been measured to be too slow: a
// call of Rows takes about 15 ns, Range next to nothing.
type Columns struct {
	Predicates, Others, Labels []ID // read-only

	starts []uint32
	marks  []uint32 // nil if there are no changes at all
}

// Columns gives the columns for nodes as subjects (d quad.Subject) or objects (quad.Object); other
// directions, and snapshots of a closed store, have none.
func (s *Snapshot) Columns(d quad.Direction) Columns {
	role, _, ok := roleOf(d)
	if !ok {
		return Columns{}
	}
	return s.columns(role)
}

func (s *Snapshot) columns(role int) Columns {
	x := &s.base.sides[role]
	c := Columns{Predicates: x.p, Others: x.others, Labels: x.labels, starts: x.starts}
	if s.over.len() != 0 {
		c.marks = s.base.marks[role]
	}
	return c
}

// Range says where the rows of a node lie: at from up to, but not including, to. Where ok is false, the
// node may have been changed since the last merge, and only [Snapshot.Rows] has all its rows.
func (c *Columns) Range(n ID) (from, to uint32, ok bool) {
	if int(n)+1 >= len(c.starts) || c.marks != nil && c.marked(n) {
		return 0, 0, c.marks == nil
	}
	return c.starts[n], c.starts[n+1], true
}

func (c *Columns) marked(n ID) bool { return atomic.LoadUint32(&c.marks[n>>5])>>(n&31)&1 != 0 }
