package rdfxml_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
)

func write(quads []quad.Quad, opts ...syntax.Option) (string, error) {
	var file strings.Builder
	w := rdfxml.NewWriter(&file, opts...)
	if _, err := w.WriteQuads(quads); err != nil {
		return "", err
	}
	err := w.Close()
	return file.String(), err
}

// writtenAndReadBack checks that the quads come back but for blank nodes' names, and that their order does not change
// the text.
func writtenAndReadBack(quads []quad.Quad) error {
	writer := func(quads []quad.Quad) (string, error) {
		return write(quads, syntax.WithPrefixes(map[string]string{"": "http://example.org/", "xmlfoo": "http://foo/", "eg": "http://eg.example/ns#"}))
	}
	return errors.Join(readertest.BackButForNames(quads, writer, newReader), readertest.InAnyOrder(quads, writer))
}

func TestWriterRefuses(t *testing.T) {
	iri := quad.IRI("a:b")
	for _, c := range []struct {
		q    quad.Quad
		want string
	}{
		{quad.Quad{}, "quad 1: subject nil: it is nil"},
		{quad.Quad{Subject: iri, Predicate: iri, Object: iri, Label: iri}, `quad 1: label "a:b": this format has no graph labels; write N-Quads or TriG, or ask for the labels to be left out`},
		{quad.Quad{Subject: iri, Predicate: quad.IRI("http://e/"), Object: iri}, `quad 1: predicate "http://e/": RDF/XML cannot say this; write Turtle, N-Triples or N-Quads: it does not end in a name of XML's: a letter or '_', then letters, digits, '-', '_' and '.'`},
		{quad.Quad{Subject: iri, Predicate: quad.IRI("http://e/1"), Object: iri}, `quad 1: predicate "http://e/1": RDF/XML cannot say this; write Turtle, N-Triples or N-Quads: it does not end in a name of XML's: a letter or '_', then letters, digits, '-', '_' and '.'`},
		{quad.Quad{Subject: iri, Predicate: quad.IRI("urn:isbn:123"), Object: iri}, `quad 1: predicate "urn:isbn:123": RDF/XML cannot say this; write Turtle, N-Triples or N-Quads: it does not end in a name of XML's: a letter or '_', then letters, digits, '-', '_' and '.'`},
		{quad.Quad{Subject: iri, Predicate: quad.IRI(term.RDF + "li"), Object: iri}, `quad 1: predicate "` + term.RDF + `li": RDF/XML cannot say this; write Turtle, N-Triples or N-Quads: in RDF/XML this name has a meaning of its own`},
		{quad.Quad{Subject: iri, Predicate: quad.IRI(term.RDF + "Description"), Object: iri}, `quad 1: predicate "` + term.RDF + `Description": RDF/XML cannot say this; write Turtle, N-Triples or N-Quads: in RDF/XML this name has a meaning of its own`},
		{quad.Quad{Subject: iri, Predicate: iri, Object: quad.String("\x00")}, `quad 1: predicate "a:b": object "\x00": RDF/XML cannot say this; write Turtle, N-Triples or N-Quads: XML does not have one of its characters`},
		{quad.Quad{Subject: iri, Predicate: iri, Object: quad.IRI("a:\uFFFF")}, `quad 1: predicate "a:b": IRI "a:\uffff": RDF/XML cannot say this; write Turtle, N-Triples or N-Quads: XML does not have one of its characters`},
	} {
		var file strings.Builder
		w := rdfxml.NewWriter(&file)
		if err := w.WriteQuad(c.q); readertest.Text(err) != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
		if err := w.WriteQuad(quad.Quad{Subject: iri, Predicate: iri, Object: iri}); err != nil {
			t.Errorf("then %v", err)
		}
		if err := errors.Join(w.Close(), w.Close()); err != nil || !strings.Contains(file.String(), `<ns:b rdf:resource="a:b"/>`) {
			t.Errorf("%v: %s", err, &file)
		}
		if err := w.WriteQuad(quad.Quad{}); err != syntax.ErrClosed {
			t.Error(err)
		}
	}
	file, err := write([]quad.Quad{quad.MakeIRI("a:s", "a:p", "a:o", "a:g"), quad.MakeIRI("a:s", "a:p", "a:o", "a:h")}, syntax.WithoutLabels())
	if err != nil || strings.Count(file, "<ns:p ") != 1 {
		t.Error(err, file)
	}
}

