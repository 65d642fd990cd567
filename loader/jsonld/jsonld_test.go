package jsonld_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random graphs")

func read(text string, opts ...syntax.Option) ([]quad.Quad, error) {
	return quad.ReadAll(jsonld.NewReader(strings.NewReader(text), opts...))
}

// TestMeaning compares documents with N-Quads.
func TestMeaning(t *testing.T) {
	for _, c := range []struct{ name, doc, want string }{
		{"literals", `{"@id":"a:s", "a:p":[1, 1.5, true, "x", -0, 1e3, 1E-7, 12345678901234567890, 1e21,
			{"@value":"05","@type":"http://www.w3.org/2001/XMLSchema#integer"}, {"@value":"林","@language":"zh-Hant"},
			{"@value":2,"@type":"http://www.w3.org/2001/XMLSchema#double"}, null]}`,
			`<a:s> <a:p> 1, 1.5E0, true, "x", 0, 1000, 1.0E-7, 12345678901234567890, 1.0E21, 05, "林"@zh-Hant, 2.0E0 .`},
		{"context", `{"@context":{"@vocab":"http://v/","@base":"http://b/","name":{"@language":"en"},"of":{"@type":"@id"}},
			"@id":"x","@type":"T","name":"N","of":"y"}`, `<http://b/x> a <http://v/T> ; <http://v/name> "N"@en ; <http://v/of> <http://b/y> .`},
		{"nested", `{"@id":"a:s","a:p":{"a:q":{"@id":"a:o","a:r":1}},"@reverse":{"a:back":{"@id":"a:other"}}}`,
			`<a:s> <a:p> [ <a:q> <a:o> ] . <a:o> <a:r> 1 . <a:other> <a:back> <a:s> .`},
		{"lists", `{"@id":"a:s","a:p":[{"@list":[1,{"@list":[]},{"@list":["x"]}]},{"@list":[]}]}`, `<a:s> <a:p> ( 1 () ( "x" ) ), () .`},
		{"graphs", `[{"@id":"a:g","@graph":[{"@id":"a:s","a:p":1}],"a:q":2},{"@graph":{"@id":"a:s","a:p":3}},{"a:p":4,"@graph":{"@id":"a:t","a:p":5}}]`,
			`<a:g> <a:q> 2 . <a:g> { <a:s> <a:p> 1 } _:h { <a:s> <a:p> 3 } _:g { <a:t> <a:p> 5 } _:g <a:p> 4 .`},
		{"languages", `{"@context":{"t":{"@id":"a:t","@container":"@language"},"l":"@language"},"@id":"a:s","t":{"zh-Hant":"x","en-us":"y"},
			"a:p":[{"@value":"z","@language":"de-ch"},{"@value":"z","l":"zh-latn-pinyin"}]}`,
			`<a:s> <a:t> "x"@zh-Hant, "y"@en-us ; <a:p> "z"@de-ch, "z"@zh-latn-pinyin .`},
		{"names", `[{"@id":"_:gen1","a:p":{"a:q":{"@id":"_:gen1"}}},{"@id":"_:gen1_","a:p":1}]`, `_:x <a:p> [ <a:q> _:x ] . _:y <a:p> 1 .`},
		{"included", `{"@id":"a:s","@included":[{"@id":"a:t","a:p":1}]}`, `<a:t> <a:p> 1 .`},
		{"json", `{"@id":"a:s","a:p":[{"@value":[3,{"b":1.50,"a":"\u001f<\u20ac"}],"@type":"@json"},{"@value":"x","@type":"@json"},{"@value":null,"@type":"@json"}]}`,
			`<a:s> <a:p> '[3,{"a":"\\u001f<€","b":1.5}]'^^<` + term.RDF + `JSON>, '"x"'^^<` + term.RDF + `JSON>, "null"^^<` + term.RDF + `JSON> .`},
		{"nothing", ` [ ] `, ``},
	} {
		want, err := quad.ReadAll(trig.NewReader(strings.NewReader(c.want)))
		if err != nil {
			t.Fatal(c.name, err)
		}
		got, err := read(c.doc)
		if err != nil || !isotest.Isomorphic(got, want) {
			t.Errorf("%s: %v: got\n%v, want\n%v", c.name, err, got, want)
		}
	}
}

