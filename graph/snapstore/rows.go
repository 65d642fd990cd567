package snapstore

import (
	"context"

	"github.com/cayleygraph/quad"
)

// Rows is what [Snapshot.ExpandRows] yields: all quads of one node, in columns of equal length, by
// predicate, other and label. They are read-only and valid as long as the snapshot is held.
type Rows struct {
	Node                       int // index into the nodes that were asked for
	Predicates, Others, Labels []ID
}

// ExpandRows is [Snapshot.Expand] with all quads of a node in one call, for who wants several things of
// nodes that have few quads: going through them once is then cheaper than a call for each predicate.
// Nodes without quads are passed over.
func (s *Snapshot) ExpandRows(ctx context.Context, nodes []ID, d quad.Direction, yield func(Rows) bool) error {
	if err := s.check(ctx); err != nil {
		return err
	}
	x, err := s.expansion(d, nil, nil)
	if err != nil {
		return err
	}
	x.ctx = ctx
	for i, n := range nodes {
		if !x.step() {
			break
		}
		var rows Rows
		switch {
		case x.changed && n != 0 && s.base.marked(x.role, n):
			var ok bool
			if rows, ok = x.gather(i, n); !ok {
				return x.err
			}
		case int(n)+1 < len(x.starts):
			rows = x.baseRows(i, x.starts[n], x.starts[n+1])
		}
		if len(rows.Predicates) > 0 && !yield(rows) {
			break
		}
	}
	return x.err
}
