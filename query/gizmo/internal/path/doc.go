// Package path is what a path of Gizmo is and does, without JavaScript.
//
// A [Path] is a list of steps, as plain data that knows no store: what a script wrote, checked. Its methods add a step
// each. A [Store] runs paths on one state of any of Cayley's stores: it makes a shape of the steps, has the store plan
// it, and gives rows. What Cayley's own shapes do not do, or do wrongly, has shapes of its own here: order() and
// limit() (order.go, page.go), followRecursive() (recursive.go), and parts that turn out empty (shapes.go).
//
// What it asks of a store beyond Cayley's interface stands in contracts.go.
//
// Paths may be shared by goroutines; a Store belongs to one run.
package path
