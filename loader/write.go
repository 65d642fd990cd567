package loader

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"talentgraph.example/graph"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/rdfc"
	"talentgraph.example/loader/syntax"
)

// Write writes all quads of a graph, of one state of it. WithFormat says how, else the ending of WithName's
// name, else it is N-Quads; a name that ends with .gz or .zst compresses, too. The same state gives the same
// text each time: N-Quads and N-Triples are in the graph's own order, unless WithCanonical is given, and
// Turtle, TriG, JSON-LD and RDF/XML in an order of their own, for which they hold all quads in memory (but see
// WithStreaming).
//
// A format without graph labels (N-Triples, Turtle, RDF/XML) refuses quads that have one, unless WithoutLabels is given;
// by WithReifiers, Turtle has labels.
// RDF/XML cannot say all that RDF can; see rdfxml.Writer.
// CSV is one of the tables of package csv, by the name of the file (moves.csv, people.csv) or WithTable, and has the facts
// that this table can say: see csv.Export, and [LeftOut] for what it cannot. Workbooks are not written.
//
// On an error, a context that ends included, what has been written so far is incomplete.
func Write(ctx context.Context, w io.Writer, r graph.Reader, opts ...Option) error {
	o, err := newOptions(opts)
	if err != nil {
		return err
	}
	if w == nil {
		return errors.New("the writer to write to is nil")
	}
	return write(ctx, w, r, o)
}

// WriteFile writes all quads of a graph to a file, or to standard output for [Standard], "-". The name's
// ending tells format and compression. A file that is there already is replaced when all is written, and keeps
// its permissions; on an error it is as it was. What is no file, such as a device or a pipe, is written into.
// See [Write].
func WriteFile(ctx context.Context, path string, r graph.Reader, opts ...Option) error {
	o, err := newOptions(opts)
	if err != nil {
		return err
	}
	if err := given(ctx, r != nil); err != nil {
		return err
	}
	if path == Standard {
		return write(ctx, standard(ctx, os.Stdout), r, o)
	}
	o.name = path
	if _, err := o.formatToWrite(); err != nil {
		return err
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return writeInto(ctx, path, r, o) // a device or a pipe cannot be replaced
		}
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".unfinished-*") // a name that is never too long
	if err != nil {
		return withShortPath(err)
	}
	if err := errors.Join(write(ctx, f, r, o), f.Chmod(mode), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return errors.Join(withShortPath(err), os.Remove(f.Name()))
	}
	return nil
}

func writeInto(ctx context.Context, path string, r graph.Reader, o *options) error {
	f, err := openFile(ctx, path, os.O_WRONLY)
	if err != nil {
		return err
	}
	defer interrupt(ctx, f)()
	err = write(ctx, f, r, o)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err() // a write that the context has interrupted
	}
	return errors.Join(err, f.Close())
}

// formatToWrite takes the format that was given, or else the one that the name tells.
func (o *options) formatToWrite() (Format, error) {
	f := o.format
	if f == 0 {
		f = NQuads
		if o.name != "" {
			var ok bool
			if f, ok = FormatOf(o.name); !ok {
				return 0, fmt.Errorf("the format to write %s in is not known by its ending; give loader.WithFormat, or one of the endings %s", syntax.Cut(o.name, 200), endings(true))
			}
		}
	}
	info := formats()[f]
	switch {
	case o.format == 0 && isHTML(o.name):
		return 0, fmt.Errorf("no HTML page can be written, such as %s; write JSON-LD (.jsonld), and put it into a page", syntax.Cut(o.name, 200))
	case o.canonical && f != NQuads && f != NTriples:
		return 0, fmt.Errorf("loader.WithCanonical goes with N-Quads and N-Triples, not with %s", f)
	case f == CSV:
		if _, ok := o.tableToWrite(); !ok {
			return 0, fmt.Errorf("no table is named to write as %s; name the file after one, or give loader.WithTable: %s", f, tableNames())
		}
	case info.writer == nil:
		return 0, fmt.Errorf("a graph cannot be written as %s, since it is no table; write CSV, one table a file, or N-Quads", f)
	}
	return f, nil
}

