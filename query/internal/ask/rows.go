package ask

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// atATime is how many nodes a loop over columns touches ahead, and between two looks at its context.
const atATime = 32

// Facts are what is said of one node: predicates and the nodes or literals at the other end, side by side, ordered
// by both. A fact that several claims stand for may come several times, one after the other. They must not be
// written to, nor kept: the next node overwrites them.
type Facts struct{ Predicates, Others []graph.ID }

// EachNode calls yield with what is said of each node in turn, as far as it counts: the one loop over the quads of
// many nodes. Types always come: they are the data set's own statements, which filters of claims leave alone. An
// error of yield ends it.
func (q *Question) EachNode(ctx context.Context, nodes []graph.ID, yield func(node graph.ID, facts Facts) error) error {
	r, err := q.SubjectReader(ctx)
	if err != nil {
		return err
	}
	for i, node := range nodes {
		if err := r.Ahead(ctx, nodes, i); err != nil {
			return err
		}
		if err := yield(node, r.Facts(node)); err != nil {
			return err
		}
	}
	return nil
}

// NodeReader reads the quads of one node after the other, for loops that EachNode does not fit. Not safe for
// concurrent use.
type NodeReader struct {
	question *Question
	columns  graph.Columns
	types    graph.ID // a predicate that the filter leaves alone; 0 for none
	kept     Facts    // what the filter of claims has left of a node's
}

// SubjectReader makes the reader that EachNode reads by, for a loop whose own variables are many: in a function that is
// called back they cost more.
func (q *Question) SubjectReader(ctx context.Context) (*NodeReader, error) {
	r, err := q.NodeReader(ctx, quad.Subject)
	r.types = q.Terms.Type
	return r, err
}

// NodeReader makes a reader of quads by their subjects, or by their objects.
func (q *Question) NodeReader(ctx context.Context, d quad.Direction) (*NodeReader, error) {
	columns, err := q.Numbers.Columns(ctx, d)
	return &NodeReader{question: q, columns: columns}, err
}

// Ahead is to be called before the i-th of some nodes is read. Now and then it looks at the context, and touches
// nodes that come later, so that their memory is read while others are looked at.
func (r *NodeReader) Ahead(ctx context.Context, nodes []graph.ID, i int) error {
	if i%atATime != 0 {
		return nil
	}
	r.columns.Touch(nodes[i:min(i+atATime, len(nodes))])
	return ctx.Err()
}

// Facts gives what is said of a node, as far as it counts.
func (r *NodeReader) Facts(node graph.ID) Facts {
	rows, from, to := r.columns.At(node)
	if !r.question.All {
		return r.filtered(rows, from, to)
	}
	return Facts{rows.Predicates[from:to], rows.Others[from:to]}
}

func (r *NodeReader) filtered(rows *graph.Rows, from, to uint32) Facts {
	r.kept.Predicates, r.kept.Others = r.kept.Predicates[:0], r.kept.Others[:0]
	for i := from; i < to; i++ {
		if p := rows.Predicates[i]; p == r.types || r.question.Keep(rows.Labels[i]) {
			r.kept.Predicates, r.kept.Others = append(r.kept.Predicates, p), append(r.kept.Others, rows.Others[i])
		}
	}
	return r.kept
}

// AppendNew appends a node that is not the last one already: in a loop over rows, those that have several labels
// come several times.
func AppendNew(dst []graph.ID, other graph.ID) []graph.ID {
	if len(dst) > 0 && dst[len(dst)-1] == other {
		return dst
	}
	return append(dst, other)
}
