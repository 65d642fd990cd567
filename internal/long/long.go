// Package long says how much random testing a run of the tests does.
package long

import "os"

// Runs is short, or long when the environment variable TALENTGRAPH_LONG is set, as continuous integration does.
func Runs(short, long int) int {
	if os.Getenv("TALENTGRAPH_LONG") != "" {
		return long
	}
	return short
}
