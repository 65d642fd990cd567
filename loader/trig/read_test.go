package trig_test

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
)

const prefix = "@prefix : <a:> .\n"

func TestErrors(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"{ :s :p :o ", `2:12: the statement does not end; expected ',', ';', '.' or '}', found the end of the file`},
		{"{ :s :p :o .", `2:13: the graph is not closed; expected '}', found the end of the file`},
		{":g { :s :p :o } .", `2:17: no statement begins so; expected a subject, '{', GRAPH or a directive, found "."`},
		{":g { :g { } }", `2:9: no predicate; expected an IRI, a name or 'a' as predicate, found "{ } }"`},
		{"{ { } }", `2:3: no statement begins so; expected a subject or '}', found "{ } }"`},
		{"}", `2:1: no statement begins so; expected a subject, '{', GRAPH or a directive, found "}"`},
		{":s :p :o }", `2:10: the statement does not end; expected ',', ';' or '.', found "}"`},
		{":s :p :o . { :s }", `2:17: no predicate; expected an IRI, a name or 'a' as predicate, found "}"`},
		{":s - :o", `2:4: no predicate; expected an IRI, a name or 'a' as predicate, or '{' to open the graph, found "- :o"`},
		{"GRAPH { }", `2:7: no graph label; expected an IRI, a name or a blank node as the graph's label, found "{ }"`},
		{"GRAPH [ :p :o ] { }", `2:9: no graph label; expected ']', found ":p :o ] { }"`},
		{"GRAPH [ { }", `2:9: no graph label; expected ']', found "{ }"`},
		{"GRAPH :g :s", `2:10: the graph is not opened; expected '{', found ":s"`},
		{"{ @prefix x: <a:> . }", `2:3: a directive within a graph; close the graph first; expected a subject or '}', found "@prefix x: <a:> . }"`},
		{"( ) { }", `2:5: no predicate; expected an IRI, a name or 'a' as predicate, found "{ }"`},
		{"[ :p 1 ] { }", `2:10: no predicate; expected an IRI, a name or 'a' as predicate, or '.', found "{ }"`},
	} {
		_, err := readertest.ReadAll(trig.NewReader(strings.NewReader(prefix+c.file), syntax.WithFile("f.trig")))
		if readertest.Text(err) != "f.trig:"+c.want {
			t.Errorf("%q:\n got %v\nwant f.trig:%s", c.file, err, c.want)
		}
	}
}

func TestLabels(t *testing.T) {
	file := prefix + `:1 a :t . :g {:2 a :t} :3 a :t . GRAPH _:g {:4 a :t} {:5 a :t} graph [] {:6 a :t} [] {:7 a :t.} _:g {:8 a :t}
		GRAPH <a:g>{} :9 a :t .`
	quads, err := readertest.ReadAll(trig.NewReader(strings.NewReader(file)))
	if err != nil || len(quads) != 9 {
		t.Fatal(quads, err)
	}
	for i, want := range []quad.Value{
		nil, quad.IRI("a:g"), nil, quad.BNode("g"), nil, quad.BNode("gen1"), quad.BNode("gen2"), quad.BNode("g"), nil,
	} {
		if q := quads[i]; q.Label != want || q.Subject != quad.IRI(fmt.Sprintf("a:%d", i+1)) {
			t.Errorf("%v, want the label %v", q, want)
		}
	}
}

func ExampleReader() {
	file, err := os.Open("testdata/claims.trig")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer file.Close()
	counts := map[quad.Value]int{}
	for q, err := range trig.NewReader(file, syntax.WithFile(file.Name())).All() {
		if err != nil {
			fmt.Println(err)
			return
		}
		counts[q.Label]++
	}
	fmt.Println(counts[nil], "in the default graph,", counts[quad.IRI("https://example.com/ns#claim1")], "in ex:claim1")
	// Output: 4 in the default graph, 3 in ex:claim1
}

func TestNext(t *testing.T) {
	r := trig.NewReader(strings.NewReader("BASE <a:> " + prefix + ":g { :s :p 'x'@en }"))
	var q syntax.Quad
	if err := r.Next(&q); err != nil || string(q.Label.Text) != "a:g" || string(q.Object.Lang) != "en" {
		t.Errorf("%s, %v", q.Label.Text, err)
	}
	if err := r.Next(&q); err != io.EOF {
		t.Error(err)
	}
	if r.Base() != "a:" || len(r.Prefixes()) != 1 || r.Prefixes()[""] != "a:" {
		t.Errorf("base %s, prefixes %v", r.Base(), r.Prefixes())
	}
}
