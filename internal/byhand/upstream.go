package byhand

import "slices"

// Upstream gives the organizations from which one is reached in exactly so many moves, each once, by number.
func (d *Data) Upstream(organization ID, moves int) []ID {
	frontier := []ID{organization}
	seen := make([]uint64, len(d.subjects)/64+1)
	for range moves {
		var next []ID
		clear(seen)
		for _, n := range frontier {
			i, end := ofPredicate(d.op, d.objects[n], d.objects[n+1], d.to)
			for ; i < end; i++ {
				m := d.os[i]
				for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
					if d.p[j] != d.from {
						continue
					}
					if o := d.o[j]; o != n && seen[o/64]>>(o%64)&1 == 0 {
						seen[o/64] |= 1 << (o % 64)
						next = append(next, o)
					}
				}
			}
		}
		frontier = next
	}
	slices.Sort(frontier)
	return frontier
}
