package loader

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

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
	JSONLD                     // JSON-LD 1.1, .jsonld; also within HTML pages, .html and .htm, to read
	RDFXML                     // RDF 1.1 XML Syntax, .rdf and .owl; files named .xml are known by their content
	CSV                        // tables of moves, people, organizations and more, .csv and .tsv: see package csv
	XLSX                       // the same in a sheet of a workbook (ECMA-376), .xlsx
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
		JSONLD:   {"JSON-LD", []string{".jsonld", ".html", ".htm", ".xhtml"}, true, loadJSONLD, writeBy(jsonld.NewWriter)},
		RDFXML:   {"RDF/XML", []string{".rdf", ".owl"}, false, loadBy(rdfxml.NewReader), writeBy(rdfxml.NewWriter)},
		CSV:      {"CSV", []string{".csv", ".tsv"}, false, loadTable, nil},
		XLSX:     {"XLSX", []string{".xlsx", ".xlsm"}, false, loadTable, nil},
	}
}

// writeBy gives a format's NewWriter the type that the table wants.
func writeBy[W syntax.Writer](newWriter func(io.Writer, ...syntax.Option) W) func(io.Writer, ...syntax.Option) syntax.Writer {
	return func(w io.Writer, opts ...syntax.Option) syntax.Writer { return newWriter(w, opts...) }
}

// loadJSONLD loads a document, or an HTML page with some. The files of a load share the contexts that they refer to.
func loadJSONLD(ctx context.Context, l *fileLoad) error {
	if l.o.contexts == nil {
		l.o.contexts = jsonld.NewContexts()
	}
	return loadStream(ctx, l, func(ctx context.Context, opts []syntax.Option) syntax.Reader {
		if beginsWithTag(ctx, l.in) { // no JSON does
			return l.o.contexts.NewHTMLReader(l.in, opts...)
		}
		return l.o.contexts.NewReader(l.in, opts...)
	})
}

// beginsWithTag tells whether the first character of a file is '<', space aside. What is looked at is still to be
// read, and so are errors.
func beginsWithTag(ctx context.Context, in *input) bool {
	for n := 1; n <= headSize && ctx.Err() == nil; n++ {
		head, err := in.Peek(n)
		if text := withoutSpace(head); err != nil || len(text) >= utf8.UTFMax || len(text) > 0 && text[0] < utf8.RuneSelf {
			return len(text) > 0 && text[0] == '<'
		}
	}
	return false
}

// isHTML tells whether a file's name is that of an HTML page.
func isHTML(name string) bool {
	name, _ = cutCompression(strings.ToLower(name))
	return slices.Contains([]string{".html", ".htm", ".xhtml"}, path.Ext(name))
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
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
	if ending := strings.ToLower(path.Ext(in.name)); slices.Contains([]string{".xls", ".et"}, ending) && !isOldOffice(head) {
		if foreign := foreignSheet(head); foreign != nil {
			err = foreign
		}
	}
	switch {
	case errors.Is(err, errUnknown):
		return 0, fmt.Errorf("%s: %w; give loader.WithFormat, or a name that ends with one of %s", in.title(), err, endings(false))
	case err != nil:
		return 0, &syntax.Error{File: in.title(), Err: err}
	}
	return f, nil
}
