package gizmo

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// literalGraph has a node for each literal, written as "text|type": http://e/0 and so on.
func literalGraph(t *testing.T, literals ...string) *graph.Graph {
	g := graph.New()
	for i, l := range literals {
		text, datatype, _ := strings.Cut(l, "|")
		if !strings.Contains(datatype, ":") {
			datatype = term.XSD + datatype
		}
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(fmt.Sprint("http://e/", i)), Predicate: quad.IRI("http://e/n"), Object: quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}}))
	}
	return g
}

// Numbers compare by what they are worth, times by when they are, however they are written and whatever their datatype:
// in chains and other scripts, in has and in filter, given in the script or handed in.
func TestNumbersAndTimesCompareByValue(t *testing.T) {
	numbers := []string{
		"-8|integer", "-0.0|double", "07|integer", "07|int", "+7|unsignedByte", "7.5e0|double", "7.50|decimal", "8|short", "8.0|decimal", "8.0|float", "+9|http://schema.org/Integer",
		"9.5|http://schema.org/Number", "123456789012345678901234567890|integer", "INF|double", "NaN|double", "0x10|double", "1_000|integer", "Infinity|float", " 9|integer", "10|string", "seven|integer",
	}
	times := []string{
		"-0044|gYear", "2023-12-31T23:59:59.9999999999Z|dateTime", "2024|gYear", "2024-01-01|date", "2024-01-01T08:00:00.00+08:00|dateTime", "2024-01-01T00:00:00|dateTimeStamp",
		"2023-12-31T24:00:00Z|http://schema.org/DateTime", "2024-01-01T00:00:00.0000000001Z|dateTime", "2024-01-01-08:00|date", "2024-02|gYearMonth", "12024|gYear", "2023-02-29|date", "2024Tuesday|gYear", "2024|string",
	}
	for _, c := range []struct {
		literals  []string
		condition string
		value     any
		from, to  int // those of the literals that it leaves
	}{
		{numbers, "gt", 3, 2, 14}, {numbers, "gt", 7, 5, 14}, {numbers, "gte", 7, 2, 14}, {numbers, "gt", 7.5, 7, 14}, {numbers, "gte", 7.5, 5, 14}, {numbers, "lt", 8, 0, 7}, {numbers, "lte", 8, 0, 10},
		{numbers, "lt", 0, 0, 1}, {numbers, "lte", 0, 0, 2}, {numbers, "gt", 1e29, 12, 14}, {numbers, "lt", 1e30, 0, 13},
		{numbers, "gte", quad.TypedString{Value: "7.5", Type: "xsd:decimal"}, 5, 14}, {numbers, "lt", quad.TypedString{Value: "+08", Type: "xsd:unsignedInt"}, 0, 7},
		{times, "lt", quad.TypedString{Value: "2024", Type: "xsd:gYear"}, 0, 2}, {times, "lte", quad.TypedString{Value: "2024-01-01T00:00:00Z", Type: "xsd:dateTime"}, 0, 7},
		{times, "gt", quad.TypedString{Value: "2024-01-01", Type: "xsd:date"}, 7, 11}, {times, "gte", quad.TypedString{Value: "2023-12-31T16:00:00-08:00", Type: "http://schema.org/DateTime"}, 2, 11},
	} {
		g := literalGraph(t, c.literals...)
		var want []any
		for i := c.from; i < c.to; i++ {
			want = append(want, fmt.Sprintf("id=<http://e/%d>", i))
		}
		written := fmt.Sprint(c.value)
		if v, ok := c.value.(quad.TypedString); ok {
			written = fmt.Sprintf("typed(%q, %q)", string(v.Value), string(v.Type))
		}
		for _, script := range []string{
			`g.V().has("<http://e/n>", ` + c.condition + `(` + written + `)).all()`, `var c = ` + c.condition + `(` + written + `); g.V().has("<http://e/n>", c).all()`,
			`g.V().out("<http://e/n>").filter(` + c.condition + `(` + written + `)).in("<http://e/n>").all()`, `g.V().has("<http://e/n>", ` + c.condition + `($v)).all()`,
			`for (var x of g.V().has("<http://e/n>").toArray()) g.V(x).tag("id").out("<http://e/n>").filter(` + c.condition + `($v)).back("id").all()`,
		} {
			got, err := values(t, g, script, WithParam("v", c.value))
			require.NoError(t, err, script)
			assert.ElementsMatch(t, want, got, script)
		}
	}
}

// Numbers are summed whatever their datatype. What is none orders behind those that are, as text.
func TestSumsAndEndsOfNumbers(t *testing.T) {
	g := literalGraph(t, "09|long", "10.5|decimal", "+1|http://schema.org/Integer")
	got, err := values(t, g, `var p = g.V().out("<http://e/n>"); g.emit([p.sum(), p.avg(), p.min(), p.max()])`)
	require.NoError(t, err)
	require.Equal(t, []any{[]any{20.5, 20.5 / 3, int64(1), "\"10.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>"}}, got)
	g = literalGraph(t, "1E1|float", "9.5|decimal", "0x10|double")
	got, err = values(t, g, `var p = g.V().out("<http://e/n>"); g.emit([p.min(), p.max()]); p.sum()`)
	require.ErrorContains(t, err, "sum: expected numbers")
	require.Equal(t, []any{[]any{`"9.5"^^<http://www.w3.org/2001/XMLSchema#decimal>`, `"0x10"^^<http://www.w3.org/2001/XMLSchema#double>`}}, got)
}

// Times are ordered and compared by when they are, years before the first and after 9999 too; whole numbers exactly.
func TestTimesAndLargeNumbersInOrder(t *testing.T) {
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	for datatype, c := range map[string]struct {
		inOrder []string
		above   string // a condition, and how many it leaves
		left    int
	}{
		"gYear":    {[]string{"-0044", "0800", "2024", "12024"}, `gt("\"2023\"^^<` + xsd + `gYear>")`, 2},
		"dateTime": {[]string{"2024-01-01T07:00:00+08:00", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00-08:00"}, `gte("\"2024-01-01T01:00:00+01:00\"^^<` + xsd + `dateTime>")`, 3},
		"integer":  {[]string{"9007199254740992", "9007199254740993", "9007199254740994"}, `gt(9007199254740991)`, 3},
		"decimal":  {[]string{"-1.50", "0.1", "9007199254740992.1", "9007199254740992.2"}, `gt(9007199254740992)`, 2},
		"double":   {[]string{"-INF", "-1E3", "7.5", "1e1", "INF"}, `gt(7)`, 3},
	} {
		g := graph.New()
		for i := range c.inOrder {
			text := c.inOrder[(i*2+1)%len(c.inOrder)]
			if len(c.inOrder)%2 == 0 {
				text = c.inOrder[len(c.inOrder)-1-i]
			}
			require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("http://e/" + text), Predicate: quad.IRI("http://e/n"), Object: quad.TypedString{Value: quad.String(text), Type: quad.IRI(xsd + datatype)}}))
		}
		ask := func(script string) (found []string) {
			for r, err := range Run(t.Context(), g, script) {
				require.NoError(t, err, script)
				found = append(found, strings.TrimPrefix(strings.Trim(fmt.Sprint(quad.StringOf(r.Values()["id"])), "<>"), "http://e/"))
			}
			return found
		}
		assert.Equal(t, c.inOrder, ask(`g.V().has("<http://e/n>").order({by: "<http://e/n>"}).all()`), datatype)
		assert.Len(t, ask(`g.V().has("<http://e/n>", `+c.above+`).all()`), c.left, datatype)
	}
}
