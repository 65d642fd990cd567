// Command convert turns files of facts of any format into any other: N-Triples, N-Quads, Turtle, TriG, JSON-LD and
// RDF/XML both ways, HTML pages and tables (CSV, XLSX) to read. Several files become one. Names that end with .gz or .zst are
// packed; "-" is standard input or output. A name that ends with .tg is a graph in a file, as graph.Open keeps it; -check
// looks through such files, and -salvage writes what is whole of a damaged one. An address such as
// postgres://user@host/database is a graph on a server, which is read where it lies, and written if it is empty.
//
//	go run ./examples/convert facts.nq facts.ttl.gz
//	go run ./examples/convert -canonical people.csv moves.csv -to nq -
//	go run ./examples/convert -drop-labels facts.trig facts.nt
//	go run ./examples/convert -reifiers facts.nq facts.ttl
//	go run ./examples/convert -contexts contexts page.html facts.ttl
//	go run ./examples/convert -context context.jsonld facts.ttl facts.jsonld
//	go run ./examples/convert facts.nq facts.tg
//	go run ./examples/convert -check facts.tg
//	go run ./examples/convert -salvage damaged.tg whole.tg
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

func main() { program.Main("convert", run) }

// settings is what the command line says.
type settings struct {
	from, to    string
	base, label string
	canonical   bool
	dropLabels  bool
	streaming   bool
	reifiers    bool
	unstated    bool
	lenient     int
	contexts    data.Contexts
	tables      data.Tables
	context     string
	check       bool
	salvage     bool
	shapes      string
	files       []string // the last is written
}

func parse(args []string, stdout io.Writer) (settings, error) {
	var s settings
	flags := program.Flags("convert", stdout, `usage: convert [flags] FILE... FILE
       convert -check FILE.tg...
       convert -salvage DAMAGED.tg NEW.tg

reads all files but the last, and writes the last; formats are known by the names' endings`)
	flags.StringVar(&s.from, "from", "", "the format of the files that are read, if their names do not tell: "+formatNames())
	flags.StringVar(&s.to, "to", "", "the format to write, if the name does not tell")
	flags.StringVar(&s.base, "base", "", "the IRI that relative IRIs are resolved against (default: the place of each file)")
	flags.StringVar(&s.label, "label", "", "the graph label of quads that have none, an IRI")
	flags.BoolVar(&s.canonical, "canonical", false, "write canonical N-Quads or N-Triples (RDFC-1.0)")
	flags.BoolVar(&s.dropLabels, "drop-labels", false, "leave graph labels out, for a format that has none")
	flags.BoolVar(&s.streaming, "streaming", false, "write Turtle or TriG as the quads come: less pretty, but in little memory")
	flags.BoolVar(&s.reifiers, "reifiers", false, "read and write graph labels as reifiers of RDF 1.2 in Turtle and TriG: s p o ~ label")
	flags.IntVar(&s.lenient, "lenient", 0, "skip up to so many wrong lines, and tell of each")
	flags.BoolVar(&s.check, "check", false, "look through graphs in files (.tg) for damage, and write nothing")
	flags.BoolVar(&s.salvage, "salvage", false, "write what is whole of a damaged graph in a file (.tg) to a new one, and tell what is lost")
	s.contexts.Declare(flags)
	flags.BoolVar(&s.unstated, "unstated", false, "as -reifiers, and triples that are reified but not stated are taken for claims that are speculative")
	flags.StringVar(&s.shapes, "shapes", "", "a `file` of shapes (SHACL) that the data must keep, or nothing is written; \""+data.OwnShapes+"\" for those of the vocabulary")
	s.tables.Declare(flags)
	flags.StringVar(&s.context, "context", "", "a `file` with the context that JSON-LD is written with")
	var err error
	s.files, err = program.Parse(flags, args)
	switch {
	case err != nil:
	case s.check && s.salvage:
		err = errors.New("-check and -salvage do not go together")
	case s.salvage && len(s.files) != 2:
		err = errors.New("give -salvage the damaged file, and the new one to write")
	case len(s.files) < 2 && (!s.check || len(s.files) == 0):
		err = errors.New("give at least one file to read and one to write; convert -help tells of all flags")
	}
	return s, err
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	s, err := parse(args, stdout)
	if err != nil {
		return err
	}
	if s.check {
		return check(ctx, s.files, stdout)
	}
	if s.salvage {
		return salvage(ctx, s.files[0], s.files[1], stdout)
	}
	bars := newBars(stderr)
	defer bars.end()
	readOptions, writeOptions, err := s.options(stderr, bars)
	if err != nil {
		return err
	}
	g, err := s.read(ctx, stderr, readOptions)
	bars.end()
	if err != nil {
		return inOurTerms(err, "-from")
	}
	if s.shapes != "" {
		err := data.CheckShapes(ctx, stderr, g, s.shapes)
		if broken := (*data.BrokenShapes)(nil); errors.As(err, &broken) {
			err = errors.Join(err, s.tellPlaces(ctx, stderr, readOptions))
		}
		if err != nil {
			return errors.Join(err, g.Close())
		}
	}
	err = s.write(ctx, stdout, g, bars, writeOptions)
	bars.end()
	if err == nil {
		fmt.Fprintf(stderr, "%s: written from %d quads\n", data.Shown(s.files[len(s.files)-1]), g.Size())
		err = s.tellLeftOut(ctx, stderr, g, writeOptions)
	}
	return errors.Join(inOurTerms(err, "-to"), g.Close())
}

