package lines

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/amplify"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/syntax"
)

// Scanner takes the statements out of a chunk of whole lines.
//
// Every step below has the form next := s.thing(i, ...): it reads a thing that begins at index i and gives
// the index behind it, or -1 after s.fail. No step looks for the end of the data, since the data ends with
// a line end, and no token runs over one.
type Scanner struct {
	opts   *syntax.Options
	labels bool // N-Quads: a statement may have a fourth term

	data    []byte
	pos     int // of the line to scan next
	line    int // its number
	utf8    bool
	steps   int
	scratch []byte // texts of the current statement that had escapes

	subjects, predicates, objects, labelled, datatypes place

	base     iri.Base // zero if none is given
	wrong    error    // of the base
	expanded amplify.Meter

	// The current failure; kept out of the steps' results to keep those short.
	failAt   int
	problem  error
	expected string
}

// NewScanner makes a scanner with nothing to scan.
func NewScanner(opts *syntax.Options, labels bool) *Scanner {
	s := &Scanner{opts: opts, labels: labels, expanded: amplify.New(opts)}
	if opts.Base != "" {
		var ok bool
		if s.base, ok = iri.NewBase([]byte(opts.Base)); !ok {
			s.wrong = errors.New("the base IRI " + opts.Base + " is not absolute: it has no scheme such as https:")
		}
	}
	return s
}

// Reset gives the scanner a chunk: whole lines, the last one with its end, and the number of the first.
// The scanner keeps to the chunk, unchanged, until the next Reset.
func (s *Scanner) Reset(chunk []byte, line int) {
	s.data, s.line, s.pos = chunk, line, 0
	// The last chunk's memory may be used again.
	s.subjects, s.predicates, s.objects, s.labelled, s.datatypes = place{}, place{}, place{}, place{}, place{}
	// Checked here for the whole chunk, which is far faster than at each token. If it fails, each line is
	// checked, to find the wrong one.
	s.utf8 = utf8.Valid(chunk)
}

// checkEvery is how many lines are scanned between two looks at the context.
const checkEvery = 1024

// Next reads the next statement into q. The error is io.EOF behind the last, a *syntax.Error for a line
// that is wrong (and a call after it goes on with the next line), the context's error, or what the
// lenient mode's function returned.
func (s *Scanner) Next(q *syntax.Quad) error {
	if s.wrong != nil {
		return s.wrong
	}
	for s.pos < len(s.data) {
		if s.steps++; s.steps%checkEvery == 0 {
			if err := s.opts.Err(); err != nil {
				return err
			}
		}
		start := s.pos
		end, found := s.scanLine(start, q)
		if end < 0 || end-start > s.opts.MaxLine {
			if err := s.wrongLine(start); err != nil {
				return err
			}
			continue
		}
		s.pos = s.behindLineEnd(end)
		s.line++
		if found {
			return nil
		}
	}
	return io.EOF
}

// wrongLine steps over the line that s.fail told of, or that is too long, and gives its error. In lenient
// mode it tells of the error and gives nil, unless the limit of what is resolved is met: which lines would be left out
// then hung on who reads first.
func (s *Scanner) wrongLine(start int) error {
	end := start + bytes.IndexAny(s.data[start:], "\r\n")
	var wrong *syntax.Error
	if end-start > s.opts.MaxLine {
		wrong = lineTooLong(s.opts, s.line, s.data[start:end])
	} else {
		wrong = &syntax.Error{
			File: s.opts.File, Line: s.line, Column: 1 + utf8.RuneCount(s.data[start:s.failAt]),
			Err: s.problem, Expected: s.expected, Found: syntax.Shorten(s.data[s.failAt:]),
		}
	}
	s.pos = s.behindLineEnd(end)
	s.line++
	if s.expanded.Over {
		return wrong
	}
	return s.opts.Drop(wrong)
}

func (s *Scanner) behindLineEnd(i int) int {
	if s.data[i] == '\r' && i+1 < len(s.data) && s.data[i+1] == '\n' {
		return i + 2
	}
	return i + 1
}

func (s *Scanner) fail(at int, problem error, expected string) int {
	s.failAt, s.problem, s.expected = at, problem, expected
	return -1
}

var (
	errUTF8       = errors.New("not valid UTF-8")
	errUTF16      = errors.New("this is UTF-16; convert the file to UTF-8")
	errSubject    = errors.New("no subject")
	errPredicate  = errors.New("no predicate")
	errObject     = errors.New("no object")
	errEnd        = errors.New("the statement does not end")
	errFour       = errors.New("a triple has no fourth term; a file with graph labels is N-Quads")
	errRest       = errors.New("text after the statement; a line holds one statement")
	errRelative   = errors.New("a relative IRI, and no base is given; give one (WithBase)")
	errIRIEnd     = errors.New("the IRI does not end")
	errBlank      = errors.New("no blank node's name")
	errLiteralEnd = errors.New("the literal does not end on this line")
	errLang       = errors.New("no language tag")
	errDatatype   = errors.New("no datatype")
	errLangString = errors.New("a literal of this datatype has a language, and is written with @ and the language alone")
	errNewer      = errors.New("this is RDF 1.2, which is not read")
)

