package talentwar

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// table is the committed file as a list that naive loops run over. It is slow on purpose: it shares no
// code with what it is to check.
type table []quad.Quad

func readTable(t *testing.T) table {
	t.Helper()
	quads := table(readFile(t))
	if len(quads) == 0 {
		t.Fatal("the file has no quads: these tests would pass on nothing")
	}
	return quads
}

// objects lists what a subject has for a predicate, each once.
func (f table) objects(subject quad.Value, predicate quad.IRI) []quad.Value {
	var found []quad.Value
	for _, q := range f {
		if q.Subject == subject && q.Predicate == predicate && !slices.Contains(found, q.Object) {
			found = append(found, q.Object)
		}
	}
	return found
}

// subjects lists what has an object for a predicate, each once, in the file's order.
func (f table) subjects(predicate quad.IRI, object quad.Value) []quad.Value {
	var found []quad.Value
	for _, q := range f {
		if q.Predicate == predicate && q.Object == object && !slices.Contains(found, q.Subject) {
			found = append(found, q.Subject)
		}
	}
	return found
}

func (f table) has(subject quad.Value, predicate quad.IRI, object quad.Value) bool {
	return slices.Contains(f.objects(subject, predicate), object)
}

func (f table) isA(node quad.Value, class quad.IRI) bool { return f.has(node, vocab.RDFType, class) }

func (f table) unnamed(node quad.Value) bool { return f.has(node, vocab.Unnamed, quad.Bool(true)) }

// labels lists the names of a node: the preferred ones, the alternatives, the description.
func (f table) labels(node quad.Value, predicates ...quad.IRI) []quad.LangString {
	var found []quad.LangString
	for _, p := range predicates {
		for _, o := range f.objects(node, p) {
			if l, ok := o.(quad.LangString); ok {
				found = append(found, l)
			}
		}
	}
	return found
}

// name is the preferred label in one language, or the IRI if there is none.
func (f table) name(node quad.Value, lang string) string {
	for _, l := range f.labels(node, vocab.SKOSPrefLabel) {
		if l.Lang == lang {
			return string(l.Value)
		}
	}
	return node.String()
}

// find gives the entity that has a label, whatever its language.
func (f table) find(t *testing.T, label string) quad.Value {
	t.Helper()
	for _, q := range f {
		if l, ok := q.Object.(quad.LangString); ok && string(l.Value) == label &&
			(q.Predicate == vocab.SKOSPrefLabel || q.Predicate == vocab.SKOSAltLabel) {
			return q.Subject
		}
	}
	t.Fatalf("nothing is called %q", label)
	return nil
}

// entities lists the IRIs in id: that are subjects, in the file's order.
func (f table) entities() []quad.IRI {
	var found []quad.IRI
	seen := map[quad.IRI]bool{}
	for _, q := range f {
		if s, ok := q.Subject.(quad.IRI); ok && isID(s) && !seen[s] {
			seen[s] = true
			found = append(found, s)
		}
	}
	return found
}

// instances lists the entities of a class.
func (f table) instances(t *testing.T, class quad.IRI) []quad.Value {
	t.Helper()
	found := f.subjects(vocab.RDFType, class)
	if len(found) == 0 {
		t.Fatalf("nothing is a %s: this test would pass on nothing", class)
	}
	return found
}

func isID(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	return ok && strings.HasPrefix(string(iri), vocab.ID)
}
