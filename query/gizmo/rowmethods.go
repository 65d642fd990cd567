package gizmo

import "github.com/dop251/goja"

// This file has the methods of paths that are about which rows come, and in which order.

func limit(c *call) goja.Value {
	c.count(1, 1)
	n := c.whole(c.args[0], "how many nodes to keep")
	if n < 0 {
		c.fail("expected how many nodes to keep, got %d", n)
	}
	return c.addPage(page{limit: n})
}

func skip(c *call) goja.Value {
	c.count(1, 1)
	n := c.whole(c.args[0], "how many nodes to skip")
	if n < 0 {
		c.fail("expected how many nodes to skip, got %d", n)
	}
	return c.addPage(page{skip: n})
}

// addPage keeps a part of the rows so far. Right after order() it is a part of the ordering, so that it is of the
// ordered rows whatever comes later.
func (c *call) addPage(p page) goja.Value {
	t := c.self()
	if len(t.steps) > 0 && p != (page{}) {
		if o := t.steps[len(t.steps)-1].order; o != nil {
			ordered := *o
			before := *t
			before.steps = t.steps[:len(t.steps)-1]
			switch {
			case o.page == page{}:
				ordered.page = p
				return c.add(&before, orderStep(ordered))
			case o.page.limit == 0 && p.skip == 0:
				ordered.page.limit = p.limit
				return c.add(&before, orderStep(ordered))
			}
		}
	}
	return c.add(t, pageStep(c.name, p))
}

// order sorts by the text of the nodes, as in Cayley; order({by: predicate, desc: true}) by value.
func order(c *call) goja.Value {
	c.count(0, 1)
	if len(c.args) == 0 {
		return c.add(c.self(), orderStep(ordering{}))
	}
	opts := c.options(c.args[0], "by", "desc")
	o := ordering{extended: true}
	if v := opts["by"]; !isNothing(v) {
		o.by = c.value(v, "{by: an IRI}")
		c.env.hint(c, o.by)
	}
	if v := opts["desc"]; v != nil {
		desc, ok := primitive(v).(bool)
		if !ok {
			c.wanted("{desc: true or false}", v)
		}
		o.desc = desc
	}
	next := c.self().add(orderStep(o))
	next.ranked = true
	return c.env.newPath(next)
}
