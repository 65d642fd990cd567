package program_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/program"
)

func TestRun(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		said   string
	}{
		{nil, 0, ""},
		{flag.ErrHelp, 0, ""},
		{errors.New("no file"), 1, "name: no file\n"},
		{errors.New("name: 1:2: no script"), 1, "name: 1:2: no script\n"},
		{errors.New("no \x1b[2J"), 1, `name: no \u001b[2J` + "\n"},
	} {
		var out, errs bytes.Buffer
		status := program.Run(t.Context(), "name", func(_ context.Context, args []string, stdout, _ io.Writer) error {
			fmt.Fprint(stdout, args[0])
			return c.err
		}, []string{"a\u202eb"}, &out, &errs)
		assert.Equal(t, c.status, status)
		assert.Equal(t, `a\u202eb`, out.String())
		assert.Equal(t, c.said, errs.String())
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		args, words string
		number      int
		wrong       string
	}{
		{"", "", 0, ""},
		{"a -n 3 b", "a b", 3, ""},
		{"-n=3 a b", "a b", 3, ""},
		{"a b -n 3", "a b", 3, ""},
		{"a -n 3 -- -1 -n b", "a -1 -n b", 3, ""},
		{"a -1 -n 3 b -2", "a -1 b -2", 3, ""},
		{"-1 -n -3", "-1", -3, ""},
		{"a -nosuch b", "", 0, "there is no flag -nosuch; name -help tells more"},
		{"a -m b", "", 0, "there is no flag -m, did you mean -n?; name -help tells more"},
		{"a -n", "", 0, "flag needs an argument: -n; name -help tells more"},
		{"-n x", "", 0, `invalid value "x" for flag -n: parse error; name -help tells more`},
	} {
		var out strings.Builder
		flags := program.Flags("name", &out, "usage: name")
		number := flags.Int("n", 0, "a `number`")
		words, err := program.Parse(flags, strings.Fields(c.args))
		if c.wrong != "" {
			assert.EqualError(t, err, c.wrong)
		} else {
			require.NoError(t, err)
		}
		assert.Equal(t, c.words, strings.Join(words, " "))
		assert.Equal(t, c.number, *number)
		assert.Empty(t, out.String(), "nothing but the error")
	}
	for _, args := range [][]string{{"-h"}, {"a", "-help"}, {"--help", "a"}} {
		var out strings.Builder
		flags := program.Flags("name", &out, "usage: name\n")
		flags.Int("n", 0, "a `number`")
		_, err := program.Parse(flags, args)
		assert.ErrorIs(t, err, flag.ErrHelp)
		assert.Equal(t, "usage: name\n\nFlags:\n  -n number\n    \ta number\n", out.String())
	}
}

func TestInFlags(t *testing.T) {
	flags := map[string]string{"WithBase": "-base", "WithFormat": "-from", "WithLenient": "-lenient", "WithTimeout": "-timeout"}
	for said, want := range map[string][2]string{
		"limit reached: ms, 20; raise it with gizmo.WithTimeout": {"limit reached: ms, 20; raise it with -timeout", "limit reached: ms, 20"},
		"no base is known; give one (WithBase)":                  {"no base is known; give one (-base)", "no base is known; give one"},
		"unknown; give loader.WithFormat, or a name":             {"unknown; give -from, or a name", "unknown; give a name"},
		`loader.WithBase("x"): a base is absolute`:               {`-base "x": a base is absolute`, `loader.WithBase("x"): a base is absolute`},
		"no text (WithLenient leaves such statements out)":       {"no text (-lenient leaves such statements out)", "no text"},
		`unknown, or make the prefix known by Graph.SetPrefix`:   {"unknown", "unknown"},
		"x is written by y; open it with graph.ReadOnly(), or wait until it is closed": {
			"x is written by y; wait until it is closed", "x is written by y; wait until it is closed"},
	} {
		err := fmt.Errorf("%s: %w", said, io.EOF)
		assert.EqualError(t, program.InFlags(err, flags), want[0]+": EOF")
		assert.EqualError(t, program.InFlags(err, nil), want[1]+": EOF")
		assert.ErrorIs(t, program.InFlags(err, flags), io.EOF)
	}
	assert.NoError(t, program.InFlags(nil, flags))
}

// A context that ends says why.
func TestRunEnded(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("a signal came"))
	var errs bytes.Buffer
	assert.Equal(t, 1, program.Run(ctx, "name", func(ctx context.Context, _ []string, _, _ io.Writer) error {
		return fmt.Errorf("reading: %w", ctx.Err())
	}, nil, io.Discard, &errs))
	assert.Equal(t, "name: a signal came\n", errs.String())
}

// Every program begins here, so that what it writes is plain; quickstart alone is to be short, and writes what is
// bundled.
func TestEveryProgram(t *testing.T) {
	mains, err := filepath.Glob("../../*/main.go")
	require.NoError(t, err)
	require.Greater(t, len(mains), 5)
	for _, path := range mains {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		name := filepath.Base(filepath.Dir(path))
		if name != "quickstart" {
			assert.Regexp(t, `func main\(\) \{\s*(isolate\.Init\(\)\s*)?program\.Main\("`+name+`", `, string(text), path)
		}
	}
}
