package ask

import (
	"math/bits"
	"slices"

	"talentgraph.example/graph"
)

// Intersect keeps what stands in both of two ascending lists, in the first one's place.
func Intersect(a, b []graph.ID) []graph.ID {
	kept, j := a[:0], 0
	for _, id := range a {
		for j < len(b) && b[j] < id {
			j++
		}
		if j == len(b) {
			break
		}
		if b[j] == id {
			kept = append(kept, id)
		}
	}
	return kept
}

// Contains tells whether an ascending list holds a node.
func Contains(ids []graph.ID, id graph.ID) bool {
	_, found := slices.BinarySearch(ids, id)
	return found
}

// Merge turns a list of ascending runs, each beginning at one of the starts, into one ascending list in
// which each node stands once. Going through the runs in pairs costs less than sorting, which does not
// know where they are; where nodes lie close together, marking each in a row of bits costs less still. The
// list's memory may be used again.
func Merge(list []graph.ID, starts []int) []graph.ID {
	if len(starts) < 2 {
		return list
	}
	const few = 4 // runs, for which two passes by pairs are enough
	if len(starts) > few {
		if len(list) == 0 {
			return list
		}
		// Not by the ends of the runs: where a file is damaged, they need not ascend.
		if lowest, highest := slices.Min(list), slices.Max(list); int(highest-lowest)/64 <= 4*len(list) {
			return mergeBits(list, lowest, highest)
		}
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
			other = MergeTwo(other, list[from:middle], list[middle:end])
		}
		list, other, starts = other, list[:0], merged
	}
	return list
}

// mergeBits orders a list of nodes that lie between two, and leaves out doubles, in the list's own memory.
func mergeBits(list []graph.ID, lowest, highest graph.ID) []graph.ID {
	words := make([]uint64, (highest-lowest)/64+1)
	for _, id := range list {
		words[(id-lowest)/64] |= 1 << ((id - lowest) % 64)
	}
	list = list[:0]
	for i, word := range words {
		for ; word != 0; word &= word - 1 {
			list = append(list, lowest+graph.ID(64*i+bits.TrailingZeros64(word)))
		}
	}
	return list
}

// MergeTwo appends what stands in either of two ascending lists, each once, in ascending order.
func MergeTwo(dst, a, b []graph.ID) []graph.ID {
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

// Distinct orders a list, and leaves out doubles.
func Distinct(ids []graph.ID) []graph.ID {
	if len(ids) > 1 {
		slices.Sort(ids)
		ids = slices.Compact(ids)
	}
	return ids
}
