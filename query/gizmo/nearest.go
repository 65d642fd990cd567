package gizmo

import (
	"slices"
	"strings"
)

// methodNames are the methods of paths, for hints about misspelt ones.
func methodNames() []string {
	return strings.Fields(`is in out both follow followR followRecursive and intersect or union except
		difference back tag as has hasR save saveR saveOpt saveOptR unique labels inPredicates outPredicates
		saveInPredicates saveOutPredicates labelContext filter limit skip order all getLimit toArray tagArray
		toValue tagValue map forEach count groupBy sum avg min max shortestPath`)
}

// nearestMethod finds the method that was probably meant: at most two letters off, or one for short names.
func nearestMethod(name string) string {
	best, bestDistance := "", 3
	for _, method := range methodNames() {
		d := distance(strings.ToLower(name), strings.ToLower(method))
		if d < bestDistance && d < len(method)-1 {
			best, bestDistance = method, d
		}
	}
	return best
}

// distance is Levenshtein's, for short ASCII names.
func distance(a, b string) int {
	if len(a) > 40 || len(b) > 40 {
		return 40
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := slices.Clone(row)
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
		}
	}
	return row[len(b)]
}
