package expr

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	oldrand "math/rand"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/term"
)

// read makes a value of a short text: "s" a string, "s"@en, 1, 1.5, 1e0, true, <iri>, _:b, "x"^^type, and err.
func read(t *testing.T, text string) Value {
	t.Helper()
	switch {
	case text == "err":
		return Value{}
	case text == "true" || text == "false":
		return literal(text, xsd+"boolean")
	case strings.HasPrefix(text, "<"):
		return NewIRI(strings.Trim(text, "<>"))
	case strings.HasPrefix(text, "_:"):
		return NewBlank(text[2:])
	case strings.HasPrefix(text, `"`):
		end := strings.LastIndexByte(text, '"')
		body, rest := text[1:end], text[end+1:]
		if lang, ok := strings.CutPrefix(rest, "@"); ok {
			return NewLangString(body, lang)
		}
		if datatype, ok := strings.CutPrefix(rest, "^^"); ok {
			if !strings.Contains(datatype, ":") {
				datatype = xsd + datatype
			}
			return literal(body, datatype)
		}
		return NewString(body)
	case strings.ContainsAny(text, "eE"):
		return literal(text, xsd+"double")
	case strings.Contains(text, "."):
		return literal(text, xsd+"decimal")
	}
	v := literal(text, xsd+"integer")
	require.Equal(t, Integer, v.kind, "%q", text)
	return v
}

func show(v Value) string {
	switch v.kind {
	case Error:
		return "err"
	case IRI:
		return "<" + v.text + ">"
	case Blank:
		return "_:" + v.text
	case String:
		return `"` + v.text + `"`
	case LangString:
		return `"` + v.text + `"@` + v.extra
	case Integer, Decimal, Double, Boolean:
		if v.extra == "" {
			return v.Text()
		}
	}
	return `"` + v.Text() + `"^^` + strings.TrimPrefix(v.Datatype(), xsd)
}

// split parts the arguments of a test's line.
func split(t *testing.T, line string) []Value {
	t.Helper()
	var args []Value
	for _, a := range strings.Split(line, " | ") {
		if a = strings.TrimSpace(a); a != "" {
			args = append(args, read(t, a))
		}
	}
	return args
}

func TestFunctions(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(functionCases), "\n") {
		call, want, ok := strings.Cut(line, " => ")
		require.True(t, ok, line)
		name, args, _ := strings.Cut(call, " ")
		f, ok := Lookup(name)
		require.True(t, ok, name)
		assert.Equal(t, strings.TrimSpace(want), show(f.Call(&Env{}, split(t, args))), line)
	}
	_, ok := Lookup("strlen")
	assert.False(t, ok)
}

