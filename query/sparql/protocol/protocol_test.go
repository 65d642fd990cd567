package protocol_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/query/sparql"
	"talentgraph.example/query/sparql/protocol"
)

func facts(t *testing.T, n int) *graph.Graph {
	g := graph.New()
	var quads []quad.Quad
	for i := range n {
		quads = append(quads, quad.Quad{Subject: quad.IRI(fmt.Sprintf("http://x/%d", i)), Predicate: quad.IRI("http://p"), Object: quad.Int(i), Label: quad.IRI(fmt.Sprintf("http://g/%d", i%2))})
	}
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error { return tx.Add(quads...) }))
	return g
}

type client struct {
	t    *testing.T
	base string
}

func (c client) do(method, query, kind, body, accept string) (status int, gotKind, text string, err error) {
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.base+query, strings.NewReader(body))
	require.NoError(c.t, err)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	if accept != "" {
		r.Header.Set("Accept", accept)
	}
	response, err := http.DefaultClient.Do(r)
	require.NoError(c.t, err)
	defer response.Body.Close()
	all, err := io.ReadAll(response.Body)
	return response.StatusCode, response.Header.Get("Content-Type"), string(all), err
}

func serve(t *testing.T, h http.Handler) client {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return client{t, s.URL}
}

func TestQueries(t *testing.T) {
	c := serve(t, protocol.New(facts(t, 10)))
	const text = `SELECT ?x ?n { ?x <http://p> ?n FILTER(?n < 3) } ORDER BY ?n`
	form := url.Values{"query": {text}}.Encode()
	for _, ask := range [][3]string{
		{"GET", "?" + form, ""},
		{"POST", form, "application/x-www-form-urlencoded"},
		{"POST", text, "application/sparql-query; charset=utf-8"},
	} {
		query, body := ask[1], ""
		if ask[0] == "POST" {
			query, body = "", ask[1]
		}
		status, kind, answer, err := c.do(ask[0], query, ask[2], body, "")
		require.NoError(t, err)
		assert.Equal(t, 200, status)
		assert.Equal(t, "application/sparql-results+json; charset=utf-8", kind)
		var doc struct {
			Head    struct{ Vars []string }
			Results struct {
				Bindings []map[string]map[string]string
			}
		}
		require.NoError(t, json.Unmarshal([]byte(answer), &doc), answer)
		assert.Equal(t, []string{"x", "n"}, doc.Head.Vars)
		assert.Len(t, doc.Results.Bindings, 3)
		assert.Equal(t, "http://x/0", doc.Results.Bindings[0]["x"]["value"])
	}
	for accept, want := range map[string]string{
		"text/csv": "text/csv; charset=utf-8", "application/xml;q=0.5, text/csv;q=0.2": "application/xml; charset=utf-8",
		"text/*": "text/csv; charset=utf-8", "*/*": "application/sparql-results+json; charset=utf-8",
	} {
		status, kind, _, err := c.do("GET", "?"+form, "", "", accept)
		require.NoError(t, err)
		assert.Equal(t, 200, status)
		assert.Equal(t, want, kind, accept)
	}
	get := func(query string, more ...string) (int, string) {
		v := url.Values{"query": {query}}
		for i := 0; i < len(more); i += 2 {
			v.Add(more[i], more[i+1])
		}
		status, _, answer, err := c.do("GET", "?"+v.Encode(), "", "", "")
		require.NoError(t, err)
		return status, answer
	}
	status, answer := get(`ASK { ?x ?y 5 }`)
	assert.Equal(t, 200, status)
	assert.JSONEq(t, `{"head":{},"boolean":true}`, answer)
	_, answer = get(`CONSTRUCT { ?x <http://q> "a\tb"@en } { ?x ?y 5 }`)
	assert.Equal(t, "<http://x/5> <http://q> \"a\\tb\"@en .\n", answer)
	_, answer = get(`CONSTRUCT { ?x <http://q> 1 } { ?x ?y 500 }`)
	assert.Empty(t, answer)
	_, answer = get(`SELECT (COUNT(*) AS ?n) { ?x ?y ?z }`, "default-graph-uri", "http://g/0")
	assert.Contains(t, answer, `"value":"5"`)
	_, answer = get(`SELECT (COUNT(*) AS ?n) FROM <http://g/0> { ?x ?y ?z }`, "named-graph-uri", "http://g/0")
	assert.Contains(t, answer, `"value":"0"`, "the request's dataset goes before the query's")
}

