package ttl

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"talentgraph.example/loader/internal/trust"
	"talentgraph.example/loader/syntax"
)

const windowSize = 64 << 10

// lookahead is how many bytes behind a token may have to be seen to know that it ends.
const lookahead = 16

// window is a stretch of the file. data[:end] is valid UTF-8 in whole characters, and data[end] is a NUL
// that stops every loop; whoever meets it at end (and not eof) needs more.
type window struct {
	r    io.Reader
	opts *syntax.Options
	data []byte
	pos  int // of the token to take next
	end  int
	eof  bool // nothing follows end

	object0 int     // where the object begins that was taken last
	first   place   // of data[0]
	started bool    // where a byte order mark can stand is behind us
	tail    [4]byte // read, but not yet a whole character
	tailLen int
	err     error // what comes at end instead of more
}

func newWindow(r io.Reader, opts *syntax.Options) window {
	return window{r: r, opts: opts, data: make([]byte, windowSize), first: place{line: opts.Line, column: 1}}
}

var (
	errUTF8  = errors.New("not valid UTF-8")
	errUTF16 = errors.New("this is UTF-16; convert the file to UTF-8")
)

// more moves what is left of the window to its front and reads on. So that taking the same token again
// and again costs no more than its length, it at least doubles what is there. It sets eof if there is no
// more.
func (w *window) more() error {
	if w.err != nil && w.end-w.pos <= w.opts.MaxLine+lookahead {
		return w.err // a token that is too long before it is what a smaller window would have met first
	}
	w.first.advance(w.data[:w.pos])
	left := copy(w.data, w.data[w.pos:w.end])
	w.object0 = max(0, w.object0-w.pos)
	w.pos, w.end = 0, left
	if left > w.opts.MaxLine+lookahead {
		return w.tooLong()
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
	copy(w.data[w.end:], w.tail[:w.tailLen])
	filled := w.end + w.tailLen
	n, err := trust.Read(w.r, w.data[filled:len(w.data)-1])
	filled += n
	fresh := w.data[w.end:filled]
	good := wholeRunes(fresh)
	if !w.started && good > 0 {
		w.started = true
		if bytes.HasPrefix(fresh, []byte(byteOrderMark)) {
			fresh = fresh[:copy(fresh, fresh[len(byteOrderMark):])]
			good -= len(byteOrderMark)
		}
	}
	switch bad := fresh[good:]; {
	case len(bad) > 0 && (utf8.FullRune(bad) || err == io.EOF):
		w.end += good
		w.err = w.wrongByte(bad)
		return
	default:
		w.tailLen = copy(w.tail[:], bad)
		w.end += good
	}
	if err == io.EOF {
		w.eof = true
	} else if err != nil {
		line, _ := w.placeOf(w.end)
		w.err = w.opts.ReadError(line, err)
	}
}

const byteOrderMark = "\uFEFF"

// wholeRunes gives how many bytes of b are valid UTF-8 in whole characters.
func wholeRunes(b []byte) int {
	if utf8.Valid(b) {
		return len(b)
	}
	i := 0
	for i < len(b) {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		i += size
	}
	return i
}

func (w *window) wrongByte(bad []byte) error {
	line, column := w.placeOf(w.end)
	e := &syntax.Error{File: w.opts.File, Line: line, Column: column, Err: errUTF8, Found: syntax.Shorten(bad[:1])}
	if e.Line == 1 && e.Column == 1 && (bad[0] == 0xFE || bad[0] == 0xFF) {
		e.Err = errUTF16
	}
	return e
}

// tooLong is the error for a token at pos that is over the limit.
func (w *window) tooLong() error {
	return w.errorAt(w.pos, syntax.OverLimit("length in bytes of a name, an IRI or a literal as written", w.opts.MaxLine, "WithMaxLine"), "")
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
	for w.end-i < enough && !w.eof && w.err == nil && !bytes.ContainsAny(w.data[i:w.end], "\r\n") {
		if len(w.data)-w.end < enough {
			w.data = append(w.data, make([]byte, windowSize)...)
		}
		w.read()
	}
	w.data[w.end] = 0
}

// place is a line and a column (in runes), both from 1.
type place struct {
	line, column int
	cr           bool // a CR came last; a line feed now belongs to it
}

// advance moves the place behind the text, which is whole characters. LF, CRLF and a CR on its own end a
// line.
func (p *place) advance(text []byte) {
	if len(text) == 0 {
		return
	}
	if p.cr && text[0] == '\n' {
		text = text[1:]
	}
	p.cr = bytes.HasSuffix(text, []byte{'\r'})
	n := bytes.Count(text, []byte{'\n'})
	last := bytes.LastIndexByte(text, '\n')
	if bytes.IndexByte(text, '\r') >= 0 {
		n += bytes.Count(text, []byte{'\r'}) - bytes.Count(text, []byte("\r\n"))
		last = max(last, bytes.LastIndexByte(text, '\r'))
	}
	if n > 0 {
		p.line += n
		p.column = 1
	}
	p.column += utf8.RuneCount(text[last+1:])
}
