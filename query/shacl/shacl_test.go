package shacl_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query/shacl"
)

const prefixes = `
@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tg: <https://talentgraph.example/ns#> .
@prefix id: <https://talentgraph.example/id/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix prov: <http://www.w3.org/ns/prov#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
`

func read(t testing.TB, trig string) *graph.Graph {
	g := graph.New()
	_, err := loader.Load(t.Context(), g, strings.NewReader(prefixes+trig), loader.WithFormat(loader.TriG))
	require.NoError(t, err)
	return g
}

func parse(t testing.TB, turtle string) *shacl.Shapes {
	s, err := shacl.Parse(t.Context(), read(t, turtle))
	require.NoError(t, err)
	return s
}

func validate(t testing.TB, s *shacl.Shapes, g graph.Reader, opts ...shacl.Option) *shacl.Report {
	report, err := s.Validate(t.Context(), g, opts...)
	require.NoError(t, err)
	return report
}

// The bundled facts keep the vocabulary's own shapes.
func TestArticle(t *testing.T) {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	shapes := parse(t, vocab.Shapes())
	assert.Equal(t, 10, shapes.Len())
	report := validate(t, shapes, g, shacl.PerClaim())
	assert.True(t, report.Conforms, report)
}

// Each of the vocabulary's shapes is broken once.
func TestVocabularysShapes(t *testing.T) {
	shapes := parse(t, vocab.Shapes())
	const good = `
id:p a tg:Person ; skos:prefLabel "P" . id:o a org:Organization ; skos:prefLabel "O" . id:s a skos:Concept ; skos:prefLabel "S" .
id:m a tg:Move ; tg:person id:p ; tg:from id:o . `
	assert.True(t, validate(t, shapes, read(t, good)).Conforms)
	broken := map[string]bool{}
	for data, want := range map[string]string{
		`id:x a tg:Person .`:                                        "tgs:prefLabel MinCount",
		`id:o skos:prefLabel "a"@en, "b"@en .`:                      "tgs:prefLabel UniqueLang",
		`id:n a tg:Move ; tg:to id:o .`:                             "tgs:movePerson MinCount",
		`id:m tg:person id:o .`:                                     "tgs:movePerson MaxCount; tgs:movePerson Or",
		`id:m tg:from id:s .`:                                       "tgs:moveFrom MaxCount; tgs:moveFrom Class",
		`id:m tg:to "O" .`:                                          "tgs:moveTo Class",
		`id:n a tg:Move ; tg:person id:p .`:                         "tgs:Move Or",
		`id:m tg:moveKind tg:stated .`:                              "tgs:moveKind In",
		`id:m tg:withTeam "yes" .`:                                  "tgs:moveTeam Datatype",
		`id:m tg:teamSize 0 .`:                                      "tgs:moveTeamSize MinInclusive",
		`id:m tg:role "CTO" .`:                                      "tgs:role Datatype",
		`id:m tg:year "2024" .`:                                     "tgs:year Datatype; tgs:year Datatype",
		`id:x tg:when "2024-3"^^xsd:date .`:                         "tgs:when Or",
		`id:t a tg:Strategy ; tg:sector id:s ; tg:summary "a"@en .`: "tgs:strategyOf MinCount",
		`id:t a tg:Strategy ; tg:of id:o ; tg:sector id:o ; tg:summary "a"@en .`:       "tgs:strategySector Class",
		`id:t a tg:Strategy ; tg:of id:o ; tg:sector id:s ; tg:summary "戰略"@zh-Hant .`: "tgs:summary QualifiedMinCount",
		`id:b a tg:Post ; tg:at id:o .`:                                                "tgs:holder MinCount",
		`id:b a tg:Post ; tg:holder id:p ; tg:at "O" .`:                                "tgs:postAt NodeKind",
		`id:b a tg:Post ; tg:holder id:p ; tg:at id:o ; tg:status tg:hire .`:           "tgs:postStatus In",
		`id:u a org:Organization ; skos:prefLabel "U" ; org:unitOf id:s .`:             "tgs:unitOf Class",
		`id:i a tg:Investment ; tg:investee id:o .`:                                    "tgs:investor MinCount",
		`id:i a tg:Investment ; tg:investor id:o ; tg:investee id:p .`:                 "tgs:investee Class",
		`id:f a tg:Figure ; tg:value 1, 2 .`:                                           "tgs:figureValue MaxCount",
		`id:c a tg:Claim .`:                                                            "tgs:claimSource MinCount",
		`id:c a tg:Claim ; prov:hadPrimarySource id:d ; tg:certainty tg:hire .`:        "tgs:claimCertainty In",
		`id:c a tg:Claim ; prov:hadPrimarySource id:d ; tg:paragraph 0 .`:              "tgs:paragraph MinInclusive",
		`id:c a tg:Claim ; prov:hadPrimarySource id:d ; tg:start 7 ; tg:end 6 .`:       "tgs:start LessThanOrEquals",
		`id:c a tg:Claim ; prov:hadPrimarySource id:d ; tg:start 7 ; tg:end 7.5 .`:     "tgs:end Datatype",
		`id:c a tg:Claim ; prov:hadPrimarySource id:d ; tg:contradicts "c" .`:          "tgs:contradicts NodeKind",
		`id:d a tg:Source ; tg:sha256 "A" .`:                                           "tgs:sha256 Pattern",
	} {
		report := validate(t, shapes, read(t, good+data))
		var got []string
		for _, r := range report.Results {
			name := strings.Replace(r.ShapeName, "https://talentgraph.example/shapes#", "tgs:", 1)
			broken[name] = true
			got = append(got, name+" "+strings.TrimSuffix(strings.TrimPrefix(string(r.Component), string(sh)), "ConstraintComponent"))
		}
		assert.ElementsMatch(t, strings.Split(want, "; "), got, data)
	}
	for name := range strings.SplitSeq(vocab.Shapes(), "\ntgs:") {
		name, rest, _ := strings.Cut(name, "\n")
		if strings.Contains(rest, "sh:PropertyShape") && name != "hasFrom" && name != "hasTo" { // which tgs:Move asks for
			assert.True(t, broken["tgs:"+name], name)
		}
	}
}

