package store

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// Rows are quads of one node in parallel columns, sorted by predicate, other end and label. They are
// read-only and valid as long as the snapshot is held.
type Rows struct {
	Predicates, Others, Labels []ID
}

// Rows gives the quads of one node: with d quad.Subject those that have it as subject, and Others are
// objects; with quad.Object the other way round. Other directions have none. Predicate 0 means all.
//
// It is [Snapshot.Expand] for the inner loop of a question that takes one node at a time: no call back,
// no allocation for nodes that no commit has touched since the last merge, and no context and no error.
// The caller looks at its context now and then; on the snapshot of a closed store, of which Expand, Match
// and Count give an error, there are no rows.
func (s *Snapshot) Rows(n ID, d quad.Direction, predicate ID) Rows {
	role, _, ok := RoleOf(d)
	if !ok {
		return Rows{}
	}
	if s.Changed(role, n) {
		return s.changedRows(n, role, predicate)
	}
	x := &s.base.sides[role]
	from, to := x.rows(n, predicate)
	return Rows{x.p[from:to:to], x.others[from:to:to], x.labels[from:to:to]}
}

// Changed tells whether the rows of a node in a role may differ from those in the base.
func (s *Snapshot) Changed(role int, n ID) bool { return s.over.len() != 0 && s.base.marked(role, n) }

// Others is Rows without the rest.
func (s *Snapshot) Others(role int, n, predicate ID) []ID {
	if s.Changed(role, n) {
		return s.changedRows(n, role, predicate).Others
	}
	x := &s.base.sides[role]
	from, to := x.rows(n, predicate)
	return x.others[from:to:to]
}

// Row yields the runs of a single node as [Snapshot.Expand] does. It is for what a row of an answer is
// asked afterwards, a handful of quads already in memory, and takes no context. The snapshot of a closed
// store and other directions yield nothing.
func (s *Snapshot) Row(node ID, d quad.Direction, predicates []ID, yield func(Run) bool) {
	Row(s, node, d, predicates, yield)
}

// Row is [Snapshot.Row] for a caller with a name of its own for runs.
func Row[R AnyRun](s *Snapshot, node ID, d quad.Direction, predicates []ID, yield func(R) bool) {
	if len(predicates) == 0 {
		rows := s.Rows(node, d, 0)
		p, n := rows.Predicates, uint32(len(rows.Predicates))
		for from := uint32(0); from < n; {
			_, end := EqualRange(p, from, n, p[from])
			if !yield(R{0, p[from], rows.Others[from:end:end], rows.Labels[from:end:end]}) {
				return
			}
			from = end
		}
		return
	}
	if !slices.IsSorted(predicates) {
		predicates = slices.Clone(predicates)
		slices.Sort(predicates)
	}
	last := ID(0)
	for _, p := range predicates { // each by itself: what else the node has is not read
		if p == last {
			continue
		}
		last = p
		if rows := s.Rows(node, d, p); len(rows.Others) > 0 && !yield(R{0, p, rows.Others, rows.Labels}) {
			return
		}
	}
}

// LabelsOf appends the labels of the quads that state a fact, ascending; 0 is the default graph. Whatever else is
// said of the subject costs nothing.
func (s *Snapshot) LabelsOf(dst []ID, subject, predicate, object ID) []ID {
	if subject == 0 || predicate == 0 || object == 0 {
		return dst
	}
	if s.Changed(AsSubject, subject) {
		c := s.Cursor(Pattern{Subject: subject, Predicate: predicate, Object: object})
		for q, ok := c.Next(); ok; q, ok = c.Next() {
			dst = append(dst, q.Label)
		}
		return dst
	}
	x := &s.base.sides[AsSubject]
	from, to := x.rows(subject, predicate)
	from, to = EqualRange(x.others, from, to, object)
	return append(dst, x.labels[from:to]...)
}

// changedRows gathers the rows of a node that the overlay may have changes of.
func (s *Snapshot) changedRows(n ID, role int, predicate ID) Rows {
	if n == 0 {
		return Rows{}
	}
	p := Pattern{Subject: n, Predicate: predicate}
	if role == AsObject {
		p = Pattern{Object: n, Predicate: predicate}
	}
	c := s.Cursor(p)
	rows := makeRows(c.most)
	for q, ok := c.Next(); ok; q, ok = c.Next() {
		rows.append(role, q)
	}
	return rows
}

func makeRows(n int) Rows {
	all := make([]ID, 3*n)
	return Rows{all[:0:n], all[n : n : 2*n], all[2*n : 2*n]}
}

func (r *Rows) append(role int, q Quad) {
	other := q.Object
	if role == AsObject {
		other = q.Subject
	}
	r.Predicates, r.Others, r.Labels = append(r.Predicates, q.Predicate), append(r.Others, other), append(r.Labels, q.Label)
}
