package sparql_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/sparql"
)

// Queries that mean harm, or might as well: each ends in an answer or in the error of a limit, in time.
func TestHarm(t *testing.T) {
	g := numbered(t, 300)
	doubling := "SELECT ?x20 { BIND(\"aaaaaaaaaaaaaaaa\" AS ?x0) "
	for i := range 40 {
		doubling += fmt.Sprintf("BIND(CONCAT(?x%d, ?x%d) AS ?x%d) ", i, i, i+1)
	}
	replaced := "SELECT ?x20 { BIND(\"aaaaaaaaaaaaaaaa\" AS ?x0) "
	for i := range 40 {
		replaced += fmt.Sprintf("BIND(REPLACE(?x%d, \"a\", \"aa\") AS ?x%d) ", i, i+1)
	}
	numbers := "SELECT ?x40 { BIND(" + strings.Repeat("9", 10_000) + " AS ?x0) "
	for i := range 40 {
		numbers += fmt.Sprintf("BIND(?x%d * ?x%d AS ?x%d) ", i, i, i+1)
	}
	var values, prefixes strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&values, "%d ", i)
	}
	for i := range 5_000 {
		fmt.Fprintf(&prefixes, "PREFIX p%d: <http://p/%d#> ", i, i)
	}
	nots := strings.Repeat("FILTER NOT EXISTS { ?x ?y ?z ", 60)
	for name, text := range map[string]string{
		"product":        `SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }`,
		"counted":        `SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(?a != ?m) }`,
		"ring":           `SELECT * { ?x (<http://x/knows>*)* ?y }`,
		"ring both ways": `SELECT (COUNT(*) AS ?n) { ?x (<http://x/knows>|^<http://x/knows>)+ ?y }`,
		"doubling":       doubling + "}",
		"replaced":       replaced + "}",
		"concatenated":   `SELECT (GROUP_CONCAT(?l) AS ?all) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?d), STR(?c)) AS ?l) }`,
		"sorted":         `SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(?i) ?a`,
		"distinct":       `SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }`,
		"values":         `SELECT * { VALUES ?v {` + values.String() + `} ?x <http://x/age> ?v }`,
		"prefixes":       prefixes.String() + `SELECT * { ?x p4999:a ?y }`,
		"numbers":        numbers + "}",
		"regex":          `SELECT * { BIND("` + strings.Repeat("a", 20_000) + `" AS ?s) FILTER(REGEX(?s, "((a+)+)+b"), true) }`,
		"nots":           "SELECT * { ?x ?y ?z " + nots + strings.Repeat("}", 61),
		"far":            `SELECT * { { SELECT * { ?a ?b ?c } OFFSET 1000000000000000000 } }`,
		"mixed":          `SELECT (SUM(?c) AS ?s) { ?a ?b ?c }`,
		"surrogates":     `SELECT * { ?x <http://p/\uD800> ?y }`,
		"unions":         "SELECT (COUNT(*) AS ?n) { " + strings.Repeat("{ ?a ?b ?c } UNION ", 1000) + "{} }",
		"optionals":      "SELECT (COUNT(*) AS ?n) { ?x ?y ?z " + strings.Repeat("OPTIONAL { ?x <http://x/knows> ?z } ", 300) + "}",
		"services":       `SELECT * { ?x ?y ?z SERVICE SILENT ?x { ?a ?b ?c } }`,
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			n := 0
			var err error
			for _, err = range sparql.Select(t.Context(), g, text, sparql.WithTimeout(300*time.Millisecond), sparql.WithMaxMemory(32<<20), sparql.WithMaxQuerySize(1<<20), sparql.WithMaxText(1<<20), sparql.WithMaxRows(50_000)) {
				n++
			}
			var syntax *sparql.SyntaxError
			if err != nil && !assert.True(t, isLimit(err) || errors.As(err, &syntax), "%v", err) {
				t.Log(text)
			}
			assert.Less(t, time.Since(begun), 10*time.Second, "%d rows, %v", n, err)
		})
	}
}

// Two updates at once, with readers beside them: each reader sees a whole state.
func TestUpdatesAtOnce(t *testing.T) {
	g := numbered(t, 10)
	var all sync.WaitGroup
	for w := range 2 {
		all.Go(func() {
			for i := range 20 {
				_, err := sparql.Update(t.Context(), g, fmt.Sprintf(`INSERT DATA { <http://w/%d/%d> <http://x/left> 1 ; <http://x/right> 1 }`, w, i))
				assert.NoError(t, err)
			}
		})
	}
	for range 2 {
		all.Go(func() {
			for range 50 {
				rows, err := query.All(sparql.Select(t.Context(), g, `SELECT ?x { ?x <http://x/left> 1 FILTER NOT EXISTS { ?x <http://x/right> 1 } }`))
				assert.NoError(t, err)
				assert.Empty(t, rows)
			}
		})
	}
	all.Wait()
	assert.EqualValues(t, 20+80, g.Size())
}

// A run that is cancelled at its n-th look ends with the context's error, and an update has changed nothing.
func TestCancelledAnywhere(t *testing.T) {
	g := numbered(t, 1500)
	for _, text := range []string{
		`SELECT (COUNT(*) AS ?n) { ?x <http://x/knows> ?y . ?y <http://x/age> ?a FILTER(?a > 3) }`,
		`SELECT ?a (COUNT(*) AS ?n) { ?x <http://x/knows>/<http://x/age> ?a } GROUP BY ?a ORDER BY DESC(?a)`,
		`SELECT * { <http://x/1> <http://x/knows>+ ?y }`,
	} {
		for n := 0; ; n++ {
			ctx := &counted{Context: t.Context(), left: n}
			_, err := query.All(sparql.Select(ctx, g, text))
			if err == nil {
				break
			}
			require.ErrorIs(t, err, context.Canceled, text)
			require.Less(t, n, 10_000)
		}
	}
	before := g.Size()
	for n := 0; n < 30; n += 3 {
		ctx := &counted{Context: t.Context(), left: n}
		if _, err := sparql.Update(ctx, g, `INSERT { ?y <http://x/known> ?x } WHERE { ?x <http://x/knows> ?y } ; DELETE WHERE { ?x <http://x/known> ?y }`); err != nil {
			require.ErrorIs(t, err, context.Canceled)
		}
		require.Equal(t, before, g.Size())
	}
}

// counted is a context that ends at its n-th look.
type counted struct {
	context.Context
	mutex sync.Mutex
	left  int
}

func (c *counted) Err() error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// FuzzParams holds parameters to be values, whatever they hold.
func FuzzParams(f *testing.F) {
	f.Add(`" } ; DROP ALL #`, "en", "http://x")
	g := numbered(f, 3)
	f.Fuzz(func(t *testing.T, text, lang, datatype string) {
		for _, v := range []quad.Value{quad.String(text), quad.LangString{Value: quad.String(text), Lang: lang}, quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}, quad.IRI(text), quad.BNode(text)} {
			rows, err := query.All(sparql.Select(t.Context(), g, `SELECT (STR($v) AS ?s) { ?x <http://x/age> 1 }`, sparql.WithParam("v", v)))
			if err != nil {
				continue // what no term can be
			}
			require.Len(t, rows, 1)
			if _, blank := v.(quad.BNode); !blank {
				require.Equal(t, quad.Value(quad.String(text)), rows[0].Value("s"))
			}
		}
		require.EqualValues(t, 6, g.Size())
	})
}

func isLimit(err error) bool {
	var limit *graph.LimitError
	return errors.As(err, &limit)
}
