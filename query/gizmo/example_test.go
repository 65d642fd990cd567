package gizmo_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
)

func hires() *graph.Graph {
	g := graph.New()
	err := g.Add(context.Background(),
		quad.MakeIRI("ex:ann", "ex:left", "ex:acme", ""), quad.MakeIRI("ex:bob", "ex:left", "ex:acme", ""), quad.MakeIRI("ex:ann", "ex:joined", "ex:globex", ""),
		quad.Quad{Subject: quad.IRI("ex:ann"), Predicate: quad.IRI("ex:year"), Object: quad.Int(2023)},
		quad.Quad{Subject: quad.IRI("ex:bob"), Predicate: quad.IRI("ex:year"), Object: quad.Int(2021)},
	)
	if err != nil {
		fmt.Println(err)
	}
	return g
}

func ExampleRun() {
	for r, err := range gizmo.Run(context.Background(), hires(), `g.V("<ex:acme>").in("<ex:left>").order({by: "<ex:year>"}).save("<ex:year>", "year").all()`) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(r.Map()["id"], r.Map()["year"])
	}
	// Output:
	// <ex:bob> 2021
	// <ex:ann> 2023
}

func ExampleResult() {
	for r, err := range gizmo.Run(context.Background(), hires(), `g.V("<ex:ann>").tag("who").out("<ex:joined>").all(); g.emit({n: 1}); "last"`) {
		if err != nil {
			fmt.Println(err)
			return
		}
		value, emitted := r.Emitted()
		fmt.Println(r.Map(), len(r.Values()), value, emitted)
	}
	// Output:
	// map[id:<ex:globex> who:<ex:ann>] 2 <nil> false
	// map[n:1] 0 map[n:1] true
	// map[] 0 last true
}

func ExampleSession() {
	s, err := gizmo.NewSession(gizmo.WithMaxRows(1000))
	if err != nil {
		fmt.Println(err)
		return
	}
	g := hires()
	for _, script := range []string{`var left = g.V("<ex:acme>").in("<ex:left>")`, `left.count()`} {
		for r, err := range s.Run(context.Background(), g, script) {
			value, _ := r.Emitted()
			fmt.Println(value, err)
		}
	}
	// Output: 2 <nil>
}

func ExampleCompile() {
	p, err := gizmo.Compile(`g.V($who).out("<ex:year>").toValue()`)
	if err != nil {
		fmt.Println(err)
		return
	}
	g := hires()
	for _, who := range []string{"ex:ann", "ex:bob"} {
		for r, err := range p.Run(context.Background(), g, gizmo.WithParam("who", quad.IRI(who))) {
			value, _ := r.Emitted()
			fmt.Println(who, value, err)
		}
	}
	// Output:
	// ex:ann 2023 <nil>
	// ex:bob 2021 <nil>
}

func ExampleProgram() {
	_, err := gizmo.Compile("g.V(\n  '中文' +")
	fmt.Println(err)
	// Output: gizmo: 2:9: syntax error: Unexpected end of input
}

func ExampleScriptError() {
	for _, err := range gizmo.Run(context.Background(), hires(), `g.V("<ex:ann>").out({})`) {
		var bad *gizmo.ScriptError
		if errors.As(err, &bad) {
			fmt.Println(bad.Line, bad.Column, bad.Method)
			fmt.Println(bad)
		}
	}
	// Output:
	// 1 20 out
	// gizmo: 1:20: out: expected an IRI, a path or a list of IRIs, got an object
}

func ExampleOption() {
	for _, err := range gizmo.Run(context.Background(), hires(), `g.V().all()`, gizmo.WithMaxRows(1)) {
		if errors.Is(err, graph.ErrLimit) {
			var limit *graph.LimitError
			errors.As(err, &limit)
			fmt.Println(limit.Limit, limit.Value, limit.Raise)
		}
	}
	// Output: rows 1 gizmo.WithMaxRows
}

func ExampleNote() {
	notes := gizmo.WithNotes(func(n gizmo.Note) { fmt.Println(n) })
	for _, err := range gizmo.Run(context.Background(), hires(), `g.V("ex:ann").out().all()`, notes) {
		fmt.Println(err)
	}
	// Output: 1:4: V: the plain text "ex:ann" names nothing in the graph, but an IRI does; write "<ex:ann>"
}
