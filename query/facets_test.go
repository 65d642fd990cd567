package query_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// facetCounts writes facets as an oracle counts them.
func facetCounts[T any](facets []query.Facet[T], as func(T) string) map[string]int {
	counts := map[string]int{}
	for _, f := range facets {
		counts[as(f.Value)] += f.Rows
	}
	return counts
}

func iriText(iri quad.IRI) string { return short(iri) }

// count adds one to each of some texts, each once.
func count(counts map[string]int, texts ...string) {
	slices.Sort(texts)
	for _, text := range slices.Compact(texts) {
		counts[text]++
	}
}

func TestFacetsAgainstLoops(t *testing.T) {
	rows := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		got, err := query.FacetsOf(t.Context(), query.Moves(t.Context(), g, opts...))
		require.NoError(t, err)
		assert.Equal(t, len(o.rows()), got.Rows)
		rows += got.Rows
		sectors, sources := map[string]int{}, map[string]int{}
		undated := 0
		for _, r := range o.rows() {
			count(sectors, slices.DeleteFunc(o.sectorsOfMove(r), func(s string) bool { return s == "" })...)
			var cited []string
			for _, q := range quads {
				if short(q.Subject) == r.move && q.Label != nil && o.counts(q) && q.Predicate != vocab.RDFType {
					cited = append(cited, o.sourceOf(short(q.Label)))
				}
			}
			count(sources, cited...)
			if len(o.times(r.move)) == 0 {
				undated++
			}
		}
		assert.Equal(t, sectors, facetCounts(got.Sectors, func(e graph.Entity) string { return short(e.Node()) }))
		assert.Equal(t, sources, facetCounts(got.Sources, iriText))
		assert.Equal(t, undated, got.Undated)

		years, kinds, grades := map[string]int{}, map[string]int{}, query.Grades{}
		for m, err := range query.Moves(t.Context(), g, opts...) {
			require.NoError(t, err)
			if m.Year != 0 {
				count(years, strconv.Itoa(m.Year))
			}
			if m.Kind() != "" {
				count(kinds, short(m.Kind()))
			}
			*gradeIn(&grades, m.Certainty())++
		}
		assert.Equal(t, years, facetCounts(got.Years, strconv.Itoa))
		assert.Equal(t, kinds, facetCounts(got.Kinds, iriText))
		assert.Equal(t, grades, got.Certainty)
		assert.True(t, slices.IsSortedFunc(got.Years, func(a, b query.Facet[int]) int { return a.Value - b.Value }))
		assert.True(t, slices.IsSortedFunc(got.Sources, func(a, b query.Facet[quad.IRI]) int { return b.Rows - a.Rows }))
	})
	assert.NotZero(t, rows)
}

// sourceOf is the source of a claim; where there is no record the label itself.
func (o *oracle) sourceOf(label string) string {
	for f := range o.all {
		if f.s == label && f.p == short(vocab.PROVHadPrimarySource) {
			return f.o
		}
	}
	return label
}

// Any answer has facets, those of its rows once they are detached too, as far as these still tell.
func TestFacetsOfEveryAnswer(t *testing.T) {
	g := wholeGraph(t)
	for _, q := range everyQuestion() {
		t.Run(q.name, func(t *testing.T) {
			rows, err := rowsOf(t, q.ask(t.Context(), g))
			require.NoError(t, err)
			all, err := query.FacetsOf(t.Context(), each(rows, nil))
			require.NoError(t, err)
			assert.Equal(t, len(rows), all.Rows)
			if all.Rows == 0 || q.name == "Find" {
				return
			}
			again, err := named(q.name).Facets(t.Context(), g, arguments(named(q.name)), limits(q)...)
			require.NoError(t, err)
			assert.Equal(t, fmt.Sprint(all), fmt.Sprint(again))
			_, grounded := rows[0].(interface{ Certainty() graph.Certainty })
			if grounded {
				assert.Equal(t, len(rows), all.Certainty.Total())
			}
			cancelled, cancel := context.WithCancel(t.Context())
			cancel()
			_, err = query.FacetsOf(cancelled, each(rows, nil))
			assert.ErrorIs(t, err, context.Canceled)
			wrong := errors.New("wrong")
			_, err = query.FacetsOf(t.Context(), each(rows, wrong))
			assert.ErrorIs(t, err, wrong)
		})
	}
}

