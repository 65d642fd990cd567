package sparql_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/sparql"
)

var rewrite = flag.Bool("rewrite", false, "write what the queries give into the guide")

// TestGuide runs each question of the guide in all three ways, and compares with what stands below them.
func TestGuide(t *testing.T) {
	const guide = "GUIDE.md"
	text, err := os.ReadFile(guide)
	require.NoError(t, err)
	source, err := os.ReadFile("guide_go_test.go")
	require.NoError(t, err)
	s := bundled(t).Snapshot()
	var lines []string
	short := func(v any) string {
		switch v := v.(type) {
		case graph.Entity:
			if v.IsZero() {
				return ""
			}
			return s.CompactIRI(v.ID())
		case quad.IRI:
			return s.CompactIRI(v)
		case quad.LangString:
			return string(v.Value)
		case quad.Value:
			return fmt.Sprint(v.Native())
		case string:
			if iri, ok := strings.CutPrefix(v, "<"); ok {
				return s.CompactIRI(quad.IRI(strings.TrimSuffix(iri, ">")))
			}
		case nil:
			return ""
		}
		return fmt.Sprint(v)
	}
	line := func(values ...any) {
		var cells []string
		for _, v := range values {
			if cell := short(v); cell != "" && v != 0 {
				cells = append(cells, cell)
			}
		}
		lines = append(lines, strings.Join(cells, " · "))
	}
	answers := inGo(t, t.Context(), s, short, line)
	parts := strings.Split(string(text), "```sparql\n")
	require.Len(t, parts, 11, "ten questions")
	out := parts[0]
	for i, part := range parts[1:] {
		blocks := strings.SplitN(part, "```\n", 5)
		require.Len(t, blocks, 5)
		given := func() []string {
			slices.Sort(lines)
			got := slices.Compact(lines)
			lines = nil
			return got
		}
		q, err := sparql.Compile(blocks[0])
		require.NoError(t, err, blocks[0])
		for row, err := range q.Select(t.Context(), s, sparql.WithNotes(func(n sparql.Note) { t.Errorf("%s: %s", n, blocks[0]) })) {
			require.NoError(t, err)
			var values []any
			for _, name := range q.Vars() {
				values = append(values, row.Value(name))
			}
			line(values...)
		}
		want := given()
		require.NotEmpty(t, want, blocks[0])
		for r, err := range gizmo.Run(t.Context(), s, strings.TrimPrefix(blocks[1], "```js\n")) {
			require.NoError(t, err, blocks[1])
			m := r.Map()
			if v, ok := r.Emitted(); ok {
				m = v.(map[string]any)
			}
			var values []any
			for _, name := range q.Vars() {
				values = append(values, m[name])
			}
			line(values...)
		}
		assert.Equal(t, want, given(), "%s", blocks[1])
		answers[i]()
		assert.Equal(t, want, given(), "%s", blocks[2])
		assert.True(t, strings.Contains(flat(string(source)), flat(strings.TrimPrefix(blocks[2], "```go\n"))), "the code is not what is run: %s", blocks[2])
		if !*rewrite {
			assert.Equal(t, strings.TrimPrefix(blocks[3], "```text\n"), strings.Join(want, "\n")+"\n")
		}
		out += "```sparql\n" + blocks[0] + "```\n" + blocks[1] + "```\n" + blocks[2] + "```\n```text\n" + strings.Join(want, "\n") + "\n```\n" + blocks[4]
	}
	if *rewrite {
		require.NoError(t, os.WriteFile(guide, []byte(out), 0o644))
	}
}

// flat is code without indentation.
func flat(code string) string {
	var b strings.Builder
	for l := range strings.SplitSeq(strings.TrimSpace(code), "\n") {
		b.WriteString(strings.TrimSpace(l) + "\n")
	}
	return b.String()
}
