package loader_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader"
)

// coarser tells a world's moves several times each, the first time in full. Each of the other reports may lose the day, the
// month or all of its time, or one of its ends.
func (w *world) coarser(r *rand.Rand, precision, ends bool) (rows []string) {
	for i, m := range w.moves {
		for k := range 3 {
			from, to, when := fmt.Sprintf("Company %d", m.from), fmt.Sprintf("Company %d", m.to), fmt.Sprintf("%d-%02d-15", m.year, m.month)
			if k > 0 && precision {
				when = when[:[]int{10, 7, 4, 0}[r.IntN(4)]]
			}
			if k > 0 && ends {
				switch r.IntN(3) {
				case 0:
					from = ""
				case 1:
					to = ""
				}
			}
			rows = append(rows, fmt.Sprintf("Person %d,%s,%s,%s,https://news.example/%d,%d", m.person, from, to, when, k, 3*i+k+1))
		}
	}
	r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return rows
}

// eventsTold gives for each report, by its paragraph, the first report of the same event, and counts the events between each
// two organizations.
func eventsTold(t *testing.T, rows []string) (first map[int]int, flows map[string]int) {
	t.Helper()
	g := graph.New()
	_, err := loader.Load(t.Context(), g, strings.NewReader("person,from,to,when,source,paragraph\n"+strings.Join(rows, "\n")+"\n"))
	require.NoError(t, err)
	first, flows = map[int]int{}, map[string]int{}
	reports, ends := map[quad.Value][]int{}, map[quad.Value]map[string]bool{}
	n := g.Snapshot().Numbers()
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		switch q.Predicate {
		case vocab.Person:
			reports[q.Subject] = append(reports[q.Subject], n.Evidence(n.ID(q.Label))[0].Paragraph)
		case vocab.From, vocab.To:
			if ends[q.Subject] == nil {
				ends[q.Subject] = map[string]bool{}
			}
			ends[q.Subject][q.Predicate.String()+" "+q.Object.String()] = true
		}
	}
	for event, all := range reports {
		least := all[0]
		for _, p := range all {
			least = min(least, p)
		}
		for _, p := range all {
			first[p] = least
		}
		assert.LessOrEqual(t, len(ends[event]), 2, "one way")
		for end := range ends[event] {
			flows[end]++
		}
	}
	return first, flows
}

// The same reports with times that are less exact, or without one of their ends, are the same events, as long as one report
// of each tells it in full.
func TestCoarserReportsAreTheSameEvents(t *testing.T) {
	for seed := range uint64(long.Runs(3, 40)) {
		w := newWorld(seed, 25)
		r := rand.New(rand.NewPCG(seed, 61))
		events, flows := eventsTold(t, w.coarser(r, false, false))
		distinct := map[int]bool{}
		for _, first := range events {
			distinct[first] = true
		}
		assert.Len(t, distinct, len(w.moves))
		for _, c := range [][2]bool{{true, false}, {false, true}, {true, true}} {
			again, flowsAgain := eventsTold(t, w.coarser(r, c[0], c[1]))
			assert.Equal(t, events, again, "seed %d: less exact %v, without ends %v", seed, c[0], c[1])
			assert.Equal(t, flows, flowsAgain)
		}
	}
}
