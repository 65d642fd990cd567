package graph

import (
	"context"
	"errors"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
	"talentgraph.example/graph/term"
)

// Numbers reads a [Snapshot] by the numbers of its terms: it is what questions and query languages are built on.
// A number is a quarter of a pointer's worth of memory to compare, sort and look up, and most questions need no
// value before their rows are shown.
//
// Values become numbers by ID and IDs, and numbers values by Value, Values, Term and Kind, or an [Entity] with its
// labels by Entity. Label numbers lead to the claims behind facts: Certainty, Source, Evidence.
//
// There are these ways to read quads. All give the same quads; take the first that fits:
//
//   - Match: those that fit a pattern, in any of its sixteen shapes. Count is their number, mostly without a walk.
//   - Expand: those of many nodes at once, a step of a path. It copies nothing and is the way of most questions.
//   - Row: Expand for a single node and what is read after an answer; it takes no context, which saves its look.
//   - Columns: all quads of a node in place, for a loop that wants several things of each of many nodes. It is
//     there for speed alone: no callback stands between the loop and the numbers.
//   - Scan: all quads of a predicate, a page at a time: Match for who looks at them all, at a fraction of the cost.
//
// Predicates, Labels and Statistics say what there is, for who plans.
//
// All methods are safe for concurrent use and cost no lock. Those that take a context look at it at least once in
// 1,024 steps; their error is the context's, or ErrClosed for the state of a closed graph or transaction. Those that
// take none have nothing to say of a closed graph.
type Numbers Snapshot

// Numbers gives the snapshot by its numbers. It costs nothing.
func (s *Snapshot) Numbers() *Numbers { return (*Numbers)(s) }

// ID numbers a term in a snapshot. Later snapshots of the same graph mostly use the same numbers, but a
// change that drops many terms may number the others anew: numbers belong with the snapshot they came
// from. 0 is no term; as a label it is the default graph.
type ID = uint32

// QuadIDs is a quad by the numbers of its terms. Label is 0 in the default graph.
type QuadIDs struct {
	Subject, Predicate, Object, Label ID
}

// PatternIDs says which quads [Numbers.Match] is to give. 0 stands for any term. Unlabelled asks for the default
// graph only; Label is then not looked at.
type PatternIDs struct {
	Subject, Predicate, Object, Label ID
	Unlabelled                        bool
}

// Run is what [Numbers.Expand] gives for one node and one predicate: the nodes at the other end, and
// the label of each quad. Other nodes are in ascending order; one that is claimed under several labels
// stands there once for each. The slices belong to the snapshot: they must not be written to.
type Run struct {
	Node           int // index into the nodes that were asked for
	Predicate      ID
	Others, Labels []ID
}

// Rows are the quads of one node: columns of equal length, ordered by predicate, other node and label. They
// belong to the snapshot and must not be written to.
type Rows struct {
	Predicates, Others, Labels []ID
}

// Statistics counts the quads of a predicate, and the subjects and the objects that they have, each once.
type Statistics struct {
	Quads, Subjects, Objects int64
}

// ID gives the number of a value, and 0 for one that no quad of this state has. Values compare as RDF terms.
func (n *Numbers) ID(v quad.Value) ID {
	if n.err != nil {
		return 0
	}
	return n.quads.ID(v)
}

// IDs gives the number of each value, and 0 for a value that no quad of this state has.
func (n *Numbers) IDs(ctx context.Context, values []quad.Value) ([]ID, error) {
	if err := n.usable(ctx); err != nil {
		return nil, err
	}
	ids := make([]ID, len(values))
	for i, v := range values {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		ids[i] = n.quads.ID(v)
	}
	return ids, nil
}

// Value gives the value of a number; nil for 0 and numbers that the state does not have.
func (n *Numbers) Value(id ID) quad.Value {
	if n.err != nil {
		return nil
	}
	return n.quads.Value(id)
}

// Values gives the value of each number, and nil for 0.
func (n *Numbers) Values(ctx context.Context, ids []ID) ([]quad.Value, error) {
	if err := n.usable(ctx); err != nil {
		return nil, err
	}
	values := make([]quad.Value, len(ids))
	for i, id := range ids {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		values[i] = n.quads.Value(id)
	}
	return values, nil
}

// Term gives the term of a number as its parts, which costs less than its value; the zero Term for 0.
func (n *Numbers) Term(id ID) term.Term {
	if n.err != nil {
		return term.Term{}
	}
	return n.quads.Term(id)
}