// A result says in words who says what is wrong, in three languages, and why.
func TestReport(t *testing.T) {
	g := read(t, `
id:yang a tg:Person ; skos:prefLabel "Yang Hongxia"@en, "楊紅霞"@zh-Hant, "杨红霞"@zh-Hans .
id:c1 prov:hadPrimarySource id:news ; tg:paragraph 3 ; tg:start 14 ; tg:end 18 ; tg:certainty tg:stated .
id:c1 { id:m1 tg:person id:yang ; tg:year 2023, 2024 . }`)
	s := parse(t, `
ex:Year a sh:NodeShape ; sh:targetSubjectsOf tg:person ; sh:property [ sh:path tg:year ; sh:maxCount 1 ] ;
	sh:property [ sh:path tg:person ; sh:node ex:Known ] .
ex:Known sh:property [ sh:path tg:knownFor ; sh:minCount 1 ; sh:message "不詳"@zh-Hant, "unknown"@en ] .`)
	report := validate(t, s, g)
	assert.Equal(t, `2 results, 2 of them violations
violation: id:m1: year (tg:year) has 2 values; 1 are allowed at most
  shape: tg:year of ex:Year
  id:news ¶3 [14:18] stated
violation: id:m1: person (tg:person) Yang Hongxia (id:yang) does not fit the shape ex:Known
  shape: tg:person of ex:Year
  id:news ¶3 [14:18] stated
  because:
    violation: unknown
      shape: tg:knownFor of ex:Known
`, report.String())
	assert.Equal(t, "id:m1：年份 (tg:year) 有 2 个值，至多可有 1 个", report.Results[0].Message("zh-Hans"))
	assert.Equal(t, "不詳", report.Results[1].Details[0].Message("zh-Hant"))
	assert.Len(t, report.Results[0].Quads, 2)
	assert.Equal(t, quad.IRI(vocab.ID+"c1"), report.Results[0].Quads[0].Label)
	text, err := json.Marshal(report)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"focus":"\u003chttps://talentgraph.example/id/m1\u003e","path":"tg:year"`)
	assert.Contains(t, string(text), `"source":"https://talentgraph.example/id/news"`)
	empty, err := json.Marshal(validate(t, s, graph.New()))
	require.NoError(t, err)
	assert.JSONEq(t, `{"conforms":true,"violations":0,"results":[]}`, string(empty))
}

// Facts that several claims state count once, or for each claim by itself.
func TestClaims(t *testing.T) {
	s := parse(t, `ex:Y sh:targetSubjectsOf tg:year ; sh:property [ sh:path tg:year ; sh:maxCount 1 ] .`)
	same := read(t, `ex:c1 { ex:m tg:year 2023 } ex:c2 { ex:m tg:year 2023 }`)
	differ := read(t, `ex:c1 { ex:m tg:year 2023 } ex:c2 { ex:m tg:year 2024 }`)
	both := read(t, `ex:c1 { ex:m tg:year 2023, 2024 } ex:c2 { ex:m tg:year 2024 }`)
	assert.True(t, validate(t, s, same).Conforms)
	assert.False(t, validate(t, s, differ).Conforms)
	assert.Len(t, validate(t, s, differ).Results[0].Evidence, 2)
	assert.True(t, validate(t, s, differ, shacl.PerClaim()).Conforms)
	assert.False(t, validate(t, s, both, shacl.PerClaim()).Conforms)
}

func TestIllFormed(t *testing.T) {
	for turtle, want := range map[string]string{
		`ex:S a sh:NodeShape ; sh:minCount 1 .`:                           "the shape ex:S is ill-formed: sh:minCount: only a property shape, one with sh:path, can have this",
		`ex:S a sh:PropertyShape .`:                                       "sh:path: a property shape needs one",
		`ex:S a sh:NodeShape ; sh:path ex:p .`:                            "sh:path: a node shape has none",
		`ex:S sh:path ex:p, ex:q ; sh:minCount 1 .`:                       "sh:path: it is given 2 times",
		`ex:S sh:path "p" ; sh:minCount 1 .`:                              `sh:path: a path is an IRI, a list or a blank node, not "p"`,
		`ex:S sh:path ( ex:p ) ; sh:minCount 1 .`:                         "sh:path: a list of paths has two members at least",
		`ex:S sh:path [] ; sh:minCount 1 .`:                               "sh:path: a path's node has one of",
		`ex:S sh:path _:b ; sh:minCount 1 . _:b sh:inversePath _:b .`:     "sh:path: the path refers to itself",
		`ex:S sh:path ex:p ; sh:minCount "1" .`:                           `sh:minCount: a number from 0 is wanted (xsd:integer), not "1"`,
		`ex:S sh:path ex:p ; sh:maxCount -1 .`:                            "sh:maxCount: a number from 0 is wanted",
		`ex:S sh:path ex:p ; sh:minCount 1, 2 .`:                          "sh:minCount: it is given 2 times",
		`ex:S sh:datatype "x" .`:                                          "sh:datatype: not an IRI",
		`ex:S sh:class "x" .`:                                             "sh:class: not an IRI",
		`ex:S sh:nodeKind ex:X .`:                                         "sh:nodeKind: one of sh:IRI",
		`ex:S sh:pattern "(" .`:                                           "sh:pattern: \"(\" with the flags \"\" is no regular expression",
		`ex:S sh:in ex:X .`:                                               "sh:in: a list is wanted, which ex:X is not",
		`ex:S sh:in _:l . _:l rdf:first 1 ; rdf:rest _:l .`:               "sh:in: a list is wanted",
		`ex:S sh:languageIn ( 1 ) .`:                                      "sh:languageIn: its members are texts",
		`ex:S sh:closed "true" .`:                                         "sh:closed: true or false is wanted",
		`ex:S sh:property ex:T . ex:T sh:nodeKind sh:IRI .`:               "sh:property: ex:T has no sh:path",
		`ex:S sh:node ex:T . ex:T sh:path ex:p ; sh:minCount 1 .`:         "sh:node: ex:T is a property shape",
		`ex:S sh:node ex:T . ex:T sh:not ex:S .`:                          "it refers to itself",
		`ex:S sh:node "x" .`:                                              `the shape ex:S is ill-formed: it refers to "x", and a literal is no shape`,
		`ex:S sh:path ex:p ; sh:qualifiedValueShape ex:T .`:               "sh:qualifiedValueShape: it is given without",
		`ex:S sh:targetClass "x" .`:                                       "sh:targetClass: not an IRI",
		`ex:S sh:targetObjectsOf "x" .`:                                   "sh:targetObjectsOf: not an IRI",
		`ex:S sh:severity "x" ; sh:nodeKind sh:IRI .`:                     "sh:severity: not an IRI",
		`ex:S sh:minExclusive ex:x .`:                                     "sh:minExclusive: a literal is wanted",
		`ex:S sh:path ex:p ; sh:equals "x" .`:                             "sh:equals: not an IRI",
		`<http://example.org/g> sh:entailment <http://www.w3.org/ns/x> .`: "sh:entailment: rules of entailment are not applied",
	} {
		_, err := shacl.Parse(t.Context(), read(t, turtle))
		var wrong *shacl.ShapeError
		require.ErrorAs(t, err, &wrong, turtle)
		assert.ErrorContains(t, err, want, turtle)
	}
}

