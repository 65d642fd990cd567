package talentwar

import (
	"strconv"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// A topic is what one file of this package says.
type topic struct {
	entities []entity
	claims   []claim
}

// An entity is a node of the graph: its name in id:, its classes and its names. All of it carries the
// data set's label, since a source states facts and the data set gives names to things.
type entity struct {
	id         string
	properties []property
}

// A property is a predicate with its object, waiting for a subject.
type property struct {
	predicate quad.IRI
	object    quad.Value
}

// A label is a name in a language.
type label struct{ text, lang string }

func id(local string) quad.IRI { return quad.IRI(vocab.ID + local) }

// named makes an entity that people call by name: one preferred label in each language, and what else
// people type.
func named(class quad.IRI, local, hant, hans, en string, alternatives ...[]label) entity {
	e := entity{id: local, properties: []property{
		is(vocab.RDFType, class),
		text(vocab.SKOSPrefLabel, hant, "zh-Hant"),
		text(vocab.SKOSPrefLabel, hans, "zh-Hans"),
		text(vocab.SKOSPrefLabel, en, "en"),
	}}
	for _, labels := range alternatives {
		for _, l := range labels {
			e.properties = append(e.properties, text(vocab.SKOSAltLabel, l.text, l.lang))
		}
	}
	return e
}

// record makes an entity that has no name, only a description.
func record(class quad.IRI, local, en, hant, hans string) entity {
	return entity{id: local, properties: []property{
		is(vocab.RDFType, class),
		text(vocab.RDFSLabel, en, "en"),
		text(vocab.RDFSLabel, hant, "zh-Hant"),
		text(vocab.RDFSLabel, hans, "zh-Hans"),
	}}
}

// with adds properties of the data set's own, such as a second class.
func (e entity) with(properties ...property) entity {
	e.properties = append(e.properties, properties...)
	return e
}

// en gives English alternatives.
func en(texts ...string) []label { return inLanguage("en", texts) }

// pinyin gives alternatives in Latin letters, with tones or without.
func pinyin(texts ...string) []label { return inLanguage("zh-Latn-pinyin", texts) }

func inLanguage(lang string, texts []string) []label {
	var labels []label
	for _, t := range texts {
		labels = append(labels, label{t, lang})
	}
	return labels
}

// zh gives an alternative in both scripts: one label if they write it alike.
func zh(hant, hans string) []label {
	if hant == hans {
		return []label{{hant, "zh"}}
	}
	return []label{{hant, "zh-Hant"}, {hans, "zh-Hans"}}
}

// hant gives an alternative in traditional characters only, such as a spelling of the source's own.
func hant(text string) []label { return []label{{text, "zh-Hant"}} }

// link points to another entity.
func link(predicate quad.IRI, local string) property { return property{predicate, id(local)} }

// is points to a term of a vocabulary.
func is(predicate, term quad.IRI) property { return property{predicate, term} }

func yes(predicate quad.IRI) property { return property{predicate, quad.Bool(true)} }

func number(predicate quad.IRI, n int) property { return property{predicate, quad.Int(n)} }

func text(predicate quad.IRI, s, lang string) property {
	return property{predicate, quad.LangString{Value: quad.String(s), Lang: lang}}
}

// A statement is some properties of one subject.
type statement struct {
	subject    string
	properties []property
}

// about states properties of an entity.
func about(local string, properties ...property) statement { return statement{local, properties} }

// inYear states the year of something, in both forms: a number to filter by, and a time as precise as
// is known.
func inYear(local string, year int) statement {
	gYear := quad.TypedString{Value: quad.String(strconv.Itoa(year)), Type: vocab.XSDGYear}
	return about(local, number(vocab.Year, year), property{vocab.When, gYear})
}

// words states the same text in each language: English, traditional and simplified Chinese.
func words(local string, predicate quad.IRI, en, hant, hans string) statement {
	return about(local, text(predicate, en, "en"), text(predicate, hant, "zh-Hant"), text(predicate, hans, "zh-Hans"))
}

// figure states a number of something: its value, what the value bounds, what it measures and in which
// unit.
func figure(local string, value int, bound quad.IRI) statement {
	return about(local, number(vocab.Value, value), is(vocab.Bound, bound))
}
