package jsonld

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"math"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/values"
	"talentgraph.example/loader/syntax"
)

// Reader reads a JSON-LD document. It is a quad.ReadCloser. It is not safe for concurrent use.
type Reader struct {
	r     io.Reader
	opts  *syntax.Options
	quads []quad.Quad // what is still to be given
	begun bool
	err   error // when there are no more
}

var _ quad.ReadCloser = (*Reader)(nil)

// NewReader makes a reader. The stream is read as a whole with the first quad.
func NewReader(r io.Reader, opts ...syntax.Option) *Reader {
	return &Reader{r: r, opts: syntax.NewOptions(opts...)}
}

// ReadQuad reads the next quad. At the end the error is io.EOF. After an error every call gives the same
// error. If the document is wrong anywhere, no quad is given at all.
func (r *Reader) ReadQuad() (quad.Quad, error) {
	if !r.begun {
		r.begun = true
		r.quads, r.err = r.read()
		if r.err == nil {
			r.err = io.EOF
		}
	}
	if len(r.quads) == 0 {
		return quad.Quad{}, r.err
	}
	q := r.quads[0]
	r.quads = r.quads[1:]
	return q, nil
}

// Next reads the next quad into q, for those who read every format in this way; here it saves nothing.
func (r *Reader) Next(q *syntax.Quad) error {
	next, err := r.ReadQuad()
	if err != nil {
		return err
	}
	for _, place := range []struct {
		value quad.Value
		term  *syntax.Term
	}{{next.Subject, &q.Subject}, {next.Predicate, &q.Predicate}, {next.Object, &q.Object}, {next.Label, &q.Label}} {
		t, err := term.Of(place.value)
		if err != nil {
			return err
		}
		*place.term = syntax.Term{Kind: t.Kind, Text: []byte(t.Text), Datatype: []byte(t.Datatype), Lang: []byte(t.Lang)}
	}
	return nil
}

// All gives the rest of the document. An error comes last and once; io.EOF is none.
func (r *Reader) All() iter.Seq2[quad.Quad, error] { return values.All(r) }

// Close does nothing: the stream belongs to the caller. It makes the Reader a quad.ReadCloser.
func (r *Reader) Close() error { return nil }

func (r *Reader) read() ([]quad.Quad, error) {
	text, err := r.text()
	if err != nil {
		return nil, err
	}
	d := newText(r.opts, text)
	value, err := d.parse()
	if err != nil {
		return nil, err
	}
	newValue := func() any {
		fresh := value
		if value = nil; fresh == nil {
			fresh, _ = d.parse() // it went well before
		}
		return fresh
	}
	strict := true
	quads, err := d.quadsOf(newValue, strict)
	var wrong *problem
	if r.opts.Lenient != nil && errors.As(err, &wrong) && isInvalidProperty(wrong) {
		// Properties that no context explains are reported and left out.
		for bad, err := range d.locateAll(wrong, strict, math.MaxInt) {
			if err == nil {
				err = r.opts.Lenient(bad)
			}
			if err != nil {
				return nil, err
			}
		}
		strict = false
		quads, err = d.quadsOf(newValue, strict)
	}
	if errors.As(err, &wrong) {
		return nil, d.locate(wrong, strict)
	}
	return quads, err
}

// text reads the stream, without a byte order mark.
func (r *Reader) text() ([]byte, error) {
	var text []byte
	buf := make([]byte, 32<<10)
	for {
		if err := r.opts.Err(); err != nil {
			return nil, err
		}
		n, err := r.r.Read(buf)
		text = append(text, buf[:n]...)
		if len(text) > r.opts.MaxDocument {
			return nil, &syntax.Error{
				File: r.opts.File, Line: r.opts.Line, Column: 1,
				Err: syntax.OverLimit("document length in bytes", r.opts.MaxDocument, "WithMaxDocument"),
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			file := r.opts.File
			if file == "" {
				file = "input"
			}
			return nil, fmt.Errorf("%s: reading: %w", file, err)
		}
	}
	const byteOrderMark = "\uFEFF"
	if len(text) >= len(byteOrderMark) && string(text[:len(byteOrderMark)]) == byteOrderMark {
		text = text[len(byteOrderMark):]
	}
	return text, nil
}

// stop carries an error out of json-gold.
type stop struct{ err error }

// guard runs a part of json-gold. Its panics become errors.
func guard[T any](f func() (T, error)) (v T, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case stop:
			err = p.err
		default:
			err = fmt.Errorf("json-gold failed on it: %v", p)
		}
	}()
	return f()
}

// expand resolves contexts and relative IRIs. See quadsOf.
func (d *document) expand(value any, strict bool) ([]any, error) {
	fetch := &fetcher{opts: d.opts, fetched: d.fetched}
	opts := ld.NewJsonLdOptions(d.opts.Base)
	opts.DocumentLoader = fetch
	opts.SafeMode = strict
	opts.ExpandedElementHandler = func(string, any) {
		if err := d.opts.Err(); err != nil {
			panic(stop{err}) // the one way out that json-gold leaves; guard takes it
		}
	}
	if err := d.opts.Err(); err != nil {
		return nil, err
	}
	expanded, err := guard(func() ([]any, error) { return ld.NewJsonLdProcessor().Expand(value, opts) })
	switch {
	case err == nil:
		return expanded, nil
	case d.opts.Err() != nil:
		return nil, d.opts.Err()
	case fetch.err != nil:
		return nil, &problem{fetch.err, fetch.iri}
	}
	return nil, &problem{err: err}
}
