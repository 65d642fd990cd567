package lines

import (
	"bytes"
	"io"

	"talentgraph.example/loader/internal/values"
	"talentgraph.example/loader/syntax"
)

// bufferSize is what a reader begins with; longer lines make it grow.
const bufferSize = 64 << 10

// Reader reads a stream from its start, chunk after chunk.
type Reader struct {
	values.Stream
	opts    *syntax.Options
	split   *Splitter
	scanner *Scanner
	buf     []byte
	err     error // sticky
}

// NewReader makes a reader of N-Quads, or without labels of N-Triples.
func NewReader(r io.Reader, labels bool, opts *syntax.Options) *Reader {
	lines := &Reader{opts: opts, split: NewSplitter(r, opts), scanner: NewScanner(opts, labels)}
	lines.Stream = values.NewStream(lines)
	return lines
}

// NewBytesReader makes a reader of data that is in memory already. The data is not copied, and must not
// change while it is read.
func NewBytesReader(data []byte, labels bool, opts *syntax.Options) *Reader {
	r := NewReader(bytes.NewReader(nil), labels, opts)
	data = r.split.mark(data)
	end := lineEnd(data, 0, true)
	r.scanner.Reset(data[:end], opts.Line)
	r.split.rest = data[end:] // a last line without its end
	r.split.line += countLines(data[:end])
	return r
}

// Next reads the next statement into q.
func (r *Reader) Next(q *syntax.Quad) error {
	if r.err != nil {
		return r.err
	}
	for {
		err := r.scanner.Next(q)
		if err == nil {
			return nil
		}
		if err == io.EOF {
			if err = r.refill(); err == nil {
				continue
			}
		}
		r.err = err
		return err
	}
}

// Place is the line of the statement that Next has given.
func (r *Reader) Place() (line, column int) { return r.scanner.line - 1, 1 }

func (r *Reader) refill() error {
	if r.buf == nil {
		r.buf = make([]byte, 0, bufferSize)
	}
	chunk, line, err := r.split.Next(r.buf, false)
	if err != nil {
		return err
	}
	if cap(chunk) > cap(r.buf) {
		r.buf = chunk
	}
	r.scanner.Reset(chunk, line)
	return nil
}