const functionCases = `
STR <http://a> => "http://a"
STR 007 => "007"
STR "chat"@fr => "chat"
STR _:b => err
STR err => err
LANG "chat"@fr => "fr"
LANG "chat" => ""
LANG <http://a> => err
DATATYPE "chat"@fr => <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>
DATATYPE "chat" => <http://www.w3.org/2001/XMLSchema#string>
DATATYPE 1.0 => <http://www.w3.org/2001/XMLSchema#decimal>
DATATYPE "7"^^byte => <http://www.w3.org/2001/XMLSchema#byte>
DATATYPE "x"^^http://t => <http://t>
DATATYPE <http://a> => err
LANGMATCHES "fr-FR" | "FR" => true
LANGMATCHES "fra" | "fr" => false
LANGMATCHES "" | "*" => false
LANGMATCHES "fr" | "*" => true
LANGMATCHES "fr" | "" => false
SAMETERM 1 | 1.0 => false
SAMETERM "a"@EN | "a"@en => true
ISIRI <http://a> => true
ISBLANK _:b => true
ISLITERAL "x"^^http://t => true
ISNUMERIC "x"^^integer => false
ISNUMERIC "7"^^byte => true
ISNUMERIC "700"^^byte => false
IRI "http://a/b" => <http://a/b>
IRI "http://a b" => err
IRI "b" => err
IRI <http://a> => <http://a>
IRI 1 => err
STRDT "1" | <http://www.w3.org/2001/XMLSchema#integer> => 1
STRDT "1"@en | <http://www.w3.org/2001/XMLSchema#integer> => err
STRDT "1" | <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> => err
STRLANG "chat" | "fr" => "chat"@fr
STRLANG "chat" | "" => err
STRLANG "chat"@fr | "fr" => err
STRLEN "食べ物"@ja => 3
STRLEN 12 => err
SUBSTR "foobar" | 4 => "bar"
SUBSTR "foobar" | 4 | 1 => "b"
SUBSTR "foobar"@en | 4 => "bar"@en
SUBSTR "foobar" | 0 | 3 => "fo"
SUBSTR "foobar" | -5 => "foobar"
SUBSTR "foobar" | 9 => ""
SUBSTR "foobar" | 1.5 | 2.6 => "oob"
SUBSTR "foobar" | "NaN"^^double => ""
SUBSTR "foobar" | 1 | "NaN"^^double => ""
SUBSTR "foobar" | "-INF"^^double | "INF"^^double => ""
SUBSTR "食べ物" | 2 | 1 => "べ"
SUBSTR "" | 1 | 1 => ""
SUBSTR "abc" | 3 | 1 => "c"
SUBSTR "abc" | 2 | -1 => ""
UCASE "chat"@fr => "CHAT"@fr
LCASE "BAR" => "bar"
LCASE 1 => err
STRSTARTS "foobar"@en | "foo" => true
STRSTARTS "foobar"@en | "foo"@EN => true
STRSTARTS "foobar" | "foo"@en => err
STRENDS "foobar" | "bar" => true
CONTAINS "foobar" | "x" => false
STRBEFORE "abc"@en | "b" => "a"@en
STRBEFORE "abc"@en | "b"@cy => err
STRBEFORE "abc"@en | "z" => ""
STRBEFORE "abc"@en | "" => ""@en
STRAFTER "abc" | "b" => "c"
STRAFTER "abc" | "" => "abc"
STRAFTER "abc"@en | "z"@en => ""
ENCODE_FOR_URI "Los Angeles~é"@en => "Los%20Angeles~%C3%A9"
CONCAT "a"@en | "b"@EN => "ab"@en
CONCAT "a"@en | "b" => "ab"
CONCAT  => ""
CONCAT "a" | 1 => err
REGEX "Alice" | "^ali" | "i" => true
REGEX "Alice" | "^ali" => false
REGEX "Alice"@en | "l.c" => true
REGEX "a.b" | "a.b" | "q" => true
REGEX "axb" | "a.b" | "q" => false
REGEX "axb" | " a x b " | "x" => true
REGEX "a b" | "a[ ]b" | "x" => true
REGEX "x" | "(x" => err
REGEX "x" | "x" | "k" => err
REGEX "aa" | "(a)\1" => err
REGEX "b" | "[a-z-[aeiou]]" => err
REGEX "٣" | "^\d$" => true
REGEX "a-b" | "^[\w-]+$" => true
REGEX 1 | "1" => err
REPLACE "abcd" | "b" | "Z" => "aZcd"
REPLACE "abab"@en | "(a)(b)" | "$2$1" => "baba"@en
REPLACE "abracadabra" | "a.*?a" | "*" => "*c*bra"
REPLACE "aaa" | "^a" | "b" => "baa"
REPLACE "ab ab" | "\bab" | "x" => "x x"
REPLACE "ab" | "\b" | "x" => err
REPLACE "a" | "a" | "\$" => "$"
REPLACE "a" | "a" | "$" => err
REPLACE "a" | "a" | "\x" => err
REPLACE "a" | "a*" | "x" => err
REPLACE "a.b" | "." | "$" | "q" => "a$b"
REPLACE "ab" | "(a)|b" | "[$1$2]" => "[a][]"
REPLACE "abcdefghijklmn" | "(a)" | "$10" => "a0bcdefghijklmn"
ABS -1.5 => 1.5
ABS "-7"^^int => 7
ABS "-1"^^float => "1.0E0"^^float
ABS "x" => err
ROUND 2.5 => 3
ROUND -2.5 => -2
ROUND -2.6 => -3
ROUND 2.5e0 => 3.0E0
ROUND -2.5e0 => -2.0E0
ROUND -0.2e0 => -0.0E0
CEIL 1.1 => 2
CEIL -1.1 => -1
FLOOR -1.1 => -2
FLOOR 1.9e0 => 1.0E0
FLOOR 12345678901234567890123.5 => 12345678901234567890123
YEAR "2010-12-21T15:38:02-08:00"^^dateTime => 2010
YEAR "-0044-03-15"^^date => -44
MONTH "2010-12-21"^^date => 12
DAY "2010-12-21"^^date => 21
DAY "10:00:00"^^time => err
HOURS "2010-12-31T24:00:00Z"^^dateTime => 0
DAY "2010-12-31T24:00:00Z"^^dateTime => 1
YEAR "2010-12-31T24:00:00Z"^^dateTime => 2011
HOURS "2010-12-21"^^date => err
MINUTES "11:28:01"^^time => 28
SECONDS "2010-12-21T15:38:02.050Z"^^dateTime => 2.05
SECONDS "2010-12-21T15:38:02Z"^^dateTime => 2
SECONDS "x"^^dateTime => err
TIMEZONE "2010-12-21T15:38:02-08:00"^^dateTime => "-PT8H"^^dayTimeDuration
TIMEZONE "2010-12-21T15:38:02+05:30"^^dateTime => "PT5H30M"^^dayTimeDuration
TIMEZONE "2010-12-21T15:38:02Z"^^dateTime => "PT0S"^^dayTimeDuration
TIMEZONE "2010-12-21T15:38:02"^^dateTime => err
TZ "2010-12-21T15:38:02-08:00"^^dateTime => "-08:00"
TZ "2010-12-21T15:38:02"^^dateTime => ""
MD5 "foo" => "acbd18db4cc2f85cedef654fccc4a4d8"
MD5 "foo"@en => err
SHA1 "" => "da39a3ee5e6b4b0d3255bfef95601890afd80709"
SHA256 "abc" => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
`

