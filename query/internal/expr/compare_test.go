package expr

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/term"
)

func TestTruth(t *testing.T) {
	for text, want := range map[string]string{"true": "true", "false": "false", "0": "false", "1": "true", "0.0": "false",
		"0e0": "false", `"NaN"^^double`: "false", `""`: "false", `"x"`: "true", `"x"@en`: "true", "<http://a>": "err", "_:b": "err",
		"err": "err", `"x"^^boolean`: "false", `"x"^^integer`: "false", `"x"^^byte`: "false", `"x"^^http://t`: "err", `"2000-01-01"^^date`: "err"} {
		truth, ok := read(t, text).Truth()
		got := fmt.Sprint(truth)
		if !ok {
			got = "err"
		}
		assert.Equal(t, want, got, text)
	}
}

func TestComparisons(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(comparisonCases), "\n") {
		parts := strings.Split(line, " ; ")
		require.Len(t, parts, 4, line)
		a, b := read(t, parts[0]), read(t, parts[1])
		for range 2 {
			equal, ok := Equal(a, b)
			assert.Equal(t, parts[2], truthOf(equal, ok), line)
			a, b = b, a
		}
		less, ok := Less(a, b)
		assert.Equal(t, parts[3], truthOf(less, ok), line)
	}
}

func truthOf(truth, ok bool) string {
	if !ok {
		return "err"
	}
	return fmt.Sprint(truth)
}

const comparisonCases = `
1 ; 1.0 ; true ; false
1 ; 1e0 ; true ; false
1 ; 2 ; false ; true
0.1 ; "0.1"^^float ; true ; false
0.1e0 ; "0.1"^^float ; false ; true
"NaN"^^double ; "NaN"^^double ; false ; false
"NaN"^^double ; 1 ; false ; false
"a" ; "b" ; false ; true
"a" ; "a"@en ; false ; err
"a"@EN ; "a"@en ; true ; err
"a"@en ; "x"^^integer ; false ; err
"a" ; 1 ; false ; err
"a" ; "x"^^integer ; err ; err
"x"^^integer ; "x"^^integer ; true ; err
"x"^^integer ; 1 ; err ; err
"x"^^http://t ; "y"^^http://t ; err ; err
false ; true ; false ; true
"1"^^boolean ; true ; true ; false
true ; 1 ; false ; err
<http://a> ; <http://a> ; true ; err
<http://a> ; "http://a" ; false ; err
<http://a> ; "a"^^http://t ; false ; err
_:a ; _:b ; false ; err
err ; 1 ; err ; err
"2000-01-01"^^date ; "2000-01-01T00:00:00"^^dateTime ; false ; err
"2000-01-01"^^date ; "2000-01-02"^^date ; false ; true
"2000-01-01"^^date ; "2000-01-01Z"^^date ; err ; err
"2000-01-01"^^date ; "2000-01-03Z"^^date ; false ; true
"2000-01-01T00:00:00Z"^^dateTime ; "2000-01-01T05:00:00+05:00"^^dateTime ; true ; false
"2000-01-01T00:00:00"^^dateTime ; "2000-01-01T14:00:00Z"^^dateTime ; err ; err
"2000-01-01T00:00:00"^^dateTime ; "2000-01-01T14:00:00.1Z"^^dateTime ; false ; true
"2000-01-01T00:00:00"^^dateTime ; "2000-01-01T00:00:00.50"^^dateTime ; false ; true
"1999-12-31T24:00:00"^^dateTime ; "2000-01-01T00:00:00"^^dateTime ; true ; false
"-0001-12-31T00:00:00Z"^^dateTime ; "0001-01-01T00:00:00Z"^^dateTime ; false ; true
"10:00:00Z"^^time ; "11:00:00+01:00"^^time ; true ; false
"24:00:00"^^time ; "00:00:00"^^time ; true ; false
`

// The order is a total one, and agrees with "<" where that is defined.
func TestOrder(t *testing.T) {
	sorted := strings.Split(strings.TrimSpace(`
err
_:a
_:b
<http://a>
<http://b>
""
"a"
"b"
"a"@de
"a"@en
"b"@de
false
"0"^^boolean
true
"NaN"^^double
"-INF"^^double
-1.5
1
"1.0"^^decimal
1e0
9007199254740992
9.007199254740992e15
9007199254740993
1e300
"INF"^^double
"1999-01-01T00:00:00"^^dateTime
"2000-01-01T00:00:00Z"^^dateTime
"1990-01-01"^^date
"10:00:00"^^time
"a"^^http://t
"b"^^http://t
"a"^^http://u
"x"^^integer`), "\n")
	sorted = slices.DeleteFunc(sorted, func(s string) bool {
		return s == `"0"^^boolean` || s == `"1.0"^^decimal` || s == "1e0" || s == "9.007199254740992e15"
	})
	for i, a := range sorted {
		for j, b := range sorted {
			assert.Equal(t, compareInts(int64(i), int64(j)), Order(read(t, a), read(t, b)), "%s ? %s", a, b)
		}
	}
	assert.Zero(t, Order(read(t, `"a"@EN`), read(t, `"a"@en`)))
	assert.Negative(t, Order(read(t, "1.0"), read(t, "1")), "equal numbers come by datatype")

	r := rand.New(rand.NewPCG(1, 2))
	var values []Value
	for range 60 {
		n := r.Int64N(4) + 1<<53
		values = append(values, NewInteger(n), NewDouble(float64(n)), newFloat(float64(n)), literal(fmt.Sprintf("%d.5", n), xsd+"decimal"), NewDouble(math.NaN()))
	}
	for range 20000 {
		a, b, c := values[r.IntN(len(values))], values[r.IntN(len(values))], values[r.IntN(len(values))]
		require.Equal(t, -Order(b, a), Order(a, b))
		if Order(a, b) <= 0 && Order(b, c) <= 0 {
			require.LessOrEqual(t, Order(a, c), 0, "%s %s %s", show(a), show(b), show(c))
		}
	}
}

// Years of XML Schema compare by their first day, and are no dates.
func TestYears(t *testing.T) {
	year := func(text string) Value {
		return Of(term.Term{Kind: term.Literal, Text: text, Datatype: term.XSD + "gYear"})
	}
	for _, c := range []struct{ a, b string }{{"1999", "2000"}, {"-0001", "0001"}, {"2000+01:00", "2000Z"}, {"2023", "12023"}} {
		less, ok := Less(year(c.a), year(c.b))
		assert.True(t, less && ok, c)
		less, ok = Less(year(c.b), year(c.a))
		assert.True(t, !less && ok, c)
		assert.Negative(t, Order(year(c.a), year(c.b)))
	}
	same, ok := Equal(year("2000Z"), year("2000+00:00"))
	assert.True(t, same && ok)
	assert.Equal(t, Unknown, year("99").Kind())
	assert.Equal(t, Unknown, year("2000-01").Kind())
	_, ok = Less(year("2000"), Of(term.Term{Kind: term.Literal, Text: "2001-01-01", Datatype: term.XSD + "date"}))
	assert.False(t, ok)
	assert.Equal(t, "2000Z", year("2000Z").Term().Text)
}
