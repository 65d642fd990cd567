package shacl

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// A shape that says something in SHACL's own namespace that checks nothing is refused: a rule that is misspelt would pass
// for one that everything keeps.

// besides are the parameters of shapes that go with others, that say what it is about or how it is shown, and those of
// what stands beside shapes.
const besides = `path severity deactivated message flags ignoredProperties qualifiedMinCount qualifiedMaxCount
	qualifiedValueShapesDisjoint targetClass targetNode targetSubjectsOf targetObjectsOf name description order group
	defaultValue shapesGraph suggestedShapesGraph prefixes declare rule values parameter optional labelTemplate
	nodeValidator propertyValidator validator select ask`

// advanced are parameters of SHACL's Advanced Features (a Working Group Note) that would check something.
const advanced = "target expression js filterShape"

// parameterNames are those of components, and besides.
func parameterNames(components []string) []string {
	return append(strings.Fields(besides), components...)
}

// unknown says what is wrong with a parameter, by its name after "sh:"; it is empty if the name is known.
func unknown(name string, known []string) string {
	switch {
	case slices.Contains(known, name):
		return ""
	case slices.Contains(strings.Fields(advanced), name):
		return "this is of SHACL's Advanced Features, which are not supported"
	}
	if near := nearest(name, known); near != "" {
		return "there is no such parameter; sh:" + near + " may be meant"
	}
	return "there is no such parameter"
}

// nearest is the name that is most like another one, letters in any case; empty if none is.
func nearest(name string, names []string) (best string) {
	least := 3
	for _, n := range names {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(n)); d < least {
			best, least = n, d
		}
	}
	return best
}
