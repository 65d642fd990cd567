package store

import (
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// InvalidQuadError says why a quad cannot be stored. Nothing of the quad has been.
type InvalidQuadError struct {
	Quad quad.Quad
	// Part is what is wrong: quad.Subject, Predicate, Object or Label.
	Part   quad.Direction
	Reason string
	// Index is the quad's place in a batch, from 0.
	Index int
}

func (e *InvalidQuadError) Error() string {
	return fmt.Sprintf("snapstore: the %v of the quad (%s) %s", e.Part, showQuad(e.Quad), e.Reason)
}

// showQuad writes a quad for a message; what is missing stands as "nothing".
func showQuad(q quad.Quad) string {
	var text []byte
	for i, d := range quad.Directions {
		v := q.Get(d)
		if d == quad.Label && v == nil {
			break
		}
		if i > 0 {
			text = append(text, ' ')
		}
		if _, err := term.Of(v); err != nil {
			text = fmt.Appendf(text, "(%T)", v)
		} else if v == nil {
			text = append(text, "nothing"...)
		} else {
			text = term.Append(text, v)
		}
	}
	return string(text)
}

// Check says what is wrong with a quad, as [Tx.Add] does; generalized is as after [Tx.Generalize].
func Check(q quad.Quad, generalized bool) error {
	_, err := checked(q, generalized)
	return err
}

// checked takes a quad apart, or says what is wrong with it.
func checked(q quad.Quad, generalized bool) (t [4]term.Term, err error) {
	for i, d := range quad.Directions {
		if t[i], err = term.Of(q.Get(d)); err != nil {
			return t, noTerm(q, d, err)
		}
		if reason := invalid(d, t[i], generalized); reason != "" {
			return t, &InvalidQuadError{Quad: q, Part: d, Reason: reason}
		}
	}
	return t, nil
}

func noTerm(q quad.Quad, d quad.Direction, err error) error {
	return &InvalidQuadError{Quad: q, Part: d, Reason: "is no RDF term: " + err.Error()}
}

// invalid says what is wrong with a term at a place in a quad; "" if nothing is.
func invalid(d quad.Direction, t term.Term, generalized bool) string {
	switch {
	case t.Kind == term.None && d != quad.Label:
		return "is missing"
	case t.Kind == term.Blank && d == quad.Predicate && !generalized:
		return "is a blank node; only IRIs name predicates"
	}
	return invalidTerm(t)
}

func invalidTerm(t term.Term) string {
	switch {
	case t.Kind == term.IRI && t.Text == "":
		return "is an empty IRI"
	case t.Kind == term.Blank && t.Text == "":
		return "is a blank node without a name"
	case !term.ValidText(t.Text) || !term.ValidText(t.Datatype) || !term.ValidText(t.Lang):
		return "is not valid UTF-8"
	}
	return ""
}

// fault is what is wrong with a term of a batch.
type fault uint8

const (
	faultless  fault = iota
	unwritable       // no RDF file could hold it
	unstorable       // see invalidTerm
)

func faultOf(t term.Term) fault {
	switch {
	case t.Check() == nil:
		return faultless
	case invalidTerm(t) == "":
		return unwritable
	}
	return unstorable
}

// unwritableReason says why no file could hold a term where it stands.
func unwritableReason(t term.Term) string {
	if err := t.Check(); err != nil {
		return "could be in no file: " + err.Error()
	}
	return "is a literal; only objects are"
}
