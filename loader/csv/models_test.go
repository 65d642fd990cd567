package csv_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/csv"
)

// Who made which model, when, and who led it, in and out.
func TestModels(t *testing.T) {
	const table = `Model,model@zh-Hant,also known as,Developer,Led by,Field,Released,Source
Kestrel 2,紅隼,Kestrel-2; K2,Heron AI,Mara Voss; Ivo Klein,vision,2024-03,https://n.example/1
Kestrel 2,,,Heron AI,Mara Voss,,2024,https://n.example/2
Plover,,,Tern Labs;Heron AI,,,Q3 2023,
Wren,,,,Ann Lee,,,https://n.example/3
Bunting,,,,,,,https://n.example/3
`
	g := graph.New()
	_, err := read(t.Context(), g, table)
	require.NoError(t, err)
	assert.Equal(t, 4, count(t, g, vocab.ClassModel)-1, "a source says that Bunting is one, too")
	again := graph.New()
	for _, table := range []csv.Table{csv.People, csv.Organizations, csv.Models, csv.Leaders} {
		var out bytes.Buffer
		require.NoError(t, csv.Export(t.Context(), &out, g.Snapshot(), table))
		_, err := read(t.Context(), again, out.String())
		require.NoError(t, err, out.String())
	}
	assert.Equal(t, linesOf(t, g), linesOf(t, again))
	left, err := csv.LeftOut(t.Context(), g.Snapshot(), csv.Models)
	require.NoError(t, err)
	for _, u := range left {
		assert.NotZero(t, u.In, u)
	}
}

// A table of models is told from one of leaders, and from others.
func TestHeadingsOfModels(t *testing.T) {
	for _, c := range []struct {
		line  []string
		table csv.Table
	}{
		{[]string{"模型", "公司", "發布時間"}, csv.Models},
		{[]string{"大模型", "开发商"}, csv.Models},
		{[]string{"model", "leader", "released"}, csv.Models},
		{[]string{"model"}, csv.Models},
		{[]string{"leader", "model", "of"}, csv.Leaders},
		{[]string{"负责人", "模型", "公司"}, csv.Leaders},
		{[]string{"leader", "product", "kind"}, csv.Leaders},
	} {
		got, err := csv.TableOf(c.line)
		require.NoError(t, err, c.line)
		assert.Equal(t, c.table, got, c.line)
	}
}
