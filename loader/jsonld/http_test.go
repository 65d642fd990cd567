package jsonld

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"io/fs"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/jsonld/internal/compact"
	tree "talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/syntax"
)

// RoundTrip plays the W3C's server for a test.
func (s suiteTest) RoundTrip(r *http.Request) (*http.Response, error) {
	response := &http.Response{StatusCode: http.StatusOK, Status: "200 OK", Header: http.Header{}, Body: http.NoBody, Request: r}
	name := strings.TrimPrefix(r.URL.String(), suiteBase)
	contentType := map[string]string{".jsonld": mediaJSONLD, ".json": "application/json", ".html": "text/html"}[path.Ext(name)]
	if name == s.Input {
		if s.Option.RedirectTo != "" {
			response.StatusCode = s.Option.HTTPStatus
			response.Header.Set("Location", "/json-ld-api/tests/"+s.Option.RedirectTo)
			return response, nil
		}
		if s.Option.ContentType != "" {
			contentType = s.Option.ContentType
		}
		switch links := s.Option.HTTPLink.(type) {
		case string:
			response.Header.Add("Link", links)
		case []any:
			for _, l := range links {
				response.Header.Add("Link", l.(string))
			}
		}
	}
	text, err := s.document(r.URL.String())
	if err != nil {
		response.StatusCode, response.Status = http.StatusNotFound, "404 Not Found"
	}
	response.Header.Set("Content-Type", contentType+"; charset=utf-8")
	response.Body = io.NopCloser(bytes.NewReader(text))
	return response, nil
}

func TestW3CRemoteDocuments(t *testing.T) {
	suite(t, "remote-doc", 18, 0, nil, func(t *testing.T, s suiteTest) error {
		client := &http.Client{Transport: s}
		from := suiteBase + s.Input
		d, err := get(t.Context(), client, from)
		for moved := (*syntax.MovedError)(nil); errors.As(err, &moved); {
			from, moved = moved.IRI, nil
			d, err = get(t.Context(), client, from)
		}
		if s.is("Negative") {
			var code ErrorCode
			if !errors.As(err, &code) || string(code) != s.Code {
				return fmt.Errorf("not %q but %w", s.Code, err)
			}
			return nil
		}
		if err != nil {
			return err
		}
		load := HTTPLoader(client)
		tr := newTransform([]syntax.Option{syntax.WithBase(from), syntax.WithLenient(func(*syntax.Error) error { return nil }), syntax.WithDocuments(func(iri string) ([]byte, error) { return load(t.Context(), iri) })})
		if d.context != "" {
			tr.expandContext = tree.NewString(d.context)
		}
		objects, err := tr.expand(bytes.NewReader(d.text))
		if err != nil {
			return err
		}
		got, err := tr.write(compact.Expanded(tr.pace, objects))
		return sameJSON(got, s.read(t, s.Expect), err)
	})
}

