package xml

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/amplify"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/syntax"
)

// Kind is what a token is.
type Kind uint8

// The kinds of tokens.
const (
	none        Kind = iota
	Start            // a start tag, or the first half of an empty element's: Name, Attributes
	End              // an end tag, or the second half: Name
	Text             // some text of an element, which may come in several tokens: Text
	Comment          // Text is what stands between <!-- and -->
	Instruction      // a processing instruction: Target, and Text is the rest
)

// Scanner reads tokens. What it gives is valid until its next call.
type Scanner struct {
	window
	Name       *Name
	Attributes []Attribute
	Text       []byte
	Target     []byte

	names    names
	elements []element // that are open
	tags     []byte    // their names as written, one behind the other
	closing  bool      // the last one's end was handed out
	empty    bool      // the second half of an empty element's tag is still to come
	part     part
	entities map[string]*entity // nil until the document type declaration
	kept     int                // bytes of them
	open     []opened           // entities that are being read as content
	expanded amplify.Meter
	scratch  []byte // texts that had references
	token0   int    // where the token begins
	problem  error  // set by fail
	err      error  // sticky
	steps    int
}

// part is where in the document the scanner is.
type part uint8

const (
	beginning part = iota // nothing but an XML declaration may have come
	prolog
	subset      // within the document type declaration, between its brackets
	afterSubset // the declaration's end is still to come
	content
	epilog
)

// NewScanner makes a scanner of a document in any of the encodings that are read.
func NewScanner(in io.Reader, opts *syntax.Options) *Scanner {
	s := &Scanner{window: newWindow(in, opts), expanded: amplify.New(opts)}
	s.names.init(&s.expanded)
	return s
}

// What a token's end can be instead of an index.
const (
	needMore = -1 // the window must have more first
	failed   = -2 // problem says what is wrong
)

// checkEvery is how many tokens are taken between two looks at the context.
const checkEvery = 1024

// Next reads the next token. At the document's end the error is io.EOF; after an error every call gives the same.
func (s *Scanner) Next() (Kind, error) {
	if s.err != nil {
		return none, s.err
	}
	if s.empty {
		s.empty, s.closing = false, true
		return End, nil
	}
	s.closeElement()
	s.Attributes, s.scratch = s.Attributes[:0], s.scratch[:0]
	for {
		if s.steps++; s.steps%checkEvery == 0 {
			if s.err = s.opts.Err(); s.err != nil {
				return none, s.err
			}
		}
		kind, i := s.token()
		switch {
		case i == needMore:
			s.err = s.more()
		case i == failed:
			s.err = s.problem
		default:
			s.pos = i
			if kind != none {
				return kind, nil
			}
		}
		if s.err != nil {
			return none, s.err
		}
	}
}

// ErrorAt makes an error for the place of the current token's attribute, or with nil of the token itself. It does so
// before the next token is taken.
func (s *Scanner) ErrorAt(a *Attribute, problem error, expected string) *syntax.Error {
	i := s.token0
	if a != nil {
		i = a.at
	}
	return s.locate(i, problem, expected)
}

// ErrorInText makes an error for the first character of the current token, a text, that is no white space.
func (s *Scanner) ErrorInText(problem error, expected string) *syntax.Error {
	return s.locate(s.skipSpace(s.token0), problem, expected)
}

// ErrorBehind makes an error for what stands so many bytes behind the beginning of the current token, a text; if it
// is no plain one, for its beginning.
func (s *Scanner) ErrorBehind(n int, problem error) *syntax.Error {
	i := s.token0
	if c := s.data[i]; c != '<' && c != '&' {
		for i += n; !utf8.RuneStart(s.data[i]); i-- {
		}
	}
	return s.locate(i, problem, "")
}

// locate makes an error for index i. Within an entity's text, the place is that of the reference.
func (s *Scanner) locate(i int, problem error, expected string) *syntax.Error {
	if len(s.open) == 0 {
		return s.errorAt(i, problem, expected)
	}
	inner := s.stretch
	s.stretch = s.open[0].under
	e := s.errorAt(s.pos, problem, expected)
	s.open[0].under = s.stretch // looking further may have moved it
	s.stretch = inner
	return e
}

