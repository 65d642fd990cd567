// Package term says which RDF term a quad.Value stands for, and the other way round.
//
// quad has several Go values for one RDF term: quad.Int(5), TypedString{"5", "xsd:integer"} and
// TypedString{"5", "http://www.w3.org/2001/XMLSchema#integer"} are the same literal, and quad's own
// String method writes booleans in a form that is not valid XML Schema. Everything in talentgraph that
// compares, stores, reads or writes terms goes through this package, so that they agree:
//
//   - [Of] takes a value apart into its exact RDF 1.1 term.
//   - [Term.Value] gives the one quad.Value that stands for a term.
//   - [Append] writes a value in canonical N-Triples form.
//
// A literal becomes a quad.Int, Float, Bool or Time only if its lexical form is the canonical one, so
// nothing is lost by the round trip: "05"^^xsd:integer stays a TypedString with the text "05".
//
// All functions are safe for concurrent use.
package term

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// Kind tells IRIs, blank nodes and literals apart.
type Kind uint8

// The kinds of RDF terms. The zero Kind is no term at all: a nil value, such as the label of a quad in
// the default graph.
const (
	None Kind = iota
	IRI
	Blank
	Literal
)

// Namespaces of datatypes, and the datatypes that have a Go value of their own.
const (
	XSD = "http://www.w3.org/2001/XMLSchema#"
	RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

	xsdString   = XSD + "string"
	xsdInteger  = XSD + "integer"
	xsdDouble   = XSD + "double"
	xsdBoolean  = XSD + "boolean"
	xsdDateTime = XSD + "dateTime"
)

// Term is an RDF 1.1 term, exactly as written. Two terms are the same if they are equal by ==, but for
// the language tag, which RDF 1.1 compares without case.
type Term struct {
	Kind Kind
	// Text is the IRI, the blank node's name without "_:", or the literal's lexical form.
	Text string
	// Datatype is the IRI of a literal's datatype, never one of Cayley's short forms; empty for a plain string (xsd:string) and for
	// a literal with a language.
	Datatype string
	// Lang is the language tag as it was written; empty if there is none.
	Lang string
}

// Of takes a value apart. A nil value gives the zero Term. The error names the Go type of a value that
// is none of quad's own; it is the only one.
func Of(v quad.Value) (Term, error) {
	switch v := v.(type) {
	case nil:
		return Term{}, nil
	case quad.IRI:
		return Term{Kind: IRI, Text: string(v)}, nil
	case quad.BNode:
		return Term{Kind: Blank, Text: string(v)}, nil
	case quad.String:
		return Term{Kind: Literal, Text: string(v)}, nil
	case quad.LangString:
		return Term{Kind: Literal, Text: string(v.Value), Lang: v.Lang}, nil
	case quad.TypedString:
		return Term{Kind: Literal, Text: string(v.Value), Datatype: datatypeOf(v.Type)}, nil
	case quad.Int:
		return Term{Kind: Literal, Text: strconv.FormatInt(int64(v), 10), Datatype: xsdInteger}, nil
	case quad.Float:
		return Term{Kind: Literal, Text: formatDouble(float64(v)), Datatype: xsdDouble}, nil
	case quad.Bool:
		return Term{Kind: Literal, Text: strconv.FormatBool(bool(v)), Datatype: xsdBoolean}, nil
	case quad.Time:
		return Term{Kind: Literal, Text: time.Time(v).UTC().Format(time.RFC3339Nano), Datatype: xsdDateTime}, nil
	default:
		return Term{}, fmt.Errorf("a value of Go type %T is no RDF term; use quad.IRI, quad.BNode or one of quad's literals", v)
	}
}

// Value gives the quad.Value of the term: quad.IRI, BNode, String or LangString; quad.Int, Float, Bool
// or Time if the text is the canonical form of an xsd:integer within int64, an xsd:double, an
// xsd:boolean, or an xsd:dateTime in UTC and whole seconds; else a TypedString with the full datatype.
// The zero Term gives nil.
//
// A datatype whose IRI looks like one of Cayley's short forms, as in "x"^^<xsd:date>, stands in angle brackets in the
// TypedString: it is another one than xsd:date.
func (t Term) Value() quad.Value {
	switch t.Kind {
	case IRI:
		return quad.IRI(t.Text)
	case Blank:
		return quad.BNode(t.Text)
	case Literal:
		if t.Lang != "" {
			return quad.LangString{Value: quad.String(t.Text), Lang: t.Lang}
		}
		if isShort(t.Datatype) {
			// The IRI itself, which Cayley's values have no other form for.
			return quad.TypedString{Value: quad.String(t.Text), Type: quad.IRI("<" + t.Datatype + ">")}
		}
		return TypedLiteral(t.Text, t.Datatype)
	default:
		return nil
	}
}

