package query_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// rowsInPlenty is a graph in which every question about Origin has a row for each of n.
func rowsInPlenty(t *testing.T, n int) *graph.Graph {
	t.Helper()
	id := func(kind string, i int) quad.IRI { return quad.IRI(fmt.Sprintf("%s%s-%d", vocab.ID, kind, i)) }
	origin, claim := id("org", 0), quad.IRI(vocab.ID+"claim")
	quads := []quad.Quad{
		{Subject: origin, Predicate: vocab.SKOSPrefLabel, Object: quad.String("Origin")},
		{Subject: origin, Predicate: vocab.RDFType, Object: vocab.ORGOrganization},
		{Subject: claim, Predicate: vocab.PROVHadPrimarySource, Object: id("source", 0)},
		{Subject: claim, Predicate: vocab.Certainty, Object: vocab.CertaintyStated},
		{Subject: id("sector", 0), Predicate: vocab.RDFType, Object: vocab.SKOSConcept},
	}
	for i := range n {
		for _, fact := range []struct {
			s quad.IRI
			p quad.IRI
			o quad.Value
		}{
			{id("leaving", i), vocab.Person, id("person", i)}, {id("leaving", i), vocab.From, origin}, {id("leaving", i), vocab.To, id("org", 1+i%50)},
			{id("leaving", i), vocab.Year, quad.Int(2000 + i%20)},
			{id("coming", i), vocab.Person, id("newcomer", i)}, {id("coming", i), vocab.From, id("org", 1+i%50)}, {id("coming", i), vocab.To, origin},
			{id("strategy", i), vocab.RDFType, vocab.ClassStrategy}, {id("strategy", i), vocab.Of, origin}, {id("strategy", i), vocab.Sector, id("sector", 0)},
			{id("model", i), vocab.LedBy, id("person", i)}, {id("model", i), vocab.Of, origin},
			{id("model", i), vocab.RDFSLabel, quad.String(fmt.Sprint("Model ", i))},
			{id("org", i), vocab.Sector, id("sector", 0)},
			{id("founding", i), vocab.Person, id("person", i)}, {id("founding", i), vocab.To, id("own", i)}, {id("founding", i), vocab.MoveKind, vocab.KindFounding},
			{id("team", i), vocab.RDFType, vocab.ClassGroup}, {id("team", i), vocab.Of, origin},
		} {
			quads = append(quads, quad.Quad{Subject: fact.s, Predicate: fact.p, Object: fact.o, Label: claim})
		}
	}
	g := graph.New()
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		return addBatch(t.Context(), tx, slices.Values(quads)) // merged at once, as files are
	}))
	return g
}

// led has two texts to a row.
type led struct {
	Model  quad.IRI `quad:"@id"`
	Person quad.IRI `quad:"tg:ledBy"`
}

// What one more row costs is what package query's documentation says.
func TestAllocationsOfStreams(t *testing.T) {
	small, large := rowsInPlenty(t, 1_000), rowsInPlenty(t, 2_000)
	for _, c := range []struct {
		counted
		most float64 // allocations that one more row may cost
	}{
		{countOf("Moves"), 0},
		{countOf("Left", "Origin"), 0},
		{countOf("Joined", "Origin"), 0},
		{countOf("Strategies"), 0},
		{countOf("StrategiesOf", "Origin"), 0},
		{countOf("Leaders"), 0},
		{countOf("Neighbourhood", "Origin", "2"), 0},
		{countOf("Presences"), 0},
		{countOf("Founders"), 0},
		{countOf("Roster", "Origin"), 0},
		{countOf("Teams"), 0},
		{countOf("Search", "Model"), 13},
		{counted{"Find", countFound[led]}, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			allocs := func(g *graph.Graph) (perAsk float64, rows int) {
				perAsk = testing.AllocsPerRun(3, func() {
					var err error
					rows, err = c.ask(t.Context(), g)
					require.NoError(t, err)
				})
				return perAsk, rows
			}
			few, fewRows := allocs(small)
			many, manyRows := allocs(large)
			require.Greater(t, manyRows, fewRows+500)
			perRow := (many - few) / float64(manyRows-fewRows)
			assert.LessOrEqual(t, perRow, c.most+0.1, "%d rows: %v allocations; %d rows: %v", fewRows, few, manyRows, many)
		})
	}
}
