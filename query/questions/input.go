package questions

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// Kind says what a value is. All are given as text.
type Kind int

// A name is what graph.Snapshot.Resolve takes: an IRI, a compact IRI, or any label.
const (
	Text         Kind = iota
	Organization      // a name
	Person            // a name
	Sector            // a name
	Source            // a name
	Entity            // the name of anything
	Predicate         // an IRI, such as "tg:ledBy"
	Class             // an IRI, such as "tg:Model"
	Number            // a whole number
	Year              // a whole number
	Date              // a year, a month, a day or a span: "2024", "2024-03", "2024-03-15", "2023-35"
	Flag              // "true" or "false"
	MoveKind          // one of Input.Choices, or an IRI with a colon
	Grade             // one of Input.Choices
	Document          // the text of a source, whole
	Cursor            // what a row's JSON gives as its cursor
	Period            // one of Input.Choices
)

// String is the kind in English, in one word.
func (k Kind) String() string {
	names := []string{
		"text", "organization", "person", "sector", "source", "entity", "predicate", "class", "number", "year",
		"date", "flag", "kind", "grade", "document", "cursor", "period",
	}
	return names[min(max(int(k), 0), len(names)-1)]
}

// Input is a value, or values, that a question or an option takes.
type Input struct {
	Name     Words // what a form calls it
	Kind     Kind
	Optional bool   // of an argument: it may be left out
	Default  string // of an argument that is left out; empty for none
	Span     bool   // of an option: two values, the first and the last; one stands for both
	Repeated bool   // of an option: one value or several
}

// Choice is a value that an input may have.
type Choice struct {
	Value string
	Label Words
}

func optional(in Input) Input {
	in.Optional = true
	return in
}

func organization(name string) Input { return Input{Name: shared(name), Kind: Organization} }
func person(name string) Input       { return Input{Name: shared(name), Kind: Person} }
func sector(name string) Input       { return Input{Name: shared(name), Kind: Sector} }
func source(name string) Input       { return Input{Name: shared(name), Kind: Source} }
func entity(name string) Input       { return Input{Name: shared(name), Kind: Entity} }
func predicate(name string) Input    { return Input{Name: shared(name), Kind: Predicate} }
func plain(name string) Input        { return Input{Name: shared(name), Kind: Text} }
func period(name string) Input       { return Input{Name: shared(name), Kind: Period} }
func steps(name string) Input        { return Input{Name: shared(name), Kind: Number} }

// terms are those of the vocabulary that the input may be; none if it may be anything.
func (in Input) terms() []quad.IRI {
	switch in.Kind {
	case MoveKind:
		return []quad.IRI{vocab.KindHire, vocab.KindDeparture, vocab.KindFounding, vocab.KindPromotion}
	case Grade:
		return []quad.IRI{vocab.CertaintyStated, vocab.CertaintyInferred, vocab.CertaintySpeculative, vocab.CertaintyDisputed}
	}
	return nil
}

// Choices are the values that are known of such an input, by their own names and by what the vocabulary calls them;
// none if it may be anything.
func (in Input) Choices() []Choice {
	if in.Kind == Period {
		return []Choice{{"year", shared("year")}, {"quarter", shared("quarter")}, {"month", shared("month")}}
	}
	terms := in.terms()
	if terms == nil {
		return nil
	}
	english, hant, hans := vocab.Labels("en"), vocab.Labels("zh-Hant"), vocab.Labels("zh-Hans")
	var all []Choice
	for _, term := range terms {
		all = append(all, Choice{local(term), Words{english[term], hant[term], hans[term]}})
	}
	return all
}

// chosen finds the choice that a text names, in any language; false if it is none.
func (in Input) chosen(text string) (value string, ok bool) {
	for _, term := range in.terms() {
		if local(term) == text {
			return text, true // without reading the vocabulary
		}
	}
	for _, c := range in.Choices() {
		for _, name := range []string{c.Value, c.Label.En, c.Label.Hant, c.Label.Hans} {
			if strings.EqualFold(name, text) {
				return c.Value, true
			}
		}
	}
	return "", false
}

// fits tells whether there are as many values as the input takes.
func (in Input) fits(values []string) error {
	switch n := len(values); {
	case in.Span && n != 1 && n != 2:
		return fmt.Errorf("give one %s or two, the first and the last, not %d", in.Kind, n)
	case in.Repeated && n == 0:
		return fmt.Errorf("give at least one %s", in.Kind)
	case !in.Span && !in.Repeated && n != 1:
		return fmt.Errorf("give one %s, not %d", in.Kind, n)
	}
	return nil
}
