package loader

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/ntriples"
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
	CSV                        // tables of moves, people, organizations or strategies, .csv and .tsv: see package csv
)

// formatInfo is a row of the table of formats. EXTENDING.md says what else a new format needs.
type formatInfo struct {
	name    string
	endings []string // the usual one first
	labels  bool     // it can write graph labels
	load    func(ctx context.Context, l *fileLoad) error
	writer  func(w io.Writer, opts ...syntax.Option) syntax.Writer
}

// formats is the table. It is made afresh, since a package should have no state that others could change.
func formats() map[Format]formatInfo {
	return map[Format]formatInfo{
		NTriples: {"N-Triples", []string{".nt", ".ntriples"}, false, loadLines, writeBy(ntriples.NewWriter)},
		NQuads:   {"N-Quads", []string{".nq", ".nquads"}, true, loadLines, writeBy(nquads.NewWriter)},
		Turtle:   {"Turtle", []string{".ttl", ".turtle"}, false, loadBy(turtle.NewReader), writeBy(turtle.NewWriter)},
		TriG:     {"TriG", []string{".trig"}, true, loadBy(trig.NewReader), writeBy(trig.NewWriter)},
		JSONLD:   {"JSON-LD", []string{".jsonld"}, true, loadBy(jsonld.NewReader), jsonldWriter},
		CSV:      {"CSV", []string{".csv", ".tsv"}, false, loadCSV, nil},
	}
}

// writeBy gives a format's NewWriter the type that the table wants.
func writeBy[W syntax.Writer](newWriter func(io.Writer, ...syntax.Option) W) func(io.Writer, ...syntax.Option) syntax.Writer {
	return func(w io.Writer, opts ...syntax.Option) syntax.Writer { return newWriter(w, opts...) }
}

func jsonldWriter(w io.Writer, opts ...syntax.Option) syntax.Writer {
	o := syntax.NewOptions(opts...)
	return jsonld.NewWriter(w, jsonld.WithContext(o.Context), jsonld.WithPrefixes(o.Prefixes))
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
