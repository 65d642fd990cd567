package store

import (
	"cmp"
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
	return Expand(ctx, s, nodes, d, predicates, yield)
}

// AnyRun is a [Run] by whatever name.
type AnyRun interface {
	~struct {
		Node           int
		Predicate      ID
		Others, Labels []ID
	}
}

// Expand is [Snapshot.Expand] for a caller with a name of its own for runs.
func Expand[R AnyRun](ctx context.Context, s *Snapshot, nodes []ID, d quad.Direction, predicates []ID, yield func(R) bool) error {
	if err := s.Check(ctx); err != nil {
		return err
	}
	if !slices.IsSorted(predicates) {
		predicates = slices.Clone(predicates)
		slices.Sort(predicates)
	}
	role, _, ok := RoleOf(d)
	if !ok {
		return fmt.Errorf("snapstore: Expand goes by quad.Subject or quad.Object, not by %v", d)
	}
	x := expansion[R]{ctx: ctx, snapshot: s, predicates: predicates, yield: yield, role: role, side: s.base.sides[role]}
	x.changed = s.over.len() != 0
	if len(predicates) == 1 && predicates[0] != 0 {
		x.onePredicate(nodes, predicates[0])
		return cmp.Or(x.err, s.Damage())
	}
	for i, n := range nodes {
		if !x.step() || !x.node(i, n) {
			break
		}
	}
	return cmp.Or(x.err, s.Damage())
}

// onePredicate is the loop that most questions spend their time in.
func (x *expansion[R]) onePredicate(nodes []ID, want ID) {
	for i, n := range nodes {
		if i%CheckEvery == CheckEvery-1 && !x.look() {
			return
		}
		if x.changed && n != 0 && x.snapshot.base.marked(x.role, n) {
			if !x.changedNode(i, n) {
				return
			}
			continue
		}
		from, to := x.side.rows(n, want)
		if from < to && !x.yield(R{i, want, x.others[from:to:to], x.labels[from:to:to]}) {
			return
		}
	}
}

// expansion is a call of Expand under way.
type expansion[R AnyRun] struct {
	ctx      context.Context
	snapshot *Snapshot
	role     int
	side
	predicates []ID
	yield      func(R) bool
	changed    bool // the overlay has something
	steps      int
	err        error
}

// step counts what is done, and is false when the context is.
func (x *expansion[R]) step() bool {
	x.steps++
	return x.steps%CheckEvery != 0 || x.look()
}

// look looks at the context.
func (x *expansion[R]) look() bool {
	x.err = x.ctx.Err()
	return x.err == nil
}

// node yields the runs of one node; false means that the caller wants no more.
func (x *expansion[R]) node(i int, n ID) bool {
	if x.changed && n != 0 && x.snapshot.base.marked(x.role, n) {
		return x.changedNode(i, n)
	}
	from, to := x.side.rows(n, 0)
	return x.runs(i, from, to, x.p, x.others, x.labels)
}

// runs yields the runs in from..to of columns sorted by predicate.
func (x *expansion[R]) runs(i int, from, to uint32, p, others, labels []ID) bool {
	if len(x.predicates) == 0 {
		for from < to {
			_, end := EqualRange(p, from, to, p[from])
			if !x.step() || !x.yield(R{i, p[from], others[from:end:end], labels[from:end:end]}) {
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
		start, end := EqualRange(p, from, to, want)
		if start < end {
			if !x.step() || !x.yield(R{i, want, others[start:end:end], labels[start:end:end]}) {
				return false
			}
		}
		from = end
	}
	return true
}

// changedNode gathers the rows of a node that the overlay may have changes of.
func (x *expansion[R]) changedNode(i int, n ID) bool {
	p := Pattern{Subject: n}
	if x.role == AsObject {
		p = Pattern{Object: n}
	}
	c := x.snapshot.Cursor(p)
	if c.changes == nil {
		return x.runs(i, c.from, c.end, x.p, x.others, x.labels)
	}
	rows := makeRows(c.most)
	for q, ok := c.Next(); ok; q, ok = c.Next() {
		if !x.step() {
			return false
		}
		rows.append(x.role, q)
	}
	return x.runs(i, 0, uint32(len(rows.Others)), rows.Predicates, rows.Others, rows.Labels)
}
