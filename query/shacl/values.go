package shacl

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// boundPath is a path whose predicates are numbers of the state; only predicates are turned round.
type boundPath struct {
	kind      pathKind // predicatePath, inversePath (of a predicate) or one of the others
	predicate graph.ID // 0 for one that no quad has
	parts     []*boundPath
}

func (r *run) bindPath(p Path) *boundPath {
	b := &boundPath{kind: p.kind}
	switch p.kind {
	case predicatePath:
		b.predicate = r.numbers.ID(p.predicate)
	case inversePath:
		b.predicate = r.numbers.ID(p.parts[0].predicate)
	default:
		for _, part := range p.parts {
			b.parts = append(b.parts, r.bindPath(part))
		}
	}
	return b
}

// values gives the value nodes of each of some focus nodes, ascending and each once; for PerClaim also the claims that
// state them.
func (r *run) values(s *boundShape, nodes []graph.ID) (values, claims [][]graph.ID, err error) {
	values = make([][]graph.ID, len(nodes))
	switch {
	case s.path == nil:
		for i := range nodes {
			values[i] = nodes[i : i+1 : i+1]
		}
	case s.path.kind == predicatePath || s.path.kind == inversePath:
		d := quad.Subject
		if s.path.kind == inversePath {
			d = quad.Object
		}
		if r.options.perClaim {
			claims = make([][]graph.ID, len(nodes))
		}
		err = r.expand(nodes, d, s.path.predicate, func(i int, others, labels []graph.ID) {
			if claims != nil {
				claims[i] = slices.Clone(labels)
			}
			for j := 1; j < len(others); j++ {
				if others[j] == others[j-1] { // stated by several claims
					others = slices.Compact(slices.Clone(others))
					break
				}
			}
			values[i] = others
		})
	default:
		for i, n := range nodes {
			if values[i], err = r.follow(s.path, []graph.ID{n}); err != nil {
				break
			}
		}
	}
	return values, claims, err
}

// follow gives the nodes that a path leads to from any of some nodes, ascending, each once.
func (r *run) follow(p *boundPath, nodes []graph.ID) ([]graph.ID, error) {
	var found []graph.ID
	var err error
	switch p.kind {
	case predicatePath:
		err = r.expand(nodes, quad.Subject, p.predicate, func(_ int, others, _ []graph.ID) { found = append(found, others...) })
	case inversePath:
		err = r.expand(nodes, quad.Object, p.predicate, func(_ int, others, _ []graph.ID) { found = append(found, others...) })
	case sequencePath:
		found = nodes
		for _, part := range p.parts {
			if found, err = r.follow(part, found); err != nil {
				return nil, err
			}
		}
		return found, nil
	case alternativePath:
		for _, part := range p.parts {
			more, err := r.follow(part, nodes)
			if err != nil {
				return nil, err
			}
			found = append(found, more...)
		}
	case zeroOrOnePath:
		more, err := r.follow(p.parts[0], nodes)
		if err != nil {
			return nil, err
		}
		found = append(slices.Clone(nodes), more...)
	default:
		return r.closure(p, nodes)
	}
	slices.Sort(found)
	return slices.Compact(found), err
}

// closure follows a path again and again, until no new node is met.
func (r *run) closure(p *boundPath, nodes []graph.ID) ([]graph.ID, error) {
	seen := map[graph.ID]bool{}
	var found []graph.ID
	level, err := nodes, error(nil)
	if p.kind == oneOrMorePath {
		level, err = r.follow(p.parts[0], nodes)
	}
	for err == nil && len(level) > 0 {
		var fresh []graph.ID
		for _, n := range level {
			if err = r.look(); err != nil {
				return nil, err
			}
			if !seen[n] {
				seen[n] = true
				fresh = append(fresh, n)
			}
		}
		found = append(found, fresh...)
		if len(fresh) == 0 {
			break
		}
		level, err = r.follow(p.parts[0], fresh)
	}
	slices.Sort(found)
	return found, err
}
