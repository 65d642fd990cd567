package syntax

import (
	"bytes"
	"context"
	"sync/atomic"
)

// Limits of a reader that is given none.
const (
	DefaultMaxLine       = 16 << 20    // bytes
	DefaultMaxLiteral    = 8 << 20     // bytes
	DefaultMaxDepth      = 1_000       // nested lists and blank nodes
	DefaultMaxBlankNodes = 100_000_000 // unnamed blank nodes and list nodes
	DefaultMaxPrefixes   = 100_000
	DefaultMaxDocument   = 64 << 20 // bytes; of formats that are read as a whole
	DefaultMaxContexts   = 1_000    // remote contexts of a JSON-LD document
	DefaultMaxExpansion  = 64 << 20 // bytes that terms, long prefixes and the like stand for
)

// Options is what the options set. Readers and writers make it by [NewOptions]; callers give options.
type Options struct {
	Context context.Context // nil: the work cannot be cancelled

	// Of readers.
	File          string
	Base          string
	Line          int
	MaxLine       int
	MaxLiteral    int
	MaxDepth      int
	MaxBlankNodes int
	MaxPrefixes   int
	MaxDocument   int
	MaxContexts   int
	MaxExpansion  int
	Expanded      *atomic.Int64 // bytes that count towards MaxExpansion; readers of one file's parts share it. nil: each has its own
	Direction     Direction
	Lenient       func(*Error) error               // nil: strict
	Documents     func(iri string) ([]byte, error) // nil: none is fetched

	// Of both.
	Reifiers bool
	// Unstated is set by WithUnstated; its Predicate is empty otherwise.
	Unstated Unstated

	// Of writers.
	Prefixes        map[string]string
	DocumentContext []byte // nil: there is none
	Streaming       bool
	DropLabels      bool
}

// Option sets one thing of a reader or a writer. One that the format has no use for does nothing.
type Option func(*Options)

// NewOptions applies the options to the defaults.
func NewOptions(opts ...Option) *Options {
	o := &Options{
		Line:          1,
		MaxLine:       DefaultMaxLine,
		MaxLiteral:    DefaultMaxLiteral,
		MaxDepth:      DefaultMaxDepth,
		MaxBlankNodes: DefaultMaxBlankNodes,
		MaxPrefixes:   DefaultMaxPrefixes,
		MaxDocument:   DefaultMaxDocument,
		MaxContexts:   DefaultMaxContexts,
		MaxExpansion:  DefaultMaxExpansion,
	}
	for _, opt := range opts {
		opt(o)
	}
	return o
}

// Err gives the context's error, nil if there is no context.
func (o *Options) Err() error {
	if o.Context == nil {
		return nil
	}
	return o.Context.Err()
}

// Drop is what a reader does about a statement that is no RDF, in a file whose grammar can go on behind it: a
// lenient reader reports it and leaves it out, a strict one ends with the error that is given back.
func (o *Options) Drop(e *Error) error {
	if o.Lenient == nil {
		e.Help = "WithLenient leaves such statements out"
		return e
	}
	return o.Lenient(e)
}

// WithContext makes a reader or writer stop with the context's error soon after the context ends. What a writer
// has written by then is incomplete.
func WithContext(ctx context.Context) Option { return func(o *Options) { o.Context = ctx } }

// WithFile gives the name that errors show.
func WithFile(name string) Option { return func(o *Options) { o.File = name } }

// WithBase gives the absolute IRI against which relative IRIs are resolved (RFC 3986, section 5) until
// the file names its own. N-Triples and N-Quads have relative IRIs only where it is given.
func WithBase(iri string) Option { return func(o *Options) { o.Base = iri } }

// WithLine gives the number of the first line, for a reader that starts in the midst of a file.
func WithLine(n int) Option { return func(o *Options) { o.Line = n } }

// WithMaxLine limits the length of a line of N-Triples and N-Quads in bytes, its end not counted, of a row of
// CSV, and where lines mean nothing: of a name or an IRI in Turtle and TriG, of a tag, a comment or a declaration in
// RDF/XML. The default is 16 MiB; a number below 1 is the default.
func WithMaxLine(bytes int) Option {
	return setLimit(bytes, func(o *Options) *int { return &o.MaxLine })
}

// WithMaxLiteral limits the length of a literal's text, in bytes of UTF-8 after its escapes are resolved.
// The default is 8 MiB; a number below 1 is the default.
func WithMaxLiteral(bytes int) Option {
	return setLimit(bytes, func(o *Options) *int { return &o.MaxLiteral })
}

// WithMaxDepth limits how deep lists and blank nodes are nested in Turtle and TriG, and elements and entities in
// RDF/XML. The default is 1,000; a number below 1 is the default.
func WithMaxDepth(n int) Option { return setLimit(n, func(o *Options) *int { return &o.MaxDepth }) }

// WithMaxBlankNodes limits how many blank nodes without a name ([], lists) one Turtle, TriG or RDF/XML file has; in
// RDF/XML it counts each rdf:ID, too.
// The default is 100 million; a number below 1 is the default.
func WithMaxBlankNodes(n int) Option {
	return setLimit(n, func(o *Options) *int { return &o.MaxBlankNodes })
}

// WithMaxPrefixes limits how many different prefixes one Turtle or TriG file declares, and in RDF/XML how many
// entities, and how many attributes and prefixes one element has. The default is 100,000; a number below 1 is the
// default.
func WithMaxPrefixes(n int) Option {
	return setLimit(n, func(o *Options) *int { return &o.MaxPrefixes })
}

