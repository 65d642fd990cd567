package lang

import (
	"cmp"
	"math"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/path"
)

// A tally takes values one by one and knows their number, sum, average, least and greatest.
type tally struct {
	values   int64
	whole    int64 // the sum, as long as all values are whole and it fits
	inexact  bool
	sum      float64
	min, max quad.Value
}

// add takes a value. Only sum and avg need numbers, so it tells whether this was one.
func (t *tally) add(v quad.Value) (number bool) {
	t.values++
	if t.min == nil || path.KeyOf(v).Compare(path.KeyOf(t.min)) < 0 {
		t.min = v
	}
	if t.max == nil || path.KeyOf(v).Compare(path.KeyOf(t.max)) > 0 {
		t.max = v
	}
	n, ok := path.NumberOf(v)
	if !ok {
		return false
	}
	t.sum += n
	if whole, isInt := v.(quad.Int); isInt && !overflows(t.whole, int64(whole)) {
		t.whole += int64(whole)
	} else {
		t.inexact = true
	}
	return true
}

func overflows(a, b int64) bool {
	return b > 0 && a > math.MaxInt64-b || b < 0 && a < math.MinInt64-b
}

// get gives the result of one of the finals; null where there were no values.
func (t *tally) get(w *World, what string) goja.Value {
	switch {
	case what == "sum" && !t.inexact:
		return w.vm.ToValue(t.whole)
	case what == "sum":
		return w.vm.ToValue(t.sum)
	case t.values == 0:
		return goja.Null()
	case what == "avg":
		return w.vm.ToValue(t.sum / float64(t.values))
	case what == "min":
		return w.fromQuad(t.min)
	}
	return w.fromQuad(t.max)
}

func needsNumbers(what string) bool { return what == "sum" || what == "avg" }

// aggregate makes sum, avg, min and max: over the nodes at the end of the path, or over a tag. Each row
// counts, as in count().
func aggregate(what string) Method {
	return func(c *Call) goja.Value {
		c.Count(0, 1)
		name := path.Result
		if len(c.Args) == 1 {
			name = c.Text(c.Args[0], "the name of a tag")
		}
		var t tally
		c.rows(-1, func(row []path.Tagged) bool {
			if v := c.entry(row, name); v != nil && !t.add(v) && needsNumbers(what) {
				c.Fail("expected numbers, got %s", v)
			}
			return true
		})
		return t.get(c.w, what)
	}
}

func (c *Call) entry(row []path.Tagged, name string) quad.Value {
	for _, t := range row {
		if t.Name == name {
			return c.w.run.Graph.Value(t.Ref)
		}
	}
	return nil
}

// groupBy counts the rows for each value of a tag: a list of {key, count}, the largest group first, groups of
// one size by key. With {sum: tag, avg: tag, min: tag, max: tag} a group has these of its rows as well; with
// {distinct: tag} its count is of the different values of that tag, since what is stated twice comes twice.
func groupBy(c *Call) goja.Value {
	c.Count(1, 2)
	key := c.Text(c.Args[0], "the name of a tag")
	finals := []string{"sum", "avg", "min", "max"}
	of := make(map[string]string)
	if len(c.Args) == 2 {
		opts := c.Options(c.Args[1], append(finals, "distinct")...)
		for name, v := range opts {
			of[name] = c.Text(v, "the name of a tag for "+name)
		}
	}
	distinct := of["distinct"]
	delete(of, "distinct")
	type group struct {
		key   quad.Value
		count int64
		tally map[string]*tally // by tag
		seen  map[quad.Value]bool
	}
	groups := make(map[quad.Value]*group)
	c.rows(-1, func(row []path.Tagged) bool {
		v := c.entry(row, key)
		if v == nil {
			return true // a saveOpt that found nothing
		}
		g := groups[v]
		if g == nil {
			g = &group{key: v, tally: make(map[string]*tally), seen: make(map[quad.Value]bool)}
			groups[v] = g
		}
		if distinct == "" {
			g.count++
		} else if one := c.entry(row, distinct); one != nil && !g.seen[one] {
			g.seen[one] = true
			g.count++
		}
		for _, name := range of {
			if g.tally[name] == nil {
				g.tally[name] = new(tally)
			}
		}
		for name, t := range g.tally {
			value := c.entry(row, name)
			if value != nil && !t.add(value) && (of["sum"] == name || of["avg"] == name) {
				c.Fail("expected numbers in %q, got %s", name, value)
			}
		}
		return true
	})
	sorted := make([]*group, 0, len(groups))
	for _, g := range groups {
		sorted = append(sorted, g)
	}
	slices.SortFunc(sorted, func(a, b *group) int {
		c.Check()
		return cmp.Or(cmp.Compare(b.count, a.count), path.KeyOf(a.key).Compare(path.KeyOf(b.key)), cmp.Compare(quad.StringOf(a.key), quad.StringOf(b.key)))
	})
	list := make([]any, len(sorted))
	for i, g := range sorted {
		obj := c.w.vm.NewObject()
		// Set cannot fail: the object is new.
		_ = obj.Set("key", c.w.fromQuad(g.key))
		_ = obj.Set("count", g.count)
		for _, what := range finals {
			if name, asked := of[what]; asked {
				_ = obj.Set(what, g.tally[name].get(c.w, what))
			}
		}
		list[i] = obj
	}
	return c.w.vm.NewArray(list...)
}
