package jsonld

import (
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
)

func readPage(text string, opts ...syntax.Option) ([]quad.Quad, error) {
	return quad.ReadAll(NewHTMLReader(strings.NewReader(text), append(opts, syntax.WithFile("p.html"))...))
}

func TestHTML(t *testing.T) {
	const scripts = `<!DOCTYPE html>
<html><head><title>{"@id":"a:title","a:p":1}</title>
<!-- <script type="application/ld+json">{"@id":"a:comment","a:p":1}</script> -->
<script>var x = '{"@id":"a:script"}'</script>
<SCRIPT id=one TYPE="Application/LD+JSON; profile=http://www.w3.org/ns/json-ld#x">
  {"@id":"a:one","a:p":"<b>&amp;</b>"}
</SCRIPT>
</head><body><script type="application/ld+json" id="two words">[{"@id":"a:two","a:p":2},{"@id":"a:three","a:p":{"@id":"rel"}}]</script>
<script type="text/plain">{"@id":"a:plain","a:p":1}</script></body></html>`
	const all = `<a:one> <a:p> "<b>&amp;</b>" . <a:two> <a:p> 2 . <a:three> <a:p> <http://b.example/x/rel> .`
	for _, c := range []struct{ name, page, base, want string }{
		{"all scripts", scripts, "http://b.example/x/page", all},
		{"by fragment", scripts, "http://b.example/x/page#two%20words", `<a:two> <a:p> 2 . <a:three> <a:p> <http://b.example/x/rel> .`},
		{"base element", `<base href="/y/"><base href="/z/"><script type="application/ld+json">{"@id":"","a:p":1}</script>`, "http://b.example/x/page", `<http://b.example/y/> <a:p> 1 .`},
		{"absolute base", `<script type="application/ld+json">{"@id":"s","a:p":1}</script><base href="http://c.example/">`, "", `<http://c.example/s> <a:p> 1 .`},
		{"blank nodes are the page's", `<script type="application/ld+json">{"@id":"_:b","a:p":{}}</script><script type="application/ld+json">{"@id":"_:b","a:q":{}}</script>`, "", `_:b <a:p> [] ; <a:q> [] .`},
		{"a byte order mark", "\uFEFF" + `<script type="application/ld+json">{"@id":"a:s","a:p":1}</script>`, "", `<a:s> <a:p> 1 .`},
		{"it does not end", `<script type="application/ld+json">{"@id":"a:s","a:p":1}`, "", `<a:s> <a:p> 1 .`},
	} {
		got, err := readPage(c.page, syntax.WithBase(c.base))
		want, wantErr := quad.ReadAll(trig.NewReader(strings.NewReader(c.want)))
		if err != nil || wantErr != nil || !isomorphic(got, want) {
			t.Errorf("%s: %v, %v, want %v, %v", c.name, got, err, want, wantErr)
		}
	}
}

func TestHTMLErrors(t *testing.T) {
	for _, c := range []struct{ page, base, want, code string }{
		{"<p>\n</p>", "", "p.html:1:1: loading document failed: the HTML page has no script element", "loading document failed"},
		{`<script type="application/ld+json" id="a">{}</script>`, "a:b#c", "p.html:1:1: loading document failed: not one script element", "loading document failed"},
		{"<p>名\n名<script type='application/ld+json'>\n {\"a:p\" 1}</script>", "", "p.html:3:9: invalid script element: this is no JSON; expected ':'", "invalid script element"},
		{"<script type='application/ld+json'>1</script>", "", "p.html:1:36: invalid script element: no JSON-LD document; expected an object or an array", "invalid script element"},
		{"<script type='application/ld+json'></script><script type='application/ld+json'> </script>", "", "p.html:1:80: invalid script element: this is no JSON; expected a value", "invalid script element"},
		{"名<script type='application/ld+json'>{\"a:p\":{\"@id\":5}}</script>", "", "p.html:1:51: invalid @id value; expected a string", "invalid @id value"},
		{"\xff", "", "p.html:1:1: the page is not UTF-8", ""},
	} {
		got, err := readPage(c.page, syntax.WithBase(c.base))
		var code ErrorCode
		errors.As(err, &code)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || string(code) != c.code || len(got) > 0 {
			t.Errorf("%s: %v, %v (%s), want %s", c.page, got, err, code, c.want)
		}
	}
	reports := 0
	if got, err := readPage("<p>", syntax.WithLenient(func(*syntax.Error) error { reports++; return nil })); err != nil || len(got) > 0 || reports != 1 {
		t.Errorf("%v, %v, %d reports", got, err, reports)
	}
	reports = 0
	broken := `<script type="application/ld+json">{"@id":"a:s",}</script><script type="application/ld+json">[{"@id":"a:t","a:p":1}]</script>`
	if got, err := readPage(broken, syntax.WithLenient(func(e *syntax.Error) error { reports += e.Column; return nil })); err != nil || len(got) != 1 || reports != 49 {
		t.Errorf("%v, %v, %d", got, err, reports)
	}
	page := `<script type="application/ld+json">{"@id":"a:s","a:p":1}</script>`
	if _, err := readPage(page, syntax.WithMaxDocument(len(page)-1)); !errors.Is(err, limit.Err) {
		t.Error(err)
	}
	if got, err := readPage(page, syntax.WithMaxDocument(len(page))); err != nil || len(got) != 1 {
		t.Error(got, err)
	}
}
