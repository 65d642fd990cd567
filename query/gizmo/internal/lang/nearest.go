package lang

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// noMethod says that what a method was called on does not have it, and which one was probably meant.
func noMethod(name string) string {
	said := fmt.Sprintf("there is no method %q here", name)
	switch {
	case pathMethod(name) != nil:
		return said + "; it is one of paths, such as g.V() gives, and what stands before it is none"
	case graphMethod(name) != nil:
		return said + "; it is one of g, as in g." + name + "()"
	}
	if near := nearestMethod(name); near != "" {
		return fmt.Sprintf("%s; did you mean %q?", said, near)
	}
	return said
}

// nearestMethod finds the method that was probably meant: at most two letters off, or one
// for short names.
func nearestMethod(name string) string {
	most := 2
	if len(name) < 5 {
		most = min(1, len(name)-1)
	}
	best := ""
	for _, method := range slices.Concat(steps, finals, ofGraph) {
		d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(method.name))
		if d < most || d == most && best == "" {
			best, most = method.name, d
		}
	}
	return best
}
