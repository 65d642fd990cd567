package data

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/program"
	"talentgraph.example/graph"
)

// A JSON-LD document with a context of its own place is read with the folder that has it, and only then; the error names
// the flags.
func TestContexts(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "contexts/e.example"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "contexts/e.example/c.jsonld"), []byte(`{"@context": {"p": "https://e.example/p"}}`), 0o600))
	file := filepath.Join(dir, "facts.jsonld")
	require.NoError(t, os.WriteFile(file, []byte(`{"@context": "https://e.example/c", "@id": "https://e.example/s", "p": 1}`), 0o600))
	open := func(args ...string) (*graph.Graph, error) {
		var contexts Contexts
		flags := flag.NewFlagSet("test", flag.ContinueOnError)
		flags.SetOutput(io.Discard)
		contexts.Declare(flags)
		require.NoError(t, flags.Parse(args))
		return Open(t.Context(), []string{file}, false, contexts.Options()...)
	}
	_, err := open()
	assert.ErrorContains(t, program.InFlags(err, FlagNames()), "none is fetched unless -contexts or -network says how")
	_, err = open("-contexts", dir)
	assert.ErrorIs(t, err, os.ErrNotExist)
	g, err := open("-contexts", filepath.Join(dir, "contexts"))
	require.NoError(t, err)
	assert.EqualValues(t, 1, g.Size())
}
