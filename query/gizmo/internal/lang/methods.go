package lang

import (
	"maps"
	"slices"

	"talentgraph.example/query/gizmo/internal/path"
)

// A table lists functions of the language by name, small first letter first: the lookups, and the hints about misspelt
// names, read it.
type table []struct {
	name string
	do   Method
}

func (t table) byName() map[string]Method {
	m := make(map[string]Method, len(t))
	for _, entry := range t {
		m[entry.name] = entry.do
	}
	return m
}

func (t table) names() []string {
	var all []string
	for _, entry := range t {
		all = append(all, entry.name)
	}
	return all
}

// steps are the methods of paths that give another path.
var steps = table{
	{"is", is},
	{"in", hop(path.In)}, {"out", hop(path.Out)}, {"both", hop(path.Both)},
	{"follow", follow}, {"followR", followR}, {"followRecursive", followRecursive},
	{"and", combine((*path.Path).And)}, {"intersect", combine((*path.Path).And)},
	{"or", combine((*path.Path).Or)}, {"union", combine((*path.Path).Or)},
	{"except", combine((*path.Path).Except)}, {"difference", combine((*path.Path).Except)},
	{"back", back}, {"tag", tag}, {"as", tag},
	{"has", has(false)}, {"hasR", has(true)},
	{"save", save(false, false)}, {"saveR", save(true, false)},
	{"saveOpt", save(false, true)}, {"saveOptR", save(true, true)},
	{"unique", plain((*path.Path).Unique)}, {"labels", labels},
	{"inPredicates", predicates(true)}, {"outPredicates", predicates(false)},
	{"saveInPredicates", savePredicates(true)}, {"saveOutPredicates", savePredicates(false)},
	{"labelContext", labelContext}, {"filter", filter},
	{"limit", keep((*path.Path).Limit, "keep")}, {"skip", keep((*path.Path).Skip, "skip")}, {"order", order},
}

// finals are the methods that run a path.
var finals = table{
	{"all", all}, {"getLimit", getLimit},
	{"toArray", toArray}, {"tagArray", tagArray}, {"toValue", toValue}, {"tagValue", tagValue},
	{"map", forEach}, {"forEach", forEach}, {"count", count}, {"groupBy", groupBy},
	{"sum", aggregate("sum")}, {"avg", aggregate("avg")}, {"min", aggregate("min")}, {"max", aggregate("max")},
	{"shortestPath", shortestPath},
}

// ofGraph are the methods of g.
var ofGraph = table{
	{"V", start}, {"Vertex", start}, {"M", morphism}, {"Morphism", morphism}, {"IRI", graphIRI}, {"Uri", graphIRI},
	{"emit", emit}, {"addNamespace", addNamespace}, {"addDefaultNamespaces", addDefaultNamespaces},
	{"loadNamespaces", loadNamespaces},
}

var stepByName, finalByName, ofGraphByName = steps.byName(), finals.byName(), ofGraph.byName()

// pathMethod finds a method of paths, also with a capital first letter, as older scripts write it.
func pathMethod(name string) Method {
	name = lowered(name)
	if m := stepByName[name]; m != nil {
		return m
	}
	return finalByName[name]
}

// isFinal tells whether a method of paths runs the path.
func isFinal(name string) bool { return finalByName[lowered(name)] != nil }

// graphMethod finds a method of g; some are only known with a capital first letter, the others with a small one too.
func graphMethod(name string) Method {
	if m := ofGraphByName[name]; m != nil {
		return m
	}
	return ofGraphByName[lowered(name)]
}

// IsMethod tells whether a name is that of a method of paths or of g.
func IsMethod(name string) bool { return pathMethod(name) != nil || graphMethod(name) != nil }

// PathMethodNames lists the methods of paths.
func PathMethodNames() []string { return append(steps.names(), finals.names()...) }

// GraphMethodNames lists the methods of g.
func GraphMethodNames() []string { return ofGraph.names() }

// GlobalNames lists the functions that belong to no object, by the alphabet.
func GlobalNames() []string { return slices.Sorted(maps.Keys(globalFunctions)) }
