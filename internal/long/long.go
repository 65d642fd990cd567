// Package long says how much random testing a run of the tests does.
package long

import (
	"os"
	"strconv"
)

// variable makes a run a long one.
const variable = "TALENTGRAPH_LONG"

// Runs is short, or long when the environment variable TALENTGRAPH_LONG is set, as continuous integration does.
func Runs(short, long int) int {
	if os.Getenv(variable) != "" {
		return long
	}
	return short
}

// Times is how many times as much is tried where more always finds more: TALENTGRAPH_LONG, if it is a number, else 1.
func Times() int {
	n, _ := strconv.Atoi(os.Getenv(variable))
	return max(n, 1)
}
