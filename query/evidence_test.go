package query_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

func factOf(f query.Fact) fact {
	return fact{short(f.Subject.Node()), short(f.Predicate), short(f.Object.Node())}
}

func TestWhyAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, node := range slices.Concat(present(g, "move"), present(g, "org")) {
			name := short(quad.IRI(node))
			var all []fact
			for f := range o.facts {
				if f.s == name && f.p != short(vocab.RDFType) && o.in(name) {
					all = append(all, f)
				}
			}
			rows, err := query.Why(t.Context(), g, node, "", "", opts...)
			require.NoError(t, err)
			assert.ElementsMatch(t, all, mapped(rows, factOf))
			answers += len(rows)
			for _, row := range rows {
				labels := map[string]bool{}
				for _, q := range quads {
					if (fact{short(q.Subject), short(q.Predicate), short(q.Object)}) == factOf(row) && q.Label != nil && o.counts(q) {
						labels[short(q.Label)] = true
					}
				}
				assert.ElementsMatch(t, keys(labels), mapped(row.Evidence(), func(e graph.Evidence) string { return short(e.Claim) }))
				again, err := query.Why(t.Context(), g, node, string(row.Predicate), objectName(row.Object.Node()), opts...)
				require.NoError(t, err)
				assert.Contains(t, mapped(again, factOf), factOf(row))
				for _, f := range again {
					assert.Equal(t, factOf(row).p, factOf(f).p)
				}
			}
		}
	})
	assert.NotZero(t, answers)
}

// objectName is how a caller would name an object.
func objectName(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return string(iri)
	}
	return strings.ToLower(lexical(short(v))) // quad writes True
}

// counts tells whether a quad's claim counts under the oracle's filter.
func (o *oracle) counts(q quad.Quad) bool { return o.keep(short(q.Label)) }

func TestClaimsAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, source := range append(present(g, "source"), vocab.ID+"plain-source") {
			if g.Snapshot().Numbers().ID(quad.IRI(source)) == 0 {
				continue
			}
			want := map[string]map[fact]bool{}
			inTime := map[string]bool{}
			for _, q := range quads {
				label := short(q.Label)
				from := slices.Contains(o.allObjects(label, vocab.PROVHadPrimarySource), short(quad.IRI(source)))
				if q.Label == nil || !from && q.Label != quad.IRI(source) || !o.counts(q) ||
					o.all[fact{label, short(vocab.RDFType), short(vocab.ClassDataSet)}] {
					continue
				}
				if want[label] == nil {
					want[label] = map[fact]bool{}
				}
				want[label][fact{short(q.Subject), short(q.Predicate), short(q.Object)}] = true
				inTime[label] = inTime[label] || o.in(short(q.Subject))
			}
			for label := range want {
				if !inTime[label] {
					delete(want, label)
				}
			}
			got := gather(t, each(query.Claims(t.Context(), g, source, opts...)), func(d query.Claimed) string {
				facts, err := d.Facts(t.Context())
				require.NoError(t, err)
				states := map[fact]bool{}
				for _, f := range facts {
					states[factOf(f)] = true
				}
				assert.Equal(t, want[short(d.Claim)], states)
				_, err = d.Detach().Facts(t.Context())
				assert.ErrorContains(t, err, "ask before Detach")
				return short(d.Claim)
			})
			assert.Equal(t, keys(want), sorted(got))
			answers += len(got)
		}
	})
	assert.NotZero(t, answers)
}

func sorted(texts []string) []string {
	slices.Sort(texts)
	return texts
}

// allObjects gives what is said of a subject, whoever says it.
func (o *oracle) allObjects(s string, p quad.IRI) []string {
	var found []string
	for f := range o.all {
		if f.s == s && f.p == short(p) {
			found = append(found, f.o)
		}
	}
	return found
}

