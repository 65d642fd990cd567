// Package readme holds the README to the code.
package readme

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const root = "../.."

// fence is one fenced block of the README.
type fence struct {
	line     int
	language string
	code     string
}

func fences(t *testing.T) []fence {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	require.NoError(t, err)
	var all []fence
	var open *fence
	for i, line := range strings.SplitAfter(string(text), "\n") {
		language, isFence := strings.CutPrefix(strings.TrimSpace(line), "```")
		switch {
		case isFence && open == nil:
			open = &fence{line: i + 1, language: language}
		case isFence:
			all = append(all, *open)
			open = nil
		case open != nil:
			open.code += line
		}
	}
	require.Nil(t, open, "a fence is not closed")
	return all
}

// packages are what the README's fragments may use without importing it.
var packages = map[string]string{
	"errors": "errors", "fmt": "fmt", "log": "log", "time": "time",
	"quad": "github.com/cayleygraph/quad", "path": "github.com/cayleygraph/cayley/graph/path",
	"graph": "talentgraph.example/graph", "vocab": "talentgraph.example/graph/vocab",
	"loader": "talentgraph.example/loader", "query": "talentgraph.example/query",
	"sparql": "talentgraph.example/query/sparql",
	"gizmo":  "talentgraph.example/query/gizmo", "isolate": "talentgraph.example/query/gizmo/isolate",
}

// program makes a whole program of a fragment, in which ctx and g are given.
func program(code string) string {
	if strings.HasPrefix(code, "package ") {
		return code
	}
	imports := []string{`"context"`, `"talentgraph.example/graph"`}
	for name, path := range packages {
		if name != "graph" && regexp.MustCompile(`\b`+name+`\.[A-Z]`).MatchString(code) {
			imports = append(imports, fmt.Sprintf("%q", path))
		}
	}
	slices.Sort(imports)
	return fmt.Sprintf("package main\n\nimport (\n%s\n)\n\nfunc main() {\n\tctx, g := context.Background(), graph.New()\n\tfragment(ctx, g)\n}\n\nfunc fragment(ctx context.Context, g *graph.Graph) {\n%s}\n",
		strings.Join(imports, "\n"), code)
}

// The fences are the programs of a module that points to this one as README says.
func TestGoFencesCompile(t *testing.T) {
	dir := t.TempDir()
	compiled := 0
	for _, f := range fences(t) {
		if f.language != "go" {
			continue
		}
		compiled++
		file := filepath.Join(dir, fmt.Sprintf("line%d", f.line), "main.go")
		require.NoError(t, os.Mkdir(filepath.Dir(file), 0o777))
		require.NoError(t, os.WriteFile(file, []byte(program(f.code)), 0o666))
	}
	assert.GreaterOrEqual(t, compiled, 5, "README.md has fewer Go fences than expected; are they still found?")

	here, err := filepath.Abs(root)
	require.NoError(t, err)
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	require.NoError(t, err)
	_, requirements, ok := strings.Cut(string(mod), "module talentgraph.example\n")
	require.True(t, ok)
	pointer := slices.IndexFunc(fences(t), func(f fence) bool {
		return strings.HasPrefix(f.code, "require talentgraph.example ") && strings.HasSuffix(f.code, " => ../talentgraph\n")
	})
	require.GreaterOrEqual(t, pointer, 0, "README.md no longer shows how to point to a clone")
	pointing := strings.Replace(fences(t)[pointer].code, "../talentgraph", strconv.Quote(here), 1)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module readme\n"+requirements+"\n"+pointing), 0o666))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o666))
	vet := exec.Command("go", "vet", "./...")
	vet.Dir = dir
	out, err := vet.CombinedOutput()
	assert.NoError(t, err, "a fence of README.md, whose line the folder's name tells: %s", out)
}

func TestQuickstartIsTheExample(t *testing.T) {
	example, err := os.ReadFile(filepath.Join(root, "examples/quickstart/main.go"))
	require.NoError(t, err)
	_, code, ok := strings.Cut(string(example), "package main\n")
	require.True(t, ok)
	found := slices.ContainsFunc(fences(t), func(f fence) bool { return f.code == "package main\n"+code })
	assert.True(t, found, "README.md must show examples/quickstart/main.go, without its comment")
}

func TestFirstFenceIsTheTwoCommands(t *testing.T) {
	first := fences(t)[0]
	assert.Equal(t, "sh", first.language)
	for i, command := range []string{"go run ./examples/talentwar", "go test ./..."} {
		assert.True(t, strings.HasPrefix(strings.Split(first.code, "\n")[i], command))
	}
}

// What README shows of the first command is what it prints.
func TestFirstTableIsPrinted(t *testing.T) {
	printed, err := os.ReadFile(filepath.Join(root, "examples", "talentwar", "testdata", "en.txt"))
	require.NoError(t, err)
	all := fences(t)
	i := slices.IndexFunc(all, func(f fence) bool { return f.language == "text" })
	require.GreaterOrEqual(t, i, 0)
	shown, _, _ := strings.Cut(all[i].code, "...")
	assert.Contains(t, string(printed), shown)
}
