package jsonld_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

// references are those of RFC 3986, section 5.4, and some with characters beyond ASCII and with escapes.
var references = []string{
	"g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..", "../", "../g", "../..", "../../", "../../g",
	"../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/./y", "g;x=1/../y",
	"g?y/./x", "g?y/../x", "g#s/./x", "g#s/../x", "g:h", "http:g", "urn:x:y",
	"名", "名/子", "?名=子", "#名", "//名.example/子", "%E5%90%8D", "%e5", "a%20b/../c", "%2e%2e/g", "a//b", "/a//../b", "~é", "a'b", "a=b&c=d",
}

var bases = []string{
	"http://a/b/c/d;p?q", "http://a", "http://a/", "http://a?q", "http://a/b#f", "http://b/人/", "http://b/人?子#名", "http://例.example/%E4%BA%BA/x", "file:///a/b", "urn:x:y",
	"http://a/b/../c", "http://a//b//c", "HTTP://A/b",
}

// TestReferencesAreTurtles: what a reference stands for is the same as in Turtle, wherever it stands, for every base.
func TestReferencesAreTurtles(t *testing.T) {
	resolve := func(base, reference string) quad.Value {
		quads, err := quad.ReadAll(turtle.NewReader(strings.NewReader(fmt.Sprintf("<%s> a 1 .", reference)), syntax.WithBase(base)))
		if err != nil {
			t.Fatal(base, reference, err)
		}
		return quads[0].Subject
	}
	for _, base := range bases {
		for _, reference := range references {
			want := resolve(base, reference)
			for _, doc := range []string{
				`{"@id":%[1]q,"a:p":1}`, `{"@context":{"@base":%[2]q},"@id":%[1]q,"a:p":1}`,
				`{"@context":{"p":{"@id":"a:p","@type":"@id"}},"@id":"a:s","a:q":{"@id":%[1]q,"a:p":1}}`,
				`{"@id":"a:s","a:q":[{"@id":"a:o","@type":%[1]q}]}`,
				`{"@context":{"p":{"@id":"a:p","@container":"@id"}},"@id":"a:s","p":{%[1]q:{"a:q":1}}}`,
				`{"@context":{"p":{"@id":"a:p","@type":"@vocab"}},"@id":"a:s","p":%[1]q}`,
			} {
				text := fmt.Sprintf(doc+"%.0[2]s", reference, base)
				quads, err := read(text, syntax.WithBase(base))
				found := false
				for _, q := range quads {
					found = found || q.Subject == want || q.Object == want
				}
				if err != nil || !found {
					t.Fatalf("%s with the base %s: %v, %v, want %v", text, base, quads, err, want)
				}
			}
		}
	}
}

// TestVocabularyAndBase: a vocabulary may be relative to the base, and a base to the one before it.
func TestVocabularyAndBase(t *testing.T) {
	base := syntax.WithBase("http://b/doc")
	for vocab, want := range map[string]string{"#": "http://b/doc#p", "": "http://b/docp", "人/": "http://b/人/p", "?": "http://b/doc?p", "//c/": "http://c/p", "x:y": "x:yp"} {
		says(t, fmt.Sprintf(`{"@context":{"@vocab":%q},"@id":"http://e/s","p":"x"}`, vocab), fmt.Sprintf(`<http://e/s> <%s> "x" .`, want), base)
	}
	says(t, `{"@context":{"@base":"http://b/人/"},"@id":"名","http://v/p":"x"}`, `<http://b/人/名> <http://v/p> "x" .`)
	says(t, `{"@context":[{"@base":"http://b/x/y"},{"@base":"../人/"},{"@base":"z"}],"@id":"#名","http://v/p":"x"}`, `<http://b/人/z#名> <http://v/p> "x" .`)
	says(t, `{"@context":[{"@vocab":"http://v/"},{"@vocab":"w#"}],"@id":"http://e/s","p":"x"}`, `<http://e/s> <http://v/w#p> "x" .`)
	says(t, `{"@context":{"@base":null},"@id":"s","http://v/p":"x"}`, ``, base, syntax.WithLenient(func(e *syntax.Error) error {
		if !strings.HasPrefix(e.Error(), "1:34: a relative IRI") {
			return e
		}
		return nil
	}))
}

// TestWhatNoIRIMayHave is refused when it comes of a relative reference as it is in an absolute IRI.
func TestWhatNoIRIMayHave(t *testing.T) {
	for _, c := range []string{"{", "}", " ", "<", ">", "|", "^", "`", "\x01"} {
		for _, reference := range []string{"http://e/a" + c, "a" + c + "b", "?" + c} {
			doc := fmt.Sprintf(`{"@id":%s,"a:p":1}`, strings.ReplaceAll(fmt.Sprintf("%q", reference), `\x01`, `\u0001`))
			if got, err := read(doc, syntax.WithBase("http://b/")); err == nil || !strings.HasPrefix(err.Error(), "1:8: an IRI cannot have") {
				t.Errorf("%s: %v, %v", doc, got, err)
			}
		}
	}
	if got, err := read(`{"@id":"http://e/a#b#c","a:p":1}`); err == nil || !strings.HasPrefix(err.Error(), "1:8: an IRI cannot have '#' twice") {
		t.Error(got, err)
	}
}
