package shacl

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// Path is the way from a node to its values (section 2.3.1): a predicate, or a property path of SPARQL. The zero Path
// is none, that of a node shape. Safe for concurrent use.
type Path struct {
	kind      pathKind
	predicate quad.IRI
	text      string // of a predicate: its compact IRI
	parts     []Path // one, but for sequences and alternatives
}

type pathKind uint8

const (
	noPath pathKind = iota
	predicatePath
	inversePath
	sequencePath
	alternativePath
	zeroOrMorePath
	oneOrMorePath
	zeroOrOnePath
)

// Predicate is the predicate that the path consists of; empty for other paths.
func (p Path) Predicate() quad.IRI { return p.predicate }

// String is the path as SPARQL has it, with compact IRIs where the shapes' graph knows a prefix.
func (p Path) String() string {
	switch p.kind {
	case noPath:
		return ""
	case predicatePath:
		return p.text
	case inversePath:
		return "^" + p.parts[0].inBrackets()
	case zeroOrMorePath:
		return p.parts[0].inBrackets() + "*"
	case oneOrMorePath:
		return p.parts[0].inBrackets() + "+"
	case zeroOrOnePath:
		return p.parts[0].inBrackets() + "?"
	}
	texts := make([]string, len(p.parts))
	for i, part := range p.parts {
		texts[i] = part.inBrackets()
	}
	if p.kind == sequencePath {
		return strings.Join(texts, "/")
	}
	return strings.Join(texts, "|")
}

func (p Path) inBrackets() string {
	if p.kind == predicatePath {
		return p.String()
	}
	return "(" + p.String() + ")"
}

// inward gives a path in which only predicates are turned round, and to which nothing else must be added.
func (p Path) inward() Path {
	if p.kind != inversePath {
		p.parts = slices.Clone(p.parts)
		for i := range p.parts {
			p.parts[i] = p.parts[i].inward()
		}
		return p
	}
	inner := p.parts[0]
	switch inner.kind {
	case predicatePath:
		return p
	case inversePath:
		return inner.parts[0].inward()
	}
	turned := Path{kind: inner.kind, parts: make([]Path, len(inner.parts))}
	for i, part := range inner.parts {
		if inner.kind == sequencePath {
			i = len(inner.parts) - 1 - i
		}
		turned.parts[i] = Path{kind: inversePath, parts: []Path{part}}.inward()
	}
	return turned
}
