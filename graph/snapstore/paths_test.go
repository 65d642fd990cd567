package snapstore

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
	"talentgraph.example/graph/term"
)

// A step of a random path, in three forms: for Cayley's path API, for sets of nodes over a list of quads,
// and to print.
type pathStep struct {
	name  string
	build func(*path.Path) *path.Path
	naive func(m *storetest.Model, in nodeSet) nodeSet
}

// nodeSet is a set of nodes by their canonical text.
type nodeSet map[string]quad.Value

func setOf(values ...quad.Value) nodeSet {
	s := nodeSet{}
	for _, v := range values {
		if v != nil {
			s[nodeText(v)] = v
		}
	}
	return s
}

func nodeText(v quad.Value) string { return string(term.Append(nil, v)) }

func (s nodeSet) has(v quad.Value) bool { _, ok := s[nodeText(v)]; return ok }

func (s nodeSet) keep(f func(quad.Value) bool) nodeSet {
	out := nodeSet{}
	for k, v := range s {
		if f(v) {
			out[k] = v
		}
	}
	return out
}

// collect gathers what f gives for each quad.
func collect(m *storetest.Model, f func(q quad.Quad, add func(...quad.Value))) nodeSet {
	out := nodeSet{}
	for _, q := range m.Quads {
		f(q, func(values ...quad.Value) { maps.Copy(out, setOf(values...)) })
	}
	return out
}

func nodes(m *storetest.Model) nodeSet {
	return collect(m, func(q quad.Quad, add func(...quad.Value)) { add(q.Subject, q.Predicate, q.Object, q.Label) })
}

type pathMaker struct {
	r      *rand.Rand
	m      *storetest.Model
	values []quad.Value // all nodes
}

func (g *pathMaker) value() quad.Value { return g.values[g.r.IntN(len(g.values))] }
func (g *pathMaker) quad() quad.Quad   { return g.m.Quads[g.r.IntN(len(g.m.Quads))] }

// predicates gives none, for any, or one or two.
func (g *pathMaker) predicates() []interface{} {
	var out []interface{}
	for range g.r.IntN(3) {
		out = append(out, g.quad().Predicate)
	}
	return out
}

func oneOf(v quad.Value, among []interface{}) bool {
	return len(among) == 0 || slices.ContainsFunc(among, func(x interface{}) bool { return term.Equal(v, x.(quad.Value)) })
}

func (g *pathMaker) step(depth int) pathStep {
	via := g.predicates()
	switch g.r.IntN(15) {
	case 0, 1:
		return pathStep{fmt.Sprintf("Out(%v)", via), func(p *path.Path) *path.Path { return p.Out(via...) },
			func(m *storetest.Model, in nodeSet) nodeSet {
				return collect(m, func(q quad.Quad, add func(...quad.Value)) {
					if in.has(q.Subject) && oneOf(q.Predicate, via) {
						add(q.Object)
					}
				})
			}}
	case 2, 3:
		return pathStep{fmt.Sprintf("In(%v)", via), func(p *path.Path) *path.Path { return p.In(via...) },
			func(m *storetest.Model, in nodeSet) nodeSet {
				return collect(m, func(q quad.Quad, add func(...quad.Value)) {
					if in.has(q.Object) && oneOf(q.Predicate, via) {
						add(q.Subject)
					}
				})
			}}
	case 4:
		return pathStep{fmt.Sprintf("Both(%v)", via), func(p *path.Path) *path.Path { return p.Both(via...) },
			func(m *storetest.Model, in nodeSet) nodeSet {
				return collect(m, func(q quad.Quad, add func(...quad.Value)) {
					if in.has(q.Subject) && oneOf(q.Predicate, via) {
						add(q.Object)
					}
					if in.has(q.Object) && oneOf(q.Predicate, via) {
						add(q.Subject)
					}
				})
			}}
	case 5, 6:
		q := g.quad()
		p, want := q.Predicate, []quad.Value{q.Object}
		if g.r.IntN(2) == 0 {
			want = append(want, g.quad().Object)
		}
		return pathStep{fmt.Sprintf("Has(%v, %v)", p, want), func(x *path.Path) *path.Path { return x.Has(p, want...) },
			func(m *storetest.Model, in nodeSet) nodeSet {
				objects := setOf(want...)
				return in.keep(func(v quad.Value) bool {
					return slices.ContainsFunc(m.Quads, func(q quad.Quad) bool {
						return term.Equal(q.Subject, v) && term.Equal(q.Predicate, p) && objects.has(q.Object)
					})
				})
			}}
	case 7:
		p := g.quad().Predicate
		return pathStep{fmt.Sprintf("SaveReverse(%v)", p), func(x *path.Path) *path.Path { return x.SaveReverse(p, "saved") },
			func(m *storetest.Model, in nodeSet) nodeSet {
				return in.keep(func(v quad.Value) bool {
					return slices.ContainsFunc(m.Quads, func(q quad.Quad) bool {
						return term.Equal(q.Object, v) && term.Equal(q.Predicate, p)
					})
				})
			}}
	case 8:
		return pathStep{"Tag", func(x *path.Path) *path.Path { return x.Tag("tag") },
			func(m *storetest.Model, in nodeSet) nodeSet { return in }}
	case 9:
		return pathStep{"Unique", func(x *path.Path) *path.Path { return x.Unique() },
			func(m *storetest.Model, in nodeSet) nodeSet { return in }}
	case 10:
		return pathStep{"OutPredicates", func(x *path.Path) *path.Path { return x.OutPredicates() },
			func(m *storetest.Model, in nodeSet) nodeSet {
				return collect(m, func(q quad.Quad, add func(...quad.Value)) {
					if in.has(q.Subject) {
						add(q.Predicate)
					}
				})
			}}
	case 11:
		n := quad.Int(g.r.IntN(20))
		return pathStep{fmt.Sprintf("Filter(> %d)", n),
			func(x *path.Path) *path.Path {
				return x.Filters(shape.Comparison{Op: iterator.CompareGT, Val: n})
			},
			func(m *storetest.Model, in nodeSet) nodeSet {
				return in.keep(func(v quad.Value) bool { i, ok := v.(quad.Int); return ok && i > n })
			}}
	default:
		if depth == 0 {
			return g.step(depth)
		}
		sub := g.path(depth - 1)
		switch g.r.IntN(3) {
		case 0:
			return pathStep{"And(" + sub.name + ")", func(x *path.Path) *path.Path { return x.And(sub.start()) },
				func(m *storetest.Model, in nodeSet) nodeSet { other := sub.naive(m); return in.keep(other.has) }}
		case 1:
			return pathStep{"Or(" + sub.name + ")", func(x *path.Path) *path.Path { return x.Or(sub.start()) },
				func(m *storetest.Model, in nodeSet) nodeSet {
					out := sub.naive(m)
					maps.Copy(out, in)
					return out
				}}
		default:
			return pathStep{"Except(" + sub.name + ")", func(x *path.Path) *path.Path { return x.Except(sub.start()) },
				func(m *storetest.Model, in nodeSet) nodeSet {
					other := sub.naive(m)
					return in.keep(func(v quad.Value) bool { return !other.has(v) })
				}}
		}
	}
}

