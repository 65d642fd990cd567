package query_test

import (
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
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
)

// matchOf tells by plain text functions how a label fits; 4 is not at all.
func matchOf(label, text string) int {
	label = strings.ToLower(label)
	switch {
	case label == text:
		return 0
	case strings.HasPrefix(label, text):
		return 1
	case strings.Contains(label, " "+text):
		return 2
	case strings.Contains(label, text):
		return 3
	}
	return 4
}

func TestSearchAgainstLoops(t *testing.T) {
	words := []string{"al", "Ali", "baba", "li", "Byte", "dance", "張", "張三", "阿里", "雲"}
	answers := 0
	for seed := range uint64(long.Runs(30, 100)) {
		rng := rand.New(rand.NewPCG(seed, 2))
		g := graph.New()
		labels := map[string][]string{}
		add := func() {
			var name []string
			for range 1 + rng.IntN(3) {
				name = append(name, words[rng.IntN(len(words))])
			}
			label := strings.Join(name, []string{"", " "}[rng.IntN(2)])
			node := fmt.Sprintf("%se-%d", vocab.ID, rng.IntN(20))
			labels[short(quad.IRI(node))] = append(labels[short(quad.IRI(node))], label)
			p := []quad.IRI{vocab.SKOSPrefLabel, vocab.RDFSLabel, vocab.SKOSAltLabel, vocab.SKOSHiddenLabel}[rng.IntN(4)]
			require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(node), Predicate: p, Object: quad.String(label)}))
		}
		for range 3 {
			for range 8 {
				add()
			}
			text := strings.ToLower(words[rng.IntN(len(words))])
			want := map[string]int{}
			for node, all := range labels {
				for _, l := range all {
					if m := matchOf(l, text); m < 4 {
						if old, ok := want[node]; !ok || m < old {
							want[node] = m
						}
					}
				}
			}
			got := map[string]int{}
			last := 0
			var rows []query.Hit
			for h, err := range query.Search(t.Context(), g, text) {
				require.NoError(t, err)
				rows = append(rows, h)
				if h.Match > graph.MatchPart {
					continue
				}
				got[short(h.Entity.Node())] = int(h.Match)
				assert.GreaterOrEqual(t, int(h.Match), last)
				last = int(h.Match)
				assert.Equal(t, int(h.Match), matchOf(h.Label, text), "%q for %q", h.Label, text)
			}
			assert.Equal(t, want, got, "seed %d: search for %q", seed, text)
			answers += len(got)

			// Page by page it is the same answer.
			var paged []string
			opts := []query.Option{query.Top(3)}
			for {
				page := gather(t, query.Search(t.Context(), g, text, opts...), func(h query.Hit) query.Hit { return h })
				for _, h := range page {
					paged = append(paged, h.String())
				}
				if len(page) < 3 {
					break
				}
				opts = []query.Option{query.Top(3), query.After(page[2].Cursor())}
			}
			assert.Equal(t, mapped(rows, query.Hit.String), paged)
		}
	}
	assert.NotZero(t, answers)
}

func searchGraph(t *testing.T) *graph.Graph {
	t.Helper()
	g := graph.New()
	for id, labels := range map[string][]string{
		"yang": {"楊紅霞", "杨红霞", "Yang Hongxia"}, "bytedance": {"ByteDance", "字節跳動"}, "deepseek": {"Deep Seek", "深度求索"},
	} {
		for _, l := range labels {
			require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + id), Predicate: vocab.RDFSLabel, Object: quad.String(l)}))
		}
	}
	return g
}

func TestSearchByPinyinAndTypo(t *testing.T) {
	g := searchGraph(t)
	for text, want := range map[string]string{
		"楊紅霞": "yang exact", "杨": "yang prefix", "紅霞": "yang part", "yanghong": "yang sound", "Hongxia": "yang word",
		"楊宏霞": "yang typo", "zijie": "bytedance sound", "bytedence": "bytedance typo", "ＢＹＴＥ": "bytedance prefix",
		"deepseek": "deepseek sound", "shenduqiu": "deepseek sound", "節跳": "bytedance part",
	} {
		var got []string
		for h, err := range query.Search(t.Context(), g, text, query.Top(1)) {
			require.NoError(t, err)
			got = append(got, strings.TrimPrefix(string(h.Entity.ID()), vocab.ID)+" "+h.Match.String())
		}
		assert.Equal(t, []string{want}, got, "search for %q", text)
	}
	for _, nothing := range []string{"", " ", "!?", "zzzzzz"} {
		assert.Empty(t, gather(t, query.Search(t.Context(), g, nothing), query.Hit.String))
	}
	for _, err := range query.Search(t.Context(), g, "yang", query.After("no cursor")) {
		assert.ErrorContains(t, err, "no cursor")
	}
}

func TestSearchSeesItsOwnState(t *testing.T) {
	g := searchGraph(t)
	before := g.Snapshot()
	find := func(r graph.Reader) int {
		return len(gather(t, query.Search(t.Context(), r, "Zhang Duo", query.Top(1)), query.Hit.String))
	}
	require.Zero(t, find(g))
	label := quad.Quad{Subject: quad.IRI(vocab.ID + "zhang"), Predicate: vocab.RDFSLabel, Object: quad.String("Zhang Duo")}
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		if err := tx.Add(label); err != nil {
			return err
		}
		assert.Equal(t, 1, find(tx), "a transaction sees what it wrote")
		assert.Zero(t, find(g), "and nobody else does")
		return nil
	}))
	assert.Equal(t, 1, find(g))
	assert.Zero(t, find(before), "an older state stays as it was")
	require.NoError(t, g.Remove(t.Context(), label))
	assert.Zero(t, find(g))
}

func TestSearchFilters(t *testing.T) {
	g := searchGraph(t)
	ctx := t.Context()
	say := func(certainty graph.Certainty, s, o string) {
		require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
			_, err := tx.Assert(graph.Claim{Source: vocab.ID + "s", Certainty: certainty},
				quad.Quad{Subject: quad.IRI(vocab.ID + s), Predicate: vocab.At, Object: quad.IRI(vocab.ID + o)})
			return err
		}))
	}
	say(graph.Stated, "yang", "bytedance")
	say(graph.Speculative, "deepseek", "yang")
	found := func(opts ...query.Option) string {
		var all []string
		for _, text := range []string{"yang", "byte", "deep"} {
			all = append(all, gather(t, query.Search(ctx, g, text, append(opts, query.Top(1))...), func(h query.Hit) string {
				return strings.TrimPrefix(string(h.Entity.ID()), vocab.ID)
			})...)
		}
		slices.Sort(all)
		return strings.Join(all, " ")
	}
	assert.Equal(t, "bytedance deepseek yang", found())
	assert.Equal(t, "bytedance yang", found(query.CertaintyAtLeast(graph.Stated)))
	assert.Equal(t, "", found(query.Between("2024", "2024")))
	require.NoError(t, g.Add(ctx, quad.Quad{Subject: quad.IRI(vocab.ID + "yang"), Predicate: vocab.RDFType, Object: vocab.ClassPerson}))
	assert.Equal(t, "yang", found(query.OfClass("tg:Person")))
}
