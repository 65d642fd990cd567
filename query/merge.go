package query

import "talentgraph.example/graph"

// merge turns a list of ascending runs, each beginning at one of the starts, into one ascending list in
// which each node stands once. Going through the runs in pairs costs less than sorting, which does not
// know where they are. The list's memory may be used again.
func merge(list []graph.ID, starts []int) []graph.ID {
	if len(starts) < 2 {
		return list
	}
	other := make([]graph.ID, 0, len(list))
	for len(starts) > 1 {
		merged := starts[:0]
		for i := 0; i < len(starts); i += 2 {
			from, middle, end := starts[i], len(list), len(list)
			if i+1 < len(starts) {
				middle = starts[i+1]
			}
			if i+2 < len(starts) {
				end = starts[i+2]
			}
			merged = append(merged, len(other))
			other = mergeTwo(other, list[from:middle], list[middle:end])
		}
		list, other, starts = other, list[:0], merged
	}
	return list
}

// mergeTwo appends what stands in either of two ascending lists, each once, in ascending order.
func mergeTwo(dst, a, b []graph.ID) []graph.ID {
	for len(a) > 0 && len(b) > 0 {
		switch x, y := a[0], b[0]; {
		case x < y:
			dst, a = append(dst, x), a[1:]
		case x > y:
			dst, b = append(dst, y), b[1:]
		default:
			dst, a, b = append(dst, x), a[1:], b[1:]
		}
	}
	return append(append(dst, a...), b...)
}
