package structs_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/structs"
)

// kept gives the letters of the nodes that a condition keeps.
func kept[T any](t *testing.T, g *graph.Graph, values ...any) string {
	t.Helper()
	got := gather(t, structs.Find[holder[T]](t.Context(), g, structs.Where("Value", values...)), func(h holder[T]) string {
		return strings.TrimPrefix(string(h.ID), vocab.ID)
	})
	n, err := structs.Count[holder[T]](t.Context(), g, structs.Where("Value", values...))
	require.NoError(t, err)
	assert.Len(t, got, n)
	return strings.Join(got, "")
}

func TestRangesOfNumbers(t *testing.T) {
	g := literals(t, quad.Int(-3), xsd("07", "integer"), xsd("7.5e0", "double"), xsd("8", "byte"), xsd("1e1", "double"), xsd("9007199254740993", "integer"))
	assert.Equal(t, "bcdef", kept[float64](t, g, structs.AtLeast(7)))
	assert.Equal(t, "cdef", kept[float64](t, g, structs.AtLeast(7.5)))
	assert.Equal(t, "ab", kept[float64](t, g, structs.AtMost(uint8(7))))
	assert.Equal(t, "bcd", kept[float64](t, g, structs.Between(7, quad.Float(8))))
	assert.Equal(t, "ae", kept[float64](t, g, structs.AtMost(0), structs.Between(8.5, 10)), "one of several")
	assert.Equal(t, "f", kept[quad.Value](t, g, structs.AtLeast(9007199254740993)))
	assert.Equal(t, "", kept[quad.Value](t, g, structs.AtLeast(9007199254740994)))
	assert.Equal(t, "b", kept[quad.Value](t, g, 7))
	assert.Equal(t, "", kept[string](t, literals(t, quad.String("7")), structs.AtLeast(1)), "a text is no number")
	assert.Equal(t, "a", kept[int](t, literals(t, quad.String("7")), structs.AtLeast(1)), "but where the field says so")
	assert.Equal(t, "a", kept[float64](t, literals(t, xsd("INF", "double")), structs.AtLeast(math.MaxFloat64)))
}

func TestRangesOfTimes(t *testing.T) {
	g := literals(t, xsd("2023-12-31T23:30:00-01:00", "dateTime"), xsd("2024-03-01", "date"), xsd("2024", "gYear"), xsd("12024", "gYear"), xsd("-0044-03", "gYearMonth"))
	march, err := structs.ParseDate("2024-03")
	require.NoError(t, err)
	assert.Equal(t, "abcd", kept[quad.Value](t, g, structs.AtLeast("2024")))
	assert.Equal(t, "bcd", kept[quad.Value](t, g, structs.AtLeast(march)), "the year may hold it")
	assert.Equal(t, "ace", kept[quad.Value](t, g, structs.AtMost("2024-02-29")))
	assert.Equal(t, "e", kept[quad.Value](t, g, structs.Between("-0100", "0000")))
	assert.Equal(t, "acd", kept[string](t, g, structs.Between(time.Date(2024, 1, 1, 0, 30, 0, 0, time.UTC), "2024-01"), structs.AtLeast("9999")))
	moments := literals(t, xsd("2024-01-01T00:00:00Z", "dateTime"), xsd("2024-01-31T23:59:59.999Z", "dateTime"), xsd("2024-02-01T00:00:00Z", "dateTime"))
	assert.Equal(t, "ab", kept[time.Time](t, moments, structs.Between("2024-01", "2024-01")))
	assert.Equal(t, "bc", kept[time.Time](t, moments, structs.AtLeast(time.Date(2024, 1, 31, 23, 59, 59, 999e6, time.UTC))))
	assert.Equal(t, "a", kept[structs.Date](t, literals(t, quad.String("2024-03")), march))
}

func TestRangesThatAreRefused(t *testing.T) {
	g := literals(t, quad.Int(1))
	refused := func(err error, message string) {
		t.Helper()
		var shape *structs.ShapeError
		require.ErrorAs(t, err, &shape)
		assert.Equal(t, "Value", shape.Field)
		assert.ErrorContains(t, err, message)
	}
	refused(find[holder[int]](t, g, structs.Where("Value", structs.AtLeast("2024"))), "the field takes a int")
	refused(find[holder[time.Time]](t, g, structs.Where("Value", structs.AtLeast(2024))), "the field takes a time.Time")
	refused(find[holder[int]](t, g, structs.Where("Value", structs.Between(2, 1))), "must not come after its last")
	refused(find[holder[time.Time]](t, g, structs.Where("Value", structs.Between("2024-02", "2024-01"))), "must not come after its last")
	refused(find[holder[quad.Value]](t, g, structs.Where("Value", structs.Between(1, "2024"))), "one is a number, one a time")
	refused(find[holder[int]](t, g, structs.Where("Value", structs.AtLeast(math.NaN()))), "no end of a range")
	refused(find[holder[int]](t, g, structs.Where("Value", structs.AtLeast("many"))), "no end of a range")
	refused(find[holder[int]](t, g, structs.Where("Value", structs.AtLeast(true))), "no end of a range")
	refused(find[holder[int]](t, g, structs.Where("Value", structs.AtLeast(structs.Date{}))), "no end of a range")
	refused(find[holder[int]](t, g, structs.Where("Value", structs.Range{})), "the range has no ends")
	refused(find[holder[bool]](t, g, structs.Where("Value", structs.AtLeast(1))), "neither numbers nor times")
	refused(find[holder[[]byte]](t, g, structs.Where("Value", structs.AtLeast(1))), "neither numbers nor times")
	refused(find[holder[quad.IRI]](t, g, structs.Where("Value", structs.AtLeast(1))), "neither numbers nor times")
}
