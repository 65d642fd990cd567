package syntax

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Errors tell people from other languages how it is written here.
func TestHints(t *testing.T) {
	for _, c := range [][2]string{
		{"SELECT count(?x) { ?x ?y ?z }", "as in (COUNT(?x) AS ?name)"},
		{"SELECT ?y count(*) { ?x ?y ?z } GROUP BY ?y", "as in (COUNT(?x) AS ?name)"},
		{"SELECT str(?a) { ?a ?b ?c }", "as in (STR(?x) AS ?name)"},
		{"SELECT (COUNT(?x)) { ?x ?y ?z }", "a value is given a name"},
		{"SELECT (COUNT(?x) as n) { ?x ?y ?z }", "a variable begins with ?"},
		{"SELECT ?a, ?b { ?a ?b ?c }", "without commas"},
		{"SELECT ?a AS ?b { ?a ?b ?c }", "as in (?x AS ?name)"},
		{"SELECT a, b FROM t", "a variable begins with ?"},
		{"SELECT * FROM moves", "by its IRI"},
		{"SELECT ?x {\n?x ?é ?z { ?x ?y ?z", "the \"{\" at 2:10 is not closed"},
		{"SELECT ?x {\n ?x ?y ?z\n FILTER(?z > 1 }", "the \"(\" at 3:8 is not closed"},
		{"SELECT ?x { ?x ?\\u0061 [ ?y ?z }", "the \"[\" at 1:24 is not closed"},
		{"SELECT ?x { ?x ?y ?z } LIMIT 10 ORDER BY ?x", "the order is GROUP BY"},
		{"SELECT ?x { ?x ?y ?z } LIMIT 10, 20", "OFFSET 10"},
		{"SELECT ?x { ?x ?y ?z } ORDER BY ?x, ?y", "without commas"},
		{"SELECT ?x { ?x ?y ?z } ORDER BY ?x DESC", "as in DESC(?x)"},
		{"SELECT ?x { ?x ?y ?z FILTER(?y == 1) }", "equality is one ="},
		{"SELECT ?x { ?x ?y ?z FILTER(?y <> 1) }", "unequal is !="},
		{"SELECT ?x { ?x ?y ?z FILTER(?y = 1 & ?x = 2) }", "and is &&"},
		{"SELECT ?x { ?x ?y ?z FILTER(?y = 1 | ?x = 2) }", "or is ||"},
		{"SELECT ?x { ?x ?y ?z FILTER(?y = 1 and ?x = 2) }", "and is &&"},
		{"SELECT ?x { ?x ?y ?z FILTER(NOT ?y = 1) }", "the negation"},
		{"SELECT ?x { ?x ?y ?z FILTER(NOT BOUND(?y)) }", "the negation"},
		{"SELECT ?x { ?x ?y ?z FILTER(?y LIKE 'a%') }", "CONTAINS"},
		{"SELECT ?x { ?x ?y ?z FILTER(?y IS NULL) }", "BOUND(?x)"},
		{"SELECT ?x { ?x ?y ?z FILTER(?y => 1) }", "the = behind"},
		{"SELECT ?x { ?x ?y ?z FILTER(?y =< 1) }", "the = behind"},
		{"SELECT ?x { ?x ?y ?z FILTER CONTAINS(?z, 'a') && ?y = 1 }", "stands in brackets"},
		{"SELECT ?x { ?x ?y ?z } GROUP BY ?x HAVING COUNT(?y) > 1", "stands in brackets"},
		{"SELECT ?x { ?x ?y ?z . ?z > 3 }", "within FILTER"},
		{"SELECT ?x { ?x ?y ?z } WHERE ?y = 1", "within the braces"},
		{"SELECT ?x { ?x ?y ?z } UNION { ?x ?y ?z }", "UNION stands within"},
		{"SELECT ?x { ?x ?y ?z };", "does not end with ;"},
		{"SELECT ?x { ?x ?y ?z }}", "too many"},
		{"SELECT ?x { ?x ?y ?z FILTER (?x) ) }", "too many"},
		{"SELECT ?x { ?x year ?y }", "a name has a prefix"},
		{"SELECT ?x { ?x http://a/b ?y }", "an IRI stands in <>"},
		{"PREFIX x: http://x/ SELECT * {}", "an IRI stands in <>"},
		{"@prefix x: <http://x/> . SELECT * {}", "without @"},
		{"PREFIX x: <http://x/> . SELECT * {}", "without . and ;"},
		{"SELECT ?x { ?x wdt:P31 ?y }", "PREFIX wdt: <http://www.wikidata.org/prop/direct/>"},
		{"SELECT ?x { ?x ?y “a” }", "texts stand in"},
		{"SELECT ?x { VALUES ?x { 1, 2 } }", "without commas"},
		{"SELECT (GROUP_CONCAT(?y, ',') AS ?z) { ?x ?y ?z }", "SEPARATOR"},
		{"SELECT (COUNT DISTINCT ?x AS ?z) { ?x ?y ?z }", "COUNT(DISTINCT ?x)"},
		{"SELECT (LENGTH(?x) AS ?z) { ?x ?y ?z }", "STRLEN"},
		{"SELECT (CASE WHEN ?x = 1 THEN 2 END AS ?z) { ?x ?y ?z }", "IF(condition"},
		{"SELECT ?x { LET (?y := 1) }", "BIND"},
		{"SELECT ?x { ?x ?y 2019-01-01 }", "xsd:date"},
		{"SELECT ?x { ?x ?y '2019'^tg:y }", "^^"},
		{"SELECT ?x { ?x tg:to{1,3} ?y }", "not by numbers"},
		{"SELECT * { ?x ?y ?z } // comment", "begins with #"},
		{"SELECT * { ?x A ?z }", "small letter"},
		{"SELECT * { ?x ?y tg:a(b) }", "backslash"},
		{"INSERT DATA { <a:a> <a:b> 1 }", "sparql.Update"},
		{"MATCH (n) RETURN n", "a pattern of SPARQL"},
	} {
		_, err := ParseQuery(c[0], Options{Expand: known, MaxNesting: 200})
		assert.ErrorContains(t, err, c[1], c[0])
	}
	_, err := ParseUpdate("SELECT * {}", Options{})
	var bad *Error
	require.True(t, errors.As(err, &bad))
	assert.Equal(t, "this is a query, which is no update", bad.Hint)
}
