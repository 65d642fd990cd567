package snapstore

import (
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
)

// Run is what [Snapshot.Expand] yields: the quads of one node with one predicate.
type Run struct {
	Node      int // index into the nodes that were asked for
	Predicate ID
	// Others are the ends of the quads away from the node, in ascending order, and Labels their labels.
	// An Other stands there once for each label. Both are read-only and valid as long as the snapshot is
	// held.
	Others, Labels []ID
}

// Expand takes a step from many nodes at once. With d quad.Subject the nodes are subjects and Others
// objects; with quad.Object the nodes are objects and Others subjects. It yields a Run for each node and
// predicate that have quads, until yield returns false: nodes in the order given (one given twice comes
// twice), the predicates of each in ascending order. Predicates says which are wanted, in any order; nil
// or empty means all. The number 0 and numbers that the snapshot does not have yield nothing.
//
// The runs of nodes that no commit has touched since the last merge are parts of the store's own arrays,
// so that a step costs no allocation.
//
// The error is the context's (looked at once in 1,024 steps), [ErrClosed] on the snapshot of a
// closed store, or that of another direction.
func (s *Snapshot) Expand(ctx context.Context, nodes []ID, d quad.Direction, predicates []ID, yield func(Run) bool) error {
	if err := s.check(ctx); err != nil {
		return err
	}
	x, err := s.expansion(d, predicates, yield)
	if err != nil {
		return err
	}
	x.ctx = ctx
	for i, n := range nodes {
		if !x.step() || !x.node(i, n) {
			break
		}
	}
	return x.err
}

// Row yields the runs of a single node as [Snapshot.Expand] does. It is for what a row of an answer is
// asked afterwards, a handful of quads already in memory, and takes no context. The snapshot of a closed
// store and other directions yield nothing.
func (s *Snapshot) Row(node ID, d quad.Direction, predicates []ID, yield func(Run) bool) {
	if s.err != nil {
		return
	}
	if x, err := s.expansion(d, predicates, yield); err == nil {
		x.node(0, node)
	}
}

func (s *Snapshot) expansion(d quad.Direction, predicates []ID, yield func(Run) bool) (*expansion, error) {
	if !slices.IsSorted(predicates) {
		predicates = slices.Clone(predicates)
		slices.Sort(predicates)
	}
	b := s.base
	x := &expansion{snapshot: s, predicates: predicates, yield: yield, changed: s.over.len() != 0}
	switch d {
	case quad.Subject:
		x.role, x.starts, x.p, x.others, x.labels = asSubject, b.subjects, b.p, b.o, b.g
	case quad.Object:
		x.role, x.starts, x.p, x.others, x.labels = asObject, b.objects, b.op, b.os, b.og
	default:
		return nil, fmt.Errorf("snapstore: Expand goes by quad.Subject or quad.Object, not by %v", d)
	}
	return x, nil
}

// expansion is a call of Expand under way, or of Row, which has no context.
type expansion struct {
	ctx               context.Context
	snapshot          *Snapshot
	role              int
	starts            []uint32
	p, others, labels []ID
	predicates        []ID
	yield             func(Run) bool
	changed           bool // the overlay has something
	steps             int
	err               error
}

// step counts what is done, and is false when the context is.
func (x *expansion) step() bool {
	if x.steps++; x.steps%checkEvery == 0 && x.ctx != nil {
		x.err = x.ctx.Err()
	}
	return x.err == nil
}

// node yields the runs of one node; false means that the caller wants no more.
func (x *expansion) node(i int, n ID) bool {
	if x.changed && n != 0 && x.snapshot.base.marked(x.role, n) {
		return x.changedNode(i, n)
	}
	if int(n)+1 >= len(x.starts) {
		return true
	}
	from, to := x.starts[n], x.starts[n+1]
	if from == to { // and so it is for 0
		return true
	}
	if len(x.predicates) == 1 {
		from, to = equalRange(x.p, from, to, x.predicates[0])
		return from == to || x.yield(Run{i, x.predicates[0], x.others[from:to:to], x.labels[from:to:to]})
	}
	return x.runs(i, from, to, x.p, x.others, x.labels)
}

// runs yields the runs in from..to of columns sorted by predicate.
func (x *expansion) runs(i int, from, to uint32, p, others, labels []ID) bool {
	if len(x.predicates) == 0 {
		for from < to {
			_, end := equalRange(p, from, to, p[from])
			if !x.step() || !x.yield(Run{i, p[from], others[from:end:end], labels[from:end:end]}) {
				return false
			}
			from = end
		}
		return true
	}
	last := ID(0)
	for _, want := range x.predicates {
		if want == last { // 0, or given twice
			continue
		}
		last = want
		start, end := equalRange(p, from, to, want)
		if start < end {
			if !x.step() || !x.yield(Run{i, want, others[start:end:end], labels[start:end:end]}) {
				return false
			}
		}
		from = end
	}
	return true
}

// changedNode yields the runs of a node that the overlay may have changes of.
func (x *expansion) changedNode(i int, n ID) bool {
	rows, ok := x.gather(i, n)
	return ok && x.runs(i, 0, uint32(len(rows.Predicates)), rows.Predicates, rows.Others, rows.Labels)
}

// gather puts the rows of a node that the overlay may have changes of into columns. It is false when the
// context is done.
func (x *expansion) gather(i int, n ID) (rows Rows, ok bool) {
	var c cursor
	if x.role == asSubject {
		c = x.snapshot.subjectCursor(Quad{Subject: n}, 1)
	} else {
		c = x.snapshot.objectCursor(Quad{Object: n}, 1)
	}
	if c.changes == nil {
		return x.baseRows(i, c.from, c.end), true
	}
	columns := make([]ID, 3*c.most)
	rows = Rows{i, columns[:0:c.most], columns[c.most : c.most : 2*c.most], columns[2*c.most : 2*c.most]}
	for q, ok := c.next(); ok; q, ok = c.next() {
		if !x.step() {
			return rows, false
		}
		other := q.Object
		if x.role == asObject {
			other = q.Subject
		}
		rows.Predicates, rows.Others, rows.Labels = append(rows.Predicates, q.Predicate), append(rows.Others, other), append(rows.Labels, q.Label)
	}
	return rows, true
}

func (x *expansion) baseRows(i int, from, to uint32) Rows {
	return Rows{i, x.p[from:to:to], x.others[from:to:to], x.labels[from:to:to]}
}
