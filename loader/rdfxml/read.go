package rdfxml

import (
	"errors"
	"hash/maphash"
	"io"
	"slices"

	"talentgraph.example/loader/internal/amplify"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/internal/values"
	"talentgraph.example/loader/internal/xml"
	"talentgraph.example/loader/syntax"
)

// Reader reads RDF/XML. It is a [syntax.Reader], which says what its methods do.
type Reader struct {
	values.Stream
	s    *xml.Scanner
	opts *syntax.Options

	bases    []iri.Base // those of the elements that are open, the last one holds
	expanded amplify.Meter
	stack    []frame
	queue    []syntax.Quad // what is still to be given; its bytes stay until the next token
	given    int
	blanks   int // blank nodes named so far, and rdf:IDs
	ids      map[[2]uint64]struct{}
	seeds    [2]maphash.Seed
	text     []byte // of the innermost property
	literal  canonical
	words    attributes
	buf      arena

	err error // sticky
}

var _ syntax.Reader = (*Reader)(nil)

// NewReader makes a reader of a stream. It reads ahead. syntax.WithBase gives the IRI that relative ones
// are resolved against; it must be absolute, else the first read gives an error.
func NewReader(in io.Reader, opts ...syntax.Option) *Reader {
	o := syntax.NewOptions(opts...)
	r := &Reader{
		s: xml.NewScanner(in, o), opts: o, expanded: amplify.New(o),
		ids: map[[2]uint64]struct{}{}, seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
	}
	r.Stream = values.NewStream(r)
	base := iri.Base{}
	if o.Base != "" {
		var ok bool
		if base, ok = iri.NewBase([]byte(o.Base)); !ok {
			r.err = errors.New("the base IRI " + o.Base + " is not absolute: it has no scheme such as https:")
		}
	}
	r.bases = append(r.bases, base)
	r.push(document)
	return r
}

// Next reads the next triple into q without making values. What q then points to is valid until the
// reader's next call.
func (r *Reader) Next(q *syntax.Quad) error {
	for r.given == len(r.queue) {
		if r.err != nil {
			return r.err
		}
		r.queue, r.given = r.queue[:0], 0
		r.buf.reset()
		r.err = r.step()
	}
	*q = r.queue[r.given]
	r.given++
	return nil
}

// Place is where the tag stands that made the triple which Next has given: that of a property's end, if it is a text's.
func (r *Reader) Place() (line, column int) {
	e := r.s.ErrorAt(nil, nil, "")
	return e.Line, e.Column
}

// Prefixes gives the namespaces of the prefixes that were declared in what is read so far, up to 1,000 of them. The
// default namespace has the empty prefix. The map is the caller's.
func (r *Reader) Prefixes() map[string]string { return r.s.Prefixes() }

// step takes a token.
func (r *Reader) step() error {
	kind, err := r.s.Next()
	if err != nil {
		return err
	}
	f := r.top()
	if f.kind == xmlLiteral && !(kind == xml.End && r.literal.depth() == 0) {
		return r.literalToken(kind)
	}
	switch kind {
	case xml.Start:
		return r.start(f)
	case xml.End:
		return r.end(f)
	case xml.Text:
		return r.characters(f)
	}
	return nil // comments and processing instructions say nothing
}

// start takes a start tag within f.
func (r *Reader) start(f *frame) error {
	switch f.kind {
	case document:
		if class(r.s.Name, false) == rdfRDF {
			return r.startRDF()
		}
		return r.startNode()
	case list, property, collection:
		return r.startNode()
	case empty:
		return r.wrong(nil, errHasValue, "its end tag")
	}
	return r.startProperty()
}

// characters takes text within f.
func (r *Reader) characters(f *frame) error {
	text := r.s.Text
	switch {
	case f.kind == property && !f.valued:
		if len(r.text)+len(text) > r.opts.MaxLiteral {
			return r.s.ErrorBehind(r.opts.MaxLiteral-len(r.text), tooLong(r.opts))
		}
		r.text = append(r.text, text...)
		return nil
	case xml.IsSpace(text):
		return nil
	case f.kind == empty:
		return r.s.ErrorInText(errHasValue, "its end tag")
	case f.kind == property:
		return r.s.ErrorInText(errMixed, "its end tag")
	}
	return r.s.ErrorInText(errText, "an element")
}

// end takes the end tag of f.
func (r *Reader) end(f *frame) error {
	var err error
	switch f.kind {
	case property:
		if !f.valued {
			err = r.endText(f)
		}
	case xmlLiteral:
		err = r.endLiteral(f)
	case collection:
		r.endCollection(f)
	}
	r.pop()
	return err
}

// wrong makes the error for an attribute of the current token, or with nil for the token itself.
func (r *Reader) wrong(a *xml.Attribute, problem error, expected string) error {
	return r.s.ErrorAt(a, problem, expected)
}

// drop is wrong for what a lenient reader leaves out.
func (r *Reader) drop(a *xml.Attribute, problem error, expected string) error {
	return r.opts.Drop(r.s.ErrorAt(a, problem, expected))
}

func tooLong(o *syntax.Options) error {
	return syntax.OverLimit("literal length in bytes", o.MaxLiteral, "WithMaxLiteral")
}

// fresh counts an rdf:ID, and tells whether it is the first of its IRI. Only a hash of the IRI is kept, of 128 bits.
func (r *Reader) fresh(id []byte) bool {
	key := [2]uint64{maphash.Bytes(r.seeds[0], id), maphash.Bytes(r.seeds[1], id)}
	if _, ok := r.ids[key]; ok {
		return false
	}
	r.ids[key] = struct{}{}
	return true
}

// arena holds the texts that a token's triples need and no frame keeps.
type arena struct{ data []byte }

func (a *arena) reset() { a.data = a.data[:0] }

// keep copies a text.
func (a *arena) keep(text []byte) []byte {
	from := len(a.data)
	a.data = append(a.data, text...)
	return slices.Clip(a.data[from:])
}
