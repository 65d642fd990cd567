package jsonld_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"

	"strings"
)

// TestWhatIsLeftOut: strict, it is an error; lenient, it is reported with its place, and all else is there.
func TestWhatIsLeftOut(t *testing.T) {
	for _, c := range []struct {
		doc, want string
		places    []string
	}{
		{`{"@context":{"@vocab":"http://schema.org/","target":{"@type":"@id"}},"@id":"a:s","@type":"SearchAction","target":"https://e/?s={search_term_string}"}`,
			`<a:s> a <http://schema.org/SearchAction> .`, []string{"1:114"}},
		{`{"@id":"a s","a:p":[1,{"@id":"a:t","a:p":2}]}`, `<a:t> <a:p> 2 .`, []string{"1:8"}},
		{`{"@id":"a:s","a:p q":[1,{"@id":"a:t","a:p":2},{"@list":[3,{"@id":"a:u","a:p":4}]}],"a:q":5}`, `<a:t> <a:p> 2 . <a:u> <a:p> 4 . <a:s> <a:q> 5 .`, []string{"1:14"}},
		{`{"@id":"a:s","@type":["a:T","rel","a:b c","a:U"],"a:p":1}`, `<a:s> a <a:T>, <a:U> ; <a:p> 1 .`, []string{"1:29", "1:35"}},
		{`{"@context":{"p":{"@id":"a:p","@type":"a:t t"}},"@id":"a:s","p":["x"],"a:q":1}`, `<a:s> <a:q> 1 .`, []string{"1:66"}},
		{`{"@id":"a:s","a:p":[{"@value":"x","@language":"e n"},{"@value":"y","@language":"en"}]}`, `<a:s> <a:p> "y"@en .`, []string{"1:47"}},
		{`{"@context":{"p":{"@id":"a:p","@container":"@language"}},"@id":"a:s","p":{"en":"x","_":"y","@none":"z"}}`, `<a:s> <a:p> "x"@en, "z" .`, []string{"1:84"}},
		{`{"@id":"a:s","_:p":[1,{"@id":"a:t","a:p":2}],"@reverse":{"_:q":{"@id":"a:u","a:p":3}}}`, `<a:t> <a:p> 2 . <a:u> <a:p> 3 .`, []string{"1:14", "1:58"}},
		{`{"@id":"a:s","a:p":{"@value":"x","@direction":"rtl","@language":"ar"}}`, `<a:s> <a:p> "x"@ar .`, []string{"1:30"}},
		{`{"@id":"a:s","a:p":{"@value":"x","@type":"http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"},"a:q":1}`, `<a:s> <a:q> 1 .`, []string{"1:42"}},
		{`{"@id":"rel","@graph":[{"@id":"a:s","a:p":1}],"a:p":2,"a:q":{"@id":"a:t","a:p":3}}`, `<a:t> <a:p> 3 .`, []string{"1:8"}},
		{`{"@id":"a:s","a:p":{"@list":[1,{"@id":"rel"},2]}}`,
			`<a:s> <a:p> _:1 . @prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . _:1 r:first 1 ; r:rest _:2 . _:2 r:rest _:3 . _:3 r:first 2 ; r:rest () .`, []string{"1:39"}},
		{`{"@id":"_:a b","a:p":1}`, ``, []string{"1:8"}},
		{`{"@id":"a:s","x":{"@id":"a:t","a:p":1},"a:q":{"y":1}}`, `<a:s> <a:q> [] .`, []string{"1:14", "1:47"}},
	} {
		var places []string
		got, err := read(c.doc, syntax.WithLenient(func(e *syntax.Error) error {
			places = append(places, fmt.Sprintf("%d:%d", e.Line, e.Column))
			return nil
		}))
		want, wantErr := quad.ReadAll(trig.NewReader(strings.NewReader(c.want)))
		if err != nil || wantErr != nil || !isotest.Isomorphic(got, want) || !slices.Equal(places, c.places) {
			t.Errorf("%s: got %v at %v, %v\nwant %v at %v, %v", c.doc, got, places, err, want, c.places, wantErr)
		}
		if got, err := read(c.doc); err == nil || !strings.HasPrefix(err.Error(), c.places[0]+": ") {
			t.Errorf("%s, strict: %v, %v", c.doc, got, err)
		}
		enough := errors.New("enough")
		if got, err := read(c.doc, syntax.WithLenient(func(*syntax.Error) error { return enough })); err != enough || len(got) > 0 {
			t.Errorf("%s: %v, %v", c.doc, got, err)
		}
	}
}

// TestDirections has the two ways to keep base directions.
func TestDirections(t *testing.T) {
	const doc = `{"@context":{"@language":"AR-eg","@direction":"rtl"},"@id":"a:s","a:p":"x","a:q":{"@value":"y","@direction":"ltr"}}`
	says(t, doc, `<a:s> <a:p> "x"^^<https://www.w3.org/ns/i18n#ar-eg_rtl> ; <a:q> "y"^^<https://www.w3.org/ns/i18n#_ltr> .`, syntax.WithDirection(syntax.I18NDatatype))
	says(t, doc, `@prefix r: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
		<a:s> <a:p> [ r:value "x" ; r:language "ar-eg" ; r:direction "rtl" ] ; <a:q> [ r:value "y" ; r:direction "ltr" ] .`, syntax.WithDirection(syntax.CompoundLiteral))
}

// TestStrictErrorsNameLenient: whatever lenient mode leaves out says so where it is refused.
func TestStrictErrorsNameLenient(t *testing.T) {
	for _, doc := range []string{
		`{"@id":"a:s","name":"x"}`, `{"@id":"a:s","@name":"x"}`, `{"@id":"a:{x}","a:p":1}`, `{"@id":"x","a:p":1}`, `{"@id":"a:s","_:p":1}`,
		`{"@id":"a:s","a:p":1.0000000000000001}`, `{"@id":"a:s","a:p":{"@value":"x","@language":"e n"}}`,
		`{"@id":"a:s","a:p":{"@value":"x","@direction":"ltr"}}`,
	} {
		_, err := read(doc)
		if err == nil || !strings.HasSuffix(err.Error(), " (WithLenient leaves such statements out)") {
			t.Errorf("%s: %v", doc, err)
		}
		if _, err := read(doc, syntax.WithLenient(func(*syntax.Error) error { return nil })); err != nil {
			t.Errorf("%s: %v", doc, err)
		}
	}
}
