package main

import (
	"maps"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
)

// inOurTerms says an error of the library in the terms of the command line: flags for options. The format's flag
// is -from for the files that are read, and -to for the one that is written.
func inOurTerms(err error, formatFlag string) error {
	flags := map[string]string{
		"WithFormat": formatFlag, "WithBase": "-base", "WithLabel": "-label", "WithCanonical": "-canonical",
		"WithLenient": "-lenient", "WithStreaming": "-streaming", "WithoutLabels": "-drop-labels",
		"WithReifiers": "-reifiers",
		"WithUnstated": "-unstated",
	}
	maps.Copy(flags, data.FlagNames())
	return program.InFlags(err, flags)
}
