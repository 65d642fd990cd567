package query_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

func TestInvestmentsAgainstLoops(t *testing.T) {
	seen, withFigures := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		more := investmentFacts(rng)
		require.NoError(t, g.Add(t.Context(), more...))
		quads = append(slices.Clip(quads), more...)
		opts, o := asking(rng, g, quads)
		nodes := map[string]quad.IRI{}
		for _, q := range quads {
			if iri, ok := q.Subject.(quad.IRI); ok && (q.Predicate == vocab.Investor || q.Predicate == vocab.Investee) {
				nodes[short(iri)] = iri
			}
		}
		for _, org := range append(present(g, "org"), "") {
			var want []string
			for node := range nodes {
				ends := slices.Concat(o.some(node, vocab.Investor), o.some(node, vocab.Investee))
				if (!o.timed || o.in(node)) && slices.ContainsFunc(ends, func(end string) bool { return org == "" || o.within(end, short(quad.IRI(org))) }) {
					want = append(want, node)
				}
			}
			all := opts
			if org != "" {
				all = append(slices.Clip(opts), query.At(org))
			}
			rows, err := query.Investments(t.Context(), g, all...)
			require.NoError(t, err)
			assert.ElementsMatch(t, want, mapped(rows, func(r query.Investment) string { return short(r.ID()) }))
			assert.True(t, slices.IsSortedFunc(rows, func(a, b query.Investment) int {
				return compareText(firstOr(a.When()), firstOr(b.When()))
			}), "%v", rows)
			for _, r := range rows {
				node := short(r.ID())
				assert.Equal(t, keys(setOf(o.some(node, vocab.Investor))), mapped(r.Investors, nodeName))
				assert.Equal(t, keys(setOf(o.some(node, vocab.Investee))), mapped(r.Investees, nodeName))
				assert.Equal(t, o.gradeOfTime(quads, r.ID(), r.When()), r.WhenCertainty().String())
				values := map[string]bool{}
				for _, figure := range o.some(node, vocab.Figure) {
					for _, v := range o.some(figure, vocab.Value) {
						values[v] = true
					}
				}
				assert.Equal(t, keys(values), keys(setOf(mapped(r.Figures, func(f query.Figure) string { return short(f.Value) }))))
				assert.Len(t, r.Figures, len(values), "one for each number")
				text, err := json.Marshal(r)
				require.NoError(t, err)
				var read query.Investment
				require.NoError(t, json.Unmarshal(text, &read))
				for _, again := range []query.Investment{read, r.Detach()} {
					assert.Equal(t, r.String(), again.String())
					assert.Equal(t, r.Certainty(), again.Certainty())
					assert.Equal(t, r.ID(), again.ID())
					assert.ElementsMatch(t, r.Evidence(), again.Evidence())
				}
				seen++
				withFigures += len(r.Figures)
			}
		}
	})
	assert.Greater(t, seen, 10)
	assert.NotZero(t, withFigures)
}

func setOf(all []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range all {
		set[s] = true
	}
	return set
}

func nodeName(e graph.Entity) string { return short(e.Node()) }

// firstOr is the first day of a time; what has none comes last.
func firstOr(when string) string {
	if when == "" {
		return "9999-99-99"
	}
	return firstDay(when)
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// investmentFacts are times and amounts of investments, of which two figures may give the same number.
func investmentFacts(rng *rand.Rand) (quads []quad.Quad) {
	claim := func() quad.Value { return quad.IRI(fmt.Sprintf("%sclaim-%d", vocab.ID, rng.IntN(12))) }
	for range 1 + rng.IntN(6) {
		investment := quad.IRI(fmt.Sprintf("%sinvestment-%d", vocab.ID, rng.IntN(3)))
		figure := quad.IRI(fmt.Sprintf("%sfigure-%s-%d", vocab.ID, short(investment), rng.IntN(3)))
		quads = append(quads,
			quad.Quad{Subject: investment, Predicate: vocab.When, Object: quad.TypedString{Value: quad.String(fmt.Sprint(2020 + rng.IntN(4))), Type: vocab.XSDGYear}, Label: claim()},
			quad.Quad{Subject: investment, Predicate: vocab.Figure, Object: figure, Label: claim()},
			quad.Quad{Subject: figure, Predicate: vocab.Value, Object: quad.Int(rng.IntN(3)), Label: claim()},
		)
	}
	return quads
}
