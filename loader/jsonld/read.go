package jsonld

import (
	"io"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/internal/values"
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
	"talentgraph.example/loader/jsonld/internal/rdf"
	"talentgraph.example/loader/syntax"
)

// ErrorCode is one of the standard's error codes, such as "invalid term definition". errors.As finds it in errors that
// JSON-LD 1.1 has a code for.
type ErrorCode = problem.Code

// Reader reads a JSON-LD document. It is a quad.ReadCloser. It is not safe for concurrent use.
type Reader struct {
	opts     *syntax.Options
	pace     *pace.Pace
	document source
	contexts *contexts.Processor
	initial  *contexts.Context // that the document begins with
	expander *expand.Expander
	quads    *rdf.Deserializer

	objects []*expand.Object // that are not yet quads
	queue   []rdf.Quad       // quads that are still to be given, from next on
	places  []json.Place     // of the queue's quads
	next    int
	err     error // when there are no more
}

// source gives a document in parts, each with its length in bytes. At the end the error is io.EOF.
type source interface {
	Next() (v *json.Value, bytes int, whole bool, err error)
}

var _ quad.ReadCloser = (*Reader)(nil)

// NewReader makes a reader. If the document is an array, it is read item by item; else as a whole, with the first
// quad.
func NewReader(r io.Reader, opts ...syntax.Option) *Reader {
	return NewContexts().NewReader(r, opts...)
}

// NewHTMLReader makes a reader of the JSON-LD in an HTML page: of all its script elements of the type
// application/ld+json, or, if the base that is given ends with a fragment, of the one with that id. Relative IRIs are
// resolved against the page's base element, if it has one. The page is read as a whole. One without such an element is an
// error, or in lenient mode reported.
func NewHTMLReader(r io.Reader, opts ...syntax.Option) *Reader {
	return NewContexts().NewHTMLReader(r, opts...)
}

// Contexts keeps remote contexts, and what was made of them, for several documents. It is not safe for concurrent use;
// of its readers, each must come to its end before the next begins.
type Contexts struct{ cache *contexts.Cache }

// NewContexts makes a Contexts without any.
func NewContexts() *Contexts { return &Contexts{contexts.NewCache()} }

// NewReader is the function NewReader, with these contexts.
func (c *Contexts) NewReader(r io.Reader, opts ...syntax.Option) *Reader {
	reader := &Reader{opts: syntax.NewOptions(opts...)}
	reader.pace = pace.New(reader.opts.Context)
	reader.document = json.NewStream(reader.pace, r, reader.opts)
	reader.start(c)
	return reader
}

// NewHTMLReader is the function NewHTMLReader, with these contexts.
func (c *Contexts) NewHTMLReader(r io.Reader, opts ...syntax.Option) *Reader {
	reader := &Reader{opts: syntax.NewOptions(opts...)}
	reader.pace = pace.New(reader.opts.Context)
	reader.document = newPage(r, reader.opts, func() { reader.start(c) })
	reader.start(c)
	return reader
}

// start makes what depends on the base.
func (r *Reader) start(c *Contexts) {
	r.contexts = c.cache.New(r.pace, r.opts)
	r.initial = r.contexts.Initial()
	r.expander = expand.New(r.pace, r.contexts, r.opts.Drop)
	r.quads = rdf.New(r.pace, r.opts, r.opts.Drop, r.contexts.Spend, func(q rdf.Quad, at json.Place) {
		r.queue, r.places = append(r.queue, q), append(r.places, at)
	})
}

// ReadQuad reads the next quad. At the end the error is io.EOF. After an error every call gives the same
// error. If the document is wrong anywhere, the quads that came before are to be thrown away: they may be less than
// what it says until there.
func (r *Reader) ReadQuad() (quad.Quad, error) {
	q, err := r.read()
	if err != nil {
		return quad.Quad{}, err
	}
	return quad.Quad{Subject: value(q[0]), Predicate: value(q[1]), Object: value(q[2]), Label: value(q[3])}, nil
}

// value gives a term's value, which keeps no more than its own text.
func value(t term.Term) quad.Value {
	t.Text, t.Datatype, t.Lang = strings.Clone(t.Text), strings.Clone(t.Datatype), strings.Clone(t.Lang)
	return t.Value()
}

// Next reads the next quad into q, for those who read every format in this way.
func (r *Reader) Next(q *syntax.Quad) error {
	next, err := r.read()
	if err != nil {
		return err
	}
	for i, place := range []*syntax.Term{&q.Subject, &q.Predicate, &q.Object, &q.Label} {
		t := &next[i]
		place.Kind = t.Kind
		place.Text = append(place.Text[:0], t.Text...)
		place.Datatype = append(place.Datatype[:0], t.Datatype...)
		place.Lang = append(place.Lang[:0], t.Lang...)
	}
	return nil
}

// Place is where the object stands of the quad that was given last.
func (r *Reader) Place() (line, column int) {
	e := r.places[r.next-1].Error(nil, "")
	return e.Line, e.Column
}

// All gives the rest of the document. An error comes last and once; io.EOF is none.
func (r *Reader) All() iter.Seq2[quad.Quad, error] { return values.All(r) }

// Prefixes gives the prefixes, without colons, that the context of the document's outermost object defines, and their
// namespaces; its vocabulary has the empty prefix. It is called when the document has been read; of an array, or of
// several in a page, it is the last object's. The map is the caller's.
func (r *Reader) Prefixes() map[string]string {
	if c := r.expander.Outer(); c != nil {
		return c.Prefixes()
	}
	return map[string]string{}
}

// Close does nothing: the stream belongs to the caller. It makes the Reader a quad.ReadCloser.
func (r *Reader) Close() error { return nil }

// read gives the next quad. It goes on with the next object once the quads of one are given.
func (r *Reader) read() (*rdf.Quad, error) {
	for r.next == len(r.queue) {
		if r.err != nil {
			return nil, r.err
		}
		const large = 4096
		r.next = 0
		if r.queue, r.places = r.queue[:0], r.places[:0]; cap(r.queue) > large {
			r.queue, r.places = nil, nil
		}
		if r.err = r.fill(); r.err != nil {
			r.queue, r.objects = nil, nil
		}
	}
	r.next++
	return &r.queue[r.next-1], nil
}

// fill makes quads of the next object, which it expands if need be.
func (r *Reader) fill() error {
	if len(r.objects) > 0 {
		o := []*expand.Object{r.objects[0]}
		r.objects[0] = nil // so that what has become quads is held no longer
		r.objects = r.objects[1:]
		return r.quads.Add(o)
	}
	v, bytes, whole, err := r.document.Next()
	if err != nil {
		return err
	}
	r.contexts.Read(bytes)
	r.objects, err = r.expander.Expand(r.initial, v, whole)
	return err
}
