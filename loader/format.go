package loader

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/ntriples"
	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
	"talentgraph.example/loader/turtle"
)

// Format is a file format.
type Format uint8

// The formats. The zero Format is not known: the file's name decides, then its content.
const (
	NTriples Format = iota + 1 // RDF 1.1 N-Triples, .nt
	NQuads                     // RDF 1.1 N-Quads, .nq
	Turtle                     // RDF 1.1 Turtle, .ttl
	TriG                       // RDF 1.1 TriG, .trig
	JSONLD                     // JSON-LD 1.1, .jsonld
	RDFXML                     // RDF 1.1 XML Syntax, .rdf and .owl; files named .xml are known by their content
	CSV                        // tables of moves, people, organizations or strategies, .csv and .tsv: see package csv
)

// formatInfo is a row of the table of formats. To add a format, add its constant and a row, and teach
// sniff to know it by its content.
type formatInfo struct {
	name    string
	endings []string // the usual one first
	labels  bool     // it can write graph labels
	load    func(ctx context.Context, l *fileLoad) error
	writer  func(ctx context.Context, w io.Writer, o *options) quad.WriteCloser
}

// formats is the table. It is made afresh, since a package should have no state that others could change.
func formats() map[Format]formatInfo {
	return map[Format]formatInfo{
		NTriples: {"N-Triples", []string{".nt", ".ntriples"}, false, loadLines,
			func(_ context.Context, w io.Writer, _ *options) quad.WriteCloser { return ntriples.NewWriter(w) }},
		NQuads: {"N-Quads", []string{".nq", ".nquads"}, true, loadLines,
			func(_ context.Context, w io.Writer, _ *options) quad.WriteCloser { return nquads.NewWriter(w) }},
		Turtle: {"Turtle", []string{".ttl", ".turtle"}, false, loadTurtle, turtleWriter},
		TriG:   {"TriG", []string{".trig"}, true, loadTriG, trigWriter},
		JSONLD: {"JSON-LD", []string{".jsonld"}, true, loadJSONLD, jsonldWriter},
		RDFXML: {"RDF/XML", []string{".rdf", ".owl"}, false, loadRDFXML, rdfxmlWriter},
		CSV:    {"CSV", []string{".csv", ".tsv"}, false, loadCSV, nil},
	}
}

func loadTurtle(ctx context.Context, l *fileLoad) error {
	return loadStream(ctx, l, func(ctx context.Context, more ...syntax.Option) nextReader {
		return turtle.NewReader(l.in, append(l.syntaxOptions(ctx), more...)...)
	})
}

func loadTriG(ctx context.Context, l *fileLoad) error {
	return loadStream(ctx, l, func(ctx context.Context, more ...syntax.Option) nextReader {
		return trig.NewReader(l.in, append(l.syntaxOptions(ctx), more...)...)
	})
}

func loadJSONLD(ctx context.Context, l *fileLoad) error {
	return loadStream(ctx, l, func(ctx context.Context, more ...syntax.Option) nextReader {
		opts := append(l.syntaxOptions(ctx), more...)
		if l.o.documents != nil {
			opts = append(opts, syntax.WithDocuments(func(iri string) ([]byte, error) { return l.o.documents(ctx, iri) }))
		}
		return jsonld.NewReader(l.in, opts...)
	})
}

func loadRDFXML(ctx context.Context, l *fileLoad) error {
	return loadStream(ctx, l, func(ctx context.Context, more ...syntax.Option) nextReader {
		return rdfxml.NewReader(l.in, append(l.syntaxOptions(ctx), more...)...)
	})
}

func rdfxmlWriter(ctx context.Context, w io.Writer, o *options) quad.WriteCloser {
	return rdfxml.NewWriter(w, rdfxml.WithContext(ctx), rdfxml.WithPrefixes(o.prefixes))
}

func jsonldWriter(ctx context.Context, w io.Writer, o *options) quad.WriteCloser {
	prefixes := maps.Clone(o.prefixes)
	delete(prefixes, "") // which JSON-LD does not have
	return jsonld.NewWriter(w, jsonld.WithContext(ctx), jsonld.WithPrefixes(prefixes))
}

func turtleWriter(ctx context.Context, w io.Writer, o *options) quad.WriteCloser {
	opts := []turtle.WriterOption{turtle.WithContext(ctx), turtle.WithPrefixes(o.prefixes)}
	if o.streaming {
		opts = append(opts, turtle.Streaming())
	}
	return turtle.NewWriter(w, opts...)
}

func trigWriter(ctx context.Context, w io.Writer, o *options) quad.WriteCloser {
	opts := []trig.WriterOption{trig.WithContext(ctx), trig.WithPrefixes(o.prefixes)}
	if o.streaming {
		opts = append(opts, trig.Streaming())
	}
	return trig.NewWriter(w, opts...)
}

// Formats lists all formats.
func Formats() []Format {
	var all []Format
	for f := range formats() {
		all = append(all, f)
	}
	slices.Sort(all)
	return all
}

// String is the format's name in its standard; "no format" for the zero Format.
func (f Format) String() string {
	if f == 0 {
		return "no format"
	}
	if info, ok := formats()[f]; ok {
		return info.name
	}
	return fmt.Sprintf("format %d", uint8(f))
}

// Ending is the usual ending of a file's name, such as ".ttl"; empty for an unknown format.
func (f Format) Ending() string {
	if info, ok := formats()[f]; ok {
		return info.endings[0]
	}
	return ""
}

// MediaType is the format's media type as registered, such as "text/turtle"; empty for an unknown format.
func (f Format) MediaType() string {
	switch f {
	case NTriples:
		return "application/n-triples"
	case NQuads:
		return "application/n-quads"
	case Turtle:
		return "text/turtle"
	case TriG:
		return "application/trig"
	case JSONLD:
		return "application/ld+json"
	case RDFXML:
		return "application/rdf+xml"
	case CSV:
		return "text/csv"
	}
	return ""
}

// FormatOf tells the format by the ending of a file's name, in any case. An ending that tells of
// compression (.gz, .zst) is passed over.
func FormatOf(name string) (Format, bool) {
	name, _ = cutCompression(strings.ToLower(name))
	ending := path.Ext(name)
	for f, info := range formats() {
		if slices.Contains(info.endings, ending) {
			return f, true
		}
	}
	return 0, false
}

// endings lists what a name can end with, for messages; of a file to be written, if so.
func endings(write bool) string {
	var all []string
	for _, f := range Formats() {
		if write && formats()[f].writer == nil {
			continue
		}
		all = append(all, fmt.Sprintf("%s (%s)", f.Ending(), f))
	}
	return strings.Join(all, ", ")
}

// chooseFormat takes the format that was given, or else the one that the name's ending tells, or else the
// one that the content looks like. It is for loads.
func (o *options) chooseFormat(in *input) (Format, error) {
	if o.format != 0 {
		return o.format, nil
	}
	if f, ok := FormatOf(in.name); ok {
		return f, nil
	}
	head, err := in.head()
	if err != nil {
		return 0, err
	}
	f, err := sniff(head)
	switch {
	case errors.Is(err, errUnknown):
		return 0, fmt.Errorf("%s: %w; give loader.WithFormat, or a name that ends with one of %s", in.title(), err, endings(false))
	case err != nil:
		return 0, fmt.Errorf("%s: %w", in.title(), err)
	}
	return f, nil
}
