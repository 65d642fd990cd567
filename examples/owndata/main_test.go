package main

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/loader"
)

// go test ./examples/owndata -update writes the expected output anew.
var update = flag.Bool("update", false, "write testdata anew")

// The program is run from the top of the repository, as its comment says. Tables are as wide as COLUMNS says.
func TestMain(m *testing.M) {
	os.Setenv("COLUMNS", "100")
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func TestOutput(t *testing.T) {
	for name, args := range map[string][]string{"sample": nil, "with-article": {"-article", "-lang", "zh-Hans"}} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, run(t.Context(), args, &out, os.Stderr))
			golden := filepath.Join("examples/owndata/testdata", name+".txt")
			if *update {
				require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o666))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), out.String())
		})
	}
}

// A wrong cell is named by file, line and column, and nothing is answered.
func TestErrors(t *testing.T) {
	table := filepath.Join(t.TempDir(), "my-moves.csv")
	require.NoError(t, os.WriteFile(table, []byte("person,from,to,year\nA,B,C,2024\n楊紅霞,阿里,字節,soon\n"), 0o666))
	var out bytes.Buffer
	err := run(t.Context(), []string{"testdata/tables/people.csv", table}, &out, os.Stderr)
	var wrong *loader.SyntaxError
	require.ErrorAs(t, err, &wrong)
	assert.Equal(t, table, wrong.File)
	assert.Equal(t, [2]int{3, 11}, [2]int{wrong.Line, wrong.Column})
	assert.Empty(t, out.String())

	assert.ErrorIs(t, run(t.Context(), []string{"missing.csv"}, &out, io.Discard), os.ErrNotExist)
	assert.ErrorContains(t, run(t.Context(), []string{"-nonsense"}, &out, io.Discard), "nonsense")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, run(ctx, nil, &out, io.Discard), context.Canceled)
	t.Chdir(t.TempDir())
	assert.ErrorContains(t, run(t.Context(), nil, &out, io.Discard), "run this from the top of the repository")
}
