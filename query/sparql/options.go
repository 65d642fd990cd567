package sparql

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// The limits that hold unless an option says otherwise.
const (
	DefaultTimeout       = 10 * time.Second
	DefaultMaxRows       = 1_000_000
	DefaultMaxMemory     = 256 << 20 // bytes
	DefaultMaxQuerySize  = 64 << 10  // bytes of a query
	DefaultMaxUpdateSize = 16 << 20  // bytes of a request to update
	DefaultMaxNesting    = 200
	DefaultMaxText       = 16 << 20 // bytes
)

// An Option changes how a text is read or run.
type Option func(*options)

type options struct {
	timeout      time.Duration
	maxRows      int
	maxMemory    int64
	maxQuerySize int // 0: by kind
	maxNesting   int
	maxText      int64
	base         string
	prefixes     map[string]string
	params       map[string]quad.Value
	strict       bool
	dataset      *algebra.Dataset
	service      ServiceFunc
	load         LoadFunc
	functions    map[string]Function
	notes        func(Note)
	explain      func(line string)
	now          time.Time // for tests
}

// ServiceFunc answers a SERVICE pattern: it gets the endpoint and the pattern as a SELECT query, and gives rows of values by
// the names of variables. What the patterns beside it have found so far stands at the end of the query as VALUES, up to 1,000
// rows at a time; an endpoint that is asked more than 20 times is asked once without. Blank nodes and long literals are not
// sent. Rows that fit nothing do no harm. An error ends the query, or gives no rows with SILENT.
type ServiceFunc func(ctx context.Context, endpoint quad.IRI, query string) iter.Seq2[map[string]quad.Value, error]

// LoadFunc gives the quads that a LOAD of an IRI is to add. Their labels are not looked at.
type LoadFunc func(ctx context.Context, from quad.IRI) iter.Seq2[quad.Quad, error]

// Function is a function that expressions call by its IRI. An error is an error of the expression: an unbound value, or
// false. It must be safe for concurrent use.
type Function func(args []quad.Value) (quad.Value, error)

func newOptions(opts []Option) (*options, error) {
	o := &options{timeout: DefaultTimeout, maxRows: DefaultMaxRows, maxMemory: DefaultMaxMemory, maxNesting: DefaultMaxNesting, maxText: DefaultMaxText}
	return o.with(opts)
}

// with adds options. Neither the result nor what it is made of is changed afterwards.
func (o *options) with(opts []Option) (*options, error) {
	if len(opts) == 0 {
		return o, nil
	}
	own := *o
	o = &own
	o.prefixes, o.params, o.functions = maps.Clone(o.prefixes), maps.Clone(o.params), maps.Clone(o.functions)
	for i, opt := range opts {
		if opt == nil {
			return o, fmt.Errorf("sparql: option %d is nil", i+1)
		}
		opt(o)
	}
	for _, l := range []struct {
		option string
		value  int64
	}{
		{"WithTimeout", int64(o.timeout)}, {"WithMaxRows", int64(o.maxRows)}, {"WithMaxMemory", o.maxMemory},
		{"WithMaxQuerySize", int64(o.maxQuerySize) + 1}, {"WithMaxNesting", int64(o.maxNesting)}, {"WithMaxText", o.maxText},
	} {
		if l.value <= 0 {
			return o, fmt.Errorf("sparql: %s must be above zero, got %d", l.option, l.value)
		}
	}
	if o.maxNesting > mostNesting {
		return o, fmt.Errorf("sparql: WithMaxNesting may be %d at most, got %d", mostNesting, o.maxNesting)
	}
	return o, nil
}

// mostNesting bounds what WithMaxNesting may be given: nesting costs stack.
const mostNesting = 2_000

// WithTimeout bounds the time that a query or an update runs; the time that the caller's loop body takes is not counted.
func WithTimeout(d time.Duration) Option { return func(o *options) { o.timeout = d } }

// WithMaxRows bounds the rows that a query yields, and the quads of a CONSTRUCT. One more than that is an error.
func WithMaxRows(n int) Option { return func(o *options) { o.maxRows = n } }

