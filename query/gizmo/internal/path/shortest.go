package gizmo

import (
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// An edge is how shortestPath came to a node.
type edge struct {
	from      graph.Ref
	predicate graph.Ref
	inverse   bool
}

// shortestPath finds the fewest quads from the nodes of the path to one of the target nodes:
// shortestPath(target, predicates, {direction: "out", "in" or "both", max: steps}). It gives the list of the
// nodes on the way as {id, via, inverse}, the start without via, or null if there is no way. Of several
// shortest ways it gives the one the store's order comes to first.
func shortestPath(c *call) goja.Value {
	c.count(1, 3)
	r := c.env.run
	targets := make(map[any]bool)
	if p, ok := ours[*pathObject](c.args[0]); ok {
		c.scan(p.t, false, func(s graph.Scanner) bool {
			targets[graph.ToKey(s.Result())] = true
			return true
		})
	} else {
		for _, v := range c.elements(c.args[0]) {
			node := c.value(v, "the node to reach, a list of nodes or a path")
			c.env.hint(c, node)
			if ref := r.qs.ValueOf(node); ref != nil {
				targets[graph.ToKey(ref)] = true
			}
		}
	}
	allowed := c.predicateKeys(c.via(c.arg(1)))
	dir, most := c.wayOptions()

	var frontier []graph.Ref
	seen := make(map[any]edge)
	var goal graph.Ref
	c.scan(c.self(), false, func(s graph.Scanner) bool {
		ref := s.Result()
		key := graph.ToKey(ref)
		if _, known := seen[key]; !known {
			seen[key] = edge{}
			frontier = append(frontier, ref)
		}
		if targets[key] {
			goal = ref
		}
		return goal == nil
	})
	for steps := int64(0); goal == nil && len(frontier) > 0 && steps < most; steps++ {
		var next []graph.Ref
		for _, node := range frontier {
			for _, inverse := range dir {
				if goal == nil {
					goal = c.expandNode(node, inverse, allowed, targets, seen, &next)
				}
			}
		}
		frontier = next
	}
	if goal == nil {
		return goja.Null()
	}
	var way []any
	for node := goal; node != nil; {
		e := seen[graph.ToKey(node)]
		step := c.env.vm.NewObject()
		_ = step.Set("id", c.env.fromQuad(r.qs.NameOf(node)))
		if e.from != nil {
			_ = step.Set("via", c.env.fromQuad(r.qs.NameOf(e.predicate)))
			_ = step.Set("inverse", e.inverse)
		}
		way = append(way, step)
		node = e.from
	}
	slices.Reverse(way)
	return c.env.vm.NewArray(way...)
}

// expandNode looks at the quads of a node in one direction, and gives the target if one of them leads there.
func (c *call) expandNode(node graph.Ref, inverse bool, allowed, targets map[any]bool, seen map[any]edge, next *[]graph.Ref) graph.Ref {
	r := c.env.run
	here, there := quad.Subject, quad.Object
	if inverse {
		here, there = there, here
	}
	it := graph.AsShape(r.qs.QuadIterator(here, node)).Iterate()
	defer it.Close()
	for it.Next(r.ctx) {
		r.ctx.check()
		q := it.Result()
		predicate := r.qs.QuadDirection(q, quad.Predicate)
		if allowed != nil && !allowed[graph.ToKey(predicate)] {
			continue
		}
		ref := r.qs.QuadDirection(q, there)
		key := graph.ToKey(ref)
		if _, known := seen[key]; known {
			continue
		}
		seen[key] = edge{from: node, predicate: predicate, inverse: inverse}
		if targets[key] {
			return ref
		}
		*next = append(*next, ref)
	}
	stopOn(r.ctx.Err())
	if err := it.Err(); err != nil {
		c.fail("the graph could not be read: %v", err)
	}
	return nil
}

// predicateKeys are the predicates to go along; nil means all.
func (c *call) predicateKeys(along *via) map[any]bool {
	if along == nil {
		return nil
	}
	keys := make(map[any]bool)
	if along.path != nil {
		c.scan(along.path, false, func(s graph.Scanner) bool {
			keys[graph.ToKey(s.Result())] = true
			return true
		})
		return keys
	}
	for _, v := range along.values {
		if ref := c.env.run.qs.ValueOf(v); ref != nil {
			keys[graph.ToKey(ref)] = true
		}
	}
	return keys
}

// wayOptions reads the third argument: the directions to try (inverse or not), and how far to go.
func (c *call) wayOptions() (inverse []bool, most int64) {
	inverse, most = []bool{false}, int64(50)
	if isNothing(c.arg(2)) {
		return inverse, most
	}
	opts := c.options(c.args[2], "direction", "max")
	if v := opts["direction"]; v != nil {
		switch primitive(v) {
		case "out":
		case "in":
			inverse = []bool{true}
		case "both":
			inverse = []bool{false, true}
		default:
			c.wanted(`{direction: "out", "in" or "both"}`, v)
		}
	}
	if v := opts["max"]; v != nil {
		most = c.whole(v, "{max: how many steps to go}")
	}
	return inverse, most
}
