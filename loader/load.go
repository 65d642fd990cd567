package loader

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/syntax"
)

// SyntaxError is what is wrong with a file, and where. Use it as *SyntaxError with errors.As.
type SyntaxError = syntax.Error

//go:embed talentwar2024.nq
var article []byte

// Article loads the bundled facts: what one 2024 article says on the fight over large-language-model
// talent in China, each fact with the passage that claims it. Loading it twice changes nothing.
func Article(ctx context.Context, g *graph.Graph) (Report, error) {
	return Load(ctx, g, bytes.NewReader(article), WithName("talentwar2024.nq"))
}

// Load reads a stream to its end and adds its quads to the graph in one change. The error of a file that
// is not well formed is a [*SyntaxError]. On any error, a context that ends included, the graph is as it
// was and the Report is zero.
//
// What is compressed by gzip or zstd is unpacked, whatever its name. The format is that of WithFormat, or
// what the name's ending tells, or what the content looks like. Blank nodes get names of their own, so that
// those of two loads never meet.
//
// When the context ends, Load waits for a Read of r that is under way, and for nothing else. A panic of r's
// is an error.
//
// Large files of lines are parsed on all cores, those of other formats beside the adding. Memory beside the
// graph's own stays within some tens of megabytes for each core, whatever the file's size; only a JSON-LD document
// is held whole, or an item of it if it is an array.
func Load(ctx context.Context, g *graph.Graph, r io.Reader, opts ...Option) (Report, error) {
	o, err := newOptions(opts)
	if err != nil {
		return Report{}, err
	}
	reports, err := loadAll(ctx, g, o, []func() (*input, error){
		func() (*input, error) {
			in, err := newInput(ctx, r, o.name)
			if err == nil {
				in.once = true
			}
			return in, err
		},
	})
	if err != nil {
		return Report{}, err
	}
	return reports[0], nil
}

// LoadFile loads a file, or standard input for [Standard], "-". See [Load]. Relative IRIs are resolved
// against the file's own place unless WithBase is given.
func LoadFile(ctx context.Context, g *graph.Graph, path string, opts ...Option) (Report, error) {
	reports, err := LoadFiles(ctx, g, []string{path}, opts...)
	if err != nil {
		return Report{}, err
	}
	return reports[0], nil
}

// LoadFiles loads several files in one change: if one of them fails, the graph is as it was. Their order does not matter:
// what is no table is read first, then tables of people and organizations, then all other tables. The options hold for
// each. There is one Report a file, in the order given, and none on an error. See [LoadFile].
func LoadFiles(ctx context.Context, g *graph.Graph, paths []string, opts ...Option) ([]Report, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	var inputs []func() (*input, error)
	for i, path := range paths {
		if path == Standard && slices.Contains(paths[:i], Standard) {
			return nil, errors.New("standard input is named twice, but can be read only once")
		}
		inputs = append(inputs, func() (*input, error) {
			in, err := openInput(ctx, path)
			if err == nil && o.name != "" {
				in.name = o.name
			}
			return in, err
		})
	}
	return loadAll(ctx, g, o, inputs)
}

