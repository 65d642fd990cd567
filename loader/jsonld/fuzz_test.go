package jsonld_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/syntax"
)

// addSeeds gives a fuzzer some documents of its own, and those of the W3C if they are there.
func addSeeds(f *testing.F) {
	for _, doc := range []string{
		`{"@context":{"@vocab":"http://v/","x":{"@container":"@list","@type":"@json"}},"@id":"a:s","x":[1,{"@list":[]}],"@type":"T"}`,
		`[{"@id":"_:a","a:p":{"@value":[{}],"@type":"@json"},"@reverse":{"a:q":{"@id":"a:x"}}},{"@graph":[{"a:p":{"@set":[]}}]}]`,
		`{"@context":{"@version":1.1,"p":{"@id":"a:p","@container":["@graph","@index"],"@context":{"q":"a:q"}},"T":{"@id":"a:T","@context":{"@propagate":true,"p":null}},"n":"@nest"},
			"@type":"T","p":{"i":{"q":1}},"n":[{"a:x":1.50}],"@included":{"a:y":{"@value":"z","@language":"en","@direction":"ltr"}}}`,
		`{"@context":["c",{"@import":"c","@protected":true,"x":{"@reverse":"a:x"}}],"x":{"@id":"rel"},"a":"b"}`,
	} {
		f.Add(doc)
	}
	if root := os.Getenv("TALENTGRAPH_SUITES"); root != "" {
		names, err := filepath.Glob(filepath.Join(root, "json-ld", "toRdf", "*-in.jsonld"))
		if err != nil || len(names) == 0 {
			f.Fatal("no seeds", err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
}

// fuzzOptions let a document reach every corner.
func fuzzOptions() []syntax.Option {
	return []syntax.Option{
		syntax.WithBase("http://example.com/x"), syntax.WithFile("f"), syntax.WithDirection(syntax.I18NDatatype), syntax.WithMaxExpansion(1 << 20), syntax.WithMaxDepth(200),
		syntax.WithDocuments(func(iri string) ([]byte, error) {
			return []byte(`{"@context":{"a":"http://a/","x":{"@id":"a:x","@context":{"b":"a:b"}}}}`), nil
		}),
	}
}

// FuzzReader: nothing panics, errors have places, a byte at a time is as good as all at once, and what is read is written
// and read back the same.
func FuzzReader(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		quads, err := read(text, fuzzOptions()...)
		slow, slowErr := quad.ReadAll(jsonld.NewReader(iotest.OneByteReader(strings.NewReader(text)), fuzzOptions()...))
		if len(slow) != len(quads) || (err == nil) != (slowErr == nil) || err != nil && err.Error() != slowErr.Error() {
			t.Fatalf("%q: %v, but a byte at a time %v", text, err, slowErr)
		}
		var wrong *syntax.Error
		if err != nil && (!errors.As(err, &wrong) || wrong.Line < 1 || wrong.Column < 1 || len(err.Error()) > 1000) {
			t.Fatalf("%q: an error without a place: %v", text, err)
		}
		lenient, lenientErr := read(text, append(fuzzOptions(), syntax.WithLenient(func(*syntax.Error) error { return nil }))...)
		if err == nil && (lenientErr != nil || len(lenient) != len(quads)) {
			t.Fatalf("%q: lenient mode gives %v, %v, strict %v", text, lenient, lenientErr, quads)
		}
		if len(lenient) > 12 {
			return
		}
		for _, prefixes := range []map[string]string{nil, {"a": "http://a/", "": "http://example.com/", "b": "a:"}} {
			out, err := write(lenient, syntax.WithPrefixes(prefixes))
			if err != nil {
				t.Fatal(err)
			}
			again, err := read(out)
			if err != nil || !isotest.Isomorphic(again, lenient) {
				t.Fatalf("%q gives %v, written as %s, read as %v, %v", text, lenient, out, again, err)
			}
		}
	})
}

// FuzzForms: a document that is expanded, flattened or compacted says what it said.
func FuzzForms(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		quads, err := read(text, fuzzOptions()...)
		if err != nil || len(quads) > 12 {
			return
		}
		context := []byte(`{"@context":{"a":"http://a/","v":{"@id":"http://v/x","@container":"@list"},"@language":"en"}}`)
		for name, form := range map[string]func(io.Reader) ([]byte, error){
			"expanded":  func(r io.Reader) ([]byte, error) { return jsonld.Expand(r, fuzzOptions()...) },
			"flattened": func(r io.Reader) ([]byte, error) { return jsonld.Flatten(r, nil, fuzzOptions()...) },
			"compacted": func(r io.Reader) ([]byte, error) { return jsonld.Compact(r, context, fuzzOptions()...) },
		} {
			out, err := form(strings.NewReader(text))
			var code jsonld.ErrorCode
			if errors.As(err, &code) {
				continue // such as conflicting indexes, or IRIs that look like compact ones
			}
			if err != nil {
				t.Fatalf("%q, %s: %v", text, name, err)
			}
			again, err := read(string(out), fuzzOptions()...)
			if err != nil || !isotest.Isomorphic(again, quads) {
				t.Fatalf("%q gives %v, but %s as %s it gives %v, %v", text, quads, name, out, again, err)
			}
		}
	})
}

// FuzzHTML: nothing panics, and errors have places.
func FuzzHTML(f *testing.F) {
	f.Add(`<base href="x"><!-- --><script type="application/ld+json">{"@id":"s","a:p":1}</script>`)
	f.Add(`<script type=application/ld+json>[{"@id":"a:s"},<!--</script><p title="</script>">`)
	f.Fuzz(func(t *testing.T, text string) {
		_, err := quad.ReadAll(jsonld.NewHTMLReader(strings.NewReader(text), fuzzOptions()...))
		var wrong *syntax.Error
		if err != nil && (!errors.As(err, &wrong) || wrong.Line < 1 || wrong.Column < 1) {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
