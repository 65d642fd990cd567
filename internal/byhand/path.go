package byhand

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// PathLength gives the number of hops of a shortest way between two nodes along some predicates, in either
// direction, by a search from both ends; -1 if there is none of at most so many.
func (d *Data) PathLength(a, b ID, most int, predicates ...quad.IRI) int {
	along := make([]ID, len(predicates))
	for i, p := range predicates {
		along[i] = d.ID(p)
	}
	if a == b {
		return 0
	}
	depth := [2]map[ID]int{{a: 0}, {b: 0}}
	frontier := [2][]ID{{a}, {b}}
	level := [2]int{}
	for level[0]+level[1] < most && len(frontier[0]) > 0 && len(frontier[1]) > 0 {
		this := 0
		if len(frontier[1]) < len(frontier[0]) {
			this = 1
		}
		level[this]++
		var next []ID
		met := -1
		visit := func(n ID) {
			if _, seen := depth[this][n]; seen {
				return
			}
			depth[this][n] = level[this]
			next = append(next, n)
			if other, ok := depth[1-this][n]; ok && (met < 0 || level[this]+other < met) {
				met = level[this] + other
			}
		}
		for _, n := range frontier[this] {
			for j := d.subjects[n]; j < d.subjects[n+1]; j++ {
				if slices.Contains(along, d.p[j]) {
					visit(d.o[j])
				}
			}
			for j := d.objects[n]; j < d.objects[n+1]; j++ {
				if slices.Contains(along, d.op[j]) {
					visit(d.os[j])
				}
			}
		}
		if met >= 0 {
			return met
		}
		frontier[this] = next
	}
	return -1
}
