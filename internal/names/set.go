package names

import (
	"slices"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Fit tells how a name has to fit a label.
type Fit uint8

const (
	// Exactly is as one text, but for case, width and spacing ([Fold]).
	Exactly Fit = iota
	// Loosely is by letters and digits alone, without accents. A Chinese name then also fits one in the other
	// script, traditional or simplified, and a name in Latin letters a Chinese one whose pinyin, without tones,
	// it is. Two Chinese names that only sound alike do not fit.
	Loosely
	// Spelled is as Loosely, but for pinyin, which fits nothing.
	Spelled
)

// Set finds entities by names that are in no graph yet, as a snapshot finds them by their
// labels. The zero Set is empty and ready for use. It is not safe for concurrent use.
type Set struct {
	exact, loose map[string][]namedIRI // by folded name, and by each key of Romanizer.LooseKeys
	seen         map[namedIRI]bool     // what is in them: a table can give many entities one name, or one many
	reader       *Romanizer
}

type namedIRI struct {
	name string // folded, or squeezed
	iri  quad.IRI
}

// Add gives an entity a name. It may have several, and others may have the same.
func (s *Set) Add(name string, entity quad.IRI) {
	if s.exact == nil {
		s.exact, s.loose, s.seen, s.reader = map[string][]namedIRI{}, map[string][]namedIRI{}, map[namedIRI]bool{}, NewRomanizer()
	}
	exact := namedIRI{Fold(name), entity}
	if exact.name == "" || s.seen[exact] {
		return
	}
	s.exact[exact.name] = append(s.exact[exact.name], exact)
	loose := namedIRI{Squeeze(exact.name), entity}
	if known := s.seen[namedIRI{asPinyin(loose.name), entity}]; !known {
		for _, key := range s.reader.LooseKeys(exact.name) {
			s.loose[key] = append(s.loose[key], loose)
		}
	}
	s.seen[exact], s.seen[namedIRI{asPinyin(loose.name), entity}] = true, true
}

// Find gives the entities that have a name, each once, in the order in which they were added.
func (s *Set) Find(name string, fit Fit) []quad.IRI {
	folded := Fold(name)
	if fit == Exactly {
		return irisOf(s.exact[folded])
	}
	var found []namedIRI
	for _, key := range LooseQuery(folded, fit) {
		for _, n := range s.loose[key] {
			if key != "" && s.reader.FitsLoosely(folded, n.name) {
				found = append(found, n)
			}
		}
	}
	return irisOf(found)
}

func irisOf(found []namedIRI) (iris []quad.IRI) {
	for _, n := range found {
		if !slices.Contains(iris, n.iri) {
			iris = append(iris, n.iri)
		}
	}
	return iris
}

// Pinyin gives the readings of a Chinese name, without tones and spaces, the commonest first: "zhongguancun" for
// 中關村. What is not Chinese in it stays. There are several where a character has several, up to 16, and none for a
// name without Chinese characters or of more than 100 characters.
func Pinyin(name string) []string {
	folded := Fold(name)
	if !HasHan(name) || utf8.RuneCountInString(Squeeze(folded)) > maxRomanized {
		return nil
	}
	return NewRomanizer().Keys(folded)
}
