package jsonld_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
)

// says checks that a document says the same as a text in TriG.
func says(t *testing.T, doc, want string, opts ...syntax.Option) {
	t.Helper()
	quads, err := quad.ReadAll(trig.NewReader(strings.NewReader(want)))
	if err != nil {
		t.Fatal(want, err)
	}
	if got, err := read(doc, opts...); err != nil || !isotest.Isomorphic(got, quads) {
		t.Errorf("%s: %v\n got %v\nwant %v", doc, err, got, quads)
	}
}

// refuses checks that a document has an error with a code of the standard's, at a place.
func refuses(t *testing.T, doc string, code jsonld.ErrorCode, place string, opts ...syntax.Option) {
	t.Helper()
	got, err := read(doc, opts...)
	var found jsonld.ErrorCode
	var wrong *syntax.Error
	if errors.As(err, &found); found != code || !errors.As(err, &wrong) || !strings.HasPrefix(err.Error(), place+": ") || len(got) > 0 {
		t.Errorf("%s: got %v, %v\nwant %s: %s", doc, got, err, place, code)
	}
}

// documents are remote contexts by their IRIs.
func documents(all map[string]string) syntax.Option {
	return syntax.WithDocuments(func(iri string) ([]byte, error) {
		if text, ok := all[iri]; ok {
			return []byte(text), nil
		}
		return nil, fmt.Errorf("asked for %s", iri)
	})
}

func TestVersion(t *testing.T) {
	const want = `<http://e/a> <http://e/p> "v" .`
	for _, version := range []string{"1.1", "1.10", "11e-1", "0.11E1", "110.0e-2"} {
		context := `{"@version":` + version + `,"p":"http://e/p"}`
		says(t, `{"@context":`+context+`,"@id":"http://e/a","p":"v"}`, want)
		says(t, `{"@context":"http://c/","@id":"http://e/a","p":"v"}`, want, documents(map[string]string{"http://c/": `{"@context":` + context + `}`}))
		says(t, `{"@context":{"@import":"http://c/","@version":1.1},"@id":"http://e/a","p":"v"}`, want, documents(map[string]string{"http://c/": `{"@context":` + context + `}`}))
		says(t, `{"@context":{"q":{"@id":"http://e/q","@context":`+context+`}},"@id":"http://e/b","q":{"@id":"http://e/a","p":"v"}}`, `<http://e/b> <http://e/q> <http://e/a> . `+want)
	}
	for _, version := range []string{"1.0", "1", "1.11", "-1.1", `"1.1"`, "null", "[1.1]", "11", "1.1000000000000001"} {
		refuses(t, `{"@context":{"@version":`+version+`}}`, "invalid @version value", "1:25")
	}
}

func TestNestedTermsWithContexts(t *testing.T) {
	says(t, `{"@context":{"@vocab":"http://v/","n":{"@id":"@nest","@context":{"p":"http://n/p"}}},"@id":"http://e/s","n":{"p":"x"}}`, `<http://e/s> <http://n/p> "x" .`)
	// The context counts within only, and for what is nested further.
	says(t, `{"@context":{"@vocab":"http://v/","n":{"@id":"@nest","@context":{"p":"http://n/p","m":{"@id":"@nest","@context":{"q":"http://m/q"}}}}},
		"@id":"http://e/s","p":1,"q":2,"n":[{"p":3,"m":{"p":4,"q":5}},{"q":6}]}`,
		`<http://e/s> <http://v/p> 1 ; <http://v/q> 2, 6 ; <http://n/p> 3, 4 ; <http://m/q> 5 .`)
	says(t, `{"@context":{"@vocab":"http://v/","n":"@nest"},"@id":"http://e/s","n":{"@type":"T","p":{"q":1}}}`, `<http://e/s> a <http://v/T> ; <http://v/p> [ <http://v/q> 1 ] .`)
	refuses(t, `{"@context":{"n":"@nest"},"@id":"a:s","n":"x"}`, "invalid @nest value", "1:43")
	refuses(t, `{"@context":{"n":"@nest","v":"@value"},"@id":"a:s","n":{"v":1}}`, "invalid @nest value", "1:57")
}

