package xml

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"talentgraph.example/loader/internal/trust"
	"talentgraph.example/loader/syntax"
)

const windowSize = 64 << 10

// lookahead is how many bytes behind a token may have to be seen to know that it ends.
const lookahead = 16

// window is a stretch of the document, or of an entity's text. data[:end] is whole characters that XML allows, line
// feeds being the only line ends, and data[end] is a NUL, which XML does not have: it stops every loop.
type window struct {
	in   io.Reader // in the document's encoding
	r    io.Reader // in UTF-8; nil before the first read
	opts *syntax.Options
	stretch

	encoding string
	first    place // of data[0]
	started  bool  // where a byte order mark can stand is behind us
	cr       bool  // the last character read was a CR
	tail     [4]byte
	tailLen  int   // read, but not yet a whole character
	err      error // what comes at end instead of more
}

// stretch is the text that tokens are taken from.
type stretch struct {
	data []byte
	pos  int // of the token to take next
	end  int
	eof  bool // nothing follows end
}

func newWindow(in io.Reader, opts *syntax.Options) window {
	return window{in: in, opts: opts, first: place{opts.Line, 1}, stretch: stretch{data: make([]byte, windowSize)}}
}

// past tells whether the byte at i must be read first.
func (s *stretch) past(i int) bool { return i >= s.end && !s.eof }

// more moves what is left of the window to its front and reads on. So that taking the same token again
// and again costs no more than its length, it at least doubles what is there. It sets eof if there is no
// more.
func (w *window) more() error {
	if w.err != nil && w.end-w.pos <= w.opts.MaxLine+lookahead {
		return w.err // a token that is too long before it is what a smaller window would have met first
	}
	w.first.advance(w.data[:w.pos])
	left := copy(w.data, w.data[w.pos:w.end])
	w.pos, w.end = 0, left
	if left > w.opts.MaxLine+lookahead {
		return w.errorAt(0, w.tooLong(), "")
	}
	if room := 2*left + windowSize/2; room > len(w.data) {
		w.data = append(make([]byte, 0, 2*room), w.data[:left]...)
		w.data = w.data[:cap(w.data)]
	}
	for w.end < max(2*left, 1) && w.err == nil && !w.eof {
		if err := w.opts.Err(); err != nil {
			return err
		}
		w.read()
	}
	w.data[w.end] = 0
	if w.end == left && !w.eof {
		return w.err
	}
	return nil
}

// read does one read and takes the whole characters of it.
func (w *window) read() {
	if w.r == nil {
		var err error
		if w.r, w.encoding, err = decode(w.in); err != nil {
			w.err = w.readError(err)
			return
		}
	}
	copy(w.data[w.end:], w.tail[:w.tailLen])
	filled := w.end + w.tailLen
	n, err := trust.Read(w.r, w.data[filled:len(w.data)-1])
	filled += n
	fresh := w.data[w.end:filled]
	good, wrong := characters(fresh, err == io.EOF)
	w.tailLen = copy(w.tail[:], fresh[good:])
	_, size := utf8.DecodeRune(w.tail[:w.tailLen])
	if !w.started && good > 0 {
		w.started = true
		if bytes.HasPrefix(fresh, []byte(byteOrderMark)) {
			good = copy(fresh, fresh[len(byteOrderMark):good])
		}
	}
	w.end += w.lineEnds(fresh[:good])
	switch {
	case wrong != nil:
		line, column := w.placeOf(w.end)
		e := &syntax.Error{File: w.opts.File, Line: line, Column: column, Err: wrong}
		if wrong == errEncoding {
			e.Err = errors.New("not valid " + w.encoding)
		}
		if wrong != errEncoding || w.encoding == utf8Name {
			e.Found = syntax.Shorten(w.tail[:size])
		}
		w.err = e
	case err == io.EOF:
		w.eof = true
	case err != nil:
		w.err = w.readError(err)
	}
}

