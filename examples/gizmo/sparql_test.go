package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSPARQLAtTheConsole(t *testing.T) {
	for _, c := range []struct{ input, out, errs string }{
		{`:sparql SELECT ?p { ?m tg:from id:alibaba ; tg:to id:bytedance ; tg:person ?p } ORDER BY ?p`, "p\n-----------------\n<id:yang-hongxia>\n<id:zhou-chang>\n", ""},
		{`:sparql ASK { id:alibaba a org:Organization }`, "true\n", ""},
		{`:sparql CONSTRUCT { id:alibaba tg:of id:alibaba } {}`, "<id:alibaba> <tg:of> <id:alibaba> .\n", ""},
		{`:sparql SELECT ?x { ?x a tg:None }`, "0 rows\n", "tg:None"},
		{`:sparql SELECT (-1e0/0 AS ?x) (true AS ?y) (3 AS ?z) {}`, "x                     y                      z\n--------------------  ---------------------  ------------------\n\"-INF\"^^<xsd:double>  \"true\"^^<xsd:boolean>  \"3\"^^<xsd:integer>\n", ""},
		{`:sparql SELECT ?x {`, "", "1:12: expected"},
	} {
		_, out, errs := asProgram(t, c.input)
		assert.Equal(t, c.out, out, c.input)
		assert.Contains(t, errs, c.errs, c.input)
	}
	_, out, _ := asProgram(t, ":json\n:sparql SELECT (1 AS ?x) {}")
	assert.Contains(t, out, `"value":"1"`)
	_, _, errs := asProgram(t, `:sparql SELECT * { ?x ?y ?z }`, "-max-rows", "3")
	assert.Contains(t, errs, "-max-rows")
}
