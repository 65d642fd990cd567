package path

import (
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A Search is what Shortest looks for.
type Search struct {
	// Goal are the nodes to reach: given, or what a path comes to.
	Goal Via
	// Along are the predicates to go along; nil is all of them.
	Along *Via
	// Inverse are the directions to try at each node, in order: against the quads if true.
	Inverse []bool
	// Most is how many quads to go along at most.
	Most int64
}

// A Leg is a node on a way, and how the way comes to it: against a quad with the predicate if inverse. At the start
// there is no predicate.
type Leg struct {
	Node, Predicate graph.Ref
	Inverse         bool
}

// came is how the search came to a node.
type came struct {
	from, predicate graph.Ref
	inverse         bool
}

// search is one being done.
type search struct {
	*Store
	targets, along map[any]bool
	seen           map[any]came
}

// Shortest finds a way of the fewest quads from what a path comes to; nil if there is none. Of several it is the one
// that the store's order comes to first.
func (s *Store) Shortest(from *Path, to Search) ([]Leg, error) {
	targets, err := s.keys(&to.Goal)
	if err != nil {
		return nil, err
	}
	along, err := s.keys(to.Along)
	if err != nil {
		return nil, err
	}
	on := &search{Store: s, targets: targets, along: along, seen: make(map[any]came)}
	var frontier []graph.Ref
	var goal graph.Ref
	err = s.scan(from, false, func(at graph.Scanner) bool {
		ref := at.Result()
		key := graph.ToKey(ref)
		if _, known := on.seen[key]; !known {
			on.seen[key] = came{}
			frontier = append(frontier, ref)
		}
		if on.targets[key] {
			goal = ref
		}
		return goal == nil
	})
	for steps := int64(0); err == nil && goal == nil && len(frontier) > 0 && steps < to.Most; steps++ {
		var next []graph.Ref
		for _, node := range frontier {
			for _, inverse := range to.Inverse {
				if err == nil && goal == nil {
					goal, err = on.expand(node, inverse, &next)
				}
			}
		}
		frontier = next
	}
	if err != nil || goal == nil {
		return nil, err
	}
	var way []Leg
	for node := goal; node != nil; {
		c := on.seen[graph.ToKey(node)]
		way = append(way, Leg{node, c.predicate, c.inverse})
		node = c.from
	}
	slices.Reverse(way)
	return way, nil
}

// expand looks at the quads of a node in one direction, and gives the target if one of them leads there.
func (on *search) expand(node graph.Ref, inverse bool, next *[]graph.Ref) (graph.Ref, error) {
	here, there := quad.Subject, quad.Object
	if inverse {
		here, there = there, here
	}
	it := graph.AsShape(on.qs.QuadIterator(here, node)).Iterate()
	defer it.Close()
	for it.Next(on.ctx) {
		on.ctx.Check()
		q := it.Result()
		predicate := on.qs.QuadDirection(q, quad.Predicate)
		if on.along != nil && !on.along[graph.ToKey(predicate)] {
			continue
		}
		ref := on.qs.QuadDirection(q, there)
		key := graph.ToKey(ref)
		if _, known := on.seen[key]; known {
			continue
		}
		on.seen[key] = came{from: node, predicate: predicate, inverse: inverse}
		if on.targets[key] {
			return ref, nil
		}
		*next = append(*next, ref)
	}
	return nil, on.end(it)
}

// keys are the keys of the nodes that are meant; nil for all.
func (s *Store) keys(of *Via) (map[any]bool, error) {
	if of == nil {
		return nil, nil
	}
	keys := make(map[any]bool)
	if of.Path != nil {
		err := s.scan(of.Path, false, func(at graph.Scanner) bool {
			keys[graph.ToKey(at.Result())] = true
			return true
		})
		return keys, err
	}
	for _, v := range of.Values {
		if ref := s.qs.ValueOf(v); ref != nil {
			keys[graph.ToKey(ref)] = true
		}
	}
	return keys, nil
}
