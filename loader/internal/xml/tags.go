package xml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"talentgraph.example/loader/syntax"
)

// Attribute is an attribute of a start tag. Declarations of namespaces are none.
type Attribute struct {
	Name  *Name
	Value []byte // normalized as one of type CDATA (XML 1.0, section 3.3.3)

	raw    []byte // the name as written
	prefix int    // its prefix's length
	at     int    // where it stands
}

// element is one that is open.
type element struct {
	name     *Name
	tag      int // where its name begins in tags
	bindings int // how many namespaces were declared before it
}

var (
	errTag       = errors.New("the tag does not end")
	errLess      = errors.New("a '<' in an attribute's value; write &lt;")
	errTagName   = errors.New("no name of an element")
	errAttribute = errors.New("no name of an attribute")
	errEquals    = errors.New("an attribute without a value")
	errQuote     = errors.New("an attribute's value stands in quotation marks")
	errGap       = errors.New("no space before an attribute")
	errTwice     = errors.New("the attribute comes twice in one tag")
	errEndTag    = errors.New("an end tag that does not fit")
	errSlash     = errors.New("a '/' within a tag")
)

var xmlns = []byte("xmlns")

// tagStop marks the bytes that end a run of a tag's characters, outside its values.
var tagStop = [256]bool{'<': true, '>': true, '"': true, '\'': true, 0: true}

// tagEnd gives the index of the '>' that ends the tag that begins at i.
func (s *Scanner) tagEnd(i int) int {
	data := s.data
	for i++; ; i++ {
		for !tagStop[data[i]] {
			i++
		}
		switch c := data[i]; c {
		case '>':
			return s.whole(i)
		case '<':
			return s.fail(i, errTag, "'>'")
		case 0:
			if s.past(i) {
				return needMore
			}
			return s.fail(i, errTag, "'>'")
		default: // a value
			i++
			n := bytes.IndexByte(data[i:s.end], c)
			if n < 0 {
				n = s.end - i
			}
			if less := bytes.IndexByte(data[i:i+n], '<'); less >= 0 {
				return s.fail(i+less, errLess, "")
			}
			if i += n; i == s.end {
				i-- // so that the end is seen next
			}
		}
	}
}

// startTag takes a start tag, which begins at i.
func (s *Scanner) startTag(i int) int {
	end := s.tagEnd(i)
	if end < 0 {
		return end
	}
	n := nameLen(s.data[i+1 : end])
	if n == 0 {
		return s.fail(i+1, errTagName, "a name behind '<'; a '<' in text is written &lt;")
	}
	if len(s.elements) >= s.opts.MaxDepth {
		return s.fail(i, syntax.OverLimit("depth of nested elements", s.opts.MaxDepth, "WithMaxDepth"), "")
	}
	tag := element{tag: len(s.tags), bindings: len(s.names.bindings)}
	s.names.begin()
	raw := s.data[i+1 : i+1+n]
	s.Attributes = s.Attributes[:0]
	j, empty := s.attributes(i+1+n, end)
	if j < 0 {
		return j
	}
	var problem error
	if tag.name, problem = s.names.element(raw, prefixLen(raw)); problem != nil {
		return s.fail(i+1, problem, "")
	}
	for k := range s.Attributes {
		a := &s.Attributes[k]
		if a.Name, problem = s.names.attribute(a.raw, a.prefix); problem != nil {
			return s.fail(a.at, problem, "")
		}
	}
	if k := s.repeated(); k >= 0 {
		return s.fail(s.Attributes[k].at, errTwice, "")
	}
	s.part = content
	s.tags = append(s.tags, raw...)
	s.elements = append(s.elements, tag)
	s.Name, s.empty = tag.name, empty
	return end + 1
}

// attributes takes the attributes and declarations of namespaces between a tag's name and its '>'.
func (s *Scanner) attributes(i, end int) (behind int, empty bool) {
	data := s.data
	for {
		gap := i
		i = s.skipSpace(i)
		switch {
		case i == end:
			return i, false
		case data[i] == '/' && i+1 == end:
			return i, true
		case data[i] == '/':
			return s.fail(i, errSlash, "'/>'"), false
		case gap == i:
			return s.fail(i, errGap, "a space or '>'"), false
		}
		n := nameLen(data[i:end])
		if n == 0 {
			return s.fail(i, errAttribute, "a name, '/>' or '>'"), false
		}
		a := Attribute{at: i, raw: data[i : i+n]}
		a.prefix = prefixLen(a.raw)
		if i = s.skipSpace(i + n); data[i] != '=' {
			return s.fail(i, errEquals, "'='"), false
		}
		if i = s.skipSpace(i + 1); data[i] != '"' && data[i] != '\'' {
			return s.fail(i, errQuote, `'"'`), false
		}
		n = bytes.IndexByte(data[i+1:end], data[i])
		if n < 0 {
			return s.fail(i, errQuote, ""), false
		}
		var ok bool
		if a.Value, ok = s.attributeValue(i+1, i+1+n); !ok {
			return failed, false
		}
		i += n + 2
		if len(s.Attributes)+len(s.names.bindings) >= s.opts.MaxPrefixes {
			return s.fail(a.at, syntax.OverLimit("number of attributes and prefixes", s.opts.MaxPrefixes, "WithMaxPrefixes"), ""), false
		}
		if bytes.HasPrefix(a.raw, xmlns) && (len(a.raw) == len(xmlns) || a.prefix == len(xmlns)) {
			prefix := strings.TrimPrefix(string(a.raw[len(xmlns):]), ":")
			if prefix == "" && a.prefix > 0 {
				return s.fail(a.at, errColons, ""), false
			}
			if problem := s.names.declare(prefix, a.Value); problem != nil {
				return s.fail(a.at, problem, ""), false
			}
			continue
		}
		s.Attributes = append(s.Attributes, a)
	}
}

// repeated gives the index of an attribute whose name came before, -1 if there is none.
func (s *Scanner) repeated() int {
	const few = 8
	if len(s.Attributes) <= few {
		for i := range s.Attributes {
			for j := range i {
				if s.Attributes[i].Name.same(s.Attributes[j].Name) {
					return i
				}
			}
		}
		return -1
	}
	seen := map[[2]string]bool{}
	for i := range s.Attributes {
		name := s.Attributes[i].Name
		key := [2]string{name.Space, name.Local}
		if seen[key] {
			return i
		}
		seen[key] = true
	}
	return -1
}

// endTag takes an end tag, which begins at i.
func (s *Scanner) endTag(i int) int {
	end := s.tagEnd(i)
	if end < 0 {
		return end
	}
	if len(s.elements) == 0 || len(s.open) > 0 && len(s.elements) <= s.open[len(s.open)-1].depth {
		return s.fail(i, errEndTag, "")
	}
	e := &s.elements[len(s.elements)-1]
	raw := s.tags[e.tag:]
	n := i + 2 + len(raw)
	if n > end || !bytes.Equal(s.data[i+2:n], raw) || s.skipSpace(n) != end {
		return s.fail(i, errEndTag, fmt.Sprintf("</%s>", raw))
	}
	s.Name, s.closing = e.name, true
	return end + 1
}

// closeElement forgets an element whose end was handed out.
func (s *Scanner) closeElement() {
	if !s.closing {
		return
	}
	e := s.elements[len(s.elements)-1]
	s.elements = s.elements[:len(s.elements)-1]
	s.tags = s.tags[:e.tag]
	s.names.drop(e.bindings)
	if len(s.elements) == 0 {
		s.part = epilog
	}
	s.closing = false
}
