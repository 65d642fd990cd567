package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/results"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

var rewrite = flag.Bool("rewrite", false, "write what the scripts give into the guide")

const guide = "../../query/gizmo/GUIDE.md"

// beProgram is the variable that makes the test be the program.
const beProgram = "GIZMO_BE_PROGRAM"

// Tables are as wide as COLUMNS says.
func TestMain(m *testing.M) {
	isolate.Init()
	if os.Getenv(beProgram) != "" {
		os.Args = os.Args[:1]
		main()
	}
	os.Setenv("COLUMNS", "100")
	os.Exit(m.Run())
}

// TestGuide runs each script of the guide and compares with what stands below it.
func TestGuide(t *testing.T) {
	text, err := os.ReadFile(guide)
	require.NoError(t, err)
	g, err := data.Open(t.Context(), nil, false)
	require.NoError(t, err)
	var out strings.Builder
	parts := strings.Split(string(text), "```js\n")
	require.Len(t, parts, 12, "eleven scripts")
	out.WriteString(parts[0])
	for _, part := range parts[1:] {
		script, rest, ok := strings.Cut(part, "```\n```text\n")
		require.True(t, ok, "a script without its result: %s", part)
		want, rest, ok := strings.Cut(rest, "```\n")
		require.True(t, ok)
		var got strings.Builder
		for r, err := range gizmo.Run(t.Context(), g, script, gizmo.WithNotes(func(n gizmo.Note) { t.Errorf("%s: %s", n, script) })) {
			require.NoError(t, err, script)
			got.WriteString(results.Line(r) + "\n")
		}
		require.NotEmpty(t, got.String(), script)
		if !*rewrite {
			require.Equal(t, want, got.String(), script)
		}
		out.WriteString("```js\n" + script + "```\n```text\n" + got.String() + "```\n" + rest)
	}
	if *rewrite {
		require.NoError(t, os.WriteFile(guide, []byte(out.String()), 0o644))
	}
}

func console1(t *testing.T, input string, args ...string) (out, errs string) {
	var stdout, stderr bytes.Buffer
	err := run(t.Context(), args, strings.NewReader(input), &stdout, &stderr)
	if err != nil {
		stderr.WriteString(err.Error())
	}
	return stdout.String(), stderr.String()
}

func TestOneShot(t *testing.T) {
	out, errs := console1(t, "", "-e", `g.V("<id:alibaba>").out("<skos:prefLabel>").unique().order().all()`)
	require.Equal(t, "id\n--------\nAlibaba\n阿里巴巴\n阿里巴巴\n", out)
	require.Empty(t, errs)
	out, _ = console1(t, "", "-json", "-e", `g.emit({id: iri("id:alibaba")})`)
	require.Equal(t, "{\"id\":\"<id:alibaba>\"}\n", out)
	_, errs = console1(t, "", "-e", `g.V("<id:alibaba>").out({})`)
	require.Equal(t, "gizmo: 1:24: out: expected an IRI, a path or a list of IRIs, got an object", errs)
	_, errs = console1(t, "", "-e", `g.V("<id:alibabba>").all()`)
	require.Equal(t, "note: 1:4: V: <id:alibabba> names nothing in the graph; did you mean <id:alibaba>?\n0 results\n", errs)
	script := filepath.Join(t.TempDir(), "q.js")
	require.NoError(t, os.WriteFile(script, []byte("1 + 1"), 0o600))
	out, _ = console1(t, "", "-json", "-script", script)
	require.Equal(t, "2\n", out)
	data := filepath.Join(t.TempDir(), "d.nt")
	require.NoError(t, os.WriteFile(data, []byte("<http://x/a> <http://x/p> \"b\" .\n"), 0o600))
	out, _ = console1(t, "", "-json", "-e", `g.V("<http://x/a>").out().all()`, data)
	require.Equal(t, "{\"id\":\"b\"}\n", out)
}

// TestTable prints what a script may give: rows, objects and lists of them, single values, and a mixture.
func TestTable(t *testing.T) {
	for script, want := range map[string]string{
		`g.emit({b: "x", a: [1, 2], id: 3})`:                  "id  a        b\n--  -------  -\n 3  2 items  x\n",
		`tg.flows({top: 1})`:                                  "count  evidence  from     grades                  people  to\n-----  --------  -------  ----------------------  ------  ---------\n    2  7 items   Alibaba  1 disputed, 1 inferred       2  ByteDance\n",
		`g.V("<id:alibaba>").count()`:                         "1\n",
		`g.emit("x"); g.emit(iri("id:alibaba")); [1, {a: 2}]`: "x\n<id:alibaba>\n[1,{\"a\":2}]\n",
		`g.V("<id:alibaba>").tag("t").all(); g.emit(7)`:       "id            t             value\n------------  ------------  -----\n<id:alibaba>  <id:alibaba>\n                                7\n",
		`g.emit({a: {"zh-Hant": "創辦人", en: "founder"}, b: {"zh-Hant": "策略"}, c: {x: 1}})`: "a        b     c\n-------  ----  -------\nfounder  策略  {\"x\":1}\n",
		`[]`: "[]\n",
	} {
		out, errs := console1(t, "", "-e", script)
		require.Equal(t, want, out, script)
		require.Empty(t, errs)
	}
}

func TestConsole(t *testing.T) {
	out, errs := console1(t, ":json\nvar n = g.V(\n\"<id:alibaba>\"\n).count()\nn + 1\n:nonsense\nfor (;;) {}\nn\n:limits\n:help\n:quit\nnever", "-timeout", "500ms")
	require.True(t, strings.HasPrefix(out, "2\n1\n-timeout      500ms "), out)
	require.Contains(t, out, ":limits")
	require.NotContains(t, out, "never")
	require.Contains(t, errs, "there is no command :nonsense")
	require.Contains(t, errs, "the script took longer than 500ms; -timeout allows more\n")
	require.True(t, strings.HasSuffix(errs, "2 scripts ended in an error"), errs)
}
