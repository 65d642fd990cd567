package snapstore_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley"
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
)

// Any program that uses Cayley gets the store by importing it and naming it. Paths run fastest on the
// QuadStore inside the handle.
func Example() {
	store, err := cayley.NewGraph("snapstore", "", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	store.AddQuad(quad.Make(quad.IRI("ann"), quad.IRI("left"), quad.IRI("acme"), nil))
	store.AddQuad(quad.Make(quad.IRI("bob"), quad.IRI("left"), quad.IRI("acme"), nil))

	who := cayley.StartPath(store.QuadStore, quad.IRI("acme")).In(quad.IRI("left"))
	err = who.Iterate(context.Background()).EachValue(store, func(v quad.Value) { fmt.Println(v) })
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// <ann>
	// <bob>
}

func ExampleStore() {
	ctx := context.Background()
	store := snapstore.New()
	defer store.Close()
	tx, err := store.Begin(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer tx.Rollback() // does nothing after Commit
	tx.Add(quad.Make(quad.IRI("ann"), quad.IRI("left"), quad.IRI("acme"), quad.IRI("news")))
	before := store.Snapshot()
	if err := tx.Commit(); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(before.Size(), store.Snapshot().Size())
	// Output: 0 1
}

func ExampleTx_Add() {
	store := snapstore.New()
	defer store.Close()
	tx, err := store.Begin(context.Background())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer tx.Rollback()
	_, err = tx.Add(quad.Quad{Subject: quad.IRI("ann"), Predicate: quad.IRI("left"), Object: quad.IRI("")})
	fmt.Println(err)
	var invalid *snapstore.InvalidQuadError
	fmt.Println(errors.As(err, &invalid), invalid.Part)
	// Output:
	// snapstore: the object of the quad (<ann> <left> <>) is an empty IRI
	// true object
}

// A loader hands over terms as bytes, by numbers of its own.
func ExampleBatch() {
	ctx := context.Background()
	store := snapstore.New()
	defer store.Close()
	var b snapstore.Batch
	ann := b.Term(term.IRI, []byte("ann"), nil, nil)
	left := b.Term(term.IRI, []byte("left"), nil, nil)
	b.Quad(ann, left, b.Term(term.IRI, []byte("acme"), nil, nil), 0)
	b.Quad(ann, left, b.Term(term.Literal, []byte("last year"), nil, []byte("en")), 0)

	tx, err := store.Begin(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer tx.Rollback()
	added, err := tx.AddBatch(ctx, &b)
	fmt.Println(added, err, tx.Commit())
	// Output: 2 <nil> <nil>
}

// example holds three quads: ann and bob left acme, ann left base.
func example() *snapstore.Store {
	store := snapstore.New()
	err := store.ApplyDeltas([]graph.Delta{
		{Quad: quad.Make(quad.IRI("ann"), quad.IRI("left"), quad.IRI("acme"), nil), Action: graph.Add},
		{Quad: quad.Make(quad.IRI("bob"), quad.IRI("left"), quad.IRI("acme"), nil), Action: graph.Add},
		{Quad: quad.Make(quad.IRI("ann"), quad.IRI("left"), quad.IRI("base"), quad.IRI("news")), Action: graph.Add},
	}, graph.IgnoreOpts{})
	if err != nil {
		fmt.Println(err)
	}
	return store
}

func ExampleSnapshot_Match() {
	s := example().Snapshot()
	p := snapstore.Pattern{Object: s.ID(quad.IRI("acme"))}
	err := s.Match(context.Background(), p, func(q snapstore.Quad) bool {
		fmt.Println(s.Value(q.Subject), s.Value(q.Predicate), s.Value(q.Object))
		return true
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// <ann> <left> <acme>
	// <bob> <left> <acme>
}

func ExampleSnapshot_Expand() {
	s := example().Snapshot()
	nodes := []snapstore.ID{s.ID(quad.IRI("ann")), s.ID(quad.IRI("bob"))}
	err := s.Expand(context.Background(), nodes, quad.Subject, nil, func(r snapstore.Run) bool {
		for i, o := range r.Others {
			fmt.Println(s.Value(nodes[r.Node]), s.Value(r.Predicate), s.Value(o), s.Value(r.Labels[i]))
		}
		return true
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// <ann> <left> <acme> <nil>
	// <ann> <left> <base> <news>
	// <bob> <left> <acme> <nil>
}

func ExampleSnapshot_Rows() {
	s := example().Snapshot()
	rows := s.Rows(s.ID(quad.IRI("acme")), quad.Object, s.ID(quad.IRI("left")))
	for _, who := range rows.Others {
		fmt.Println(s.Value(who))
	}
	// Output:
	// <ann>
	// <bob>
}

// A pinned view keeps to one state and cannot be written to.
func ExampleSnapshot_QuadStore() {
	store := example()
	qs := store.Snapshot().QuadStore()
	gone := quad.Make(quad.IRI("bob"), quad.IRI("left"), quad.IRI("acme"), nil)
	remove := []graph.Delta{{Quad: gone, Action: graph.Delete}}
	if err := store.ApplyDeltas(remove, graph.IgnoreOpts{}); err != nil {
		fmt.Println(err)
	}
	for _, on := range []graph.QuadStore{qs, store} {
		refs, err := path.StartPath(on, quad.IRI("acme")).In().Iterate(context.Background()).All()
		fmt.Println(len(refs), err)
	}
	fmt.Println(qs.ApplyDeltas(remove, graph.IgnoreOpts{}))
	// Output:
	// 2 <nil>
	// 1 <nil>
	// snapstore: this is one state of a store and cannot be changed; write to the Store itself
}

func ExampleSnapshot_Memory() {
	m := example().Snapshot().Memory()
	fmt.Println(m.Quads, m.Terms, m.Total() < 20_000)
	// Output: 3 6 true
}
