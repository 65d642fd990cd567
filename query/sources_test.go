package query_test

import (
	"crypto/sha256"
	"encoding/hex"
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

// claiming gives the claims that count and state something in time, each with whether it counts; all others of sources
// are in it as false.
func (o *oracle) claiming(quads []quad.Quad) map[string]bool {
	claims := map[string]bool{}
	for _, q := range quads {
		label := short(q.Label)
		if q.Label == nil || o.all[fact{label, short(vocab.RDFType), short(vocab.ClassDataSet)}] {
			continue
		}
		claims[label] = claims[label] || o.counts(q) && o.in(short(q.Subject))
	}
	return claims
}

func TestSourcesAgainstLoops(t *testing.T) {
	answers, filtered := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		want := map[string]int{}
		for label, states := range o.claiming(quads) {
			sources := o.allObjects(label, vocab.PROVHadPrimarySource)
			if len(sources) == 0 {
				sources = []string{label}
			}
			slices.Sort(sources)
			for _, source := range slices.Compact(sources) {
				if want[source] += 0; states {
					want[source]++
				}
			}
		}
		rows, err := query.Sources(t.Context(), g, opts...)
		require.NoError(t, err)
		for _, row := range rows {
			name := short(row.Source.Node())
			assert.Equal(t, want[name], row.Claims, name)
			delete(want, name)
			claims, err := query.Claims(t.Context(), g, string(row.Source.ID()), opts...)
			require.NoError(t, err)
			assert.Len(t, claims, row.Claims, name)
			grades, best := query.Grades{}, graph.Unknown
			for _, c := range claims {
				*gradeIn(&grades, c.Certainty)++
				best = graph.Stronger(best, c.Certainty)
			}
			assert.Equal(t, grades, row.Grades())
			assert.Equal(t, best, row.Certainty())
			assert.Len(t, row.Evidence(), row.Claims)
			answers += row.Claims
		}
		for name, claims := range want { // the option Source keeps one
			assert.Zero(t, claims, name)
			filtered++
		}
		assert.True(t, slices.IsSortedFunc(rows, func(a, b query.CitedSource) int { return compareIDs(a.Source, b.Source) }))
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, filtered)
}

// gradeIn is the count of one grade.
func gradeIn(g *query.Grades, c graph.Certainty) *int {
	return map[graph.Certainty]*int{graph.Stated: &g.Stated, graph.Inferred: &g.Inferred, graph.Speculative: &g.Speculative,
		graph.Disputed: &g.Disputed, graph.Unknown: &g.Unknown}[c]
}

func compareIDs(a, b graph.Entity) int {
	return slices.Compare([]byte(a.ID()), []byte(b.ID()))
}

// aboutIt tells whether a quad speaks of an entity, or is of something that does.
func (o *oracle) aboutIt(q quad.Quad, entity string) bool {
	name := q.Predicate == vocab.RDFType || q.Predicate == vocab.RDFSLabel
	s := short(q.Subject)
	if name || s == entity || short(q.Object) == entity {
		return !name
	}
	for _, p := range []quad.IRI{
		vocab.Person, vocab.From, vocab.To, vocab.Holder, vocab.At, vocab.Of, vocab.Investor, vocab.Investee, vocab.About, vocab.Affects, vocab.Cause,
	} {
		if o.all[fact{s, short(p), entity}] {
			return true
		}
	}
	return o.all[fact{entity, short(vocab.Figure), s}]
}

func TestClaimsAndDisputesAboutOneAgainstLoops(t *testing.T) {
	answers, disputes, found := 0, 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		all, err := query.Disputed(t.Context(), g, opts...)
		require.NoError(t, err)
		for _, entity := range slices.Concat(present(g, "org"), present(g, "person"), present(g, "thing")) {
			name := short(quad.IRI(entity))
			about, spoken := map[string]bool{}, map[string]bool{}
			for _, q := range quads {
				if o.aboutIt(q, name) {
					spoken[short(q.Subject)] = true
					if q.Label != nil {
						about[short(q.Label)] = true
					}
				}
			}
			var want []string
			for label, states := range o.claiming(quads) {
				if states && about[label] {
					want = append(want, label)
				}
			}
			claims, err := query.Claims(t.Context(), g, "", append(opts, query.About(entity))...)
			require.NoError(t, err)
			assert.ElementsMatch(t, want, mapped(claims, func(c query.Claimed) string { return short(c.Claim) }), name)
			answers += len(claims)

			var wanted []string
			for _, d := range all {
				of := slices.ContainsFunc(d.Facts, func(f query.Fact) bool { return spoken[short(f.Subject.Node())] })
				told := d.Conflict == "" && slices.ContainsFunc(d.Sides, func(c query.Claimed) bool { return about[short(c.Claim)] })
				if of || told {
					wanted = append(wanted, d.String())
				}
				if of {
					found++
				}
			}
			rows, err := query.Disputed(t.Context(), g, append(opts, query.About(entity))...)
			require.NoError(t, err)
			assert.Equal(t, wanted, mapped(rows, query.Dispute.String), name)
			disputes += len(rows)
		}
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, disputes)
	assert.NotZero(t, found)
}

