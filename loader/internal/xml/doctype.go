package xml

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"talentgraph.example/loader/syntax"
)

var (
	errDoctype   = errors.New("the document type declaration does not end, or is none")
	errSecond    = errors.New("a second document type declaration")
	errDecl      = errors.New("no declaration that a document type declaration can have")
	errParameter = errors.New("a parameter entity is used; those are not read, write out what it stands for")
	errDefault   = errors.New("a default value of an attribute; those are not read, write it into the elements")
	errEntity    = errors.New("no declaration of an entity")
	errVersion   = errors.New("no XML declaration")
	errMismatch  = errors.New("the declared encoding is not the one that the file has")
)

// xmlDeclaration takes what stands between i and end in <?xml ... ?>.
func (s *Scanner) xmlDeclaration(i, end int) int {
	const expected = `version="1.0", then perhaps encoding="..." and standalone="yes" or "no"`
	order := []string{"version", "encoding", "standalone"}
	found := 0
	for {
		gap := i
		if i = s.skipSpace(i); i >= end {
			break
		}
		n := nameLen(s.data[i:end])
		name := string(s.data[i : i+n])
		for found < len(order) && order[found] != name && found > 0 {
			found++
		}
		if gap == i || found == len(order) || order[found] != name {
			return s.fail(i, errVersion, expected)
		}
		at := i
		if i = s.skipSpace(i + n); s.data[i] != '=' {
			return s.fail(i, errVersion, "'='")
		}
		value, behind := s.quoted(s.skipSpace(i+1), end)
		if behind < 0 {
			return s.fail(i, errVersion, expected)
		}
		text := string(value)
		switch name {
		case "version":
			if minor, ok := strings.CutPrefix(text, "1."); !ok || strings.Trim(minor, "0123456789") != "" || minor == "" {
				return s.fail(at, errVersion, `version="1.0"`)
			}
		case "encoding":
			if !s.fits(text) {
				return s.fail(at, errMismatch, s.encoding)
			}
		case "standalone":
			if text != "yes" && text != "no" {
				return s.fail(at, errVersion, `standalone="yes" or "no"`)
			}
		}
		found++
		i = behind
	}
	if found == 0 {
		return s.fail(i, errVersion, expected)
	}
	return end + len("?>")
}

// fits tells whether a declared encoding can be the one that the file has.
func (s *Scanner) fits(declared string) bool {
	if s.encoding == "UTF-16" {
		return strings.HasPrefix(strings.ToUpper(declared), "UTF-16")
	}
	return strings.EqualFold(declared, s.encoding)
}

// quoted gives what stands between quotation marks at i, and the index behind it; -1 if there are none.
func (s *Scanner) quoted(i, end int) (text []byte, behind int) {
	if i >= end || s.data[i] != '"' && s.data[i] != '\'' {
		return nil, -1
	}
	n := bytes.IndexByte(s.data[i+1:end], s.data[i])
	if n < 0 {
		return nil, -1
	}
	return s.data[i+1 : i+1+n], i + n + 2
}

