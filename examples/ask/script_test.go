package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/hostile"
	"talentgraph.example/examples/internal/program"
)

func asProgram(t *testing.T, args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	status = program.Run(t.Context(), "ask", run, args, &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

// Scripts run in a box and here, and give the same in every form.
func TestScripts(t *testing.T) {
	for _, c := range []struct {
		script, form, out string
	}{
		{`g.V("<id:alibaba>").out("<skos:prefLabel>").unique().count()`, "table", "3\n"},
		{`g.emit({id: "=1", n: 2})`, "csv", "id,n\n'=1,2\n"},
		{`g.emit({id: "a|b", n: 2})`, "markdown", "| id | n |\n| --- | --: |\n| a\\|b | 2 |\n"},
		{`g.emit({id: "<id:alibaba>"}); g.emit(0/0); 7`, "json", "[\n  {\n    \"id\": \"<id:alibaba>\"\n  },\n  \"NaN\",\n  7\n]\n"},
		{`null`, "json", "[]\n"},
	} {
		for _, more := range [][]string{nil, {"-trust"}} {
			status, out, errs := asProgram(t, append([]string{"gizmo", c.script, "-format", c.form}, more...)...)
			assert.Zero(t, status, errs)
			assert.Equal(t, c.out, out)
			assert.Empty(t, errs)
		}
	}
	_, out, errs := asProgram(t, "gizmo", `g.V("<id:alibabba>").all()`)
	assert.Empty(t, out)
	assert.Equal(t, "note: 1:4: V: <id:alibabba> names nothing in the graph; did you mean <id:alibaba>?\n0 results\n", errs)
	for _, c := range []struct {
		want string
		args []string
	}{
		{"limit reached: milliseconds of run time, 200; raise it with -timeout\n", []string{`[...{[Symbol.iterator]() { return {next: Object} }}]`, "-timeout", "200ms"}},
		{"limit reached: rows, 2; raise it with -max-rows\n", []string{`g.V().all()`, "-max-rows", "2"}},
		{"limit reached: steps of a path (both() doubles the steps before it, p.or(p) doubles p), 2; raise it with -max-path\n", []string{`g.V().out().out().out().all()`, "-max-path", "2", "-trust"}},
		{"limit reached: bytes of one emitted value, 1048576; raise it with -max-emitted\n", []string{`var s = "x".repeat(6e5); g.emit([s, s])`, "-max-emitted", "1", "-trust"}},
		{"limit reached: bytes of script, 1024; raise it with -max-script\n", []string{strings.Repeat("1;", 600), "-max-script", "1", "-trust"}},
		{"limit reached: calls within one another, 10; raise it with -max-depth\n", []string{`(function f() { f() })()`, "-max-depth", "10", "-trust"}},
		{"limit reached: bytes of memory, 16777216; raise it with -max-memory\n", []string{`var l = []; for (;;) l.push([l])`, "-max-memory", "16"}},
		{"gizmo: -max-rows must be above zero, got 0\n", []string{`1`, "-max-rows", "0", "-trust"}},
		{"gizmo takes no options of questions", []string{`1`, "-top", "3"}},
		{"syntax error: Unexpected end of input\n", []string{`(`}},
		{"usage: ask gizmo SCRIPT", nil},
		{"usage: ask gizmo SCRIPT", []string{"1", "2"}},
	} {
		status, _, errs := asProgram(t, append([]string{"gizmo"}, c.args...)...)
		assert.Equal(t, 1, status)
		assert.Contains(t, errs, c.want)
	}
	_, out, _ = asProgram(t, "gizmo", "-help")
	assert.Contains(t, out, "-trust")
}

func TestHostileScripts(t *testing.T) {
	file := hostile.Facts(t)
	for _, form := range []string{"table", "csv", "markdown", "json"} {
		status, out, errs := asProgram(t, "gizmo", `g.V("<id:ann>").out("<skos:prefLabel>").all(); g.emit({"key\u202e": ["\u001b[2J"]})`, "-data", file, "-format", form, "-trust")
		require.Zero(t, status, errs)
		hostile.Plain(t, out)
	}
}
