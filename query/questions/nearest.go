package questions

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest finds which of several names was probably meant by one that there is not; empty if none is near. Three
// letters may be wrong, in short names a third of them.
func Nearest(name string, among []string) string {
	best, distance := "", min(4, 2+len(name)/3)
	for _, other := range among {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(other)); d < distance {
			best, distance = other, d
		}
	}
	return best
}
