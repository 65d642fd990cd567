package loader_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/loader/csv"
)

// throughTables writes a graph as all tables that can be written, and reads them again.
func throughTables(t *testing.T, g *graph.Graph, opts ...loader.Option) (*graph.Graph, map[string]string) {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	texts := map[string]string{}
	for _, table := range csv.Tables() {
		if table == csv.Founders {
			continue
		}
		path := filepath.Join(dir, table.String()+".csv")
		require.NoError(t, loader.WriteFile(t.Context(), path, g, opts...))
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		texts[table.String()] = string(text)
		paths = append(paths, path)
	}
	again := graph.New()
	_, err := loader.LoadFiles(t.Context(), again, paths, opts...)
	require.NoError(t, err, "%s", texts)
	return again, texts
}

// What tables say is read back as it was, in whatever tables it came.
func TestTablesOutAndIn(t *testing.T) {
	label := loader.WithLabel("https://example.com/my-tables")
	samples := graph.New()
	_, err := loader.LoadFiles(t.Context(), samples, sampleTables(t), label)
	require.NoError(t, err)
	again, _ := throughTables(t, samples, label)
	assertEqual(t, samples, again)

	g := graph.New()
	for _, table := range []string{
		"person,person@zh-Hant,also_known_as,known_for,field,source\n楊紅霞,,Yang;YH,models,AI; chips,Daily News\nMara Voss,沃斯,,,,\n=A1+B2,,,,,\nC++,,C#,,,\n",
		"organization,sector,kind,part_of\nHeron AI,AI,start-up,\nHeron Labs,,,Heron AI\nAT&T,,giant,\n-Minus,,,\n",
		"person,from,to,when,role,role@zh-Hans,kind,sector,team,team_size,source,paragraph,start,end,certainty,note\n" +
			"楊紅霞,AT&T,Heron AI,Q3 2023,\"head, models\",负责人,hire,AI;chips,yes,3,https://n.example/1,2,3,9,stated,\"say \"\"so\"\"\"\n" +
			"Mara Voss,,Heron AI,since 2022,=CEO,,,,,,Daily News,,,,,\nMara Voss,Heron AI,,2024,,,departure,,,,,,,,,\n=A1+B2,-Minus,Heron Labs,2022-2024,@me,,,,,,,,,,,\n",
		"organization,summary,summary@zh-Hans,sector,intended\nHeron AI,Builds chips.,造芯片。,chips,yes\n",
		"person,organization,role,since,status\nMara Voss,Heron AI,CEO,2022,former\n",
		"leader,leads,of,kind\nMara Voss,Sol,Heron AI,\n楊紅霞,Lab 3,Heron AI,unit\nMara Voss,Nest,Heron AI,product\n",
		"investor,investee,when\nAT&T,Heron AI,2024H1\n",
		"founder,organization,year\nC++,Heron AI,2021\n",
		"person,to,id\nD,E,https://m.example/1\nD;F,E,<urn:m:2>\n",
	} {
		_, err := loader.Load(t.Context(), g, strings.NewReader(table), loader.WithFormat(loader.CSV), label)
		require.NoError(t, err, table)
	}
	again, texts := throughTables(t, g, label)
	removed, added, err := loader.Diff(t.Context(), g, again)
	require.NoError(t, err)
	assert.Empty(t, added, "%s", texts)
	for _, q := range removed {
		assert.Contains(t, []quad.Value{vocab.SKOSPrefLabel, vocab.RDFType}, q.Predicate, "%s", q) // names of models and products have no table
	}
	assert.Empty(t, removed)
	assert.Contains(t, texts["people"], "'=A1+B2")
	assert.Contains(t, texts["moves"], "'@me")
	for name, text := range texts {
		for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
			for _, cell := range strings.Split(line, ",") {
				cell = strings.TrimLeft(cell, `"`)
				assert.False(t, cell != "" && strings.ContainsRune("=+-@", rune(cell[0])), "%s:%d: %s", name, i+1, line)
			}
		}
	}
}

// The bundled facts go into tables as far as tables can say them: who moved where and when, and all names.
func TestArticleInTables(t *testing.T) {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	again, _ := throughTables(t, g)
	for _, predicate := range []quad.IRI{vocab.From, vocab.To, vocab.Person, vocab.When, vocab.Investor, vocab.Summary} {
		want, err := g.Count(t.Context(), graph.Pattern{Predicate: predicate})
		require.NoError(t, err)
		got, err := again.Count(t.Context(), graph.Pattern{Predicate: predicate})
		require.NoError(t, err)
		t.Logf("%s: %d of %d", predicate, got, want)
		assert.Positive(t, got)
		assert.LessOrEqual(t, got, want)
	}
	person, err := graph.Resolve(t.Context(), again, "楊紅霞", graph.PersonKind())
	require.NoError(t, err)
	assert.Equal(t, quad.IRI(vocab.ID+"yang-hongxia"), person.ID())
}

func TestWhichTableIsWritten(t *testing.T) {
	g := graph.New()
	_, err := loader.Load(t.Context(), g, strings.NewReader("person,to\nA,B\n"), loader.WithFormat(loader.CSV))
	require.NoError(t, err)
	for name, want := range map[string]string{"moves.csv": "person,from,to\nA,,B\n", "My-People.CSV": "person,known_for\nA,\n", "x_organizations.tsv": "organization\nB\n"} {
		var out bytes.Buffer
		require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithName(name)))
		assert.Equal(t, want, out.String(), name)
	}
	var out bytes.Buffer
	require.NoError(t, loader.Write(t.Context(), &out, g, loader.WithFormat(loader.CSV), loader.WithTable(csv.Moves)))
	for name, want := range map[string]string{
		"out.csv": "no table is named to write as CSV; name the file after one, or give loader.WithTable: moves, people", "founders.csv": "what it has is in the table of moves",
		"moves.xlsx": "a graph cannot be written as XLSX",
	} {
		err := loader.Write(t.Context(), &out, g, loader.WithName(name))
		assert.ErrorContains(t, err, want, name)
	}
	for looks := range 8 {
		err := loader.Write(newEndsAt(t.Context(), looks), &out, g, loader.WithName("moves.csv"))
		if err == nil {
			break
		}
		assert.ErrorIs(t, err, context.Canceled)
	}
}
