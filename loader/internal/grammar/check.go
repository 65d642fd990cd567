package grammar

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// CheckQuad tells why a quad cannot be written to a file that a strict reader would take; nil if it can.
func CheckQuad(q quad.Quad) error {
	if err := checkNode(q.Subject, "subject"); err != nil {
		return err
	}
	predicate, err := term.Of(q.Predicate)
	switch {
	case err != nil:
	case predicate.Kind == term.None:
		err = errors.New("it is nil")
	case predicate.Kind != term.IRI:
		err = errors.New("it must be an IRI")
	default:
		err = CheckTerm(predicate)
	}
	if err != nil {
		return fmt.Errorf("predicate %s: %w", Show(q.Predicate), err)
	}
	object, err := term.Of(q.Object)
	if err == nil {
		err = CheckTerm(object)
	}
	if err != nil {
		return fmt.Errorf("object %s: %w", Show(q.Object), err)
	}
	if q.Label == nil {
		return nil
	}
	return checkNode(q.Label, "label")
}

func checkNode(v quad.Value, place string) error {
	t, err := term.Of(v)
	switch {
	case err != nil:
	case t.Kind == term.Literal:
		err = errors.New("it must be an IRI or a blank node, not a literal")
	default:
		err = CheckTerm(t)
	}
	if err != nil {
		return fmt.Errorf("%s %s: %w", place, Show(v), err)
	}
	return nil
}

// CheckTerm tells why a term cannot be written; nil if it can.
func CheckTerm(t term.Term) error {
	switch t.Kind {
	case term.IRI:
		return checkIRI(t.Text)
	case term.Blank:
		if BlankLen([]byte(t.Text)) != len(t.Text) || t.Text == "" {
			return errors.New("the blank node's name is not one that RDF files can have; use letters, digits, '_', and '-' or '.' inside")
		}
		return nil
	case term.Literal:
		if !utf8.ValidString(t.Text) {
			return errors.New("the text is not valid UTF-8")
		}
		if t.Lang != "" && LangLen(t.Lang) != len(t.Lang) {
			return fmt.Errorf("%q is no language tag; it must be letters, then groups of letters and digits after '-'", t.Lang)
		}
		if t.Datatype != "" {
			if err := checkIRI(t.Datatype); err != nil {
				return fmt.Errorf("datatype: %w", err)
			}
		}
		return nil
	default:
		return errors.New("it is nil")
	}
}

func checkIRI(iri string) error {
	if !utf8.ValidString(iri) {
		return errors.New("the IRI is not valid UTF-8")
	}
	for _, r := range iri {
		if !AllowedInIRI(r) {
			return fmt.Errorf("an IRI cannot have %q; percent-encode it", r)
		}
	}
	if !HasScheme(iri) {
		return errors.New("the IRI is not absolute: it has no scheme such as \"https:\"")
	}
	return nil
}

// Show gives a value for an error, shortened.
func Show(v quad.Value) string {
	if v == nil {
		return "nil"
	}
	t, err := term.Of(v)
	if err != nil {
		return fmt.Sprintf("of type %T", v)
	}
	const most = 64 // runes
	runes := []rune(t.Text)
	if len(runes) > most {
		t.Text = string(runes[:most]) + "…"
	}
	return strconv.QuoteToGraphic(t.Text)
}
