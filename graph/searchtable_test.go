package graph_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
)

func found(t *testing.T, r interface{ Snapshot() *graph.Snapshot }, text string) []string {
	t.Helper()
	var all []string
	for f, err := range r.Snapshot().Search(t.Context(), text) {
		require.NoError(t, err)
		all = append(all, fmt.Sprint(f.Entity.ID(), " ", f.Label, " ", f.Match, " ", f.Distance))
	}
	return all
}

// After whatever changes, a search finds what it finds in a graph that has only just been filled with the same
// quads.
func TestSearchAfterChanges(t *testing.T) {
	syllables := []string{"ali", "baba", "deep", "seek", "huawei", "華為", "华为", "深度", "求索", "x", "lab"}
	hits := 0
	for seed := range uint64(long.Runs(6, 15)) {
		rng := rand.New(rand.NewPCG(seed, 77))
		name := func() string {
			text := ""
			for range 1 + rng.IntN(3) {
				text += syllables[rng.IntN(len(syllables))]
				if rng.IntN(3) == 0 {
					text += " "
				}
			}
			return text
		}
		label := func() quad.Quad {
			return quad.Quad{
				Subject:   quad.IRI(fmt.Sprint("https://e.example/", rng.IntN(60))),
				Predicate: []quad.IRI{vocab.SKOSPrefLabel, vocab.SKOSAltLabel, vocab.RDFSLabel}[rng.IntN(3)],
				Object:    quad.String(name()), Label: []quad.Value{nil, quad.IRI("https://e.example/claim")}[rng.IntN(2)],
			}
		}
		g := graph.New()
		for round := range 12 {
			var quads []quad.Quad
			for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
				require.NoError(t, err)
				quads = append(quads, q)
			}
			switch change := rng.IntN(7); {
			case change == 0 && len(quads) > 0: // take labels away
				rng.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
				require.NoError(t, g.Remove(t.Context(), quads[:1+rng.IntN(min(3, len(quads)))]...))
			case change == 1: // change nothing that has to do with names
				require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("https://e.example/0"), Predicate: vocab.Of, Object: quad.Int(round)}))
			case change == 2: // write in a batch
				require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
					var b snapstore.Batch
					q := label()
					q.Label = nil
					s, p, o := q.Subject.(quad.IRI), q.Predicate.(quad.IRI), q.Object.(quad.String)
					b.Quad(b.Term(term.IRI, []byte(s), nil, nil), b.Term(term.IRI, []byte(p), nil, nil), b.Term(term.Literal, []byte(o), nil, nil), 0)
					_, err := tx.AddBatch(t.Context(), &b)
					return err
				}))
			case change == 3: // give a change up, after a search of what it wrote
				undone := errors.New("undone")
				require.ErrorIs(t, g.Update(t.Context(), func(tx *graph.Tx) error {
					require.NoError(t, tx.Add(label()))
					return undone
				}), undone)
			case change == 4: // write and take back
				require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
					q := label()
					return errors.Join(tx.Add(q, label()), tx.Remove(q))
				}))
			case change == 5 && seed%5 == 0: // more than are kept apart
				var many []quad.Quad
				for range 1500 {
					q := label()
					q.Object = quad.String(fmt.Sprint(name(), rng.IntN(5000)))
					many = append(many, q)
				}
				require.NoError(t, g.Add(t.Context(), many...))
			default:
				require.NoError(t, g.Add(t.Context(), label(), label()))
			}
			fresh := graph.New()
			for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
				require.NoError(t, err)
				require.NoError(t, fresh.Add(t.Context(), q))
			}
			for _, text := range []string{name(), "ali", "hua wei", "華", "deapseek"} {
				want := found(t, fresh, text)
				got := found(t, g, text)
				if !assert.Equal(t, want, got, "seed %d, round %d, %q", seed, round, text) {
					return
				}
				hits += len(want)
				assert.True(t, slices.Equal(got, found(t, g, text)))
			}
		}
	}
	assert.Greater(t, hits, 1000)
}

// A Chinese name is found in either script, by its beginning and its parts, too.
func TestSearchInEitherScript(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		for iri, name := range map[quad.IRI]string{vocab.ID + "yang": "楊紅霞", vocab.ID + "liang": "梁文锋", vocab.ID + "zhong": "鍾明"} {
			if err := tx.Add(quad.Quad{Subject: iri, Predicate: vocab.SKOSPrefLabel, Object: quad.LangString{Value: quad.String(name), Lang: "zh"}}); err != nil {
				return err
			}
		}
		return nil
	}))
	for text, want := range map[string]string{
		"杨红霞": "楊紅霞 exact", "楊紅霞": "楊紅霞 exact", "杨红": "楊紅霞 prefix", "红霞": "楊紅霞 part",
		"梁文鋒": "梁文锋 exact", "文鋒": "梁文锋 part", "钟": "鍾明 prefix", "锺明": "鍾明 exact",
	} {
		first := ""
		for f, err := range g.Snapshot().Search(t.Context(), text) {
			require.NoError(t, err)
			first = fmt.Sprint(f.Label, " ", f.Match)
			break
		}
		assert.Equal(t, want, first, text)
	}
}

// TestSearchShowsTheScriptTyped: of labels in both Chinese scripts, the one that holds what was typed is shown.
func TestSearchShowsTheScriptTyped(t *testing.T) {
	g := graph.New()
	yang := quad.IRI("http://example.org/yang")
	for _, label := range []quad.LangString{{Value: "楊紅霞", Lang: "zh-Hant"}, {Value: "杨红霞", Lang: "zh-Hans"}, {Value: "Yang Hongxia", Lang: "en"}} {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: yang, Predicate: vocab.SKOSPrefLabel, Object: label}))
	}
	for typed, want := range map[string]string{"楊": "楊紅霞", "楊紅霞": "楊紅霞", "杨红": "杨红霞", "红霞": "杨红霞", "yang hong": "Yang Hongxia"} {
		for found, err := range g.Snapshot().Search(t.Context(), typed) {
			require.NoError(t, err)
			require.Equal(t, want, found.Label, typed)
			want = ""
		}
		require.Empty(t, want, "%s finds nothing", typed)
	}
}