func limits(q question) []query.Option {
	if q.name == "Paths" {
		return []query.Option{query.Hops(3)}
	}
	return nil
}

func TestFacetsOfStagesFactsSumsAndClaims(t *testing.T) {
	g := wholeGraph(t)
	of := func(name string, args ...string) query.Facets {
		f, err := named(name).Facets(t.Context(), g, args)
		require.NoError(t, err)
		return f
	}
	stages := of("Career", "id:person-0")
	assert.Subset(t, []quad.IRI{vocab.ClassMove, vocab.KindFounding, vocab.ClassPost}, mapped(stages.Kinds, func(f query.Facet[quad.IRI]) quad.IRI { return f.Value }))
	assert.NotEmpty(t, stages.Years)
	facts := of("Why", "", "year")
	assert.Equal(t, []query.Facet[quad.IRI]{{Value: vocab.Year, Rows: facts.Rows}}, facts.Kinds)
	flows := of("FlowsByYear")
	assert.GreaterOrEqual(t, flows.Certainty.Total(), flows.Rows)
	assert.NotEmpty(t, flows.Years)
	assert.NotEmpty(t, flows.Sources)
	assert.NotEmpty(t, of("FlowsBySector").Sectors)
	for name, args := range map[string][]string{"Strategies": nil, "Presences": nil, "Sectors": nil, "Rivals": {"id:org-0"}} {
		assert.NotEmpty(t, of(name, args...).Sectors, name)
	}
	claims := of("Claims", "")
	assert.Equal(t, claims.Rows, claims.Certainty.Total())
	disputed := of("Disputed")
	assert.Equal(t, query.Grades{Disputed: disputed.Rows}, disputed.Certainty)
	assert.NotEmpty(t, disputed.Sources)
	detached, err := query.FacetsOf(t.Context(), func(yield func(query.Move, error) bool) {
		for m := range query.Moves(t.Context(), g) {
			if !yield(m.Detach(), nil) {
				return
			}
		}
	})
	require.NoError(t, err)
	whole := of("Moves")
	whole.Sectors = nil
	assert.Equal(t, whole, detached)
}

func TestSpanAgainstLoops(t *testing.T) {
	dated, undated := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		nodes := map[string]bool{}
		for f := range o.facts {
			for _, p := range []quad.IRI{vocab.Person, vocab.From, vocab.To, vocab.Holder, vocab.At, vocab.Investor, vocab.Investee, vocab.When, vocab.Year} {
				if f.p == short(p) && o.in(f.s) {
					nodes[f.s] = true
				}
			}
		}
		got, err := query.Span(t.Context(), g, opts...)
		require.NoError(t, err)
		with, without := 0, 0
		first, last, several := "9999", "", false
		for node := range nodes {
			times := o.times(node)
			switch len(times) {
			case 0:
				without++
				continue
			case 1:
				first, last = min(first, firstDay(times[0])), max(last, lastDay(times[0]))
			default:
				several = true
			}
			with++
		}
		assert.Equal(t, [2]int{with, without}, [2]int{got.Dated, got.Undated})
		dated, undated = dated+with, undated+without
		assert.Equal(t, with, got.Times.Total())
		sum := 0
		for _, y := range got.Years {
			sum += y.Rows
		}
		assert.Equal(t, with, sum)
		if with == 0 {
			assert.Empty(t, got.First+got.Last)
			return
		}
		assert.LessOrEqual(t, firstDay(got.First), lastDay(got.Last))
		if !several {
			assert.Equal(t, first, firstDay(got.First))
			assert.Equal(t, last, lastDay(got.Last))
		}
	})
	assert.NotZero(t, dated)
	assert.NotZero(t, undated)
}
