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
type NodeReader struct{ graph.Columns }

// SubjectReader makes the reader that EachNode reads by, for a loop whose own variables are many: in a function that is
// called back they cost more.
func (q *Question) SubjectReader(ctx context.Context) (NodeReader, error) {
	return q.nodeReader(ctx, quad.Subject, q.Terms.Type)
}

// NodeReader makes a reader of quads by their subjects, or by their objects.
func (q *Question) NodeReader(ctx context.Context, d quad.Direction) (NodeReader, error) {
	return q.nodeReader(ctx, d, 0)
}

// nodeReader makes a reader; the filter of claims leaves the predicate of types alone.
func (q *Question) nodeReader(ctx context.Context, d quad.Direction, types graph.ID) (NodeReader, error) {
	var keep func(predicate, label graph.ID) bool
	if !q.All {
		keep = func(predicate, label graph.ID) bool { return predicate == types || q.Keep(label) }
	}
	columns, err := q.Numbers.Columns(ctx, d, keep)
	return NodeReader{columns}, err
}

// Ahead is to be called before the i-th of some nodes is read. Now and then it looks at the context, and touches
// nodes that come later, so that their memory is read while others are looked at.
func (r *NodeReader) Ahead(ctx context.Context, nodes []graph.ID, i int) error {
	if i%atATime != 0 {
		return nil
	}
	r.Touch(nodes[i:min(i+atATime, len(nodes))])
	return ctx.Err()
}

// Facts gives what is said of a node, as far as it counts. At gives the same without a call, and with labels.
func (r *NodeReader) Facts(node graph.ID) Facts {
	rows, from, to := r.At(node)
	return Facts{rows.Predicates[from:to], rows.Others[from:to]}
}

// AppendNew appends a node that is not the last one already: in a loop over rows, those that have several labels
// come several times.
func AppendNew(dst []graph.ID, other graph.ID) []graph.ID {
	if len(dst) > 0 && dst[len(dst)-1] == other {
		return dst
	}
	return append(dst, other)
}