func TestRelativeContexts(t *testing.T) {
	all := documents(map[string]string{
		"https://c.example/rel":     `{"@context":["nov"]}`,
		"https://c.example/nov":     `{"@context":{"@vocab":"http://v/"}}`,
		"https://c.example/import":  `{"@context":{"@import":"nov","p":"http://p/"}}`,
		"https://c.example/scoped":  `{"@context":{"@vocab":"http://v/","q":{"@context":"d/scope"},"T":{"@context":"d/scope"}}}`,
		"https://c.example/d/scope": `{"@context":["inner"]}`,
		"https://c.example/d/inner": `{"@context":{"p":"http://inner/p"}}`,
		"http://base/own":           `{"@context":{"@vocab":"http://own/"}}`,
	})
	base := syntax.WithBase("http://base/doc")
	says(t, `{"@context":"https://c.example/rel","@id":"http://e/s","p":1}`, `<http://e/s> <http://v/p> 1 .`, all, base)
	says(t, `{"@context":"https://c.example/import","@id":"http://e/s","p":1,"q":2}`, `<http://e/s> <http://p/> 1 ; <http://v/q> 2 .`, all, base)
	says(t, `{"@context":"https://c.example/scoped","@id":"http://e/s","p":1,"q":{"@id":"http://e/t","p":2}}`,
		`<http://e/s> <http://v/p> 1 ; <http://v/q> <http://e/t> . <http://e/t> <http://inner/p> 2 .`, all, base)
	says(t, `{"@context":"https://c.example/scoped","@id":"http://e/s","@type":"T","p":1}`, `<http://e/s> a <http://v/T> ; <http://inner/p> 1 .`, all, base)
	says(t, `{"@context":"own","@id":"http://e/s","p":1}`, `<http://e/s> <http://own/p> 1 .`, all, base)
	// The base of a context is the document's place, not its @base.
	says(t, `{"@context":[{"@base":"http://else/"},"own"],"@id":"s","p":1}`, `<http://else/s> <http://own/p> 1 .`, all, base)
	refuses(t, `{"@context":"own"}`, "loading document failed", "1:13", all)
	// What was moved is resolved against the place where it is.
	moved := syntax.WithDocuments(func(iri string) ([]byte, error) {
		switch iri {
		case "https://old.example/x":
			return nil, fmt.Errorf("wrapped: %w", &syntax.MovedError{IRI: "https://c.example/a/rel"})
		case "https://c.example/a/rel":
			return []byte(`{"@context":"nov"}`), nil
		case "https://c.example/a/nov":
			return []byte(`{"@context":{"@vocab":"http://v/"}}`), nil
		}
		return nil, fmt.Errorf("asked for %s", iri)
	})
	says(t, `{"@context":"https://old.example/x","@id":"http://e/s","p":1}`, `<http://e/s> <http://v/p> 1 .`, moved)
}

func TestGraphContainersWithNullContexts(t *testing.T) {
	says(t, `{"@context":{"g":{"@id":"http://e/g","@container":"@graph","@context":[null,{"q":"http://e/q"}]}},"@id":"http://e/a","g":{"@id":"http://e/b","q":"v"}}`,
		`<http://e/a> <http://e/g> _:g . _:g { <http://e/b> <http://e/q> "v" }`)
	says(t, `{"@context":{"g":{"@id":"http://e/g","@container":["@graph","@id"],"@context":[null,{"q":"http://e/q"}]}},"@id":"http://e/a","g":{"http://e/n":{"@id":"http://e/b","q":"v"}}}`,
		`<http://e/a> <http://e/g> <http://e/n> . <http://e/n> { <http://e/b> <http://e/q> "v" }`)
	says(t, `{"@context":{"g":{"@id":"http://e/g","@container":["@graph","@index","@set"],"@context":[null,{"q":"http://e/q"}]}},"@id":"http://e/a","g":{"i":[{"@id":"http://e/b","q":"v"}]}}`,
		`<http://e/a> <http://e/g> _:g . _:g { <http://e/b> <http://e/q> "v" }`)
}

