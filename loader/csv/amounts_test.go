package csv_test

import (
	"bytes"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/csv"
)

const investments = `investor,investee,when,amount,id,source
Tencent,Moonshot AI,2024-02,more than US$1bn,,https://news.example/1
Alibaba,Moonshot AI,2024,$1bn; 36亿元,,https://news.example/2
Alibaba,Moonshot AI,2024-02,US$1 billion,,https://news.example/3
Hillhouse,Zhipu,2023,25亿元,,
Hillhouse,Zhipu,Q3 2023,undisclosed,,
Hillhouse,Zhipu,2023,12.50 EUR,,
Meituan,Zhipu,2023,$5-10m,https://a.example/1,
Meituan,Zhipu,2021,5000000,,
Meituan,Zhipu,2021,6000000,<urn:round>,https://news.example/4
`

// Amounts are kept exactly, each under its row's claim, and written as they are read.
func TestAmounts(t *testing.T) {
	g, again := graph.New(), graph.New()
	_, err := read(t.Context(), g, investments)
	require.NoError(t, err)
	assert.Equal(t, 5, count(t, g, vocab.ClassInvestment), "Alibaba's rows are one investment, and so are Hillhouse's")
	var table bytes.Buffer
	require.NoError(t, csv.Export(t.Context(), &table, g.Snapshot(), csv.Investments))
	for _, cell := range []string{",more than 1000000000 USD,", ",1000000000 USD; 3600000000 CNY,", "; 12.5 EUR,", ",at least 5000000 USD; at most 10000000 USD", ",5000000,", ",6000000,<urn:round>,"} {
		assert.Contains(t, table.String(), cell)
	}
	_, err = read(t.Context(), again, table.String())
	require.NoError(t, err, table.String())
	assert.Equal(t, linesOf(t, g), linesOf(t, again))
	left, err := csv.LeftOut(t.Context(), g.Snapshot(), csv.Investments)
	require.NoError(t, err)
	for _, u := range left {
		assert.NotZero(t, u.In, u)
	}

	// Whoever says an amount stands behind its number, too.
	values, err := g.Count(t.Context(), graph.Pattern{Predicate: vocab.Value, Object: quad.Int(1_000_000_000)})
	require.NoError(t, err)
	assert.EqualValues(t, 3, values)

	_, err = read(t.Context(), graph.New(), "investor,investee,amount\nA,B,¥300\n")
	assert.ErrorContains(t, err, "2:5: ¥ can be yuan or yen")
}

func linesOf(t *testing.T, g *graph.Graph) map[string]bool {
	t.Helper()
	lines := map[string]bool{}
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		lines[q.String()] = true
	}
	return lines
}

// A heading can tell what all amounts below it are in.
func TestHeadingsOfAmounts(t *testing.T) {
	for heading, want := range map[string]string{
		"Amount (USD m)": ",2500000 USD\n", "金额（万元）": ",25000 CNY\n", "投資額(億港元)": ",250000000 HKD\n", "Deal size": ",2.5\n", "融资额 万美元": ",25000 USD\n", "amount (if told)": ",2.5\n",
	} {
		g := graph.New()
		_, err := read(t.Context(), g, "investor,investee,"+heading+"\nA,B,2.5\n")
		require.NoError(t, err, heading)
		var table bytes.Buffer
		require.NoError(t, csv.Export(t.Context(), &table, g.Snapshot(), csv.Investments))
		assert.Contains(t, table.String(), want, heading)
	}
	_, hints := rowsOf(t, "investor,investee,amount\nA,B,5 million\n")
	assert.Len(t, hints, 1)
	assert.Contains(t, hints[0], "no currency is told")
}