// readError says where the reading broke off, or that the encoding cannot be read.
func (w *window) readError(err error) error {
	line, column := w.placeOf(w.end)
	if unknown, ok := err.(unknownEncoding); ok {
		return &syntax.Error{File: w.opts.File, Line: line, Column: column, Err: unknown}
	}
	file := w.opts.File
	if file == "" {
		file = "input"
	}
	return fmt.Errorf("%s: reading line %d: %w", file, line, err)
}

const byteOrderMark = "\uFEFF"

var (
	errEncoding  = errors.New("not valid in the encoding")
	errCharacter = errors.New("a character that XML does not have")
)

// characters gives how many bytes of b are whole characters that XML has, and what is wrong with the next one. last
// tells that nothing follows.
func characters(b []byte, last bool) (int, error) {
	for i := 0; i < len(b); {
		if i+8 <= len(b) && plain(binary.LittleEndian.Uint64(b[i:])) {
			i += 8
			continue
		}
		switch c := b[i]; {
		case c >= ' ' && c < utf8.RuneSelf, c == '\n', c == '\t', c == '\r':
			i++
		case c < utf8.RuneSelf:
			return i, errCharacter
		default:
			r, size := utf8.DecodeRune(b[i:])
			switch {
			case r == utf8.RuneError && size <= 1 && !last && !utf8.FullRune(b[i:]):
				return i, nil
			case r == utf8.RuneError && size <= 1:
				return i, errEncoding
			case r == 0xFFFE || r == 0xFFFF:
				return i, errCharacter
			}
			i += size
		}
	}
	return len(b), nil
}

// plain tells whether eight bytes are printable ASCII.
func plain(x uint64) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	return x&highs == 0 && (x-ones*' ')&highs == 0
}

// isCharacter tells whether XML has the character.
func isCharacter(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF && utf8.ValidRune(r)
}

// lineEnds makes line feeds of CR LF and of CR on its own (XML 1.0, section 2.11), and gives the new length.
func (w *window) lineEnds(b []byte) int {
	if !w.cr && bytes.IndexByte(b, '\r') < 0 {
		return len(b)
	}
	n := 0
	for _, c := range b {
		after := w.cr
		w.cr = c == '\r'
		switch {
		case c == '\n' && after:
			continue
		case c == '\r':
			c = '\n'
		}
		b[n] = c
		n++
	}
	return n
}

func (w *window) tooLong() error {
	return syntax.OverLimit("length in bytes of a tag, a comment or a declaration", w.opts.MaxLine, "WithMaxLine")
}

func (w *window) placeOf(i int) (line, column int) {
	p := w.first
	p.advance(w.data[:i])
	return p.line, p.column
}

// errorAt makes the error for what stands at index i.
func (w *window) errorAt(i int, problem error, expected string) *syntax.Error {
	w.show(i)
	line, column := w.placeOf(i)
	e := &syntax.Error{File: w.opts.File, Line: line, Column: column, Err: problem, Expected: expected}
	if i == w.end {
		e.Found = "the end of the file"
	} else {
		e.Found = syntax.Shorten(w.data[i:w.end])
	}
	return e
}

// show reads on until the window has what an error shows of the text at i, however the stream is cut. What
// goes wrong in that comes too late to matter.
func (w *window) show(i int) {
	const enough = 40 * utf8.UTFMax
	for w.end-i < enough && !w.eof && w.err == nil && bytes.IndexByte(w.data[i:w.end], '\n') < 0 {
		if len(w.data)-w.end < enough {
			w.data = append(w.data, make([]byte, windowSize)...)
		}
		w.read()
	}
	w.data[w.end] = 0
}

// place is a line and a column (in characters), both from 1.
type place struct{ line, column int }

// advance moves the place behind the text, which is whole characters.
func (p *place) advance(text []byte) {
	if n := bytes.Count(text, []byte{'\n'}); n > 0 {
		p.line += n
		p.column = 1
		text = text[bytes.LastIndexByte(text, '\n')+1:]
	}
	p.column += utf8.RuneCount(text)
}