func TestArithmetic(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(arithmeticCases), "\n") {
		expression, want, ok := strings.Cut(line, " = ")
		require.True(t, ok, line)
		parts := strings.Split(expression, " ")
		op := map[string]Op{"+": Add, "-": Subtract, "*": Multiply, "/": Divide}[parts[1]]
		assert.Equal(t, want, show(Arithmetic(op, read(t, parts[0]), read(t, parts[2]))), line)
	}
	assert.Equal(t, "9223372036854775808", show(Negate(read(t, "-9223372036854775808"))))
	assert.Equal(t, "-1.5", show(Negate(read(t, "1.50"))))
	assert.Equal(t, "7", show(Plus(read(t, `"7"^^byte`))))
	assert.False(t, Negate(NewString("1")).OK())
	assert.False(t, Plus(NewString("1")).OK())
}

const arithmeticCases = `
1 + 2 = 3
1 + 2.50 = 3.5
1 - 0.1e0 = 9.0E-1
9223372036854775807 + 1 = 9223372036854775808
-9223372036854775808 - 1 = -9223372036854775809
9223372036854775808 - 1 = 9223372036854775807
4294967296 * 4294967296 = 18446744073709551616
-4294967296 * 2147483648 = -9223372036854775808
0.1 * 0.1 = 0.01
0.5 * 2 = 1
1 / 3 = 0.333333333333333333333333
2 / 3 = 0.666666666666666666666667
-2 / 3 = -0.666666666666666666666667
4 / 2 = 2
1 / 8 = 0.125
123456789012345678901234567890 / 10 = 12345678901234567890123456789
1 / 0 = err
1 / 0.0 = err
1 / 0e0 = INF
-1 / 0e0 = -INF
0e0 / 0 = NaN
"1"^^float + 1.5 = "2.5E0"^^float
"0.1"^^float + 0.1e0 = 2.0000000149011612E-1
"7"^^byte + "7"^^unsignedLong = 14
"x"^^integer + 1 = err
"1" + 1 = err
true + 1 = err
`

