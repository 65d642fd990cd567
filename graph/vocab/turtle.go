package vocab

import (
	_ "embed"
	"strings"

	"github.com/cayleygraph/quad"
)

//go:embed talentgraph.ttl
var turtle string

// Turtle gives the vocabulary itself as a Turtle document: the classes, properties and individuals of
// tg:, with labels and comments in English and in traditional and simplified Chinese.
func Turtle() string { return turtle }

//go:embed talentgraph-shapes.ttl
var shapes string

// Shapes gives what good data in the vocabulary is, as a Turtle document: shapes in SHACL, which package query/shacl reads
// and checks. Counts are meant within a claim (shacl.PerClaim).
func Shapes() string { return shapes }

// Terms lists the IRIs of the classes, properties and individuals of tg:, in the document's order. The
// slice is the caller's own.
func Terms() []quad.IRI {
	var terms []quad.IRI
	for line := range strings.Lines(turtle) { // a term's description has its name at the beginning of a line
		if local, ok := strings.CutPrefix(line, "tg:"); ok {
			terms = append(terms, quad.IRI(NS+strings.TrimSpace(local)))
		}
	}
	return terms
}
