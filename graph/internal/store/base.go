package store

import (
	"slices"
	"sync/atomic"

	"github.com/cayleygraph/quad"
)

// arrays are quads in sorted columns, as numbers and nothing else: they are only read, and may lie
// anywhere. See doc.go for a picture.
type arrays struct {
	// The four columns of quad i, sorted by subject, predicate, object, label; and where each subject's
	// rows begin: those of subject n are s[subjects[n]:subjects[n+1]].
	s, p, o, g []ID
	subjects   []uint32

	// The same quads sorted by object, predicate, subject, label. The object is not repeated.
	op, os, og []ID
	objects    []uint32

	// Indexes into the columns by subject.
	predicates, labels positions
}

// base is what snapshots read most from. Nothing in it changes once it is made, but for the marks.
type base struct {
	arrays

	// sides are the arrays by subject and by object, by role.
	sides [2]side

	// marks has two bits a node, for "some snapshot on this base may have changes with this subject, or
	// object". They are only ever set, by the writer, before it publishes the changes; so a reader that
	// finds one unset has nothing but the base to look at. nil until the first change.
	marks atomic.Pointer[[2][]uint32]

	owner  any     // what must live as long as the arrays are read
	proofs *proofs // nil if the arrays are known to fit each other

	counted atomic.Pointer[map[ID]Statistics] // nil until it is asked for
}

// newBase makes a base of arrays, wherever they lie.
func newBase(a arrays) *base {
	b := &base{arrays: a}
	b.sides = [2]side{
		AsSubject: {starts: a.subjects, p: a.p, others: a.o, labels: a.g},
		AsObject:  {starts: a.objects, p: a.op, others: a.os, labels: a.og, role: AsObject},
	}
	return b
}

// proveLazily has what is read of the base looked at before; wrap makes the error of damage.
func (b *base) proveLazily(wrap func(error) error) {
	b.proofs = newProofs(b, wrap)
	for role := range b.sides {
		b.sides[role].proofs = b.proofs
	}
}

// positions lists, for each key in ascending order, the indexes of the quads that have it.
type positions struct {
	keys   []ID
	starts []uint32 // one more than keys
	at     []uint32
}

func (x *positions) of(key ID) []uint32 {
	i, found := slices.BinarySearch(x.keys, key)
	if !found {
		return nil
	}
	return x.at[x.starts[i]:x.starts[i+1]]
}

// nodes is the greatest number that the base has offsets for.
func (b *arrays) nodes() ID { return ID(len(b.subjects) - 2) }

func (b *arrays) len() int { return len(b.s) }

// subjectRows gives the range of the subject's rows.
func (b *base) subjectRows(n ID) (from, to uint32) { return b.sides[AsSubject].rows(n, 0) }

// objectRows gives the range of the object's rows in op, os and og.
func (b *base) objectRows(n ID) (from, to uint32) { return b.sides[AsObject].rows(n, 0) }

// index gives the positions by predicate (0) or by label (1).
func (b *base) index(which int) *positions {
	x := [...]*positions{&b.predicates, &b.labels}[which]
	if b.proofs != nil && !b.proofs.index(x, which) {
		return &positions{}
	}
	return x
}

// uses tells whether any quad has the term in any place.
func (b *base) uses(id ID) bool {
	if from, to := b.subjectRows(id); from < to {
		return true
	}
	if from, to := b.objectRows(id); from < to {
		return true
	}
	return len(b.index(0).of(id)) > 0 || len(b.index(1).of(id)) > 0
}

// ShortRun is how many rows are faster to walk than to halve.
const ShortRun = 16

// LowerBound gives the first index in from..to, over which column ascends, whose value is not below value.
func LowerBound(column []ID, from, to uint32, value ID) uint32 {
	for lo, hi := from, to; ; {
		if hi-lo <= ShortRun {
			for lo < hi && column[lo] < value {
				lo++
			}
			return lo
		}
		if mid := lo + (hi-lo)/2; column[mid] < value {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
}

// EqualRange narrows from..to, over which column ascends, to the rows that have the value.
func EqualRange(column []ID, from, to uint32, value ID) (uint32, uint32) {
	if to-from <= ShortRun {
		for from < to && column[from] < value {
			from++
		}
		end := from
		for end < to && column[end] == value {
			end++
		}
		return from, end
	}
	from = LowerBound(column, from, to, value)
	// Runs are mostly short: double the step until it leaves the run, then search the last step.
	end, step := from, uint32(1)
	for to-end >= step && column[end+step-1] == value {
		end += step
		step *= 2
	}
	return from, LowerBound(column, end, min(to, end+step-1), value+1)
}

// The two roles of a node by which quads are sorted.
const (
	AsSubject = 0
	AsObject  = 1
)

// RoleOf gives the role of a direction, and the direction of the other end; ok is false if it has none.
func RoleOf(d quad.Direction) (role int, other quad.Direction, ok bool) {
	switch d {
	case quad.Subject:
		return AsSubject, quad.Object, true
	case quad.Object:
		return AsObject, quad.Subject, true
	default:
		return 0, quad.Any, false
	}
}

// side is how the rows of nodes in one role lie: those of node n are at starts[n]..starts[n+1], sorted by
// predicate, other end and label.
type side struct {
	starts            []uint32
	p, others, labels []ID

	role   int
	proofs *proofs // of the base
}

// rows gives the range of a node's rows with a predicate (0: with any).
func (x *side) rows(n, predicate ID) (from, to uint32) {
	if int(n)+1 >= len(x.starts) || x.proofs != nil && !x.proofs.node(x.role, n) {
		return 0, 0
	}
	from, to = x.starts[n], x.starts[n+1]
	if predicate != 0 {
		return EqualRange(x.p, from, to, predicate)
	}
	return from, to
}

// has tells whether the base holds q.
func (b *base) has(q Quad) bool {
	from, to := b.subjectRows(q.Subject)
	from, to = EqualRange(b.p, from, to, q.Predicate)
	from, to = EqualRange(b.o, from, to, q.Object)
	from, to = EqualRange(b.g, from, to, q.Label)
	return from < to
}

// quad gives the quad at index i by subject.
func (b *base) quad(i uint32) Quad { return Quad{b.s[i], b.p[i], b.o[i], b.g[i]} }

// marked tells whether changes with this node in this role may exist.
func (b *base) marked(role int, n ID) bool {
	marks := b.marks.Load()
	return marks != nil && (n > b.nodes() || atomic.LoadUint32(&marks[role][n>>5])>>(n&31)&1 != 0)
}

// mark says that a quad may be changed.
func (b *base) mark(q Quad) {
	marks := b.marks.Load()
	if marks == nil {
		words := int(b.nodes())/32 + 1
		marks = &[2][]uint32{make([]uint32, words), make([]uint32, words)}
		b.marks.Store(marks)
	}
	for role, n := range [...]ID{AsSubject: q.Subject, AsObject: q.Object} {
		if n > b.nodes() {
			continue
		}
		if word, bit := &marks[role][n>>5], uint32(1)<<(n&31); *word&bit == 0 { // only the writer changes it
			atomic.OrUint32(word, bit)
		}
	}
}

func ascends[T uint32 | uint64](x []T) bool {
	for i := 1; i < len(x); i++ {
		if x[i] < x[i-1] {
			return false
		}
	}
	return true
}
