package lang

import (
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/path"
)

// The methods of paths that add a step: each reads its arguments, and has package path add it.

// self is the path whose method was called.
func (c *Call) self() *path.Path {
	p, ok := ours[*pathObject](c.this)
	if !ok {
		c.Wanted("to be called on a path", c.this)
	}
	return p.path
}

func is(c *Call) goja.Value {
	nodes := c.nodes(0)
	return c.w.newPath(c.self().Is(nodes))
}

func hop(dir path.Direction) Method {
	return func(c *Call) goja.Value {
		c.Count(0, 2)
		p := c.self()
		return c.w.newPath(p.Hop(dir, c.via(c.Arg(0)), c.tags(1)))
	}
}

func follow(c *Call) goja.Value {
	c.Count(1, 1)
	return c.w.newPath(c.self().Follow(c.path(c.Args[0])))
}

func followR(c *Call) goja.Value {
	c.Count(1, 1)
	p, err := c.self().FollowBack(c.path(c.Args[0]))
	c.must(err)
	return c.w.newPath(p)
}

func followRecursive(c *Call) goja.Value {
	c.Count(1, 3)
	p, along := c.self(), c.via(c.Args[0])
	var way *path.Path
	switch {
	case along == nil:
		c.Wanted("one IRI or path to follow", c.Args[0])
	case along.Path != nil:
		way = along.Path
	case len(along.Values) == 1:
		way = path.Start().Hop(path.Out, along, nil)
	default:
		c.Fail("expected one IRI or path to follow, got a list of %d; use g.M().out([...])", len(along.Values))
	}
	depth, tagsFrom := int64(0), 1
	switch Primitive(c.Arg(1)).(type) {
	case int64, float64:
		depth, tagsFrom = c.Whole(c.Args[1], "how many steps to go at most"), 2
	default:
		if len(c.Args) == 3 && IsNothing(c.Args[1]) {
			tagsFrom = 2
		} else if len(c.Args) == 3 {
			c.Wanted("how many steps to go at most", c.Args[1])
		}
	}
	return c.w.newPath(p.FollowRecursive(way, int(max(min(depth, 1<<31-1), -1)), c.tags(tagsFrom)))
}

func combine(with func(p, other *path.Path) *path.Path) Method {
	return func(c *Call) goja.Value {
		c.Count(1, 1)
		return c.w.newPath(with(c.self(), c.path(c.Args[0])))
	}
}

func back(c *Call) goja.Value {
	c.Count(1, 1)
	p, err := c.self().Back(c.Text(c.Args[0], "the name of a tag"))
	c.must(err)
	return c.w.newPath(p)
}

func tag(c *Call) goja.Value {
	p, tags := c.self(), c.tags(0)
	if len(tags) == 0 {
		c.Fail("expected the name of a tag or a list of them")
	}
	return c.w.newPath(p.Tag(tags))
}

func has(reverse bool) Method {
	return func(c *Call) goja.Value {
		c.Count(1, -1)
		p, along := c.self(), c.via(c.Args[0])
		if along == nil {
			c.Wanted(viaWanted, c.Args[0])
		}
		rest := c.allElements(1)
		var filters []path.Filter
		var nodes []quad.Value
		for _, v := range rest {
			if f, ok := ours[*filterObject](v); ok {
				filters = append(filters, f.test)
				continue
			}
			nodes = append(nodes, c.node(v, "values or filters after the predicate"))
		}
		if len(c.Args) > 1 && len(rest) == 0 {
			c.Fail("expected values or filters after the predicate, got an empty list")
		}
		return c.w.newPath(p.Has(along, reverse, nodes, filters))
	}
}

