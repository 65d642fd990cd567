package jsonld_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
)

func quadsOf(t *testing.T, text string) []quad.Quad {
	t.Helper()
	quads, err := quad.ReadAll(trig.NewReader(strings.NewReader(text)))
	if err != nil {
		t.Fatal(text, err)
	}
	return quads
}

// writes checks that quads are written as a text, which means the same.
func writes(t *testing.T, quads, want string, opts ...syntax.Option) {
	t.Helper()
	all := quadsOf(t, quads)
	got, err := write(all, opts...)
	if err != nil || strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
		t.Errorf("%s: %v\n got %s\nwant %s", quads, err, got, want)
	}
	if again, err := read(got); err != nil || !isotest.Isomorphic(again, all) {
		t.Errorf("%s: %s is read back as %v, %v", quads, got, again, err)
	}
}

// TestIRIsThatLookLikeCompactOnes: any graph can be written, whatever the prefixes.
func TestIRIsThatLookLikeCompactOnes(t *testing.T) {
	prefixes := map[string]string{"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "ex": "http://example/", "urn": "http://urn/", "_": "http://blank/", "http": "http://http/", "": "http://vocab/"}
	for _, quads := range []string{
		`<rdfs:label> <http://e/p> "x" .`, `<http://e/s> <rdfs:label> "x" .`, `<http://e/s> <http://e/p> <rdfs:label> .`, `<rdfs:g> { <http://e/s> <http://e/p> 1 }`,
		`<http://e/s> <http://e/p> "x"^^<rdfs:t> .`, `<http://e/s> a <urn:x:y> . <http://urn/a> <http://example/p> <http://www.w3.org/2000/01/rdf-schema#Class> .`,
		`<http://example///x> <http://example///p> <http://example///o> .`, `<http://blank/x> <http://blank/p> <http://blank/o> .`, `<http://http/x> a <http://http//x> .`,
		`<http://vocab/s> <http://vocab/a:b> <http://vocab/o> .`, `<http://vocab/s> <http://vocab/@id> 1 ; <http://vocab/@foo> 2 ; a <http://vocab/ex>, <http://vocab/ex:p> .`,
		`<http://vocab/> <http://vocab/> <http://vocab/> . <http://example/> a <http://example/> .`, `<http://vocab/ex> <http://vocab//x> <http://vocab/_:b> .`,
		`<http:x> <http:y> <http:/z> .`, `<ex:a> <ex://b> <ex:c> .`,
	} {
		all := quadsOf(t, quads)
		text, err := write(all, syntax.WithPrefixes(prefixes))
		if err != nil {
			t.Errorf("%s: %v", quads, err)
			continue
		}
		if again, err := read(text); err != nil || !isotest.Isomorphic(again, all) {
			t.Errorf("%s: %s is read back as %v, %v", quads, text, again, err)
		}
	}
}

// TestPrefixesThatAreUsed come to stand in the context, and no others.
func TestPrefixesThatAreUsed(t *testing.T) {
	prefixes := syntax.WithPrefixes(map[string]string{
		"ex": "http://example/", "ex2": "http://example/", "deep": "http://example/deep/", "other": "http://other/", "xsd": term.XSD, "odd": "http://odd/x", "": "http://vocab/",
	})
	writes(t, `<http://example/s> <http://example/p> 1, "2024"^^<`+term.XSD+`gYear> .`,
		`{ "@context": { "ex": "http://example/", "xsd": "http://www.w3.org/2001/XMLSchema#" }, "@id": "ex:s", "ex:p": [ 1, { "@value": "2024", "@type": "xsd:gYear" } ] }`, prefixes)
	writes(t, `<http://example/deep/s> <http://vocab/p> 1 .`, `{ "@context": { "@vocab": "http://vocab/", "deep": "http://example/deep/" }, "@id": "deep:s", "p": 1 }`, prefixes)
	writes(t, `<http://nothing/s> <http://nothing/p> 1 .`, `{ "@id": "http://nothing/s", "http://nothing/p": 1 }`, prefixes)
	writes(t, `<http://vocab/s> <http://nothing/p> <http://odd/xy> .`,
		`{ "@context": { "odd": { "@id": "http://odd/x", "@prefix": true } }, "@id": "http://vocab/s", "http://nothing/p": { "@id": "odd:y" } }`, prefixes)
}

// TestLiterals: what JSON has itself is written so if it is read back to the letter.
func TestLiterals(t *testing.T) {
	typed := func(text, datatype string) string { return fmt.Sprintf("%q^^<%s>", text, datatype) }
	for object, want := range map[string]string{
		"1": `1`, "true": `true`, typed("1.5E0", term.XSD+"double"): `1.5`, typed("1.0E21", term.XSD+"double"): `1e+21`, typed("1", term.XSD+"boolean"): `{ "@value": "1", "@type": "http://www.w3.org/2001/XMLSchema#boolean" }`,
		typed("2.0E0", term.XSD+"double"): `{ "@value": "2.0E0", "@type": "http://www.w3.org/2001/XMLSchema#double" }`, typed("01", term.XSD+"integer"): `{ "@value": "01", "@type": "http://www.w3.org/2001/XMLSchema#integer" }`,
		"9007199254740993": `{ "@value": "9007199254740993", "@type": "http://www.w3.org/2001/XMLSchema#integer" }`, `"x"@ZH-hant`: `{ "@value": "x", "@language": "ZH-hant" }`,
		typed(`{"a":[1,null]}`, term.RDF+"JSON"): `{ "@value": { "a": [ 1, null ] }, "@type": "@json" }`, typed(`{"a": 1}`, term.RDF+"JSON"): `{ "@value": "{\"a\": 1}", "@type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON" }`,
		typed("{bad", term.RDF+"JSON"): `{ "@value": "{bad", "@type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON" }`, typed("1.50", term.RDF+"JSON"): `{ "@value": "1.50", "@type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON" }`,
	} {
		writes(t, `<a:s> <a:p> `+object+` .`, `{ "@context": { "x": "a:" }, "@id": "x:s", "x:p": `+want+` }`, syntax.WithPrefixes(map[string]string{"x": "a:"}))
	}
}

// TestWrittenWithAContext: the document is as its author would have written it.
func TestWrittenWithAContext(t *testing.T) {
	context := `{
  "@context": {
    "@vocab": "http://v/",
    "id": "@id",
    "type": "@type",
    "knows": {
      "@type": "@id"
    },
    "age": {
      "@type": "http://www.w3.org/2001/XMLSchema#integer"
    },
    "born": {
      "@type": "http://www.w3.org/2001/XMLSchema#date"
    },
    "label": {
      "@container": "@language"
    },
    "steps": {
      "@container": "@list"
    },
    "child": {
      "@reverse": "parent"
    }
  },
`
	doc := context + `  "id": "http://e/a",
  "type": "Person",
  "age": 7,
  "born": "2024-05-06",
  "knows": "http://e/b",
  "label": {
    "en": "A",
    "zh": [
      "甲",
      "阿"
    ]
  },
  "name": "x",
  "steps": [
    1,
    "two"
  ]
}
`
	quads, err := read(doc)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := write(quads, syntax.WithDocumentContext([]byte(context+`"x":1}`))); err != nil || got != doc {
		t.Errorf("%v: got\n%s\nwant\n%s", err, got, doc)
	}
	remote := func(iri string) ([]byte, error) { return []byte(context + `"x":1}`), nil }
	got, err := write(quads, syntax.WithDocumentContext([]byte(`"http://c/"`)), syntax.WithDocuments(remote))
	if want := "{\n  \"@context\": \"http://c/\",\n" + strings.TrimPrefix(doc, context); err != nil || got != want {
		t.Errorf("%v: got\n%s\nwant\n%s", err, got, want)
	}
	if got, err := write(quads, syntax.WithDocumentContext([]byte(`"http://c/"`))); err == nil || got != "" {
		t.Error(got, err)
	}
	for _, wrong := range []string{`{`, `{"@context":5}`, `{"t":"@context"}`} {
		if got, err := write(quads, syntax.WithDocumentContext([]byte(wrong))); err == nil || got != "" {
			t.Error(wrong, got, err)
		}
	}
	// Two lists of one property are two lists.
	plain := `{"@vocab":"http://v/","steps":{"@container":"@list"}}`
	writes(t, `<http://e/a> <http://v/steps> (1), (2 3) .`,
		`{ "@context": { "@vocab": "http://v/", "steps": { "@container": "@list" } }, "@id": "http://e/a", "steps": [ 1 ], "http://v/steps": { "@list": [ 2, 3 ] } }`,
		syntax.WithDocumentContext([]byte(plain)))
}

// TestDirectionsWritten: with the option a text with a direction comes back.
func TestDirectionsWritten(t *testing.T) {
	const doc = `{"@id":"a:s","a:p":[{"@value":"x","@language":"ar","@direction":"rtl"},{"@value":"y","@direction":"ltr"},"z"],"a:q":{"@list":[{"@value":"l","@direction":"ltr"}]}}`
	for _, d := range []syntax.Direction{syntax.I18NDatatype, syntax.CompoundLiteral} {
		quads, err := read(doc, syntax.WithDirection(d))
		if err != nil {
			t.Fatal(err)
		}
		for _, prefixes := range []map[string]string{nil, {"x": "a:"}} {
			text, err := write(quads, syntax.WithDirection(d), syntax.WithPrefixes(prefixes))
			if err != nil || strings.Count(text, `"@direction"`) != 3 {
				t.Fatal(text, err)
			}
			if again, err := read(text, syntax.WithDirection(d)); err != nil || !isotest.Isomorphic(again, quads) {
				t.Errorf("%s: %v, %v", text, again, err)
			}
		}
		// Without it all stands as it is.
		writes(t, string(linesOf(quads)), mustWrite(t, quads))
	}
}

func linesOf(quads []quad.Quad) (text []byte) {
	for _, q := range quads {
		text = term.AppendQuad(text, q)
	}
	return text
}

func mustWrite(t *testing.T, quads []quad.Quad) string {
	t.Helper()
	text, err := write(quads)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestCompactAndFlatten are the documents' own functions.
func TestCompactAndFlatten(t *testing.T) {
	const doc = `[{"@id":"a:s","a:p":{"@id":"a:o","a:q":[1]}},{"@id":"a:s","a:p":[{"@id":"a:o"}]}]`
	join := func(text []byte) string { return strings.Join(strings.Fields(string(text)), " ") }
	for name, c := range map[string]struct {
		make func() ([]byte, error)
		want string
	}{
		"expand":  {func() ([]byte, error) { return jsonld.Expand(strings.NewReader(doc)) }, `[ { "@id": "a:s", "a:p": [ { "@id": "a:o", "a:q": [ { "@value": 1 } ] } ] }, { "@id": "a:s", "a:p": [ { "@id": "a:o" } ] } ]`},
		"flatten": {func() ([]byte, error) { return jsonld.Flatten(strings.NewReader(doc), nil) }, `[ { "@id": "a:o", "a:q": [ { "@value": 1 } ] }, { "@id": "a:s", "a:p": [ { "@id": "a:o" } ] } ]`},
		"flatten with a context": {func() ([]byte, error) { return jsonld.Flatten(strings.NewReader(doc), []byte(`{"q":"a:q"}`)) },
			`{ "@context": { "q": "a:q" }, "@graph": [ { "@id": "a:o", "q": 1 }, { "@id": "a:s", "a:p": { "@id": "a:o" } } ] }`},
		"compact": {func() ([]byte, error) {
			return jsonld.Compact(strings.NewReader(`{"@id":"a:s","a:p":{"@id":"a:o"}}`), []byte(`{"@context":{"p":{"@id":"a:p","@type":"@id"}}}`))
		}, `{ "@context": { "p": { "@id": "a:p", "@type": "@id" } }, "@id": "a:s", "p": "a:o" }`},
	} {
		if got, err := c.make(); err != nil || join(got) != c.want {
			t.Errorf("%s: %v: got %s, want %s", name, err, join(got), c.want)
		}
	}
	if got, err := jsonld.Expand(strings.NewReader(`{"x":1}`)); err == nil {
		t.Error(string(got))
	}
}

// TestDeepJSONLiterals: a literal too deep for a document stays a text, so that the document can be read.
func TestDeepJSONLiterals(t *testing.T) {
	for depth, native := range map[int]bool{400: true, 600: false, 5000: false} {
		q := quad.Quad{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: term.TypedLiteral(nested(depth, "[", "1", "]"), term.RDF+"JSON")}
		for _, prefixes := range []map[string]string{nil, {"x": "a:"}} {
			text, err := write([]quad.Quad{q}, syntax.WithPrefixes(prefixes))
			if err != nil || strings.Contains(text, "@json") != native {
				t.Fatal(depth, err)
			}
			if again, err := read(text); err != nil || len(again) != 1 || again[0] != q {
				t.Errorf("%d: %v", depth, err)
			}
		}
	}
}
