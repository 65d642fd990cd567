package syntax_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

func TestErrorText(t *testing.T) {
	wrong := errors.New("wrong")
	for _, c := range []struct {
		err  syntax.Error
		want string
	}{
		{syntax.Error{Line: 3, Column: 14, Err: wrong}, "3:14: wrong"},
		{syntax.Error{File: "a.nq", Line: 3, Column: 14, Err: wrong, Expected: "a dot"}, "a.nq:3:14: wrong; expected a dot"},
		{syntax.Error{Line: 1, Column: 1, Err: wrong, Found: "x"}, "1:1: wrong; found x"},
		{syntax.Error{File: "a.jsonld", Err: wrong}, "a.jsonld: wrong"},
		{syntax.Error{Err: wrong, Found: "x"}, "wrong; found x"},
		{syntax.Error{Line: 1, Column: 1, Err: wrong, Expected: "a dot", Found: "x"}, "1:1: wrong; expected a dot, found x"},
	} {
		if got := c.err.Error(); got != c.want || !errors.Is(&c.err, wrong) {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "the end of the line",
		"\nx":                     "the end of the line",
		"\r\n":                    "the end of the line",
		"林\tx\r\ny":               `"林\tx"`,
		strings.Repeat("林", 32):   `"` + strings.Repeat("林", 32) + `"`,
		strings.Repeat("林", 33):   `"` + strings.Repeat("林", 32) + `…"`,
		strings.Repeat("\xff", 2): `"\xff\xff"`,
	} {
		if got := syntax.Shorten([]byte(text)); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestOptions(t *testing.T) {
	o := syntax.NewOptions(syntax.WithMaxLine(0), syntax.WithMaxDepth(-1), syntax.WithMaxLiteral(5), syntax.WithBase("a:"))
	if o.MaxLine != syntax.DefaultMaxLine || o.MaxDepth != syntax.DefaultMaxDepth || o.MaxLiteral != 5 || o.Base != "a:" || o.Line != 1 {
		t.Errorf("%+v", o)
	}
	if o.Err() != nil {
		t.Error("no context, no error")
	}
}

func ExampleError() {
	err := error(&syntax.Error{
		File: "facts.nq", Line: 3, Column: 14,
		Err: errors.New("the statement does not end"), Expected: "a dot", Found: `"<https://example.com/o>"`,
	})
	fmt.Println(err)
	var bad *syntax.Error
	fmt.Println(errors.As(err, &bad), bad.Line)
	// Output:
	// facts.nq:3:14: the statement does not end; expected a dot, found "<https://example.com/o>"
	// true 3
}

func ExampleOverLimit() {
	err := error(&syntax.Error{Line: 7, Column: 1, Err: syntax.OverLimit("line length in bytes", 1000, "WithMaxLine")})
	fmt.Println(err)
	fmt.Println(errors.Is(err, limit.Err))
	// Output:
	// 7:1: limit reached: line length in bytes, 1000; raise it with syntax.WithMaxLine
	// true
}

func ExampleQuad() {
	q := syntax.Quad{
		Subject:   syntax.Term{Kind: term.IRI, Text: []byte("https://example.com/move1")},
		Predicate: syntax.Term{Kind: term.IRI, Text: []byte("https://example.com/year")},
		Object:    syntax.Term{Kind: term.Literal, Text: []byte("2024"), Datatype: []byte(term.XSD + "integer")},
	}
	fmt.Println(q.Quad().Object == quad.Int(2024), q.Label.Value() == nil)
	// Output: true true
}