// TypedLiteral gives the value of a literal with a datatype, as [Term.Value] does. The datatype is a
// full IRI or one of Cayley's short forms ("xsd:integer"); empty means xsd:string.
func TypedLiteral(text, datatype string) quad.Value {
	datatype = fullDatatype(datatype)
	switch datatype {
	case "":
		return quad.String(text)
	case xsdInteger:
		if n, ok := canonicalInt(text); ok {
			return quad.Int(n)
		}
	case xsdDouble:
		// NaN is left as text: as a Go value it would not equal itself.
		if f, ok := parseDouble(text); ok && !math.IsNaN(f) && formatDouble(f) == text {
			return quad.Float(f)
		}
	case xsdBoolean:
		if text == "true" || text == "false" {
			return quad.Bool(text == "true")
		}
	case xsdDateTime:
		const layout = "2006-01-02T15:04:05Z"
		if len(text) == len(layout) {
			if at, err := time.Parse(layout, text); err == nil && at.Format(layout) == text {
				return quad.Time(at)
			}
		}
	}
	return quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}
}

// Int is the number that the term is as a quad.Int; false if its Value is none.
func (t Term) Int() (n int64, ok bool) {
	if t.Kind != Literal || t.Datatype != xsdInteger {
		return 0, false
	}
	return canonicalInt(t.Text)
}

// canonicalInt reads an xsd:integer in its canonical form: without a plus, a zero in front or a negative zero.
func canonicalInt(text string) (n int64, ok bool) {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || digits[0] == '+' || digits[0] == '0' && text != "0" {
		return 0, false
	}
	if len(text) > 18 || len(digits) < len(text) {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return 0, false
		}
		return n, true
	}
	for i := range len(text) {
		digit := text[i] - '0'
		if digit > 9 {
			return 0, false
		}
		n = 10*n + int64(digit)
	}
	return n, true
}

// Normal gives the one value that stands for v's term, or v itself if it is no RDF term.
func Normal(v quad.Value) quad.Value {
	switch v.(type) {
	case nil, quad.IRI, quad.BNode, quad.String, quad.LangString, quad.Int, quad.Bool:
		return v
	}
	t, err := Of(v)
	if err != nil {
		return v
	}
	return t.Value()
}

// Equal tells whether two values are the same RDF term. Language tags compare without case.
func Equal(a, b quad.Value) bool {
	ta, errA := Of(a)
	tb, errB := Of(b)
	if errA != nil || errB != nil {
		return false
	}
	return ta.Kind == tb.Kind && ta.Text == tb.Text && ta.Datatype == tb.Datatype &&
		(ta.Lang == tb.Lang || strings.EqualFold(ta.Lang, tb.Lang))
}

// datatypeOf gives the datatype of a TypedString.
func datatypeOf(datatype quad.IRI) string {
	if n := len(datatype); n > 2 && datatype[0] == '<' && datatype[n-1] == '>' && isShort(string(datatype[1:n-1])) {
		return string(datatype[1 : n-1])
	}
	return fullDatatype(string(datatype))
}

// isShort tells whether an IRI looks like one of Cayley's short forms.
func isShort(datatype string) bool {
	return strings.HasPrefix(datatype, "xsd:") || strings.HasPrefix(datatype, "rdf:") || strings.HasPrefix(datatype, "schema:")
}

// fullDatatype expands the short prefixes that Cayley uses for datatypes, and makes xsd:string empty.
func fullDatatype(datatype string) string {
	switch {
	case strings.HasPrefix(datatype, "xsd:"):
		datatype = XSD + datatype[len("xsd:"):]
	case strings.HasPrefix(datatype, "rdf:"):
		datatype = RDF + datatype[len("rdf:"):]
	case strings.HasPrefix(datatype, "schema:"):
		datatype = "http://schema.org/" + datatype[len("schema:"):]
	}
	if datatype == xsdString {
		return ""
	}
	return datatype
}

// formatDouble gives the canonical form of XML Schema 1.1 part 2, 3.3.5: "1.5E3", "-0.0E0", "INF".
func formatDouble(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	// Go writes at least two digits and a sign: E+03, E-01.
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// parseDouble refuses what Go accepts beyond XML Schema, such as "Inf", "0x1p3" and "1_000".
func parseDouble(text string) (float64, bool) {
	switch text {
	case "INF":
		return math.Inf(1), true
	case "-INF":
		return math.Inf(-1), true
	}
	if strings.Trim(text, "+-0123456789.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil
}
