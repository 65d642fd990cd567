package graph

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
)

// The errors to test for with errors.Is. What exactly was wrong is in a [*NameError], [*LimitError] or
// [*QuadError], found with errors.As; the message says what to do next.
var (
	// ErrNotFound: a name that no entity has. The [*NameError] has suggestions.
	ErrNotFound = errors.New("not found")
	// ErrAmbiguous: a name that several entities have. The [*NameError] has the candidates.
	ErrAmbiguous = errors.New("ambiguous name")
	// ErrClosed: the graph was closed, or a transaction was used after its Update had ended.
	ErrClosed = errors.New("closed")
	// ErrLimit: a limit was reached, so there is no answer, or nothing was loaded. The [*LimitError] says which and how to raise it.
	ErrLimit = limit.Err
	// ErrInvalidQuad: a quad that cannot be stored. The [*QuadError] says which and why.
	ErrInvalidQuad = errors.New("invalid quad")
)

// NameError tells why a name could not be resolved to one entity. It is ErrNotFound if Candidates is
// empty, else ErrAmbiguous.
type NameError struct {
	Name string
	Kind Kind // what was looked for; its zero value if anything would have done
	// Candidates are the entities that have the name, ordered by IRI.
	Candidates []Entity
	// Suggestions are entities with a similar name, the most similar first; at most five.
	Suggestions []Entity
	// WrongKind are entities that do have the name, but are of another kind.
	WrongKind []Entity
}

// Error says what the name could have been.
func (e *NameError) Error() string {
	what := e.Kind.word()
	switch {
	case len(e.Candidates) > 0:
		return fmt.Sprintf("%q names several entities: %s; use one of these IRIs", e.Name, listWithIRIs(e.Candidates))
	case e.Name == "":
		return fmt.Sprintf("no name given; name one %s by its IRI or any of its labels", what)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "no %s named %q", what, e.Name)
	if len(e.WrongKind) > 0 {
		fmt.Fprintf(&b, " (that name belongs to %s)", listWithKinds(e.WrongKind))
	}
	switch {
	case len(e.Suggestions) > 0:
		fmt.Fprintf(&b, "; did you mean %s?", e.suggestions())
	case len(e.WrongKind) == 0:
		b.WriteString("; an IRI, a compact IRI such as \"id:alibaba\" or any label of an entity will do")
	}
	return b.String()
}

// Is makes errors.Is work with ErrNotFound and ErrAmbiguous.
func (e *NameError) Is(target error) bool {
	if len(e.Candidates) > 0 {
		return target == ErrAmbiguous
	}
	return target == ErrNotFound
}

func listWithIRIs(entities []Entity) string {
	parts := make([]string, len(entities))
	for i, e := range entities {
		parts[i] = fmt.Sprintf("%s %s", e.compact(), e.Label())
	}
	return strings.Join(parts, ", ")
}

func listWithKinds(entities []Entity) string {
	parts := make([]string, len(entities))
	for i, e := range entities {
		kinds := e.kindWords()
		if kinds == "" {
			kinds = "no known type"
		}
		parts[i] = fmt.Sprintf("%s, %s", e.compact(), kinds)
	}
	return strings.Join(parts, "; ")
}

// suggestions lists them as "Alibaba" (阿里巴巴), since a reader may know only one of the scripts, or as an IRI
// if that is what lacks its beginning.
func (e *NameError) suggestions() string {
	parts := make([]string, len(e.Suggestions))
	for i, suggested := range e.Suggestions {
		if iri := suggested.ID(); localName(iri) == e.Name {
			parts[i] = suggested.compact()
			continue
		}
		label := suggested.Label()
		parts[i] = fmt.Sprintf("%q", label)
		if zh := suggested.Label("zh-Hant", "zh"); zh != label {
			parts[i] += " (" + zh + ")"
		}
	}
	return strings.Join(parts, " or ")
}

// LimitError names the limit that ended a question, a script or the reading of a file: what is limited (Limit), the
// limit's Value, and how to Raise it, if that can be done. It is ErrLimit.
type LimitError = limit.Error

// QuadError tells which quad was refused and why. It is ErrInvalidQuad. Nothing of the change it was
// part of has been made.
type QuadError struct {
	Quad  quad.Quad
	Index int // its place among the quads given, from 0
	Err   error
}

// Error writes the quad's place, the quad and what is wrong with it.
func (e *QuadError) Error() string {
	return fmt.Sprintf("quad %d (%s) cannot be stored: %v", e.Index, quadText(e.Quad), e.Err)
}

// Is makes errors.Is work with ErrInvalidQuad.
func (e *QuadError) Is(target error) bool { return target == ErrInvalidQuad }

// Unwrap gives the reason.
func (e *QuadError) Unwrap() error { return e.Err }
