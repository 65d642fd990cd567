// Package house holds the code to the rules of the house, as far as a program can see them.
package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "talentgraph.example/"

// pkg is what go list tells of a package.
type pkg struct {
	ImportPath string
	Dir        string
	Doc        string
	Imports    []string
	GoFiles    []string
}

func packages(t *testing.T) []pkg {
	list := exec.Command("go", "list", "-json=ImportPath,Dir,Doc,Imports,GoFiles", "./...")
	list.Dir = "../../.."
	out, err := list.Output()
	require.NoError(t, err)
	var all []pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		p.ImportPath = strings.TrimPrefix(p.ImportPath, module)
		all = append(all, p)
	}
	require.Greater(t, len(all), 10, "packages are no longer found")
	return all
}

// level is the floor that a package is on; it may import what is on lower ones, and from its own floor
// only its own family.
func level(path string) (floor int, family string) {
	family, _, _ = strings.Cut(path, "/")
	switch {
	case strings.HasPrefix(path, "graph/term"):
		return 0, "term"
	case strings.HasPrefix(path, "internal/names"), strings.HasPrefix(path, "graph/limit"):
		return 0, "leaves"
	case strings.HasPrefix(path, "graph/vocab"), strings.HasPrefix(path, "graph/snapstore"), strings.HasPrefix(path, "graph/internal/store"):
		return 1, "foundations"
	case family == "graph":
		return 2, family
	case family == "loader", family == "query":
		return 3, family
	default:
		return 4, family
	}
}

func TestArrowsPointDown(t *testing.T) {
	seen := 0
	for _, p := range packages(t) {
		from, family := level(p.ImportPath)
		for _, imported := range p.Imports {
			path, ours := strings.CutPrefix(imported, module)
			if !ours {
				continue
			}
			seen++
			to, other := level(path)
			assert.True(t, to < from || to == from && family == other, "%s must not import %s", p.ImportPath, path)
		}
	}
	assert.NotZero(t, seen)
}

func TestPackagesSayWhatTheyAre(t *testing.T) {
	for _, p := range packages(t) {
		if len(p.GoFiles) > 0 {
			assert.NotEmpty(t, p.Doc, "package %s has no comment", p.ImportPath)
		}
	}
}

// The library returns errors: it does not panic to refuse something, and takes its context from the
// caller. Behaviour does not hang on init functions, but for the one that registers the store with
// Cayley.
func TestLibraryHabits(t *testing.T) {
	files := 0
	for _, p := range packages(t) {
		if floor, _ := level(p.ImportPath); floor > 3 || strings.Contains(p.ImportPath, "/internal/") {
			continue
		}
		for _, name := range p.GoFiles {
			files++
			path := filepath.Join(p.Dir, name)
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, path, nil, 0)
			require.NoError(t, err)
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					switch called := text(n.Fun); called {
					case "context.Background", "context.TODO":
						assert.Fail(t, called, "%s", fset.Position(n.Pos()))
					}
				case *ast.FuncDecl:
					if n.Name.Name == "init" && n.Recv == nil && p.ImportPath != "graph/snapstore" {
						assert.Fail(t, "init function", "%s", fset.Position(n.Pos()))
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
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			lines, err := countLines(filepath.Join(p.Dir, name))
			require.NoError(t, err)
			assert.LessOrEqual(t, lines, most, "%s/%s", p.ImportPath, name)
		}
	}
}

func countLines(path string) (int, error) {
	text, err := os.ReadFile(path)
	return bytes.Count(text, []byte("\n")), err
}
