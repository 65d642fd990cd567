package loader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/dates"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/rdfc"
	"talentgraph.example/loader/syntax"
)

// Option sets one thing of a load, a write or a comparison. An option that the call or the format has no
// use for does nothing.
type Option func(*options)

type options struct {
	format Format
	name   string

	// Of loads.
	base      string
	label     string
	namespace string
	halves    bool
	columns   map[string]string // what headings of tables mean
	encoding  string
	sheet     string
	table     csv.Table
	dates     string
	today     string
	replace   []quad.IRI
	lenient   *lenient
	limits    []syntax.Option
	progress  func(Progress)
	check     func(ctx context.Context, tx *graph.Tx) error
	finder    *Finder
	loaded    []searched       // if their places may be asked for
	contexts  *jsonld.Contexts // that the files of the load have asked for

	// Of both.
	documents func(ctx context.Context, iri string) ([]byte, error)
	direction syntax.Direction
	reifiers  bool
	unstated  bool

	// Of writes.
	prefixes   map[string]string
	document   []byte // the context of a JSON-LD document; nil: its prefixes
	dropLabels bool
	streaming  bool
	canonical  bool

	// Of canonical forms.
	algorithm rdfc.Algorithm
	workLimit int
}

// WithFormat says which format a file has, or is to have. Without it, the name's ending decides, and for
// a load with no such name, the content.
func WithFormat(f Format) Option { return func(o *options) { o.format = f } }

// WithName names a stream. Errors show the name, and its ending tells format and compression as a file's
// would: "facts.ttl.gz".
func WithName(name string) Option { return func(o *options) { o.name = name } }

// WithBase gives the absolute IRI that relative IRIs are resolved against (RFC 3986, section 5.1), until a
// file names its own. Without it a file's base is its place, as RFC 3986 has it: the file: IRI of its
// absolute path. A stream has none, and a relative IRI in it is an error. N-Triples and N-Quads have relative IRIs only
// for who gives a base by this option; CSV has none.
func WithBase(iri string) Option { return func(o *options) { o.base = iri } }

// WithLabel gives the graph label of those quads that have none: an absolute IRI, such as that of the
// file's source or of the data set.
func WithLabel(iri string) Option { return func(o *options) { o.label = iri } }

// WithNamespace gives what the IRIs of entities begin with that are made of names in a CSV file; the default
// is vocab.ID. Other formats make no IRIs.
func WithNamespace(iri string) Option { return func(o *options) { o.namespace = iri } }

// WithCheck gives a function that looks at the graph when all files are read, and before the load becomes one change:
// its error undoes the load, and is what the load gives: as a [*CheckError], which knows files and lines, if it tells
// which quads it is about. shacl.Check makes such a function of shapes.
func WithCheck(f func(ctx context.Context, tx *graph.Tx) error) Option {
	return func(o *options) { o.check = f }
}

// WithFinder has a finder ready, when the load is done, to tell where its files state what. It is of that load from then
// on.
func WithFinder(f *Finder) Option { return func(o *options) { o.finder = f } }

// places tells whether anyone may ask for the places of the files' statements.
func (o *options) places() bool { return o.check != nil || o.finder != nil }

// WithJoinedHalves makes one move of a table's row that says where somebody left and one that says where they went, if
// both happened in one month and nothing else fits: see csv.JoinHalves.
func WithJoinedHalves() Option { return func(o *options) { o.halves = true } }

// WithColumn says what a heading of a table means that is not among those that are known (see package csv): the name of a
// column, such as "from", or "#" for a column that is not to be read. The heading "*" stands for all that are not known, which can only be
// left out. It may be given several times.
func WithColumn(heading, column string) Option {
	return func(o *options) {
		if o.columns == nil {
			o.columns = map[string]string{}
		}
		o.columns[heading] = column
	}
}

// WithEncoding gives the encoding of tables: utf-8, gbk, gb18030, big5, utf-16, utf-16le, utf-16be or windows-1252. Without
// it a byte order mark decides; else what is UTF-8 is UTF-8, and other text is taken for what it looks like, which
// Report.Encoding tells.
func WithEncoding(name string) Option { return func(o *options) { o.encoding = name } }

// WithSheet gives the name of the sheet of a workbook that is read; without it that is the first that is shown and has headings.
func WithSheet(name string) Option { return func(o *options) { o.sheet = name } }

