package vocab

import (
	"strings"

	"github.com/cayleygraph/quad"
)

// Labels gives what the terms of tg: are called in a language: "en", "zh-Hant" or "zh-Hans". It reads [Turtle]
// anew, and the map is the caller's own; it is empty for other languages.
func Labels(lang string) map[quad.IRI]string {
	labels := map[quad.IRI]string{}
	var term quad.IRI
	for line := range strings.Lines(turtle) {
		if local, ok := strings.CutPrefix(line, "tg:"); ok {
			term = quad.IRI(NS + strings.TrimSpace(local))
		}
		if label, ok := labelOn(line, lang); ok {
			labels[term] = label
		}
	}
	return labels
}

// labelOn is the label that a line of the document gives in a language.
func labelOn(line, lang string) (label string, ok bool) {
	text, isLabel := strings.CutPrefix(line, `    rdfs:label "`)
	label, tag, _ := strings.Cut(text, `"@`)
	return label, isLabel && strings.TrimRight(tag, " ;.\n") == lang
}

// Label gives what one term is called in a language: "en", "zh-Hant" or "zh-Hans". It knows the predicates, classes,
// kinds and grades of tg:, and the terms of other vocabularies that questions go along. It is empty for any other term
// or language.
func Label(iri quad.IRI, lang string) string {
	local, ok := strings.CutPrefix(string(iri), NS)
	if !ok {
		return labelElsewhere(iri, lang)
	}
	_, rest, found := strings.Cut(turtle, "\ntg:"+local+"\n")
	if !found {
		return ""
	}
	term, _, _ := strings.Cut(rest, "\n\n") // up to the next term
	for line := range strings.Lines(term) {
		if label, ok := labelOn(line, lang); ok {
			return label
		}
	}
	return ""
}

// labelElsewhere is Label for terms that talentgraph.ttl does not describe.
func labelElsewhere(iri quad.IRI, lang string) string {
	var words [3]string
	switch iri {
	case RDFType:
		words = [...]string{"type", "類別", "类别"}
	case ORGOrganization:
		words = [...]string{"organization", "機構", "机构"}
	case ORGOrganizationalUnit:
		words = [...]string{"unit", "下屬機構", "下属机构"}
	case ORGUnitOf:
		words = [...]string{"unit of", "隸屬", "隶属"}
	case SKOSConcept:
		words = [...]string{"sector", "行業", "行业"}
	case SKOSBroader:
		words = [...]string{"broader", "上層行業", "上层行业"}
	case SKOSNarrower:
		words = [...]string{"narrower", "下層行業", "下层行业"}
	case PROVHadPrimarySource:
		words = [...]string{"source", "來源", "来源"}
	}
	switch lang {
	case "en":
		return words[0]
	case "zh-Hant":
		return words[1]
	case "zh-Hans":
		return words[2]
	}
	return ""
}