// read loads all files but the last. Graphs in files come first, so that tables find their names; one that stands alone
// is read where it lies.
func (s settings) read(ctx context.Context, stderr io.Writer, opts []loader.Option) (*graph.Graph, error) {
	var kept, others []string
	files, err := data.Files(s.files[:len(s.files)-1])
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		is, err := isKept(file, s.from)
		switch {
		case err != nil:
			return nil, err
		case is:
			kept = append(kept, file)
		default:
			others = append(others, file)
		}
	}
	g := graph.New()
	if _, err := loader.LoadFiles(ctx, g, nil, opts...); err != nil { // which looks at the options
		return nil, err
	}
	if len(kept) == 1 && len(others) == 0 && s.label == "" {
		g, err := data.OpenKept(ctx, kept[0])
		if err == nil {
			fmt.Fprintf(stderr, "%s: %d quads (version %d)\n", data.Shown(kept[0]), g.Size(), g.Status().Version)
		}
		return g, err
	}
	for _, file := range kept {
		read, added, err := data.Copy(ctx, g, file, quad.IRI(s.label))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(stderr, "%s: %d quads read, %d new\n", data.Shown(file), read, added)
	}
	reports, err := loader.LoadFiles(ctx, g, others, opts...)
	for _, r := range reports {
		fmt.Fprintf(stderr, "%s: %s\n", r.File, r)
	}
	return g, err
}

// tellPlaces writes where files that have lines state what breaks the shapes.
func (s settings) tellPlaces(ctx context.Context, stderr io.Writer, opts []loader.Option) error {
	files, err := data.Files(s.files[:len(s.files)-1])
	files = slices.DeleteFunc(files, func(file string) bool {
		kept, err := isKept(file, s.from)
		return kept || err != nil || file == loader.Standard
	})
	if err != nil || len(files) == 0 {
		return err
	}
	return data.PlaceViolations(ctx, stderr, s.shapes, files, append(opts, loader.WithProgress(nil)))
}

// write writes the last file.
func (s settings) write(ctx context.Context, stdout io.Writer, g *graph.Graph, bars *bars, opts []loader.Option) error {
	to := s.files[len(s.files)-1]
	kept, err := isKept(to, s.to)
	switch {
	case err != nil:
		return err
	case kept && s.canonical:
		return errors.New("-canonical goes with N-Quads and N-Triples, not with a graph in a file (.tg) or on a server")
	case data.Shared(to):
		begun := time.Now()
		return data.WriteShared(ctx, to, g, func(quads, of int64) {
			bars.show(loader.Progress{File: data.Shown(to), Quads: quads, TotalQuads: of, Elapsed: time.Since(begun), Done: quads == of})
		})
	case kept:
		return writeKept(ctx, to, g)
	case to == loader.Standard:
		return loader.Write(ctx, dataOut(stdout), g, opts...)
	}
	return loader.WriteFile(ctx, to, g, opts...)
}

// options makes the loader's options of the settings.
func (s settings) options(stderr io.Writer, bars *bars) (read, write []loader.Option, err error) {
	read = []loader.Option{loader.WithBase(s.base), loader.WithLabel(s.label), loader.WithProgress(bars.show)}
	write = []loader.Option{loader.WithProgress(bars.show)}
	if s.from != "" && !namesKept(s.from) {
		f, err := formatNamed(s.from)
		if err != nil {
			return nil, nil, err
		}
		read = append(read, loader.WithFormat(f))
	}
	if s.to != "" && !namesKept(s.to) {
		f, err := formatNamed(s.to)
		if err != nil {
			return nil, nil, err
		}
		write = append(write, loader.WithFormat(f))
	}
	if s.unstated {
		read = append(read, loader.WithUnstated())
	}
	if s.reifiers || s.unstated {
		read, write = append(read, loader.WithReifiers()), append(write, loader.WithReifiers())
	}
	if s.lenient > 0 {
		read = append(read, loader.WithLenient(s.lenient, func(e *loader.SyntaxError) {
			fmt.Fprintln(stderr, "skipped:", e)
		}))
	}
	read = append(append(read, s.contexts.Options()...), s.tables.Options()...)
	write = append(write, s.contexts.Options()...)
	if s.context != "" {
		text, err := os.ReadFile(s.context)
		if err != nil {
			return nil, nil, err
		}
		write = append(write, loader.WithDocumentContext(text))
	}
	for option, wanted := range map[*bool]loader.Option{
		&s.canonical: loader.WithCanonical(), &s.dropLabels: loader.WithoutLabels(), &s.streaming: loader.WithStreaming(),
	} {
		if *option {
			write = append(write, wanted)
		}
	}
	return read, write, nil
}

// dataOut is where data go that are written to standard output: as they are, unless that is a terminal.
func dataOut(stdout io.Writer) io.Writer {
	if _, isTerminal := terminal.Of(stdout); isTerminal {
		return stdout
	}
	return terminal.Raw(stdout)
}

// formatNamed finds the format that files with an ending have.
func formatNamed(name string) (loader.Format, error) {
	if f, ok := loader.FormatOf("x." + strings.TrimPrefix(name, ".")); ok {
		return f, nil
	}
	return 0, fmt.Errorf("no format %q; there are %s", name, formatNames())
}

// formatNames lists what formatNamed finds.
func formatNames() string {
	var known []string
	for _, f := range loader.Formats() {
		known = append(known, strings.TrimPrefix(f.Ending(), "."))
	}
	return strings.Join(append(known, keptName), ", ")
}
