package gizmo

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
)

// methodNames are the methods of paths and of g, for hints about misspelt ones.
func methodNames() []string {
	return strings.Fields(`is in out both follow followR followRecursive and intersect or union except
		difference back tag as has hasR save saveR saveOpt saveOptR unique labels inPredicates outPredicates
		saveInPredicates saveOutPredicates labelContext filter limit skip order all getLimit toArray tagArray
		toValue tagValue map forEach count groupBy sum avg min max shortestPath
		V Vertex M Morphism IRI Uri emit addNamespace addDefaultNamespaces loadNamespaces`)
}

// noMethod says that what a method was called on does not have it, and which one was probably meant.
func noMethod(name string) string {
	said := fmt.Sprintf("there is no method %q here", name)
	switch {
	case pathMethod(name) != nil:
		return said + "; it is one of paths, such as g.V() gives, and what stands before it is none"
	case graphMethods[name] != nil:
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
	for _, method := range methodNames() {
		d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(method))
		if d < most || d == most && best == "" {
			best, most = method, d
		}
	}
	return best
}