// TestNullSaysNo: what a context maps to null is left out on purpose.
func TestNullSaysNo(t *testing.T) {
	says(t, `{"@context":{"@vocab":"http://e/","from":null},"@id":"http://e/a","from":"x","to":"y"}`, `<http://e/a> <http://e/to> "y" .`)
	says(t, `{"@context":{"@vocab":"http://e/","from":{"@id":null}},"@id":"http://e/a","from":{"to":1},"to":"y"}`, `<http://e/a> <http://e/to> "y" .`)
	says(t, `{"@context":[{"from":"http://e/from"},{"from":null}],"@id":"http://e/a","from":"x","http://e/to":"y"}`, `<http://e/a> <http://e/to> "y" .`)
	says(t, `{"@id":"http://e/a","http://e/p":[null,{"@value":null},{"@set":[null]},{"@list":[null,1]}],"http://e/q":null}`, `<http://e/a> <http://e/p> (1) .`)
	says(t, `{"@id":"http://e/g","@graph":[null,{"@id":"http://e/a","http://e/p":1}]}`, `<http://e/g> { <http://e/a> <http://e/p> 1 }`)
	// A class that is mapped to null is none: that is told.
	if got, err := read(`{"@context":{"@vocab":"http://e/","T":null},"@id":"http://e/a","@type":"T"}`); err == nil || !strings.HasPrefix(err.Error(), "1:72: a word that looks like a keyword, but is none, or that is mapped to null") {
		t.Error(got, err)
	}
}

// TestLikeKeywords: what has the form of a keyword is kept for the future. Definitions of it define nothing.
func TestLikeKeywords(t *testing.T) {
	for _, definition := range []string{`{"@reverse":"@sometype"}`, `{"@id":"@sometype"}`, `"@sometype"`} {
		says(t, `{"@context":{"p":`+definition+`},"@id":"http://e/a"}`, ``)
		if _, err := read(`{"@context":{"p":` + definition + `},"@id":"http://e/a","p":1}`); err == nil || !strings.Contains(err.Error(), `no @context maps the key "p"`) {
			t.Errorf("%s: %v", definition, err)
		}
	}
	says(t, `{"@context":{"@vocab":"http://e/","@foo":"http://e/foo","@":"http://e/at","@1":"http://e/at1"},"@id":"http://e/a","@":1,"@1":2}`, `<http://e/a> <http://e/at> 1 ; <http://e/at1> 2 .`)
	doc := `{"@context":{"@vocab":"http://e/"},"@id":"http://e/a","@foo":"x","to":["y",{"@id":"@ignoreMe"},{"@id":"http://e/b","@bar":{"to":2}}],"@type":["@baz","T"]}`
	if got, err := read(doc); err == nil || !strings.HasPrefix(err.Error(), `1:55: a key that looks like a keyword, but is none: "@foo"`) {
		t.Error(got, err)
	}
	var places []int
	says(t, doc, `<http://e/a> a <http://e/T> ; <http://e/to> "y", <http://e/b> .`, syntax.WithLenient(func(e *syntax.Error) error {
		places = append(places, e.Column)
		return nil
	}))
	if fmt.Sprint(places) != fmt.Sprint([]int{55, 116, 143, 83}) {
		t.Error(places)
	}
	// A protected term stays, whatever is tried on it.
	refuses(t, `{"@context":[{"@protected":true,"p":"http://e/p"},{"p":"@sometype"}]}`, "protected term redefinition", "1:52")
}

