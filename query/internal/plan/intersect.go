package plan

import "talentgraph.example/query/internal/algebra"

// intersected makes triples one step where each of them leaves the same variable free, and nothing else: what their lists share is
// found faster than by looking up in the second what the first gives. Units stay in their order but for the triples that
// come forward, which bind nothing that the step does not.
func (p *Planner) intersected(units []Node) []Node {
	if p.Plain || !p.Dataset.Whole() {
		return units
	}
	var bound Set // in each solution so far
	made := make([]Node, 0, len(units))
	gone := make([]bool, len(units))
	for i, u := range units {
		if gone[i] {
			continue
		}
		if v := free(u, bound); v != 0 {
			shared := []*Triple{u.(*Triple)}
			most := intersectWithin * max(1, p.matches(shared[0], bound))
			for k := i + 1; k < len(units); k++ {
				if !gone[k] && free(units[k], bound) == v && p.matches(units[k].(*Triple), bound) <= most {
					shared, gone[k] = append(shared, units[k].(*Triple)), true
				}
			}
			if len(shared) > 1 {
				u = p.intersection(v, shared)
			}
		}
		made = append(made, u)
		bound = bound.Union(u.Of().Certain)
	}
	return made
}

// intersectWithin is how many times as long as the first list another one may be. In a longer one the search for each number
// takes more steps than to look into the number's own row.
const intersectWithin = 16

// free is the variable that a triple of the default graph leaves free as its subject or its object, with all else bound; 0 if there is
// none.
func free(n Node, bound Set) algebra.Var {
	t, ok := n.(*Triple)
	if !ok || t.Graph.Kind != DefaultGraph || t.Absent() || t.Predicate.Var != 0 && !bound.Has(t.Predicate.Var) {
		return 0
	}
	s, o := t.Subject.Var, t.Object.Var
	switch {
	case s != 0 && !bound.Has(s) && (o == 0 || bound.Has(o)) && s != o:
		return s
	case o != 0 && !bound.Has(o) && (s == 0 || bound.Has(s)):
		return o
	}
	return 0
}

func (p *Planner) intersection(v algebra.Var, triples []*Triple) Node {
	n := &Intersect{Var: v, Triples: triples}
	for i, t := range triples {
		n.Certain, n.Maybe, n.Push, n.Reads = n.Certain.Union(t.Certain), n.Maybe.Union(t.Maybe), n.Push.Union(t.Push), n.Reads.Union(t.Reads)
		if i == 0 || t.Rows < n.Rows {
			n.Rows = t.Rows
		}
	}
	return n
}