func TestHugeNumbersAreErrors(t *testing.T) {
	v := literal(strings.Repeat("9", 10_000), xsd+"integer")
	require.Equal(t, Integer, v.kind)
	for range 3 {
		v = Arithmetic(Multiply, v, v)
	}
	assert.Len(t, v.Text(), 80_000)
	assert.False(t, Arithmetic(Multiply, v, v).OK())
	assert.Equal(t, Unknown, literal(strings.Repeat("9", 10_000_000), xsd+"integer").kind)
}

// Exact numbers are held to big.Rat.
func TestExactNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	number := func() (exact, *big.Rat) {
		n := new(big.Int).Rand(oldrand.New(oldrand.NewSource(r.Int64())), new(big.Int).Lsh(big.NewInt(1), uint(r.IntN(140)+1)))
		if r.IntN(2) == 0 {
			n.Neg(n)
		}
		x, ok := ofBig(n, r.IntN(30))
		require.True(t, ok)
		return x, rat(x)
	}
	for range 1000 {
		x, rx := number()
		y, ry := number()
		sum, _ := x.add(y)
		require.Zero(t, rat(sum).Cmp(new(big.Rat).Add(rx, ry)), "%s + %s", x, y)
		product, _ := x.mul(y)
		require.Zero(t, rat(product).Cmp(new(big.Rat).Mul(rx, ry)), "%s * %s", x, y)
		require.Equal(t, rx.Cmp(ry), x.compare(y), "%s ? %s", x, y)
		again, ok := parseExact(x.String())
		require.True(t, ok)
		require.Zero(t, rat(again).Cmp(rx), "%s", x)
		require.Equal(t, x.String(), again.String())
		require.Equal(t, floorOf(rx).String(), x.whole(down).String(), "%s", x)
		require.Equal(t, new(big.Int).Neg(floorOf(new(big.Rat).Neg(rx))).String(), x.whole(up).String(), "%s", x)
		require.Equal(t, floorOf(new(big.Rat).Add(rx, big.NewRat(1, 2))).String(), x.whole(nearest).String(), "%s", x)
		if quotient, ok := x.div(y); ok {
			off := new(big.Rat).Sub(rat(quotient), new(big.Rat).Quo(rx, ry))
			half := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Mul(big.NewInt(2), bigPower(places)))
			require.LessOrEqual(t, off.Abs(off).Cmp(half), 0, "%s / %s", x, y)
		}
		want, _ := rx.Float64()
		require.Equal(t, want, x.nearestFloat(64), "%s", x)
		require.Zero(t, rat(ofBinary(want)).Cmp(new(big.Rat).SetFloat64(want)))
	}
}

func rat(x exact) *big.Rat { return new(big.Rat).SetFrac(x.coefficient(), bigPower(x.scale)) }

func floorOf(r *big.Rat) *big.Int { return floorQuotient(r.Num(), r.Denom()) }