func write(ctx context.Context, w io.Writer, r graph.Reader, o *options) error {
	if err := given(ctx, r != nil); err != nil {
		return err
	}
	format, err := o.formatToWrite()
	if err != nil {
		return err
	}
	return r.View(ctx, func(s *graph.Snapshot) error {
		if o.prefixes == nil {
			o.prefixes = map[string]string{}
			for _, p := range s.Prefixes() {
				o.prefixes[p.Name] = p.Namespace
			}
		}
		out := &output{w: w, ctx: ctx}
		packed, err := compress(out, o.name)
		if err != nil {
			return err
		}
		buffered := bufio.NewWriterSize(packed, 64<<10)
		if format == CSV {
			table, _ := o.tableToWrite()
			if err := csv.Export(ctx, buffered, s, table, o.exportOptions()...); err != nil {
				return err
			}
			return errors.Join(buffered.Flush(), packed.Close(), ctx.Err())
		}
		to := formats()[format].writer(buffered, o.writerOptions(ctx)...)
		fw := &fileWrite{o: o, to: to, drop: o.dropLabels && !o.keepsLabels(format)}
		fw.meter = newMeter(o.progress, func(p *Progress) {
			p.File, p.Bytes, p.Quads, p.TotalQuads = o.name, out.n, fw.written, s.Size()
		})
		defer fw.meter.stop()
		if err := fw.all(ctx, s); err != nil {
			return err
		}
		for _, end := range []func() error{to.Close, buffered.Flush, packed.Close, ctx.Err} {
			if err := end(); err != nil {
				return err
			}
		}
		fw.meter.show(true)
		return nil
	})
}

// keepsLabels tells whether graph labels can be written in a format.
func (o *options) keepsLabels(f Format) bool { return formats()[f].labels || o.reifiers && f == Turtle }

// fileWrite is one graph on its way to a file.
type fileWrite struct {
	o       *options
	to      quad.Writer
	drop    bool
	meter   *meter
	written int64
}

// all writes all quads of a state, a batch at a time.
func (f *fileWrite) all(ctx context.Context, s *graph.Snapshot) error {
	if f.o.canonical {
		return f.canonical(ctx, s)
	}
	batch := make([]quad.Quad, 0, 256)
	var last quad.Quad
	for q, err := range s.Quads(ctx, graph.Pattern{}) {
		if err != nil {
			return err
		}
		if f.drop {
			// The same fact under several labels: they follow one another.
			q.Label = nil
			if q == last {
				f.written++
				continue
			}
			last = q
		}
		if batch = append(batch, q); len(batch) == cap(batch) {
			if err := f.flush(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return f.flush(batch)
}

func (f *fileWrite) flush(batch []quad.Quad) error {
	n, err := f.to.WriteQuads(batch)
	f.written += int64(n)
	f.meter.check()
	return err
}

// canonical writes the canonical form, whose lines are sorted.
func (f *fileWrite) canonical(ctx context.Context, s *graph.Snapshot) error {
	quads, err := quadsOf(ctx, s, graph.Pattern{})
	if err != nil {
		return err
	}
	if f.drop {
		for i := range quads {
			quads[i].Label = nil
		}
	}
	form, err := rdfc.Canonicalize(ctx, quads, f.o.canonicalOptions()...)
	if err != nil {
		return err
	}
	for quads := form.Quads(); len(quads) > 0; {
		n := min(len(quads), 256)
		if err := errors.Join(ctx.Err(), f.flush(quads[:n])); err != nil {
			return err
		}
		quads = quads[n:]
	}
	return nil
}

// compress packs what is written as the name's ending tells.
func compress(w io.Writer, name string) (io.WriteCloser, error) {
	switch _, ending := cutCompression(strings.ToLower(name)); ending {
	case "":
		return plain{w}, nil
	case ".gz", ".gzip":
		return gzip.NewWriter(w), nil
	default:
		return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	}
}

// plain is a writer whose end needs nothing.
type plain struct{ io.Writer }

func (plain) Close() error { return nil }

// output counts what is written, and writes no more once the context has ended.
type output struct {
	w   io.Writer
	ctx context.Context
	n   int64
}

func (o *output) Write(p []byte) (int, error) {
	if err := o.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := o.w.Write(p)
	if n < 0 || n > len(p) {
		return 0, fmt.Errorf("the writer says that it has written %d bytes of %d", n, len(p))
	}
	o.n += int64(n)
	if n < len(p) && err == nil {
		err = io.ErrShortWrite // what packs does not look
	}
	return n, err
}
