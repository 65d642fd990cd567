package graph

import (
	"cmp"
	"fmt"
	"strings"
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
		return fmt.Sprintf("%q names several entities: %s; use one of these IRIs", shorten(e.Name, shownOfName), listWithIRIs(e.Candidates))
	case e.Name == "":
		return fmt.Sprintf("no name given; name one %s by its IRI or any of its labels", what)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "no %s named %q", what, shorten(e.Name, shownOfName))
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
	return list(entities, ", ", func(e Entity) string { return e.compact() + " " + e.Label() })
}

// list has no more entities than one reads, and says how many there are besides.
func list(entities []Entity, separator string, text func(Entity) string) string {
	const most = 5
	var parts []string
	for _, e := range entities[:min(most, len(entities))] {
		parts = append(parts, shorten(text(e), shownOfName))
	}
	if more := len(entities) - most; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(parts, separator)
}

func listWithKinds(entities []Entity) string {
	return list(entities, "; ", func(e Entity) string { return e.compact() + ", " + cmp.Or(e.kindWords(), "no known type") })
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
		parts[i] = fmt.Sprintf("%q", shorten(label, shownOfName))
		if zh := suggested.Label("zh-Hant", "zh"); zh != label {
			parts[i] += " (" + shorten(zh, shownOfName) + ")"
		}
	}
	return strings.Join(parts, " or ")
}
