package lines

import (
	"bytes"

	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/values"
	"talentgraph.example/loader/syntax"
)

// place is a place of a statement, with the IRI that stood there last in the chunk. IRIs of one place tend to
// begin alike, and what is alike need not be checked again: comparing is several times faster.
type place struct {
	last   []byte
	scheme int // length of its scheme
}

// iri scans an IRI in angle brackets.
func (s *Scanner) iri(i int, text *[]byte, p *place) int {
	data := s.data
	known := grammar.SamePrefix(data, i+1, p.last)
	j := i + 1 + known
	for !grammar.IRIStop[data[j]] {
		j++
	}
	if data[j] != '>' {
		return s.escapedIRI(i, j, text)
	}
	*text = data[i+1 : j]
	if known <= p.scheme {
		n := grammar.SchemeLen(*text)
		if n == 0 {
			return s.relative(i, j, *text, text)
		}
		p.scheme = n
	}
	p.last = *text
	return j + 1
}

// relative resolves a relative IRI, which stands between i and j.
func (s *Scanner) relative(i, j int, ref []byte, text *[]byte) int {
	if s.base.IsZero() {
		return s.fail(i, errRelative, "an IRI that begins with a scheme such as https:")
	}
	if err := s.expanded.Use(s.base.Len()); err != nil {
		return s.fail(i, err, "")
	}
	from := len(s.scratch)
	s.scratch = s.base.Resolve(s.scratch, ref)
	*text = s.scratch[from:]
	return j + 1
}

// escapedIRI scans the rest of an IRI that begins at i and is plain up to j.
func (s *Scanner) escapedIRI(i, j int, text *[]byte) int {
	data := s.data
	from, start := len(s.scratch), i+1
	for {
		switch data[j] {
		case '\n', '\r':
			return s.fail(j, errIRIEnd, "'>'")
		case '>':
			s.scratch = append(s.scratch, data[start:j]...)
			*text = s.scratch[from:]
			if !grammar.HasScheme(*text) {
				return s.relative(i, j, bytes.Clone(*text), text)
			}
			return j + 1
		case '\\':
			out, n, expected, err := grammar.IRIEscape(append(s.scratch, data[start:j]...), data[j:])
			if err != nil {
				return s.fail(j, err, expected)
			}
			s.scratch = out
			j += n
			start = j
		default:
			if j == i+1 && data[j] == '<' {
				return s.fail(i, errNewer, "")
			}
			return s.fail(j, grammar.ErrIRIChar, "'>' or a character of an IRI; others are percent-encoded, a space is %20")
		}
		for !grammar.IRIStop[data[j]] {
			j++
		}
	}
}

// literal scans a literal with its language or datatype, and the space behind it.
func (s *Scanner) literal(i int, t *syntax.Term) int {
	data := s.data
	j := grammar.PlainText(data, i+1)
	if data[j] == '"' {
		t.Text = data[i+1 : j]
	} else if j = s.escapedLiteral(i, j, &t.Text); j < 0 {
		return -1
	}
	if len(t.Text) > s.opts.MaxLiteral {
		return s.fail(i, syntax.OverLimit("literal length in bytes", s.opts.MaxLiteral, "WithMaxLiteral"), "")
	}
	j = s.space(j + 1)
	switch data[j] {
	case '@':
		n := grammar.LangLen(data[j+1:])
		if n == 0 {
			return s.fail(j+1, errLang, "letters, such as en or zh-Hant")
		}
		t.Lang = data[j+1 : j+1+n]
		if data[j+1+n] == '-' && data[j+2+n] == '-' {
			return s.fail(j, errNewer, "")
		}
		return s.space(j + 1 + n)
	case '^':
		if data[j+1] != '^' {
			return s.fail(j, errDatatype, "'^^'")
		}
		if j = s.space(j + 2); data[j] != '<' {
			return s.fail(j, errDatatype, "an IRI in <>")
		}
		at := j
		if j = s.iri(j, &t.Datatype, &s.datatypes); j < 0 {
			return -1
		}
		if values.NeedsLanguage(t.Datatype) {
			return s.fail(at, errLangString, "")
		}
		t.Datatype = values.Datatype(t.Datatype)
		return s.space(j)
	}
	return j
}

// escapedLiteral scans the rest of a literal that begins at i and is plain up to j. It gives the index of
// the closing quotation mark.
func (s *Scanner) escapedLiteral(i, j int, text *[]byte) int {
	data := s.data
	from, start := len(s.scratch), i+1
	for {
		switch data[j] {
		case '"':
			s.scratch = append(s.scratch, data[start:j]...)
			*text = s.scratch[from:]
			return j
		case '\\':
			out, n, expected, err := grammar.TextEscape(append(s.scratch, data[start:j]...), data[j:])
			if err != nil {
				return s.fail(j, err, expected)
			}
			s.scratch = out
			j += n
			start = j
		default:
			return s.fail(j, errLiteralEnd, "a quotation mark")
		}
		j = grammar.PlainText(data, j)
	}
}
