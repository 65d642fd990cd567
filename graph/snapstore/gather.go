package snapstore

import (
	"context"
	"fmt"

	"github.com/cayleygraph/quad"
)

// Table is what [Snapshot.Gather] fills: a row for each quad.
type Table struct {
	Nodes              []uint32 // indexes into the nodes that were asked for, ascending
	Predicates, Others []ID
	Labels             []ID // empty unless they were asked for
}

// reset empties the table and makes room for n rows, with what memory it has.
func (t *Table) reset(n int, labels bool) {
	if cap(t.Nodes) < n {
		t.Nodes = make([]uint32, 0, n)
		columns := make([]ID, 2*n)
		t.Predicates, t.Others = columns[:0:n], columns[n:n:2*n]
	}
	t.Nodes, t.Predicates, t.Others, t.Labels = t.Nodes[:0], t.Predicates[:0], t.Others[:0], t.Labels[:0]
	if labels && cap(t.Labels) < n {
		t.Labels = make([]ID, 0, n)
	}
}

// Gather copies the quads of many nodes that have one of some predicates into a table, whose memory it
// uses again. It is [Snapshot.Expand] for questions that want several things of each of many nodes: a
// tight loop fills the columns and another one reads them, without a call for each node or predicate. With
// d quad.Subject the nodes are subjects and Others objects; with quad.Object it is the other way round.
// Rows come in the order of the nodes given, and of each by predicate, other end and label.
//
// Labels are left out unless they are asked for: a quad comes once for each of its labels all the same.
// No predicates means none. The error is as Expand's.
func (s *Snapshot) Gather(ctx context.Context, nodes []ID, d quad.Direction, predicates []ID, labels bool, into *Table) error {
	if err := s.check(ctx); err != nil {
		return err
	}
	role, _, ok := roleOf(d)
	if !ok {
		return fmt.Errorf("snapstore: Gather goes by quad.Subject or quad.Object, not by %v", d)
	}
	into.reset(len(nodes)*len(predicates), labels)
	changed := s.over.len() != 0
	x := &s.base.sides[role]
	for i, n := range nodes {
		if i%checkEvery == checkEvery-1 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if changed && s.base.marked(role, n) {
			into.add(uint32(i), s.changedRows(n, role, 0), predicates, labels)
		} else if int(n)+1 < len(x.starts) {
			from, to := x.starts[n], x.starts[n+1]
			into.add(uint32(i), Rows{x.p[from:to], x.others[from:to], x.labels[from:to]}, predicates, labels)
		}
	}
	return nil
}

// add appends those of a node's rows that have one of the predicates.
func (t *Table) add(node uint32, rows Rows, predicates []ID, labels bool) {
	for j, p := range rows.Predicates {
		for _, want := range predicates {
			if p != want {
				continue
			}
			t.Nodes = append(t.Nodes, node)
			t.Predicates = append(t.Predicates, p)
			t.Others = append(t.Others, rows.Others[j])
			if labels {
				t.Labels = append(t.Labels, rows.Labels[j])
			}
			break
		}
	}
}
