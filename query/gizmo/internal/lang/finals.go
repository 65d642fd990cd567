package gizmo

import (
	"errors"

	"github.com/cayleygraph/cayley/graph"
	"github.com/dop251/goja"
)

// final finds a method that runs a path.
func final(name string) method {
	switch name {
	case "all":
		return all
	case "getLimit":
		return getLimit
	case "toArray":
		return toArray
	case "tagArray":
		return tagArray
	case "toValue":
		return toValue
	case "tagValue":
		return tagValue
	case "forEach", "map":
		return forEach
	case "count":
		return count
	case "groupBy":
		return groupBy
	case "sum", "avg", "min", "max":
		return aggregate(name)
	case "shortestPath":
		return shortestPath
	}
	return nil
}

func all(c *call) goja.Value {
	c.count(0, 0)
	c.yieldRows(-1)
	return goja.Null()
}

// getLimit is all() for the first rows. Unlike in Cayley it leaves later finals of the script alone.
func getLimit(c *call) goja.Value {
	c.count(1, 1)
	n := c.whole(c.args[0], "how many rows to give")
	if n <= 0 {
		n = -1 // as in Cayley, no limit
	}
	c.yieldRows(n)
	return goja.Null()
}

func (c *call) yieldRows(limit int64) {
	r := c.env.run
	c.rows(c.self(), limit, func(row []tagged) bool {
		r.give(r.result(row))
		return true
	})
}

// limitArg reads an optional limit, where none means all.
func (c *call) limitArg() int64 {
	c.count(0, 1)
	if isNothing(c.arg(0)) {
		return -1
	}
	n := c.whole(c.args[0], "how many results to give at most")
	if n < 0 {
		return -1
	}
	return n
}

func toArray(c *call) goja.Value  { return c.env.vm.NewArray(c.nodes(c.limitArg())...) }
func tagArray(c *call) goja.Value { return c.env.vm.NewArray(c.tagRows(c.limitArg())...) }

func toValue(c *call) goja.Value {
	c.count(0, 0)
	return first(c.nodes(1))
}

func tagValue(c *call) goja.Value {
	c.count(0, 0)
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

// nodes are the nodes at the path's end as the script's values, each once for all the ways to it.
func (c *call) nodes(limit int64) []any {
	var values []any
	t := c.self()
	add := func(ref graph.Ref) {
		if v := c.env.run.qs.NameOf(ref); v != nil {
			values = append(values, c.env.fromQuad(v))
		}
	}
	if t.ranked {
		c.rows(t, limit, func(row []tagged) bool {
			for _, entry := range row {
				if entry.name == resultTag {
					add(entry.ref)
				}
			}
			return true
		})
		return values
	}
	if limit == 0 {
		return nil
	}
	c.scan(t, false, func(s graph.Scanner) bool {
		add(s.Result())
		limit--
		return limit != 0
	})
	return values
}

func (c *call) tagRows(limit int64) []any {
	var rows []any
	c.rows(c.self(), limit, func(row []tagged) bool {
		rows = append(rows, c.env.newRow(row))
		return true
	})
	return rows
}

func forEach(c *call) goja.Value {
	c.count(1, 2)
	limit := int64(-1)
	if len(c.args) == 2 {
		limit = c.whole(c.args[0], "how many rows to take at most")
	}
	last := c.args[len(c.args)-1]
	callback, ok := goja.AssertFunction(last)
	if !ok {
		c.wanted("a function", last)
	}
	c.rows(c.self(), limit, func(row []tagged) bool {
		_, err := callback(c.this, c.env.newRow(row))
		rethrow(err)
		return true
	})
	return goja.Null()
}

// rethrow passes on what a function of the script threw, or what ended the run within it.
func rethrow(err error) {
	if err == nil {
		return
	}
	var thrown *goja.Exception
	if _, stops := err.(*abort); !stops && errors.As(err, &thrown) {
		panic(thrown)
	}
	panic(err)
}

func count(c *call) goja.Value {
	c.count(0, 0)
	return c.env.vm.ToValue(c.countPaths(c.self()))
}
