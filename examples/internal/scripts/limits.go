package scripts

import (
	"flag"
	"fmt"
	"strings"
	"time"

	"talentgraph.example/query/gizmo"
)

// Limits are what a script may use.
type Limits struct {
	Timeout time.Duration
	Rows    int
	Depth   int // calls within one another
	Path    int // steps
	Script  int // KB
	Emitted int // MB
	Memory  int // MB
}

// Declare adds their flags.
func (l *Limits) Declare(flags *flag.FlagSet) {
	flags.DurationVar(&l.Timeout, "timeout", gizmo.DefaultTimeout, "how `long` a script may run, such as 30s")
	flags.IntVar(&l.Rows, "max-rows", gizmo.DefaultMaxRows, "the `number` of results that a script may give")
	flags.IntVar(&l.Memory, "max-memory", gizmo.DefaultMaxMemory>>20, "by how many `MB` the memory of a script may grow")
	flags.IntVar(&l.Depth, "max-depth", gizmo.DefaultMaxCallDepth, "the `number` of calls of a script within one another")
	flags.IntVar(&l.Path, "max-path", gizmo.DefaultMaxPathLength, "the `number` of steps of a script's path")
	flags.IntVar(&l.Script, "max-script", gizmo.DefaultMaxScriptSize>>10, "how many `KB` long a script may be")
	flags.IntVar(&l.Emitted, "max-emitted", gizmo.DefaultMaxEmitted>>20, "how many `MB` large a value may be that a script emits")
}

// Options are the limits as options of package gizmo.
func (l *Limits) Options() []gizmo.Option {
	return []gizmo.Option{
		gizmo.WithTimeout(l.Timeout), gizmo.WithMaxRows(l.Rows), gizmo.WithMaxMemory(int64(l.Memory) << 20),
		gizmo.WithMaxCallDepth(l.Depth), gizmo.WithMaxPathLength(l.Path), gizmo.WithMaxScriptSize(l.Script << 10),
		gizmo.WithMaxEmitted(l.Emitted << 20),
	}
}

// FlagNames gives the flags that stand for options, by the options' names in Go: see program.InFlags.
func FlagNames() map[string]string {
	return map[string]string{
		"WithTimeout": "-timeout", "WithMaxRows": "-max-rows", "WithMaxMemory": "-max-memory", "WithMaxCallDepth": "-max-depth",
		"WithMaxPathLength": "-max-path", "WithMaxScriptSize": "-max-script", "WithMaxEmitted": "-max-emitted", "WithMemory": "-max-memory",
	}
}

// String lists the limits with their flags, a line each.
func (l *Limits) String() string {
	var b strings.Builder
	for _, limit := range []struct{ flag, value, of string }{
		{"-timeout", l.Timeout.String(), "run time"},
		{"-max-rows", fmt.Sprint(l.Rows), "results"},
		{"-max-memory", fmt.Sprint(l.Memory, " MB"), "growth of memory"},
		{"-max-depth", fmt.Sprint(l.Depth), "calls within one another"},
		{"-max-path", fmt.Sprint(l.Path), "steps of a path"},
		{"-max-script", fmt.Sprint(l.Script, " KB"), "length of a script"},
		{"-max-emitted", fmt.Sprint(l.Emitted, " MB"), "an emitted value"},
	} {
		fmt.Fprintf(&b, "%-13s %-10s %s\n", limit.flag, limit.value, limit.of)
	}
	return b.String()
}