// A guard refuses what breaks the shapes, and lets warnings pass.
func TestCheck(t *testing.T) {
	shapes := parse(t, `
ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ], [ sh:path ex:q ; sh:maxCount 1 ; sh:severity sh:Warning ] .`)
	var reports []*shacl.Report
	check := shacl.Check(shapes, shacl.OnReport(func(r *shacl.Report) { reports = append(reports, r) }))
	g := graph.New()
	update := func(objects map[string][]string) error {
		return g.Update(t.Context(), func(tx *graph.Tx) error {
			for predicate, list := range objects {
				for _, o := range list {
					if err := tx.Add(quad.MakeIRI("ex:s", "http://example.org/"+predicate, "ex:"+o, "")); err != nil {
						return err
					}
				}
			}
			return check(tx.Context(), tx)
		})
	}
	require.NoError(t, update(map[string][]string{"p": {"a"}, "q": {"a", "b"}}))
	require.Len(t, reports, 1)
	assert.Len(t, reports[0].Results, 1)
	assert.Equal(t, 0, reports[0].Violations)
	err := update(map[string][]string{"p": {"b"}})
	var invalid *shacl.InvalidError
	require.ErrorAs(t, err, &invalid)
	assert.EqualError(t, err, "a shape is broken: ex:s: ex:p has 2 values; 1 are allowed at most")
	assert.Len(t, invalid.Quads(), 2)
	n, err := g.Count(t.Context(), graph.Pattern{})
	require.NoError(t, err)
	assert.Equal(t, int64(3), n, "nothing was changed")
}