func TestLimits(t *testing.T) {
	doc := `{"@id":"a:s","a:p":{"a:p":{"a:p":["12345",{},{}]}}}`
	for _, c := range []struct {
		name  string
		limit int // the least that suffices
		opt   func(n int) syntax.Option
	}{
		{"depth", 4, syntax.WithMaxDepth}, {"literal", 5, syntax.WithMaxLiteral},
		{"blank nodes", 4, syntax.WithMaxBlankNodes}, {"document", len(doc), syntax.WithMaxDocument},
	} {
		if _, err := read(doc, c.opt(c.limit)); err != nil {
			t.Errorf("%s: at the limit: %v", c.name, err)
		}
		if _, err := read(doc, c.opt(c.limit-1)); !errors.Is(err, limit.Err) {
			t.Errorf("%s: over the limit: %v", c.name, err)
		}
	}
	if _, err := read(strings.Repeat("[", 100_000)); err == nil {
		t.Error("no end of brackets")
	}
}

// countdown is a context that ends at its n-th Err.
type countdown struct {
	context.Context
	n int
}

func (c *countdown) Err() error {
	if c.n--; c.n <= 0 {
		return context.Canceled
	}
	return nil
}

func TestContext(t *testing.T) {
	doc := `[{"@id":"a:s","a:p":1}` + strings.Repeat(`,{"@id":"a:s","a:p":{"a:q":1}}`, 5000) + `]`
	for n := range 60 {
		if quads, err := read(doc, syntax.WithContext(&countdown{t.Context(), n})); !errors.Is(err, context.Canceled) || len(quads) > 0 {
			t.Errorf("ended at Err %d: %d quads, %v", n, len(quads), err)
		}
	}
}

// TestWriterAndContext ends the context at looks all along: the error comes, and nothing is written.
func TestWriterAndContext(t *testing.T) {
	var quads []quad.Quad
	for i := range 4_000 {
		node, cell := quad.IRI(fmt.Sprint("a:", i)), quad.BNode(fmt.Sprint(i))
		quads = append(quads,
			quad.Quad{Subject: node, Predicate: quad.IRI("a:p"), Object: cell},
			quad.Quad{Subject: cell, Predicate: quad.IRI("a:p"), Object: quad.Int(i)})
	}
	for name, prefixes := range map[string]map[string]string{"expanded": nil, "compacted": {"ex": "a:"}} {
		const many = 1 << 30
		whole := &countdown{t.Context(), many}
		if text, err := write(quads, syntax.WithContext(whole), syntax.WithPrefixes(prefixes)); err != nil || text == "" {
			t.Fatal(name, err)
		}
		looks := many - whole.n
		// Each quad is met when it comes, in the shape, in the tree, in the text, and in a sort.
		if least := 5 * len(quads) / 4096; looks < least {
			t.Errorf("%s: %d looks for %d quads", name, looks, len(quads))
		}
		for n := 1; n < looks*9/10; n += 1 + looks/6 {
			text, err := write(quads, syntax.WithContext(&countdown{t.Context(), n}), syntax.WithPrefixes(prefixes))
			if err != context.Canceled || text != "" {
				t.Errorf("%s, ended at look %d of %d: %v, %d bytes", name, n, looks, err, len(text))
			}
		}
	}
}

// A literal over the reader's limit is written with prefixes as well as without.
func TestWriterReadsBackLongLiterals(t *testing.T) {
	long := quad.Quad{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: quad.String(strings.Repeat("x", syntax.DefaultMaxLiteral+1))}
	if _, err := write([]quad.Quad{long}, syntax.WithPrefixes(map[string]string{"ex": "a:"})); err != nil {
		t.Error(err)
	}
}