func TestLiterals(t *testing.T) {
	good := map[string][]string{
		"integer": {"0", "-0", "+5", "007"}, "decimal": {"1.", ".5", "-1.50", "7"},
		"double": {"1", "1e5", "-1.5E-3", "INF", "-INF", "NaN", "1e999", "+1"}, "float": {"3.5", "1e300"},
		"boolean": {"true", "false", "0", "1"}, "byte": {"-128", "127"}, "unsignedByte": {"255"},
		"positiveInteger": {"1"}, "nonNegativeInteger": {"0"}, "negativeInteger": {"-1"}, "long": {"9223372036854775807"},
		"unsignedLong": {"18446744073709551615"},
		"dateTime":     {"2000-02-29T00:00:00", "-0001-01-01T00:00:00Z", "2000-01-01T24:00:00", "12000-01-01T00:00:00.5+14:00"},
		"date":         {"2000-01-01", "2000-01-01Z", "2000-01-01-05:00"}, "time": {"00:00:00", "23:59:59.99Z"},
	}
	bad := map[string][]string{
		"integer": {"", "1.0", "1e0", "--1", "+-1", " 1", "a"}, "decimal": {"", ".", "1e0", "1.2.3", "+"},
		"double": {"", "e5", "Inf", "0x1p3", "1_0", "1e", "nan"}, "boolean": {"", "TRUE", "2"}, "byte": {"128", "-129"},
		"unsignedByte": {"-1", "256"}, "positiveInteger": {"0"}, "long": {"9223372036854775808"},
		"dateTime": {"2000-01-01", "2001-02-29T00:00:00", "2000-01-01T24:00:01", "2000-01-01T00:00:60", "2000-01-01T00:00:00+15:00",
			"02000-01-01T00:00:00", "200-01-01T00:00:00", "2000-01-01T00:00:00.", "2000-13-01T00:00:00", "2000-1-01T00:00:00", "2000-01-01T00:00"},
		"date": {"2000-00-01", "2000-01-01T", "2000-01-32", "1000000000000-01-01"}, "time": {"24:00:01", "1:00:00", "00:00:00z"},
	}
	for datatype, texts := range good {
		for _, text := range texts {
			v := literal(text, xsd+datatype)
			assert.NotEqual(t, Unknown, v.kind, "%q of %s", text, datatype)
			assert.Equal(t, term.Term{Kind: term.Literal, Text: text, Datatype: xsd + datatype}, v.Term())
		}
	}
	for datatype, texts := range bad {
		for _, text := range texts {
			v := literal(text, xsd+datatype)
			assert.Equal(t, Unknown, v.kind, "%q of %s", text, datatype)
			assert.Equal(t, term.Term{Kind: term.Literal, Text: text, Datatype: xsd + datatype}, v.Term())
		}
	}
	for _, tm := range []term.Term{{}, {Kind: term.IRI, Text: "http://a"}, {Kind: term.Blank, Text: "b"}, {Kind: term.Literal},
		{Kind: term.Literal, Text: "a", Lang: "en"}, {Kind: term.Literal, Text: "a", Datatype: "http://t"}} {
		assert.Equal(t, tm, Of(tm).Term())
	}
	assert.Equal(t, NewString("a"), Of(term.Term{Kind: term.Literal, Text: "a", Datatype: xsd + "string"}))
}

func TestCasts(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(castCases), "\n") {
		call, want, ok := strings.Cut(line, " => ")
		require.True(t, ok, line)
		name, arg, _ := strings.Cut(call, " ")
		require.True(t, IsCast(xsd+name))
		assert.Equal(t, strings.TrimSpace(want), show(Cast(xsd+name, read(t, arg))), line)
	}
	assert.False(t, IsCast("http://a"))
	assert.False(t, IsCast(xsd+"byte"))
	assert.False(t, Cast("http://a", NewString("1")).OK())
	assert.False(t, Cast(xsd+"byte", NewInteger(1)).OK())
}

