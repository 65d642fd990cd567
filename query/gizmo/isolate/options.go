package isolate

import (
	"fmt"
	"runtime"

	"talentgraph.example/query/gizmo"
)

// An Option changes a [Box].
type Option func(*options)

type options struct {
	children int
	memory   int64
	command  []string
}

func newOptions(opts []Option) (options, error) {
	o := options{children: max(2, runtime.GOMAXPROCS(0)), memory: gizmo.DefaultMaxMemory}
	for _, opt := range opts {
		opt(&o)
	}
	const least = 8 << 20
	switch {
	case o.children < 1:
		return o, fmt.Errorf("isolate: WithChildren must be above zero, got %d", o.children)
	case o.memory < least:
		return o, fmt.Errorf("isolate: WithMemory must be %d bytes or more, got %d", least, o.memory)
	case len(o.command) > 0 && o.command[0] == "":
		return o, fmt.Errorf("isolate: WithCommand needs the path of a program")
	}
	return o, nil
}

// WithChildren sets how many children there may be at once, and so how many scripts run and sessions are open. The
// default is a child for each processor that Go uses, two at least.
func WithChildren(n int) Option { return func(o *options) { o.children = n } }

// WithMemory sets how many bytes a child may use beyond what it has when it begins, whatever [gizmo.WithMaxMemory]
// allows a run: what a session keeps from one script to the next counts. The default is [gizmo.DefaultMaxMemory].
func WithMemory(bytes int64) Option { return func(o *options) { o.memory = bytes } }

// WithCommand gives another program for the children than the one that runs: its path, and arguments that come before
// the one that marks a child. Its main calls [Init] after it has read those; it must be of the same version of this
// library.
func WithCommand(path string, args ...string) Option {
	return func(o *options) { o.command = append([]string{path}, args...) }
}