// A load that breaks shapes leaves the graph as it was.
func TestLoadWithCheck(t *testing.T) {
	shapes := parse(t, `ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .`)
	g := read(t, `ex:a ex:p 1 .`)
	_, err := loader.Load(t.Context(), g, strings.NewReader(prefixes+`ex:b ex:p 1 . ex:a ex:p 2 .`), loader.WithFormat(loader.Turtle), loader.WithCheck(shacl.Check(shapes)))
	var invalid *shacl.InvalidError
	require.ErrorAs(t, err, &invalid)
	assert.Equal(t, int64(1), g.Size())
	_, err = loader.Load(t.Context(), g, strings.NewReader(prefixes+`ex:b ex:p 1 .`), loader.WithFormat(loader.Turtle), loader.WithCheck(shacl.Check(shapes)))
	require.NoError(t, err)
	assert.Equal(t, int64(2), g.Size())
}

// Whatever a text holds, it is read or refused, and so is what it says of data.
func FuzzShapes(f *testing.F) {
	f.Add(benchShapes)
	f.Add(vocab.Shapes())
	f.Add(`ex:S sh:targetNode ex:a ; sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:in ( 1 2 ) ; sh:pattern "a+" ; sh:flags "i" .`)
	f.Add(`ex:S sh:targetNode ex:a, "x"@en ; sh:xone ( [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:minCount 1 ] [ sh:closed true ] ) .`)
	data := read(f, `ex:a ex:p ex:b, 1, "x"@en ; ex:q ex:a . ex:b a ex:C ; ex:p ex:a .`)
	f.Fuzz(func(t *testing.T, turtle string) {
		g := graph.New()
		if _, err := loader.Load(t.Context(), g, strings.NewReader(prefixes+turtle), loader.WithFormat(loader.Turtle)); err != nil {
			return
		}
		shapes, err := shacl.Parse(t.Context(), g)
		if err != nil {
			return
		}
		for _, against := range []graph.Reader{data, g} {
			report, err := shapes.Validate(t.Context(), against)
			if err == nil {
				_, _ = report.String(), report.Quads()
			}
		}
	})
}

// A context that ends at its n-th look ends the work, wherever that is.
func TestCancelledAtEveryLook(t *testing.T) {
	g, rules := read(t, `ex:a ex:p ex:b, 1 . ex:b a ex:C ; ex:p ex:a .`), read(t, benchShapes+`
ex:S sh:targetSubjectsOf ex:p ; sh:closed true ; sh:not [ sh:path ( ex:p [ sh:oneOrMorePath ex:p ] ) ; sh:class ex:C ] .`)
	for n := 1; ; n++ {
		ctx := &cancelledAt{Context: t.Context(), n: n}
		shapes, err := shacl.Parse(ctx, rules)
		if err == nil {
			_, err = shapes.Validate(ctx, g)
		}
		if ctx.n > 0 {
			require.NoError(t, err)
			require.Greater(t, n, 20)
			return
		}
		require.ErrorIs(t, err, context.Canceled, n)
	}
}

// cancelledAt is a context that ends when it is looked at for the n-th time.
type cancelledAt struct {
	context.Context
	n int
}

func (c *cancelledAt) Err() error {
	if c.n--; c.n <= 0 {
		return context.Canceled
	}
	return nil
}

