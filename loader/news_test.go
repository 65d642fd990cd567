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

// world is lives of people that are known, and what sources tell of them.
type world struct {
	r     *rand.Rand
	moves []livedMove
	told  []int // which move each row is of
	rows  []string
}

type livedMove struct{ person, from, to, year, month int }

// newWorld makes lives: a move every year or two, each from where the last one led, never back to where somebody was.
func newWorld(seed uint64, people int) *world {
	w := &world{r: rand.New(rand.NewPCG(seed, 17))}
	for p := range people {
		seen := w.r.Perm(60)
		year := 2010
		for i := range 1 + w.r.IntN(5) {
			year += 1 + w.r.IntN(2)
			w.moves = append(w.moves, livedMove{p, seen[i], seen[i+1], year, 1 + w.r.IntN(12)})
		}
	}
	return w
}

// tell has sources tell each move some times, with ends left out, coarser times, names spelt otherwise, and a wrong month in
// some of a hundred rows. If they are to be told in full, one row of each move has both ends and the month.
func (w *world) tell(wrong int, full bool) {
	for i, m := range w.moves {
		for k := range 1 + w.r.IntN(5) {
			name := fmt.Sprintf("Person No %d", m.person)
			if w.r.IntN(3) == 0 {
				name = strings.ToUpper(strings.ReplaceAll(name, " ", "  "))
			}
			from, to := fmt.Sprintf("Company-%d", m.from), fmt.Sprintf("Company-%d", m.to)
			switch ends := w.r.IntN(6); {
			case full && k == 0:
			case ends == 0:
				from = ""
			case ends == 1:
				to = "unknown"
			}
			month := m.month
			if w.r.IntN(100) < wrong {
				month = 1 + month%12
			}
			when := []string{fmt.Sprint(m.year), fmt.Sprintf("%d-%02d", m.year, month), fmt.Sprintf("%d年%d月", m.year, month), fmt.Sprintf("H%d %d", (month+5)/6, m.year)}[w.r.IntN(4)]
			w.rows = append(w.rows, fmt.Sprintf("%s,%s,%s,%s,https://news.example/%d,%d", name, from, to, when, len(w.rows), len(w.rows)+1))
			w.told = append(w.told, i)
		}
	}
}

// pairs counts the pairs of rows of one move: those that are one event in the graph, those that are not, and pairs of two
// moves that are one event.
func (w *world) pairs(t *testing.T, g *graph.Graph) (joined, missed, wrongly int) {
	event := make([]quad.Value, len(w.rows))
	numbers := g.Snapshot().Numbers()
	for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.Person}) {
		require.NoError(t, err)
		event[numbers.Evidence(numbers.ID(q.Label))[0].Paragraph-1] = q.Subject
	}
	for i := range w.rows {
		require.NotNil(t, event[i], "each row is a claim of its own")
		for k := range i {
			switch same, one := w.told[i] == w.told[k], event[i] == event[k]; {
			case same && one:
				joined++
			case same:
				missed++
			case one:
				wrongly++
			}
		}
	}
	return joined, missed, wrongly
}

func (w *world) load(t *testing.T) *graph.Graph {
	rows := append([]string(nil), w.rows...)
	w.r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	g := graph.New()
	_, err := loader.Load(t.Context(), g, strings.NewReader("person,from,to,when,source,paragraph\n"+strings.Join(rows, "\n")+"\n"))
	require.NoError(t, err)
	return g
}

// News of a world, told in bits by many sources, gives the world back: all of it, if one row of each move is full. Else what is
// missed are rows of one end each, which nothing joins if no row tells both. Wrong months tear events apart, and join none.
func TestNewsGivesTheWorldBack(t *testing.T) {
	for _, c := range []struct {
		wrong, mostMissed int // of a hundred
		full              bool
	}{{0, 0, true}, {0, 2, false}, {10, 20, false}} {
		var joined, missed, wrongly, events, moves int
		for seed := range uint64(long.Runs(4, 40)) {
			w := newWorld(seed, 40)
			w.tell(c.wrong, c.full)
			g := w.load(t)
			j, m, x := w.pairs(t, g)
			joined, missed, wrongly = joined+j, missed+m, wrongly+x
			found := map[quad.Value]bool{}
			for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.Person}) {
				require.NoError(t, err)
				found[q.Subject] = true
			}
			events, moves = events+len(found), moves+len(w.moves)
		}
		t.Logf("wrong months %d%%, each move once in full: %v: %d pairs joined, %d missed, %d wrongly; %d events of %d moves", c.wrong, c.full, joined, missed, wrongly, events, moves)
		assert.Zero(t, wrongly)
		assert.LessOrEqual(t, 100*missed, c.mostMissed*(joined+missed))
		assert.NotZero(t, joined)
		if c.full {
			assert.Equal(t, moves, events)
		} else {
			assert.NotZero(t, missed, "some rows have one end each")
		}
	}
}