// scanLine scans the line at i and gives the index of its end, and whether it has a statement.
func (s *Scanner) scanLine(i int, q *syntax.Quad) (end int, found bool) {
	if !s.utf8 {
		if i := s.checkLine(i); i < 0 {
			return -1, false
		}
	}
	data := s.data
	for data[i] == ' ' || data[i] == '\t' {
		i++
	}
	switch data[i] {
	case '\n', '\r':
		return i, false
	case '#':
		return s.comment(i), false
	}
	s.scratch = s.scratch[:0]
	if i = s.statement(i, q); i < 0 {
		return -1, false
	}
	switch data[i] {
	case '\n', '\r':
	case '#':
		i = s.comment(i)
	default:
		return s.fail(i, errRest, "the end of the line"), false
	}
	return i, true
}

// checkLine finds what is not UTF-8 in the line at i.
func (s *Scanner) checkLine(i int) int {
	end := i + bytes.IndexAny(s.data[i:], "\r\n")
	first := i == 0 && s.line == 1
	for i < end {
		r, size := utf8.DecodeRune(s.data[i:end])
		if r == utf8.RuneError && size == 1 {
			if first && (s.data[0] == 0xFE || s.data[0] == 0xFF) {
				return s.fail(i, errUTF16, "")
			}
			return s.fail(i, errUTF8, "")
		}
		i += size
	}
	return end
}

func (s *Scanner) comment(i int) int {
	for s.data[i] != '\n' && s.data[i] != '\r' {
		i++
	}
	return i
}

func (s *Scanner) space(i int) int {
	for s.data[i] == ' ' || s.data[i] == '\t' {
		i++
	}
	return i
}

// statement scans a triple or quad with its dot and the white space behind it.
func (s *Scanner) statement(i int, q *syntax.Quad) int {
	switch s.data[i] {
	case '<':
		q.Subject.Kind = term.IRI
		i = s.iri(i, &q.Subject.Text, &s.subjects)
	case '_':
		q.Subject.Kind = term.Blank
		i = s.blank(i, &q.Subject.Text)
	default:
		if bytes.HasPrefix(s.data[i:], []byte("VERSION")) {
			return s.fail(i, errNewer, "")
		}
		return s.fail(i, errSubject, "an IRI in <> or a blank node")
	}
	if i < 0 {
		return -1
	}
	if i = s.space(i); s.data[i] != '<' {
		return s.fail(i, errPredicate, "an IRI in <>")
	}
	q.Predicate.Kind = term.IRI
	if i = s.iri(i, &q.Predicate.Text, &s.predicates); i < 0 {
		return -1
	}
	if i = s.object(s.space(i), &q.Object); i < 0 {
		return -1
	}
	q.Label.Kind = term.None
	q.Label.Text = nil
	if s.data[i] != '.' {
		if i = s.label(i, q); i < 0 {
			return -1
		}
		if s.data[i] != '.' {
			return s.fail(i, errEnd, "a dot")
		}
	}
	return s.space(i + 1)
}

// label scans the graph label, and the space behind it.
func (s *Scanner) label(i int, q *syntax.Quad) int {
	c := s.data[i]
	switch {
	case c != '<' && c != '_':
		if s.labels {
			return s.fail(i, errEnd, "a dot, or an IRI or blank node as the graph's label")
		}
		return s.fail(i, errEnd, "a dot")
	case !s.labels:
		return s.fail(i, errFour, "a dot")
	case c == '<':
		q.Label.Kind = term.IRI
		i = s.iri(i, &q.Label.Text, &s.labelled)
	default:
		q.Label.Kind = term.Blank
		i = s.blank(i, &q.Label.Text)
	}
	if i < 0 {
		return -1
	}
	return s.space(i)
}

// object scans the object and the space behind it.
func (s *Scanner) object(i int, t *syntax.Term) int {
	t.Datatype, t.Lang = nil, nil
	switch s.data[i] {
	case '<':
		t.Kind = term.IRI
		i = s.iri(i, &t.Text, &s.objects)
	case '"':
		t.Kind = term.Literal
		return s.literal(i, t)
	case '_':
		t.Kind = term.Blank
		i = s.blank(i, &t.Text)
	default:
		return s.fail(i, errObject, "an IRI in <>, a blank node or a literal in \"\"")
	}
	if i < 0 {
		return -1
	}
	return s.space(i)
}

// blank scans a blank node: "_:" and its name.
func (s *Scanner) blank(i int, text *[]byte) int {
	if s.data[i+1] != ':' {
		return s.fail(i, errBlank, "\"_:\" and a name")
	}
	n := grammar.BlankLen(s.data[i+2:])
	if n == 0 {
		return s.fail(i+2, errBlank, "a letter, a digit or '_'")
	}
	*text = s.data[i+2 : i+2+n]
	return i + 2 + n
}
