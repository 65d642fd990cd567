package lang

import (
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/path"
)

// shortestPath finds the fewest quads from the nodes of the path to one of the target nodes:
// shortestPath(target, predicates, {direction: "out", "in" or "both", max: steps}). It gives the list of the
// nodes on the way as {id, via, inverse}, the start without via, or null if there is no way. Of several
// shortest ways it gives the one the store's order comes to first.
func shortestPath(c *Call) goja.Value {
	c.Count(1, 3)
	var to path.Search
	if p, ok := ours[*pathObject](c.Args[0]); ok {
		to.Goal.Path = p.path
	} else {
		for _, v := range c.Elements(c.Args[0]) {
			to.Goal.Values = append(to.Goal.Values, c.node(v, "the node to reach, a list of nodes or a path"))
		}
	}
	to.Along = c.via(c.Arg(1))
	to.Inverse, to.Most = c.wayOptions()
	c.mustStart(to.Goal.Path)
	if to.Along != nil {
		c.mustStart(to.Along.Path)
	}
	way, err := c.w.run.Graph.Shortest(c.runnable(), to)
	c.must(err)
	if way == nil {
		return goja.Null()
	}
	list := make([]any, len(way))
	for i, leg := range way {
		obj := c.w.vm.NewObject()
		// Set cannot fail: the object is new.
		_ = obj.Set("id", c.w.fromQuad(c.w.run.Graph.Value(leg.Node)))
		if leg.Predicate != nil {
			_ = obj.Set("via", c.w.fromQuad(c.w.run.Graph.Value(leg.Predicate)))
			_ = obj.Set("inverse", leg.Inverse)
		}
		list[i] = obj
	}
	return c.w.vm.NewArray(list...)
}

// wayOptions reads the third argument: the directions to try (inverse or not), and how far to go.
func (c *Call) wayOptions() (inverse []bool, most int64) {
	inverse, most = []bool{false}, int64(50)
	if IsNothing(c.Arg(2)) {
		return inverse, most
	}
	opts := c.Options(c.Args[2], "direction", "max")
	if v := opts["direction"]; v != nil {
		switch Primitive(v) {
		case "out":
		case "in":
			inverse = []bool{true}
		case "both":
			inverse = []bool{false, true}
		default:
			c.Wanted(`{direction: "out", "in" or "both"}`, v)
		}
	}
	if v := opts["max"]; v != nil {
		most = c.Whole(v, "{max: how many steps to go}")
	}
	return inverse, most
}
