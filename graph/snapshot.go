package graph

import (
	"context"
	"errors"
	"iter"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
	"talentgraph.example/graph/term"
)

// Reader is what questions are asked of: a [*Graph], a [*Snapshot], or a [*Tx], which sees its own
// writes. Other packages cannot implement it.
type Reader interface {
	// Quads gives the quads that match a pattern. The error comes last and once.
	Quads(ctx context.Context, p Pattern) iter.Seq2[quad.Quad, error]
	// Count is the number of quads that match a pattern.
	Count(ctx context.Context, p Pattern) (int64, error)
	// View runs f on one state.
	View(ctx context.Context, f func(*Snapshot) error) error

	sealed()
}

func (*Graph) sealed()    {}
func (*Snapshot) sealed() {}
func (*Tx) sealed()       {}

// Snapshot is one state of a graph. It never changes, is safe for concurrent use, and needs no release:
// what only it holds is freed with it. Beside the methods of [Reader] it has the three that questions
// are built on, which work on numbers instead of values and on many nodes at a time: [Snapshot.IDs],
// [Snapshot.Values] and [Snapshot.Expand].
type Snapshot struct {
	quads    *store.Snapshot
	version  uint64
	names    *nameIndex    // shared by all states of a graph
	pending  *pendingNames // what a transaction has written so far; nil but for a transaction's own state
	written  int           // how many of its labels were written when this state was taken
	derived  *derived      // shared by all snapshots of a state; nil for none
	prefixes *prefixTable  // as they were when the snapshot was taken
	err      error         // why it cannot be read at all

	kept *detached // the content of the one entity that this snapshot stands for; see [Entity.Detach]

	own       atomic.Pointer[nameTable]   // for a state that the shared index does not cover
	ownSearch atomic.Pointer[searchTable] // once the state has been searched
}

// View runs f on the snapshot itself, unless the context has ended.
func (s *Snapshot) View(ctx context.Context, f func(*Snapshot) error) error {
	if s.err != nil {
		return s.err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return f(s)
}

// Size is the number of quads.
func (s *Snapshot) Size() int64 {
	if s.err != nil {
		return 0
	}
	return int64(s.quads.Size())
}

// Quads gives the quads that match. Their order is the store's, the same each time. The error comes
// last and once; a context that ends makes it the context's.
func (s *Snapshot) Quads(ctx context.Context, p Pattern) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		ids, found, err := s.pattern(p)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		if !found {
			return
		}
		done := false
		err = s.quads.Match(ctx, ids, func(q store.Quad) bool {
			done = !yield(s.decode(q), nil)
			return !done
		})
		if err != nil && !done {
			yield(quad.Quad{}, err)
		}
	}
}

// Count is the number of quads that match.
func (s *Snapshot) Count(ctx context.Context, p Pattern) (int64, error) {
	ids, found, err := s.pattern(p)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil || !found {
		return 0, err
	}
	return s.quads.Count(ctx, ids)
}

// pattern translates values to numbers. It reports false if some value is in no quad at all.
func (s *Snapshot) pattern(p Pattern) (ids store.Pattern, found bool, err error) {
	if s.err != nil {
		return ids, false, s.err
	}
	if err := p.check(); err != nil {
		return ids, false, err
	}
	ids.Unlabelled = p.Unlabelled
	for _, place := range []struct {
		value quad.Value
		id    *ID
	}{{p.Subject, &ids.Subject}, {p.Predicate, &ids.Predicate}, {p.Object, &ids.Object}, {p.Label, &ids.Label}} {
		if place.value == nil {
			continue
		}
		if *place.id = s.quads.ID(place.value); *place.id == 0 {
			return ids, false, nil
		}
	}
	return ids, true, nil
}

func (s *Snapshot) decode(q store.Quad) quad.Quad {
	return quad.Quad{
		Subject:   s.quads.Value(q.Subject),
		Predicate: s.quads.Value(q.Predicate),
		Object:    s.quads.Value(q.Object),
		Label:     s.quads.Value(q.Label),
	}
}

// ID numbers a term in a snapshot. Later snapshots of the same graph mostly use the same numbers, but a
// change that drops many terms may number the others anew: numbers belong with the snapshot they came
// from. 0 is no term; as a label it is the default graph.
type ID = store.ID

