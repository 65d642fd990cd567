package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/query/gizmo"
)

// asProgram runs the program on an input that is no terminal.
func asProgram(t *testing.T, input string, args ...string) (status int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = program.Run(t.Context(), "gizmo", func(ctx context.Context, args []string, stdout, stderr io.Writer) error {
		return run(ctx, args, strings.NewReader(input), stdout, stderr)
	}, args, &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

// The scripts of the guide can be given to the console as they stand, one after another, and give what they give alone,
// in this process.
func TestGuideAtTheConsole(t *testing.T) {
	text, err := os.ReadFile(guide)
	require.NoError(t, err)
	var all, want string
	for _, part := range strings.Split(string(text), "```js\n")[1:] {
		script, _, _ := strings.Cut(part, "```\n")
		_, out, errs := asProgram(t, "", "-json", "-trust", "-e", script)
		require.NotEmpty(t, out, errs)
		want += out
		all += script
	}
	status, out, errs := asProgram(t, all, "-json")
	assert.Zero(t, status)
	assert.Empty(t, errs)
	assert.Equal(t, want, out)
}

func TestLinesThatGoOn(t *testing.T) {
	for _, c := range []struct{ input, out, errs string }{
		{"g.V(\"<id:alibaba>\")\n\t.out(\"<skos:prefLabel>\")\n .unique()\n.count()", "3\n", ""},
		{"g.V(\"<id:alibaba>\")\n\n.out(\"<skos:prefLabel>\").unique().count()\n1", "3\n1\n", ""}, // an empty line between
		{"function f() {\n\n\treturn 7\n}\n\nf()", "7\n", ""},                                     // within a script that is not complete
		{"var n = 3\nn\n.toFixed(1)", "3.0\n", ""},
		{"1\n2", "1\n2\n", ""},
		{"1\r\n.toFixed(1)\r\n", "1.0\n", ""},
		{"g.V(\"<id:nix>\").all()", "", "note: 1:4: V: <id:nix> names nothing in the graph\n0 results\n"},
		{"var x = 1\n// a remark\nx", "1\n", ""},
		{"g.V(\"<id:alibaba>\").count(\n:json", "", "Unexpected token :"},
		{"g.V(\n\n", "", "Unexpected end of input"},
	} {
		_, out, errs := asProgram(t, c.input)
		assert.Equal(t, c.out, out, c.input)
		if c.errs == "" {
			assert.Empty(t, errs, c.input)
		}
		assert.Contains(t, errs, c.errs, c.input)
	}
}

// typing is a source of lines that come one by one, as from a keyboard.
type typing struct{ lines []string }

func (l *typing) line(string) (string, bool, error) {
	if len(l.lines) == 0 {
		return "", false, io.EOF
	}
	line := l.lines[0]
	l.lines = l.lines[1:]
	return line, false, nil
}

func (l *typing) remember(string) {}
func (l *typing) typed() bool     { return true }

// A line that begins with a dot goes on with the script before it, if that gave nothing.
func TestTypedDots(t *testing.T) {
	g, err := data.Open(t.Context(), nil, false)
	require.NoError(t, err)
	var out, errs strings.Builder
	session, err := gizmo.NewSession()
	require.NoError(t, err)
	c := &console{graph: g, session: session, out: &out, errs: &errs, json: true}
	c.limits.Script = 64
	require.NoError(t, c.read(t.Context(), &typing{[]string{
		`g.V("<id:alibaba>")`, `.out("<skos:prefLabel>")`, `.count()`, `.nonsense`, `g.V(`, ``, `2`,
	}}))
	assert.Equal(t, "5\n2\n", strings.ReplaceAll(out.String(), "3\n", "5\n"))
	assert.Equal(t, 2, strings.Count(errs.String(), "0 results"))
	assert.Contains(t, errs.String(), "Unexpected token .")
	assert.Contains(t, errs.String(), "Unexpected end of input")
	assert.Equal(t, 2, c.failed)
}

func TestLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "my script.js")
	require.NoError(t, os.WriteFile(file, []byte("var n = 20\n\nn + 1\n"), 0o600))
	status, out, errs := asProgram(t, ":load "+file+"\nn\n")
	assert.Zero(t, status, errs)
	assert.Equal(t, "21\n20\n", out)
	status, _, errs = asProgram(t, ":load nosuch.js\n1")
	assert.Equal(t, 1, status)
	assert.Contains(t, errs, "nosuch.js")
}

func TestStatus(t *testing.T) {
	status, out, errs := asProgram(t, "1\nnosuch\n2\n")
	assert.Equal(t, 1, status)
	assert.Equal(t, "1\n2\n", out)
	assert.True(t, strings.HasSuffix(errs, "gizmo: one script ended in an error\n"), errs)
	status, _, _ = asProgram(t, "1\n")
	assert.Zero(t, status)
	status, _, errs = asProgram(t, "", "-e", "nosuch")
	assert.Equal(t, 1, status)
	assert.True(t, strings.HasPrefix(errs, "gizmo: 1:1: "), errs)
}

