package expr

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"strings"
)

// Function is one of the standard's functions of values. BOUND, COALESCE, IF, EXISTS, IN and the logical operators are
// none: they look at what is no value, or not at all.
type Function struct {
	least, most int // arguments; most -1 for any number
	call        func(e *Env, args []Value) Value
}

// Lookup finds a function by its name in capital letters, such as "STRLEN".
func Lookup(name string) (Function, bool) {
	f, ok := functions[name]
	return f, ok
}

// Takes tells whether a function can have n arguments.
func (f Function) Takes(n int) bool { return n >= f.least && (f.most < 0 || n <= f.most) }

// Call calls it; an argument that is an error makes the result one, and so does their number if it is wrong.
func (f Function) Call(e *Env, args []Value) Value {
	if !f.Takes(len(args)) || e.err != nil {
		return Value{}
	}
	for _, a := range args {
		if !a.OK() {
			return Value{}
		}
	}
	return f.call(e, args)
}

func of1(f func(Value) Value) Function {
	return Function{1, 1, func(_ *Env, args []Value) Value { return f(args[0]) }}
}

func of2(f func(a, b Value) Value) Function {
	return Function{2, 2, func(_ *Env, args []Value) Value { return f(args[0], args[1]) }}
}

func withEnv(f func(e *Env, v Value) Value) Function {
	return Function{1, 1, func(e *Env, args []Value) Value { return f(e, args[0]) }}
}

func test(f func(Value) bool) Function { return of1(func(v Value) Value { return NewBoolean(f(v)) }) }

func testStrings(f func(a, b string) bool) Function {
	return of2(func(a, b Value) Value {
		if !compatible(a, b) {
			return Value{}
		}
		return NewBoolean(f(a.text, b.text))
	})
}

func numeric(f func(Value) Value) Function {
	return of1(func(v Value) Value {
		if !v.IsNumeric() {
			return Value{}
		}
		return f(v)
	})
}

func rounded(way int) Function { return numeric(func(v Value) Value { return round(v, way) }) }

func change(f func(string) string) Function {
	return withEnv(func(e *Env, v Value) Value { return e.changed(v, f) })
}

func hash(sum func([]byte) []byte) Function {
	return of1(func(v Value) Value {
		if v.kind != String {
			return Value{}
		}
		return NewString(hex.EncodeToString(sum([]byte(v.text))))
	})
}

// part gives one of the numbers of a moment; of those that have a day, or of those that have a time of day.
func part(day bool, f func(m *moment) Value) Function {
	return of1(func(v Value) Value {
		if v.at == nil || day && v.kind == Time || !day && v.kind == Date {
			return Value{}
		}
		return f(v.at)
	})
}

func whole(n int) Value { return NewInteger(int64(n)) }

var functions = map[string]Function{
	"STR":         of1(str),
	"LANG":        of1(lang),
	"DATATYPE":    of1(datatype),
	"LANGMATCHES": of2(langMatchesOf),
	"SAMETERM":    of2(func(a, b Value) Value { return NewBoolean(Same(a, b)) }),
	"ISIRI":       test(func(v Value) bool { return v.kind == IRI }),
	"ISURI":       test(func(v Value) bool { return v.kind == IRI }),
	"ISBLANK":     test(func(v Value) bool { return v.kind == Blank }),
	"ISLITERAL":   test(Value.IsLiteral),
	"ISNUMERIC":   test(Value.IsNumeric),

	"IRI":     {1, 2, (*Env).iri},
	"URI":     {1, 2, (*Env).iri},
	"BNODE":   {0, 1, bnode},
	"STRDT":   of2(strDatatype),
	"STRLANG": of2(strLang),
	"UUID":    {0, 0, func(*Env, []Value) Value { return NewIRI("urn:uuid:" + uuid()) }},
	"STRUUID": {0, 0, func(*Env, []Value) Value { return NewString(uuid()) }},

	"STRLEN":         of1(strLen),
	"SUBSTR":         {2, 3, substringOf},
	"UCASE":          change(strings.ToUpper),
	"LCASE":          change(strings.ToLower),
	"STRSTARTS":      testStrings(strings.HasPrefix),
	"STRENDS":        testStrings(strings.HasSuffix),
	"CONTAINS":       testStrings(strings.Contains),
	"STRBEFORE":      of2(strBefore),
	"STRAFTER":       of2(strAfter),
	"ENCODE_FOR_URI": withEnv((*Env).encodeForURI),
	"CONCAT":         {0, -1, (*Env).concat},
	"REGEX":          {2, 3, (*Env).regex},
	"REPLACE":        {3, 4, (*Env).replace},

	"ABS":   numeric(abs),
	"ROUND": rounded(nearest),
	"CEIL":  rounded(up),
	"FLOOR": rounded(down),
	"RAND":  {0, 0, func(*Env, []Value) Value { return NewDouble(random()) }},

	"NOW":      {0, 0, func(e *Env, _ []Value) Value { return e.now() }},
	"YEAR":     part(true, func(m *moment) Value { return NewInteger(m.year) }),
	"MONTH":    part(true, func(m *moment) Value { return whole(m.month) }),
	"DAY":      part(true, func(m *moment) Value { return whole(m.day) }),
	"HOURS":    part(false, func(m *moment) Value { return whole(m.hour) }),
	"MINUTES":  part(false, func(m *moment) Value { return whole(m.minute) }),
	"SECONDS":  part(false, seconds),
	"TIMEZONE": of1(timezone),
	"TZ":       of1(tz),

	"MD5":    hash(func(b []byte) []byte { s := md5.Sum(b); return s[:] }),
	"SHA1":   hash(func(b []byte) []byte { s := sha1.Sum(b); return s[:] }),
	"SHA256": hash(func(b []byte) []byte { s := sha256.Sum256(b); return s[:] }),
	"SHA384": hash(func(b []byte) []byte { s := sha512.Sum384(b); return s[:] }),
	"SHA512": hash(func(b []byte) []byte { s := sha512.Sum512(b); return s[:] }),
}

func langMatchesOf(tag, wanted Value) Value {
	if tag.kind != String || wanted.kind != String {
		return Value{}
	}
	return NewBoolean(langMatches(tag.text, wanted.text))
}

func bnode(e *Env, args []Value) Value {
	switch {
	case len(args) == 0:
		return e.FreshBlank()
	case args[0].kind != String:
		return Value{}
	}
	return e.namedBlank(args[0].text)
}

func substringOf(_ *Env, args []Value) Value {
	if len(args) == 2 {
		return substring(args[0], args[1], Value{}, false)
	}
	return substring(args[0], args[1], args[2], true)
}

func seconds(m *moment) Value {
	text := whole(m.second).Text()
	if m.fraction != "" {
		text += "." + m.fraction
	}
	return parseDecimal(text)
}

func timezone(v Value) Value {
	if v.at == nil || !v.at.zoned {
		return Value{}
	}
	return Value{kind: Unknown, text: v.at.zoneDuration(), extra: xsd + "dayTimeDuration"}
}

func tz(v Value) Value {
	if v.at == nil {
		return Value{}
	}
	return NewString(v.at.zoneText())
}
