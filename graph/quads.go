package graph

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Pattern says which quads are wanted: those that have each value that is set. A nil value matches
// anything. Values compare as RDF terms: quad.Int(5) and "5"^^xsd:integer are the same.
type Pattern struct {
	Subject, Predicate, Object, Label quad.Value
	// Unlabelled asks for quads of the default graph only, those with no label. Label must be nil then.
	Unlabelled bool
}

func (p Pattern) check() error {
	if p.Unlabelled && p.Label != nil {
		return errors.New("a pattern with both Label and Unlabelled matches nothing; set one of them")
	}
	for _, v := range []quad.Value{p.Subject, p.Predicate, p.Object, p.Label} {
		if _, err := term.Of(v); err != nil {
			return err
		}
	}
	return nil
}

// checkQuad holds a quad to RDF 1.1: an IRI or blank node as subject, an IRI as predicate, any term as
// object, and nothing, an IRI or a blank node as label, each such that a file can hold it.
func checkQuad(q quad.Quad) error {
	if err := checkTerm("subject", q.Subject, term.IRI, term.Blank); err != nil {
		return err
	}
	if err := checkTerm("predicate", q.Predicate, term.IRI); err != nil {
		return err
	}
	if err := checkTerm("object", q.Object, term.IRI, term.Blank, term.Literal); err != nil {
		return err
	}
	return checkTerm("label", q.Label, term.None, term.IRI, term.Blank)
}

func checkTerm(place string, v quad.Value, allowed ...term.Kind) error {
	t, err := term.Of(v)
	if err != nil {
		return fmt.Errorf("its %s: %w", place, err)
	}
	fits := false
	for _, k := range allowed {
		fits = fits || k == t.Kind
	}
	switch {
	case !fits && t.Kind == term.None:
		return fmt.Errorf("it has no %s", place)
	case !fits:
		return fmt.Errorf("its %s is %s, and RDF wants %s there", place, kindName(t.Kind), kindNames(allowed))
	case t.Text == "" && (t.Kind == term.IRI || t.Kind == term.Blank):
		return fmt.Errorf("its %s is %s without a name", place, kindName(t.Kind))
	case !term.ValidText(t.Text) || !term.ValidText(t.Datatype):
		return fmt.Errorf("its %s is not valid UTF-8", place)
	case t.Kind == term.None:
		return nil
	case t.Lang != "" && !term.ValidLang(t.Lang):
		return fmt.Errorf("its %s has the language tag %.60q, which is none; use one such as \"en\" or \"zh-Hant\"", place, t.Lang)
	}
	if err := t.Check(); err != nil {
		return fmt.Errorf("its %s: %w", place, err)
	}
	return nil
}

func kindName(k term.Kind) string {
	switch k {
	case term.IRI:
		return "an IRI"
	case term.Blank:
		return "a blank node"
	case term.Literal:
		return "a literal"
	default:
		return "nothing"
	}
}

func kindNames(kinds []term.Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = kindName(k)
	}
	return strings.Join(names, " or ")
}

// quadText writes a quad for an error message, shortened so that a long literal does not bury it.
func quadText(q quad.Quad) string {
	parts := make([]string, 0, 4)
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v != nil {
			parts = append(parts, shorten(string(term.Append(nil, v)), 60))
		}
	}
	return strings.Join(parts, " ")
}
