package csv_test

import (
	"io"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/syntax"
)

// claims gives, for each claim about what a table is about, its source and what it contradicts.
func claims(t *testing.T, table string) map[string][]quad.IRI {
	t.Helper()
	g := graph.New()
	_, err := read(t.Context(), g, table)
	require.NoError(t, err)
	found := map[string][]quad.IRI{}
	n := g.Snapshot().Numbers()
	labels, err := n.Labels(t.Context())
	require.NoError(t, err)
	for _, e := range n.Evidence(labels...) {
		found[string(e.Source)] = e.Contradicts
	}
	return found
}

// A row is a claim of its source, whether an id says what it is about, or what it says does.
func TestRowsAreClaims(t *testing.T) {
	for _, id := range []string{"", "id:it"} {
		for _, table := range []string{
			"id,person,from,to,source\n" + id + ",Mara Voss,Tern Labs,Heron AI,https://news.example/1\n",
			"id,person,organization,source\n" + id + ",Mara Voss,Heron AI,https://news.example/1\n",
			"id,investor,investee,source\n" + id + ",Tern Labs,Heron AI,https://news.example/1\n",
			"id,organization,summary,source\n" + id + ",Tern Labs,hire,https://news.example/1\n",
		} {
			assert.Contains(t, claims(t, table), "https://news.example/1", table)
		}
	}
}

// Several sources in a cell are a claim each; what is said of a passage is said of one source.
func TestSeveralSources(t *testing.T) {
	found := claims(t, "person,to,source\nMara Voss,Heron AI,https://news.example/1;x=2; https://news.example/3\n")
	assert.Len(t, found, 2)
	assert.Contains(t, found, "https://news.example/1;x=2")
	assert.Contains(t, found, "https://news.example/3")
	_, err := read(t.Context(), graph.New(), "person,to,source,paragraph\nMara Voss,Heron AI,https://news.example/1; https://news.example/3,4\n")
	assert.ErrorContains(t, err, "2:67: a paragraph is one source's")
}

func TestColumnContradicts(t *testing.T) {
	found := claims(t, "person,to,source,contradicts\nMara Voss,Heron AI,https://news.example/1,https://news.example/2; Weekly;id:m1\n")
	assert.ElementsMatch(t, []quad.IRI{"https://news.example/2", vocab.ID + "source-weekly", vocab.ID + "m1"}, found["https://news.example/1"])
	_, err := read(t.Context(), graph.New(), "person,to,contradicts\nMara Voss,Heron AI,Weekly\n")
	assert.ErrorContains(t, err, "a contradicts belongs to a source, and the row has none")
}

// A table of names that comes too late makes one of what was two, and says so.
func TestNamesThatComeTooLate(t *testing.T) {
	const moves, names = "person,from,to\nMara Voss,百里,字野\n", "organization,also_known_as\nByteField,字野;字\n"
	for _, tables := range [][]string{{moves, names}, {names, moves}, {names, names}} {
		g := graph.New()
		var hints []string
		for _, table := range tables {
			require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
				im, err := csv.NewImporter(t.Context(), tx, strings.NewReader(table), csv.WithHints(func(e *syntax.Error) { hints = append(hints, e.Error()) }))
				for err == nil {
					_, err = im.ImportRow(t.Context())
				}
				if err == io.EOF {
					return nil
				}
				return err
			}))
		}
		if tables[0] == moves {
			require.Len(t, hints, 1)
			assert.Contains(t, hints[0], `2:11: "字野" was taken for another organization so far, and is the same as id:organization-bytefield from here on`)
		} else {
			assert.Empty(t, hints)
		}
	}
}