// Run is what [Snapshot.Expand] gives for one node and one predicate: the nodes at the other end, and
// the label of each quad. Other nodes are in ascending order; one that is claimed under several labels
// stands there once for each. The slices belong to the snapshot: they must not be written to.
type Run = store.Run

// IDs gives the number of each value, and 0 for a value that no quad of this state has.
func (s *Snapshot) IDs(ctx context.Context, values []quad.Value) ([]ID, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	ids := make([]ID, len(values))
	for i, v := range values {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		ids[i] = s.quads.ID(v)
	}
	return ids, nil
}

// Number gives the number of one value, and 0 for a value that no quad of this state has.
func (s *Snapshot) Number(v quad.Value) ID {
	if s.err != nil {
		return 0
	}
	return s.quads.ID(v)
}

// Term gives the term of a number as its parts, which costs less than its value; the zero Term for 0.
func (s *Snapshot) Term(id ID) term.Term {
	if s.err != nil {
		return term.Term{}
	}
	return s.quads.Term(id)
}

// IsLiteral tells whether a number is that of a literal, without reading its text.
func (s *Snapshot) IsLiteral(id ID) bool {
	return s.err == nil && s.quads.Kind(id) == term.Literal
}

// Values gives the value of each number, and nil for 0.
func (s *Snapshot) Values(ctx context.Context, ids []ID) ([]quad.Value, error) {
	if err := s.usable(ctx); err != nil {
		return nil, err
	}
	values := make([]quad.Value, len(ids))
	for i, id := range ids {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		values[i] = s.quads.Value(id)
	}
	return values, nil
}

// Expand takes one step from many nodes at once. With d quad.Subject the nodes are subjects and the
// runs hold objects; with quad.Object it is the other way round. No predicates means any. There is one
// run for each node and predicate that have quads, in the order of the nodes given (Run.Node is the
// index among them), predicates ascending. Expand ends early when yield returns false, which is no
// error, and when the context ends, which is.
func (s *Snapshot) Expand(ctx context.Context, nodes []ID, d quad.Direction, predicates []ID, yield func(Run) bool) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	if d != quad.Subject && d != quad.Object {
		return errors.New("Expand goes from subjects or from objects; its direction must be quad.Subject or quad.Object")
	}
	return s.quads.Expand(ctx, nodes, d, predicates, yield)
}

// Rows are the quads of one node: columns of equal length, ordered by predicate, other node and label. They
// belong to the snapshot and must not be written to.
type Rows = store.Rows

// Columns are all quads in one direction; see [Snapshot.Columns].
type Columns = store.Columns

// Columns is for questions that want several things of each of many nodes: Columns.At gives all quads of a
// node, those that have it as subject with d quad.Subject, as object with quad.Object. Nothing is copied,
// nothing called back. The loop looks at its context now and then.
func (s *Snapshot) Columns(ctx context.Context, d quad.Direction) (Columns, error) {
	if err := s.usable(ctx); err != nil {
		return Columns{}, err
	}
	return s.quads.Columns(d), nil
}

// Row reads the quads of a single node, as Expand does. It is for what a row of an answer is asked
// afterwards, a handful of quads already in memory, and so takes no context.
func (s *Snapshot) Row(node ID, d quad.Direction, predicates []ID, f func(Run)) {
	if s.err != nil || node == 0 {
		return
	}
	s.quads.Row(node, d, predicates, func(r Run) bool {
		f(r)
		return true
	})
}

// Scan gives all quads with a predicate, as numbers, in the order of their subjects. It ends early when
// yield returns false, which is no error, and when the context ends, which is.
func (s *Snapshot) Scan(ctx context.Context, predicate ID, yield func(subject, object, label ID) bool) error {
	return s.ScanColumns(ctx, predicate, true, func(subjects, objects, labels []ID) bool {
		for i := range subjects {
			if !yield(subjects[i], objects[i], labels[i]) {
				return false
			}
		}
		return true
	})
}

// ScanColumns is Scan, a page at a time: three columns of equal length, which are overwritten after yield
// returns. Labels come only if they are asked for, which costs; a quad comes once for each of its labels all
// the same. It is for questions that look at everything.
func (s *Snapshot) ScanColumns(ctx context.Context, predicate ID, labels bool, yield func(subjects, objects, labels []ID) bool) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	return s.quads.Scan(ctx, predicate, labels, yield)
}

func (s *Snapshot) usable(ctx context.Context) error {
	if s.err != nil {
		return s.err
	}
	return ctx.Err()
}
