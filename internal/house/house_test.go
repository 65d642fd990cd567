// Package house holds the code to the rules of the house, as far as a program can see them.
package house

import (
	"bytes"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// libraryToo lists packages under internal that the library may import, as tests and examples may import all.
var libraryToo = []string{"internal/names", "internal/join", "internal/jsontext", "internal/amounts", "internal/dates", "internal/sheet", "internal/sizes", "internal/bidi"}

// families lists what a family of packages may import.
var families = map[string][]string{
	"graph":    {"graph"},
	"loader":   {"loader", "graph"},
	"query":    {"query", "graph"},
	"examples": {"examples", "query", "loader", "graph", "internal"},
	"internal": {"internal", "graph"},
}

// floors lists the packages of a family from the lowest floor to the highest. A name that ends in a slash stands for
// all that is under it and has no floor of its own.
var floors = [][]string{
	{"graph/internal/", "graph/limit", "graph/term", "graph/vocab"},
	{"graph/internal/store", "graph/engine"},
	{"graph/internal/shared", "graph/internal/tables", "graph/postgres", "graph/mysql"},
	{"graph/snapstore"},
	{"graph"},
	{"graph/engine/enginetest"},
	{"loader/"},
	{"loader"},
	{"query/internal/"},
	{"query"},
	{"query/structs", "query/questions"},
	{"query/gizmo", "query/gizmo/", "query/sparql", "query/sparql/", "query/shacl", "query/picture"},
	{"query/explorer"},
	{"examples/", "internal/"},
}

// registering lists the packages that have an init function: to import them is to register something.
var registering = []string{"graph/snapstore", "graph/postgres", "graph/mysql"}

func floor(t *testing.T, path string) int {
	for prefix := path; ; {
		if i := slices.IndexFunc(floors, func(names []string) bool { return slices.Contains(names, prefix) }); i >= 0 {
			return i
		}
		cut := strings.LastIndex(strings.TrimSuffix(prefix, "/"), "/")
		require.Positive(t, cut, "package %s has no floor", path)
		prefix = prefix[:cut+1]
	}
}

func TestArrowsPointDown(t *testing.T) {
	seen := 0
	for _, p := range ours(t) {
		family, _, _ := strings.Cut(p.path, "/")
		for _, imported := range p.Imports {
			path, own := strings.CutPrefix(imported, module)
			if !own {
				continue
			}
			seen++
			other, _, _ := strings.Cut(path, "/")
			if slices.Contains(libraryToo, path) {
				continue
			}
			assert.Contains(t, families[family], other, "%s must not import %s", p.path, path)
			assert.LessOrEqual(t, floor(t, path), floor(t, p.path), "%s must not import %s", p.path, path)
		}
	}
	assert.NotZero(t, seen)
}

// Cayley is what snapstore and Gizmo are for; package graph shows it in QuadStore, and nobody else knows of it.
func TestCayleyKeepsItsPlace(t *testing.T) {
	seen := 0
	for _, p := range library(t) {
		if p.path == "graph/snapstore" || strings.HasPrefix(p.path, "query/gizmo") {
			continue
		}
		for _, file := range p.files {
			for _, imported := range file.Imports {
				if strings.HasPrefix(imported.Path.Value, `"github.com/cayleygraph/cayley`) {
					seen++
					assert.Contains(t, p.at(imported), "graph/quadstore.go")
				}
			}
		}
	}
	assert.NotZero(t, seen)
}

// The oracle of query languages answers no query of a program's.
func TestOracleIsForTests(t *testing.T) {
	const oracle = "query/internal/naive"
	seen := false
	for _, p := range ours(t) {
		seen = seen || p.path == oracle
		assert.NotContains(t, p.Imports, module+oracle, "%s must not import the oracle", p.path)
	}
	assert.True(t, seen)
}

func TestPackagesSayWhatTheyAre(t *testing.T) {
	for _, p := range ours(t) {
		if len(p.GoFiles) > 0 {
			assert.NotEmpty(t, p.Doc, "package %s has no comment", p.path)
		}
	}
}

// The library returns errors: it does not panic to refuse something, and takes its context from the
// caller. Behaviour does not hang on init functions, but for the ones that register the store with
// Cayley, and engines with package engine.
func TestLibraryHabits(t *testing.T) {
	files := 0
	for _, p := range library(t) {
		if strings.Contains(p.path, "/internal/") {
			continue
		}
		for _, file := range p.files {
			files++
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					switch called := text(n.Fun); called {
					case "context.Background", "context.TODO":
						assert.Fail(t, called, "%s", p.at(n))
					}
				case *ast.FuncDecl:
					if n.Name.Name == "init" && n.Recv == nil && !slices.Contains(registering, p.path) {
						assert.Fail(t, "init function", "%s", p.at(n))
					}
				}
				return true
			})
		}
	}
	assert.Greater(t, files, 50)
}

func text(e ast.Expr) string {
	if s, ok := e.(*ast.SelectorExpr); ok {
		return text(s.X) + "." + s.Sel.Name
	}
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// Files stay short enough to be read in one sitting.
func TestFilesAreShort(t *testing.T) {
	const most = 450
	for _, p := range ours(t) {
		for _, name := range p.GoFiles {
			lines, err := countLines(filepath.Join(p.Dir, name))
			require.NoError(t, err)
			assert.LessOrEqual(t, lines, most, "%s/%s", p.path, name)
		}
	}
}

func countLines(path string) (int, error) {
	text, err := os.ReadFile(path)
	return bytes.Count(text, []byte("\n")), err
}