const castCases = `
string <http://a> => "http://a"
string "a"@en => "a"
string "x"^^integer => "x"
integer "a"@en => err
string 007 => "7"
string 1.50 => "1.5"
string 1.0 => "1"
string 0E1 => "0"
string 1e6 => "1.0E6"
string 999999e0 => "999999"
string 1.25e-3 => "0.00125"
string "INF"^^double => "INF"
string "0"^^boolean => "false"
string "2000-01-01T00:00:00"^^dateTime => "2000-01-01T00:00:00"
boolean "1" => true
boolean "0.0" => err
boolean 0.0 => false
boolean "NaN"^^double => false
boolean "7"^^byte => true
boolean "2000-01-01"^^date => err
integer " 7 " => 7
integer "1.5" => err
integer -7.875 => -7
integer 1e30 => 1000000000000000000000000000000
integer "NaN"^^double => err
integer true => 1
integer "007" => 7
decimal "1.50" => 1.5
decimal "1e0" => err
decimal 1.25e0 => 1.25
decimal "0.1"^^float => 0.1
decimal "INF"^^double => err
decimal true => 1
double "13" => 1.3E1
double true => 1.0E0
double "true" => err
double 1.5 => 1.5E0
float 1.5 => "1.5E0"^^float
float "x" => err
float <http://a> => err
dateTime "2000-01-01T00:00:00Z" => "2000-01-01T00:00:00Z"^^dateTime
dateTime "x" => err
dateTime "2000-01-01"^^date => "2000-01-01T00:00:00"^^dateTime
dateTime 1 => err
date "2000-01-01T10:00:00.5+05:30"^^dateTime => "2000-01-01+05:30"^^date
time "2000-01-01T10:00:00.5-05:30"^^dateTime => "10:00:00.5-05:30"^^time
time "24:00:00" => "00:00:00"^^time
integer _:b => err
integer "x"^^http://t => err
`

func TestLimits(t *testing.T) {
	tooLong := errors.New("too long")
	e := &Env{MaxText: 10, Limit: func() error { return tooLong }}
	five := NewString("12345")
	concat, _ := Lookup("CONCAT")
	assert.Equal(t, `"1234512345"`, show(concat.Call(e, []Value{five, five})))
	require.NoError(t, e.Err())
	assert.False(t, concat.Call(e, []Value{five, five, five}).OK())
	require.ErrorIs(t, e.Err(), tooLong)
	assert.False(t, concat.Call(e, []Value{five}).OK(), "nothing is made after a limit")

	replace, _ := Lookup("REPLACE")
	encode, _ := Lookup("ENCODE_FOR_URI")
	for name, call := range map[string]func(e *Env) Value{
		"REPLACE": func(e *Env) Value {
			return replace.Call(e, []Value{five, NewString("[1-5]"), NewString("$0$0$0")})
		},
		"ENCODE_FOR_URI": func(e *Env) Value { return encode.Call(e, []Value{NewString("食べ物")}) },
		"GROUP_CONCAT": func(e *Env) Value {
			f := NewFold(GroupConcat, e, " ")
			f.Add(five, 1000)
			return f.Result()
		},
	} {
		e := &Env{MaxText: 10, Limit: func() error { return tooLong }}
		assert.False(t, call(e).OK(), name)
		assert.ErrorIs(t, e.Err(), tooLong, name)
	}
}

func TestReplaceHearsItsContext(t *testing.T) {
	ended := errors.New("ended")
	f, _ := Lookup("REPLACE")
	e := &Env{Look: func() error { return ended }}
	many := []Value{NewString(strings.Repeat("a", 10_000)), NewString("a"), NewString("b")}
	assert.False(t, f.Call(e, many).OK())
	assert.ErrorIs(t, e.Err(), ended)
	e = &Env{Limit: func() error { return ended }}
	assert.True(t, f.Call(e, many).OK())
	many[0] = NewString(strings.Repeat("a", mostMatches+1))
	assert.False(t, f.Call(e, many).OK())
	assert.ErrorIs(t, e.Err(), ended)
}

