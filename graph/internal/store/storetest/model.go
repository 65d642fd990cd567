package storetest

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

var seedFlag = flag.Uint64("seed", 0, "seed of the random tests; 0 takes the time")

// NewRand gives random numbers and prints how to have them again.
func NewRand(t testing.TB) *rand.Rand {
	seed := *seedFlag
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("run again with -seed=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// Model is a list of distinct quads, searched from end to end.
type Model struct {
	Quads []quad.Quad
}

// Key writes a quad so that the same quads have the same text.
func Key(q quad.Quad) string { return string(term.AppendQuad(nil, q)) }

// Index gives the place of a quad, or -1.
func (m *Model) Index(q quad.Quad) int {
	return slices.IndexFunc(m.Quads, func(x quad.Quad) bool { return Key(x) == Key(q) })
}

// Add adds a quad and tells whether it was new.
func (m *Model) Add(q quad.Quad) bool {
	if m.Index(q) >= 0 {
		return false
	}
	m.Quads = append(m.Quads, q)
	return true
}

// Remove takes a quad away and tells whether it was there.
func (m *Model) Remove(q quad.Quad) bool {
	i := m.Index(q)
	if i >= 0 {
		m.Quads = slices.Delete(m.Quads, i, i+1)
	}
	return i >= 0
}

// Clone gives a copy.
func (m *Model) Clone() *Model { return &Model{slices.Clone(m.Quads)} }

// RandomQuad draws from few terms, so that quads meet; what is an IRI here is a string there.
func RandomQuad(r *rand.Rand, terms int) quad.Quad {
	node := func() quad.Value {
		n := r.IntN(terms)
		switch n % 5 {
		case 0:
			return quad.BNode(fmt.Sprint("n", n))
		case 1:
			return quad.String(fmt.Sprint("n", n-1))
		case 2:
			return quad.Int(n)
		default:
			return quad.IRI(fmt.Sprint("n", n))
		}
	}
	q := quad.Quad{Subject: node(), Predicate: quad.IRI(fmt.Sprint("p", r.IntN(4))), Object: node()}
	if n := r.IntN(4); n > 0 {
		q.Label = quad.IRI(fmt.Sprint("g", n))
	}
	if r.IntN(20) == 0 {
		q.Predicate = quad.IRI(fmt.Sprint("n", 5*r.IntN(1+terms/5)+3)) // a predicate that is a node too
	}
	return q
}
