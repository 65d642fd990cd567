// Command convert turns files of facts of any format into any other: N-Triples, N-Quads, Turtle, TriG, JSON-LD and
// RDF/XML both ways, HTML pages and CSV tables to read. Several files become one. Names that end with .gz or .zst are
// packed; "-" is standard input or output. A name that ends with .tg is a graph in a file, as graph.Open keeps it; -check
// looks through such files.
//
//	go run ./examples/convert facts.nq facts.ttl.gz
//	go run ./examples/convert -canonical people.csv moves.csv -to nq -
//	go run ./examples/convert -drop-labels facts.trig facts.nt
//	go run ./examples/convert -contexts contexts page.html facts.ttl
//	go run ./examples/convert facts.nq facts.tg
//	go run ./examples/convert -check facts.tg
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/loader/jsonld"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

// settings is what the command line says.
type settings struct {
	from, to    string
	base, label string
	canonical   bool
	dropLabels  bool
	streaming   bool
	lenient     int
	contexts    string
	network     bool
	check       bool
	files       []string // the last is written
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("convert", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintf(stderr, "usage: convert [flags] FILE... FILE\n\n       convert -check FILE.tg...\n\nreads all files but the last, and writes the last; formats are known by the names' endings\n\n")
		flags.PrintDefaults()
	}
	flags.StringVar(&s.from, "from", "", "the format of the files that are read, if their names do not tell: "+formatNames())
	flags.StringVar(&s.to, "to", "", "the format to write, if the name does not tell")
	flags.StringVar(&s.base, "base", "", "the IRI that relative IRIs are resolved against (default: the place of each file)")
	flags.StringVar(&s.label, "label", "", "the graph label of quads that have none, an IRI")
	flags.BoolVar(&s.canonical, "canonical", false, "write canonical N-Quads or N-Triples (RDFC-1.0)")
	flags.BoolVar(&s.dropLabels, "drop-labels", false, "leave graph labels out, for a format that has none")
	flags.BoolVar(&s.streaming, "streaming", false, "write Turtle or TriG as the quads come: less pretty, but in little memory")
	flags.IntVar(&s.lenient, "lenient", 0, "skip up to so many wrong lines, and tell of each")
	flags.StringVar(&s.contexts, "contexts", "", "a folder of the contexts that JSON-LD refers to: https://example.com/a is its file example.com/a.jsonld")
	flags.BoolVar(&s.network, "network", false, "fetch contexts that are not in the folder by HTTP")
	flags.BoolVar(&s.check, "check", false, "look through graphs in files (.tg) for damage, and write nothing")
	// Flags may stand anywhere: the files are what is left.
	for {
		if err := flags.Parse(args); err != nil {
			return s, err
		}
		if args = flags.Args(); len(args) == 0 {
			break
		}
		s.files = append(s.files, args[0])
		args = args[1:]
	}
	if s.check && len(s.files) > 0 {
		return s, nil
	}
	if len(s.files) < 2 {
		return s, errors.New("give at least one file to read and one to write; -help lists the flags")
	}
	return s, nil
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	s, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if s.check {
		return check(ctx, s.files, stdout)
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
	err = s.write(ctx, stdout, g, writeOptions)
	bars.end()
	if err == nil {
		fmt.Fprintf(stderr, "%s: written from %d quads\n", s.files[len(s.files)-1], g.Size())
	}
	return errors.Join(inOurTerms(err, "-to"), g.Close())
}

// read loads all files but the last. Graphs in files come first, so that tables find their names; one that stands alone
// is read where it lies.
func (s settings) read(ctx context.Context, stderr io.Writer, opts []loader.Option) (*graph.Graph, error) {
	var kept, others []string
	for _, file := range s.files[:len(s.files)-1] {
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
			fmt.Fprintf(stderr, "%s: %d quads (version %d)\n", kept[0], g.Size(), g.Status().Version)
		}
		return g, err
	}
	for _, file := range kept {
		read, added, err := data.Copy(ctx, g, file, quad.IRI(s.label))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(stderr, "%s: %d quads read, %d new\n", file, read, added)
	}
	reports, err := loader.LoadFiles(ctx, g, others, opts...)
	for _, r := range reports {
		fmt.Fprintf(stderr, "%s: %s\n", r.File, r)
	}
	return g, err
}

// write writes the last file.
func (s settings) write(ctx context.Context, stdout io.Writer, g *graph.Graph, opts []loader.Option) error {
	to := s.files[len(s.files)-1]
	kept, err := isKept(to, s.to)
	switch {
	case err != nil:
		return err
	case kept && s.canonical:
		return errors.New("-canonical goes with N-Quads and N-Triples, not with a graph in a file (.tg)")
	case kept:
		return writeKept(ctx, to, g)
	case to == loader.Standard:
		return loader.Write(ctx, stdout, g, opts...)
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
	if s.lenient > 0 {
		read = append(read, loader.WithLenient(s.lenient, func(e *loader.SyntaxError) {
			fmt.Fprintln(stderr, "skipped:", e)
		}))
	}
	if documents := s.documents(); documents != nil {
		read = append(read, loader.WithDocuments(documents))
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

// documents gives what fetches contexts, nil if nothing is to.
func (s settings) documents() func(ctx context.Context, iri string) ([]byte, error) {
	var network func(ctx context.Context, iri string) ([]byte, error)
	if s.network {
		network = jsonld.HTTPLoader(nil)
	}
	if s.contexts == "" {
		return network
	}
	folder := jsonld.FolderLoader(os.DirFS(s.contexts))
	return func(ctx context.Context, iri string) ([]byte, error) {
		text, err := folder(ctx, iri)
		if network != nil && errors.Is(err, fs.ErrNotExist) {
			return network(ctx, iri)
		}
		return text, err
	}
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