func TestRefused(t *testing.T) {
	c := serve(t, protocol.New(facts(t, 10), sparql.WithMaxRows(5)))
	for _, r := range []struct {
		method, query, kind, body, accept string
		status                            int
		says                              string
	}{
		{"GET", "?query=SELECT", "", "", "", 400, "1:7: expected"},
		{"GET", "", "", "", "", 400, "one query"},
		{"GET", "?query=ASK{}&query=ASK{}", "", "", "", 400, "one query"},
		{"GET", "?update=CLEAR+ALL", "", "", "", 400, "by POST"},
		{"PUT", "", "", "", "", 405, "GET or POST"},
		{"GET", "?query=ASK{}&default-graph-uri=g", "", "", "", 400, "\"g\" in the request is no absolute IRI"},
		{"POST", "?named-graph-uri=", "application/sparql-query", "ASK {}", "", 400, "no absolute IRI"},
		{"GET", "?query=ASK{?x+?y+1;?z+2}", "", "", "", 400, "%3B"},
		{"POST", "", "text/plain", "ASK {}", "", 415, "text/plain"},
		{"POST", "", "", "ASK {}", "", 415, "missing"},
		{"POST", "", "application/sparql-query; charset=gbk", "ASK {}", "", 415, "utf-8"},
		{"POST", "", "application/sparql-update", "CLEAR ALL", "", 403, "no updates"},
		{"POST", "", "application/x-www-form-urlencoded", "update=CLEAR+ALL", "", 403, "no updates"},
		{"GET", "?query=ASK{}", "", "", "image/png", 406, "can be written as"},
		{"GET", "?query=" + url.QueryEscape("SELECT * { ?x ?y ?z }"), "", "", "", 500, "limit reached: rows, 5"},
	} {
		status, _, answer, err := c.do(r.method, r.query, r.kind, r.body, r.accept)
		require.NoError(t, err)
		assert.Equal(t, r.status, status, "%v", r)
		assert.Contains(t, answer, r.says)
	}
}

// An error after the first rows breaks the connection.
func TestBroken(t *testing.T) {
	c := serve(t, protocol.New(facts(t, 3000), sparql.WithMaxRows(2900)))
	status, _, answer, err := c.do("GET", "?query="+url.QueryEscape("SELECT * { ?x ?y ?z }"), "", "", "")
	assert.Equal(t, 200, status)
	assert.Error(t, err)
	assert.NotContains(t, answer, "]}}")
}

// Triples come in every format that a program adds.
func TestFormatsOfTriples(t *testing.T) {
	h := protocol.New(facts(t, 10))
	for _, f := range []loader.Format{loader.RDFXML, loader.JSONLD, loader.TriG, loader.NQuads, loader.Turtle} {
		h = protocol.WithFormat(h, f.MediaType(), func(ctx context.Context, w io.Writer, triples graph.Reader) error {
			return loader.Write(ctx, w, triples, loader.WithFormat(f))
		})
	}
	c := serve(t, protocol.AllowOrigins(h, "*"))
	for _, query := range []string{`CONSTRUCT { ?x <http://q/n> ?n . _:b <http://q/of> ?x } { ?x <http://p> ?n FILTER(?n < 3) }`, "DESCRIBE <http://x/4>"} {
		var sizes []int64
		for _, accept := range []string{"application/rdf+xml", "application/ld+json", "application/trig;q=0.9, image/png", "application/n-quads", "text/turtle", "application/n-triples", ""} {
			status, kind, text, err := c.do("GET", "?query="+url.QueryEscape(query), "", "", accept)
			require.NoError(t, err)
			require.Equal(t, 200, status, text)
			format := loader.NTriples
			for _, f := range []loader.Format{loader.RDFXML, loader.JSONLD, loader.TriG, loader.NQuads, loader.Turtle} {
				if strings.HasPrefix(kind, f.MediaType()+";") {
					format = f
				}
			}
			got := graph.New()
			_, err = loader.Load(t.Context(), got, strings.NewReader(text), loader.WithFormat(format))
			require.NoError(t, err, "%s: %s", accept, text)
			sizes = append(sizes, got.Size())
		}
		assert.Len(t, slices.Compact(sizes), 1, sizes)
		assert.Positive(t, sizes[0])
	}
	status, _, text, err := c.do("GET", "?query="+url.QueryEscape("CONSTRUCT WHERE { ?x ?y ?z }"), "", "", "application/rdf+json")
	require.NoError(t, err)
	assert.Equal(t, 406, status)
	assert.Contains(t, text, "application/rdf+xml")
}

func TestHead(t *testing.T) {
	c := serve(t, protocol.New(facts(t, 10)))
	status, kind, text, err := c.do("HEAD", "?query=ASK{}", "", "", "text/csv")
	require.NoError(t, err)
	assert.Equal(t, 200, status)
	assert.Equal(t, "text/csv; charset=utf-8", kind)
	assert.Empty(t, text)
}

func TestUpdates(t *testing.T) {
	g := facts(t, 10)
	c := serve(t, protocol.NewWithUpdates(g))
	status, _, answer, err := c.do("POST", "", "application/sparql-update", "INSERT DATA { <http://a> <http://b> 1 }", "")
	require.NoError(t, err)
	assert.Equal(t, 200, status)
	assert.Equal(t, "1 quads added, 0 removed\n", answer)
	status, _, _, err = c.do("POST", "", "application/x-www-form-urlencoded", url.Values{"update": {"DELETE { ?x ?y ?z } WHERE { ?x ?y ?z }"}, "using-graph-uri": {"http://g/1"}}.Encode(), "")
	require.NoError(t, err)
	assert.Equal(t, 200, status)
	assert.EqualValues(t, 6, g.Size())
	status, _, answer, err = c.do("POST", "?using-graph-uri=http://g/1", "application/sparql-update", "WITH <http://g/1> DELETE { ?x ?y ?z } WHERE { ?x ?y ?z }", "")
	require.NoError(t, err)
	assert.Equal(t, 400, status)
	assert.Contains(t, answer, "must not have USING or WITH")
	assert.EqualValues(t, 6, g.Size())
}
