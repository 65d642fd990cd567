// Package iri resolves relative IRI references for query languages: RFC 3986, section 5.2, on the characters of IRIs.
// A reference that is absolute stays as it is, since RDF compares IRIs character by character.
package iri

import "strings"

// Absolute tells whether an IRI begins with a scheme.
func Absolute(iri string) bool { return schemeLen(iri) > 0 }

// schemeLen is the length of the scheme with its colon, 0 without one.
func schemeLen(iri string) int {
	for i := 0; i < len(iri); i++ {
		switch c := iri[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case c == ':' && i > 0:
			return i + 1
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return 0
		}
	}
	return 0
}

// Resolve gives what a reference stands for, seen from a base. ok is false if the reference is relative and the base is
// no absolute IRI.
func Resolve(base, ref string) (iri string, ok bool) {
	if Absolute(ref) {
		return ref, true
	}
	n := schemeLen(base)
	if n == 0 {
		return "", false
	}
	b, r := split(base[n:]), split(ref)
	switch {
	case r.authority != "":
		r.path = withoutDots(r.path)
	case r.path == "":
		r.authority, r.path = b.authority, b.path
		if r.query == "" {
			r.query = b.query
		}
	case r.path[0] == '/':
		r.authority, r.path = b.authority, withoutDots(r.path)
	case b.path == "" && b.authority != "":
		r.authority, r.path = b.authority, withoutDots("/"+r.path)
	default:
		r.authority, r.path = b.authority, withoutDots(b.path[:strings.LastIndexByte(b.path, '/')+1]+r.path)
	}
	return base[:n] + r.authority + r.path + r.query + r.fragment, true
}

// parts are those of an IRI behind its scheme. Each has its mark in front, and is empty if there is none.
type parts struct{ authority, path, query, fragment string }

func split(s string) (p parts) {
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s, p.fragment = s[:i], s[i:]
	}
	if i := strings.IndexByte(s, '?'); i >= 0 {
		s, p.query = s[:i], s[i:]
	}
	if strings.HasPrefix(s, "//") {
		end := strings.IndexByte(s[2:], '/')
		if end < 0 {
			p.authority = s
			return p
		}
		s, p.authority = s[end+2:], s[:end+2]
	}
	p.path = s
	return p
}

// withoutDots takes "." and ".." out of a path.
func withoutDots(path string) string {
	if !strings.Contains(path, ".") {
		return path
	}
	rooted := strings.HasPrefix(path, "/")
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	var kept []string
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
			if last {
				kept = append(kept, "")
			}
		case ".":
			if last {
				kept = append(kept, "")
			}
		default:
			kept = append(kept, s)
		}
	}
	path = strings.Join(kept, "/")
	if rooted {
		path = "/" + path
	}
	return path
}
