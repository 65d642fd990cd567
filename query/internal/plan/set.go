package plan

import (
	"iter"
	"math/bits"

	"talentgraph.example/query/internal/algebra"
)

// Set is a set of variables. The zero Set is empty. Variables up to 63, which are all that most queries have, take no
// memory beside the Set. Sets share memory and are never changed once others have them.
type Set struct {
	low  uint64
	high []uint64 // from variable 64 on
}

// SetOf makes a set.
func SetOf(vars ...algebra.Var) Set {
	var s Set
	for _, v := range vars {
		s.add(v)
	}
	return s
}

func (s *Set) add(v algebra.Var) {
	switch {
	case v <= 0:
	case v < 64:
		s.low |= 1 << v
	default:
		word := int(v)/64 - 1
		for len(s.high) <= word {
			s.high = append(s.high, 0)
		}
		s.high[word] |= 1 << (v % 64)
	}
}

// Has tells whether a variable is in the set.
func (s Set) Has(v algebra.Var) bool {
	if v < 64 {
		return v > 0 && s.low&(1<<v) != 0
	}
	word := int(v)/64 - 1
	return word < len(s.high) && s.high[word]&(1<<(v%64)) != 0
}

// Union gives the variables of either set.
func (s Set) Union(o Set) Set {
	if len(o.high) > len(s.high) {
		s, o = o, s
	}
	u := Set{low: s.low | o.low, high: append([]uint64(nil), s.high...)}
	for i, w := range o.high {
		u.high[i] |= w
	}
	return u
}

// Intersect gives the variables of both sets.
func (s Set) Intersect(o Set) Set {
	u := Set{low: s.low & o.low, high: append([]uint64(nil), s.high[:min(len(s.high), len(o.high))]...)}
	for i := range u.high {
		u.high[i] &= o.high[i]
	}
	return u
}

// Minus gives the variables that the other set has not.
func (s Set) Minus(o Set) Set {
	u := Set{low: s.low &^ o.low, high: append([]uint64(nil), s.high...)}
	for i := range u.high[:min(len(u.high), len(o.high))] {
		u.high[i] &^= o.high[i]
	}
	return u
}

// Empty tells whether there is none.
func (s Set) Empty() bool {
	for _, w := range s.high {
		if w != 0 {
			return false
		}
	}
	return s.low == 0
}

// Within tells whether all are in the other set.
func (s Set) Within(o Set) bool { return s.Minus(o).Empty() }

// Meets tells whether the sets share a variable.
func (s Set) Meets(o Set) bool { return !s.Intersect(o).Empty() }

// All yields the variables, ascending.
func (s Set) All() iter.Seq[algebra.Var] {
	return func(yield func(algebra.Var) bool) {
		for i := range len(s.high) + 1 {
			w := s.low
			if i > 0 {
				w = s.high[i-1]
			}
			for ; w != 0; w &= w - 1 {
				if !yield(algebra.Var(i*64 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}

// Len is the number of variables.
func (s Set) Len() int {
	n := bits.OnesCount64(s.low)
	for _, w := range s.high {
		n += bits.OnesCount64(w)
	}
	return n
}

// List gives the variables, ascending; nil for none.
func (s Set) List() []algebra.Var {
	if s.Empty() {
		return nil
	}
	list := make([]algebra.Var, 0, s.Len())
	for v := range s.All() {
		list = append(list, v)
	}
	return list
}

func bound(o algebra.Op) Set {
	var s Set
	algebra.Bound(o, func(v algebra.Var) { s.add(v) })
	return s
}

func read(e algebra.Expr) Set {
	var s Set
	algebra.Read(e, func(v algebra.Var) { s.add(v) })
	return s
}
