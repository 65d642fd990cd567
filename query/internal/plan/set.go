package plan

import (
	"iter"
	"math/bits"

	"talentgraph.example/query/internal/algebra"
)

// Set is a set of variables. The zero Set is empty. Sets share memory and are never changed once others have them.
type Set []uint64

// SetOf makes a set.
func SetOf(vars ...algebra.Var) Set {
	var s Set
	for _, v := range vars {
		s.add(v)
	}
	return s
}

func (s *Set) add(v algebra.Var) {
	if v <= 0 {
		return
	}
	for len(*s) <= int(v)/64 {
		*s = append(*s, 0)
	}
	(*s)[v/64] |= 1 << (v % 64)
}

// Has tells whether a variable is in the set.
func (s Set) Has(v algebra.Var) bool { return v > 0 && int(v)/64 < len(s) && s[v/64]&(1<<(v%64)) != 0 }

// Union gives the variables of either set.
func (s Set) Union(o Set) Set {
	if len(o) > len(s) {
		s, o = o, s
	}
	u := append(Set(nil), s...)
	for i, w := range o {
		u[i] |= w
	}
	return u
}

// Intersect gives the variables of both sets.
func (s Set) Intersect(o Set) Set {
	u := append(Set(nil), s[:min(len(s), len(o))]...)
	for i := range u {
		u[i] &= o[i]
	}
	return u
}

// Minus gives the variables that the other set has not.
func (s Set) Minus(o Set) Set {
	u := append(Set(nil), s...)
	for i := range u[:min(len(s), len(o))] {
		u[i] &^= o[i]
	}
	return u
}

// Empty tells whether there is none.
func (s Set) Empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

// Within tells whether all are in the other set.
func (s Set) Within(o Set) bool { return s.Minus(o).Empty() }

// Meets tells whether the sets share a variable.
func (s Set) Meets(o Set) bool { return !s.Intersect(o).Empty() }

// All yields the variables, ascending.
func (s Set) All() iter.Seq[algebra.Var] {
	return func(yield func(algebra.Var) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(algebra.Var(i*64 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}

// List gives the variables, ascending.
func (s Set) List() []algebra.Var {
	var list []algebra.Var
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