func TestLimits(t *testing.T) {
	var data strings.Builder
	for range 300 {
		data.WriteString("[] ex:p 1, 2 .\n")
	}
	g := read(t, data.String())
	s := parse(t, `ex:S sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .`)
	report := validate(t, s, g, shacl.WithMaxResults(10))
	assert.Len(t, report.Results, 10)
	assert.Equal(t, 290, report.More)
	assert.Equal(t, 300, report.Violations)
	assert.Contains(t, report.String(), "and 290 more")
	_, err := s.Validate(t.Context(), g, shacl.WithTimeout(time.Nanosecond))
	assert.ErrorIs(t, err, graph.ErrLimit)
	assert.ErrorContains(t, err, "shacl.WithTimeout")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("enough"))
	_, err = s.Validate(ctx, g)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = shacl.Parse(ctx, g)
	assert.ErrorIs(t, err, context.Canceled)
}

// A rule of one's own, as a query: its messages have its values, and its errors their place.
func TestQueries(t *testing.T) {
	s := parse(t, `
ex:S sh:targetSubjectsOf tg:from ; sh:sparql [ sh:message "to {?to}, where they were"@en ;
	sh:select "SELECT $this (?o AS ?value) (?o AS ?to) WHERE { $this tg:from ?o ; tg:to ?o FILTER NOT EXISTS { $this tg:moveKind tg:promotion } }" ] .`)
	report := validate(t, s, read(t, `ex:m tg:from ex:a ; tg:to ex:a . ex:n tg:from ex:a ; tg:to ex:a ; tg:moveKind tg:promotion .`))
	require.Len(t, report.Results, 1)
	assert.Equal(t, "to http://example.org/a, where they were", report.Results[0].Message("en"))
	for query, want := range map[string]string{
		`SELECT $this WHERE { $this ex:p }`:                                         "sh:sparql: 1:2",
		`SELECT ?x WHERE { ?x tg:from ?y }`:                                         "the query must select $this",
		`ASK { $this tg:from ?y }`:                                                  "sh:select is another form of query",
		`SELECT $this WHERE { $this tg:from ?y MINUS { ?y ?z $this } }`:             "MINUS cannot be used where variables are bound beforehand",
		`SELECT $this WHERE { $this tg:from ?y FILTER EXISTS { VALUES ?y { 1 } } }`: "VALUES cannot be used",
	} {
		_, err := shacl.Parse(t.Context(), read(t, `ex:S sh:targetSubjectsOf tg:from ; sh:sparql [ sh:select "`+query+`" ] .`))
		assert.ErrorContains(t, err, want, query)
	}
	_, err := parse(t, `ex:S sh:targetSubjectsOf tg:from ; sh:sparql [ sh:select "SELECT $this (true AS ?failure) WHERE { $this tg:from ?y }" ] .`).
		Validate(t.Context(), read(t, `ex:m tg:from ex:a .`))
	assert.ErrorContains(t, err, "says that it failed")
}

// A load that breaks shapes tells where its files state what breaks them, also where something is missing.
func TestPlacesOfViolations(t *testing.T) {
	shapes := parse(t, `ex:S sh:targetClass tg:Move ; sh:property [ sh:path tg:year ; sh:datatype xsd:integer ; sh:maxCount 1 ], [ sh:path tg:person ; sh:minCount 1 ] .`)
	g := graph.New()
	_, err := loader.Load(t.Context(), g, strings.NewReader("@prefix tg: <https://talentgraph.example/ns#> .\n<a:m>\n  a tg:Move ; tg:year 2020,\n\t\"soon\" .\n"),
		loader.WithFormat(loader.Turtle), loader.WithName("moves.ttl"), loader.WithCheck(shacl.Check(shapes)))
	var invalid *shacl.InvalidError
	var checked *loader.CheckError
	require.ErrorAs(t, err, &invalid)
	require.ErrorAs(t, err, &checked)
	assert.Zero(t, g.Size())
	places := map[string]string{}
	for _, r := range invalid.Report.Results {
		var all []string
		for _, p := range checked.Places(r.Concerned()...) {
			all = append(all, p.String())
		}
		places[strings.TrimPrefix(string(r.Component), "http://www.w3.org/ns/shacl#")] = strings.Join(all, " ")
	}
	assert.Equal(t, map[string]string{
		"DatatypeConstraintComponent": "moves.ttl:4:2",
		"MaxCountConstraintComponent": "moves.ttl:3:23 moves.ttl:4:2",
		"MinCountConstraintComponent": "moves.ttl:3:5",
	}, places)
	assert.ErrorContains(t, err, "(moves.ttl:3:5, moves.ttl:3:23, moves.ttl:4:2)")
}
