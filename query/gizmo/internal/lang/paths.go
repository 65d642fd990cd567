package gizmo

import (
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// A pathObject is a path in the script.
type pathObject struct {
	object
	t *traversal
}

func (e *env) newPath(t *traversal) goja.Value {
	if limit := e.run.opts.maxPathLength; t.size() > int64(limit) {
		stopOn(pathLengthLimit(limit))
	}
	return e.vm.NewDynamicObject(&pathObject{object: object{e: e}, t: t})
}

// self is the path whose method was called.
func (c *call) self() *traversal {
	p, ok := ours[*pathObject](c.this)
	if !ok {
		c.wanted("to be called on a path", c.this)
	}
	return p.t
}

// add gives the path with one more step.
func (c *call) add(t *traversal, s step) goja.Value { return c.env.newPath(t.add(s)) }

// pathMethod finds a method of paths. A switch, not a table: the methods make paths, so a table would need
// itself to be initialized.
func pathMethod(name string) method {
	switch lowered(name) {
	case "is":
		return isMethod
	case "in":
		return hop(inwards)
	case "out":
		return hop(outwards)
	case "both":
		return hop(bothWays)
	case "follow":
		return follow(false)
	case "followR":
		return follow(true)
	case "followRecursive":
		return followRecursive
	case "and", "intersect":
		return combine(andStep)
	case "or", "union":
		return combine(orStep)
	case "except", "difference":
		return combine(exceptStep)
	case "back":
		return back
	case "tag", "as":
		return tag
	case "has":
		return has(false)
	case "hasR":
		return has(true)
	case "save":
		return save(false, false)
	case "saveR":
		return save(true, false)
	case "saveOpt":
		return save(false, true)
	case "saveOptR":
		return save(true, true)
	case "unique":
		return plainStep(uniqueStep)
	case "labels":
		return labels
	case "inPredicates":
		return plainStep(func() step { return predicatesStep("inPredicates", true) })
	case "outPredicates":
		return plainStep(func() step { return predicatesStep("outPredicates", false) })
	case "saveInPredicates":
		return savePredicates(true)
	case "saveOutPredicates":
		return savePredicates(false)
	case "labelContext":
		return labelContext
	case "filter":
		return filter
	case "limit":
		return limit
	case "skip":
		return skip
	case "order":
		return order
	}
	return final(lowered(name))
}

// lowered is a method's name in small letters at the start: older scripts write Out for out.
func lowered(name string) string {
	if name != "" && 'A' <= name[0] && name[0] <= 'Z' {
		return string(name[0]-'A'+'a') + name[1:]
	}
	return name
}

func (p *pathObject) Get(name string) goja.Value {
	if m := pathMethod(name); m != nil {
		return p.e.function(name, "path.", m)
	}
	return nil
}

func (p *pathObject) Has(name string) bool { return pathMethod(name) != nil }

func isMethod(c *call) goja.Value {
	nodes := c.values(0, "an IRI, another value or a list of them")
	for _, node := range nodes {
		c.env.hint(c, node)
	}
	return c.add(c.self(), isStep(nodes))
}

func hop(dir direction) method {
	return func(c *call) goja.Value {
		c.count(0, 2)
		t := c.self()
		return c.add(t, hopStep(c.name, dir, c.via(c.arg(0)), t.labels, c.tags(1)))
	}
}

func follow(reverse bool) method {
	return func(c *call) goja.Value {
		c.count(1, 1)
		t, way := c.self(), c.path(c.args[0])
		turned, cannot := way.reversed()
		if reverse {
			if turned == nil {
				c.fail("there is no way back through %s(); follow the path forwards", cannot)
			}
			way, turned = turned, way
		}
		next := t.add(followStep(c.name, way, turned))
		next.ranked = t.ranked || way.ranked
		return c.env.newPath(next)
	}
}

func followRecursive(c *call) goja.Value {
	c.count(1, 3)
	t, along := c.self(), c.via(c.args[0])
	var way *traversal
	switch {
	case along == nil:
		c.wanted("one IRI or path to follow", c.args[0])
	case along.path != nil:
		way = along.path
	case len(along.values) == 1:
		way = startAt(nil).add(hopStep("out", outwards, along, nil, nil))
	default:
		c.fail("expected one IRI or path to follow, got a list of %d; use g.M().out([...])", len(along.values))
	}
	depth, tagsFrom := int64(0), 1
	switch primitive(c.arg(1)).(type) {
	case int64, float64:
		depth, tagsFrom = c.whole(c.args[1], "how many steps to go at most"), 2
	default:
		if len(c.args) == 3 && isNothing(c.args[1]) {
			tagsFrom = 2
		} else if len(c.args) == 3 {
			c.wanted("how many steps to go at most", c.args[1])
		}
	}
	turned, _ := way.reversed()
	return c.add(t, recursiveStep(way, turned, int(max(min(depth, 1<<31-1), -1)), c.tags(tagsFrom)))
}

func combine(make func(*traversal) step) method {
	return func(c *call) goja.Value {
		c.count(1, 1)
		t, other := c.self(), c.path(c.args[0])
		next := t.add(make(other))
		next.ranked = t.ranked || other.ranked
		return c.env.newPath(next)
	}
}

func back(c *call) goja.Value {
	c.count(1, 1)
	t := c.self()
	name := c.text(c.args[0], "the name of a tag")
	next, found, cannot := t.backTo(name)
	switch {
	case !found && len(t.tagNames()) == 0:
		c.fail("no tag %q earlier in this path; mark the place with .tag(%q)", name, name)
	case !found:
		c.fail("no tag %q earlier in this path; its tags are %q", name, t.tagNames())
	case next == nil:
		c.fail("there is no way back to %q through %s()", name, cannot)
	}
	return c.env.newPath(next)
}

func tag(c *call) goja.Value {
	t, tags := c.self(), c.tags(0)
	if len(tags) == 0 {
		c.fail("expected the name of a tag or a list of them")
	}
	return c.add(t, tagStep(tags))
}

func has(reverse bool) method {
	return func(c *call) goja.Value {
		c.count(1, -1)
		t, along := c.self(), c.via(c.args[0])
		if along == nil {
			c.wanted(viaWanted, c.args[0])
		}
		rest := c.allElements(1)
		var filters []shape.ValueFilter
		var nodes []quad.Value
		for _, v := range rest {
			if f, ok := ours[*filterObject](v); ok {
				filters = append(filters, f.test)
				continue
			}
			node := c.value(v, "values or filters after the predicate")
			c.env.hint(c, node)
			nodes = append(nodes, node)
		}
		if len(c.args) > 1 && len(rest) == 0 {
			c.fail("expected values or filters after the predicate, got an empty list")
		}
		return c.add(t, hasStep(c.name, along, reverse, t.labels, func() shape.Shape {
			var target shape.Shape = shape.AllNodes{}
			if len(nodes) > 0 {
				target = shape.Lookup(nodes)
			}
			return shape.AddFilters(target, filters...)
		}))
	}
}

func save(reverse, optional bool) method {
	return func(c *call) goja.Value {
		c.count(1, 2)
		t, along := c.self(), c.via(c.args[0])
		if along == nil {
			c.wanted("an IRI or a path", c.args[0])
		}
		var name string
		switch {
		case len(c.args) == 2:
			s, ok := c.args[1].(goja.String)
			if !ok || s.Length() == 0 {
				c.wanted("the name of a tag", c.args[1])
			}
			name = s.String()
		case along.path != nil || len(along.values) > 1:
			c.fail("expected the name of a tag as second argument, since what is saved is not one IRI")
		default:
			name = c.text(c.args[0], "an IRI")
			if _, isText := c.args[0].(goja.String); isText {
				if plain, ok := along.values[0].(quad.String); ok {
					name = quad.StringOf(plain)
				}
			}
		}
		return c.add(t, saveStep(c.name, along, name, reverse, optional, t.labels))
	}
}

func plainStep(make func() step) method {
	return func(c *call) goja.Value {
		c.count(0, 0)
		return c.add(c.self(), make())
	}
}

// labels goes to the labels of all quads around a node, as in Cayley; labels({edge: true}) only to those of
// the quads that the hop just before it went along.
func labels(c *call) goja.Value {
	c.count(0, 1)
	t := c.self()
	if len(c.args) == 0 {
		return c.add(t, labelsStep())
	}
	opts := c.options(c.args[0], "edge", "tag")
	edge, isBool := primitive(opts["edge"]).(bool)
	if !isBool || !edge {
		c.fail("expected {edge: true}, got {edge: ...} with %s", describe(opts["edge"]))
	}
	var tags []string
	if v := opts["tag"]; v != nil {
		tags = (&call{env: c.env, name: c.name, args: []goja.Value{v}}).tags(0)
	}
	if len(t.steps) == 0 || t.steps[len(t.steps)-1].edges == nil {
		c.fail("{edge: true} goes directly after out(), in() or both(), whose edges it means")
	}
	hop := t.steps[len(t.steps)-1]
	before := *t
	before.steps = t.steps[:len(t.steps)-1]
	return c.add(&before, step{name: "labels", weight: hop.weight, apply: func(in shape.Shape) shape.Shape {
		return hop.edges(in, tags)
	}})
}

func savePredicates(in bool) method {
	return func(c *call) goja.Value {
		c.count(1, 1)
		tags := c.tags(0)
		if len(tags) != 1 {
			c.wanted("the name of a tag", c.args[0])
		}
		return c.add(c.self(), savePredicatesStep(c.name, in, tags[0]))
	}
}

func labelContext(c *call) goja.Value {
	c.count(0, 2)
	next := *c.self()
	next.labels = c.via(c.arg(0))
	if tags := c.tags(1); len(tags) > 0 {
		if next.labels == nil {
			next.labels = &via{}
		}
		next.labels.tags = tags
	}
	return c.env.newPath(&next)
}

func filter(c *call) goja.Value {
	c.count(1, -1)
	var filters []shape.ValueFilter
	for _, v := range c.allElements(0) {
		f, ok := ours[*filterObject](v)
		if !ok {
			c.wanted("filters made by lt(), lte(), gt(), gte(), regex() or like()", v)
		}
		filters = append(filters, f.test)
	}
	if len(filters) == 0 {
		c.fail("expected filters made by lt(), lte(), gt(), gte(), regex() or like(), got an empty list")
	}
	return c.add(c.self(), filterStep(filters))
}
