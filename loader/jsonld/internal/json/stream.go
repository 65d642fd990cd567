package json

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/syntax"
)

var (
	errTop    = errors.New("no JSON-LD document")
	errReader = errors.New("the reader says that it read more bytes than there is room for, or fewer than none")
)

// Stream reads a document: an object as a whole, an array item by item, so that no more than an item is held.
type Stream struct {
	r      io.Reader
	opts   *syntax.Options
	pace   *pace.Pace
	limits Limits

	buf    []byte // read, but not yet consumed
	begun  bool
	end    bool // the reader has no more
	line   int  // of buf[0]
	column int
	array  bool
	items  int
	done   bool
}

// NewStream makes a stream.
func NewStream(p *pace.Pace, r io.Reader, opts *syntax.Options) *Stream {
	return &Stream{r: r, opts: opts, pace: p, limits: LimitsOf(opts), line: opts.Line, column: 1}
}

// Next gives the document, or its next item, and how many bytes it has. whole says that it is the document. At the end
// the error is io.EOF.
func (s *Stream) Next() (v *Value, bytes int, whole bool, err error) {
	if !s.begun {
		s.begun = true
		if err := s.begin(); err != nil {
			return nil, 0, false, err
		}
	}
	switch {
	case s.done:
		return nil, 0, false, io.EOF
	case s.array:
		v, bytes, err = s.item()
		return v, bytes, false, err
	}
	s.done = true
	v, bytes, err = s.whole()
	return v, bytes, true, err
}

const byteOrderMark = "\uFEFF"

// begin skips a byte order mark and space, and finds out whether the document is an array.
func (s *Stream) begin() error {
	for len(s.buf) < len(byteOrderMark) && !s.end {
		if err := s.more(); err != nil {
			return err
		}
	}
	if len(s.buf) >= len(byteOrderMark) && string(s.buf[:len(byteOrderMark)]) == byteOrderMark {
		s.buf = s.buf[len(byteOrderMark):]
	}
	for i := 0; ; i++ {
		if i == len(s.buf) {
			if s.end {
				return nil
			}
			if err := s.more(); err != nil {
				return err
			}
			i--
			continue
		}
		switch s.buf[i] {
		case ' ', '\t', '\r', '\n':
		case '[':
			s.array = true
			s.consume(i + 1)
			return nil
		default:
			return nil
		}
	}
}

// consume takes the first bytes from the buffer.
func (s *Stream) consume(n int) {
	s.line, s.column = Advance(string(s.buf[:min(n+1, len(s.buf))]), 0, n, s.line, s.column)
	s.buf = s.buf[n:]
}

// more reads some more bytes.
func (s *Stream) more() error {
	if err := s.opts.Err(); err != nil {
		return err
	}
	const chunk, patience = 32 << 10, 100
	if cap(s.buf)-len(s.buf) < chunk {
		s.buf = append(make([]byte, 0, 2*len(s.buf)+chunk), s.buf...)
	}
	room := s.buf[len(s.buf):cap(s.buf)]
	for range patience {
		n, err := s.r.Read(room)
		if n < 0 || n > len(room) {
			return s.readError(errReader)
		}
		s.buf = s.buf[:len(s.buf)+n]
		switch {
		case err == io.EOF:
			s.end = true
		case err != nil:
			return s.readError(err)
		case n == 0:
			continue
		}
		if len(s.buf) > s.opts.MaxDocument {
			return &syntax.Error{
				File: s.opts.File, Line: s.line, Column: s.column,
				Err: syntax.OverLimit("document length in bytes", s.opts.MaxDocument, "WithMaxDocument"),
			}
		}
		return nil
	}
	return s.readError(io.ErrNoProgress)
}

func (s *Stream) readError(err error) error {
	if end := s.opts.Err(); end != nil {
		return end
	}
	file := s.opts.File
	if file == "" {
		file = "input"
	}
	return fmt.Errorf("%s: reading: %w", file, err)
}

