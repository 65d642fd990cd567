package expr

import (
	"strings"
	"unicode/utf8"

	"talentgraph.example/graph/term"
)

// sameKind makes a string with the language of another one.
func sameKind(s string, as Value) Value {
	return Value{kind: as.kind, text: s, extra: as.extra}
}

// compatible tells whether two strings may be arguments of one function (section 17.4.3.1.2): the second is plain,
// or both have the same language.
func compatible(a, b Value) bool {
	return a.isString() && (b.kind == String || b.kind == LangString && a.kind == LangString && strings.EqualFold(a.extra, b.extra))
}

func str(v Value) Value {
	switch {
	case v.kind == IRI || v.IsLiteral():
		return NewString(v.Text())
	}
	return Value{}
}

func lang(v Value) Value {
	if !v.IsLiteral() {
		return Value{}
	}
	return NewString(v.Lang())
}

func datatype(v Value) Value {
	if !v.IsLiteral() {
		return Value{}
	}
	return NewIRI(v.Datatype())
}

// langMatches is the basic filtering of RFC 4647: a range is a language or a beginning of one that ends before a "-".
func langMatches(tag, wanted string) bool {
	if wanted == "*" {
		return tag != ""
	}
	n := len(wanted)
	return n > 0 && len(tag) >= n && strings.EqualFold(tag[:n], wanted) && (len(tag) == n || tag[n] == '-')
}

// substring counts characters from 1. What lies outside is left out.
func substring(s Value, from, length Value, limited bool) Value {
	if !s.isString() || !from.IsNumeric() || limited && !length.IsNumeric() {
		return Value{}
	}
	// XPath counts in doubles, so that a beginning before the text shortens what is taken.
	first := round(from, nearest).asFloat(64)
	end := float64(len(s.text)) + 2
	if limited {
		end = first + round(length, nearest).asFloat(64)
	}
	var b, e, position = len(s.text), len(s.text), 1.0
	for i := range s.text {
		if position >= first && b == len(s.text) {
			b = i
		}
		if position >= end {
			e = i
			break
		}
		position++
	}
	if !(first <= position && end > first) || e < b { // not a number is no place
		return sameKind("", s)
	}
	return sameKind(s.text[b:e], s)
}

func strBefore(a, b Value) Value {
	if !compatible(a, b) {
		return Value{}
	}
	i := strings.Index(a.text, b.text)
	if i < 0 {
		return NewString("")
	}
	return sameKind(a.text[:i], a)
}

func strAfter(a, b Value) Value {
	if !compatible(a, b) {
		return Value{}
	}
	i := strings.Index(a.text, b.text)
	if i < 0 {
		return NewString("")
	}
	return sameKind(a.text[i+len(b.text):], a)
}

// concat keeps a language that all arguments have.
func (e *Env) concat(args []Value) Value {
	length := 0
	as := NewString("")
	for i, a := range args {
		if !a.isString() {
			return Value{}
		}
		length += len(a.text)
		if i == 0 {
			as = a
		} else if as.kind != a.kind || !strings.EqualFold(as.extra, a.extra) {
			as = NewString("")
		}
	}
	if !e.room(length) {
		return Value{}
	}
	var b strings.Builder
	b.Grow(length)
	for _, a := range args {
		b.WriteString(a.text)
	}
	return sameKind(b.String(), as)
}

// encodeForURI leaves letters, digits and -._~ of ASCII as they are.
func (e *Env) encodeForURI(v Value) Value {
	if !v.isString() || !e.room(len(v.text)) {
		return Value{}
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(v.text) {
		c := v.text[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	if !e.room(b.Len()) {
		return Value{}
	}
	return NewString(b.String())
}

// changed applies a function to the text of a string.
func (e *Env) changed(v Value, f func(string) string) Value {
	if !v.isString() || !e.room(len(v.text)) {
		return Value{}
	}
	return sameKind(f(v.text), v)
}

func strLen(v Value) Value {
	if !v.isString() {
		return Value{}
	}
	return NewInteger(int64(utf8.RuneCountInString(v.text)))
}

func strLang(s, tag Value) Value {
	if s.kind != String || tag.kind != String || !term.ValidLang(tag.text) {
		return Value{}
	}
	return NewLangString(s.text, tag.text)
}

func strDatatype(s, datatype Value) Value {
	if s.kind != String || datatype.kind != IRI || datatype.text == datatypes[LangString] {
		return Value{}
	}
	return literal(s.text, datatype.text)
}

// iri makes an IRI of a string. A second argument is the base of the query.
func (e *Env) iri(args []Value) Value {
	v := args[0]
	if v.kind == IRI {
		return v
	}
	if v.kind != String {
		return Value{}
	}
	text, ok := v.text, true
	if e.Resolve != nil && len(args) > 1 {
		text, ok = e.Resolve(args[1].Text(), text)
	}
	t := term.Term{Kind: term.IRI, Text: text}
	if !ok || t.Check() != nil {
		return Value{}
	}
	return NewIRI(text)
}
