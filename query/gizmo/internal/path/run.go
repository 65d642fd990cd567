package gizmo

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// resultTag is the name under which a row has the node that the path ended at.
const resultTag = "id"

// A tagged is one entry of a row.
type tagged struct {
	name string
	ref  graph.Ref
}

// planner is what the library's own store in memory can do beyond Cayley's interface: answer a query as a whole.
type planner interface {
	Plan(shape.Shape) (graph.IteratorShape, bool)
}

// start runs a traversal: it gives its results, of which finish is to be called at the end.
func (c *call) start(t *traversal) graph.Scanner {
	if t.morphism {
		c.fail("a path that begins with g.M() is for follow(); begin with g.V() to run it")
	}
	r, of := c.env.run, t.shape()
	if own, ok := r.qs.(planner); ok {
		if it, whole := own.Plan(of); whole {
			return it.Iterate()
		}
	}
	it, _ := graph.AsShape(shape.BuildIterator(r.qs, of)).Optimize(r.ctx)
	return it.Iterate()
}

// finish throws what went wrong in the store, and stops the run if that is due.
func (c *call) finish(results graph.Scanner) {
	// Some iterators end quietly when the context is done.
	stopOn(c.env.run.ctx.Err())
	if err := results.Err(); err != nil {
		c.fail("the graph could not be read: %v", err)
	}
}

// scan runs a traversal. It calls each for every result, and with paths for every way to it as well, until
// each gives false. It throws what goes wrong in the store, and stops the run if that is due.
func (c *call) scan(t *traversal, paths bool, each func(graph.Scanner) bool) {
	results := c.start(t)
	defer results.Close()
	r := c.env.run
	more := true
	for more && results.Next(r.ctx) {
		r.ctx.check()
		more = each(results)
		for more && paths && results.NextPath(r.ctx) {
			r.ctx.check()
			more = each(results)
		}
	}
	c.finish(results)
}

// countPaths counts the results of a traversal, each way to one.
func (c *call) countPaths(t *traversal) int64 {
	results := c.start(t)
	defer results.Close()
	n := int64(0)
	ctx := c.env.run.ctx
	if fast, ok := results.(interface{ CountPaths(context.Context) int64 }); ok {
		n = fast.CountPaths(ctx)
	} else {
		for results.Next(ctx) {
			for more := true; more; more = results.NextPath(ctx) {
				ctx.check()
				n++
			}
		}
	}
	c.finish(results)
	return n
}

// rows runs a traversal and gives its rows, at most limit if that is not below zero. A row is valid until
// each returns. Rows of a path with order({by: ...}) come in that order.
func (c *call) rows(t *traversal, limit int64, each func(row []tagged) bool) {
	if limit == 0 {
		return
	}
	if !t.ranked {
		tags := make(map[string]graph.Ref)
		var row []tagged
		c.scan(t, true, func(s graph.Scanner) bool {
			row = appendRow(row[:0], tags, s)
			limit--
			return each(row) && limit != 0
		})
		return
	}
	type ranked struct {
		rank int64
		row  []tagged
	}
	var all []ranked
	tags := make(map[string]graph.Ref)
	c.scan(t, true, func(s graph.Scanner) bool {
		row := appendRow(nil, tags, s)
		rank := int64(1 << 62)
		if len(row) > 0 && row[0].name == rankTag { // a zero byte sorts first
			if n, ok := c.env.run.qs.NameOf(row[0].ref).(quad.Int); ok {
				rank = int64(n)
			}
			row = row[1:]
		}
		all = append(all, ranked{rank, row})
		return true
	})
	slices.SortStableFunc(all, func(a, b ranked) int {
		c.env.run.ctx.check()
		return cmp.Compare(a.rank, b.rank)
	})
	for _, r := range all {
		c.env.run.ctx.check()
		limit--
		if !each(r.row) || limit == 0 {
			return
		}
	}
}

// appendRow reads the tags of the result that s is at, sorted by name, using scratch, which is empty, to do so.
func appendRow(row []tagged, scratch map[string]graph.Ref, s graph.Scanner) []tagged {
	s.TagResults(scratch)
	if len(scratch) == 0 {
		return append(row, tagged{resultTag, s.Result()})
	}
	defer clear(scratch)
	scratch[resultTag] = s.Result()
	for name, ref := range scratch {
		row = append(row, tagged{name, ref})
	}
	if len(row) > 1 {
		slices.SortFunc(row, func(a, b tagged) int { return strings.Compare(a.name, b.name) })
	}
	return row
}

// result decodes a row for the caller.
func (r *run) result(row []tagged) Result {
	res := Result{names: make([]string, 0, len(row)), values: make([]quad.Value, 0, len(row))}
	for _, t := range row {
		if v := r.qs.NameOf(t.ref); v != nil {
			res.names = append(res.names, t.name)
			res.values = append(res.values, v)
		}
	}
	return res
}

// A rowObject is a row in the script: an object with a property for each tag. Values are read when the
// script asks for them. It can be changed like any object.
type rowObject struct {
	e   *env
	qs  graph.QuadStore
	row []tagged
	one [1]tagged             // room for the row of a path without tags
	own map[string]goja.Value // properties the script has set
}

// newRow gives the script a row, or nil for one that has nothing in it.
func (e *env) newRow(row []tagged) goja.Value {
	o := &rowObject{e: e, qs: e.run.qs}
	o.row = append(o.one[:0], row...)
	return e.vm.NewDynamicObject(o)
}

func (o *rowObject) find(name string) int {
	return slices.IndexFunc(o.row, func(t tagged) bool { return t.name == name })
}

func (o *rowObject) Get(name string) goja.Value {
	if v, ok := o.own[name]; ok {
		return v
	}
	i := o.find(name)
	if i < 0 {
		return nil
	}
	value := o.qs.NameOf(o.row[i].ref)
	if value == nil {
		return nil
	}
	return o.e.fromQuad(value)
}

func (o *rowObject) Has(name string) bool {
	if _, ok := o.own[name]; ok {
		return true
	}
	i := o.find(name)
	return i >= 0 && o.qs.NameOf(o.row[i].ref) != nil
}

func (o *rowObject) Set(name string, v goja.Value) bool {
	if o.own == nil {
		o.own = make(map[string]goja.Value)
	}
	o.own[name] = v
	return true
}

func (o *rowObject) Delete(name string) bool {
	delete(o.own, name)
	if i := o.find(name); i >= 0 {
		o.row = slices.Delete(o.row, i, i+1)
	}
	return true
}

func (o *rowObject) Keys() []string {
	keys := make([]string, 0, len(o.row)+len(o.own))
	for _, t := range o.row {
		if o.Has(t.name) {
			keys = append(keys, t.name)
		}
	}
	for name := range o.own {
		if o.find(name) < 0 {
			keys = append(keys, name)
		}
	}
	slices.Sort(keys)
	return keys
}