// Flags stand anywhere, and limits are named by them.
func TestFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "d.nt")
	require.NoError(t, os.WriteFile(file, []byte("<http://x/a> <http://x/p> \"b\" .\n<http://x/a> <http://x/p> \"c\" .\n"), 0o600))
	status, out, _ := asProgram(t, "", file, "-json", "-e", `g.V("<http://x/a>").out().count()`)
	assert.Zero(t, status)
	assert.Equal(t, "2\n", out)
	for script, want := range map[string][]string{
		`g.V().all()`:             {"-max-rows", "1"},
		`for (;;) {}`:             {"-timeout", "300ms"},
		`g.V().out().out().out()`: {"-max-path", "2"},
		`var s = "x".repeat(600000); g.emit([s, s])`: {"-max-emitted", "1"},
		`"` + strings.Repeat("x", 1100) + `"`:        {"-max-script", "1"},
		`function f() { f() }; f()`:                  {"-max-depth", "10"},
	} {
		_, _, errs := asProgram(t, "", file, "-e", script, want[0], want[1])
		said := "; raise it with " + want[0] + "\n"
		if want[0] == "-timeout" {
			said = "the script took longer than 300ms; -timeout allows more\n"
		} else {
			assert.Contains(t, errs, "limit reached: ")
		}
		assert.Contains(t, errs, said)
	}
	_, _, errs := asProgram(t, "", "-max-rows", "0")
	assert.Equal(t, "gizmo: -max-rows must be above zero, got 0\n", errs)
	_, out, _ = asProgram(t, ":limits", "-max-rows", "7")
	assert.Regexp(t, `\n-max-rows +7 +results\n`, out)
	_, _, errs = asProgram(t, "", "-nosuch")
	assert.Equal(t, "gizmo: there is no flag -nosuch; gizmo -help tells more\n", errs)
}

func TestCompletion(t *testing.T) {
	g, err := data.Open(t.Context(), nil, false)
	require.NoError(t, err)
	complete := newCompleter(t.Context(), g)
	for _, c := range []struct{ before, begun, want string }{
		{"g.", "", "V("}, {"g.add", "add", "addNamespace("}, {"graph.V", "V", "Vertex("},
		{"tg.who", "who", "whoLeft("}, {"tg.", "", "questions("},
		{`g.V("<id:alibaba>").sh`, "sh", "shortestPath("}, {`g.V().out().`, "", "all("}, {"  .uni", "uni", "union("}, {"moves.co", "co", "count("},
		{"re", "re", "regex"}, {":l", ":l", ":load "},
		{`g.V("<i`, "<i", "<id:"}, {`g.V("<id:alib`, "<id:alib", `<id:alibaba>"`}, {`g.V('<tg:per`, "<tg:per", `<tg:person>'`},
		{`g.V("alibab`, "alibab", "<id:alibaba>"}, {`tg.whoLeft("Alib`, "Alib", "Alibaba"}, {`tg.left("阿里巴`, "阿里巴", "阿里巴巴"},
		{`g.emit("a\"<id:alib`, `a\"<id:alib`, ""}, {`g.V("x").has("<tg:from>", "<id:bai`, "<id:bai", `<id:baidu>"`},
		{"", "", ""}, {"nothing.nix", "nix", ""},
	} {
		head, all, tail := complete(c.before+"#)", len([]rune(c.before)))
		assert.Equal(t, strings.TrimSuffix(c.before, c.begun), head, c.before)
		assert.Equal(t, "#)", tail, c.before)
		if c.want == "" {
			assert.Empty(t, all, c.before)
		} else {
			assert.Contains(t, all, c.want, c.before)
		}
	}
}

// What is pasted comes line by line, without marks and tabs, and each line tells whether another one follows.
func TestPaste(t *testing.T) {
	const pasted = pasteBegin + "a\r\n\tb\x1b[A\x03\n.c" + pasteEnd + "\r"
	for size := range len(pasted) + 1 {
		if strings.HasPrefix(pasteBegin, pasted[:size]) && size > 0 && size < len(pasteBegin) {
			continue // a mark that is cut before the paste is known is read as keys
		}
		p := &paste{follows: make(chan bool, 100)}
		got := string(p.filter([]byte("x\r\x1b[A\t"))) + string(p.filter([]byte(pasted[:size]))) + string(p.filter([]byte(pasted[size:])))
		if size == len(pasteBegin)+len("a\r") {
			continue // the line's end is cut in two
		}
		assert.Equal(t, "x\r\x1b[A\ta\r b[A\r.c\r", got, fmt.Sprint(size))
		var follows []bool
		for len(p.follows) > 0 {
			follows = append(follows, p.lineFollows())
		}
		assert.Equal(t, []bool{false, true, true, false}, follows)
		assert.False(t, p.lineFollows())
	}
}
