package shacl_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query/shacl"
)

// What is said of a shape in SHACL's namespace is a parameter that is known, or an error: a misspelt rule is kept by all.
func TestParameters(t *testing.T) {
	for turtle, want := range map[string]string{
		`ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:mincount 1 ; sh:maxCount 2 ] .`:             "the shape ex:p of ex:S is ill-formed: sh:mincount: there is no such parameter; sh:minCount may be meant",
		`ex:S sh:targetClass ex:C ; sh:nodekind sh:IRI .`:                                                       "sh:nodekind: there is no such parameter; sh:nodeKind may be meant",
		`ex:S a sh:NodeShape ; sh:targetClas ex:C .`:                                                            "sh:targetClas: there is no such parameter; sh:targetClass may be meant",
		`ex:S a sh:NodeShape ; sh:mustBeGood true .`:                                                            "sh:mustBeGood: there is no such parameter",
		`ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] .`:                                               "sh:target: this is of SHACL's Advanced Features, which are not supported",
		`ex:S sh:targetClass ex:C ; sh:pattern "a", "b" .`:                                                      "sh:pattern: it is given 2 times",
		`ex:S sh:path ex:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:in () ], [ sh:class ex:C ] .`: "sh:qualifiedValueShape: it is given 2 times",
		`ex:S sh:targetClass ex:C ; sh:closed true ; sh:ignoredProperties ( "x" ) .`:                            `sh:ignoredProperties: its members are IRIs, which "x" is not`,
	} {
		_, err := shacl.Parse(t.Context(), read(t, turtle))
		assert.ErrorContains(t, err, want, turtle)
	}
	parse(t, `ex:S a sh:NodeShape ; sh:targetClass ex:C ; ex:mincount 1 ; sh:rule [] ; sh:property [
	sh:path ex:p ; sh:name "p" ; sh:description "x" ; sh:order 1 ; sh:group ex:g ; sh:defaultValue 1 ; sh:minCount 1 ] .`)
}

// A query that finds more than a report holds is counted like all else.
func TestQueryWithManyResults(t *testing.T) {
	var data strings.Builder
	for i := range 300 {
		fmt.Fprintf(&data, "ex:a ex:p %d .\n", i)
	}
	s := parse(t, `ex:S sh:targetNode ex:a ; sh:sparql [ sh:select "SELECT $this ?value { $this <http://example.org/p> ?value }" ] .`)
	report, err := s.Validate(t.Context(), read(t, data.String()), shacl.WithMaxResults(10))
	require.NoError(t, err)
	assert.Len(t, report.Results, 10)
	assert.Equal(t, 290, report.More)
	assert.Equal(t, 300, report.Violations)
}
