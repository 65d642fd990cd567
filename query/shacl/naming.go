package shacl

import "fmt"

// naming is what people call a shape, to be put into words.
type naming struct {
	name  string  // of one with an IRI, or that belongs to none
	path  string  // of one that is a part of another; empty if it has none
	outer *naming // that it is a part of
	place string  // where a file has it, if that is known and it has no IRI
}

// in gives the name by the words for a part of a shape, and for a path of one.
func (n *naming) in(part, of string) string {
	if n == nil {
		return ""
	}
	if n.place != "" {
		return n.called(part, of) + " (" + n.place + ")"
	}
	return n.called(part, of)
}

func (n *naming) called(part, of string) string {
	switch {
	case n.outer == nil:
		return n.name
	case n.path == "":
		return fmt.Sprintf(part, n.outer.called(part, of))
	}
	return fmt.Sprintf(of, n.outer.called(part, of), n.path)
}
