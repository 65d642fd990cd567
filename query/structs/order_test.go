package structs_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

// ordered holds the order of a field against that of some values, up and down and page by page.
func ordered[T any](t *testing.T, values ...quad.Value) {
	t.Helper()
	shuffled := slices.Clone(values)
	slices.Reverse(shuffled)
	g := literals(t, shuffled...)
	want := ""
	for i := range values {
		want = string(rune('a'+i)) + want
	}
	for _, down := range []bool{false, true} {
		by := "Value"
		if down {
			by = "-Value"
			letters := []rune(want)
			slices.Reverse(letters)
			want = string(letters)
		}
		got, next := "", ""
		for range values {
			opts := []query.Option{structs.OrderBy(by), query.Next(&next), query.Top(1)}
			if next != "" {
				opts = append(opts, query.After(next))
			}
			for row, err := range structs.Find[holder[T]](t.Context(), g, opts...) {
				require.NoError(t, err)
				got += strings.TrimPrefix(string(row.ID), "https://talentgraph.example/id/")
			}
		}
		assert.Equal(t, want, got, by)
	}
}

func TestOrderOfNumbersAndTimes(t *testing.T) {
	ordered[float64](t, xsd("-1E3", "double"), xsd("-0.5", "decimal"), quad.Int(0), xsd("9.5", "decimal"), xsd("10.5", "decimal"), xsd("+100.0", "decimal"), xsd("INF", "double"))
	ordered[float64](t, quad.String("9.5"), quad.String("10.5"), quad.String("100"))
	ordered[quad.Value](t,
		xsd("-9007199254740993", "integer"), xsd("-9007199254740992", "long"), xsd("9007199254740992", "integer"), xsd("9007199254740993", "integer"),
		xsd("0009007199254740994", "unsignedLong"), xsd("123456789012345678901234567890", "integer"), xsd("1E30", "float"),
		xsd("-0044", "gYear"), xsd("0000", "gYear"), xsd("2023-12-31T20:00:00-08:00", "dateTime"), xsd("2024-01-01T04:00:00.5Z", "dateTime"), xsd("2024-01-01T04:00:00.51", "dateTime"),
		xsd("2024-01-01T05:00:00Z", "dateTime"), xsd("2024-02", "gYearMonth"), xsd("2024-02-02", "date"), xsd("12024", "gYear"),
		quad.String("10"), quad.String("9"), xsd("many", "integer"))
	ordered[int64](t, quad.Int(9007199254740992), quad.Int(9007199254740993))
	ordered[uint64](t, xsd("18446744073709551614", "integer"), xsd("18446744073709551615", "integer"))
	ordered[structs.Date](t, quad.String("-0044"), xsd("2024", "gYear"), quad.String("12024-01-01"))
	edtf := func(text string) quad.Value { return term.TypedLiteral(text, string(vocab.EDTF)) }
	ordered[structs.Date](t, edtf("../2022"), edtf("2023-33~"), xsd("2023-02", "gYearMonth"), edtf("2023-34"), edtf("2024/2025"), edtf("2024/.."))
	ordered[bool](t, xsd("0", "boolean"), quad.Bool(true))
}

// A slice has its values in the same order.
func TestOrderOfValues(t *testing.T) {
	g := graph.New()
	for _, v := range []quad.Value{xsd("10.5", "decimal"), xsd("9.5", "decimal"), quad.Int(100)} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("https://talentgraph.example/id/a"), Predicate: quad.IRI("https://talentgraph.example/id/value"), Object: v}))
	}
	got, err := structs.Get[holder[[]float64]](t.Context(), g, quad.IRI("id:a"))
	require.NoError(t, err)
	assert.Equal(t, []float64{9.5, 10.5, 100}, got.Value)
}
