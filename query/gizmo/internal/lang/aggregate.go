package gizmo

import (
	"cmp"
	"math"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
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
	if t.min == nil || keyOf(v).compare(keyOf(t.min)) < 0 {
		t.min = v
	}
	if t.max == nil || keyOf(v).compare(keyOf(t.max)) > 0 {
		t.max = v
	}
	n, ok := numberOf(v)
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
func (t *tally) get(e *env, what string) goja.Value {
	switch {
	case what == "sum" && !t.inexact:
		return e.vm.ToValue(t.whole)
	case what == "sum":
		return e.vm.ToValue(t.sum)
	case t.values == 0:
		return goja.Null()
	case what == "avg":
		return e.vm.ToValue(t.sum / float64(t.values))
	case what == "min":
		return e.fromQuad(t.min)
	}
	return e.fromQuad(t.max)
}

func needsNumbers(what string) bool { return what == "sum" || what == "avg" }

// aggregate makes sum, avg, min and max: over the nodes at the end of the path, or over a tag. Each row
// counts, as in count().
func aggregate(what string) method {
	return func(c *call) goja.Value {
		c.count(0, 1)
		name := resultTag
		if len(c.args) == 1 {
			name = c.text(c.args[0], "the name of a tag")
		}
		var t tally
		c.rows(c.self(), -1, func(row []tagged) bool {
			if v := c.entry(row, name); v != nil && !t.add(v) && needsNumbers(what) {
				c.fail("expected numbers, got %s", v)
			}
			return true
		})
		return t.get(c.env, what)
	}
}

func (c *call) entry(row []tagged, name string) quad.Value {
	for _, t := range row {
		if t.name == name {
			return c.env.run.qs.NameOf(t.ref)
		}
	}
	return nil
}

// groupBy counts the rows for each value of a tag: a list of {key, count}, the largest group first, groups of
// one size by key. With {sum: tag, avg: tag, min: tag, max: tag} a group has these of its rows as well; with
// {distinct: tag} its count is of the different values of that tag, since what is stated twice comes twice.
func groupBy(c *call) goja.Value {
	c.count(1, 2)
	key := c.text(c.args[0], "the name of a tag")
	finals := []string{"sum", "avg", "min", "max"}
	of := make(map[string]string)
	if len(c.args) == 2 {
		opts := c.options(c.args[1], append(finals, "distinct")...)
		for name, v := range opts {
			of[name] = c.text(v, "the name of a tag for "+name)
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
	c.rows(c.self(), -1, func(row []tagged) bool {
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
				c.fail("expected numbers in %q, got %s", name, value)
			}
		}
		return true
	})
	sorted := make([]*group, 0, len(groups))
	for _, g := range groups {
		sorted = append(sorted, g)
	}
	slices.SortFunc(sorted, func(a, b *group) int {
		c.env.run.ctx.check()
		return cmp.Or(cmp.Compare(b.count, a.count), keyOf(a.key).compare(keyOf(b.key)), cmp.Compare(text(a.key), text(b.key)))
	})
	list := make([]any, len(sorted))
	for i, g := range sorted {
		obj := c.env.vm.NewObject()
		// Set cannot fail: the object is new.
		_ = obj.Set("key", c.env.fromQuad(g.key))
		_ = obj.Set("count", g.count)
		for _, what := range finals {
			if name, asked := of[what]; asked {
				_ = obj.Set(what, g.tally[name].get(c.env, what))
			}
		}
		list[i] = obj
	}
	return c.env.vm.NewArray(list...)
}

// options reads an argument like {by: ..., desc: ...}, which may have only the given names.
func (c *call) options(v goja.Value, names ...string) map[string]goja.Value {
	obj, ok := v.(*goja.Object)
	if !ok || obj.ClassName() != "Object" || describe(v) != "an object" {
		c.wanted("options such as {"+names[0]+": ...}", v)
	}
	opts := make(map[string]goja.Value)
	for _, key := range obj.Keys() {
		if !slices.Contains(names, key) {
			c.fail("there is no option %q; the options are %q", key, names)
		}
		opts[key] = obj.Get(key)
	}
	return opts
}
