package shacl

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
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

// parameters are the names of all parameters that a shape may have.
func parameters() []string {
	names := strings.Fields(besides)
	for _, c := range components() {
		names = append(names, string(c.parameter))
	}
	return names
}

// allKnown refuses a shape with a parameter that is none.
func (r *reader) allKnown(s *Shape) error {
	for _, q := range r.match(nil, graph.Pattern{Subject: s.ID}) {
		name, ours := strings.CutPrefix(iriText(q.Predicate), string(sh))
		if !ours || slices.Contains(r.names, name) {
			continue
		}
		if slices.Contains(strings.Fields(advanced), name) {
			return s.wrong(name, "this is of SHACL's Advanced Features, which are not supported")
		}
		if near := nearest(name, r.names); near != "" {
			return s.wrong(name, "there is no such parameter; sh:%s may be meant", near)
		}
		return s.wrong(name, "there is no such parameter")
	}
	return r.err
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

// iriText is the text of an IRI, empty of other terms.
func iriText(v quad.Value) string {
	iri, _ := v.(quad.IRI)
	return string(iri)
}