// loadAll makes one change of all inputs.
func loadAll(ctx context.Context, g *graph.Graph, o *options, inputs []func() (*input, error)) ([]Report, error) {
	if err := given(ctx, g != nil); err != nil {
		return nil, err
	}
	if o.lenient != nil {
		fresh := *o.lenient // the caller may use its options again
		fresh.skipped = 0
		o.lenient = &fresh
	}
	reports := make([]Report, len(inputs))
	var added time.Time // when all was read and added, but not yet to be seen
	err := g.Update(ctx, func(tx *graph.Tx) error {
		removed, err := replaceAll(ctx, tx, o.replace)
		if err != nil {
			return err
		}
		for _, i := range o.byRank(ctx, inputs) {
			if reports[i], err = loadOne(ctx, tx, o, inputs[i]); err != nil {
				return err
			}
		}
		if len(reports) > 0 {
			reports[0].Removed = removed
		}
		if o.check != nil {
			if err := o.check(ctx, tx); err != nil {
				return placed(ctx, err, o.loaded)
			}
		}
		added = time.Now()
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, r := range reports {
		g.LearnPrefixes(r.Prefixes)
	}
	if o.finder != nil {
		o.finder.files = o.loaded
	}
	if len(reports) > 0 {
		reports[len(reports)-1].Duration += time.Since(added)
	}
	return reports, nil
}

func loadOne(ctx context.Context, tx *graph.Tx, o *options, open func() (*input, error)) (Report, error) {
	start := time.Now()
	in, err := open()
	if err != nil {
		return Report{}, err
	}
	defer in.Close() // it was only read
	l := &fileLoad{tx: tx, o: o, in: in, open: open, blanks: []byte("x" + rand.Text()[:13] + "-")}
	if o.places() && in.once {
		l.kept = &kept{r: in.Reader}
		in.Reader = bufio.NewReaderSize(l.kept, headSize)
	}
	if l.format, err = o.chooseFormat(in); err != nil {
		return Report{}, err
	}
	if o.places() {
		o.loaded = append(o.loaded, l)
	}
	before := l.skipped()
	l.meter = newMeter(o.progress, func(p *Progress) {
		p.File, p.Bytes, p.Size, p.Quads, p.Skipped = in.name, in.read.Load(), in.size, l.read, l.skipped()-before
	})
	defer func() {
		l.meter.stop()
		l.tx, l.meter = nil, nil // a finder may keep the rest for long
	}()
	if err := formats()[l.format].load(ctx, l); err != nil {
		return Report{}, err
	}
	l.meter.show(true)
	return Report{
		File: in.name, Format: l.format,
		Read: l.read, Added: l.added, Present: l.read - l.added, Skipped: l.skipped() - before,
		Bytes: in.read.Load(), Duration: time.Since(start), Prefixes: l.prefixes, Apart: l.apart, Hints: l.hints, Encoding: l.encoding,
	}, nil
}

// fileLoad is one file on its way into a transaction.
type fileLoad struct {
	tx     *graph.Tx
	o      *options
	in     *input
	format Format
	blanks []byte // what the names of blank nodes begin with
	meter  *meter

	// For the places of what a check refuses.
	open func() (*input, error)
	kept *kept // of a stream; else nil
	rows tableRows

	expanded    atomic.Int64 // syntax.Options.Expanded, for readers of the file's parts
	read, added int64
	prefixes    map[string]string // that the file declares
	apart       []string
	hints       []*SyntaxError
	encoding    string // that was guessed
}

func (l *fileLoad) skipped() int64 {
	if l.o.lenient == nil {
		return 0
	}
	return l.o.lenient.skipped
}

// skip reports lines that a reader has skipped.
func (l *fileLoad) skip(wrong []*syntax.Error) error {
	for _, w := range wrong {
		if err := l.o.lenient.skip(w); err != nil {
			return err
		}
	}
	return nil
}

// syntaxOptions are for the format's reader, which is strict unless more is given.
func (l *fileLoad) syntaxOptions(ctx context.Context) []syntax.Option {
	base := l.o.base
	if base == "" && l.format != NTriples && l.format != NQuads { // which resolve nothing unasked
		base = l.in.base
	}
	own := []syntax.Option{syntax.WithFile(l.in.name), syntax.WithContext(ctx), syntax.WithBase(base), syntax.WithLine(1), syntax.WithLenient(nil)}
	if l.o.direction != 0 {
		own = append(own, syntax.WithDirection(l.o.direction))
	}
	if l.o.reifiers {
		own = append(own, syntax.WithReifiers())
	}
	if l.o.unstated {
		own = append(own, syntax.WithUnstated(syntax.Unstated{
			Predicate: string(vocab.Certainty), Object: vocab.NS + graph.Speculative.String(), Weaker: []string{vocab.NS + graph.Disputed.String()},
		}))
	}
	own = append(own, l.o.fetching(ctx)...)
	return append(l.o.limits[:len(l.o.limits):len(l.o.limits)], own...)
}

// Report tells what the load of a file did.
type Report struct {
	File   string // its name, or the one given by WithName; may be empty
	Format Format

	Read    int64 // quads in the file, doubles included
	Added   int64 // those that were not in the graph before
	Present int64 // those that were, or came twice in the file
	Skipped int64 // lines, rows or properties that WithLenient has skipped
	// Removed is how many quads WithReplace took away before the first file was read; those that the files
	// state again are counted in Added, too. It stands in the first file's report only.
	Removed int64

	Bytes int64 // read; of a compressed file, its compressed bytes
	// Prefixes are those that the file declares, without colons, and their namespaces: of Turtle, TriG and RDF/XML. The
	// graph has learned those whose prefix and namespace it did not know (graph.Graph.LearnPrefixes).
	Prefixes map[string]string
	// Apart are rows of a table that tell of a move, a post or an investment which could be one of two, and so stay events of
	// their own: "line 7 fits two moves: …".
	Apart []string
	// Hints tell of cells of a table that are no error, but may not be what was meant, each with its place: a name that looks
	// like several, a row that looks like a total. There are at most 1,000.
	Hints []*SyntaxError
	// Encoding is what a table was read in by a guess; empty if it is UTF-8, has a byte order mark, or was told by
	// WithEncoding.
	Encoding string
	// Duration is the time for reading and adding; that of the last file includes making the change.
	Duration time.Duration
}

// String is a line for people. The zero Report, that of a load that failed, says that nothing was loaded.
func (r Report) String() string {
	if r.Format == 0 {
		return "nothing loaded"
	}
	line := fmt.Sprintf("%d quads read, %d new, %d already there", r.Read, r.Added, r.Present)
	if r.Skipped > 0 {
		line += fmt.Sprintf(", %d skipped", r.Skipped)
	}
	if r.Removed > 0 {
		line += fmt.Sprintf(", %d removed before", r.Removed)
	}
	if len(r.Apart) > 0 {
		line += fmt.Sprintf(", %d could be either of two events", len(r.Apart))
	}
	if len(r.Hints) > 0 {
		line += fmt.Sprintf(", %d hints", len(r.Hints))
	}
	if r.Encoding != "" {
		line += ", taken for " + r.Encoding
	}
	return fmt.Sprintf("%s (%s, %d bytes, %v)", line, r.Format, r.Bytes, r.Duration.Round(time.Millisecond))
}