func TestRemoteContexts(t *testing.T) {
	doc := `{"@context":"https://example.com/c","@id":"a:s","name":"x"}`
	quads, err := read(doc, syntax.WithDocuments(func(iri string) ([]byte, error) {
		return []byte(`{"@context":{"name":"a:` + strings.TrimPrefix(iri, "https://example.com/") + `"}}`), nil
	}))
	if err != nil || len(quads) != 1 || quads[0].Predicate != quad.IRI("a:c") {
		t.Errorf("%v, %v", quads, err)
	}
	broken := errors.New("broken")
	_, err = read(doc, syntax.WithDocuments(func(string) ([]byte, error) { return nil, broken }))
	if !errors.Is(err, broken) {
		t.Error(err)
	}
	_, err = read(doc, syntax.WithDocuments(func(string) ([]byte, error) { return []byte("{"), nil }))
	if err == nil || !strings.Contains(err.Error(), "https://example.com/c:1:2: loading remote context failed: this is no JSON; expected a key in quotation marks") {
		t.Error(err)
	}
}

// TestContextsThatFetchThemselves: nothing may go round in circles.
func TestContextsThatFetchThemselves(t *testing.T) {
	for _, c := range []struct {
		self   string
		circle bool
	}{
		{`{"@context":"https://example.com/c"}`, true},
		{`{"@context":["https://example.com/c"]}`, true},
		{`{"@context":["https://example.com/c2"]}`, true},
		{`{"@context":{"@import":"https://example.com/c"}}`, true},
		{`{"@context":{"p":{"@id":"a:p","@context":"https://example.com/c"}}}`, false},
	} {
		fetched := 0
		_, err := read(`{"@context":"https://example.com/c","@id":"a:s","p":{"p":{"p":1}}}`, syntax.WithDocuments(func(string) ([]byte, error) {
			fetched++
			return []byte(c.self), nil
		}))
		if fetched > 2 || (err != nil) != c.circle {
			t.Errorf("%s: fetched %d times, %v", c.self, fetched, err)
		}
	}
}

// TestDeepDocumentWithRemoteContexts: what nests as deep as the limit allows is not taken for a circle.
func TestDeepDocumentWithRemoteContexts(t *testing.T) {
	const depth = 990
	doc := `{"@context":"https://example.com/c","@id":"a:s","p":` + strings.Repeat(`{"p":`, depth) + `1` + strings.Repeat(`}`, depth) + `}`
	quads, err := read(doc, syntax.WithDocuments(func(string) ([]byte, error) {
		return []byte(`{"@context":{"p":{"@id":"a:p","@context":"https://example.com/c"}}}`), nil
	}))
	if err != nil || len(quads) != depth+1 {
		t.Errorf("%d quads, %v", len(quads), err)
	}
}

func TestNext(t *testing.T) {
	const doc = `{"@id":"a:s","a:p":[{"@value":"林","@language":"zh"},{"@id":"_:b"},1]}`
	r := jsonld.NewReader(strings.NewReader(doc))
	var got []quad.Quad
	for {
		var q syntax.Quad
		err := r.Next(&q)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, q.Quad())
	}
	want, err := read(doc)
	if err != nil || len(want) != 3 || !slices.Equal(got, want) {
		t.Errorf("got %v, want %v, %v", got, want, err)
	}
}

func write(quads []quad.Quad, opts ...syntax.Option) (string, error) {
	var b strings.Builder
	w := jsonld.NewWriter(&b, opts...)
	if _, err := w.WriteQuads(quads); err != nil {
		return "", err
	}
	err := w.Close()
	return b.String(), err
}

