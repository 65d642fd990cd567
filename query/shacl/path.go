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

// path reads a path from its node. What it is made of may be blank nodes that refer to each other; a ring is an error.
func (r *reader) path(shape *Shape, n quad.Value, above []quad.Value) (Path, error) {
	wrong := func(what string) (Path, error) { return Path{}, shape.wrong("path", "%s", what) }
	if iri, ok := n.(quad.IRI); ok {
		return Path{kind: predicatePath, predicate: iri, text: r.state.CompactIRI(iri)}, nil
	}
	if _, ok := n.(quad.BNode); !ok {
		return wrong("a path is an IRI, a list or a blank node, not " + r.show(n))
	}
	if slices.Contains(above, n) || len(above) >= mostNested {
		return wrong("the path refers to itself, or is nested too deeply")
	}
	above = append(above, n)
	if len(r.objects(n, rdfFirst)) > 0 {
		parts, err := r.paths(shape, n, above)
		return Path{kind: sequencePath, parts: parts}, err
	}
	var found []Path
	for _, form := range []struct {
		name string
		kind pathKind
	}{
		{"alternativePath", alternativePath}, {"inversePath", inversePath}, {"zeroOrMorePath", zeroOrMorePath},
		{"oneOrMorePath", oneOrMorePath}, {"zeroOrOnePath", zeroOrOnePath},
	} {
		for _, inner := range r.objects(n, sh+quad.IRI(form.name)) {
			p := Path{kind: form.kind}
			var err error
			if form.kind == alternativePath {
				p.parts, err = r.paths(shape, inner, above)
			} else {
				var part Path
				part, err = r.path(shape, inner, above)
				p.parts = []Path{part}
			}
			if err != nil {
				return Path{}, err
			}
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		return wrong("a path's node has one of sh:alternativePath, sh:inversePath, sh:zeroOrMorePath, sh:oneOrMorePath and sh:zeroOrOnePath, once")
	}
	return found[0], nil
}

func (r *reader) paths(shape *Shape, list quad.Value, above []quad.Value) ([]Path, error) {
	items, err := r.list(shape, "path", list)
	if err != nil {
		return nil, err
	}
	if len(items) < 2 {
		return nil, shape.wrong("path", "a list of paths has two members at least")
	}
	parts := make([]Path, len(items))
	for i, item := range items {
		if parts[i], err = r.path(shape, item, above); err != nil {
			return nil, err
		}
	}
	return parts, nil
}
