package shacl

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// constraint is a component of a shape, with its parameters (section 4).
type constraint struct {
	component string     // its name in the standard, without "ConstraintComponent"
	iri       quad.IRI   // of a component that the shapes' graph defines
	source    quad.Value // of sh:sparql: the constraint's node
	wanted    string     // its parameters, for people
	shapes    []*naming  // those among its parameters, to stand after wanted
	bind      func(r *run) (check, error)
}

// component is a kind of constraint, by the parameter that makes a shape have it.
type component struct {
	parameter    quad.IRI // after "sh:"
	single       bool     // a shape has one at most
	ofProperties bool     // only property shapes have it
	read         func(r *reader, s *Shape, v quad.Value) ([]constraint, error)
}

// components are those of SHACL Core, in the order of the standard, and sh:sparql. Parameters that go with another one (sh:flags,
// sh:ignoredProperties, sh:qualifiedMinCount and its kin) are read by it.
func components() []component {
	return []component{
		{"class", false, false, readClass},
		{"datatype", true, false, readDatatype},
		{"nodeKind", true, false, readNodeKind},
		{"minCount", true, true, readMinCount},
		{"maxCount", true, true, readMaxCount},
		{"minExclusive", true, false, readRange("MinExclusive", func(order int) bool { return order > 0 })},
		{"minInclusive", true, false, readRange("MinInclusive", func(order int) bool { return order >= 0 })},
		{"maxExclusive", true, false, readRange("MaxExclusive", func(order int) bool { return order < 0 })},
		{"maxInclusive", true, false, readRange("MaxInclusive", func(order int) bool { return order <= 0 })},
		{"minLength", true, false, readLength("minLength", "MinLength", func(n, wanted int) bool { return n >= wanted })},
		{"maxLength", true, false, readLength("maxLength", "MaxLength", func(n, wanted int) bool { return n <= wanted })},
		{"pattern", true, false, readPattern},
		{"languageIn", true, false, readLanguageIn},
		{"uniqueLang", true, true, readUniqueLang},
		{"equals", false, false, readEquals},
		{"disjoint", false, false, readDisjoint},
		{"lessThan", false, true, readLess("lessThan", "LessThan", func(order int) bool { return order < 0 })},
		{"lessThanOrEquals", false, true, readLess("lessThanOrEquals", "LessThanOrEquals", func(order int) bool { return order <= 0 })},
		{"not", false, false, readNot},
		{"and", false, false, readLogic("and", "And", func(fits, all int) bool { return fits == all })},
		{"or", false, false, readLogic("or", "Or", func(fits, _ int) bool { return fits > 0 })},
		{"xone", false, false, readLogic("xone", "Xone", func(fits, _ int) bool { return fits == 1 })},
		{"node", false, false, readNode},
		{"property", false, false, readProperty},
		{"qualifiedValueShape", true, true, readQualified},
		{"closed", true, false, readClosed},
		{"hasValue", false, false, readHasValue},
		{"in", true, false, readIn},
		{"sparql", false, false, readSPARQL},
	}
}

// ofEach is a constraint on each value node by itself, whose test is made once for each term.
func ofEach(component, wanted string, bind func(r *run) (func(at *at, value graph.ID) (bool, error), error)) []constraint {
	return []constraint{{component: component, wanted: wanted, bind: func(r *run) (check, error) {
		test, err := bind(r)
		if err != nil {
			return nil, err
		}
		seen := &outcomes{}
		return func(at *at) error {
			for _, v := range at.values {
				good, err := seen.of(v, func() (bool, error) { return test(at, v) })
				if err == nil && !good {
					err = at.fail(breach{value: v})
				}
				if err != nil {
					return err
				}
			}
			return nil
		}, nil
	}}}
}
