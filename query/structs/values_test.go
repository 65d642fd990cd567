package structs_test

import (
	"encoding/json"
	"math"
	"math/big"
	"net/netip"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/structs"
)

// holder has one value of a type.
type holder[T any] struct {
	ID    quad.IRI `quad:"@id"`
	Value T        `quad:"id:value"`
}

// literals is a graph of nodes 0, 1... with one value each.
func literals(t *testing.T, values ...quad.Value) *graph.Graph {
	t.Helper()
	g := graph.New()
	for i, v := range values {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + string(rune('a'+i))), Predicate: quad.IRI(vocab.ID + "value"), Object: v}))
	}
	return g
}

func xsd(text, datatype string) quad.Value { return term.TypedLiteral(text, term.XSD+datatype) }

func saved[T any](t *testing.T, value T) (*graph.Graph, quad.Value) {
	t.Helper()
	g := graph.New()
	_, err := structs.Save(t.Context(), g, holder[T]{vocab.ID + "a", value})
	require.NoError(t, err)
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		return g, q.Object
	}
	return g, nil
}

// roundTrip saves a value, holds the literal against one, and reads it back.
func roundTrip[T any](t *testing.T, value T, want quad.Value) {
	t.Helper()
	g, got := saved(t, value)
	assert.Equal(t, want, got)
	back, err := structs.Get[holder[T]](t.Context(), g, quad.IRI(vocab.ID+"a"))
	require.NoError(t, err)
	assert.Equal(t, value, back.Value)
}

func TestValuesAsTheyAreWritten(t *testing.T) {
	roundTrip(t, []byte("hello"), xsd("aGVsbG8=", "base64Binary"))
	roundTrip(t, []byte{}, xsd("", "base64Binary"))
	roundTrip(t, json.RawMessage(`{}`), xsd("e30=", "base64Binary"))
	roundTrip(t, [][]byte{[]byte("a")}, xsd("YQ==", "base64Binary"))
	roundTrip(t, netip.MustParseAddr("10.0.0.1"), quad.String("10.0.0.1"))
	roundTrip(t, big.NewInt(5), quad.String("5"))
	roundTrip(t, []netip.Addr{netip.MustParseAddr("::1")}, quad.String("::1"))
	roundTrip(t, float32(0.1), quad.Float(0.1))
	roundTrip(t, 0.1, quad.Float(0.1))
	roundTrip(t, math.Inf(-1), quad.Float(math.Inf(-1)))
	roundTrip(t, uint64(math.MaxUint64), xsd("18446744073709551615", "integer"))
	for _, year := range []int{-5, 0, 1, 9999, 12024} {
		at := time.Date(year, 2, 3, 4, 5, 6, 789, time.UTC)
		roundTrip(t, at, xsd(at.Format(time.RFC3339Nano), "dateTime"))
	}
	for text, datatype := range map[string]string{"2024": "gYear", "-0044": "gYear", "12024-03": "gYearMonth", "2024-03-15": "date", "2024-01-01+08:00": "date"} {
		d, err := structs.ParseDate(text)
		require.NoError(t, err)
		roundTrip(t, d, xsd(text, datatype))
	}
	for _, text := range []string{"2023-35", "2024~", "2022/2024", "2022/..", "../2024"} {
		d, err := structs.ParseDate(text)
		require.NoError(t, err)
		roundTrip(t, d, term.TypedLiteral(text, string(vocab.EDTF)))
	}
}

func TestDatatypesOfTags(t *testing.T) {
	type row struct {
		ID      quad.IRI  `quad:"@id"`
		Hex     []byte    `quad:"id:hex,type=xsd:hexBinary"`
		Decimal float32   `quad:"id:decimal,type=xsd:decimal"`
		At      time.Time `quad:"id:at,type=xsd:dateTime"`
		On      time.Time `quad:"id:on,type=xsd:date"`
	}
	g := graph.New()
	want := row{vocab.ID + "a", []byte{0, 255}, 1e21, time.Date(2024, 1, 2, 3, 4, 5, 6, time.UTC), time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC)}
	_, err := structs.Save(t.Context(), g, want)
	require.NoError(t, err)
	got, err := structs.Get[row](t.Context(), g, quad.IRI("id:a"))
	require.NoError(t, err)
	assert.Equal(t, want, got)
	for predicate, object := range map[string]quad.Value{"hex": xsd("00ff", "hexBinary"), "decimal": xsd("1000000000000000000000", "decimal"), "at": xsd("2024-01-02T03:04:05.000000006Z", "dateTime"), "on": xsd("2024-01-02", "date")} {
		n, err := g.Count(t.Context(), graph.Pattern{Predicate: quad.IRI(vocab.ID + predicate), Object: object})
		require.NoError(t, err)
		assert.EqualValues(t, 1, n, predicate)
	}
	want.Decimal = float32(math.Inf(1))
	_, err = structs.Save(t.Context(), g, want)
	assert.ErrorContains(t, err, "row.Decimal of "+vocab.ID+"a: INF is no xsd:decimal")
	year, _ := structs.ParseDate("2024")
	_, err = structs.Save(t.Context(), g, struct {
		On structs.Date `quad:"id:on,type=xsd:date"`
	}{year})
	assert.ErrorContains(t, err, `"2024" cannot be of the datatype`)
	_, err = structs.Save(t.Context(), g, struct {
		On time.Time `quad:"id:on,type=xsd:gYear"`
	}{time.Now()})
	assert.ErrorContains(t, err, "let the field be a structs.Date")
	assert.ErrorContains(t, find[holder[graph.Match]](t, g), "it has a MarshalText, but no UnmarshalText")
}

