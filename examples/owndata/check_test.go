package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
	tables "talentgraph.example/loader/csv"
)

func writeTables(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return dir
}

// All that is wrong is told at once, with its place; what may not be meant so, and who is new, too.
func TestCheck(t *testing.T) {
	dir := writeTables(t, map[string]string{
		"moves.csv": "person,from,to,when\nMara Voss,Tern,Heron,soon\nIvo Klein,Tern,Heron/Tern,2024\nA,<b,Heron,2024\nTotal,,1,3/4/2024\nTotal,,1,2024\n",
		"names.csv": "organization\nHeron\nTern\n",
		"wrong.csv": "person,from,to,salary\nA,B,C,1\n",
		"notes.txt": "no facts",
	})
	file := func(name string) string { return filepath.Join(dir, name) }
	var out bytes.Buffer
	err := run(t.Context(), []string{"-check", dir}, &out, os.Stderr)
	assert.EqualError(t, err, "4 errors; nothing was loaded")
	said := out.String()
	for _, want := range []string{
		file("wrong.csv") + `:1:16: a table of moves has no column "salary"; found: "person", "from", "to", "salary"; it has`,
		`(leave it out by -column, as in "salary=#"`,
		file("moves.csv") + ":2:22: this must be a year, a month",
		file("moves.csv") + ":4:3: ",
		file("moves.csv") + ":5:10: 3/4/2024 can be 2024-04-03 or 2024-03-04; write it so, or say which order dates have, dmy or mdy (-dates)",
		"hint: " + file("moves.csv") + ":3:16: this is taken for one name, but both sides",
		"hint: " + file("moves.csv") + ":6:1: this looks like a row of totals, and is not read",
		"hint: likely one: Heron, Heron/Tern: one name inside the other\n",
		"new people (1): Ivo Klein\n", "new organizations (3): Heron; Heron/Tern; Tern\n",
	} {
		assert.Contains(t, said, want)
	}
	assert.NotContains(t, said, "who left")

	out.Reset()
	require.NoError(t, run(t.Context(), []string{"-check", filepath.Join(dir, "nam*.csv")}, &out, os.Stderr))
	assert.Equal(t, "new organizations (2): Heron; Tern\nnothing breaks the shapes\nno errors; nothing was loaded\n", out.String())
	out.Reset()
	require.NoError(t, run(t.Context(), []string{file("wrong.csv"), "-column", "Salary=#", "-check"}, &out, os.Stderr))
	for _, args := range [][]string{{"-check", filepath.Join(dir, "none*.csv")}, {"-check", t.TempDir()}, {"-column", "x", dir}, {"-check", file("missing.csv")}, {"-check", "-encoding", "x", dir}} {
		assert.Error(t, run(t.Context(), args, &out, os.Stderr), args)
	}
}

// What is likely told of twice is told, if the tables bring a part of it.
func TestCheckTellsDoubles(t *testing.T) {
	dir := writeTables(t, map[string]string{"moves.csv": "person,from,to\nDr. Mara Voss,Tern Inc.,Heron\nMara Voss,Tern,Ibis\n"})
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-check", dir}, &out, os.Stderr))
	assert.Contains(t, out.String(), "hint: likely one: Dr. Mara Voss, Mara Voss: same name but for a title or ending\n")
	assert.Contains(t, out.String(), "hint: likely one: Tern, Tern Inc.: same name but for a title or ending\n")
	assert.Equal(t, 1, strings.Count(out.String(), "also_known_as"), "what to do is said once")
	out.Reset()
	require.NoError(t, run(t.Context(), []string{"-check", "-article", filepath.Join(dir, "moves.csv")}, &out, os.Stderr))
	assert.Equal(t, 2, strings.Count(out.String(), "likely one"), "not those of the article alone")
}

// Times are told in words, sources as the cells have them; one that is an address has no other name.
func TestTimesAndSourcesInWords(t *testing.T) {
	dir := writeTables(t, map[string]string{"moves.csv": "person,from,to,when,source\nMara Voss,Tern,Heron,Q1 2024,Daily News\nIvo Klein,Tern,Heron,,https://news.example/2\n"})
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-check", dir}, &out, os.Stderr))
	assert.Contains(t, out.String(), "new sources (2): Daily News; https://news.example/2\n")
	out.Reset()
	require.NoError(t, run(t.Context(), []string{dir}, &out, os.Stderr))
	assert.Regexp(t, `Mara Voss +Tern +Heron +Q1 2024 +unknown +Daily News\n`, out.String())
}

