package exec

import (
	"context"
	"slices"
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/plan"
	"talentgraph.example/query/internal/rows"
)

// relation has the pairs of nodes that subjects join: for each node the nodes at the other end, ascending, and how many
// subjects join the two.
type relation struct {
	first   []uint32 // by node: where its pairs begin; the next entry is where they end
	others  []graph.ID
	weights []uint32
}

// relations are those of a state that queries have asked for.
type relations struct {
	mu    sync.Mutex
	known map[[2]graph.ID]*relation
}

// mostRelations bounds what a state keeps: with one more it begins anew.
const mostRelations = 64

var relationsOf = graph.NewDerived(func(*graph.Snapshot) *relations { return &relations{known: map[[2]graph.ID]*relation{}} })

// relation gives, for all subjects of two predicates, the objects of the second by those of the first.
func (x *Exec) relation(first, second graph.ID) (*relation, error) {
	all, key := relationsOf.Of(x.state), [2]graph.ID{first, second}
	all.mu.Lock()
	r := all.known[key]
	all.mu.Unlock()
	if r != nil {
		return r, nil
	}
	r, err := newRelation(x.budget.Context(), x.numbers, first, second, x.budget)
	if err != nil {
		return nil, err
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	if len(all.known) >= mostRelations {
		clear(all.known)
	}
	all.known[key] = r
	return r, nil
}

// column is a predicate's subjects and objects, each pair once.
type column struct{ subjects, objects []graph.ID }

func readColumn(ctx context.Context, n *graph.Numbers, predicate graph.ID, b *rows.Budget) (c column, err error) {
	s, err := n.Statistics(ctx, predicate)
	if err != nil {
		return c, err
	}
	if err := b.Take(s.Quads * 8); err != nil {
		return c, err
	}
	c.subjects, c.objects = make([]graph.ID, 0, s.Quads), make([]graph.ID, 0, s.Quads)
	err = n.Scan(ctx, predicate, false, func(subjects, objects, _ []graph.ID) bool {
		for i, s := range subjects {
			if k := len(c.subjects); k == 0 || c.subjects[k-1] != s || c.objects[k-1] != objects[i] {
				c.subjects, c.objects = append(c.subjects, s), append(c.objects, objects[i])
			}
		}
		return true
	})
	return c, err
}

func newRelation(ctx context.Context, n *graph.Numbers, first, second graph.ID, b *rows.Budget) (*relation, error) {
	before := b.Used()
	defer func() { _ = b.Take(before - b.Used()) }() // it is the state's once it is made
	one, err := readColumn(ctx, n, first, b)
	if err != nil {
		return nil, err
	}
	two, err := readColumn(ctx, n, second, b)
	if err != nil {
		return nil, err
	}
	var from, to []graph.ID
	most := graph.ID(0)
	for i, j := 0, 0; i < len(one.subjects); i++ {
		s := one.subjects[i]
		for j < len(two.subjects) && two.subjects[j] < s {
			j++
		}
		for k := j; k < len(two.subjects) && two.subjects[k] == s; k++ {
			if err := b.Passed(1); err != nil {
				return nil, err
			}
			if len(from) == cap(from) {
				if err := b.Take(int64(max(1024, len(from))) * 8); err != nil {
					return nil, err
				}
				from, to = slices.Grow(from, max(1024, len(from))), slices.Grow(to, max(1024, len(to)))
			}
			from, to = append(from, one.objects[i]), append(to, two.objects[k])
			most = max(most, one.objects[i], two.objects[k])
		}
	}
	if err := b.Take(int64(most)*8 + int64(len(from))*16); err != nil {
		return nil, err
	}
	// By the other end first, then, as counting keeps the order of equals, by this one.
	from, to, _ = countingSort(to, from, most, true)
	from, to, places := countingSort(from, to, most, false)
	return compressed(from, to, places), nil
}

// countingSort sorts pairs by keys, stably; swapped gives the pairs as value and key. The places are where each key begins.
func countingSort(keys, values []graph.ID, most graph.ID, swapped bool) (a, b []graph.ID, places []uint32) {
	places = make([]uint32, int(most)+2)
	for _, k := range keys {
		places[k+1]++
	}
	for i := 1; i < len(places); i++ {
		places[i] += places[i-1]
	}
	at := slices.Clone(places)
	a, b = make([]graph.ID, len(keys)), make([]graph.ID, len(keys))
	for i, k := range keys {
		a[at[k]], b[at[k]] = k, values[i]
		at[k]++
	}
	if swapped {
		a, b = b, a
	}
	return a, b, places
}

// compressed makes equal pairs one.
func compressed(from, to []graph.ID, places []uint32) *relation {
	r := &relation{first: make([]uint32, len(places))}
	for node := range len(places) - 1 {
		r.first[node] = uint32(len(r.others))
		for i := places[node]; i < places[node+1]; i++ {
			if i > places[node] && to[i] == to[i-1] {
				r.weights[len(r.weights)-1]++
				continue
			}
			r.others, r.weights = append(r.others, to[i]), append(r.weights, 1)
		}
	}
	r.first[len(places)-1] = uint32(len(r.others))
	r.others, r.weights = slices.Clip(r.others), slices.Clip(r.weights)
	return r
}

// of gives the pairs of a node.
func (r *relation) of(node graph.ID) (others []graph.ID, weights []uint32) {
	if int(node)+1 >= len(r.first) {
		return nil, nil
	}
	from, to := r.first[node], r.first[node+1]
	return r.others[from:to], r.weights[from:to]
}

func (b *builder) edge(n *plan.Edge, next run) run {
	x := b.Exec
	same := n.From.Var != 0 && n.From.Var == n.To.Var
	emit := func(weight uint32) error {
		if err := x.budget.Row(); err != nil {
			return err
		}
		before := x.weight
		x.weight *= int64(weight)
		err := next()
		x.weight = before
		return err
	}
	// each goes over the nodes that one node leads to, which are bound to a variable or compared.
	each := func(r *relation, node graph.ID, to plan.Ref) error {
		others, weights := r.of(node)
		if wanted := x.end(to); wanted != 0 {
			if i, found := slices.BinarySearch(others, wanted); found {
				return emit(weights[i])
			}
			return x.budget.Passed(1)
		}
		defer func() { x.slots[to.Var] = 0 }()
		for i, other := range others {
			x.slots[to.Var] = other
			if err := emit(weights[i]); err != nil {
				return err
			}
		}
		return nil
	}
	return func() error {
		from, to := x.end(n.From), x.end(n.To)
		if from == 0 && to != 0 {
			r, err := x.relation(n.In, n.Out)
			if err != nil {
				return err
			}
			return each(r, to, n.From)
		}
		r, err := x.relation(n.Out, n.In)
		if err != nil {
			return err
		}
		if from != 0 {
			return each(r, from, n.To)
		}
		for node := range len(r.first) - 1 {
			if r.first[node] == r.first[node+1] {
				if err := x.budget.Passed(1); err != nil {
					return err
				}
				continue
			}
			x.slots[n.From.Var] = graph.ID(node)
			to := n.To
			if same {
				to = plan.Ref{ID: graph.ID(node)}
			}
			err := each(r, graph.ID(node), to)
			x.slots[n.From.Var] = 0
			if err != nil {
				return err
			}
		}
		return nil
	}
}
