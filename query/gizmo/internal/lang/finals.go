package lang

import (
	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
)

// The finals: the methods that run a path.

func all(c *Call) goja.Value {
	c.Count(0, 0)
	c.give(-1)
	return goja.Null()
}

// give gives the caller the rows of the path whose method was called.
func (c *Call) give(limit int64) {
	twice, err := c.w.run.Out.Rows(c.runnable(), limit)
	c.must(err)
	if twice && !c.w.notedTwice {
		c.w.notedTwice = true
		c.w.note(c.name + ": some rows come more than once, one for each way to them and each source that states them; unique() before it gives each node once")
	}
}

// getLimit is all() for the first rows. Unlike in Cayley it leaves later finals of the script alone.
func getLimit(c *Call) goja.Value {
	c.Count(1, 1)
	n := c.Whole(c.Args[0], "how many rows to give")
	if n <= 0 {
		n = -1 // as in Cayley, no limit
	}
	c.give(n)
	return goja.Null()
}

// limitArg reads an optional limit, where none means all.
func (c *Call) limitArg() int64 {
	c.Count(0, 1)
	if IsNothing(c.Arg(0)) {
		return -1
	}
	n := c.Whole(c.Args[0], "how many results to give at most")
	if n < 0 {
		return -1
	}
	return n
}

func toArray(c *Call) goja.Value  { return c.w.vm.NewArray(c.ends(c.limitArg())...) }
func tagArray(c *Call) goja.Value { return c.w.vm.NewArray(c.tagRows(c.limitArg())...) }

func toValue(c *Call) goja.Value {
	c.Count(0, 0)
	return first(c.ends(1))
}

func tagValue(c *Call) goja.Value {
	c.Count(0, 0)
	return first(c.tagRows(1))
}

func first(values []any) goja.Value {
	if len(values) > 0 {
		if v, ok := values[0].(goja.Value); ok {
			return v
		}
	}
	return goja.Null()
}

// ends are the nodes at the path's end as the script's values, each once for all the ways to it.
func (c *Call) ends(limit int64) []any {
	var values []any
	graph := c.w.run.Graph
	c.must(graph.Nodes(c.runnable(), limit, func(node cayley.Ref) bool {
		if v := graph.Value(node); v != nil {
			values = append(values, c.w.fromQuad(v))
		}
		return true
	}))
	return values
}

func (c *Call) tagRows(limit int64) []any {
	var rows []any
	c.rows(limit, func(row []path.Tagged) bool {
		rows = append(rows, c.w.newRow(row))
		return true
	})
	return rows
}

func forEach(c *Call) goja.Value {
	c.Count(1, 2)
	limit := int64(-1)
	if len(c.Args) == 2 {
		limit = c.Whole(c.Args[0], "how many rows to take at most")
	}
	last := c.Args[len(c.Args)-1]
	callback, ok := goja.AssertFunction(last)
	if !ok {
		c.Wanted("a function", last)
	}
	c.rows(limit, func(row []path.Tagged) bool {
		_, err := callback(c.this, c.w.newRow(row))
		stop.Rethrow(err)
		return true
	})
	return goja.Null()
}

func count(c *Call) goja.Value {
	c.Count(0, 0)
	n, err := c.w.run.Graph.Count(c.runnable())
	c.must(err)
	return c.w.vm.ToValue(n)
}

// rows runs the path whose method was called.
func (c *Call) rows(limit int64, each func(row []path.Tagged) bool) {
	c.must(c.w.run.Graph.Rows(c.runnable(), limit, each))
}

// runnable is the path whose method was called, if it has a start.
func (c *Call) runnable() *path.Path {
	p := c.self()
	c.mustStart(p)
	return p
}

func (c *Call) mustStart(p *path.Path) {
	if p != nil && p.IsMorphism() {
		c.Fail("a path that begins with g.M() is for follow(); begin with g.V() to run it")
	}
}
