package xml

import (
	"bytes"
	"errors"
	"fmt"
	"maps"

	"talentgraph.example/loader/internal/amplify"
)

// The namespaces that prefixes have from the start.
const (
	Namespace      = "http://www.w3.org/XML/1998/namespace" // of the prefix xml
	xmlnsNamespace = "http://www.w3.org/2000/xmlns/"
)

// Reserved tells whether a namespace is one that cannot be declared.
func Reserved(space string) bool { return space == Namespace || space == xmlnsNamespace }

// Name is the name of an element or an attribute. Of equal names there may be several.
type Name struct {
	Prefix, Local string
	Space         string // the namespace; empty if it is in none
	IRI           []byte // Space and Local, one behind the other
	// Class is for whoever reads the tokens, to note what the name means. It is 0 at first.
	Class uint8

	generation int // of the bindings for which it was last looked up
}

func (n *Name) same(m *Name) bool { return n == m || n.Local == m.Local && n.Space == m.Space }

// names knows what prefixes stand for, and the names that were met.
type names struct {
	spaces     map[string]string // by prefix
	bindings   []binding
	generation int             // of spaces: another one whenever they change
	here       map[string]bool // prefixes that the tag that is being read declares

	declared             map[string]string // all that were met, up to maxDeclared
	elements, attributes map[string]*Name  // as written
	expanded             *amplify.Meter
}

// binding is a namespace that an element has declared, and what it has hidden.
type binding struct {
	prefix, before string
	known          bool // there was one before
}

func (n *names) init(expanded *amplify.Meter) {
	n.expanded = expanded
	n.spaces = map[string]string{"xml": Namespace}
	n.here, n.declared = map[string]bool{}, map[string]string{}
	n.elements, n.attributes = map[string]*Name{}, map[string]*Name{}
}

var (
	errXMLPrefix = errors.New("the prefixes xml and xmlns, and their namespaces, belong to each other and to nothing else")
	errNoSpace   = errors.New("a prefix must have a namespace; xmlns:...=\"\" is not among what XML 1.0 has")
	errTwiceNS   = errors.New("the tag declares the prefix twice")
)

// begin begins a tag.
func (n *names) begin() {
	if len(n.here) > 0 {
		n.here = map[string]bool{}
	}
}

// declare binds a prefix, which is empty for the default namespace.
func (n *names) declare(prefix string, space []byte) error {
	if prefix != "" && !IsNCName([]byte(prefix)) {
		return errColons
	}
	isXML := string(space) == Namespace
	switch {
	case prefix == "xml" && isXML:
		return nil
	case prefix == "xml" || prefix == "xmlns" || isXML || string(space) == xmlnsNamespace:
		return errXMLPrefix
	case prefix != "" && len(space) == 0:
		return errNoSpace
	}
	if n.here[prefix] {
		return errTwiceNS
	}
	n.here[prefix] = true
	before, known := n.spaces[prefix]
	n.bindings = append(n.bindings, binding{prefix, before, known})
	n.spaces[prefix] = string(space)
	n.generation++
	if len(n.declared) < maxDeclared && len(space) > 0 && len(space) <= amplify.Free {
		n.declared[prefix] = string(space)
	}
	return nil
}

// drop takes back all bindings but the first so many.
func (n *names) drop(keep int) {
	for i := len(n.bindings) - 1; i >= keep; i-- {
		b := n.bindings[i]
		if b.known {
			n.spaces[b.prefix] = b.before
		} else {
			delete(n.spaces, b.prefix)
		}
		n.generation++
	}
	n.bindings = n.bindings[:keep]
}

// prefixLen gives the length of what stands before a name's first colon, 0 if nothing does.
func prefixLen(raw []byte) int { return max(0, bytes.IndexByte(raw, ':')) }

var errColons = errors.New("a name has at most one colon, with a name on either side")

// maxKnown is how many names are remembered.
const maxKnown = 10_000

// element gives the name of an element, which is written so and has a prefix of that length.
func (n *names) element(raw []byte, prefix int) (*Name, error) {
	return n.look(&n.elements, raw, prefix, true)
}

// attribute gives the name of an attribute. Without a prefix it is in no namespace.
func (n *names) attribute(raw []byte, prefix int) (*Name, error) {
	return n.look(&n.attributes, raw, prefix, false)
}

func (n *names) look(known *map[string]*Name, raw []byte, prefix int, byDefault bool) (*Name, error) {
	name := (*known)[string(raw)]
	if name != nil && name.generation == n.generation {
		return name, nil
	}
	if name == nil && !IsNCName(raw) && (prefix == 0 || !IsNCName(raw[prefix+1:])) {
		return nil, errColons
	}
	space := ""
	if prefix > 0 || byDefault {
		var ok bool
		if space, ok = n.spaces[string(raw[:prefix])]; !ok && prefix > 0 {
			return nil, fmt.Errorf("the prefix %s is not declared; declare it by xmlns:%s=\"...\" in this element or one around it", raw[:prefix], raw[:prefix])
		}
	}
	if name == nil || name.Space != space {
		local := raw[prefix:]
		if prefix > 0 {
			local = raw[prefix+1:]
		}
		if err := n.expanded.Use(len(space)); err != nil {
			return nil, err
		}
		name = &Name{Prefix: string(raw[:prefix]), Local: string(local), Space: space, IRI: append([]byte(space), local...)}
		if len(*known) >= maxKnown {
			*known = map[string]*Name{}
		}
		if len(space) <= amplify.Free { // long ones are made, and counted, anew
			(*known)[string(raw)] = name
		}
	}
	name.generation = n.generation
	return name, nil
}

// maxDeclared is how many prefixes are remembered beyond their elements.
const maxDeclared = 1_000

// Prefixes gives the prefixes that were declared so far, the empty one included, and their namespaces: of those
// declared several times, the last. It leaves out what is longer than a name should be, and all beyond 1,000.
func (s *Scanner) Prefixes() map[string]string { return maps.Clone(s.names.declared) }

// IsSpace tells whether a text is white space, or empty.
func IsSpace(text []byte) bool {
	for _, c := range text {
		if !space[c] {
			return false
		}
	}
	return true
}

// IsNCName tells whether a text is a name without a colon.
func IsNCName(text []byte) bool {
	return len(text) > 0 && nameLen(text) == len(text) && bytes.IndexByte(text, ':') < 0
}

// Lookup gives the namespace that a prefix, or the empty one, stands for where the scanner is; empty if none.
func (s *Scanner) Lookup(prefix string) string { return s.names.spaces[prefix] }
