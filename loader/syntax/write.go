package syntax

import (
	"errors"
	"maps"
)

// ErrClosed is given by a writer that is used after Close.
var ErrClosed = errors.New("the writer is closed")

// ErrLabel is found by errors.Is in the error for a quad with a graph label, of a format that has none.
var ErrLabel = errors.New("this format has no graph labels; write N-Quads or TriG, or ask for the labels to be left out")

// WithPrefixes gives the prefixes, without their colons, that Turtle and TriG are written with, and their
// namespaces. Those that are used are declared. dct, foaf, org, owl, prov, rdf, rdfs, skos and xsd are known,
// unless the prefix or the namespace is given here. A prefix or namespace that the format cannot have is an error
// of the first write.
func WithPrefixes(prefixes map[string]string) Option {
	return func(o *Options) { o.Prefixes = maps.Clone(prefixes) }
}

// WithStreaming makes a writer of Turtle or TriG hold nothing back: quads are written in the order in which they
// come. Those that follow one another share what they can by ';' and ','; blank nodes have their names and lists
// their cells. Just the prefixes that are given are declared and used. A quad that comes twice is written twice.
func WithStreaming() Option { return func(o *Options) { o.Streaming = true } }

// WithoutLabels makes a writer of N-Triples or Turtle leave out graph labels. Without it a quad with a label is an
// error, ErrLabel, since what the label says would be lost. In N-Triples and in streamed Turtle, a triple with
// several labels is then written several times.
func WithoutLabels() Option { return func(o *Options) { o.DropLabels = true } }