func TestBlankNodes(t *testing.T) {
	e := &Env{}
	f, _ := Lookup("BNODE")
	a, b := f.Call(e, nil), f.Call(e, nil)
	assert.False(t, Same(a, b))
	c := f.Call(e, []Value{NewString("x")})
	assert.True(t, Same(c, f.Call(e, []Value{NewString("x")})))
	assert.False(t, Same(c, f.Call(e, []Value{NewString("y")})))
	e.Solution()
	assert.False(t, Same(c, f.Call(e, []Value{NewString("x")})))
	assert.NoError(t, a.Term().Check())
	assert.False(t, f.Call(e, []Value{NewInteger(1)}).OK())
}

func TestChanceAndTime(t *testing.T) {
	e := &Env{}
	call := func(name string) Value { f, _ := Lookup(name); return f.Call(e, nil) }
	assert.Regexp(t, `^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`, call("UUID").text)
	assert.Len(t, call("STRUUID").text, 36)
	assert.NotEqual(t, call("STRUUID").text, call("STRUUID").text)
	f, ok := call("RAND").Number()
	assert.True(t, ok && f >= 0 && f < 1)
	assert.Equal(t, call("NOW"), call("NOW"))
	assert.Equal(t, DateTime, call("NOW").kind)
}

func TestLines(t *testing.T) {
	f, _ := Lookup("REGEX")
	for flags, want := range map[string]string{"": "false", "s": "true", "m": "false", "sm": "true"} {
		assert.Equal(t, want, show(f.Call(&Env{}, []Value{NewString("a\nb"), NewString("a.b"), NewString(flags)})), flags)
	}
	for flags, want := range map[string]string{"": "false", "m": "true"} {
		assert.Equal(t, want, show(f.Call(&Env{}, []Value{NewString("a\nb"), NewString("^b"), NewString(flags)})), flags)
	}
}

func TestRegexpsAreKept(t *testing.T) {
	e := &Env{}
	for i := range 200 {
		f, _ := Lookup("REGEX")
		require.True(t, f.Call(e, []Value{NewString("a"), NewString(fmt.Sprintf("a{0,%d}", i))}).OK())
		require.LessOrEqual(t, len(e.regexps), mostRegexps)
	}
}

func TestFolds(t *testing.T) {
	fold := func(of Aggregate, values ...string) string {
		f := NewFold(of, &Env{}, ",")
		for _, v := range values {
			f.Add(read(t, v), 1)
		}
		return show(f.Result())
	}
	assert.Equal(t, "2", fold(Count, "1", "err", "1"))
	assert.Equal(t, "0", fold(Count))
	assert.Equal(t, "0", fold(Sum))
	assert.Equal(t, "6.5", fold(Sum, "1", "2.5", "3"))
	assert.Equal(t, "err", fold(Sum, "1", `"x"`))
	assert.Equal(t, "err", fold(Sum, "1", "err"))
	assert.Equal(t, "0", fold(Avg))
	assert.Equal(t, "2", fold(Avg, "1", "3"))
	assert.Equal(t, "1.5E0", fold(Avg, "1", "2e0"))
	assert.Equal(t, "err", fold(Min))
	assert.Equal(t, "1", fold(Min, "2", "1", "3.5"))
	assert.Equal(t, "3.5", fold(Max, "2", "1", "3.5"))
	assert.Equal(t, "<http://a>", fold(Min, "2", "<http://a>"))
	assert.Equal(t, "err", fold(Max, "2", "err"))
	assert.Equal(t, "2", fold(Sample, "err", "2", "3"))
	assert.Equal(t, "err", fold(Sample, "err"))
	assert.Equal(t, `"1,http://a,x"`, fold(GroupConcat, "1", "<http://a>", `"x"@en`))
	assert.Equal(t, `""`, fold(GroupConcat))
	assert.Equal(t, "err", fold(GroupConcat, "1", "_:b"))
	f := NewFold(Sum, &Env{}, "")
	f.Add(NewInteger(3), 4)
	assert.Equal(t, "12", show(f.Result()))
	f = NewFold(GroupConcat, &Env{}, "-")
	f.Add(NewString("a"), 3)
	assert.Equal(t, `"a-a-a"`, show(f.Result()))
}

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
