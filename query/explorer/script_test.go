package explorer_test

import (
	"context"
	"encoding/csv"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query/explorer"
	"talentgraph.example/query/gizmo/isolate"
)

func TestScripts(t *testing.T) {
	box, err := isolate.New()
	require.NoError(t, err)
	defer box.Close()
	g := article(t)
	s := of(t, g, explorer.WithScripts(box), explorer.WithLimits(explorer.Limits{Time: time.Minute}))
	run := func(script string) *httptest.ResponseRecorder { return s.post("/gizmo", url.Values{"q": {script}}) }
	w := run(`g.V("<id:alibaba>").in("<tg:from>").out("<tg:person>").all()`)
	assert.Equal(t, 200, w.Code)
	assert.Contains(t, w.Body.String(), "Yang Hongxia")
	w = run(`g.V().has("<tg:from>").tag("m").save("<tg:from>", "from").save("<tg:to>", "to").all()`)
	assert.Contains(t, w.Body.String(), "<svg", "rows with from and to are drawn")
	w = run("g.V(\n  oops(\n)")
	assert.Equal(t, 400, w.Code)
	assert.Contains(t, w.Body.String(), `class="wrong"`)
	w = of(t, g, explorer.WithScripts(box), explorer.WithLimits(explorer.Limits{Time: 700 * time.Millisecond})).post("/gizmo", url.Values{"q": {"while(true){}"}})
	assert.Equal(t, 422, w.Code, "%.300s", w.Body)
	assert.Contains(t, s.page("/gizmo?q=g.emit(1)"), "g.emit(1)", "GET shows it")
	assert.NotContains(t, s.page("/gizmo?q=g.emit(4100000%2B1)"), "4100001", "and does not run it")
	w = s.post("/gizmo", url.Values{"q": {"g.emit({a: 1})"}, "format": {"json"}})
	assert.JSONEq(t, `[{"a":1}]`, w.Body.String())

	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	r := httptest.NewRequestWithContext(ctx, "POST", "http://localhost/gizmo", strings.NewReader("q=while(true){}"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	began := time.Now()
	of(t, g, explorer.WithScripts(box), explorer.WithLimits(explorer.Limits{Time: 5 * time.Minute})).do(r)
	assert.Less(t, time.Since(began), time.Minute, "who has gone ends the script")
}

func TestSPARQL(t *testing.T) {
	g := article(t)
	s := of(t, g)
	run := func(query string) *httptest.ResponseRecorder { return s.post("/sparql", url.Values{"q": {query}}) }
	const moves = "SELECT ?p ?from ?to { ?m tg:person ?p ; tg:from ?from ; tg:to ?to } ORDER BY ?p"
	body := run(moves).Body.String()
	for _, want := range []string{"Yang Hongxia", `class="tgp"`, "Alibaba → ByteDance: 2, stated", "<th scope=\"col\">p</th>", "evidence", "disputed", "¶3"} {
		assert.Contains(t, body, want)
	}
	body = run("SELECT ?p { ?m tg:from id:alibaba ; tg:person ?p }").Body.String()
	assert.Contains(t, body, "call columns from and to", "it says why there is no picture")
	body = run("SELECT ?person ?when ?at ?role { ?m tg:person ?person ; tg:to ?at OPTIONAL { ?m tg:when ?when } OPTIONAL { ?m tg:role ?role } }").Body.String()
	assert.Contains(t, body, `id="pscript-lanes"`, "rows with person, when and at are lanes")
	assert.Contains(t, body, "time not told", "and have a place for what has no time")
	body = run(`SELECT ?person ?when { ?m tg:person ?person BIND("2021-03" AS ?when) }`).Body.String()
	assert.Regexp(t, `aria-label="[^"]*: 2021-03, stated"`, body)
	assert.NotContains(t, run(`SELECT ?person { ?m tg:person ?person }`).Body.String(), `id="pscript-lanes"`)
	assert.Contains(t, run("ASK { id:alibaba ?p ?o }").Body.String(), ">yes<")
	assert.Contains(t, run("ASK { id:alibaba tg:from ?o }").Body.String(), ">no<")
	assert.Contains(t, run("CONSTRUCT { ?p tg:to id:xiaomi } { ?m tg:person ?p ; tg:to id:xiaomi }").Body.String(), "Xiaomi")
	assert.Contains(t, run("SELECT (1+1 AS ?two) (<https://e.example/none> AS ?none) {}").Body.String(), "https://e.example/none", "what the graph does not know is text")
	assert.Contains(t, run("SELECT ?x { ?x tg:from id:nobody }").Body.String(), "do not say")

	w := run("SELECT ?p {\n  ?m tg:from\n}")
	assert.Equal(t, 400, w.Code)
	assert.Contains(t, w.Body.String(), `class="wrong"`)
	for _, update := range []string{"DELETE WHERE { ?s ?p ?o }", "INSERT DATA { id:a tg:to id:b }", "CLEAR ALL"} {
		before := g.Snapshot().Version()
		assert.Equal(t, 400, run(update).Code)
		assert.Equal(t, before, g.Snapshot().Version(), "there are no updates")
	}
	assert.Equal(t, 400, run("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }").Code, "there is no network")
	assert.NotContains(t, s.page("/sparql?q="+url.QueryEscape(moves)), "Yang Hongxia", "GET runs nothing")

	as := func(query, format string) string {
		return s.post("/sparql", url.Values{"q": {query}, "format": {format}}).Body.String()
	}
	assert.JSONEq(t, `{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"=1+1"}}]}}`, as(`SELECT ("=1+1" AS ?x) {}`, "json"))
	assert.JSONEq(t, `{"head":{},"boolean":true}`, as("ASK {}", "json"))
	assert.JSONEq(t, `[["<https://e.example/a>","<https://e.example/b>","\"c\""]]`, as(`CONSTRUCT { <https://e.example/a> <https://e.example/b> "c" } {}`, "json"))
	table, err := csv.NewReader(strings.NewReader(as(`SELECT ("=1+1" AS ?x) (id:alibaba AS ?y) {}`, "csv"))).ReadAll()
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"x", "y"}, {"'=1+1", "https://talentgraph.example/id/alibaba"}}, table)
	assert.Contains(t, as("ASK {}", "csv"), "no table")
	assert.Contains(t, as("ASK {}", "exe"), "no such format")
}

// Queries end where the handler's limits are, and when who asked has gone.
func TestSPARQLEnds(t *testing.T) {
	g := article(t)
	const endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?f != ?i) }"
	s := of(t, g, explorer.WithLimits(explorer.Limits{Time: 100 * time.Millisecond, Rows: 5}))
	assert.Equal(t, 422, s.post("/sparql", url.Values{"q": {endless}}).Code)
	w := s.post("/sparql", url.Values{"q": {"SELECT * { ?s ?p ?o }"}})
	assert.Equal(t, 422, w.Code)
	assert.NotContains(t, w.Body.String(), "<tbody", "a part of an answer is none")

	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	r := httptest.NewRequestWithContext(ctx, "POST", "http://localhost/sparql", strings.NewReader(url.Values{"q": {endless}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	began := time.Now()
	of(t, g, explorer.WithLimits(explorer.Limits{Time: 5 * time.Minute})).do(r)
	assert.Less(t, time.Since(began), time.Minute)
}