// TestRefused has what the standard refuses, each in ways of its own.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ doc, code, place string }{
		{`{"@context":{"":"http://e/p"},"@id":"http://e/a","":"v"}`, "invalid term definition", "1:14"},
		{`{"@context":{"":null}}`, "invalid term definition", "1:14"},
		{`{"@context":{"t":7}}`, "invalid term definition", "1:18"},
		{`{"@context":{"t":{"@id":"a:t","id":"x"}}}`, "invalid term definition", "1:31"},
		{`{"@context":{"t":{"@id":"a:t","@index":"a:i"}}}`, "invalid term definition", "1:40"},
		{`{"@context":{"a:t":{"@id":"a:t","@prefix":true}}}`, "invalid term definition", "1:43"},
		{`{"@context":{"t":{"@id":"@type","@prefix":true}}}`, "invalid term definition", "1:43"},
		{`{"@id":"http://e/a","http://e/p":{"@value":"v","@type":["http://e/t1","http://e/t2"]}}`, "invalid typed value", "1:57"},
		{`{"@id":"http://e/a","http://e/p":{"@value":"v","@type":["http://e/t1"]}}`, "invalid typed value", "1:57"},
		{`{"@id":"http://e/a","http://e/p":{"@value":"v","@type":[]}}`, "invalid typed value", "1:34"},
		{`{"@id":"http://e/a","http://e/p":{"@value":"v","@type":"relative"}}`, "invalid typed value", "1:56"},
		{`{"@id":"http://e/a","http://e/p":{"@value":"v","@type":"_:b"}}`, "invalid typed value", "1:56"},
		{`{"@context":{"@vocab":1}}`, "invalid vocab mapping", "1:23"},
		{`{"@context":{"@base":1}}`, "invalid base IRI", "1:22"},
		{`{"@context":{"@base":"rel"}}`, "invalid base IRI", "1:22"},
		{`{"@context":{"@propagate":"no"}}`, "invalid @propagate value", "1:27"},
		{`{"@context":{"@protected":null}}`, "invalid @protected value", "1:27"},
		{`{"@context":{"t":{"@id":"a:t","@protected":1}}}`, "invalid @protected value", "1:44"},
		{`{"@context":{"@direction":"up"}}`, "invalid base direction", "1:27"},
		{`{"@context":{"t":{"@id":"a:t","@container":["@list","@set"]}}}`, "invalid container mapping", "1:44"},
		{`{"@context":{"t":{"@id":"a:t","@container":["@id","@index"]}}}`, "invalid container mapping", "1:44"},
		{`{"@context":{"t":{"@id":"a:t","@container":[]}}}`, "invalid container mapping", "1:44"},
		{`{"@context":{"t":{"@reverse":"a:t","@container":"@list"}}}`, "invalid reverse property", "1:49"},
		{`{"@context":{"t":{"@id":"a:t","@type":"@set"}}}`, "invalid type mapping", "1:39"},
		{`{"@context":{"t":{"@id":"@context"}}}`, "invalid keyword alias", "1:25"},
		{`{"@context":{"@id":"a:t"}}`, "keyword redefinition", "1:14"},
		{`{"@context":{"@type":{"@container":"@list"}}}`, "keyword redefinition", "1:14"},
		{`{"@context":{"a":"b:x","b":"c:x","c":"a:x"}}`, "cyclic IRI mapping", "1:14"},
		{`{"@context":{"t":{"@id":"a:t","@context":{"u":5}}}}`, "invalid scoped context", "1:47"},
		{`{"@context":[{"@protected":true,"t":"a:t"},null]}`, "invalid context nullification", "1:44"},
		{`{"@context":[[]]}`, "invalid local context", "1:14"},
		{`{"@id":"a:s","a:p":{"@value":"x","@language":"en","@type":"a:t"}}`, "invalid value object", "1:20"},
		{`{"@id":"a:s","a:p":{"@value":1,"@language":"en"}}`, "invalid language-tagged value", "1:30"},
		{`{"@id":"a:s","a:p":{"@list":[],"@id":"a:l"}}`, "invalid set or list object", "1:20"},
		{`{"@context":{"id":"@id"},"@id":"a:s","id":"a:t"}`, "colliding keywords", "1:38"},
		{`{"@id":"a:s","@reverse":{"a:p":"x"}}`, "invalid reverse property value", "1:32"},
		{`{"@id":"a:s","@reverse":{"@id":"a:t"}}`, "invalid reverse property map", "1:26"},
		{`{"@id":"a:s","@included":"x"}`, "invalid @included value", "1:26"},
		{`{"@id":"a:s","@type":{"@id":"a:t"}}`, "invalid type value", "1:22"},
		{`{"@context":{"t":{"@id":"a:t","@container":"@language"}},"@id":"a:s","t":{"en":1}}`, "invalid language map value", "1:80"},
	} {
		refuses(t, c.doc, jsonld.ErrorCode(c.code), c.place)
	}
}

// TestEveryKeyCounts has keys that are easily passed over.
func TestEveryKeyCounts(t *testing.T) {
	says(t, `{"@context":{"@vocab":"http://schema.org/"},"@id":"http://e/a","":"v"}`, `<http://e/a> <http://schema.org/> "v" .`)
	says(t, `{"@context":{"@vocab":"http://v/"},"@id":"http://e/a"," ":"v"}`, ``, syntax.WithLenient(func(e *syntax.Error) error {
		if e.Column != 55 {
			return e
		}
		return nil
	}))
	says(t, `{"@context":{"@vocab":"http://v/#"},"@id":"http://e/a","?q":1,"/":2,".":3,"@":4,":":5,"0":6}`,
		`<http://e/a> <http://v/#?q> 1 ; <http://v/#/> 2 ; <http://v/#.> 3 ; <http://v/#@> 4 ; <http://v/#:> 5 ; <http://v/#0> 6 .`)
	for _, key := range []string{"", "x", "/", "a b"} {
		if got, err := read(fmt.Sprintf(`{"@id":"http://e/a",%q:"v"}`, key)); err == nil || !strings.HasPrefix(err.Error(), "1:21: no @context maps the key") {
			t.Errorf("%q: %v, %v", key, got, err)
		}
	}
}

