package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/hostile"
	"talentgraph.example/examples/internal/program"
)

func askSPARQL(t *testing.T, args ...string) (status int, out, errs string) {
	var stdout, stderr bytes.Buffer
	status = program.Run(t.Context(), "ask", run, append([]string{"sparql"}, args...), &stdout, &stderr)
	return status, stdout.String(), stderr.String()
}

func TestSPARQL(t *testing.T) {
	const moves = `SELECT ?person ?to { ?m tg:from id:alibaba ; tg:to id:bytedance, ?to ; tg:person ?person } ORDER BY ?person`
	file := filepath.Join(t.TempDir(), "moves.rq")
	require.NoError(t, os.WriteFile(file, []byte(moves), 0o600))
	for _, text := range []string{moves, file} {
		status, out, errs := askSPARQL(t, text, "-evidence")
		assert.Zero(t, status)
		assert.Empty(t, errs)
		assert.Equal(t, `person        to         certainty  passages
------------  ---------  ---------  ----------------------------------------------
Yang Hongxia  ByteDance  stated     ¶3[145:189], ¶5[0:55], ¶12[82:108], ¶3[68:189]
Zhou Chang    ByteDance  stated     ¶5[78:143]
`, out)
	}
	for _, c := range []struct{ text, form, want string }{
		{`ASK { id:alibaba a org:Organization }`, "table", "yes\n"},
		{`ASK { id:alibaba a tg:Person }`, "json", `{"head":{},"boolean":false}` + "\n"},
		{`SELECT (COUNT(*) AS ?n) { ?m a tg:Move }`, "csv", "n\n10\n"},
		{`SELECT ?x { ?x a tg:None }`, "table", "No rows.\n"},
		{`SELECT ?x { VALUES ?x { 1 UNDEF "a,b" } }`, "csv", "x\n1\n\n\"a,b\"\n"},
		{`SELECT (1e0/0 AS ?x) ("-INF"^^xsd:float AS ?y) ("NaN"^^xsd:double AS ?z) (true AS ?b) ("2019-01-02T03:04:05Z"^^xsd:dateTime AS ?t) {}`, "csv",
			"x,y,z,b,t\nINF,'-INF,NaN,true,2019-01-02T03:04:05Z\n"},
		{`SELECT (1e0/0 AS ?x) ("-INF"^^xsd:float AS ?y) ("NaN"^^xsd:double AS ?z) (2.50 AS ?d) {}`, "markdown",
			"| x | y | z | d | certainty |\n| --: | --: | --: | --: | --- |\n| INF | -INF | NaN | 2.50 | unknown |\n"},
		{`CONSTRUCT { id:alibaba tg:from 1 } {}`, "table", "@prefix id: <https://talentgraph.example/id/> .\n@prefix tg: <https://talentgraph.example/ns#> .\n\nid:alibaba tg:from 1 .\n"},
		{`SELECT ?f (COUNT(*) AS ?n) { ?m tg:from ?f } GROUP BY ?f ORDER BY DESC(?n) LIMIT 1`, "markdown", "| f | n | certainty |\n| --- | --: | --- |\n| Alibaba | 3 | stated |\n"},
	} {
		_, out, _ := askSPARQL(t, c.text, "-format", c.form)
		assert.Equal(t, c.want, out, c.text)
	}
	_, _, errs := askSPARQL(t, `ASK { ?x tg:frm ?y }`, "-explain")
	assert.Contains(t, errs, "ASK WHERE {")
	assert.Contains(t, errs, `note: 1:10: there is no tg:frm`)
	for text, want := range map[string]string{"": "expected SELECT", "SELECT ?x {": "1:12: expected"} {
		status, _, errs := askSPARQL(t, text)
		assert.Equal(t, 1, status)
		assert.Contains(t, errs, want)
	}
	status, _, errs := askSPARQL(t, "ASK {}", "-top", "3")
	assert.Equal(t, 1, status)
	assert.Contains(t, errs, "say it in the query")
	_, out, _ := askSPARQL(t, "-help")
	assert.Contains(t, out, "usage: ask sparql TEXT")
}

// No text of the data acts on the terminal.
func TestHostileSPARQL(t *testing.T) {
	file := hostile.Facts(t)
	for _, form := range []string{"table", "csv", "markdown", "json"} {
		for _, text := range []string{`SELECT * { ?s ?p ?o }`, `CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }`} {
			status, out, errs := askSPARQL(t, text, "-data", file, "-format", form)
			assert.Zero(t, status, errs)
			hostile.Plain(t, out)
		}
	}
	_, _, errs := askSPARQL(t, "SELECT \x1b[2J")
	hostile.Plain(t, errs)
}
