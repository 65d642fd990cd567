package snapstore_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/graphtest"

	"talentgraph.example/graph/snapstore"
)

// TestCayley runs Cayley's own suite for back ends.
func TestCayley(t *testing.T) {
	if testing.Short() {
		t.Skip("Cayley's suite with its film data takes some seconds")
	}
	enterDataTree(t)
	graphtest.TestAll(t, func(testing.TB) (graph.QuadStore, graph.Options, func()) {
		s := snapstore.New()
		return s, nil, func() { s.Close() }
	}, &graphtest.Config{
		OptimizesComparison:  true,
		AlwaysRunIntegration: true,
		// An iterator goes on with the state in which it was made; the test wants to see a removal in it.
		SkipDeletedFromIterator: true,
	})
}

// enterDataTree changes into a folder from where the suite finds the data of Cayley's module: it looks
// for ../../data, ../../../data and ../../../../data.
func enterDataTree(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil {
		t.Fatal("where is Cayley's module? ", err)
	}
	data := filepath.Join(strings.TrimSpace(string(out)), "data")
	top := t.TempDir()
	dir := filepath.Join(top, "a", "b", "c", "d")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, up := range []string{top, filepath.Join(top, "a"), filepath.Join(top, "a", "b")} {
		if err := os.Symlink(data, filepath.Join(up, "data")); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}