func (s *Stream) source(text string, more bool) *Source {
	return &Source{File: s.opts.File, Text: text, Line: s.line, Column: s.column, More: more}
}

// whole reads a document that is no array.
func (s *Stream) whole() (*Value, int, error) {
	for !s.end {
		if err := s.more(); err != nil {
			return nil, 0, err
		}
	}
	v, err := Parse(s.pace, s.source(string(s.buf), false), s.limits)
	if err == nil && v.Kind != Object {
		err = v.Error(errTop, "an object or an array")
	}
	return v, len(s.buf), err
}

// item reads the next item of an array.
func (s *Stream) item() (*Value, int, error) {
	end, empty, err := s.find()
	if err != nil {
		return nil, 0, err
	}
	last := end < len(s.buf) && s.buf[end] == ']'
	if empty && last && s.items == 0 {
		return nil, 0, s.finish(end + 1)
	}
	text := string(s.buf[:min(end+1, len(s.buf))])
	d := &parser{source: s.source(text, end < len(s.buf)), text: text, pace: s.pace, limits: s.limits}
	v, err := d.element()
	if err != nil {
		return nil, 0, err
	}
	if d.at != end || end == len(s.buf) {
		return nil, 0, d.errorAt(d.at, errSyntax, "',' or ']'")
	}
	s.items++
	if last {
		if err := s.finish(end + 1); err != io.EOF {
			return nil, 0, err
		}
		return v, end + 1, nil
	}
	s.consume(end + 1)
	return v, end + 1, nil
}

// element reads an item of the document's array, and the space around it.
func (d *parser) element() (*Value, error) {
	if err := d.checkUTF8(); err != nil {
		return nil, err
	}
	d.space()
	v, err := d.value(1)
	d.space()
	return v, err
}

// finish checks that nothing comes behind the array.
func (s *Stream) finish(end int) error {
	s.done = true
	s.consume(end)
	for i := 0; ; i++ {
		for i == len(s.buf) {
			if s.end {
				return io.EOF
			}
			if err := s.more(); err != nil {
				return err
			}
		}
		switch s.buf[i] {
		case ' ', '\t', '\r', '\n':
		default:
			const shown = 256 // bytes, more than an error shows
			for len(s.buf) < i+shown && !s.end {
				if err := s.more(); err != nil {
					return err
				}
			}
			return Place{s.source(string(s.buf[:min(i+shown, len(s.buf))]), true), int32(i)}.Error(errRest, "the end of the file")
		}
	}
}

// find gives the place of the comma or bracket that ends the next item, the buffer's length if there is none, and
// whether there is nothing before it.
func (s *Stream) find() (end int, empty bool, err error) {
	depth, inString, empty := 0, false, true
	for i := 0; ; i++ {
		for i == len(s.buf) {
			if s.end {
				return i, empty, nil
			}
			if err := s.more(); err != nil {
				return 0, false, err
			}
		}
		c := s.buf[i]
		if inString {
			switch c {
			case '\\':
				i++
				for i >= len(s.buf) && !s.end {
					if err := s.more(); err != nil {
						return 0, false, err
					}
				}
				i = min(i, len(s.buf)-1)
			case '"':
				inString = false
			}
			continue
		}
		switch c {
		case '"':
			inString = true
		case '{', '[':
			depth++
		case ']', '}':
			if depth == 0 && c == ']' {
				return i, empty, nil
			}
			depth--
		case ',':
			if depth == 0 {
				return i, empty, nil
			}
		case ' ', '\t', '\r', '\n':
			continue
		}
		empty = false
	}
}

// ReadAll reads a stream as a whole, without a byte order mark.
func ReadAll(r io.Reader, opts *syntax.Options) (string, error) {
	s := NewStream(pace.New(opts.Context), r, opts)
	for !s.end {
		if err := s.more(); err != nil {
			return "", err
		}
	}
	return strings.TrimPrefix(string(s.buf), byteOrderMark), nil
}
