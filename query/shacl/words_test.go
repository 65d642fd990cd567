package shacl_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/shacl"
)

// What stands in a report is in its language, the names of shapes without an IRI too.
func TestNamesOfShapesInEachLanguage(t *testing.T) {
	s, err := inFile(t, "rules of a house.ttl", head+`ex:S sh:targetSubjectsOf ex:p ;
  sh:property [ sh:path ex:p ; sh:not [ sh:in ( "a part of it" ) ] ;
    sh:or ( [ sh:datatype ex:d ] [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ] ) ] .
`)
	require.NoError(t, err)
	report := validate(t, s, read(t, `ex:a ex:p "a part of it" .`))
	english := report.Text("en")
	assert.Contains(t, english, "fits the shape a part of ex:p of ex:S (rules of a house.ttl:3:39), which it must not\n  shape: ex:p of ex:S (rules of a house.ttl:3:15)\n")
	assert.Contains(t, english, "shape: ex:q of a part of ex:p of ex:S (rules of a house.ttl:4:48)\n")
	for lang, want := range map[string][]string{
		"zh-Hant": {"不可符合規則 ex:S 的 ex:p 的一部分 (rules of a house.ttl:3:39)\n  規則: ex:S 的 ex:p (rules of a house.ttl:3:15)\n", `"a part of it"`},
		"zh-Hans": {"规则: ex:S 的 ex:p 的一部分 的 ex:q (rules of a house.ttl:4:48)\n", `"a part of it"`},
	} {
		for _, text := range want {
			assert.Contains(t, report.Text(lang), text)
		}
		names := strings.NewReplacer("rules of a house", "", `"a part of it"`, "", "a part of it", "").Replace(report.Text(lang))
		assert.NotContains(t, names, " of ")
	}
}

// A label stands with the IRI if it says more than that. Literals are their own labels.
func TestLabelsInReports(t *testing.T) {
	s := parse(t, `ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:nodeKind sh:BlankNode ] .`)
	g := read(t, `<http://other/b> ex:p "t", <http://other/b>, <http://other/c> . <http://other/c> skos:prefLabel "See"@en .`)
	var got []string
	for _, r := range validate(t, s, g).Results {
		got = append(got, r.Message("en"))
	}
	const of = "http://other/b: ex:p "
	assert.ElementsMatch(t, []string{of + `"t" is no sh:BlankNode`, of + "http://other/b is no sh:BlankNode", of + "See (http://other/c) is no sh:BlankNode"}, got)
}

// A shape's own message is found for a kind of its language, and in English where no language is asked for.
func TestLanguagesOfMessages(t *testing.T) {
	s := parse(t, `ex:S sh:targetNode ex:a ; sh:nodeKind sh:Literal ; sh:message "no text"@en, "不是文字"@zh .`)
	r := validate(t, s, graph.New()).Results[0]
	for lang, want := range map[string]string{"en": "no text", "en-GB": "no text", "zh-Hans": "不是文字", "zh-Hant-HK": "不是文字", "zh": "不是文字"} {
		assert.Equal(t, want, r.Message(lang), lang)
	}
	assert.Equal(t, "no text", r.Message())
	assert.Equal(t, "不是文字", r.Message("de", "zh"))
	assert.Contains(t, r.Message("de"), " is no sh:Literal", "the generated one is better than none")
}

// JSON has the quads that a result is about, with their claims.
func TestQuadsInJSON(t *testing.T) {
	s := parse(t, `ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .`)
	report := validate(t, s, read(t, `ex:a ex:p 1 . ex:c { ex:a ex:p "b\n"@en }`))
	out, err := json.Marshal(report)
	require.NoError(t, err)
	var got struct{ Results []struct{ Quads []string } }
	require.NoError(t, json.Unmarshal(out, &got))
	assert.ElementsMatch(t, []string{
		`<http://example.org/a> <http://example.org/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .`,
		`<http://example.org/a> <http://example.org/p> "b\n"@en <http://example.org/c> .`,
	}, got.Results[0].Quads)
}

// A component that the shapes define says which value, and which shape by its place.
func TestMessagesOfComponents(t *testing.T) {
	s, err := inFile(t, "rules.ttl", head+`ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:most ] ;
  sh:validator [ sh:message "{$this}: {?value} has more than {$most} characters"@en ; sh:ask "ASK { FILTER(STRLEN(STR($value)) <= $most) }" ] .
ex:S sh:targetSubjectsOf ex:p ;
  sh:property [ sh:path ex:p ; ex:most 3 ] .
`)
	require.NoError(t, err)
	r := validate(t, s, read(t, `ex:a ex:p "abcd", "abc" .`)).Results
	require.Len(t, r, 1)
	assert.Equal(t, "http://example.org/a: abcd has more than 3 characters", r[0].Message("en"))
	assert.Equal(t, "ex:p of ex:S (rules.ttl:5:15)", r[0].ShapeName)
}

// What is missing is named.
func TestNilArguments(t *testing.T) {
	var noContext context.Context
	ctx, g, s := t.Context(), graph.New(), parse(t, `ex:S sh:targetNode ex:a .`)
	for want, f := range map[string]func() error{
		"the context is nil":  func() error { _, err := s.Validate(noContext, g); return err },
		"the graph is nil":    func() error { _, err := s.Validate(ctx, nil); return err },
		"option 1 is nil":     func() error { _, err := s.Validate(ctx, g, nil); return err },
		"the shapes are nil":  func() error { return g.Update(ctx, func(tx *graph.Tx) error { return shacl.Check(nil)(ctx, tx) }) },
		" the graph is nil":   func() error { _, err := shacl.Parse(ctx, (*graph.Graph)(nil)); return err },
		" option 1 is nil":    func() error { _, err := shacl.Parse(ctx, g, nil); return err },
		" the context is nil": func() error { _, err := shacl.Parse(noContext, g); return err },
	} {
		assert.ErrorContains(t, f(), want)
	}
}

// A query that needs more than it may says whose it is, and names the option there is.
func TestLimitsOfQueries(t *testing.T) {
	s := parse(t, `ex:S sh:targetNode ex:a ; sh:sparql [ sh:select """SELECT $this ?text {
		?a ex:p ?x . ?b ex:p ?y . ?c ex:p ?z BIND(CONCAT(STR(?x), STR(?y), STR(?z)) AS ?text) } ORDER BY ?text""" ;
		sh:prefixes ex: ] . ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/" ] .`)
	var objects []string
	for c := 'A'; c <= 'Z'; c++ {
		objects = append(objects, `"`+strings.Repeat(string(c), 100)+`"`)
	}
	data := read(t, `ex:b ex:p `+strings.Join(objects, ", ")+` .`)
	_, err := s.Validate(t.Context(), data, shacl.WithMaxMemory(1<<18))
	var limit *graph.LimitError
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, "shacl.WithMaxMemory", limit.Raise)
	assert.ErrorContains(t, err, "the query of the shape ex:S: ")
	report := validate(t, s, data)
	assert.Equal(t, 26*26*26, report.Violations)

	_, err = s.Validate(t.Context(), data, shacl.WithTimeout(time.Millisecond))
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, "shacl.WithTimeout", limit.Raise)

	_, err = shacl.Parse(t.Context(), read(t, `ex:S sh:targetNode ex:a ; sh:sparql [ sh:select "SELECT $this {`+strings.Repeat(" ", 70_000)+`}" ] .`))
	require.ErrorIs(t, err, graph.ErrLimit)
	assert.NotContains(t, err.Error(), "raise it", "there is no way")
}