type randomPath struct {
	name  string
	from  []quad.Value
	steps []pathStep
}

func (g *pathMaker) path(depth int) *randomPath {
	p := &randomPath{}
	for range g.r.IntN(3) { // none: all nodes
		p.from = append(p.from, g.value())
	}
	names := []string{fmt.Sprintf("V(%v)", p.from)}
	for range 1 + g.r.IntN(3) {
		s := g.step(depth)
		p.steps = append(p.steps, s)
		names = append(names, s.name)
	}
	p.name = strings.Join(names, ".")
	return p
}

// start makes Cayley's path without a store, for use inside another.
func (p *randomPath) start() *path.Path { return p.on(nil) }

func (p *randomPath) on(qs graph.QuadStore) *path.Path {
	x := path.StartPath(qs, p.from...)
	for _, s := range p.steps {
		x = s.build(x)
	}
	return x
}

func (p *randomPath) naive(m *storetest.Model) nodeSet {
	in := setOf(p.from...)
	if len(p.from) == 0 {
		in = nodes(m)
	}
	for _, s := range p.steps {
		in = s.naive(m, in)
	}
	return in
}

// run gives the results as a sorted set. Cayley's And divides by zero when a Not estimates its size as -1;
// where that is to be forgiven, ok is false.
func (p *randomPath) run(t *testing.T, qs graph.QuadStore, forgive bool) (set []string, ok bool) {
	t.Helper()
	if forgive {
		defer func() {
			if r := recover(); r != nil {
				if fmt.Sprint(r) != "runtime error: integer divide by zero" {
					panic(r)
				}
				set, ok = nil, false
			}
		}()
	}
	found := nodeSet{}
	err := p.on(qs).Iterate(context.Background()).Each(func(r graph.Ref) {
		v := qs.NameOf(r)
		found[nodeText(v)] = v
	})
	if err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	return slices.Sorted(maps.Keys(found)), true
}

// TestRandomPaths compares the path API on this store, live and pinned, with sets of nodes worked out
// from a list of quads, and with Cayley's memstore. After changes, part of the quads is in the overlay.
func TestRandomPaths(t *testing.T) {
	r := storetest.NewRand(t)
	found := 0
	for range 40 {
		m := &storetest.Model{}
		store := New()
		for round := range 2 {
			tx, err := store.Begin(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			for range 5 + r.IntN(40) {
				q := storetest.RandomQuad(r, 20)
				m.Add(q)
				if _, err := tx.Add(q); err != nil {
					t.Fatal(err)
				}
			}
			if round == 0 {
				tx.Merge()
			} else {
				for range 3 {
					q := m.Quads[r.IntN(len(m.Quads))]
					m.Remove(q)
					if _, err := tx.Remove(q); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
		}
		found += comparePaths(t, r, m, store)
	}
	if found < 500 {
		t.Errorf("only %d of 2,000 paths found anything", found)
	}
}

// comparePaths tries fifty paths and gives the number of those that find something.
func comparePaths(t *testing.T, r *rand.Rand, m *storetest.Model, store *Store) (found int) {
	t.Helper()
	mem := memstore.New(m.Quads...)
	g := &pathMaker{r: r, m: m}
	for _, v := range nodes(m) {
		g.values = append(g.values, v)
	}
	slices.SortFunc(g.values, func(a, b quad.Value) int { return strings.Compare(nodeText(a), nodeText(b)) })
	pinned := store.Snapshot().QuadStore()
	for range 50 {
		p := g.path(2)
		want := slices.Sorted(maps.Keys(p.naive(m)))
		if len(want) > 0 {
			found++
		}
		for name, qs := range map[string]graph.QuadStore{"live": store, "pinned": pinned, "memstore": mem} {
			got, ok := p.run(t, qs, name == "memstore")
			if ok && !slices.Equal(got, want) {
				t.Fatalf("%s: %s:\n got %q\nwant %q\nquads %q", name, p.name, got, want, m.Quads)
			}
		}
	}
	return found
}