// TestHTTPLoader reads documents whose contexts come from a server.
func TestHTTPLoader(t *testing.T) {
	answer := func(contentType, text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			fmt.Fprint(w, text)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/plain", answer("application/json", `{"@context":{"p":"http://e/p"}}`))
	mux.HandleFunc("/old/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/new/place", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/new/place", answer("application/ld+json", `{"@context":"beside"}`))
	mux.HandleFunc("/new/beside", answer("application/vnd.x+json", `{"@context":{"p":"http://e/moved"}}`))
	mux.HandleFunc("/page", answer("text/html", `<p>x</p><script type="application/ld+json">{"@context":{"p":"http://e/html"}}</script>`))
	mux.HandleFunc("/linked", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Link", `<other>; rel="preload", </plain>; rel="x alternate"; type="application/ld+json"`)
		answer("text/plain", "x")(w, r)
	})
	mux.HandleFunc("/circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) })
	mux.HandleFunc("/text", answer("text/plain", `{"@context":{}}`))
	mux.HandleFunc("/bare", answer("text/html", `<p>x</p>`))
	mux.HandleFunc("/broken", answer("application/json", "{\n  bad"))
	server := httptest.NewServer(mux)
	defer server.Close()
	for name, want := range map[string]string{
		"/plain": "http://e/p", "/old/moved": "http://e/moved", "/page": "http://e/html", "/linked": "http://e/p",
	} {
		quads, err := readWith(t.Context(), server, name)
		if err != nil || len(quads) != 1 || quads[0].Predicate != quad.IRI(want) {
			t.Errorf("%s: %v, %v", name, quads, err)
		}
	}
	for name, want := range map[string]string{
		"/missing": "404 Not Found", "/circle": "the document is at", "/text": `the type "text/plain" is no JSON`,
		"/bare": "no script element", "/broken": "/broken:2:3: loading remote context failed: this is no JSON; expected a key",
	} {
		quads, err := readWith(t.Context(), server, name)
		var code ErrorCode
		var wrong *syntax.Error
		if len(quads) > 0 || err == nil || !strings.Contains(err.Error(), want) || !errors.As(err, &code) ||
			code != "loading remote context failed" || !errors.As(err, &wrong) || wrong.Line == 0 {
			t.Errorf("%s: %v, %v; want %s", name, quads, err, want)
		}
	}
	if _, err := HTTPLoader(nil)(t.Context(), "file:///etc/passwd"); err == nil || !strings.Contains(err.Error(), "only http: and https:") {
		t.Error(err)
	}
}

// TestHTTPLoaderAndContext: a server that never answers holds nobody whose context has ended.
func TestHTTPLoaderAndContext(t *testing.T) {
	asked := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
	}))
	defer server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	if quads, err := readWith(ctx, server, "/slow"); !errors.Is(err, context.Canceled) || len(quads) > 0 {
		t.Errorf("%v, %v", quads, err)
	}
}

func readWith(ctx context.Context, server *httptest.Server, name string) ([]quad.Quad, error) {
	load := HTTPLoader(server.Client())
	return quad.ReadAll(NewReader(strings.NewReader(fmt.Sprintf(`{"@context":%q,"@id":"http://e/s","p":1}`, server.URL+name)),
		syntax.WithFile("d"), syntax.WithContext(ctx), syntax.WithDocuments(func(iri string) ([]byte, error) { return load(ctx, iri) })))
}

func TestLinks(t *testing.T) {
	got := links([]string{`<a>; rel="x y" ; type=t/u; flag; title="a, \"b\"; c", <b>;rel=z`, `nothing`, `<c>`, `<d`})
	want := []link{
		{"a", map[string]string{"rel": "x y", "type": "t/u", "title": `a, "b"; c`}}, {"b", map[string]string{"rel": "z"}}, {"c", map[string]string{}},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || !got[0].is("Y") || got[1].is("y") {
		t.Errorf("got %v", got)
	}
}

func TestFolderLoader(t *testing.T) {
	load := FolderLoader(fstest.MapFS{
		"e.example/a": {Data: []byte("1")}, "e.example/b.jsonld": {Data: []byte("2")}, "e.example/c.json": {Data: []byte("3")},
		"e.example/d/index.jsonld": {Data: []byte("4")}, "e.example/index.json": {Data: []byte("5")},
		"e.example/q?x=1%2F2": {Data: []byte("6")}, "e.example_80/a": {Data: []byte("7")},
	})
	for iri, want := range map[string]string{
		"https://e.example/a": "1", "http://e.example/b": "2", "https://e.example/c": "3", "https://e.example/d": "4", "https://e.example/d/": "4",
		"https://e.example/": "5", "https://e.example": "5", "https://e.example/q?x=1/2": "6", "https://e.example:80/a": "7", "https://e.example/x/../a": "1",
	} {
		if got, err := load(t.Context(), iri); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", iri, got, err)
		}
	}
	for _, iri := range []string{"https://e.example/x", "https://other.example/a", "urn:x", "https://../a", "https://e.example/../../a/b", "%"} {
		if got, err := load(t.Context(), iri); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %q, %v", iri, got, err)
		}
	}
}
