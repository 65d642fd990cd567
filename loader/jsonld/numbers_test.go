package jsonld_test

import (
	"fmt"
	"strings"
	"testing"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

// TestNumbers has one value written in several ways, and the borders on both sides.
func TestNumbers(t *testing.T) {
	for number, want := range map[string]string{
		"1000000000000000000000": "1.0E21", "1e21": "1.0E21", "1E+21": "1.0E21", "1000000000000000000000.0": "1.0E21", "-1e21": "-1.0E21", "-1000000000000000000000": "-1.0E21",
		"999999999999999999999": "999999999999999999999", "-999999999999999999999": "-999999999999999999999", "1e20": "100000000000000000000", "100000000000000000000.0": "100000000000000000000",
		"999999999999999868928": "999999999999999868928", "9.99999999999999868928e20": "999999999999999868928",
		"9007199254740993": "9007199254740993", "9007199254740992.0": "9007199254740992", "9007199254740994e0": "9007199254740994",
		"0": "0", "-0": "0", "0.0": "0", "-0.0": "0", "0e5": "0", "1.0": "1", "10e-1": "1", "-5.0e0": "-5", "120e-1": "12",
		"4.799999999999999822364316059974953532218933105468750": "4.8E0", "4.8": "4.8E0", "48e-1": "4.8E0", "0.1": "1.0E-1", "0.1000": "1.0E-1",
		"0.30000000000000004": "3.0000000000000004E-1", "5e-324": "5.0E-324", "1.7976931348623157e308": "1.7976931348623157E308",
		"0.1000000000000000055511151231257827021181583404541015625": "1.0E-1", "0.10000000000000001": "1.0E-1", "1.5e300": "1.5E300",
	} {
		datatype := "integer"
		if strings.Contains(want, "E") {
			datatype = "double"
		}
		says(t, `{"@id":"http://e/s","http://e/p":`+number+`}`, fmt.Sprintf(`<http://e/s> <http://e/p> "%s"^^<%s%s> .`, want, term.XSD, datatype))
	}
	for number, want := range map[string]string{"2": "2.0E0", "2.0": "2.0E0", "-0": "-0.0E0", "1e21": "1.0E21", "9007199254740992": "9.007199254740992E15"} {
		says(t, `{"@id":"http://e/s","http://e/p":{"@value":`+number+`,"@type":"`+term.XSD+`double"}}`, fmt.Sprintf(`<http://e/s> <http://e/p> "%s"^^<%sdouble> .`, want, term.XSD))
	}
	says(t, `{"@id":"http://e/s","http://e/p":{"@value":2.0,"@type":"http://e/t"}}`, `<http://e/s> <http://e/p> "2"^^<http://e/t> .`)
}

// TestNumbersThatCannotBeKept are refused wherever a double has to hold them; in lenient mode the nearest one is taken.
func TestNumbersThatCannotBeKept(t *testing.T) {
	for number, nearest := range map[string]string{
		"9007199254740993.0": "9007199254740992", "1.0000000000000001": "1", "0.123456789012345678": "0.12345678901234568", "1e-400": "0",
		"1000000000000000000001": "1e+21", "999999999999999999999.0": "1e+21", "123456789012345678e3": "123456789012345680000",
	} {
		lenient := syntax.WithLenient(func(e *syntax.Error) error {
			if e.Line != 1 {
				return e
			}
			return nil
		})
		for _, value := range []string{number, `{"@value":[` + number + `],"@type":"@json"}`, `{"@list":[` + number + `]}`, `{"@value":` + number + `,"@type":"` + term.XSD + `double"}`} {
			doc := `{"@id":"http://e/s","http://e/p":` + value + `}`
			place := fmt.Sprintf("1:%d: the number has more digits than can be kept", 1+strings.Index(doc, number))
			if got, err := read(doc); err == nil || !strings.HasPrefix(err.Error(), place) {
				t.Errorf("%s: %v, %v", doc, got, err)
			}
			if got, err := read(doc, lenient); err != nil || len(got) == 0 {
				t.Errorf("%s, lenient: %v, %v", doc, got, err)
			}
		}
		says(t, `{"@id":"http://e/s","http://e/p":{"@value":[`+number+`],"@type":"@json"}}`, `<http://e/s> <http://e/p> "[`+nearest+`]"^^<`+term.RDF+`JSON> .`, lenient)
	}
	// There is no double at all.
	for _, number := range []string{"1e999", "-1e400"} {
		says(t, `{"@id":"http://e/s","http://e/p":[1,`+number+`]}`, `<http://e/s> <http://e/p> 1 .`, syntax.WithLenient(func(*syntax.Error) error { return nil }))
	}
}

// TestRFC8785 has the examples of RFC 8785, sections 3.2.2 and 3.2.3.
func TestRFC8785(t *testing.T) {
	for _, c := range [][2]string{
		{
			`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0, -0.0],
			"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
			`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0,0],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
		},
		{
			`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7,"":8,"11":9}`,
			"{\"\":8,\"\\r\":2,\"1\":4,\"11\":9,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}",
		},
		{`["\b\t\n\f\r\u001f\u007f"]`, `["\b\t\n\f\r\u001f` + "\u007f" + `"]`},
	} {
		got, err := read(`{"@id":"a:s","a:p":{"@type":"@json","@value":`+c[0]+`}}`, syntax.WithLenient(func(*syntax.Error) error { return nil }))
		if want := term.TypedLiteral(c[1], term.RDF+"JSON"); err != nil || len(got) != 1 || got[0].Object != want {
			t.Errorf("%v: got %v, want %s", err, got, c[1])
		}
	}
}
