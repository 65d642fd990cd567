package term_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

func typed(text, datatype string) quad.TypedString {
	return quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}
}

func TestValueIsNativeOnlyWhenCanonical(t *testing.T) {
	for _, c := range []struct {
		text, datatype string
		want           quad.Value
	}{
		{"5", term.XSD + "integer", quad.Int(5)},
		{"5", "xsd:integer", quad.Int(5)},
		{"05", "xsd:integer", typed("05", term.XSD+"integer")},
		{"+5", "xsd:integer", typed("+5", term.XSD+"integer")},
		{"-0", "xsd:integer", typed("-0", term.XSD+"integer")},
		{"0", "xsd:integer", quad.Int(0)},
		{"-17", "xsd:integer", quad.Int(-17)},
		{"-05", "xsd:integer", typed("-05", term.XSD+"integer")},
		{"", "xsd:integer", typed("", term.XSD+"integer")},
		{"-", "xsd:integer", typed("-", term.XSD+"integer")},
		{"-+5", "xsd:integer", typed("-+5", term.XSD+"integer")},
		{"1_0", "xsd:integer", typed("1_0", term.XSD+"integer")},
		{"9223372036854775807", "xsd:integer", quad.Int(math.MaxInt64)},
		{"9223372036854775808", "xsd:integer", typed("9223372036854775808", term.XSD+"integer")},
		{"5", "xsd:int", typed("5", term.XSD+"int")},
		{"1.0E0", "xsd:double", quad.Float(1)},
		{"1.5E-7", "xsd:double", quad.Float(1.5e-7)},
		{"1e0", "xsd:double", typed("1e0", term.XSD+"double")},
		{"INF", "xsd:double", quad.Float(math.Inf(1))},
		{"Inf", "xsd:double", typed("Inf", term.XSD+"double")},
		{"0x1p3", "xsd:double", typed("0x1p3", term.XSD+"double")},
		{"NaN", "xsd:double", typed("NaN", term.XSD+"double")},
		{"true", "xsd:boolean", quad.Bool(true)},
		{"True", "xsd:boolean", typed("True", term.XSD+"boolean")},
		{"1", "xsd:boolean", typed("1", term.XSD+"boolean")},
		{"2024-02-29T12:00:00Z", "xsd:dateTime", quad.Time(time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC))},
		{"2023-02-29T12:00:00Z", "xsd:dateTime", typed("2023-02-29T12:00:00Z", term.XSD+"dateTime")},
		{"2024-02-29T12:00:00.5Z", "xsd:dateTime", typed("2024-02-29T12:00:00.5Z", term.XSD+"dateTime")},
		{"2024-02-29T12:00:00+08:00", "xsd:dateTime", typed("2024-02-29T12:00:00+08:00", term.XSD+"dateTime")},
		{"x", "xsd:string", quad.String("x")},
		{"x", "", quad.String("x")},
		{"2024", "xsd:gYear", typed("2024", term.XSD+"gYear")},
		{"3", "schema:Integer", typed("3", "http://schema.org/Integer")},
	} {
		got := term.TypedLiteral(c.text, c.datatype)
		if got != c.want {
			t.Errorf("%q^^%s: got %#v, want %#v", c.text, c.datatype, got, c.want)
		}
		// Whatever the Go value, the term is the text that was given.
		back, err := term.Of(got)
		if err != nil || back.Text != c.text {
			t.Errorf("%q^^%s came back as %+v, %v", c.text, c.datatype, back, err)
		}
		want, isInt := got.(quad.Int)
		if n, ok := back.Int(); ok != isInt || n != int64(want) {
			t.Errorf("%q^^%s is the number %d, %t", c.text, c.datatype, n, ok)
		}
	}
}