// reads tells whether a literal goes into a type, and as what.
func reads[T any](t *testing.T, v quad.Value, want T) {
	t.Helper()
	got, err := structs.Get[holder[T]](t.Context(), literals(t, v), quad.IRI("id:a"))
	require.NoError(t, err, "%v", v)
	assert.Equal(t, want, got.Value, "%v", v)
}

func refuses[T any](t *testing.T, values ...quad.Value) {
	t.Helper()
	for _, v := range values {
		_, err := structs.Get[holder[T]](t.Context(), literals(t, v), quad.IRI("id:a"))
		var shape *structs.ShapeError
		require.ErrorAs(t, err, &shape, "%v", v)
		assert.Equal(t, "Value", shape.Field)
		assert.Equal(t, quad.IRI(vocab.ID+"a"), shape.Node)
	}
}

func TestWhatLiteralsGoIn(t *testing.T) {
	reads(t, xsd("07", "integer"), 7)
	reads(t, xsd("+7", "unsignedInt"), uint8(7))
	reads(t, xsd("-0", "integer"), uint8(0))
	reads(t, xsd("7.0", "decimal"), 7)
	reads(t, xsd("0.7E1", "double"), 7)
	reads(t, xsd("-9223372036854775808", "integer"), int64(math.MinInt64))
	reads(t, xsd("5.", "decimal"), 5.0)
	reads(t, xsd(".5e1", "double"), 5.0)
	reads(t, xsd("INF", "double"), math.Inf(1))
	refuses[int](t, xsd("7.5", "decimal"), xsd("1_000", "integer"), xsd("0x10", "integer"), xsd("1E30", "double"), xsd("1E1000000000000", "double"), xsd("", "integer"), quad.String("many"), xsd(" 7", "integer"))
	refuses[uint8](t, xsd("256", "integer"), xsd("-1", "integer"))
	refuses[float64](t, xsd("1_000", "double"), xsd("infinity", "double"), xsd("Inf", "double"), xsd("nan", "double"), xsd("0x1p3", "double"), xsd("1e", "double"), xsd(".", "double"), xsd("1e400", "double"))
	refuses[bool](t, xsd("TRUE", "boolean"), xsd("t", "boolean"))
	refuses[[]byte](t, xsd("aGVsbG8", "base64Binary"), xsd("0", "hexBinary"))
	refuses[netip.Addr](t, quad.String("nowhere"))

	moment := func(year, month, day, hour int) time.Time {
		return time.Date(year, time.Month(month), day, hour, 0, 0, 0, time.UTC)
	}
	reads(t, xsd("2024-01-02T24:00:00Z", "dateTime"), moment(2024, 1, 3, 0))
	reads(t, xsd("2024-01-02T10:00:00", "dateTime"), moment(2024, 1, 2, 10))
	reads(t, xsd("-0005-01-02", "date"), moment(-5, 1, 2, 0))
	reads(t, quad.String("12024-01-02"), moment(12024, 1, 2, 0))
	reads(t, xsd("2024-01-01+08:00", "date"), time.Date(2024, 1, 1, 0, 0, 0, 0, time.FixedZone("", 8*3600)))
	refuses[time.Time](t, xsd("2024", "gYear"), xsd("2024-03", "gYearMonth"), xsd("2023-02-29", "date"), xsd("2024-01-02T10:00:60Z", "dateTime"), quad.String("early 2024"))
	refuses[structs.Date](t, xsd("2024-01-02T10:00:00Z", "dateTime"), quad.String("2024Tuesday"))
}

func TestDate(t *testing.T) {
	d, err := structs.ParseDate("-0044-03")
	require.NoError(t, err)
	assert.Equal(t, []any{-44, time.March, 0, "-0044-03", false}, []any{d.Year(), d.Month(), d.Day(), d.String(), d.IsZero()})
	text, err := json.Marshal(map[string]structs.Date{"a": d, "b": {}})
	require.NoError(t, err)
	assert.Equal(t, `{"a":"-0044-03","b":""}`, string(text))
	var back map[string]structs.Date
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, map[string]structs.Date{"a": d, "b": {}}, back)
	assert.ErrorContains(t, json.Unmarshal([]byte(`"2024-13"`), &d), `"2024-13" is no date`)
	var last structs.Date
	for _, text := range []string{"-0044", "0000", "2024-01-01", "2024-01", "2024", "2024-02", "12024"} {
		next, err := structs.ParseDate(text)
		require.NoError(t, err)
		assert.Equal(t, []int{-1, 0, 1}, []int{last.Compare(next), next.Compare(next), next.Compare(last)}, text)
		last = next
	}
}