// fail notes what is wrong at index i.
func (s *Scanner) fail(i int, problem error, expected string) int {
	if s.long(i) {
		i, problem, expected = s.pos, s.tooLong(), ""
	}
	s.problem = s.locate(i, problem, expected)
	return failed
}

// long tells whether a token that ends at index i is over the limit, which holds for all but text.
func (s *Scanner) long(i int) bool { return i-s.pos > s.opts.MaxLine && s.data[s.pos] == '<' }

// whole gives the index of a token's end, or fails if the token is over the limit.
func (s *Scanner) whole(i int) int {
	if s.long(i) {
		return s.fail(i, nil, "")
	}
	return i
}

var (
	errNoElement  = errors.New("the document has no element")
	errOutside    = errors.New("text outside the document's element")
	errSecondRoot = errors.New("a second element at the top; a document has one")
	errNotEnded   = errors.New("the element does not end")
	errComment    = errors.New("the comment does not end")
	errHyphens    = errors.New("two hyphens within a comment")
	errPI         = errors.New("the processing instruction does not end")
	errTarget     = errors.New("a processing instruction without a name")
	errXMLName    = errors.New("an XML declaration stands only at the very beginning of the document")
	errCDATA      = errors.New("the CDATA section does not end")
	errBracket    = errors.New("']]>' in text; write ]]&gt;")
	errMarkup     = errors.New("no markup begins so; a '<' in text is written &lt;")
)

// token takes a token at pos. It gives the index behind it; its kind is none if it is nothing to hand out.
func (s *Scanner) token() (Kind, int) {
	s.token0 = s.pos
	if s.pos == s.end {
		if !s.eof {
			return none, needMore
		}
		return none, s.atEnd()
	}
	if s.part == subset || s.part == afterSubset {
		return none, s.declaration(s.pos)
	}
	switch c := s.data[s.pos]; {
	case c == '<':
		return s.markup(s.pos)
	case s.part == content && c == '&':
		return s.reference(s.pos)
	case s.part == content:
		return s.text(s.pos)
	case space[c]:
		s.passBeginning()
		return none, s.skipSpace(s.pos)
	}
	return none, s.fail(s.pos, errOutside, "a tag or a comment")
}

// atEnd ends an entity or the document.
func (s *Scanner) atEnd() int {
	if len(s.open) > 0 {
		return s.leaveEntity()
	}
	switch s.part {
	case content:
		return s.fail(s.end, errNotEnded, "</"+string(s.tags[s.elements[len(s.elements)-1].tag:])+">")
	case epilog:
		s.problem = io.EOF
		return failed
	case subset, afterSubset:
		return s.fail(s.end, errDoctype, "']>'")
	}
	return s.fail(s.end, errNoElement, "a tag")
}

func (s *Scanner) passBeginning() {
	if s.part == beginning {
		s.part = prolog
	}
}

// space marks XML's white space; line ends are line feeds by now.
var space = [256]bool{' ': true, '\t': true, '\n': true, '\r': true}

func (s *Scanner) skipSpace(i int) int {
	for space[s.data[i]] {
		i++
	}
	return i
}

// markup takes what begins with '<'.
func (s *Scanner) markup(i int) (Kind, int) {
	data := s.data
	if s.past(i+1) || data[i+1] == '!' && s.past(i+3) {
		return none, needMore
	}
	switch c := data[i+1]; {
	case c == '?':
		return s.instruction(i)
	case c == '!' && data[i+2] == '-' && data[i+3] == '-':
		s.passBeginning()
		return s.comment(i)
	case c == '!' && data[i+2] == '[' && s.part == content:
		return s.cdata(i)
	case c == '!' && data[i+2] == 'D' && (s.part == beginning || s.part == prolog):
		return none, s.doctype(i)
	case c == '!':
		return none, s.fail(i, errMarkup, "a tag or a comment")
	case s.part == epilog && c != '/':
		return none, s.fail(i, errSecondRoot, "the end of the file")
	case c == '/':
		return End, s.endTag(i)
	}
	return Start, s.startTag(i)
}