// Hints that say the same are told together, with their places; two times of one event that nobody signs break no shape.
func TestCheckTellsAlikeTogether(t *testing.T) {
	dir := writeTables(t, map[string]string{
		"moves.csv": "person,from,to,when\nMara Voss,Tern,Heron,2024\nMara Voss,Tern,Heron,2024-03\nMara Voss,Tern,Heron,2024-03-15 14:30\n" +
			"A B,Tern,Ibis,recently\nA C,Tern,Ibis,recently\nA D,Tern,Ibis,lately\nA E,Tern,Ibis,近日\nA F,Tern,Ibis,去年\n",
		"old.xls": "<html><table><tr><td>person</td></tr></table></html>",
	})
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-check", filepath.Join(dir, "moves.csv")}, &out, os.Stderr))
	assert.Equal(t, 4, strings.Count(out.String(), "hint: "+filepath.Join(dir, "moves.csv")))
	assert.Contains(t, out.String(), "2 more like this: this is kept as a text, and is no time: the year is not told: write it, as in Q3 2023 or 2024年底, or say what last year and 今年 are counted from (-today): at 8:15, 9:15\n")
	assert.EqualError(t, run(t.Context(), []string{"-check", dir}, &out, os.Stderr), "1 errors; nothing was loaded")
	assert.Contains(t, out.String(), "old.xls: it is an HTML page, named as a workbook")
}

// A template is a table of its kind, in each language, and reads as one without rows.
func TestTemplate(t *testing.T) {
	for _, table := range tables.Tables() {
		for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
			var out bytes.Buffer
			require.NoError(t, run(t.Context(), []string{"-template", table.String(), "-lang", lang}, &out, os.Stderr))
			assert.Equal(t, table, tables.SniffTable(out.Bytes(), nil, ""), "%s in %s", table, lang)
			_, err := loader.Load(t.Context(), graph.New(), strings.NewReader(out.String()), loader.WithFormat(loader.CSV))
			assert.NoError(t, err)
		}
	}
	var out bytes.Buffer
	assert.ErrorContains(t, run(t.Context(), []string{"-template", "cars"}, &out, os.Stderr), `there is no table "cars"; there are moves, people`)
	assert.ErrorContains(t, run(t.Context(), []string{"-template", "moves", "x.csv"}, &out, os.Stderr), "takes no files")
}

// What can be read is held against the vocabulary's shapes, or against the user's own.
func TestCheckByShapes(t *testing.T) {
	dir := writeTables(t, map[string]string{
		"moves.csv": "person,from,to\nMara Voss,Tern,Heron\n",
		"facts.ttl": "@prefix tg: <https://talentgraph.example/ns#> . <https://example.com/move> a tg:Move ; tg:from <https://example.com/tern> .\n",
		"rules.ttl": `@prefix tg: <https://talentgraph.example/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
			<https://example.com/dated> a sh:NodeShape ; sh:targetClass tg:Move ; sh:property [ sh:path tg:year ; sh:minCount 1 ] .`,
		"none.ttl":  "<a:a> <a:b> <a:c> .",
		"wrong.csv": "person,from,to\nMara Voss,,\n",
	})
	file := func(name string) string { return filepath.Join(dir, name) }
	for _, c := range []struct {
		args        []string
		error, says string
	}{
		{[]string{"-check", file("moves.csv")}, "", "nothing breaks the shapes"},
		{[]string{"-check", file("moves.csv"), file("facts.ttl")}, "the data breaks the shapes of talentgraph: ", file("facts.ttl") + ":1:78: "},
		{[]string{"-check", "-lang", "zh-Hant", file("facts.ttl")}, "nothing was loaded", "違規"},
		{[]string{"-check", "-shapes", file("rules.ttl"), file("moves.csv")}, "1 violations; nothing was loaded", file("moves.csv") + ":2:1: "},
		{[]string{"-check", "-shapes", file("none.ttl"), file("moves.csv")}, "no shape there says what it is about", ""},
		{[]string{"-check", "-shapes", file("gone.ttl"), file("moves.csv")}, "gone.ttl", ""},
		{[]string{"-check", "-shapes", file("gone.ttl"), file("wrong.csv")}, "gone.ttl", "wrong.csv:2:1: "},
	} {
		var out bytes.Buffer
		err := run(t.Context(), c.args, &out, os.Stderr)
		if c.error == "" {
			assert.NoError(t, err, c.args)
		} else {
			assert.ErrorContains(t, err, c.error, c.args)
		}
		assert.Contains(t, out.String(), c.says, c.args)
	}
}
