package jsonld

import (
	"testing"

	"talentgraph.example/loader/syntax"
)

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
		d := newText(syntax.NewOptions(), []byte(c[0]))
		value, err := d.parse()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := appendCanonical(nil, value); err != nil || string(got) != c[1] {
			t.Errorf("%v: got %s, want %s", err, got, c[1])
		}
	}
	d := newText(syntax.NewOptions(), []byte(`[12345678901234567890]`))
	value, err := d.parse()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := appendCanonical(nil, value); err != errNumber {
		t.Errorf("got %s, %v: digits are lost", got, err)
	}
}