// comment takes a comment, which begins at i.
func (s *Scanner) comment(i int) (Kind, int) {
	j := bytes.Index(s.data[i+4:s.end], []byte("--"))
	switch j += i + 4; {
	case j < i+4 || s.past(j+2):
		if !s.eof {
			return none, needMore
		}
		return none, s.fail(s.end, errComment, "-->")
	case s.data[j+2] != '>':
		return none, s.fail(j, errHyphens, "-->")
	}
	s.Text = s.data[i+4 : j]
	return Comment, s.whole(j + 3)
}

// instruction takes a processing instruction or the XML declaration, which begins at i.
func (s *Scanner) instruction(i int) (Kind, int) {
	j := bytes.Index(s.data[i+2:s.end], []byte("?>"))
	if j += i + 2; j < i+2 {
		if !s.eof {
			return none, needMore
		}
		return none, s.fail(s.end, errPI, "?>")
	}
	if s.long(j + 2) {
		return none, s.whole(j + 2)
	}
	n := nameLen(s.data[i+2 : j])
	target := s.data[i+2 : i+2+n]
	switch {
	case n == 0 || bytes.IndexByte(target, ':') >= 0:
		return none, s.fail(i+2, errTarget, "a name")
	case string(target) == "xml" && s.part == beginning:
		s.part = prolog
		return none, s.xmlDeclaration(i+2+n, j)
	case bytes.EqualFold(target, []byte("xml")):
		return none, s.fail(i, errXMLName, "")
	case i+2+n < j && !space[s.data[i+2+n]]:
		return none, s.fail(i+2+n, errTarget, "white space behind the name")
	}
	s.passBeginning()
	s.Target, s.Text = target, s.data[s.skipSpace(i+2+n):j]
	return Instruction, j + 2
}

// cdata takes a CDATA section, which begins at i.
func (s *Scanner) cdata(i int) (Kind, int) {
	const begin = "<![CDATA["
	if s.past(i + len(begin) - 1) {
		return none, needMore
	}
	if !bytes.HasPrefix(s.data[i:], []byte(begin)) {
		return none, s.fail(i, errMarkup, begin)
	}
	j := bytes.Index(s.data[i+len(begin):s.end], []byte("]]>"))
	if j < 0 {
		if !s.eof {
			return none, needMore
		}
		return none, s.fail(s.end, errCDATA, "]]>")
	}
	j += i + len(begin)
	s.Text = s.data[i+len(begin) : j]
	return Text, s.whole(j + len("]]>"))
}

// textStop marks the bytes that end a run of text.
var textStop = [256]bool{'<': true, '&': true, ']': true, 0: true}

// text takes a run of text, or the part of it that the window has.
func (s *Scanner) text(i int) (Kind, int) {
	data := s.data
	j := i
	for {
		for !textStop[data[j]] {
			j++
		}
		if data[j] != ']' {
			break
		}
		if s.past(j + 2) {
			if j == i {
				return none, needMore
			}
			break
		}
		if data[j+1] == ']' && data[j+2] == '>' {
			if j == i {
				return none, s.fail(j, errBracket, "")
			}
			break
		}
		j++
	}
	s.Text = data[i:j]
	return Text, j
}

// nameLen gives the length of the XML name that text begins with, 0 if there is none.
func nameLen(text []byte) int {
	i := 0
	for i < len(text) {
		c := text[i]
		if grammar.NameByte[c] || c == ':' || c == '.' {
			if i == 0 && (c == '-' || c == '.' || grammar.Digit(c)) {
				return 0
			}
			i++
			continue
		}
		if c < 0x80 {
			break
		}
		r, size := utf8.DecodeRune(text[i:])
		if i == 0 && !term.IsNameStart(r) || !term.IsName(r) {
			break
		}
		i += size
	}
	return i
}
