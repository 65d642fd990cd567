// Package readme holds the README to the code.
package readme

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
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
	"gizmo": "talentgraph.example/query/gizmo",
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

func TestGoFencesCompile(t *testing.T) {
	dir := t.TempDir()
	compiled := 0
	for _, f := range fences(t) {
		if f.language != "go" {
			continue
		}
		compiled++
		file := filepath.Join(dir, fmt.Sprintf("line%d.go", f.line))
		require.NoError(t, os.WriteFile(file, []byte(program(f.code)), 0o666))
		vet := exec.Command("go", "vet", file)
		vet.Dir = root
		out, err := vet.CombinedOutput()
		assert.NoError(t, err, "the fence in line %d of README.md: %s", f.line, out)
	}
	assert.GreaterOrEqual(t, compiled, 5, "README.md has fewer Go fences than expected; are they still found?")
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