// WithTable says which table a graph is written as in CSV; without it the file's name tells.
func WithTable(t csv.Table) Option { return func(o *options) { o.table = t } }

// WithDates says what comes first in dates such as 3/4/2024 in tables: "dmy" for 3 April, "mdy" for 4 March. Without it
// such a date is an error.
func WithDates(order string) Option { return func(o *options) { o.dates = order } }

// WithToday gives the year, the month or the day that words of tables such as last year, 上个月 and yesterday are counted from:
// "2024", "2024-03", "2024-03-15". Without it such a time is kept as a text, with a hint.
func WithToday(date string) Option { return func(o *options) { o.today = date } }

// WithLimits changes how much a file may ask for, by options of package syntax such as
// syntax.WithMaxLine and syntax.WithMaxDepth. All limits are finite, with the defaults given there.
func WithLimits(limits ...syntax.Option) Option {
	return func(o *options) { o.limits = append(o.limits, limits...) }
}

// WithDocuments lets JSON-LD files, and what WithDocumentContext gives, refer to contexts by IRI: f is asked for each
// such document, once in a load, and gives its JSON, or a *syntax.MovedError if it is at another IRI.
// jsonld.FolderLoader and jsonld.HTTPLoader are such functions. Without one such a reference is an error, for loading a
// file should not reach out to the network unasked. Load calls f from another goroutine than its own, one call at a
// time; a panic of f's is an error.
func WithDocuments(f func(ctx context.Context, iri string) ([]byte, error)) Option {
	return func(o *options) { o.documents = f }
}

// WithDirection says how the base directions of JSON-LD's texts are kept in the graph, and written again: see
// syntax.WithDirection.
func WithDirection(d syntax.Direction) Option { return func(o *options) { o.direction = d } }

// WithReifiers reads the reifiers of RDF 1.2 in Turtle and TriG as graph labels, and writes graph labels as reifiers: "s p o
// ~ claim ." is what N-Quads writes as s p o claim, so that Turtle keeps who claims a fact. Other formats have no use for
// it. See syntax.WithReifiers.
func WithReifiers() Option { return func(o *options) { o.reifiers = true } }

// WithUnstated reads as [WithReifiers] does, and takes triples that are reified but not stated, which that refuses: the
// claim that reifies one becomes Speculative (tg:certainty), with all that it claims. A claim that the file says to be
// tg:speculative or tg:disputed stays so; with another certainty it is an error, since it would count for more than the
// file does. Written again, such triples are stated, by a speculative claim. See syntax.WithUnstated.
func WithUnstated() Option { return func(o *options) { o.reifiers, o.unstated = true, true } }

// WithDocumentContext gives the context that a JSON-LD document is written with, in place of prefixes, so that it is as
// small and readable as its author would have it: see syntax.WithDocumentContext. Contexts that it refers to are asked of
// the function given by [WithDocuments].
func WithDocumentContext(context []byte) Option {
	context = bytes.Clone(context)
	return func(o *options) { o.document = context }
}

// WithPrefixes gives the prefixes that Turtle, TriG, JSON-LD and RDF/XML are written with, without colons, and
// their namespaces. Without it they are those that the graph knows (graph.Graph.SetPrefix).
func WithPrefixes(prefixes map[string]string) Option {
	return func(o *options) { o.prefixes = maps.Clone(prefixes) }
}

// WithoutLabels lets quads with graph labels be written to a format that has none (N-Triples, Turtle, RDF/XML),
// without their labels. Otherwise that is an error, since what the labels say, who claims a fact, would
// be lost.
func WithoutLabels() Option { return func(o *options) { o.dropLabels = true } }

// WithStreaming writes Turtle and TriG as the quads come, for graphs that are too large to be held a second
// time. The text is less pretty: see syntax.WithStreaming.
func WithStreaming() Option { return func(o *options) { o.streaming = true } }

// WithCanonical writes N-Quads or N-Triples in the canonical form of RDFC-1.0: sorted lines, and blank nodes
// under names that depend on the data alone. Two graphs have the same text if and only if they are Equal.
// All quads are held in memory. WithAlgorithm and WithWorkLimit apply.
func WithCanonical() Option { return func(o *options) { o.canonical = true } }

// WithAlgorithm chooses the hash of canonical forms, for Hash, Equal, Diff and WithCanonical: rdfc.SHA256,
// which is the default, or rdfc.SHA384.
func WithAlgorithm(a rdfc.Algorithm) Option { return func(o *options) { o.algorithm = a } }