func TestPrefixes(t *testing.T) {
	doc := `{"@context":["http://c/",{"@vocab":"http://v/","own":"http://own#","odd":{"@id":"http://odd/x","@prefix":true},"none":"http://none/x","no":{"@id":"http://no/","@prefix":false},"k":"@id"}],
		"own:p":{"@context":{"inner":"http://inner/"},"p":1}}`
	r := jsonld.NewReader(strings.NewReader(doc), documents(map[string]string{"http://c/": `{"@context":{"far":"http://far/","own":"http://else/"}}`}))
	if got := r.Prefixes(); len(got) > 0 {
		t.Error(got)
	}
	if _, err := quad.ReadAll(r); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"": "http://v/", "own": "http://own#", "odd": "http://odd/x", "far": "http://far/"}
	if got := r.Prefixes(); !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestSharedContexts: what one document makes of a remote context is the next one's, too, unless it depends on the base.
func TestSharedContexts(t *testing.T) {
	asked := map[string]int{}
	all := map[string]string{
		"http://c/":  `{"@context":["b",{"@vocab":"#","T":{"@id":"a:T","@context":{"@base":"sub/","p":{"@id":"a:p","@type":"@id"}}},"n":{"@id":"a:n","@context":null}}]}`,
		"http://c/b": `{"@context":{"x":"a:x"}}`,
	}
	fetch := syntax.WithDocuments(func(iri string) ([]byte, error) {
		asked[iri]++
		return []byte(all[iri]), nil
	})
	contexts := jsonld.NewContexts()
	for i := range 5 {
		for _, c := range []struct{ base, doc, want string }{
			{"http://one/", `{"@context":"http://c/","@id":"s","q":1,"x":2}`, `<http://one/s> <http://one/#q> 1 ; <a:x> 2 .`},
			{"http://two/", `{"@context":"http://c/","@id":"s","q":1,"n":{"a:y":{"@id":"r"}}}`, `<http://two/s> <http://two/#q> 1 ; <a:n> [ <a:y> <http://two/r> ] .`},
			{"http://one/", `{"@context":"http://c/","@id":"s","@type":"T","p":"o"}`, `<http://one/sub/s> a <a:T> ; <a:p> <http://one/sub/o> .`},
			{"http://two/", `{"@context":["http://c/",{"x":"b:x"}],"@id":"s","@type":"T","p":"o","x":1}`, `<http://two/sub/s> a <a:T> ; <a:p> <http://two/sub/o> ; <b:x> 1 .`},
			{"http://two/", `{"@context":["http://c/b",{"@base":"http://three/"}],"@id":"s","x":1}`, `<http://three/s> <a:x> 1 .`},
			{"http://two/", `{"@context":"http://c/b","@id":"s","x":1}`, `<http://two/s> <a:x> 1 .`},
		} {
			want, err := quad.ReadAll(trig.NewReader(strings.NewReader(c.want)))
			if err != nil {
				t.Fatal(err)
			}
			got, err := quad.ReadAll(contexts.NewReader(strings.NewReader(c.doc), syntax.WithBase(c.base), fetch))
			if err != nil || !isotest.Isomorphic(got, want) {
				t.Errorf("round %d, %s: %v, %v, want %v", i, c.doc, got, err, want)
			}
		}
	}
	if asked["http://c/"] != 1 || asked["http://c/b"] != 1 {
		t.Error(asked)
	}
	// A context that could not be had is asked for again.
	all["http://c/late"] = "{"
	late := `{"@context":"http://c/late","x":1}`
	if got, err := quad.ReadAll(contexts.NewReader(strings.NewReader(late), fetch)); err == nil {
		t.Error(got)
	}
	all["http://c/late"] = all["http://c/b"]
	if got, err := quad.ReadAll(contexts.NewReader(strings.NewReader(late), fetch)); err != nil || len(got) != 1 {
		t.Error(got, err)
	}
}
