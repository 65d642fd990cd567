package explorer_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/explorer"
	"talentgraph.example/query/gizmo/isolate"
)

// Whoever is not our page, asked for by our name, gets nothing.
func TestStrangers(t *testing.T) {
	box, err := isolate.New()
	require.NoError(t, err)
	defer box.Close()
	s := of(t, article(t), explorer.WithHosts("graph.example.org"), explorer.WithScripts(box))
	for _, c := range []struct {
		method, host string
		header       map[string]string
		want         int
	}{
		{"GET", "127.0.0.1:8080", nil, 200}, {"GET", "localhost", nil, 200}, {"GET", "[::1]:80", nil, 200}, {"GET", "Graph.Example.org", nil, 200},
		{"GET", "graph.example.org:8443", nil, 200}, {"GET", "evil.example", nil, 421}, {"GET", "127.0.0.1.evil.example", nil, 421}, {"GET", "", nil, 421}, {"GET", "localhost@evil.example", nil, 421},
		{"GET", "localhost", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200},
		{"GET", "localhost", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403},
		{"GET", "localhost", map[string]string{"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}, 403},
		{"GET", "localhost", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403},
		{"GET", "localhost", map[string]string{"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200},
		{"POST", "localhost", map[string]string{"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}, 200},
		{"POST", "localhost", map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403},
		{"POST", "localhost", map[string]string{"Origin": "https://evil.example"}, 403}, {"POST", "localhost", map[string]string{"Origin": "http://localhost"}, 200},
		{"POST", "localhost", map[string]string{"Origin": "null"}, 403}, {"PUT", "localhost", nil, 405}, {"DELETE", "localhost", nil, 405},
	} {
		path := "/"
		if c.method == "POST" {
			path = "/gizmo"
		}
		r := httptest.NewRequest(c.method, "http://x"+path, strings.NewReader("q=1"))
		r.Host = c.host
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for name, value := range c.header {
			r.Header.Set(name, value)
		}
		w := s.do(r)
		assert.Equal(t, c.want, w.Code, "%+v", c)
		assert.Contains(t, w.Header().Get("Content-Security-Policy"), "default-src 'none'")
		assert.Equal(t, "nosniff", w.Header().Get("X-Content-Type-Options"))
	}
}

func TestSizes(t *testing.T) {
	box, err := isolate.New()
	require.NoError(t, err)
	defer box.Close()
	s := of(t, article(t), explorer.WithScripts(box), explorer.WithLimits(explorer.Limits{Upload: 2000}), explorer.WithLoad(func(_ context.Context, _ string, r io.Reader) (string, error) {
		_, err := io.Copy(io.Discard, r)
		return "read", err
	}))
	long := strings.Repeat("x", 3<<10)
	assert.Equal(t, 413, s.get("/e?id="+long).Code)
	assert.Equal(t, 413, s.get("/gizmo?q="+strings.Repeat("x", 65<<10)).Code)
	assert.Equal(t, 200, s.get("/gizmo?q="+strings.Repeat("x", 60<<10)).Code)
	assert.Equal(t, 414, s.get("/gizmo?q="+strings.Repeat("x", 300<<10)).Code)
	assert.Equal(t, 413, s.post("/gizmo", url.Values{"q": {strings.Repeat(" ", 70<<10)}}).Code)
	assert.Equal(t, 413, s.post("/gizmo", url.Values{"q": {strings.Repeat("x", 1<<20)}}).Code)
	assert.Equal(t, 200, s.upload("a.nq", "x").Code)
	assert.Equal(t, 413, s.upload("a.nq", strings.Repeat("x", 3000)).Code)
}

func (s site) upload(name, text string) *httptest.ResponseRecorder {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("file", name)
	require.NoError(s.t, err)
	_, err = part.Write([]byte(text))
	require.NoError(s.t, err)
	require.NoError(s.t, m.Close())
	r := httptest.NewRequest("POST", "http://127.0.0.1/load", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return s.do(r)
}

func TestReadOnly(t *testing.T) {
	s := of(t, article(t), explorer.ReadOnly(), explorer.WithLoad(func(context.Context, string, io.Reader) (string, error) { panic("not to be called") }))
	assert.Equal(t, 405, s.upload("a.nq", "").Code)
	assert.Equal(t, 405, s.post("/desk", nil).Code)
	assert.NotContains(t, s.page("/"), `type="file"`)
}

func TestHostileNames(t *testing.T) {
	g := graph.New()
	names := []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "\u202eevil", "a\x01b\x1b[31m", strings.Repeat("長", 100_000), "{{.}}", "javascript:alert(1)"}
	for i, name := range names {
		iri := func(kind string) quad.IRI { return quad.IRI(fmt.Sprintf("javascript:%s%d\"'<>", kind, i)) }
		claim := iri("c")
		label := quad.LangString{Value: quad.String(name), Lang: "en"}
		for _, q := range []quad.Quad{
			quad.Make(iri("o"), vocab.RDFType, vocab.ORGOrganization, nil), quad.Make(iri("o"), vocab.SKOSPrefLabel, label, nil),
			quad.Make(iri("p"), vocab.RDFType, vocab.ClassPerson, nil), quad.Make(iri("p"), vocab.SKOSPrefLabel, label, nil),
			quad.Make(iri("m"), vocab.Person, iri("p"), claim), quad.Make(iri("m"), vocab.From, iri("o"), claim), quad.Make(iri("m"), vocab.Role, label, claim),
			quad.Make(iri("m"), vocab.To, quad.IRI("javascript:o0\"'<>"), claim), quad.Make(claim, vocab.Note, label, nil), quad.Make(claim, vocab.PROVHadPrimarySource, iri("s"), nil),
			quad.Make(claim, vocab.Certainty, vocab.CertaintyDisputed, nil), quad.Make(iri("s"), vocab.SKOSPrefLabel, label, nil),
		} {
			if err := g.Add(t.Context(), q); err != nil {
				require.ErrorIs(t, err, graph.ErrInvalidQuad)
			}
		}
	}
	s := of(t, g)
	for _, path := range []string{"/", "/flows", "/ask/moves", "/disputes", "/search?q=a", "/search?q=" + url.QueryEscape(names[0]), "/why?s=" + url.QueryEscape(names[1]), "/gizmo?q=" + url.QueryEscape("</textarea>"+names[0])} {
		body := s.get(path).Body.String()
		assert.Equal(t, 1, strings.Count(body, "<script"), path)
		assert.NotContains(t, body, "<img", path)
		assert.NotRegexp(t, `(?i)href="\s*(javascript|data|vbscript):`, body, path)
		assert.Equal(t, strings.Count(body, "<textarea"), strings.Count(body, "</textarea"), path)
	}
}