// declarationEnd gives the index of the '>' or, where a subset may begin, the '[' that ends what begins at i.
func (s *Scanner) declarationEnd(i int, bracket bool) int {
	quote := byte(0)
	for ; ; i++ {
		switch c := s.data[i]; {
		case c == 0:
			if s.past(i) {
				return needMore
			}
			return s.fail(i, errDoctype, "'>'")
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>' || c == '[' && bracket:
			return s.whole(i)
		}
	}
}

// doctype takes the document type declaration at i, up to its '>' or '['.
func (s *Scanner) doctype(i int) int {
	end := s.declarationEnd(i, true)
	if end < 0 {
		return end
	}
	const begin = "<!DOCTYPE"
	j := i + len(begin)
	if !bytes.HasPrefix(s.data[i:], []byte(begin)) || !space[s.data[j]] {
		return s.fail(i, errDoctype, begin)
	}
	if s.entities != nil {
		return s.fail(i, errSecond, "")
	}
	j = s.skipSpace(j)
	n := nameLen(s.data[j:end])
	if n == 0 {
		return s.fail(j, errDoctype, "a name")
	}
	if k := s.skipSpace(j + n); k < end && k > j+n {
		if j, _ = s.externalID(k, end); j < 0 {
			return s.fail(k, errDoctype, "SYSTEM, PUBLIC, '[' or '>'")
		}
	} else {
		j = j + n
	}
	if s.skipSpace(j) != end {
		return s.fail(j, errDoctype, "'[' or '>'")
	}
	s.entities = map[string]*entity{}
	s.part = prolog
	if s.data[end] == '[' {
		s.part = subset
	}
	return end + 1
}

// externalID takes SYSTEM or PUBLIC with the places that follow, at i. It gives the index behind, -1 if there is none.
func (s *Scanner) externalID(i, end int) (behind int, found bool) {
	places := 1
	switch word := s.data[i:end]; {
	case bytes.HasPrefix(word, []byte("PUBLIC")):
		places = 2
	case !bytes.HasPrefix(word, []byte("SYSTEM")):
		return -1, false
	}
	for i += len("SYSTEM"); places > 0; places-- {
		j := s.skipSpace(i)
		if j == i {
			return -1, true
		}
		if _, i = s.quoted(j, end); i < 0 {
			return -1, true
		}
	}
	return i, true
}

// declaration takes what stands in the internal subset at i, or its end.
func (s *Scanner) declaration(i int) int {
	data := s.data
	if s.part == afterSubset {
		switch {
		case space[data[i]]:
			return s.skipSpace(i)
		case data[i] != '>':
			return s.fail(i, errDoctype, "'>'")
		}
		s.part = prolog
		return i + 1
	}
	switch c := data[i]; {
	case space[c]:
		return s.skipSpace(i)
	case c == ']':
		s.part = afterSubset
		return i + 1
	case c == '%':
		return s.fail(i, errParameter, "")
	case c != '<':
		return s.fail(i, errDecl, "a declaration or ']'")
	case s.past(i + 3):
		return needMore
	case data[i+1] == '?':
		_, j := s.instruction(i)
		return j
	case data[i+1] == '!' && data[i+2] == '-' && data[i+3] == '-':
		_, j := s.comment(i)
		return j
	}
	end := s.declarationEnd(i, false)
	if end < 0 {
		return end
	}
	word := i
	for word < end && !space[data[word]] {
		word++
	}
	switch string(data[i:word]) {
	case "<!ENTITY":
		return s.entityDeclaration(word, end)
	case "<!ATTLIST":
		if j := bytes.IndexAny(data[word:end], `"'`); j >= 0 {
			return s.fail(word+j, errDefault, "")
		}
		fallthrough
	case "<!ELEMENT":
		if j := bytes.IndexByte(data[word:end], '%'); j >= 0 {
			return s.fail(word+j, errParameter, "")
		}
		return end + 1
	case "<!NOTATION":
		return end + 1
	}
	return s.fail(i, errDecl, "<!ENTITY, <!ELEMENT, <!ATTLIST, <!NOTATION, a comment or ']'")
}

// entityDeclaration takes what stands between i and end in <!ENTITY ... >.
func (s *Scanner) entityDeclaration(i, end int) int {
	j := s.skipSpace(i)
	if j == i {
		return s.fail(j, errEntity, "a space")
	}
	parameter := s.data[j] == '%' && space[s.data[j+1]]
	if parameter {
		j = s.skipSpace(j + 1)
	}
	n := nameLen(s.data[j:end])
	name := s.data[j : j+n]
	if n == 0 || bytes.IndexByte(name, ':') >= 0 {
		return s.fail(j, errEntity, "a name")
	}
	i = j + n
	if j = s.skipSpace(i); j == i {
		return s.fail(j, errEntity, "a space")
	}
	e := &entity{}
	value, behind := s.quoted(j, end)
	if behind < 0 {
		var found bool
		e.external = true
		if behind, found = s.externalID(j, end); behind < 0 && !found {
			return s.fail(j, errEntity, `a text in "", SYSTEM or PUBLIC`)
		} else if behind < 0 {
			return s.fail(j, errEntity, `a place in ""`)
		}
		if k := s.skipSpace(behind); k > behind && !parameter && bytes.HasPrefix(s.data[k:end], []byte("NDATA")) {
			k += len("NDATA")
			name := s.skipSpace(k)
			if behind = name + nameLen(s.data[name:end]); name == k || behind == name {
				return s.fail(k, errEntity, "a name")
			}
		}
	}
	if s.skipSpace(behind) != end {
		return s.fail(behind, errEntity, "'>'")
	}
	if !e.external {
		var at int
		var problem error
		if e.text, at, problem = entityText(value); problem != nil {
			return s.fail(j+1+at, problem, "")
		}
	}
	if parameter || s.entities[string(name)] != nil || predefined(string(name)) {
		return end + 1 // the first declaration holds
	}
	if len(s.entities) >= s.opts.MaxPrefixes {
		return s.fail(j, syntax.OverLimit("number of entities", s.opts.MaxPrefixes, "WithMaxPrefixes"), "")
	}
	if s.kept += n + len(e.text); s.kept > s.opts.MaxDocument {
		return s.fail(j, syntax.OverLimit("length in bytes of all entities", s.opts.MaxDocument, "WithMaxDocument"), "")
	}
	s.entities[string(name)] = e
	return end + 1
}

func predefined(name string) bool {
	switch name {
	case "lt", "gt", "amp", "apos", "quot":
		return true
	}
	return false
}

// entityText gives what an entity's literal stands for (XML 1.0, section 4.5): references to characters are
// replaced at once, others when it is used. A NUL stands behind the text. If there is a problem, at is its index.
func entityText(literal []byte) (text []byte, at int, problem error) {
	for i := 0; i < len(literal); {
		c := literal[i]
		switch {
		case c == '%':
			return nil, i, errParameter
		case c != '&':
			text = append(text, c)
			i++
			continue
		case i+1 < len(literal) && literal[i+1] == '#':
			r, _, n, problem := characterReference(literal[i:])
			if problem != nil {
				return nil, i, problem
			}
			text = utf8.AppendRune(text, r)
			i += n
			continue
		}
		n := nameLen(literal[i+1:])
		if n == 0 || i+1+n >= len(literal) || literal[i+1+n] != ';' {
			return nil, i, errReference
		}
		text = append(text, literal[i:i+n+2]...)
		i += n + 2
	}
	return append(text, 0)[:len(text)], 0, nil
}
