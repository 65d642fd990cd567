package turtle_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

func TestWriterAndLabels(t *testing.T) {
	quads := []quad.Quad{quad.MakeIRI("a:s", "a:p", "a:o", ""), quad.MakeIRI("a:s", "a:p", "a:o", "a:g")}
	for _, opts := range [][]syntax.Option{nil, {syntax.WithStreaming()}} {
		n, err := turtle.NewWriter(new(strings.Builder), opts...).WriteQuads(quads)
		if n != 1 || !errors.Is(err, syntax.ErrLabel) || !strings.HasPrefix(err.Error(), `quad 2: label "a:g": `) {
			t.Errorf("%d, %v", n, err)
		}
	}
	if file, err := write(quads, syntax.WithoutLabels()); err != nil || file != "<a:s> <a:p> <a:o> .\n" {
		t.Errorf("%v: %s", err, file)
	}
}

func TestWriterRefuses(t *testing.T) {
	iri := quad.IRI("a:b")
	for _, q := range []quad.Quad{
		{}, {Subject: iri, Predicate: iri}, {Subject: quad.Int(1), Predicate: iri, Object: iri},
		{Subject: iri, Predicate: quad.BNode("b"), Object: iri}, {Subject: iri, Predicate: iri, Object: quad.IRI("b")},
		{Subject: iri, Predicate: iri, Object: quad.String("\xff")}, {Subject: quad.BNode(""), Predicate: iri, Object: iri},
	} {
		w := turtle.NewWriter(new(strings.Builder))
		if err := w.WriteQuad(q); err == nil || !strings.HasPrefix(err.Error(), "quad 1: ") {
			t.Errorf("%#v: %v", q, err)
		}
		if err := w.WriteQuad(quad.Quad{Subject: iri, Predicate: iri, Object: iri}); err != nil {
			t.Errorf("then %v", err)
		}
	}
	for _, prefixes := range []map[string]string{{"1": "a:"}, {"a.": "a:"}, {"a": "b"}, {"a": "b: "}, {"_": "a:"}, {"\xff": "a:"}} {
		w := turtle.NewWriter(new(strings.Builder), syntax.WithPrefixes(prefixes))
		if err := w.WriteQuad(quad.Quad{Subject: iri, Predicate: iri, Object: iri}); err == nil {
			t.Errorf("%v is accepted", prefixes)
		}
		if w.Close() == nil {
			t.Errorf("%v: Close does not tell", prefixes)
		}
	}
	w := turtle.NewWriter(new(strings.Builder))
	if err := errors.Join(w.Close(), w.Close()); err != nil {
		t.Error(err)
	}
	if err := w.WriteQuad(quad.Quad{}); err != syntax.ErrClosed {
		t.Error(err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriterGivesTheStreamsError(t *testing.T) {
	for _, opts := range [][]syntax.Option{nil, {syntax.WithStreaming()}} {
		w := turtle.NewWriter(full{}, opts...)
		if err := w.WriteQuad(quad.MakeIRI("a:s", "a:p", "a:o", "")); err != nil {
			t.Error(err)
		}
		if err := w.Close(); err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Error(err)
		}
	}
}

// TestLiteralsKeepTheirText: whatever looks like a number is read back as it was.
func TestLiteralsKeepTheirText(t *testing.T) {
	var quads []quad.Quad
	for _, text := range []string{
		"5", "05", "+5", "-0", "5.", ".5", "-.5", "5.0", "1e5", "1.e5", ".5E-3", "1e", "e5", "1e+", "+", "-", ".", "", "1 ", "0x1",
		"true", "True", "1", "INF", "NaN", "\"", "\"\"\"", "a\n\"", "\n\"\"\"\"\n", "\\\n\\", "\r\n", "tab\t\n", "\x00\n\x7f", "\n",
	} {
		for _, datatype := range []string{"integer", "decimal", "double", "boolean", "string", "gYear"} {
			quads = append(quads, quad.Quad{
				Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: term.TypedLiteral(text, term.XSD+datatype),
			})
		}
	}
	for _, opts := range [][]syntax.Option{nil, {syntax.WithStreaming()}} {
		if err := writtenAndReadBack(quads, opts...); err != nil {
			t.Error(err)
		}
	}
}

func TestNamesAreWrittenOnlyWhereTheyCanBe(t *testing.T) {
	for local, want := range map[string]string{
		"x": "ex:x", "": "ex:", "1a": "ex:1a", "a.b": "ex:a.b", "a.": "<a:a.>", ".a": "<a:.a>", "-a": "<a:-a>", "a-": "ex:a-",
		"a/b": "<a:a/b>", "a%20": "<a:a%20>", "林": "ex:林", "a:b": "ex:a:b", "·": "<a:·>", "a·": "ex:a·", "ü": "ex:ü", "×": "<a:×>",
	} {
		file, err := write([]quad.Quad{quad.MakeIRI("a:"+local, "b:p", "b:o", "")}, syntax.WithPrefixes(map[string]string{"ex": "a:"}))
		if err != nil || !strings.Contains("\n"+file, "\n"+want+" <b:p> <b:o> .") {
			t.Errorf("%s: want %s: %v in\n%s", local, want, err, file)
		}
	}
}

func ExampleWriter() {
	const file = `
<https://example.com/ns#move1> <https://example.com/ns#person> _:p .
_:p <https://example.com/ns#name> "林小明"@zh-Hant .
_:p <https://example.com/ns#roles> _:l1 .
_:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "lead" .
_:l1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l2 .
_:l2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> "advisor" .
_:l2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .
<https://example.com/ns#move1> <https://example.com/ns#year> "2024"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://example.com/ns#move1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.com/ns#Move> .
`
	w := turtle.NewWriter(os.Stdout, syntax.WithPrefixes(map[string]string{"ex": "https://example.com/ns#"}))
	if _, err := quad.Copy(w, turtle.NewReader(strings.NewReader(file))); err != nil {
		fmt.Println(err)
		return
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// @prefix ex: <https://example.com/ns#> .
	//
	// ex:move1 a ex:Move ;
	//     ex:person [
	//         ex:name "林小明"@zh-Hant ;
	//         ex:roles ( "lead" "advisor" )
	//     ] ;
	//     ex:year 2024 .
}

func ExampleNewWriter_streaming() {
	w := turtle.NewWriter(os.Stdout, syntax.WithStreaming())
	for _, year := range []int{2024, 2023} {
		q := quad.Quad{Subject: quad.IRI("https://example.com/move1"), Predicate: quad.IRI("https://example.com/year"), Object: quad.Int(year)}
		if err := w.WriteQuad(q); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output: <https://example.com/move1> <https://example.com/year> 2024, 2023 .
}
