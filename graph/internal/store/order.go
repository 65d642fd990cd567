package store

import "github.com/cayleygraph/quad"

// ID numbers a term of a snapshot. Terms get numbers from 1 on in order of their first appearance. 0 is
// no term; as a label it is the default graph.
type ID = uint32

// Quad is a quad by the numbers of its terms. Label is 0 in the default graph.
type Quad struct {
	Subject, Predicate, Object, Label ID
}

// Get gives the number at a direction; 0 for quad.Any.
func (q Quad) Get(d quad.Direction) ID {
	switch d {
	case quad.Subject:
		return q.Subject
	case quad.Predicate:
		return q.Predicate
	case quad.Object:
		return q.Object
	case quad.Label:
		return q.Label
	default:
		return 0
	}
}

// order is one of the four orders in which quads are kept.
type order uint8

const (
	bySubject   order = iota // subject, predicate, object, label
	byObject                 // object, predicate, subject, label
	byPredicate              // predicate, subject, object, label
	byLabel                  // label, subject, predicate, object
	orders
)

// row is a quad packed in one of the orders, so that two comparisons of machine words sort it.
type row struct {
	hi, lo uint64
}

func (r row) less(x row) bool {
	return r.hi < x.hi || r.hi == x.hi && r.lo < x.lo
}

func (r row) compare(x row) int {
	switch {
	case r == x:
		return 0
	case r.less(x):
		return -1
	default:
		return 1
	}
}

func packIDs(a, b, c, d ID) row {
	return row{uint64(a)<<32 | uint64(b), uint64(c)<<32 | uint64(d)}
}

// pack puts the quad's components in the order's sequence.
func (o order) pack(q Quad) row {
	switch o {
	case bySubject:
		return packIDs(q.Subject, q.Predicate, q.Object, q.Label)
	case byObject:
		return packIDs(q.Object, q.Predicate, q.Subject, q.Label)
	case byPredicate:
		return packIDs(q.Predicate, q.Subject, q.Object, q.Label)
	default:
		return packIDs(q.Label, q.Subject, q.Predicate, q.Object)
	}
}

// unpack is the reverse of pack.
func (o order) unpack(r row) Quad {
	a, b, c, d := ID(r.hi>>32), ID(r.hi), ID(r.lo>>32), ID(r.lo)
	switch o {
	case bySubject:
		return Quad{a, b, c, d}
	case byObject:
		return Quad{c, b, a, d}
	case byPredicate:
		return Quad{b, a, c, d}
	default:
		return Quad{b, c, d, a}
	}
}

// span gives the least and the greatest row that begin with the first n (0 to 4) components of r.
func (r row) span(n int) (from, to row) {
	var hi, lo uint64 // the bits that are fixed
	switch n {
	case 0:
	case 1:
		hi = 0xffffffff << 32
	case 2:
		hi = ^uint64(0)
	case 3:
		hi, lo = ^uint64(0), 0xffffffff<<32
	default:
		hi, lo = ^uint64(0), ^uint64(0)
	}
	return row{r.hi & hi, r.lo & lo}, row{r.hi | ^hi, r.lo | ^lo}
}
