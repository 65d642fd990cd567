// Package shacl checks a graph against rules for what good data is: shapes in SHACL, the W3C's Shapes Constraint
// Language (Recommendation of 20 July 2017): Core, and SHACL-SPARQL with its own components.
//
//   - [Parse] reads shapes from any [graph.Reader], such as a graph that a Turtle file was loaded into.
//   - [Shapes.Validate] gives a [Report]: which node breaks which shape, by which value, on whose word. Its String is for
//     people, in English or Chinese, its Quads are the standard's, and it marshals to JSON.
//   - [Check] makes shapes a guard: given to loader.WithCheck, or called in graph.Graph.Update, it refuses what breaks
//     them, so that nothing is changed. Warnings and infos pass.
//
// # What is checked
//
// All quads of the state count, whatever their label, each fact once, however many claims state it. [PerClaim] counts
// what each claim says by itself, so that two sources that differ on a year break no shape: that is a dispute, which
// query.Disputed tells of. Classes reach their instances by rdf:type and rdfs:subClassOf, as far as the checked graph has
// these.
//
// # Where shapes stand
//
// Most shapes have no IRI: they are parts of others. Reports call them by their path, by the shape that they belong to and,
// if the files that they were read from can be asked, by their place, "tg:year of ex:Move (rules.ttl:3:14)":
//
//	var places loader.Finder
//	_, err := loader.LoadFile(ctx, rules, "rules.ttl", loader.WithFinder(&places))
//	shapes, err := shacl.Parse(ctx, rules, shacl.WithPlaces(places.Find))
//
// # What is refused
//
// Shapes that are ill-formed (section 3.4.2 leaves open what happens then) are a [*ShapeError], which names the shape and
// the parameter, and with [WithPlaces] file, line and column. So are shapes that refer to themselves, which the standard
// leaves open too, and sh:entailment. Shapes read no other file: owl:imports does nothing, but for the prefixes of queries.
//
// A query that asks for $shapesGraph sees a copy of the data with the shapes beside them, which count as data there.
package shacl
