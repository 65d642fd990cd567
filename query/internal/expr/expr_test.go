package expr

import (
	"errors"
	"fmt"
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