// Claims of all sources come by source, and of one entity from one source they are both.
func TestClaimsOfAnySource(t *testing.T) {
	g := wholeGraph(t)
	all, err := query.Claims(t.Context(), g, "")
	require.NoError(t, err)
	n := 0
	sources, err := query.Sources(t.Context(), g)
	require.NoError(t, err)
	for _, s := range sources {
		n += s.Claims
	}
	assert.NotZero(t, n)
	assert.GreaterOrEqual(t, n, len(all), "a claim may have two sources")
	assert.True(t, slices.IsSortedFunc(all, func(a, b query.Claimed) int { return slices.Compare([]byte(a.Source), []byte(b.Source)) }))
	of, err := query.Claims(t.Context(), g, "id:source-0", query.About("id:org-1"))
	require.NoError(t, err)
	about, err := query.Claims(t.Context(), g, "", query.About("id:org-1"))
	require.NoError(t, err)
	assert.NotEmpty(t, of)
	assert.Greater(t, len(about), len(of))
	_, err = query.Claims(t.Context(), g, "", query.About("nobody at all"))
	assert.ErrorIs(t, err, graph.ErrNotFound)
}

// Several texts are at hand at once, and passages have their surroundings.
func TestSeveralTexts(t *testing.T) {
	g := textGraph(t)
	const other = "Another text, short."
	sum := sha256.Sum256([]byte(other))
	require.NoError(t, g.Add(t.Context(), quad.Quad{
		Subject: quad.IRI(vocab.ID + "other"), Predicate: vocab.SHA256, Object: quad.String(hex.EncodeToString(sum[:]))}))
	both, err := query.ReadText(t.Context(), g, text, other, text)
	require.NoError(t, err)
	assert.Equal(t, []quad.IRI{vocab.ID + "source", vocab.ID + "other"}, both.Sources())
	for _, c := range []struct {
		from  graph.Evidence
		runes int
		want  query.Excerpt
	}{
		{graph.Evidence{Source: vocab.ID + "other", Paragraph: 1, Start: 8, End: 12}, 3, query.Excerpt{Before: "er ", Passage: "text", After: ", s"}},
		{graph.Evidence{Source: vocab.ID + "other", Paragraph: 1, Start: 8, End: 12}, 99, query.Excerpt{Before: "Another ", Passage: "text", After: ", short."}},
		{graph.Evidence{Source: vocab.ID + "other", Paragraph: 1, Start: 8, End: 12}, -1, query.Excerpt{Passage: "text"}},
		{graph.Evidence{Source: vocab.ID + "other", Paragraph: 1}, 3, query.Excerpt{Passage: other}},
		{graph.Evidence{Source: vocab.ID + "source", Paragraph: 1, Start: 4, End: 11}, 2, query.Excerpt{Before: "司的", Passage: "張三去了乙公司", After: "。"}},
	} {
		got, err := both.Around(c.from, c.runes)
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
	for _, none := range []*query.Text{nil, {}} {
		_, err = none.Around(graph.Evidence{Source: "id:x", Paragraph: 1}, 1)
		assert.ErrorContains(t, err, "that of none")
	}
	_, err = query.ReadText(t.Context(), g, text, "no text of any source")
	assert.ErrorIs(t, err, query.ErrWrongText)

	for _, opts := range [][]query.Option{
		{query.WithSource(text, other)}, {query.WithSource(text), query.WithSource(other)}, {query.WithText(both)},
	} {
		sources, err := query.Sources(t.Context(), g, opts...)
		require.NoError(t, err)
		at := map[string]bool{}
		for _, s := range sources {
			at[short(s.Source.Node())] = s.HasText
		}
		assert.Equal(t, map[string]bool{"id:source": true}, at)
		rows, err := query.Why(t.Context(), g, vocab.ID+"zhang", "tg:at", "", opts...)
		require.NoError(t, err)
		passages, err := rows[0].Passages()
		require.NoError(t, err)
		assert.Len(t, passages, 2)
	}
	one, err := query.ReadText(t.Context(), g, other)
	require.NoError(t, err)
	rows, err := query.Why(t.Context(), g, vocab.ID+"zhang", "tg:at", "", query.WithText(one), query.WithSource(text))
	require.NoError(t, err)
	passages, err := rows[0].Passages()
	require.NoError(t, err)
	assert.Len(t, passages, 2, "both options together")
	_, err = query.Why(t.Context(), g, vocab.ID+"zhang", "", "", query.WithText(nil))
	var wrong *query.OptionError
	require.ErrorAs(t, err, &wrong)
	assert.Equal(t, "WithText", wrong.Option)
}
