package graph

import (
	"context"
	"iter"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
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
// what only it holds is freed with it. Questions are built on its [Numbers].
type Snapshot struct {
	quads    *store.Snapshot
	version  uint64
	names    *nameIndex    // shared by all states of a graph
	pending  *pendingNames // what a transaction has written so far; nil but for a transaction's own state
	written  int           // how many of its labels were written when this state was taken
	derived  *sync.Map     // of *Derived, shared by all snapshots of a state; nil for none
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
	defer runtime.KeepAlive(s)
	if err := f(s); err != nil {
		return err
	}
	return s.quads.Damage()
}

// Version is the number of the last change that the snapshot has. See [Graph.Changes].
func (s *Snapshot) Version() Version {
	if s.err != nil {
		return 0
	}
	return s.quads.Version()
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
		done, decode := false, decoder{quads: s.quads}
		if s.derived != nil { // not in a transaction, where it would not last
			decode.predicates = predicateValuesOf.Of(s)
		}
		err = s.quads.Match(ctx, ids, func(q store.Quad) bool {
			done = !yield(decode.quad(q), nil)
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
			return ids, false, s.quads.Damage()
		}
	}
	return ids, true, nil
}

// decoder makes values of numbers. What is the same as in the quad before, as the subject mostly is, is not made
// again.
type decoder struct {
	quads      *store.Snapshot
	predicates *predicateValues // nil if they are not kept
	ids        store.Quad       // of the last quad
	values     quad.Quad
}

// predicateValues keeps values of predicates, which are few and come in every quad: by number modulo the size, the last
// one to come.
type predicateValues [64]atomic.Pointer[predicateValue]

type predicateValue struct {
	id    ID
	value quad.Value
}

var predicateValuesOf = NewDerived(func(*Snapshot) *predicateValues { return new(predicateValues) })

func (d *decoder) predicate(id ID) quad.Value {
	if d.predicates == nil {
		return d.quads.Value(id)
	}
	place := &d.predicates[id%ID(len(d.predicates))]
	if kept := place.Load(); kept != nil && kept.id == id {
		return kept.value
	}
	v := d.quads.Value(id)
	place.Store(&predicateValue{id, v})
	return v
}

func (d *decoder) quad(q store.Quad) quad.Quad {
	if q.Subject != d.ids.Subject {
		d.values.Subject = d.quads.Value(q.Subject)
	}
	if q.Predicate != d.ids.Predicate {
		d.values.Predicate = d.predicate(q.Predicate)
	}
	if q.Object != d.ids.Object {
		d.values.Object = d.quads.Value(q.Object)
	}
	if q.Label != d.ids.Label {
		d.values.Label = d.quads.Value(q.Label)
	}
	d.ids = q
	return d.values
}

func (s *Snapshot) usable(ctx context.Context) error {
	if s.err != nil {
		return s.err
	}
	if err := s.quads.Damage(); err != nil {
		return err
	}
	return ctx.Err()
}

// Derived is something that follows from a state of a graph alone, such as the numbers of a vocabulary's
// terms. It is worked out when it is first asked for, and kept for as long as the state is. Make one for
// each such thing, not one for each question. Safe for concurrent use.
type Derived[T any] struct{ from func(*Snapshot) T }

// NewDerived says how to work it out. Several goroutines may do so for one state at the same time; one result
// stays. It must not hold on to the snapshot.
func NewDerived[T any](from func(*Snapshot) T) *Derived[T] { return &Derived[T]{from} }

// Of gives it for a snapshot. In a transaction it is worked out again after each write.
func (d *Derived[T]) Of(s *Snapshot) T {
	if s.derived == nil {
		return d.from(s)
	}
	if v, ok := s.derived.Load(d); ok {
		return v.(T)
	}
	v, _ := s.derived.LoadOrStore(d, d.from(s))
	return v.(T)
}
