package main

import (
	"flag"
	"fmt"
	"strings"
	"time"

	"talentgraph.example/query/gizmo"
)

// limits are what a script may use, each with a flag.
type limits struct {
	timeout                                    time.Duration
	rows, depth, path, script, emitted, memory int
}

func (l *limits) declare(flags *flag.FlagSet) {
	flags.DurationVar(&l.timeout, "timeout", gizmo.DefaultTimeout, "how `long` a script may run, such as 30s")
	flags.IntVar(&l.rows, "max-rows", gizmo.DefaultMaxRows, "the `number` of results that a script may give")
	flags.IntVar(&l.memory, "max-memory", gizmo.DefaultMaxMemory>>20, "by how many `MB` the memory may grow")
	flags.IntVar(&l.depth, "max-depth", gizmo.DefaultMaxCallDepth, "the `number` of calls within one another")
	flags.IntVar(&l.path, "max-path", gizmo.DefaultMaxPathLength, "the `number` of steps of a path")
	flags.IntVar(&l.script, "max-script", gizmo.DefaultMaxScriptSize>>10, "how many `KB` long a script may be")
	flags.IntVar(&l.emitted, "max-emitted", gizmo.DefaultMaxEmitted>>20, "how many `MB` large an emitted value may be")
}

func (l *limits) options() []gizmo.Option {
	return []gizmo.Option{
		gizmo.WithTimeout(l.timeout), gizmo.WithMaxRows(l.rows), gizmo.WithMaxMemory(int64(l.memory) << 20),
		gizmo.WithMaxCallDepth(l.depth), gizmo.WithMaxPathLength(l.path), gizmo.WithMaxScriptSize(l.script << 10),
		gizmo.WithMaxEmitted(l.emitted << 20),
	}
}

// limitFlags gives the flags that stand for the options of package gizmo, by the options' names in Go.
func limitFlags() map[string]string {
	return map[string]string{
		"WithTimeout": "-timeout", "WithMaxRows": "-max-rows", "WithMaxMemory": "-max-memory", "WithMaxCallDepth": "-max-depth",
		"WithMaxPathLength": "-max-path", "WithMaxScriptSize": "-max-script", "WithMaxEmitted": "-max-emitted",
	}
}

// String lists the limits for the command :limits.
func (l *limits) String() string {
	var b strings.Builder
	for _, limit := range []struct{ flag, value, of string }{
		{"-timeout", l.timeout.String(), "run time"},
		{"-max-rows", fmt.Sprint(l.rows), "results"},
		{"-max-memory", fmt.Sprint(l.memory, " MB"), "growth of memory"},
		{"-max-depth", fmt.Sprint(l.depth), "calls within one another"},
		{"-max-path", fmt.Sprint(l.path), "steps of a path"},
		{"-max-script", fmt.Sprint(l.script, " KB"), "length of a script"},
		{"-max-emitted", fmt.Sprint(l.emitted, " MB"), "an emitted value"},
	} {
		fmt.Fprintf(&b, "%-13s %-10s %s\n", limit.flag, limit.value, limit.of)
	}
	b.WriteString("A script that needs more ends in an error that says which. The flags are given when the program is started.\n")
	return b.String()
}
