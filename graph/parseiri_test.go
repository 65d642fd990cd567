package graph_test

import (
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

func TestParseIRI(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.SetPrefix("ex", "https://example.com/"))
	require.NoError(t, g.Add(t.Context(),
		quad.Quad{Subject: quad.IRI("isbn:2x"), Predicate: vocab.ORGUnitOf, Object: quad.IRI("urn:x")},
		quad.Quad{Subject: quad.IRI("isbn:1"), Predicate: quad.IRI(vocab.NS + "own"), Object: quad.IRI("urn:x")}))
	s := g.Snapshot()
	for name, want := range map[string]quad.IRI{
		"tg:person":                vocab.Person,
		" <tg:person> ":            vocab.Person,
		string(vocab.Person):       vocab.Person,
		"tg:own":                   vocab.NS + "own",
		"<tg:made-up>":             vocab.NS + "made-up",
		"id:nobody":                vocab.ID + "nobody",
		"ex:a":                     "https://example.com/a",
		"https://example.com/a":    "https://example.com/a",
		"<https://example.com/a>":  "https://example.com/a",
		"urn:isbn:2":               "urn:isbn:2",
		"mailto:ann@example.com":   "mailto:ann@example.com",
		"isbn:1":                   "isbn:1",
		"<isbn:2>":                 "isbn:2",
		"https://example.com/a:b#": "https://example.com/a:b#",
	} {
		got, err := s.ParseIRI(name)
		require.NoError(t, err, name)
		assert.Equal(t, want, got, name)
	}
	for name, want := range map[string]string{
		"tj:person":   `the prefix "tj:" is not known; did you mean "tg:"?`,
		"TG:person":   `did you mean "tg:"?`,
		"skso:broad":  `did you mean "skos:"?`,
		"isbn:2":      `in angle brackets if it has no "//"`,
		"foaf:name":   `is not known; there are dct, ex, id, org, owl, prov, rdf, rdfs, skos, tg, xsd; write`,
		"tg:persn":    `there is no tg:persn, neither in the vocabulary nor in the graph; did you mean "tg:person"?`,
		"tg:Strategi": `did you mean "tg:Strategy"?`,
		"tg:unitOf":   `did you mean "org:unitOf"?`,
		"tg:xxxxxx":   `there is no tg:xxxxxx`,
		"Alibaba":     `"Alibaba" is no IRI`,
		"a b:c":       `is no IRI`,
		"<tg:person":  `is no IRI`,
		"":            `is no IRI`,
	} {
		_, err := s.ParseIRI(name)
		assert.ErrorContains(t, err, want, name)
	}
}
