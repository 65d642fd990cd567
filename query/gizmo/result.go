package gizmo

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/remote"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A Result is one thing that a script gave: a row of a path, what g.emit was called with, or the value of
// the script's last statement. A Result holds nothing of the graph or of the session; it may be kept, and is
// safe for concurrent use as long as nobody changes what its methods gave.
type Result struct {
	names  []string // sorted
	values []quad.Value

	emitted   any
	isEmitted bool
}

// Map gives the row as plain data, as Cayley's JSON does: by tag, "id" being the node the path ended at, a
// string in N-Quads notation for an IRI ("<iri>") or blank node ("_:b"), the text of a literal, or an int64,
// float64, bool or time.Time. For an emitted object it is that object; nil for any other emitted value.
func (r Result) Map() map[string]any {
	if r.isEmitted {
		object, _ := r.emitted.(map[string]any)
		return object
	}
	m := make(map[string]any, len(r.names))
	for i, name := range r.names {
		m[name] = lang.Plain(r.values[i])
	}
	return m
}

// Values gives the row's values by tag, "id" being the node the path ended at; nil for an emitted value.
func (r Result) Values() map[string]quad.Value {
	if r.isEmitted {
		return nil
	}
	m := make(map[string]quad.Value, len(r.names))
	for i, name := range r.names {
		m[name] = r.values[i]
	}
	return m
}

// Emitted gives what g.emit was called with, or the value of the script's last statement if that is not
// null: a string, int64, float64, bool, time.Time, quad.Value (of iri() and the like), []any or
// map[string]any. It tells whether the result is such a value, not a row.
func (r Result) Emitted() (any, bool) { return r.emitted, r.isEmitted }

var _ remote.Out = (*results)(nil)

// results hands what a run gives to the caller's loop body, off the script's clock.
type results struct {
	ctx         *stop.Context
	graph       *path.Store
	yield       func(Result, error) bool
	watch       *stop.Watch
	given, most int
	noted       bool // notes are wanted
}

// mostTold is how many rows of a path are looked at, to note that some come twice.
const mostTold = 1000

func (r *results) Rows(p *path.Path, limit int64) (twice bool, err error) {
	told := make(map[string]bool)
	err = r.graph.Rows(p, limit, func(row []path.Tagged) bool {
		names, values := make([]string, 0, len(row)), make([]quad.Value, 0, len(row))
		for _, t := range row {
			if v := r.graph.Value(t.Ref); v != nil {
				names = append(names, t.Name)
				values = append(values, v)
			}
		}
		r.give(Result{names: names, values: values})
		if r.noted && !twice && len(told) < mostTold {
			text := rowKey(names, values)
			twice, told[text] = told[text], true
		}
		return true
	})
	return twice, err
}

// rowKey is the same for rows that are the same.
func rowKey(names []string, values []quad.Value) string {
	var b strings.Builder
	for i, v := range values {
		fmt.Fprintf(&b, "%q %q ", names[i], quad.StringOf(v))
	}
	return b.String()
}

func (r *results) Emit(value any) { r.give(Result{emitted: value, isEmitted: true}) }

func (r *results) Given() int { return r.given }

func (r *results) give(res Result) {
	stop.On(r.ctx.Err()) // nothing is given once the caller has cancelled, be it in the loop's body
	if r.given >= r.most {
		stop.On(limit.Rows(r.most))
	}
	r.given++
	more := false
	r.watch.Outside(func() { more = r.yield(res, nil) })
	if !more {
		panic(&stop.Abort{})
	}
}
