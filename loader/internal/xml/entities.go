package xml

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/syntax"
)

// entity is a general entity that the document declares.
type entity struct {
	text     []byte // what it is replaced by; a NUL stands behind it
	external bool
	open     bool // it is being expanded
}

// opened is an entity whose text is being read as content.
type opened struct {
	entity *entity
	name   string
	under  stretch // where it is referred to
	behind int     // the index behind the reference there
	depth  int     // how many elements were open
}

var (
	errReference  = errors.New("no reference; an '&' that is not one is written &amp;")
	errCharRef    = errors.New("a reference to a character that XML does not have")
	errUnknown    = errors.New("the entity is not declared in the document, and other files are never read for one")
	errExternal   = errors.New("the entity is another file or other data, which is never read")
	errRecursive  = errors.New("the entity refers to itself")
	errUnbalanced = errors.New("the entity's text does not end the elements that it begins")
	errLessEntity = errors.New("the entity's text has a '<', which an attribute's value cannot have")
)

// referenceAt finds the reference that stands at i: a character, or an entity of that name. n is its length.
func referenceAt(data []byte, i, end int) (r rune, name []byte, n int, problem error) {
	j := i + 1
	if j < end && data[j] == '#' {
		return characterReference(data[i:end])
	}
	k := nameLen(data[j:end])
	switch {
	case k == 0 || j+k >= end || data[j+k] != ';':
		return 0, nil, 0, errReference
	}
	name = data[j : j+k]
	n = k + 2
	switch string(name) {
	case "lt":
		return '<', nil, n, nil
	case "gt":
		return '>', nil, n, nil
	case "amp":
		return '&', nil, n, nil
	case "apos":
		return '\'', nil, n, nil
	case "quot":
		return '"', nil, n, nil
	}
	return 0, name, n, nil
}

// characterReference reads a reference to a character by its number, at the beginning of data.
func characterReference(data []byte) (r rune, name []byte, n int, problem error) {
	i, base := 2, rune(10)
	if len(data) > 2 && data[2] == 'x' {
		i, base = 3, 16
	}
	from := i
	for ; i < len(data); i++ {
		v := grammar.HexValue(data[i])
		if v < 0 || rune(v) >= base {
			break
		}
		r = min(r*base+rune(v), utf8.MaxRune+1)
	}
	switch {
	case i == from || i == len(data) || data[i] != ';':
		return 0, nil, 0, errReference
	case !isCharacter(r):
		return 0, nil, 0, errCharRef
	}
	return r, nil, i + 1, nil
}

// find gives an entity that may be expanded now.
func (s *Scanner) find(name []byte) (*entity, error) {
	e := s.entities[string(name)]
	switch {
	case e == nil:
		return nil, errUnknown
	case e.external:
		return nil, errExternal
	case e.open:
		return nil, errRecursive
	}
	return e, nil
}

// charge counts an entity's text, and looks at the context now and then. Within another entity's text all of it
// counts, and the reference itself: no byte of the file stands for it.
func (s *Scanner) charge(e *entity, nested bool) error {
	if s.steps++; s.steps%checkEvery == 0 {
		if err := s.opts.Err(); err != nil {
			return err
		}
	}
	if nested {
		return s.expanded.Add(1 + len(e.text))
	}
	return s.expanded.Use(len(e.text))
}

// reference takes a reference within an element's text.
func (s *Scanner) reference(i int) (Kind, int) {
	j := i + 1
	for c := s.data[j]; j-i <= s.opts.MaxLine && (grammar.NameByte[c] || c >= utf8.RuneSelf || c == '#' || c == ':' || c == '.'); c = s.data[j] {
		j++
	}
	if j-i > s.opts.MaxLine {
		return none, s.fail(i, s.tooLong(), "")
	}
	if s.past(j) {
		return none, needMore
	}
	r, name, n, problem := referenceAt(s.data, i, s.end)
	switch {
	case problem != nil:
		return none, s.fail(i, problem, "&amp;, &lt; or another reference that ends with ';'")
	case name == nil:
		s.scratch = utf8.AppendRune(s.scratch, r)
		s.Text = s.scratch
		return Text, i + n
	}
	e, problem := s.find(name)
	if problem == nil {
		problem = s.charge(e, len(s.open) > 0)
	}
	if problem == nil && len(s.open) >= s.opts.MaxDepth {
		problem = syntax.OverLimit("depth of nested entities", s.opts.MaxDepth, "WithMaxDepth")
	}
	if problem != nil {
		return none, s.failEntity(i, problem)
	}
	e.open = true
	s.open = append(s.open, opened{e, string(name), s.stretch, i + n, len(s.elements)})
	s.stretch = stretch{data: e.text[:len(e.text)+1], end: len(e.text), eof: true}
	return none, 0
}

// failEntity is fail, but for the context's error, which stays as it is.
func (s *Scanner) failEntity(i int, problem error) int {
	if problem == s.opts.Err() {
		s.problem = problem
		return failed
	}
	return s.fail(i, problem, "")
}

// leaveEntity goes on behind the reference to an entity whose text is at its end.
func (s *Scanner) leaveEntity() int {
	o := s.open[len(s.open)-1]
	if len(s.elements) != o.depth {
		return s.fail(s.end, fmt.Errorf("entity %s: %w", shorten(o.name), errUnbalanced), "")
	}
	o.entity.open = false
	s.open = s.open[:len(s.open)-1]
	s.stretch = o.under
	return o.behind
}

// attributeValue normalizes the attribute's value that stands from i to end. It is not ok if it failed.
func (s *Scanner) attributeValue(i, end int) (value []byte, ok bool) {
	raw := s.data[i:end]
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\n') < 0 && bytes.IndexByte(raw, '\t') < 0 {
		return raw, true
	}
	from := len(s.scratch)
	if at, problem := s.appendValue(raw, 0); problem != nil {
		s.failEntity(i+at, problem)
		return nil, false
	}
	return s.scratch[from:], true
}

// appendValue appends a part of an attribute's value to scratch, with its references replaced. depth is how many
// entities it stands in. If there is a problem, at is the index of the reference.
func (s *Scanner) appendValue(text []byte, depth int) (at int, problem error) {
	for i := 0; i < len(text); {
		c := text[i]
		if c != '&' {
			switch {
			case c == '<' && depth > 0:
				return i, errLessEntity
			case space[c]:
				c = ' '
			}
			s.scratch = append(s.scratch, c)
			i++
			continue
		}
		r, name, n, problem := referenceAt(text, i, len(text))
		if problem != nil {
			return i, problem
		}
		if name == nil {
			s.scratch = utf8.AppendRune(s.scratch, r)
			i += n
			continue
		}
		e, problem := s.find(name)
		if problem == nil {
			problem = s.charge(e, depth > 0 || len(s.open) > 0)
		}
		if problem == nil && depth >= s.opts.MaxDepth {
			problem = syntax.OverLimit("depth of nested entities", s.opts.MaxDepth, "WithMaxDepth")
		}
		if problem != nil {
			return i, problem
		}
		e.open = true
		if _, problem = s.appendValue(e.text, depth+1); problem != nil {
			return i, problem
		}
		e.open = false
		i += n
	}
	return 0, nil
}

func shorten(name string) string { return syntax.Shorten([]byte(name)) }
