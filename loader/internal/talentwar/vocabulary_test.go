package talentwar

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// readVocabulary gives, for each term of the vocabulary's document, what it says by predicate. The
// document has one predicate and one object a line.
func readVocabulary(t *testing.T) map[quad.IRI]map[string][]quad.IRI {
	t.Helper()
	namespaces := map[string]string{}
	for _, p := range vocab.Prefixes() {
		namespaces[p.Name] = p.Namespace
	}
	expand := func(name string) quad.IRI {
		prefix, local, _ := strings.Cut(name, ":")
		return quad.IRI(namespaces[prefix] + local)
	}
	terms := map[quad.IRI]map[string][]quad.IRI{}
	var subject quad.IRI
	lines := bufio.NewScanner(strings.NewReader(vocab.Turtle()))
	for lines.Scan() {
		line, indented := strings.CutPrefix(lines.Text(), "    ")
		words := strings.Fields(line)
		switch {
		case !indented && strings.HasPrefix(line, "tg:"):
			subject = expand(line)
			terms[subject] = map[string][]quad.IRI{}
		case indented && subject != "" && len(words) == 3:
			terms[subject][words[0]] = append(terms[subject][words[0]], expand(words[1]))
		}
	}
	if len(terms) == 0 {
		t.Fatal("found no terms in the vocabulary")
	}
	return terms
}

func TestFactsKeepToTheVocabulary(t *testing.T) {
	facts, terms := readTable(t), readVocabulary(t)
	isTerm := func(v quad.Value) bool {
		iri, ok := v.(quad.IRI)
		return ok && strings.HasPrefix(string(iri), vocab.NS)
	}
	for _, q := range facts {
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object} {
			if isTerm(v) && terms[v.(quad.IRI)] == nil {
				t.Errorf("%s is not in the vocabulary: %v", v, q)
			}
		}
		if q.Predicate == vocab.RDFType && isTerm(q.Object) &&
			!slices.Contains(terms[q.Object.(quad.IRI)]["rdf:type"], vocab.RDFSClass) {
			t.Errorf("%s is no class: %v", q.Object, q)
		}
		if !isTerm(q.Predicate) {
			continue
		}
		property := terms[q.Predicate.(quad.IRI)]
		if !slices.Contains(property["rdf:type"], vocab.RDFProperty) {
			t.Errorf("%s is no property: %v", q.Predicate, q)
		}
		for _, domain := range property["rdfs:domain"] {
			if !facts.isA(q.Subject, domain) {
				t.Errorf("the subject is no %s: %v", domain, q)
			}
		}
		for _, class := range property["rdfs:range"] {
			if !inRange(facts, terms, q.Object, class) {
				t.Errorf("the object is no %s: %v", class, q)
			}
		}
	}
}

func inRange(facts table, terms map[quad.IRI]map[string][]quad.IRI, object quad.Value, class quad.IRI) bool {
	switch class {
	case vocab.XSDInteger, vocab.XSD + "decimal": // all decimals of these facts are integers
		_, ok := object.(quad.Int)
		return ok
	case vocab.XSDBoolean:
		_, ok := object.(quad.Bool)
		return ok
	case vocab.XSDString:
		_, ok := object.(quad.String)
		return ok
	case vocab.RDFLangString:
		_, ok := object.(quad.LangString)
		return ok
	case vocab.RDFS + "Literal":
		return !isID(object)
	}
	if iri, ok := object.(quad.IRI); ok && terms[iri] != nil {
		return slices.Contains(terms[iri]["rdf:type"], class)
	}
	return facts.isA(object, class)
}
