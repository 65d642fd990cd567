package lines

import (
	"bytes"
	"io"

	"talentgraph.example/loader/internal/trust"
	"talentgraph.example/loader/syntax"
)

// Splitter cuts a stream at line ends into chunks for scanners. It holds no more than a chunk and the
// longest line that is allowed.
type Splitter struct {
	r    io.Reader
	opts *syntax.Options
	line int    // number of the first line not handed out
	rest []byte // what was read behind the last chunk; a part of the last chunk's buffer
	err  error  // what r ended with
	// within: the document's beginning is behind us, the only place where a byte order mark may stand.
	within bool
}

// NewSplitter makes a splitter of a stream whose first line has the number opts.Line.
func NewSplitter(r io.Reader, opts *syntax.Options) *Splitter {
	return &Splitter{r: r, opts: opts, line: opts.Line, within: opts.Line > 1}
}

// Next gives the next chunk, made in buf if its capacity is enough, and the number of its first line. The
// chunk has one whole line or more and ends with a line end; to a last line without one, a line feed is
// added. With fill, buf is filled to its capacity before it is cut; else Next returns as soon as a read
// brings a whole line.
//
// The chunk's buffer also has the beginning of the following chunk behind the chunk's end: it must not be
// appended to, and if the next call is given another buffer, that call must be over before this one is
// used otherwise.
//
// The error is io.EOF at the end, a *syntax.Error for a line that is too long, or what the reader or the
// context gave. Whole lines before it come first.
func (s *Splitter) Next(buf []byte, fill bool) (chunk []byte, line int, err error) {
	buf = append(buf[:0], s.rest...)
	s.rest = nil
	searched := 0 // no line end before this
	for {
		if err := s.opts.Err(); err != nil {
			return nil, s.line, err
		}
		if s.err != nil || !fill || len(buf) == cap(buf) {
			if end := lineEnd(buf, searched, s.err == io.EOF); end > 0 {
				s.rest = buf[end:]
				line := s.line
				s.line += countLines(buf[:end])
				return s.mark(buf[:end]), line, nil
			}
			searched = max(0, len(buf)-1) // a CR at the end may become a CRLF
			switch {
			case s.err == io.EOF && len(buf) > 0:
				line := s.line
				s.line++
				return s.mark(append(buf, '\n')), line, nil
			case s.err == io.EOF:
				return nil, s.line, io.EOF
			case s.err != nil:
				return nil, s.line, s.readError()
			case len(buf) > s.opts.MaxLine+len(byteOrderMark+"\r"):
				if err := s.opts.Drop(lineTooLong(s.opts, s.line, s.mark(buf))); err != nil {
					return nil, s.line, err
				}
				if buf, err = s.skipLine(buf); err != nil {
					return nil, s.line, err
				}
				searched = 0
			}
		}
		if s.err == nil {
			buf = s.read(buf)
		}
	}
}

// read appends what one call of the reader brings.
func (s *Splitter) read(buf []byte) []byte {
	if len(buf) == cap(buf) {
		bigger := make([]byte, len(buf), max(2*cap(buf), 4096))
		copy(bigger, buf)
		buf = bigger
	}
	n, err := trust.Read(s.r, buf[len(buf):cap(buf)])
	if err != nil {
		s.err = err
	}
	return buf[:len(buf)+n]
}

// skipLine drops the line that buf is the beginning of, and gives what follows it.
func (s *Splitter) skipLine(buf []byte) ([]byte, error) {
	for {
		if end := firstLineEnd(buf); end > 0 {
			s.line++
			return append(buf[:0], buf[end:]...), nil
		}
		if s.err == io.EOF {
			return buf[:0], nil
		}
		if s.err != nil {
			return nil, s.readError()
		}
		if err := s.opts.Err(); err != nil {
			return nil, err
		}
		if len(buf) > 0 {
			buf = append(buf[:0], buf[len(buf)-1]) // it may be the CR of a CRLF
		}
		buf = s.read(buf)
	}
}

const byteOrderMark = "\uFEFF"

// mark takes the byte order mark from the document's first chunk.
func (s *Splitter) mark(chunk []byte) []byte {
	if s.within {
		return chunk
	}
	s.within = true
	return bytes.TrimPrefix(chunk, []byte(byteOrderMark))
}

func (s *Splitter) readError() error { return s.opts.ReadError(s.line, s.err) }

func lineTooLong(opts *syntax.Options, line int, text []byte) *syntax.Error {
	return &syntax.Error{
		File: opts.File, Line: line, Column: 1,
		Err:   syntax.OverLimit("line length in bytes", opts.MaxLine, "WithMaxLine"),
		Found: syntax.Shorten(text),
	}
}

// lineEnd gives the index behind the last line end of buf, 0 if there is none at or behind from. Line
// feeds are found first: a file that has only CRs is cut at those, but not at one that ends buf, since its
// line feed may be still to come.
func lineEnd(buf []byte, from int, last bool) int {
	tail := buf[from:]
	if i := bytes.LastIndexByte(tail, '\n'); i >= 0 {
		return from + i + 1
	}
	if !last {
		tail = bytes.TrimSuffix(tail, carriageReturn)
	}
	if i := bytes.LastIndexByte(tail, '\r'); i >= 0 {
		return from + i + 1
	}
	return 0
}

// firstLineEnd gives the index behind the first line end, 0 if there is none or only a CR that ends buf.
func firstLineEnd(buf []byte) int {
	i := bytes.IndexAny(buf, "\r\n")
	switch {
	case i < 0:
		return 0
	case buf[i] == '\n':
		return i + 1
	case i+1 == len(buf):
		return 0
	case buf[i+1] == '\n':
		return i + 2
	}
	return i + 1
}

var lineFeed, carriageReturn, crlf = []byte{'\n'}, []byte{'\r'}, []byte{'\r', '\n'}

// countLines counts the line ends: LF, CRLF, and a CR on its own.
func countLines(b []byte) int {
	n := bytes.Count(b, lineFeed)
	if bytes.IndexByte(b, '\r') >= 0 {
		n += bytes.Count(b, carriageReturn) - bytes.Count(b, crlf)
	}
	return n
}
