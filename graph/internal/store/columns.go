package store

import (
	"sync/atomic"

	"github.com/cayleygraph/quad"
)

// Columns are the store's own columns in one direction, for the innermost loop of a question that looks
// at many nodes. Each node's rows lie together, sorted by predicate, other end and label.
//
//	columns := s.Columns(quad.Subject, nil)
//	for _, n := range nodes {
//		rows, from, to := columns.At(n)
//		for i := from; i < to; i++ {
//			if rows.Predicates[i] == wanted { ... rows.Others[i] ... }
//		}
//	}
//
// It is worth its trouble where [Snapshot.Expand] or [Snapshot.Rows] have been measured to be too slow: a
// callback keeps the loop's variables in the heap, and a call of Rows takes several times as long as one
// of At. The loop must look at its context now and then. Columns are one goroutine's; make others for
// another.
type Columns struct {
	Rows // those of all nodes

	starts   []uint32
	marks    []uint32 // nil if there are no changes at all
	snapshot *Snapshot
	role     int
	gathered Rows // of the node that was last asked for, if they do not lie as they are wanted

	// Columns with a filter have the others here, and no rows of their own.
	all  *Columns
	keep func(predicate, label ID) bool
}

// Columns gives the columns for nodes as subjects (d quad.Subject) or objects (quad.Object); other
// directions, and snapshots of a closed store, have none. Of rows only those come that keep says yes to;
// nil lets all through, without a copy.
func (s *Snapshot) Columns(d quad.Direction, keep func(predicate, label ID) bool) Columns {
	role, _, ok := RoleOf(d)
	if !ok {
		return Columns{}
	}
	if keep != nil {
		all := s.ColumnsAs(role)
		// With no node in starts and some marks, Range sends every node to gather.
		return Columns{marks: []uint32{}, all: &all, keep: keep}
	}
	return s.ColumnsAs(role)
}

// ColumnsAs gives the columns for nodes in a role.
func (s *Snapshot) ColumnsAs(role int) Columns {
	x := &s.base.sides[role]
	c := Columns{Rows: Rows{x.p, x.others, x.labels}, starts: x.starts, snapshot: s, role: role}
	if x.proofs != nil {
		c.starts, c.marks = nil, []uint32{} // here too every node goes to gather
		return c
	}
	if s.over.len() != 0 {
		c.marks = s.base.marks.Load()[role]
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

// At gives all rows of a node, whether it has been changed or not: those of rows at from up to, but not
// including, to. They are valid until the next call.
func (c *Columns) At(n ID) (rows *Rows, from, to uint32) {
	if from, to, ok := c.Range(n); ok {
		return &c.Rows, from, to
	}
	return c.gather(n)
}

// gather copies the rows of a node: one with changes, or any under a filter. It does not call At, so that the compiler
// sees that a loop's Columns can lie on its stack.
func (c *Columns) gather(n ID) (rows *Rows, from, to uint32) {
	if c.keep == nil {
		return c.changed(n)
	}
	from, to, ok := c.all.Range(n)
	rows = &c.all.Rows
	if !ok {
		rows, from, to = c.all.changed(n)
	}
	kept := Rows{c.gathered.Predicates[:0], c.gathered.Others[:0], c.gathered.Labels[:0]}
	for i := from; i < to; i++ {
		if p, label := rows.Predicates[i], rows.Labels[i]; c.keep(p, label) {
			kept.Predicates, kept.Others, kept.Labels = append(kept.Predicates, p), append(kept.Others, rows.Others[i]), append(kept.Labels, label)
		}
	}
	c.gathered = kept
	return &c.gathered, 0, uint32(len(kept.Others))
}

// changed copies the rows of a node with changes. Where rows are looked at first, it gives all.
func (c *Columns) changed(n ID) (rows *Rows, from, to uint32) {
	if x := &c.snapshot.base.sides[c.role]; x.proofs != nil && !c.snapshot.Changed(c.role, n) {
		from, to := x.rows(n, 0)
		return &c.Rows, from, to
	}
	c.gathered = c.snapshot.changedRows(n, c.role, 0)
	return &c.gathered, 0, uint32(len(c.gathered.Others))
}

func (c *Columns) marked(n ID) bool { return atomic.LoadUint32(&c.marks[n>>5])>>(n&31)&1 != 0 }

// Touch reads a little of the rows of some nodes, a few dozen at most. What is far away in memory is
// fetched for all of them at once, where a loop that decides something on each row would wait for one
// after the other.
func (c *Columns) Touch(nodes []ID) {
	if c.all != nil {
		c = c.all
	}
	for _, n := range nodes {
		if int(n) < len(c.starts) {
			if from := c.starts[n]; int(from) < len(c.Others) {
				touch(&c.Predicates[from])
				touch(&c.Others[from])
			}
		}
	}
}

// touch reads something for the sake of having it near. The compiler leaves out what it sees no use for,
// but not what is atomic; on most machines that costs no more than any reading.
func touch(id *ID) { atomic.LoadUint32(id) }
