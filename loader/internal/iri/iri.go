// Package iri resolves relative IRI references: RFC 3986, section 5.2, with its strict reading of
// references that have the base's scheme, on the characters of IRIs (RFC 3987, section 6.5).
//
// References that are absolute are left as they are: RDF compares IRIs character by character, and only
// relative ones are the syntax's business.
package iri

import (
	"bytes"

	"talentgraph.example/loader/internal/grammar"
)

// Base is an absolute IRI taken apart. The zero Base is none.
type Base struct {
	text []byte
	// Where the parts end in text; each includes its mark, such as "//" or "?", and may be empty.
	scheme, authority, path, query int
}

// NewBase takes an absolute IRI apart; it copies it. ok is false if it has no scheme.
func NewBase(iri []byte) (b Base, ok bool) {
	n := grammar.SchemeLen(iri)
	if n == 0 {
		return Base{}, false
	}
	b.text = bytes.Clone(iri)
	b.scheme = n + 1
	authority, path, query, _ := split(iri[b.scheme:])
	b.authority = b.scheme + len(authority)
	b.path = b.authority + len(path)
	b.query = b.path + len(query)
	return b, true
}

// IsZero tells whether there is no base.
func (b *Base) IsZero() bool { return b.text == nil }

// Len is the IRI's length in bytes.
func (b *Base) Len() int { return len(b.text) }

// String gives the IRI.
func (b *Base) String() string { return string(b.text) }

// split takes a reference without scheme apart. authority begins with "//", query with "?" and fragment
// with "#", if there is any.
func split(ref []byte) (authority, path, query, fragment []byte) {
	if i := bytes.IndexByte(ref, '#'); i >= 0 {
		ref, fragment = ref[:i], ref[i:]
	}
	if i := bytes.IndexByte(ref, '?'); i >= 0 {
		ref, query = ref[:i], ref[i:]
	}
	if len(ref) >= 2 && ref[0] == '/' && ref[1] == '/' {
		if i := bytes.IndexByte(ref[2:], '/'); i >= 0 {
			return ref[:i+2], ref[i+2:], query, fragment
		}
		return ref, nil, query, fragment
	}
	return nil, ref, query, fragment
}

// Resolve appends the IRI that a relative reference stands for. ref must not lie in dst's memory.
func (b *Base) Resolve(dst, ref []byte) []byte {
	authority, path, query, fragment := split(ref)
	if authority != nil {
		dst = append(dst, b.text[:b.scheme]...)
		dst = append(dst, authority...)
		dst = appendPath(dst, path, nil)
		dst = append(dst, query...)
		return append(dst, fragment...)
	}
	dst = append(dst, b.text[:b.authority]...)
	basePath := b.text[b.authority:b.path]
	switch {
	case len(path) == 0:
		dst = append(dst, basePath...)
		if query == nil {
			query = b.text[b.path:b.query]
		}
	case path[0] == '/':
		dst = appendPath(dst, path, nil)
	case len(basePath) == 0 && b.authority > b.scheme:
		dst = appendPath(dst, []byte("/"), path)
	default:
		dst = appendPath(dst, basePath[:bytes.LastIndexByte(basePath, '/')+1], path)
	}
	dst = append(dst, query...)
	return append(dst, fragment...)
}

// appendPath appends the path head+tail without its dot segments (RFC 3986, section 5.2.4).
func appendPath(dst, head, tail []byte) []byte {
	start := len(dst)
	dst = append(append(dst, head...), tail...)
	if !bytes.Contains(dst[start:], []byte(".")) {
		return dst
	}
	// The path is rewritten in place: what is written is never longer than what was read.
	path := dst[start:]
	w := 0
	for r := 0; r < len(path); {
		rest := path[r:]
		switch {
		case bytes.HasPrefix(rest, []byte("../")):
			r += 3
		case bytes.HasPrefix(rest, []byte("./")):
			r += 2
		case bytes.HasPrefix(rest, []byte("/./")):
			r += 2
		case string(rest) == "/.":
			path[r+1] = '/'
			r++
		case bytes.HasPrefix(rest, []byte("/../")):
			r += 3
			w = max(0, bytes.LastIndexByte(path[:w], '/'))
		case string(rest) == "/..":
			path[r+2] = '/'
			r += 2
			w = max(0, bytes.LastIndexByte(path[:w], '/'))
		case string(rest) == "." || string(rest) == "..":
			r = len(path)
		default:
			n := bytes.IndexByte(rest[1:], '/') + 1
			if n == 0 {
				n = len(rest)
			}
			w += copy(path[w:], rest[:n])
			r += n
		}
	}
	return dst[:start+w]
}
