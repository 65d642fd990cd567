package readertest

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"talentgraph.example/loader/internal/w3c"
)

// Seeds gives the files of some patterns, each of which must have one, and texts of the test's own.
func Seeds(tb testing.TB, patterns []string, own ...string) [][]byte {
	tb.Helper()
	var seeds [][]byte
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			tb.Fatal("no seeds", err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			seeds = append(seeds, data)
		}
	}
	for _, s := range own {
		seeds = append(seeds, []byte(s))
	}
	return seeds
}

// Check reads data in many ways, so many bytes at a time.
type Check func(t *testing.T, data []byte, sizes []int)

// EveryBoundary breaks the stream at every length of a read, with line ends of each kind. Of the lengths over 30 it
// takes every one if skip is 1, else the next is one of the skip that follow, at random.
func EveryBoundary(t *testing.T, seed uint64, skip int, seeds [][]byte, check Check) {
	rng := randomOf(t, seed)
	for _, data := range seeds {
		var sizes []int
		for n := 1; n <= len(data)+1; n++ {
			if n > 30 {
				n += rng.IntN(skip)
			}
			sizes = append(sizes, n)
		}
		check(t, data, sizes)
		check(t, bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")), sizes[:min(90, len(sizes))])
		check(t, bytes.ReplaceAll(data, []byte("\n"), []byte("\r")), sizes[:min(90, len(sizes))])
	}
}

// CutShort cuts files short anywhere, with skip as in EveryBoundary: they are read or refused alike.
func CutShort(t *testing.T, seed uint64, skip int, seeds [][]byte, check Check) {
	rng := randomOf(t, seed)
	for _, data := range seeds {
		for n := 0; n < len(data); n += 1 + rng.IntN(skip) {
			check(t, data[:n], []int{1, 5})
		}
	}
}

func randomOf(t *testing.T, seed uint64) *rand.Rand {
	t.Logf("-seed=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// Changed changes files, and those of a W3C suite, at random and so many times each, and reads them in many ways.
func Changed(t *testing.T, seed uint64, times int, suite string, files [][]byte, check Check) {
	rng := randomOf(t, seed)
	for _, test := range w3c.Tests(t, suite) {
		files = append(files, test.Action)
	}
	pieces := []string{
		"\"", "'", "\"\"\"", "<", ">", "[", "]", "(", ")", "{", "}", ".", ",", ";", ":", "_:", "\\", "\\u", "@", "^^",
		"#", "\n", "\r", " ", "a", "1", "e", "-", "%", "\u6797", "\xff", "\xe6", "\x00", "true", "GRAPH", "@prefix ",
		"&", "&a;", "&#9;", "]]>", "<!", "--", "/", "='", " rdf:ID='a'", " xmlns='b'",
	}
	for _, file := range files {
		check(t, file, []int{1, 3, 10})
		for range times {
			changed := bytes.Clone(file)
			for range 1 + rng.IntN(3) {
				at := rng.IntN(len(changed) + 1)
				to := min(len(changed), at+rng.IntN(4))
				changed = append(append(bytes.Clone(changed[:at]), pieces[rng.IntN(len(pieces))]...), changed[to:]...)
			}
			check(t, changed, []int{1 + rng.IntN(9), 1 + rng.IntN(99)})
		}
	}
}
