package nquads_test

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"talentgraph.example/loader/internal/w3c"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random changes")

// TestChangedFiles changes the W3C's files and the samples at random and reads them in many ways.
func TestChangedFiles(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	rng := rand.New(rand.NewPCG(*seed, 0))
	files := seeds(t)
	for _, test := range w3c.Tests(t, "rdf-n-quads") {
		files = append(files, test.Action)
	}
	pieces := []string{
		"\"", "'", "\"\"\"", "<", ">", "[", "]", "(", ")", "{", "}", ".", ",", ";", ":", "_:", "\\", "\\u", "@", "^^",
		"#", "\n", "\r", " ", "a", "1", "e", "-", "%", "\u6797", "\xff", "\xe6", "\x00", "true", "GRAPH", "@prefix ",
	}
	for _, file := range files {
		checkEveryWay(t, file, []int{1, 3, 10})
		for range 10 {
			changed := bytes.Clone(file)
			for range 1 + rng.IntN(3) {
				at := rng.IntN(len(changed) + 1)
				to := min(len(changed), at+rng.IntN(4))
				changed = append(append(bytes.Clone(changed[:at]), pieces[rng.IntN(len(pieces))]...), changed[to:]...)
			}
			checkEveryWay(t, changed, []int{1 + rng.IntN(9), 1 + rng.IntN(99)})
		}
	}
}
