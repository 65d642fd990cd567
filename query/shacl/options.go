package shacl

import (
	"context"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/query/sparql"
)

// The limits of a validation that options change.
const (
	DefaultMaxResults = 10_000
	DefaultTimeout    = time.Minute
	DefaultMaxMemory  = sparql.DefaultMaxMemory // bytes
)

// Option sets one thing of a validation.
type Option func(*options)

type options struct {
	maxResults int
	timeout    time.Duration
	maxMemory  int64
	perClaim   bool
	onReport   func(*Report)
}

func newOptions(opts []Option) options {
	o := options{maxResults: DefaultMaxResults, timeout: DefaultTimeout, maxMemory: DefaultMaxMemory}
	for _, opt := range opts {
		opt(&o)
	}
	return o
}

// WithMaxResults limits how many results a report holds; how many more there are it counts in More. The default is
// 10,000; a number below 1 is the default.
func WithMaxResults(n int) Option {
	return func(o *options) {
		if o.maxResults = n; n < 1 {
			o.maxResults = DefaultMaxResults
		}
	}
}

// WithTimeout limits how long a validation may take, beside its context. The default is a minute; a time of 0 or less is
// the default. What takes longer is a *graph.LimitError.
func WithTimeout(d time.Duration) Option {
	return func(o *options) {
		if o.timeout = d; d <= 0 {
			o.timeout = DefaultTimeout
		}
	}
}

// WithMaxMemory limits how many bytes a query of a shape (sh:sparql) needs at a time, as package sparql counts them, and to
// a sixteenth of that the texts that it makes. The default is 256 MB; a number below 1 is the default. What needs more is a
// *graph.LimitError.
func WithMaxMemory(bytes int64) Option {
	return func(o *options) {
		if o.maxMemory = bytes; bytes < 1 {
			o.maxMemory = DefaultMaxMemory
		}
	}
}

// PerClaim counts values for sh:maxCount within each claim: sources that tell different things then break nothing. It
// holds for paths of one predicate, there and back; the values of other paths have no claim of their own.
func PerClaim() Option { return func(o *options) { o.perClaim = true } }

// OnReport gives the report of a [Check] to a function, whether the change passes or not: that is how warnings are seen.
func OnReport(f func(*Report)) Option { return func(o *options) { o.onReport = f } }

// ParseOption sets one thing of [Parse].
type ParseOption func(*parseOptions)

type parseOptions struct {
	find func(ctx context.Context, quads []quad.Quad) ([]string, error)
}

// WithPlaces gives a function that tells where files state quads of the shapes' graph: for each the place, such as
// "rules.ttl:3:14", or an empty text; loader.Finder has one. Then the errors of ill-formed shapes have their place, and
// shapes without an IRI are called by theirs.
func WithPlaces(find func(ctx context.Context, quads []quad.Quad) ([]string, error)) ParseOption {
	return func(o *parseOptions) { o.find = find }
}