// TestWhatIsHardToSay is written, and comes back.
func TestWhatIsHardToSay(t *testing.T) {
	rdf := func(word string) quad.IRI { return quad.IRI(term.RDF + word) }
	s, p, b := quad.IRI("http://e/s"), quad.IRI("http://e/p"), func(n string) quad.BNode { return quad.BNode(n) }
	for name, quads := range map[string][]quad.Quad{
		"nothing":                  nil,
		"a class that is no name":  {{Subject: s, Predicate: rdf("type"), Object: quad.IRI("http://e/1")}},
		"a class of the syntax":    {{Subject: s, Predicate: rdf("type"), Object: rdf("li")}, {Subject: s, Predicate: rdf("type"), Object: rdf("Description")}},
		"a type that is a literal": {{Subject: s, Predicate: rdf("type"), Object: quad.String("x")}, {Subject: s, Predicate: rdf("type"), Object: b("x")}},
		"namespaces of XML": {
			{Subject: s, Predicate: quad.IRI("http://www.w3.org/XML/1998/namespacelang"), Object: s},
			{Subject: s, Predicate: quad.IRI("http://www.w3.org/2000/xmlns/ab"), Object: s},
		},
		"members": {{Subject: s, Predicate: rdf("_1"), Object: s}, {Subject: s, Predicate: rdf("_0"), Object: s}, {Subject: s, Predicate: rdf("nil"), Object: s}},
		"names of blank nodes": {
			{Subject: b("0a"), Predicate: p, Object: b("_0a")}, {Subject: b("__0a"), Predicate: p, Object: b("a.b")},
			{Subject: b("0a"), Predicate: p, Object: b("0a")}, {Subject: b("_0a"), Predicate: p, Object: b("_0a")}, {Subject: b("__0a"), Predicate: p, Object: b("__0a")},
			{Subject: b("a.b"), Predicate: p, Object: b("a.b")}, {Subject: b("gen1"), Predicate: p, Object: b("gen1")},
		},
		"a list with a literal": {
			{Subject: s, Predicate: p, Object: b("l1")}, {Subject: b("l1"), Predicate: rdf("first"), Object: quad.Int(1)}, {Subject: b("l1"), Predicate: rdf("rest"), Object: b("l2")},
			{Subject: b("l2"), Predicate: rdf("first"), Object: s}, {Subject: b("l2"), Predicate: rdf("rest"), Object: b("l3")},
			{Subject: b("l3"), Predicate: rdf("first"), Object: b("n")}, {Subject: b("l3"), Predicate: rdf("rest"), Object: rdf("nil")}, {Subject: b("n"), Predicate: p, Object: s},
		},
		"texts": {
			{Subject: s, Predicate: p, Object: quad.String(" \r\n\t")}, {Subject: s, Predicate: p, Object: quad.String("]]>&<\"'")}, {Subject: s, Predicate: p, Object: quad.String("")},
			{Subject: s, Predicate: p, Object: quad.LangString{Value: "林", Lang: "zh-Hant"}}, {Subject: s, Predicate: p, Object: quad.Int(5)},
			{Subject: s, Predicate: p, Object: quad.TypedString{Value: "<b/>", Type: rdf("XMLLiteral")}}, {Subject: s, Predicate: p, Object: quad.IRI("a:'&?b")},
		},
	} {
		if err := writtenAndReadBack(quads); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRandomGraphs writes graphs of few nodes, so that all kinds of nests, rings and lists come up.
func TestRandomGraphs(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	rng := rand.New(rand.NewPCG(*seed, 1))
	pick := func(values ...quad.Value) quad.Value { return values[rng.IntN(len(values))] }
	node := func() quad.Value {
		return pick(quad.IRI("http://e/s"), quad.IRI("http://example.org/a&b"), quad.BNode("a"), quad.BNode("1b"), quad.BNode("_c"), quad.BNode("d."+fmt.Sprint(rng.IntN(4))))
	}
	for range 500 {
		var quads []quad.Quad
		for range 1 + rng.IntN(12) {
			q := quad.Quad{Subject: node(), Object: node()}
			q.Predicate = pick(quad.IRI("http://e/p"), quad.IRI("http://example.org/q"), quad.IRI(term.RDF+"first"), quad.IRI(term.RDF+"rest"), quad.IRI(term.RDF+"type"), quad.IRI("http://foo/r"))
			switch rng.IntN(5) {
			case 0:
				q.Object = pick(quad.String("x < y"), quad.Int(5), quad.LangString{Value: "x", Lang: "en"}, quad.String("\r\n"))
			case 1:
				q.Object = pick(quad.IRI(term.RDF+"nil"), quad.IRI("http://eg.example/ns#C"), quad.IRI("http://e/C"), quad.IRI("http://e/1"))
			}
			quads = append(quads, q)
		}
		if err := writtenAndReadBack(distinct(quads)); err != nil {
			t.Fatal(err)
		}
	}
}

func distinct(quads []quad.Quad) (out []quad.Quad) {
	seen := map[quad.Quad]bool{}
	for _, q := range quads {
		if !seen[q] {
			seen[q] = true
			out = append(out, q)
		}
	}
	return out
}

// TestLargeShapesAreWritten: long lists and long chains take neither depth nor much time.
func TestLargeShapesAreWritten(t *testing.T) {
	const n = 20_000
	cell := func(i int) quad.Value {
		if i == n {
			return quad.IRI(term.RDF + "nil")
		}
		return quad.BNode(fmt.Sprint("c", i))
	}
	for name, item := range map[string]quad.Value{"nodes": quad.IRI("a:i"), "literals": quad.String("x"), "a chain": nil} {
		quads := []quad.Quad{{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: cell(0)}}
		for i := range n {
			if item != nil {
				quads = append(quads, quad.Quad{Subject: cell(i), Predicate: quad.IRI(term.RDF + "first"), Object: item},
					quad.Quad{Subject: cell(i), Predicate: quad.IRI(term.RDF + "rest"), Object: cell(i + 1)})
			} else {
				quads = append(quads, quad.Quad{Subject: cell(i), Predicate: quad.IRI("a:p"), Object: cell(i + 1)})
			}
		}
		file, err := write(quads)
		if err != nil {
			t.Fatal(name, err)
		}
		again, err := read(file)
		if err != nil || len(again) != len(quads) {
			t.Errorf("%s: %d of %d quads, %v", name, len(again), len(quads), err)
		}
	}
}

func TestWriterIsCancelledAtAnyLook(t *testing.T) {
	var quads []quad.Quad
	for i := range 5000 {
		s, c := quad.IRI(fmt.Sprint("a:s", i)), quad.BNode(fmt.Sprint("c", i))
		quads = append(quads, quad.Quad{Subject: s, Predicate: quad.IRI("a:p"), Object: c}, quad.Quad{Subject: c, Predicate: quad.IRI(fmt.Sprint("a:q", i)), Object: quad.Int(i)})
	}
	written := func(ctx context.Context) (string, error) {
		var file strings.Builder
		w := rdfxml.NewWriter(&file, syntax.WithContext(ctx))
		if _, err := w.WriteQuads(quads); err != nil {
			return file.String(), err
		}
		err := w.Close()
		return file.String(), err
	}
	const many = 1 << 30
	whole := &countdown{t.Context(), many}
	if _, err := written(whole); err != nil {
		t.Fatal(err)
	}
	looks := many - whole.n
	if looks < 5*len(quads)/4096 {
		t.Errorf("%d looks", looks)
	}
	// Sorting takes more or fewer looks from run to run, so that the last few may not be met.
	for n := 0; n < looks*9/10; n += 1 + looks/16 {
		ctx := &countdown{t.Context(), n}
		if text, err := written(ctx); !errors.Is(err, context.Canceled) || text != "" || ctx.n < -1 {
			t.Fatalf("ended at look %d of %d: %v, %d bytes", n, looks, err, len(text))
		}
	}
}

func ExampleWriter() {
	file := head + `
		<e:person><e:Person e:name="林小明"><e:wrote rdf:parseType="Collection"><e:Book rdf:about="http://e/b1"/><e:Book/></e:wrote></e:Person></e:person>
		<e:year rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">2024</e:year>` + tail
	w := rdfxml.NewWriter(os.Stdout, syntax.WithPrefixes(map[string]string{"ex": "http://e/"}))
	if _, err := quad.Copy(w, rdfxml.NewReader(strings.NewReader(file))); err != nil {
		fmt.Println(err)
		return
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <rdf:RDF xmlns:ex="http://e/"
	//     xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
	//   <ex:Book rdf:about="http://e/b1"/>
	//   <rdf:Description rdf:about="http://e/s">
	//     <ex:person>
	//       <ex:Person>
	//         <ex:name>林小明</ex:name>
	//         <ex:wrote rdf:parseType="Collection">
	//           <rdf:Description rdf:about="http://e/b1"/>
	//           <ex:Book/>
	//         </ex:wrote>
	//       </ex:Person>
	//     </ex:person>
	//     <ex:year rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">2024</ex:year>
	//   </rdf:Description>
	// </rdf:RDF>
}