// Kind tells IRIs, blank nodes and literals apart, without reading their text; term.None for 0.
func (n *Numbers) Kind(id ID) term.Kind {
	if n.err != nil {
		return term.None
	}
	return n.quads.Kind(id)
}

// Lang gives the language of a literal, as it was first spelled, without reading its text; "" for other terms.
func (n *Numbers) Lang(id ID) string {
	if n.err != nil {
		return ""
	}
	return n.quads.Lang(id)
}

// Entity gives the entity with a number, the zero Entity for 0.
func (n *Numbers) Entity(id ID) Entity {
	if id == 0 {
		return Entity{}
	}
	return Entity{s: (*Snapshot)(n), id: id}
}

// Match gives the quads that fit a pattern. With a subject they are in the order of predicate, object and label;
// else with an object by predicate, subject and label; else with a predicate by subject, object and label; else by
// subject, predicate, object and label. It ends early when yield returns false, which is no error.
func (n *Numbers) Match(ctx context.Context, p PatternIDs, yield func(QuadIDs) bool) error {
	if err := n.usable(ctx); err != nil {
		return err
	}
	return store.Match(ctx, n.quads, store.Pattern(p), yield)
}

// Count is the number of quads that fit a pattern. It walks over quads only for a subject and an object without a
// predicate, and for a label beside anything less than subject, predicate and object.
func (n *Numbers) Count(ctx context.Context, p PatternIDs) (int64, error) {
	if err := n.usable(ctx); err != nil {
		return 0, err
	}
	return n.quads.Count(ctx, store.Pattern(p))
}

// Expand takes one step from many nodes at once. With d quad.Subject the nodes are subjects and the
// runs hold objects; with quad.Object it is the other way round. No predicates means any. There is one
// run for each node and predicate that have quads, in the order of the nodes given (Run.Node is the
// index among them), predicates ascending. Expand ends early when yield returns false, which is no
// error, and when the context ends, which is.
func (n *Numbers) Expand(ctx context.Context, nodes []ID, d quad.Direction, predicates []ID, yield func(Run) bool) error {
	if err := n.usable(ctx); err != nil {
		return err
	}
	if d != quad.Subject && d != quad.Object {
		return errors.New("Expand goes from subjects or from objects; its direction must be quad.Subject or quad.Object")
	}
	return store.Expand(ctx, n.quads, nodes, d, predicates, yield)
}

// Row reads the quads of a single node, as Expand does. It is for what a row of an answer is asked
// afterwards, a handful of quads already in memory, and so takes no context.
func (n *Numbers) Row(node ID, d quad.Direction, predicates []ID, f func(Run)) {
	if n.err != nil || node == 0 {
		return
	}
	store.Row(n.quads, node, d, predicates, func(r Run) bool {
		f(r)
		return true
	})
}

// Rows gives the quads of a single node as columns, without a call back: those that have it as subject with d quad.Subject,
// as object with quad.Object; with a predicate only its, for 0 all. What several labels state comes once for each. Like Row
// it takes no context. In memory the columns are the store's own, which must not be changed.
func (n *Numbers) Rows(node ID, d quad.Direction, predicate ID) Rows {
	if n.err != nil || node == 0 {
		return Rows{}
	}
	return Rows(n.quads.Rows(node, d, predicate))
}

// Scan gives all quads with a predicate in the order of their subjects, objects and labels, a page of up to 1,024
// at a time: columns of equal length, which are overwritten after yield returns. Labels come only if they are asked
// for, which costs; a quad comes once for each of its labels all the same. Scan ends early when yield returns false,
// which is no error, and when the context ends, which is.
func (n *Numbers) Scan(ctx context.Context, predicate ID, labels bool, yield func(subjects, objects, labels []ID) bool) error {
	if err := n.usable(ctx); err != nil {
		return err
	}
	return n.quads.Scan(ctx, predicate, labels, yield)
}

// Predicates gives the predicates of all quads, ascending, each once.
func (n *Numbers) Predicates(ctx context.Context) ([]ID, error) {
	if err := n.usable(ctx); err != nil {
		return nil, err
	}
	return n.quads.Predicates(ctx)
}

// Labels gives the labels of all quads, ascending, each once. The default graph, 0, is not among them.
func (n *Numbers) Labels(ctx context.Context) ([]ID, error) {
	if err := n.usable(ctx); err != nil {
		return nil, err
	}
	return n.quads.Labels(ctx)
}