// WithMaxMemory bounds the bytes of tables and terms that a query needs at a time, as it counts them itself.
func WithMaxMemory(bytes int64) Option { return func(o *options) { o.maxMemory = bytes } }

// WithMaxQuerySize bounds the length of the text in bytes, for queries and updates alike.
func WithMaxQuerySize(bytes int) Option { return func(o *options) { o.maxQuerySize = bytes } }

// WithMaxNesting bounds brackets, operators and paths within one another, 2,000 at most.
func WithMaxNesting(levels int) Option { return func(o *options) { o.maxNesting = levels } }

// WithMaxText bounds the bytes of the texts that expressions make.
func WithMaxText(bytes int64) Option { return func(o *options) { o.maxText = bytes } }

// WithBase is the IRI that relative ones are resolved against until the text has a BASE.
func WithBase(iri string) Option { return func(o *options) { o.base = iri } }

// WithPrefix makes a prefix known, beside those of the graph; a PREFIX in the text comes first.
func WithPrefix(prefix, namespace string) Option {
	return func(o *options) {
		if o.prefixes == nil {
			o.prefixes = map[string]string{}
		}
		o.prefixes[prefix] = namespace
	}
}

// WithParam gives a variable of the outermost query a value, as VALUES would: $org or ?org in the text. A name that the
// query does not have is an error. A compiled query is planned once on a state for the names that get values, whatever these
// are, by what such a value has on average; a value in the text is planned for by what it has itself. Where some values have a
// thousand times as much as others, and the order of the patterns should follow, write them into the text.
func WithParam(name string, v quad.Value) Option {
	return func(o *options) {
		if o.params == nil {
			o.params = map[string]quad.Value{}
		}
		o.params[name] = v
	}
}

// StrictDataset makes the default graph the quads without a label, unless the query names its dataset. In an update it
// also makes DELETE without GRAPH take away quads without a label alone.
func StrictDataset() Option { return func(o *options) { o.strict = true } }

// WithDataset says which labels the query or the update sees, whatever its text says: those whose union is the default
// graph, and those that GRAPH sees. It is what a request by HTTP may name.
func WithDataset(defaults, named []quad.IRI) Option {
	return func(o *options) {
		d := &algebra.Dataset{Given: true}
		for _, iri := range defaults {
			d.Default = append(d.Default, term.Term{Kind: term.IRI, Text: string(iri)})
		}
		for _, iri := range named {
			d.Named = append(d.Named, term.Term{Kind: term.IRI, Text: string(iri)})
		}
		o.dataset = d
	}
}

// WithService answers SERVICE patterns.
func WithService(f ServiceFunc) Option { return func(o *options) { o.service = f } }

// WithLoad gives what LOAD adds.
func WithLoad(f LoadFunc) Option { return func(o *options) { o.load = f } }

// WithFunction makes a function known by its IRI.
func WithFunction(iri quad.IRI, f Function) Option {
	return func(o *options) {
		if o.functions == nil {
			o.functions = map[string]Function{}
		}
		o.functions[string(iri)] = f
	}
}

// WithNotes hands on hints about what a query probably meant: f is called in the goroutine of the run, before its first
// row. The answer does not depend on it.
func WithNotes(f func(Note)) Option { return func(o *options) { o.notes = f } }

// A Note is a hint about a text that is valid, but probably not what was meant.
type Note struct {
	// Line and Column are where in the text, from 1, columns in runes; 0 if it is about the whole text.
	Line, Column int
	// Text says what was noticed and what to write instead.
	Text string
}

func (n Note) String() string {
	if n.Line == 0 {
		return n.Text
	}
	return fmt.Sprintf("%d:%d: %s", n.Line, n.Column, n.Text)
}

// Explain hands out the plan of a query, line by line, before it runs: patterns in the order in which they are looked up,
// with their places in the text, estimates of rows, and what is kept or made one. The wording is for people, and may
// change.
func Explain(f func(line string)) Option { return func(o *options) { o.explain = f } }