func save(reverse, optional bool) Method {
	return func(c *Call) goja.Value {
		c.Count(1, 2)
		p, along := c.self(), c.via(c.Args[0])
		if along == nil {
			c.Wanted("an IRI or a path", c.Args[0])
		}
		var name string
		switch {
		case len(c.Args) == 2:
			s, ok := c.Args[1].(goja.String)
			if !ok || s.Length() == 0 {
				c.Wanted("the name of a tag", c.Args[1])
			}
			name = s.String()
		case along.Path != nil || len(along.Values) > 1:
			c.Fail("expected the name of a tag as second argument, since what is saved is not one IRI")
		default:
			name = c.Text(c.Args[0], "an IRI")
			if _, isText := c.Args[0].(goja.String); isText {
				if plain, ok := along.Values[0].(quad.String); ok {
					name = quad.StringOf(plain)
				}
			}
		}
		if strings.HasPrefix(name, "\x00") {
			c.Wanted("the name of a tag", c.Args[0])
		}
		return c.w.newPath(p.Save(along, name, reverse, optional))
	}
}

// plain is a method without arguments.
func plain(add func(p *path.Path) *path.Path) Method {
	return func(c *Call) goja.Value {
		c.Count(0, 0)
		return c.w.newPath(add(c.self()))
	}
}

func predicates(in bool) Method {
	return plain(func(p *path.Path) *path.Path { return p.Predicates(in) })
}

// labels goes to the labels of all quads around a node, as in Cayley; labels({edge: true}) only to those of
// the quads that the hop just before it went along.
func labels(c *Call) goja.Value {
	c.Count(0, 1)
	p := c.self()
	if len(c.Args) == 0 {
		return c.w.newPath(p.Labels())
	}
	opts := c.Options(c.Args[0], "edge", "tag")
	edge, isBool := Primitive(opts["edge"]).(bool)
	if !isBool || !edge {
		c.Fail("expected {edge: true}, got {edge: ...} with %s", Describe(opts["edge"]))
	}
	var tags []string
	if v := opts["tag"]; v != nil {
		tags = c.tagsIn(nil, v)
	}
	p, ok := p.LabelsOfHop(tags)
	if !ok {
		c.Fail("{edge: true} goes directly after out(), in() or both(), whose edges it means")
	}
	return c.w.newPath(p)
}

func savePredicates(in bool) Method {
	return func(c *Call) goja.Value {
		c.Count(1, 1)
		tags := c.tags(0)
		if len(tags) != 1 {
			c.Wanted("the name of a tag", c.Args[0])
		}
		return c.w.newPath(c.self().SavePredicates(in, tags[0]))
	}
}

func labelContext(c *Call) goja.Value {
	c.Count(0, 2)
	return c.w.newPath(c.self().LabelContext(c.via(c.Arg(0)), c.tags(1)))
}

func filter(c *Call) goja.Value {
	const wanted = "filters made by lt(), lte(), gt(), gte(), regex() or like()"
	c.Count(1, -1)
	var filters []path.Filter
	for _, v := range c.allElements(0) {
		f, ok := ours[*filterObject](v)
		if !ok {
			c.Wanted(wanted, v)
		}
		filters = append(filters, f.test)
	}
	if len(filters) == 0 {
		c.Fail("expected " + wanted + ", got an empty list")
	}
	return c.w.newPath(c.self().Filter(filters))
}

func keep(part func(p *path.Path, n int64) *path.Path, verb string) Method {
	wanted := "how many nodes to " + verb
	return func(c *Call) goja.Value {
		c.Count(1, 1)
		n := c.Whole(c.Args[0], wanted)
		if n < 0 {
			c.Fail("expected %s, got %d", wanted, n)
		}
		return c.w.newPath(part(c.self(), n))
	}
}

// order sorts by the text of the nodes, as in Cayley; order({by: predicate, desc: true}) by value.
func order(c *Call) goja.Value {
	c.Count(0, 1)
	if len(c.Args) == 0 {
		return c.w.newPath(c.self().Order())
	}
	opts := c.Options(c.Args[0], "by", "desc")
	var by quad.Value
	if v := opts["by"]; !IsNothing(v) {
		by = c.node(v, "{by: an IRI}")
	}
	desc := false
	if v := opts["desc"]; v != nil {
		var ok bool
		if desc, ok = Primitive(v).(bool); !ok {
			c.Wanted("{desc: true or false}", v)
		}
	}
	return c.w.newPath(c.self().OrderBy(by, desc))
}
