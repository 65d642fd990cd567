package shacl

import (
	"slices"

	"github.com/cayleygraph/quad"
)

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
