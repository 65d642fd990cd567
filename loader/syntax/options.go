package syntax

import "context"

// Limits of a reader that is given none.
const (
	DefaultMaxLine       = 16 << 20    // bytes
	DefaultMaxLiteral    = 8 << 20     // bytes
	DefaultMaxDepth      = 1_000       // nested lists and blank nodes
	DefaultMaxBlankNodes = 100_000_000 // unnamed blank nodes and list nodes
	DefaultMaxPrefixes   = 100_000
	DefaultMaxDocument   = 64 << 20 // bytes; of formats that are read as a whole
	DefaultMaxExpansion  = 64 << 20 // bytes that long prefixes and the like stand for
)

// Options is what the options set. Readers make it by [NewOptions]; callers give options.
type Options struct {
	Context       context.Context // nil: the reading cannot be cancelled
	File          string
	Base          string
	Line          int
	MaxLine       int
	MaxLiteral    int
	MaxDepth      int
	MaxBlankNodes int
	MaxPrefixes   int
	MaxDocument   int
	MaxExpansion  int
	Lenient       func(*Error) error               // nil: strict
	Documents     func(iri string) ([]byte, error) // nil: none is fetched
}

// Option sets one thing of a reader.
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
		e.Help = "Lenient leaves such statements out"
		return e
	}
	return o.Lenient(e)
}

// WithContext makes the reader stop with the context's error soon after the context ends.
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
func WithMaxLine(bytes int) Option { return limit(bytes, func(o *Options) *int { return &o.MaxLine }) }

// WithMaxLiteral limits the length of a literal's text, in bytes of UTF-8 after its escapes are resolved.
// The default is 8 MiB; a number below 1 is the default.
func WithMaxLiteral(bytes int) Option {
	return limit(bytes, func(o *Options) *int { return &o.MaxLiteral })
}

// WithMaxDepth limits how deep lists and blank nodes are nested in Turtle and TriG, and elements and entities in
// RDF/XML. The default is 1,000; a number below 1 is the default.
func WithMaxDepth(n int) Option { return limit(n, func(o *Options) *int { return &o.MaxDepth }) }

// WithMaxBlankNodes limits how many blank nodes without a name ([], lists) one Turtle, TriG or RDF/XML file has; in
// RDF/XML it counts each rdf:ID, too.
// The default is 100 million; a number below 1 is the default.
func WithMaxBlankNodes(n int) Option {
	return limit(n, func(o *Options) *int { return &o.MaxBlankNodes })
}

// WithMaxPrefixes limits how many different prefixes one Turtle or TriG file declares, and in RDF/XML how many
// entities, and how many attributes and prefixes one element has. The default is 100,000; a number below 1 is the
// default.
func WithMaxPrefixes(n int) Option { return limit(n, func(o *Options) *int { return &o.MaxPrefixes }) }

// WithMaxDocument limits the length in bytes of a JSON-LD document, which is read as a whole, and of each
// context that it refers to, and of all entities of an RDF/XML document. The default is 64 MiB; a number below 1 is the default.
func WithMaxDocument(bytes int) Option {
	return limit(bytes, func(o *Options) *int { return &o.MaxDocument })
}

// WithMaxExpansion limits, in bytes, what the short forms of a file stand for in full: prefixes, relative IRIs,
// XML's entities and namespaces, and languages that many texts inherit. Up to 256 bytes each may stand for its
// text as often as the file says so; what longer ones add is counted, and so are entities within entities. The
// default is 64 MiB; a number below 1 is the default.
func WithMaxExpansion(bytes int) Option {
	return limit(bytes, func(o *Options) *int { return &o.MaxExpansion })
}

// WithDocuments gives the function that fetches the contexts that a JSON-LD document refers to by their
// IRIs; it is asked once for each while a document is read. Without it nothing is fetched, and such a
// document is refused.
func WithDocuments(fetch func(iri string) ([]byte, error)) Option {
	return func(o *Options) { o.Documents = fetch }
}

func limit(n int, field func(*Options) *int) Option {
	return func(o *Options) {
		if n >= 1 {
			*field(o) = n
		}
	}
}

// Lenient makes a reader of N-Triples or N-Quads skip a line that is wrong and go on with the next.
// report is told of each, in order; if it returns an error, the reading stops with that error. JSON-LD then
// leaves out properties that no context explains. Readers of Turtle, TriG and RDF/XML leave out the statements that
// have something in them that the grammar can pass over but that is no RDF: an IRI that is none, or relative
// without a base, or a language that is none. Otherwise they stay strict, since one wrong character can change
// the meaning of all that follows.
func Lenient(report func(*Error) error) Option { return func(o *Options) { o.Lenient = report } }
