package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/hostile"
	"talentgraph.example/examples/internal/program"
)

// What is said of hostile files is plain; what is written to a file or a pipe is the data.
func TestHostileNames(t *testing.T) {
	file := hostile.Facts(t)
	bad := filepath.Join(t.TempDir(), "b\x1b[2J.nt")
	require.NoError(t, os.WriteFile(bad, []byte("wr\x1bong\n"), 0o600))
	var out, errs bytes.Buffer
	require.Zero(t, program.Run(t.Context(), "convert", run, []string{"-lenient", "1", file, bad, "-to", "nq", "-"}, &out, &errs), errs.String())
	hostile.Plain(t, errs.String())
	assert.Contains(t, out.String(), "\u202eecnatluser", "the data")
	errs.Reset()
	assert.Equal(t, 1, program.Run(t.Context(), "convert", run, []string{bad, "-to", "nq", "-"}, &out, &errs))
	hostile.Plain(t, errs.String())
}