// Statistics gives those of a predicate, zeros for one that no quad has. They are exact, and kept with the state:
// the first call goes over all quads once, and the first after a change over what has changed since.
func (n *Numbers) Statistics(ctx context.Context, predicate ID) (Statistics, error) {
	if err := n.usable(ctx); err != nil {
		return Statistics{}, err
	}
	of, err := n.quads.Statistics(ctx, predicate)
	return Statistics(of), err
}

func (n *Numbers) usable(ctx context.Context) error { return (*Snapshot)(n).usable(ctx) }

// Columns are all quads in one direction; see [Numbers.Columns]. They are one goroutine's; make others for another.
type Columns struct{ all store.Columns }

// Columns is for questions that want several things of each of many nodes: [Columns.At] gives all quads of a
// node, those that have it as subject with d quad.Subject, as object with quad.Object. With keep nil nothing is
// copied, nothing called back; else quads come only if it says yes to their predicate and label. The loop looks at
// its context now and then.
func (n *Numbers) Columns(ctx context.Context, d quad.Direction, keep func(predicate, label ID) bool) (Columns, error) {
	if err := n.usable(ctx); err != nil {
		return Columns{}, err
	}
	return Columns{n.quads.Columns(d, keep)}, nil
}

// At gives all quads of a node: those of rows at from up to, but not including, to. They are valid until the next
// call.
func (c *Columns) At(node ID) (rows *Rows, from, to uint32) {
	all, from, to := c.all.At(node)
	return (*Rows)(all), from, to
}

// Touch reads a little of the quads of some nodes, a few dozen at most. What is far away in memory is
// fetched for all of them at once, where a loop that decides something on each quad would wait for one
// after the other.
func (c *Columns) Touch(nodes []ID) { c.all.Touch(nodes) }

// Evidence reads the claim records of labels: one Evidence for each label that is not 0, strongest first, then by
// paragraph, start and claim. Labels given twice count once.
func (n *Numbers) Evidence(labels ...ID) []Evidence {
	if n.err != nil {
		return nil
	}
	labels = slices.Clone(labels)
	slices.Sort(labels)
	labels = slices.Compact(labels)
	evidence, fields := slices.Grow([]Evidence(nil), len(labels)), claimFieldsOf.Of((*Snapshot)(n))
	for _, label := range labels {
		if label != 0 {
			e := n.record(label, fields)
			e.Claim = n.quads.Value(label)
			evidence = append(evidence, e)
		}
	}
	sortEvidence(evidence)
	return evidence
}

// Touch reads a little of some terms, and with rows of the quads that they are subjects of, a few dozen at most, for who reads
// them soon: what is far away in memory is fetched for all of them at once. It reports false, and does nothing, in a small
// graph, where nothing is far away, and in one that lies in a mapped file.
func (n *Numbers) Touch(nodes []ID, rows bool) bool {
	return n.err == nil && n.quads.Touch(nodes, rows)
}

// LabelsOf appends the labels of the quads that state a fact, ascending; 0 is the default graph. Like Row it is for
// what is asked of an answer's rows, and takes no context; what else is said of the subject costs nothing.
func (n *Numbers) LabelsOf(dst []ID, subject, predicate, object ID) []ID {
	if n.err != nil {
		return dst
	}
	return n.quads.LabelsOf(dst, subject, predicate, object)
}

// Certainty is the grade of a label's claim record, Unknown if it has none.
func (n *Numbers) Certainty(label ID) Certainty {
	if label == 0 || n.err != nil {
		return Unknown
	}
	best, fields := Unknown, claimFieldsOf.Of((*Snapshot)(n))
	if fields.certainty != 0 {
		for _, o := range n.quads.Rows(label, quad.Subject, fields.certainty).Others {
			best = Stronger(best, fields.gradeNamed(n, o))
		}
	}
	return best
}

// Source is the source of a label's claim record, and the label itself if it has none.
func (n *Numbers) Source(label ID) ID {
	if label == 0 || n.err != nil {
		return label
	}
	if p := claimFieldsOf.Of((*Snapshot)(n)).source; p != 0 {
		if sources := n.quads.Rows(label, quad.Subject, p).Others; len(sources) > 0 {
			return sources[0]
		}
	}
	return label
}