// writtenAndReadBack checks that nothing changes, with and without prefixes.
func writtenAndReadBack(t *testing.T, quads []quad.Quad) {
	t.Helper()
	byPrefix := map[string]string{"ex": "http://example/", "rdf": term.RDF, "b": "a:", "xsd": term.XSD}
	prefixes := syntax.WithPrefixes(byPrefix)
	for _, opts := range [][]syntax.Option{nil, {prefixes}} {
		text, err := write(quads, opts...)
		if err != nil {
			t.Fatalf("%v: %v", quads, err)
		}
		again, err := read(text)
		if err != nil || !isotest.Isomorphic(again, quads) {
			t.Fatalf("%v: %v was written as\n%s and read as %v", err, quads, text, again)
		}
	}
}

func TestW3CFilesWrittenAndReadBack(t *testing.T) {
	for _, test := range w3c.Tests(t, "rdf-trig") {
		if test.Kind != w3c.Eval {
			continue
		}
		t.Run(test.Name, func(t *testing.T) {
			quads, err := quad.ReadAll(nquads.NewReader(strings.NewReader(string(test.Result))))
			if err != nil {
				t.Fatal(err)
			}
			writtenAndReadBack(t, quads)
		})
	}
}

func TestRandomGraphs(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	rng := rand.New(rand.NewPCG(*seed, 1))
	first, rest, null := quad.IRI(term.RDF+"first"), quad.IRI(term.RDF+"rest"), quad.IRI(term.RDF+"nil")
	predicates := []quad.Value{first, rest, first, rest, quad.IRI("a:p"), quad.IRI(term.RDF + "type")}
	pick := func(values []quad.Value) quad.Value { return values[rng.IntN(len(values))] }
	for i := range 300 {
		nodes := []quad.Value{quad.IRI("a:s"), null}
		for n := range 1 + rng.IntN(6) {
			nodes = append(nodes, quad.BNode(fmt.Sprintf("n%d", n)))
		}
		objects := append([]quad.Value{
			quad.String("x"), quad.Int(7), quad.Int(1 << 60), quad.Bool(true), quad.Float(1), term.TypedLiteral("{ }", term.RDF+"JSON"),
			quad.LangString{Value: "x", Lang: "zh-Hant"}, null, null,
		}, nodes...)
		labels := []quad.Value{nil, nil, nil, quad.IRI("a:g"), nodes[len(nodes)-1]}
		if i%2 == 0 {
			labels = labels[:1]
		}
		var quads []quad.Quad
		for range 1 + rng.IntN(12) {
			quads = append(quads, quad.Quad{Subject: pick(nodes), Predicate: pick(predicates), Object: pick(objects), Label: pick(labels)})
		}
		writtenAndReadBack(t, quads)
	}
}

func ExampleReader() {
	const doc = `{
  "@context": {"@vocab": "https://example.com/", "from": {"@type": "@id"}},
  "@id": "https://example.com/move1",
  "from": "https://example.com/a",
  "person": {"name": {"@value": "林小明", "@language": "zh-Hant"}}
}`
	for q, err := range jsonld.NewReader(strings.NewReader(doc)).All() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s", term.AppendQuad(nil, q))
	}
	// Output:
	// <https://example.com/move1> <https://example.com/from> <https://example.com/a> .
	// _:gen1 <https://example.com/name> "林小明"@zh-Hant .
	// <https://example.com/move1> <https://example.com/person> _:gen1 .
}

func ExampleWriter() {
	w := jsonld.NewWriter(os.Stdout, syntax.WithPrefixes(map[string]string{"ex": "https://example.com/"}))
	move := quad.IRI("https://example.com/move1")
	_, err := w.WriteQuads([]quad.Quad{
		{Subject: move, Predicate: quad.IRI("https://example.com/year"), Object: quad.Int(2024)},
		{Subject: move, Predicate: quad.IRI("https://example.com/person"), Object: quad.BNode("p")},
		{Subject: quad.BNode("p"), Predicate: quad.IRI("https://example.com/name"), Object: quad.String("Lin")},
	})
	if err := errors.Join(err, w.Close()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "@context": {
	//     "ex": "https://example.com/"
	//   },
	//   "@id": "ex:move1",
	//   "ex:person": {
	//     "ex:name": "Lin"
	//   },
	//   "ex:year": 2024
	// }
}