func TestRoundTripOfNatives(t *testing.T) {
	for _, v := range []quad.Value{
		quad.Int(math.MinInt64), quad.Float(0), quad.Float(-1e300), quad.Float(5e-324), quad.Float(123456789),
		quad.Bool(true), quad.Bool(false), quad.Time(time.Unix(1700000000, 0).UTC()),
		quad.IRI("a"), quad.BNode("a"), quad.String("a"), quad.LangString{Value: "a", Lang: "zh-Hant"},
	} {
		tm, err := term.Of(v)
		if err != nil {
			t.Fatal(err)
		}
		if got := tm.Value(); got != v {
			t.Errorf("%#v came back as %#v", v, got)
		}
		if !term.Equal(v, term.Normal(v)) {
			t.Errorf("%#v is not its own normal form", v)
		}
	}
}

func TestTermsAreNotConfused(t *testing.T) {
	same := [][2]quad.Value{
		{quad.Bool(true), typed("true", "xsd:boolean")},
		{quad.Int(1), typed("1", term.XSD+"integer")},
		{quad.LangString{Value: "x", Lang: "zh-Hant"}, quad.LangString{Value: "x", Lang: "ZH-hant"}},
		{quad.String("x"), typed("x", term.XSD+"string")},
	}
	for _, p := range same {
		if !term.Equal(p[0], p[1]) {
			t.Errorf("%#v and %#v are one term", p[0], p[1])
		}
	}
	other := []quad.Value{
		nil, quad.IRI("x"), quad.BNode("x"), quad.String("x"), quad.LangString{Value: "x", Lang: "en"},
		quad.LangString{Value: "x", Lang: "fr"}, typed("x", "http://example.com/t"), typed("1", "xsd:int"), quad.Int(1),
	}
	for i, a := range other {
		for j, b := range other {
			if term.Equal(a, b) != (i == j) {
				t.Errorf("Equal(%#v, %#v) is %v", a, b, i != j)
			}
		}
	}
}

type foreign struct{}

func (foreign) String() string      { return "foreign" }
func (foreign) Native() interface{} { return nil }

func TestForeignValuesAreRefused(t *testing.T) {
	_, err := term.Of(foreign{})
	if err == nil || !strings.Contains(err.Error(), "term_test.foreign") {
		t.Errorf("got %v", err)
	}
	if term.Equal(foreign{}, foreign{}) {
		t.Error("a value that is no term equals nothing")
	}
}

func ExampleAppend() {
	for _, v := range []quad.Value{
		quad.IRI("http://example.com/a b"), quad.BNode("n1"), quad.String("tab\tquote\" bell\a"),
		quad.LangString{Value: "阿里巴巴", Lang: "zh-Hans"}, quad.Bool(true), quad.Float(2.5),
	} {
		fmt.Println(string(term.Append(nil, v)))
	}
	// Output:
	// <http://example.com/a\u0020b>
	// _:n1
	// "tab\tquote\" bell\u0007"
	// "阿里巴巴"@zh-Hans
	// "true"^^<http://www.w3.org/2001/XMLSchema#boolean>
	// "2.5E0"^^<http://www.w3.org/2001/XMLSchema#double>
}

func TestValidLang(t *testing.T) {
	for tag, want := range map[string]bool{
		"en": true, "zh-Hant": true, "zh-Latn-pinyin": true, "x-1": true, "de-1996": true,
		"": false, "-": false, "en-": false, "-en": false, "e n": false, "en--x": false, "1a": false, "中文": false, "en_US": false,
	} {
		if term.ValidLang(tag) != want {
			t.Errorf("ValidLang(%q) is %v", tag, !want)
		}
	}
}

// TestEveryCharacterOfAnIRI holds the check against the list of RDF 1.1's grammar.
func TestEveryCharacterOfAnIRI(t *testing.T) {
	for c := range 256 {
		refused := c <= ' ' || strings.IndexByte("<>\"{}|^`\\", byte(c)) >= 0
		err := term.Term{Kind: term.IRI, Text: "a:" + string([]byte{byte(c)})}.Check()
		if refused != (err != nil && strings.Contains(err.Error(), "an IRI cannot have")) {
			t.Errorf("%d: %v", c, err)
		}
	}
}
