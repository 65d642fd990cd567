package query_test

import (
	"cmp"
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

// filter is a random filter of claims, as options and for the oracle.
func filter(rng *rand.Rand, g *graph.Graph) (opts []query.Option, floor graph.Certainty, source quad.IRI) {
	floor = graph.Certainty(rng.IntN(5))
	if floor != graph.Unknown || rng.IntN(2) == 0 {
		opts = append(opts, query.CertaintyAtLeast(floor))
	}
	sources := []quad.IRI{vocab.ID + "source-0", vocab.ID + "source-1", vocab.ID + "plain-source"}
	if source = sources[rng.IntN(3)]; rng.IntN(3) == 0 && g.Snapshot().Numbers().ID(source) != 0 {
		return append(opts, query.Source(string(source))), floor, source
	}
	return opts, floor, ""
}

// organizationsOf gives every node that is an organization in a random graph.
func organizationsOf(g *graph.Graph) []string {
	var found []string
	for i := range 10 {
		if name := fmt.Sprintf("%sorg-%d", vocab.ID, i); g.Snapshot().Numbers().ID(quad.IRI(name)) != 0 {
			found = append(found, name)
		}
	}
	return found
}

func rowOf(m query.Move) row {
	return row{short(m.ID()), short(m.Person.Node()), short(m.From.Node()), short(m.To.Node())}
}

func TestMovesAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, floor, source := filter(rng, g)
		o := newOracle(quads, floor, source)
		orgs := organizationsOf(g)

		collect := func(opts ...query.Option) []row {
			var rows []row
			last := graph.Entity{}
			for m, err := range query.Moves(t.Context(), g, opts...) {
				require.NoError(t, err)
				rows = append(rows, rowOf(m))
				assert.LessOrEqual(t, last.Number(), g.Snapshot().Numbers().ID(m.ID()), "rows come in order")
				last = g.Snapshot().Numbers().Entity(g.Snapshot().Numbers().ID(m.ID()))
			}
			return sortRows(rows)
		}
		assert.ElementsMatch(t, o.rows(), collect(opts...))
		answers += len(o.rows())

		for _, org := range orgs {
			want := slices.DeleteFunc(o.rows(), func(r row) bool { return r.from == "" || !o.within(r.from, short(quad.IRI(org))) })
			assert.ElementsMatch(t, want, collect(append(opts, query.From(org))...), "from %s", org)
			want = slices.DeleteFunc(o.rows(), func(r row) bool { return r.to == "" || !o.within(r.to, short(quad.IRI(org))) })
			assert.ElementsMatch(t, want, collect(append(opts, query.To(org))...), "to %s", org)
			for _, to := range append(orgs, "") {
				moves, err := query.WhoLeft(t.Context(), g, org, to, opts...)
				require.NoError(t, err)
				var got []row
				for _, m := range moves {
					got = append(got, rowOf(m))
				}
				want := o.whoLeft(short(quad.IRI(org)), short(quad.IRI(to)))
				assert.ElementsMatch(t, want, got, "who left %s for %s", org, to)
			}
		}
	})
	assert.NotZero(t, answers)
}

func TestMoveFiltersAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, floor, source := filter(rng, g)
		o := newOracle(quads, floor, source)
		first := 2020 + rng.IntN(5)
		last := first + rng.IntN(2)
		has := func(r row, p quad.IRI, value string) bool { return slices.Contains(o.objects(r.move, p), value) }
		inYears := func(r row) bool {
			return slices.ContainsFunc(o.times(r.move), func(date string) bool {
				return date[:4] >= fmt.Sprint(first) && date[:4] <= fmt.Sprint(last)
			})
		}
		person := quad.IRI(vocab.ID + "person-0")
		for _, c := range []struct {
			option query.Option
			keep   func(row) bool
		}{
			{query.Years(first, last), inYears},
			{query.Kind(vocab.KindFounding), func(r row) bool { return has(r, vocab.MoveKind, "tg:founding") }},
			{query.Person(string(person)), func(r row) bool { return r.person == short(person) }},
		} {
			if g.Snapshot().Numbers().ID(person) == 0 {
				continue
			}
			var got []row
			for m, err := range query.Moves(t.Context(), g, append(opts, c.option)...) {
				require.NoError(t, err)
				got = append(got, rowOf(m))
				if m.Year != 0 {
					assert.Contains(t, o.times(short(m.ID())), m.When(), "the time is one of the move's")
					assert.Equal(t, fmt.Sprint(m.Year), m.When()[:4])
				}
			}
			want := slices.DeleteFunc(o.rows(), func(r row) bool { return !c.keep(r) })
			assert.ElementsMatch(t, want, got)
			answers += len(want)
		}
	})
	assert.NotZero(t, answers)
}

func TestFlowsAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, floor, source := filter(rng, g)
		o := newOracle(quads, floor, source)
		want := o.flows()
		flows, err := query.Flows(t.Context(), g, opts...)
		require.NoError(t, err)
		got := map[[2]string]int{}
		for _, f := range flows {
			got[[2]string{short(f.From.Node()), short(f.To.Node())}] = f.Count
			moves, err := f.Moves(t.Context())
			require.NoError(t, err)
			distinct := map[quad.IRI]bool{}
			for _, m := range moves {
				distinct[m.ID()] = true
			}
			assert.Len(t, distinct, f.Count, "the moves behind %v", f)
		}
		assert.Equal(t, want, got)
		answers += len(want)

		ordered := slices.IsSortedFunc(flows, func(a, b query.Flow) int {
			return cmp.Or(b.Count-a.Count, cmp.Compare(a.From.ID(), b.From.ID()), cmp.Compare(a.To.ID(), b.To.ID()))
		})
		assert.True(t, ordered, "largest first, then by IRIs: %v", flows)
		for _, n := range []int{1, 2, 3, len(flows) + 1} {
			top, err := query.Flows(t.Context(), g, append(opts, query.Top(n))...)
			require.NoError(t, err)
			require.Len(t, top, min(n, len(flows)))
			for i, f := range top {
				assert.Equal(t, flows[i].String(), f.String(), "Top(%d)", n)
			}
		}

		// Counting by rows must agree with counting by scans.
		byKind := 0
		for _, kind := range []quad.IRI{vocab.KindHire, vocab.KindDeparture, vocab.KindFounding} {
			flows, err := query.Flows(t.Context(), g, append(opts, query.Years(0, 9999), query.Kind(kind))...)
			require.NoError(t, err)
			for _, f := range flows {
				byKind += f.Count
				moves, err := f.Moves(t.Context())
				require.NoError(t, err)
				for _, m := range moves {
					assert.Contains(t, o.objects(short(m.ID()), vocab.MoveKind), short(kind))
				}
			}
		}
		withYear := 0
		for pair := range want {
			seen := map[string]bool{}
			for _, r := range o.rows() {
				if r.from != "" && r.to != "" && !o.internal(r.from, r.to) && slices.Contains(o.between(r), pair) && !seen[r.move] && len(o.times(r.move)) > 0 {
					seen[r.move] = true
					for _, kind := range o.objects(r.move, vocab.MoveKind) {
						if kind != "" {
							withYear++
						}
					}
				}
			}
		}
		assert.Equal(t, withYear, byKind)
	})
	assert.NotZero(t, answers)
}

func TestDownstreamAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, floor, source := filter(rng, g)
		o := newOracle(quads, floor, source)
		for _, org := range organizationsOf(g) {
			for moves := range 4 {
				reached, err := query.Downstream(t.Context(), g, org, moves, opts...)
				require.NoError(t, err)
				var got []string
				for _, e := range reached {
					got = append(got, short(e.Node()))
				}
				assert.True(t, slices.IsSortedFunc(reached, byNumber), "%s, %d moves: %v", org, moves, reached)
				assert.ElementsMatch(t, o.downstream(short(quad.IRI(org)), moves), got, "%s, %d moves", org, moves)
				answers += len(got)
			}
		}
	})
	assert.NotZero(t, answers)
}

// byNumber is the order of first appearance in the graph.
func byNumber[E interface{ Number() graph.ID }](a, b E) int {
	return cmp.Compare(a.Number(), b.Number())
}

func TestStrategiesAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, floor, source := filter(rng, g)
		o := newOracle(quads, floor, source)
		for i := range 7 {
			sector := quad.IRI(fmt.Sprintf("%ssector-%d", vocab.ID, i))
			if g.Snapshot().Numbers().ID(sector) == 0 {
				continue
			}
			strategies, err := query.StrategiesBySector(t.Context(), g, string(sector), opts...)
			require.NoError(t, err)
			var got []string
			for _, s := range strategies {
				got = append(got, short(s.ID())+" "+short(s.Organization.Node()))
				for _, in := range s.Sectors {
					assert.True(t, o.facts[fact{short(s.ID()), short(vocab.Sector), short(in.Node())}])
				}
			}
			assert.ElementsMatch(t, o.strategies(short(sector)), got)
			streamed := gather(t, query.Strategies(t.Context(), g, append(opts, query.InSector(string(sector)))...), func(s query.Strategy) string {
				return short(s.ID()) + " " + short(s.Organization.Node())
			})
			assert.Equal(t, got, streamed)
			answers += len(got)
		}
	})
	assert.NotZero(t, answers)
}

// Evidence is the claims behind a row that the filter lets count, and the row's certainty is that of its
// weakest fact.
func TestEvidenceAgainstLoops(t *testing.T) {
	rows := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, floor, source := filter(rng, g)
		o := newOracle(quads, floor, source)
		counts := func(label quad.Value) bool { return o.keep(short(label)) }
		snapshot := g.Snapshot()
		for m, err := range query.Moves(t.Context(), g, opts...) {
			require.NoError(t, err)
			rows++
			claims, forTo := map[string]bool{}, map[string]bool{}
			best := map[quad.IRI]graph.Certainty{}
			for _, q := range quads {
				if q.Subject != m.ID() || !counts(q.Label) {
					continue
				}
				column := map[quad.Value]quad.Value{vocab.Person: m.Person.Node(), vocab.From: m.From.Node(), vocab.To: m.To.Node()}[q.Predicate]
				if p := q.Predicate.(quad.IRI); column == q.Object {
					best[p] = graph.Stronger(best[p], snapshot.Numbers().Certainty(snapshot.Numbers().ID(q.Label)))
				}
				if q.Label == nil {
					continue
				}
				claims[short(q.Label)] = true
				if q.Predicate == vocab.To && q.Object == m.To.Node() {
					forTo[short(q.Label)] = true
				}
			}
			got, gotTo := map[string]bool{}, map[string]bool{}
			for _, e := range m.Evidence() {
				got[short(e.Claim)] = true
			}
			for _, e := range m.EvidenceFor(vocab.To) {
				gotTo[short(e.Claim)] = true
			}
			assert.Equal(t, claims, got)
			if !m.To.IsZero() {
				assert.Equal(t, forTo, gotTo)
			}
			weakest := graph.Stated
			for p, c := range best {
				column := map[quad.IRI]quad.Value{vocab.Person: m.Person.Node(), vocab.From: m.From.Node(), vocab.To: m.To.Node()}[p]
				if o.contradicted(quads, fact{short(m.ID()), short(p), short(column)}) {
					c = graph.Weaker(c, graph.Disputed)
				}
				weakest = graph.Weaker(weakest, c)
			}
			if m.When() != "" {
				assert.Equal(t, m.WhenCertainty().String(), o.gradeOfTime(quads, m.ID(), m.When()))
				weakest = graph.Weaker(weakest, m.WhenCertainty())
			}
			assert.Equal(t, weakest, m.Certainty(), "%v", m)

			kept := m.Detach()
			assert.Equal(t, m.String(), kept.String())
			assert.Equal(t, m.Certainty(), kept.Certainty())
			assert.Equal(t, m.Evidence(), kept.Evidence())
			assert.Equal(t, m.EvidenceFor(vocab.To), kept.EvidenceFor(vocab.To))
			assert.Equal(t, m.ID(), kept.ID())
		}
	})
	assert.NotZero(t, rows)
}
