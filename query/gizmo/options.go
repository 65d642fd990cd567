package gizmo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/remote"
)

// An Option changes how a script is run. Options hold for one [Run], or for all runs of a [Session].
type Option func(*options)

type options struct {
	timeout       time.Duration
	maxRows       int
	maxMemory     int64
	maxCallDepth  int
	maxPathLength int
	maxScriptSize int
	maxEmitted    int
	notes         func(Note)
	params        map[string]any
	prefixes      map[string]string
	runner        Runner
}

func newOptions(opts []Option) (options, error) {
	o := options{
		timeout: DefaultTimeout, maxRows: DefaultMaxRows, maxMemory: DefaultMaxMemory,
		maxCallDepth: DefaultMaxCallDepth, maxPathLength: DefaultMaxPathLength,
		maxScriptSize: DefaultMaxScriptSize, maxEmitted: DefaultMaxEmitted,
	}
	return o.with(opts)
}

func (o options) with(opts []Option) (options, error) {
	if len(opts) == 0 {
		return o, nil
	}
	params, prefixes := o.params, o.prefixes
	o.params, o.prefixes = map[string]any{}, map[string]string{}
	for k, v := range params {
		o.params[k] = v
	}
	for k, v := range prefixes {
		o.prefixes[k] = v
	}
	for _, opt := range opts {
		opt(&o)
	}
	for _, limit := range []struct {
		option string
		value  int64
	}{
		{"WithTimeout", int64(o.timeout)}, {"WithMaxRows", int64(o.maxRows)}, {"WithMaxMemory", o.maxMemory},
		{"WithMaxCallDepth", int64(o.maxCallDepth)}, {"WithMaxPathLength", int64(o.maxPathLength)},
		{"WithMaxScriptSize", int64(o.maxScriptSize)}, {"WithMaxEmitted", int64(o.maxEmitted)},
	} {
		if limit.value <= 0 {
			return o, fmt.Errorf("gizmo: %s must be above zero, got %d", limit.option, limit.value)
		}
	}
	if o.maxCallDepth > mostCallDepth {
		return o, fmt.Errorf("gizmo: WithMaxCallDepth may be %d at most, got %d", mostCallDepth, o.maxCallDepth)
	}
	return o, lang.CheckParams(o.params)
}

// A Runner has scripts run in processes of their own. *isolate.Box is one, and there is no other.
type Runner interface {
	// Take gives a process; it waits for one as long as the context allows.
	Take(ctx context.Context) (remote.Process, error)
	// Put gives it back.
	Put(remote.Process)
}

// In has scripts run in a box (package isolate): in a process without files, network and graph, which the system holds
// to limits, and which is killed when it is over them. It is for scripts of people one does not know. Results, errors
// and notes are the same as without; a script that must be killed ends in an error that says why. It is an option of
// [Run], [Program.Run] and [NewSession]. Without a box, nil, no script runs: that is an error.
func In(b Runner) Option {
	if b == nil {
		b = noBox{}
	}
	return func(o *options) { o.runner = b }
}

// noBox stands for a box that there is not. A script that was meant for one must not run in the calling goroutine.
type noBox struct{}

var errNoBox = errors.New("gizmo: In was given no box; isolate.New makes one, or says why it cannot")

func (noBox) Take(context.Context) (remote.Process, error) { return nil, errNoBox }
func (noBox) Put(remote.Process)                           {}

// WithTimeout bounds the time a script runs; the time that the caller's loop body takes is not counted.
func WithTimeout(d time.Duration) Option { return func(o *options) { o.timeout = d } }

// WithMaxRows bounds the results that a script yields. One more than that is an error.
func WithMaxRows(n int) Option { return func(o *options) { o.maxRows = n } }

// WithMaxMemory bounds by how many bytes the memory of the process may grow while a script runs. It is
// sampled every two milliseconds, and counts what other parts of the process allocate at the same time; see
// the package documentation.
func WithMaxMemory(bytes int64) Option { return func(o *options) { o.maxMemory = bytes } }

// WithMaxCallDepth bounds how deep the script's functions may call one another, 2,000 at most. Where each call goes
// through a getter, toString or the like, the way out of n calls takes time by the square of n, which nothing
// interrupts: a few milliseconds at the default, 100 to 150 at 2,000.
func WithMaxCallDepth(n int) Option { return func(o *options) { o.maxCallDepth = n } }

// WithMaxPathLength bounds the steps of one path, all paths within it included; both() counts what comes
// before it twice, since it goes two ways from there.
func WithMaxPathLength(steps int) Option { return func(o *options) { o.maxPathLength = steps } }

// WithMaxScriptSize bounds the length of the script's text. Reading a script is not timed, but in a box.
func WithMaxScriptSize(bytes int) Option { return func(o *options) { o.maxScriptSize = bytes } }

// WithMaxEmitted bounds the size of one emitted value: the bytes of its texts, and 16 bytes for each element.
func WithMaxEmitted(bytes int) Option { return func(o *options) { o.maxEmitted = bytes } }

// WithNotes hands on hints about what the script probably meant, as it runs: f is called in the goroutine
// of the run. The script's results do not depend on it.
func WithNotes(f func(Note)) Option { return func(o *options) { o.notes = f } }

// WithParam gives the script a variable $name. The value may be a string, a number, a bool, a time.Time, a
// quad.Value, nil, or a slice or string-keyed map of these. Nothing of it is read as script text, so what a
// user typed can be passed without care.
func WithParam(name string, value any) Option {
	return func(o *options) { o.params[name] = value }
}

// WithPrefix makes prefix:local a compact IRI in the script, beside the prefixes that are always known.
func WithPrefix(prefix, namespace string) Option {
	return func(o *options) { o.prefixes[prefix] = namespace }
}

// A Note is a hint about a script that is valid, but probably not what was meant.
type Note struct {
	// Line and Column are where in the script, from 1, columns in runes; 0 if it is about the whole script.
	Line, Column int
	// Text says what was noticed and what to write instead.
	Text string
}

func (n Note) String() string {
	if n.Line == 0 {
		return n.Text
	}
	return fmt.Sprintf("%d:%d: %s", n.Line, n.Column, n.Text)
}
