// Package w3c runs the W3C's RDF 1.1 test suites. It is for tests only.
//
// The suites are public (https://github.com/w3c/rdf-tests, folder rdf/rdf11, and
// https://github.com/w3c/rdf-canon) and are not part of the project: the environment variable
// TALENTGRAPH_SUITES names the folder that holds them.
package w3c

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Kind is what a test asks.
type Kind string

// The kinds of tests.
const (
	Positive Kind = "PositiveSyntax" // the file is accepted
	Negative Kind = "NegativeSyntax" // the file is refused
	Eval     Kind = "Eval"           // the file says the same as the result's
)

// Test is one of a suite.
type Test struct {
	Name           string
	Kind           Kind
	File           string // base name
	Action, Result []byte // the files' content; Result is for Eval only
}

// Dir gives the folder of a suite. Without one it skips the test.
func Dir(t testing.TB, suite string) string {
	root := os.Getenv("TALENTGRAPH_SUITES")
	if root == "" {
		t.Skip("TALENTGRAPH_SUITES is not set: it names a folder with the suites of github.com/w3c/rdf-tests (rdf/rdf11/*) and github.com/w3c/rdf-canon (tests/rdfc10)")
	}
	return filepath.Join(root, suite)
}

var (
	// An entry of a manifest begins at the left margin and ends with a dot on a line of its own, or behind an IRI.
	// The manifests are read without a Turtle reader, so that no reader vouches for itself.
	entry   = regexp.MustCompile(`(?ms)^<#?([^>]+)>\s*(?:rdf:type|a)\s+rdft:Test\w*?(PositiveSyntax|NegativeSyntax|NegativeEval|Eval)\s*;(.*?)(?:^|>)\s*\.\s*$`)
	comment = regexp.MustCompile(`(?m)^\s*#.*$`)
	action  = regexp.MustCompile(`mf:action\s+<([^>]+)`)
	result  = regexp.MustCompile(`mf:result\s+<([^>]+)`)
)

// Tests gives all tests of a suite.
func Tests(t testing.TB, suite string) []Test {
	dir := Dir(t, suite)
	manifest := comment.ReplaceAll(read(t, dir, "manifest.ttl"), nil)
	var tests []Test
	for _, m := range entry.FindAllSubmatch(manifest, -1) {
		test := Test{Name: string(m[1]), Kind: Kind(m[2]), File: string(action.FindSubmatch(m[3])[1])}
		if test.Kind == "NegativeEval" {
			test.Kind = Negative
		}
		test.Action = read(t, dir, test.File)
		if test.Kind == Eval {
			test.Result = read(t, dir, string(result.FindSubmatch(m[3])[1]))
		}
		tests = append(tests, test)
	}
	if want := bytes.Count(manifest, []byte("mf:action")); len(tests) != want {
		t.Fatalf("%s: found %d tests, but the manifest has %d", suite, len(tests), want)
	}
	return tests
}

func read(t testing.TB, dir, name string) []byte {
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Run runs f on each test of a suite and checks that there are as many of each kind as known. Each
// exception names a test that fails, with the reason; it is an error when one of them passes.
func Run(t *testing.T, suite string, count map[Kind]int, exceptions map[string]string, f func(Test) error) {
	got := map[Kind]int{}
	for _, test := range Tests(t, suite) {
		got[test.Kind]++
		t.Run(test.Name, func(t *testing.T) {
			err := f(test)
			reason, excepted := exceptions[test.Name]
			switch {
			case err != nil && excepted:
				t.Skipf("known to fail: %s: %v", reason, err)
			case err != nil:
				t.Errorf("%s %s: %v", test.Kind, test.File, err)
			case excepted:
				t.Errorf("it passes; take it from the list of exceptions (%s)", reason)
			}
		})
	}
	for kind, n := range count {
		if got[kind] != n {
			t.Errorf("%d tests of kind %s, want %d", got[kind], kind, n)
		}
	}
	t.Logf("%s: %v, %d exceptions", suite, got, len(exceptions))
}
