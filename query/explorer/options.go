package explorer

import (
	"context"
	"io"
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/shacl"
)

// Option says what an explorer offers.
type Option func(*options)

type options struct {
	texts    []string
	load     func(ctx context.Context, name string, r io.Reader) (string, error)
	export   func(ctx context.Context, w io.Writer, r graph.Reader, format string) error
	formats  []string
	hosts    []string
	readOnly bool
	box      gizmo.Runner
	shapes   *shapes
	limits   Limits
	failed   func(error)
}

// shapes are what data is held against.
type shapes struct {
	rules *shacl.Shapes
	opts  []shacl.Option
}

// Limits are what a request may cost. What is 0 is as it is without WithLimits.
type Limits struct {
	Time       time.Duration // of a question or a script: 10 s
	Rows       int           // of a script: 1,000
	Memory     int64         // of a script: 128 MB
	ScriptSize int           // 64 KB
	Scripts    int           // at once: 2
	Questions  int           // at once: 4
	Upload     int64         // 64 MB
	Wait       time.Duration // for a turn: 5 s
}

// WithTexts gives the texts of sources, so that pages show the passages that claims point to. A text that is not that of a
// source in the graph, to the byte, shows nothing; query.ReadText says so beforehand.
func WithTexts(texts ...string) Option { return func(o *options) { o.texts = texts } }

// WithLoad lets a file be loaded: load reads it in one change and says in a sentence what it has read. Its name is the last
// part of what the browser calls it, good for telling the format and for nothing else.
func WithLoad(load func(ctx context.Context, name string, r io.Reader) (string, error)) Option {
	return func(o *options) { o.load = load }
}

// WithExport lets the graph be had in some formats, each named by the ending of its files, such as "nq".
// Where export fails after it has written something, the connection ends, so that what has gone out is not taken for a whole
// file: the handler panics with http.ErrAbortHandler, as net/http has it, whose server then closes the connection and logs
// nothing. A handler around this one that catches panics is to hand that one on.
func WithExport(export func(ctx context.Context, w io.Writer, r graph.Reader, format string) error, formats ...string) Option {
	return func(o *options) { o.export, o.formats = export, formats }
}

// WithScripts lets Gizmo scripts run in a box, such as one of package isolate.
func WithScripts(box gizmo.Runner) Option { return func(o *options) { o.box = box } }

// WithShapes gives a page of what breaks some shapes. It is worked out once a state of the graph, within the time and
// memory of a question.
func WithShapes(s *shacl.Shapes, opts ...shacl.Option) Option {
	return func(o *options) { o.shapes = &shapes{s, opts} }
}

// WithHosts gives names by which the handler may be asked, besides 127.0.0.1, [::1] and localhost.
func WithHosts(hosts ...string) Option {
	return func(o *options) { o.hosts = append(o.hosts, hosts...) }
}

// ReadOnly takes away all that changes the graph: loading and the desk.
func ReadOnly() Option { return func(o *options) { o.readOnly = true } }

// WithLimits sets what a request may cost.
func WithLimits(l Limits) Option { return func(o *options) { o.limits = l } }

// WithErrors hands on what went wrong in the handler itself, of which pages tell no more than that.
func WithErrors(f func(error)) Option { return func(o *options) { o.failed = f } }

func (l Limits) filled() Limits {
	set(&l.Time, 10*time.Second)
	set(&l.Rows, 1000)
	set(&l.Memory, 128<<20)
	set(&l.ScriptSize, 64<<10)
	set(&l.Scripts, 2)
	set(&l.Questions, 4)
	set(&l.Upload, 64<<20)
	set(&l.Wait, 5*time.Second)
	return l
}

func set[T comparable](field *T, usual T) {
	var zero T
	if *field == zero {
		*field = usual
	}
}
