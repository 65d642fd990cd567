package expr

import (
	"math"
	"strconv"
	"strings"

	"talentgraph.example/graph/term"
)

// Kind says what a value is.
type Kind uint8

// The kinds of values.
const (
	Error Kind = iota // no value: an error, or an unbound variable
	Blank
	IRI
	String
	LangString
	Boolean
	Integer
	Decimal
	Float
	Double
	DateTime
	Date
	Time
	Year    // xsd:gYear
	Unknown // a literal of a datatype that is not known, or whose text the datatype does not allow
)

// Value is a term that has been read. The zero Value is an error.
type Value struct {
	kind  Kind
	text  string // the lexical form, IRI or name; a computed number or boolean has none until it is asked for
	extra string // language of a LangString; datatype of an Unknown, and of a literal whose datatype is derived
	num   exact  // Integer, Decimal; 1 or 0 for a Boolean
	float float64
	at    *moment // DateTime, Date, Time, Year
}

// Datatypes by kind; empty for what is no literal.
var datatypes = [...]string{
	String: xsd + "string", LangString: term.RDF + "langString", Boolean: xsd + "boolean", Integer: xsd + "integer",
	Decimal: xsd + "decimal", Float: xsd + "float", Double: xsd + "double", DateTime: xsd + "dateTime",
	Date: xsd + "date", Time: xsd + "time", Year: xsd + "gYear", Unknown: "",
}

const xsd = term.XSD

// Kind is what the value is.
func (v Value) Kind() Kind { return v.kind }

// OK tells a value from an error.
func (v Value) OK() bool { return v.kind != Error }

// NewIRI makes an IRI.
func NewIRI(iri string) Value { return Value{kind: IRI, text: iri} }

// NewBlank makes a blank node.
func NewBlank(name string) Value { return Value{kind: Blank, text: name} }

// NewString makes a plain string.
func NewString(s string) Value { return Value{kind: String, text: s} }

// NewLangString makes a string with a language.
func NewLangString(s, lang string) Value { return Value{kind: LangString, text: s, extra: lang} }

// NewInteger makes an xsd:integer.
func NewInteger(n int64) Value { return Value{kind: Integer, num: exact{small: n}} }

// NewDouble makes an xsd:double.
func NewDouble(f float64) Value { return Value{kind: Double, float: f} }

// NewBoolean makes an xsd:boolean.
func NewBoolean(b bool) Value {
	if b {
		return Value{kind: Boolean, num: exact{small: 1}}
	}
	return Value{kind: Boolean}
}

func newFloat(f float64) Value { return Value{kind: Float, float: float64(float32(f))} }

// Of reads a term.
func Of(t term.Term) Value {
	switch t.Kind {
	case term.IRI:
		return NewIRI(t.Text)
	case term.Blank:
		return NewBlank(t.Text)
	case term.Literal:
		if t.Lang != "" {
			return NewLangString(t.Text, t.Lang)
		}
		return literal(t.Text, t.Datatype)
	}
	return Value{}
}

// literal reads a literal with a datatype; empty stands for xsd:string.
func literal(text, datatype string) Value {
	if datatype == "" {
		return NewString(text)
	}
	unknown := Value{kind: Unknown, text: text, extra: datatype}
	name, ok := strings.CutPrefix(datatype, xsd)
	if !ok {
		return unknown
	}
	v := Value{}
	switch name {
	case "string":
		return NewString(text)
	case "boolean":
		v = parseBoolean(text)
	case "decimal":
		v = parseDecimal(text)
	case "double":
		v = parseFloat(text, 64)
	case "float":
		v = parseFloat(text, 32)
	case "dateTime", "date", "time":
		v = parseMoment(text, name)
	case "gYear":
		v = parseYear(text)
	case "integer":
		v = parseInteger(text)
	default:
		limits, derived := integers[name]
		if !derived {
			return unknown
		}
		v = parseInteger(text)
		if !v.OK() || !limits.hold(v.num) {
			return unknown
		}
		v.extra = datatype
	}
	if !v.OK() {
		return unknown
	}
	v.text = text
	return v
}

// Term gives the value as a term; the zero Term for an error.
func (v Value) Term() term.Term {
	switch v.kind {
	case Error:
		return term.Term{}
	case IRI:
		return term.Term{Kind: term.IRI, Text: v.text}
	case Blank:
		return term.Term{Kind: term.Blank, Text: v.text}
	case String:
		return term.Term{Kind: term.Literal, Text: v.text}
	case LangString:
		return term.Term{Kind: term.Literal, Text: v.text, Lang: v.extra}
	}
	return term.Term{Kind: term.Literal, Text: v.Text(), Datatype: v.Datatype()}
}

// Datatype is the full IRI of a literal's datatype; empty for what is no literal.
func (v Value) Datatype() string {
	if v.extra != "" && v.kind != LangString {
		return v.extra
	}
	return datatypes[v.kind]
}

// Lang is the language of a literal; empty if it has none.
func (v Value) Lang() string {
	if v.kind == LangString {
		return v.extra
	}
	return ""
}

// Text is the IRI, the name of a blank node, or the lexical form of a literal. A number that was computed has the
// canonical form of XML Schema 1.1.
func (v Value) Text() string {
	if v.text != "" {
		return v.text
	}
	switch v.kind {
	case Boolean:
		return strconv.FormatBool(v.num.small != 0)
	case Integer, Decimal:
		return v.num.String()
	case Float:
		return formatFloat(v.float, 32)
	case Double:
		return formatFloat(v.float, 64)
	case DateTime, Date, Time:
		return v.at.text(v.kind)
	}
	return ""
}

// IsLiteral tells literals from IRIs, blank nodes and errors.
func (v Value) IsLiteral() bool { return v.kind >= String }

// IsNumeric tells numbers from all else.
func (v Value) IsNumeric() bool { return v.kind >= Integer && v.kind <= Double }

// isString tells whether a value is a string, with or without a language.
func (v Value) isString() bool { return v.kind == String || v.kind == LangString }

// Same tells whether two values are the same term: sameTerm. An error is the same as none.
func Same(a, b Value) bool {
	if a.kind != b.kind || a.kind == Error {
		return false
	}
	if a.kind == LangString {
		return a.text == b.text && strings.EqualFold(a.extra, b.extra)
	}
	return a.Text() == b.Text() && a.Datatype() == b.Datatype()
}

// Truth is the effective boolean value of section 17.2.2; ok is false where there is none.
func (v Value) Truth() (truth, ok bool) {
	switch v.kind {
	case Boolean, Integer, Decimal:
		return !v.num.isZero(), true
	case Float, Double:
		return v.float != 0 && !math.IsNaN(v.float), true
	case String, LangString:
		return v.text != "", true
	case Unknown:
		name, ok := strings.CutPrefix(v.extra, xsd)
		_, derived := integers[name]
		switch name {
		case "boolean", "integer", "decimal", "float", "double":
			derived = true
		}
		return false, ok && derived
	}
	return false, false
}

func parseBoolean(text string) Value {
	switch text {
	case "true", "1":
		return NewBoolean(true)
	case "false", "0":
		return NewBoolean(false)
	}
	return Value{}
}