// WithWorkLimit limits the work that a canonical form may take, for Hash, Equal, Diff and WithCanonical. See
// rdfc.WithWorkLimit for its unit; the default is rdfc.DefaultWorkLimit.
func WithWorkLimit(steps int) Option { return func(o *options) { o.workLimit = steps } }

func newOptions(opts []Option) (*options, error) {
	o := &options{}
	for i, opt := range opts {
		if opt == nil {
			return nil, fmt.Errorf("option %d is nil", i+1)
		}
		opt(o)
	}
	for _, given := range []struct{ option, iri, what, example string }{
		{"WithLabel", o.label, "a graph label", "https://example.com/source/1"},
		{"WithBase", o.base, "a base", "https://example.com/data/"},
		{"WithNamespace", o.namespace, "a namespace", "https://example.com/id/"},
	} {
		if given.iri == "" {
			continue
		}
		if err := grammar.CheckTerm(term.Term{Kind: term.IRI, Text: given.iri}); err != nil {
			return nil, fmt.Errorf("loader.%s(%s): %s is an absolute IRI, such as %q: %w", given.option, syntax.Shorten([]byte(given.iri)), given.what, given.example, err)
		}
		if len(given.iri) > 4096 {
			return nil, fmt.Errorf("loader.%s(%s): %s may have up to 4,096 bytes, since much is made of it", given.option, syntax.Shorten([]byte(given.iri)), given.what)
		}
	}
	if o.encoding != "" {
		if err := csv.CheckEncoding(o.encoding); err != nil {
			return nil, fmt.Errorf("loader.WithEncoding(%q): %w", syntax.Cut(o.encoding, 60), err)
		}
	}
	if _, err := dates.ParseOrder(o.dates); err != nil {
		return nil, fmt.Errorf("loader.WithDates(%q): %w", syntax.Cut(o.dates, 60), err)
	}
	if s, ok := dates.ParseSpan(o.today); o.today != "" {
		if _, one := s.InOneYear(); !ok || !one {
			return nil, fmt.Errorf("loader.WithToday(%q): give a year, a month or a day, as in 2024-03-15", syntax.Cut(o.today, 60))
		}
	}
	for _, iri := range o.replace {
		if iri == "" {
			return nil, fmt.Errorf("loader.WithReplace(\"\"): name a graph label or a source by its IRI")
		}
	}
	if o.format != 0 {
		if _, ok := formats()[o.format]; !ok {
			return nil, fmt.Errorf("loader.WithFormat(%d): there is no such format; use one of the package's constants", o.format)
		}
	}
	return o, nil
}

// writerOptions are for the format's writer.
func (o *options) writerOptions(ctx context.Context) []syntax.Option {
	opts := []syntax.Option{syntax.WithContext(ctx), syntax.WithPrefixes(o.prefixes), syntax.WithDirection(o.direction)}
	if o.document != nil {
		opts = append(opts, syntax.WithDocumentContext(o.document))
	}
	opts = append(opts, o.fetching(ctx)...)
	if o.reifiers {
		opts = append(opts, syntax.WithReifiers())
	}
	if o.streaming {
		opts = append(opts, syntax.WithStreaming())
	}
	return opts
}

// fetching gives readers and writers the function that fetches contexts, if there is one.
func (o *options) fetching(ctx context.Context) []syntax.Option {
	if o.documents == nil {
		return nil
	}
	return []syntax.Option{syntax.WithDocuments(func(iri string) (text []byte, err error) {
		defer func() { // in a goroutine that no caller could recover
			if v := recover(); v != nil {
				text, err = nil, fmt.Errorf("the function given by WithDocuments panicked: %s", syntax.Cut(fmt.Sprint(v), 200))
			}
		}()
		return o.documents(ctx, iri)
	})}
}

// given tells what of a call's first arguments is nil.
func given(ctx context.Context, isGraph bool) error {
	switch {
	case ctx == nil:
		return errors.New("the context is nil")
	case !isGraph:
		return errors.New("the graph is nil")
	}
	return nil
}

// canonicalOptions are those for package rdfc.
func (o *options) canonicalOptions() []rdfc.Option {
	return []rdfc.Option{rdfc.WithAlgorithm(o.algorithm), rdfc.WithWorkLimit(o.workLimit)}
}