func TestDisputedAgainstLoops(t *testing.T) {
	pairs, alone := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		states := map[string]bool{}
		for _, q := range quads {
			label := short(q.Label)
			if q.Label != nil && o.counts(q) && o.in(short(q.Subject)) && !o.all[fact{label, short(vocab.RDFType), short(vocab.ClassDataSet)}] {
				states[label] = true
			}
		}
		want, paired := map[string]bool{}, map[string]bool{}
		for f := range o.all {
			if f.p == short(vocab.Contradicts) && f.s != f.o && states[f.s] && states[f.o] {
				want[fmt.Sprint([]string{min(f.s, f.o), max(f.s, f.o)})] = true
				paired[f.s], paired[f.o] = true, true
			}
		}
		for label := range states {
			id := g.Snapshot().Numbers().ID(quad.IRI(vocab.ID + label[len("id:"):]))
			if !paired[label] && g.Snapshot().Numbers().Certainty(id) == graph.Disputed {
				want[fmt.Sprint([]string{label})] = true
				alone++
			}
		}
		rows, err := query.Disputed(t.Context(), g, opts...)
		require.NoError(t, err)
		rows = slices.DeleteFunc(rows, func(d query.Dispute) bool { return d.Conflict != "" })
		got := mapped(rows, func(d query.Dispute) string {
			if len(d.Sides) == 2 {
				pairs++
			}
			return fmt.Sprint(sorted(mapped(d.Sides, func(c query.Claimed) string { return short(c.Claim) })))
		})
		assert.ElementsMatch(t, keys(want), got)
	})
	assert.NotZero(t, pairs)
	assert.NotZero(t, alone)
}

// An invented source of three lines, with a claim in each of two.
const text = "甲公司的張三去了乙公司。\nA line that nothing is claimed of.\n張三今為乙公司首席。"

func textGraph(t *testing.T) *graph.Graph {
	t.Helper()
	g := graph.New()
	sum := sha256.Sum256([]byte(text))
	source := quad.IRI(vocab.ID + "source")
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		say := func(c graph.Claim, p quad.IRI, o quad.Value) error {
			c.Source = source
			_, err := tx.Assert(c, quad.Quad{Subject: quad.IRI(vocab.ID + "zhang"), Predicate: p, Object: o})
			return err
		}
		if err := tx.Add(quad.Quad{Subject: source, Predicate: vocab.SHA256, Object: quad.String(hex.EncodeToString(sum[:]))}); err != nil {
			return err
		}
		if err := say(graph.Claim{Paragraph: 1, Start: 4, End: 11, Certainty: graph.Stated}, vocab.At, quad.IRI(vocab.ID+"b")); err != nil {
			return err
		}
		if err := say(graph.Claim{Paragraph: 3, Certainty: graph.Inferred}, vocab.At, quad.IRI(vocab.ID+"b")); err != nil {
			return err
		}
		return say(graph.Claim{Paragraph: 9, Start: 1, End: 2}, vocab.From, quad.IRI(vocab.ID+"a"))
	}))
	return g
}

func TestPassages(t *testing.T) {
	g := textGraph(t)
	rows, err := query.Why(t.Context(), g, vocab.ID+"zhang", "tg:at", "", query.WithSource(text))
	require.NoError(t, err)
	require.Len(t, rows, 1)
	passages, err := rows[0].Passages()
	require.NoError(t, err)
	assert.Equal(t, []string{"張三去了乙公司", "張三今為乙公司首席。"}, mapped(passages, func(p query.Passage) string { return p.Text }))
	kept, err := rows[0].Detach().Passages()
	require.NoError(t, err)
	assert.Equal(t, passages, kept)

	rows, err = query.Why(t.Context(), g, vocab.ID+"zhang", "tg:from", "", query.WithSource(text))
	require.NoError(t, err)
	_, err = rows[0].Passages()
	assert.ErrorContains(t, err, "no paragraph 9;")
	_, err = rows[0].MarshalJSON()
	assert.Error(t, err, "JSON must not leave a passage out in silence")

	for d, err := range each(query.Claims(t.Context(), g, vocab.ID+"source", query.WithSource(text), query.CertaintyAtLeast(graph.Stated))) {
		require.NoError(t, err)
		passage, err := d.Passage()
		require.NoError(t, err)
		assert.Equal(t, "張三去了乙公司", passage)
	}

	_, err = query.Why(t.Context(), g, vocab.ID+"zhang", "", "", query.WithSource(text+"\n"))
	assert.ErrorIs(t, err, query.ErrWrongText, "one more byte is another text")
	read, err := query.ReadText(t.Context(), g, text)
	require.NoError(t, err)
	for _, wrong := range []graph.Evidence{
		{Source: "id:other", Paragraph: 1}, {Source: vocab.ID + "source"}, {Source: vocab.ID + "source", Paragraph: 1, Start: 3, End: 99},
		{Source: vocab.ID + "source", Paragraph: -1}, {Source: vocab.ID + "source", Paragraph: 1, Start: 5, End: 3},
	} {
		_, err := read.Passage(wrong)
		assert.Error(t, err, "%+v", wrong)
	}
}