// WithMaxDocument limits the length in bytes of a JSON-LD document, which is read as a whole, or of each item if the
// document is an array, and of the contexts that it refers to, and of all entities of an RDF/XML document. The
// default is 64 MiB; a number below 1 is the default.
func WithMaxDocument(bytes int) Option {
	return setLimit(bytes, func(o *Options) *int { return &o.MaxDocument })
}

// WithMaxContexts limits how many remote contexts a JSON-LD document refers to, by itself and by one another. The
// default is 1,000; a number below 1 is the default.
func WithMaxContexts(n int) Option {
	return setLimit(n, func(o *Options) *int { return &o.MaxContexts })
}

// WithMaxExpansion limits, in bytes, what the short forms of a file stand for in full: prefixes, relative IRIs,
// XML's entities and namespaces, languages that many texts inherit, and IRIs that tables make of names, which count twice.
// Up to 256 bytes each may stand for its text as often as the file says so; what longer ones add is counted, and so are
// entities within entities. In JSON-LD all bytes of IRIs that prefixes, vocabularies and bases make are counted, beyond 16 for each byte
// of the document; a term definition counts for 64, a remote context for 2,048. No reader goes on beyond it, not a
// lenient one either. A load holds up to about twice as much memory for such forms, and the collector lets some more lie
// for a while: up to 2.7 times in JSON-LD where GOGC is 100. The default is 64 MiB; a number
// below 1 is the default.
func WithMaxExpansion(bytes int) Option {
	return setLimit(bytes, func(o *Options) *int { return &o.MaxExpansion })
}

// Direction is how the base direction of a text in JSON-LD ("ltr", "rtl") is kept in RDF, which has none: the option
// rdfDirection of JSON-LD 1.1. The zero Direction is not at all.
type Direction uint8

// The ways to keep base directions.
const (
	I18NDatatype    Direction = iota + 1 // as a datatype such as https://www.w3.org/ns/i18n#ar_rtl
	CompoundLiteral                      // as a blank node with rdf:value, rdf:language and rdf:direction
)

// WithDirection says how JSON-LD's base directions are kept. Without it a text with a direction is refused, or in
// lenient mode read without its direction.
func WithDirection(d Direction) Option { return func(o *Options) { o.Direction = d } }

// MovedError is what a function for [WithDocuments] gives if a document is found at another IRI than the one that was
// asked for: the function is then asked for that one, against which the document's relative IRIs are resolved.
type MovedError struct{ IRI string }

// Error says where the document is.
func (e *MovedError) Error() string { return "the document is at " + e.IRI }

// WithDocuments gives the function that fetches the contexts that a JSON-LD document refers to by their
// IRIs; it is asked once for each while a document is read. Without it nothing is fetched, and such a
// document is refused.
func WithDocuments(fetch func(iri string) ([]byte, error)) Option {
	return func(o *Options) { o.Documents = fetch }
}

// WithReifiers makes readers and writers of Turtle and TriG take RDF 1.2's reifiers for graph labels. "s p o ~ c ." is
// the quad s p o with the label c, and with several labels there is a quad for each; a "~" that names nothing is a blank
// node. A triple that is stated without a "~" is a quad without a label, beside those with labels. "c rdf:reifies
// <<( s p o )>> ." is the quad s p o with the label c, too, but then the file must also state s p o in the default graph,
// before or after, with or without "~"; if it does not, the reader's last error says so, or [WithUnstated] takes it.
// Writers put all facts into the default graph, with their labels behind "~", so that Turtle keeps labels, and
// [WithoutLabels] has nothing to do.
//
// Within a graph that has a label, a reifier is an error, since a quad has one label. So is all else of RDF 1.2: triple
// terms elsewhere, reified triples, annotations, base directions and versions. A reader keeps some 20 bytes for each
// triple.
func WithReifiers() Option { return func(o *Options) { o.Reifiers = true } }

// Unstated is what [WithUnstated] has a reader say of the reifiers of triples that are not stated: full IRIs.
type Unstated struct {
	Predicate, Object string
	Weaker            []string // objects that say less; who has one of these keeps it
}

// WithUnstated makes a reader [WithReifiers] take a triple that is reified by rdf:reifies, but that the file does not state:
// it is a quad with that label, as if it were stated, and of its reifier the reader says u.Predicate u.Object besides, at
// the end of the file, once. That holds for all that the reifier reifies. A reifier of which the file says u.Predicate
// with another object, not among u.Weaker, is an error, at the triple's place: the two contradict one another.
func WithUnstated(u Unstated) Option { return func(o *Options) { o.Unstated = u } }

func setLimit(n int, field func(*Options) *int) Option {
	return func(o *Options) {
		if n >= 1 {
			*field(o) = n
		}
	}
}

// WithLenient makes a reader of N-Triples or N-Quads skip a line that is wrong and go on with the next.
// report is told of each, in order; if it returns an error, the reading stops with that error. JSON-LD then
// leaves out what the standard does: see package jsonld. Readers of Turtle, TriG and RDF/XML leave out the
// statements that have something in them that the grammar can pass over but that is no RDF: an IRI that is none, or
// relative without a base, or a language that is none. Otherwise they stay strict, since one wrong character can change
// the meaning of all that follows.
func WithLenient(report func(*Error) error) Option { return func(o *Options) { o.Lenient = report } }

// WithDocumentContext gives the context that a JSON-LD document is written with, in place of prefixes: a JSON text that
// is a context, or an object with an @context. What it says stands in the document as it is. Remote contexts that it
// refers to are asked of the function given by [WithDocuments].
func WithDocumentContext(text []byte) Option {
	text = bytes.Clone(text)
	return func(o *Options) { o.DocumentContext = text }
}
