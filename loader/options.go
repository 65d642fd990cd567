package loader

import (
	"fmt"
	"strings"
)

// Option sets one thing of a load or a write.
type Option func(*options)

type options struct {
	format Format
	name   string
	label  string
}

// WithFormat says which format a file has. Without it, the name's ending decides.
func WithFormat(f Format) Option { return func(o *options) { o.format = f } }

// WithName names a stream: errors show it, and its ending tells the format as a file's would.
func WithName(name string) Option { return func(o *options) { o.name = name } }

// WithLabel gives the graph label of those quads that have none: an absolute IRI, such as that of the
// file's source.
func WithLabel(iri string) Option { return func(o *options) { o.label = iri } }

func newOptions(opts []Option) (*options, error) {
	o := &options{}
	for _, opt := range opts {
		opt(o)
	}
	if scheme, rest, ok := strings.Cut(o.label, ":"); o.label != "" && (!ok || scheme == "" || rest == "" || strings.ContainsAny(o.label, " <>\"{}|^`\\\t\r\n")) {
		return nil, fmt.Errorf("loader.WithLabel(%q): a graph label is an absolute IRI, such as \"https://example.com/source/1\"", o.label)
	}
	return o, nil
}
