package query_test

import (
	"cmp"
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

// lifeStage is a stage of a career as the oracle of lives has it, with the days of its time as texts.
type lifeStage struct {
	stage
	when, first, last string
	post              bool
}

func (s lifeStage) String() string { return fmt.Sprint(s.stage, s.post, s.when) }

// lives are the careers of all people. What a career is, and its order, is held against the quads elsewhere.
func (o *oracle) lives(t *testing.T, g *graph.Graph, opts []query.Option) map[string][]lifeStage {
	all := map[string][]lifeStage{}
	for _, person := range present(g, "person") {
		rows, err := query.Career(t.Context(), g, person, opts...)
		require.NoError(t, err)
		for _, s := range rows {
			all[short(quad.IRI(person))] = append(all[short(quad.IRI(person))], lifeOf(s))
		}
	}
	return all
}

func lifeOf(s query.Stage) lifeStage {
	l := lifeStage{stage: stageOf(s), when: s.When(), post: s.IsPost()}
	if l.when != "" {
		l.first, l.last = firstDay(l.when), lastDay(l.when)
	}
	return l
}

// leaves tells whether a stage leads away from an organization to elsewhere.
func (o *oracle) leaves(s lifeStage, org string) bool {
	return !s.post && s.from != "" && o.within(s.from, org) && !(s.at != "" && o.internal(s.from, s.at))
}

func TestAlumniAgainstLoops(t *testing.T) {
	answers, back := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		lives := o.lives(t, g, opts)
		now := map[string][]string{}
		for _, org := range organizationsOf(g) {
			if top := o.countsFor(short(quad.IRI(org))); top[0] != short(quad.IRI(org)) || len(top) > 1 {
				continue
			}
			members, err := query.Roster(t.Context(), g, org, opts...)
			require.NoError(t, err)
			for _, m := range members {
				now[short(m.Person.Node())] = append(now[short(m.Person.Node())], short(quad.IRI(org)))
			}
		}
		for _, org := range organizationsOf(g) {
			one := short(quad.IRI(org))
			want := map[string]string{}
			for person, life := range lives {
				first := slices.IndexFunc(life, func(s lifeStage) bool { return o.leaves(s, one) })
				if first < 0 {
					continue
				}
				left := life[first]
				var chain []string
				for _, s := range life {
					in := s.when == "" || left.when == "" || s.last >= left.first
					if s.at != "" && o.belongs(s.at, one) {
						in = s.when != "" && left.when != "" && s.first > left.last
					}
					if in || o.leaves(s, one) {
						chain = append(chain, s.String())
					}
				}
				want[person] = fmt.Sprint(chain, now[person])
			}
			rows, err := query.Alumni(t.Context(), g, org, opts...)
			require.NoError(t, err)
			got := map[string]string{}
			for _, a := range rows {
				var at []string
				for _, e := range a.Now {
					if strings.HasPrefix(short(e.Node()), "id:org-") {
						at = append(at, short(e.Node()))
					}
				}
				slices.Sort(at)
				got[short(a.Person.Node())] = fmt.Sprint(mapped(a.Chain(), func(s query.Stage) string { return lifeOf(s).String() }), at)
				best := graph.Unknown
				for _, s := range a.Chain() {
					if o.leaves(lifeOf(s), one) {
						best = graph.Stronger(best, weakestOf(g, quads, o, s))
					}
				}
				assert.Equal(t, best, a.Certainty(), "%v", a)
			}
			assert.Equal(t, want, got, "alumni of %s", one)
			assert.True(t, slices.IsSortedFunc(rows, func(a, b query.Alumnus) int { return cmp.Compare(a.Person.ID(), b.Person.ID()) }))
			answers += len(rows)

			returns := map[string]bool{}
			for person, life := range lives {
				came := func(s lifeStage) bool {
					return s.when != "" && s.at != "" && o.belongs(s.at, one) && !o.leaves(s, one) && !(s.from != "" && o.internal(s.from, s.at))
				}
				for i, a := range life {
					if !came(a) {
						continue
					}
					last := -1
					for k, d := range life {
						taken := slices.ContainsFunc(life[:i], func(b lifeStage) bool { return came(b) && d.last < b.first })
						if o.leaves(d, one) && d.when != "" && d.last < a.first && !taken {
							last = k
						}
					}
					if last >= 0 {
						returns[fmt.Sprint(person, life[last], a)] = true
					}
				}
			}
			found, err := query.Returns(t.Context(), g, org, opts...)
			require.NoError(t, err)
			assert.ElementsMatch(t, keys(returns), mapped(found, func(r query.Return) string {
				assert.Equal(t, graph.Weaker(r.Left.Certainty(), r.Came.Certainty()), r.Certainty())
				return fmt.Sprint(short(r.Person.Node()), lifeOf(r.Left), lifeOf(r.Came))
			}), "returns to %s", one)
			back += len(found)
		}
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, back)
}

// weakestOf is the grade of a stage apart from its time.
func weakestOf(g *graph.Graph, quads []quad.Quad, o *oracle, s query.Stage) graph.Certainty {
	weakest, n := graph.Stated, g.Snapshot().Numbers()
	for p, object := range map[quad.IRI]quad.Value{vocab.Person: s.Person.Node(), vocab.From: s.From.Node(), vocab.To: s.At.Node()} {
		if object == nil {
			continue
		}
		best := graph.Unknown
		for _, q := range quads {
			if q.Subject == s.ID() && q.Predicate == p && q.Object == object && o.keep(short(q.Label)) {
				best = graph.Stronger(best, n.Certainty(n.ID(q.Label)))
			}
		}
		if best != graph.Unknown && o.contradicted(quads, fact{short(s.ID()), short(p), short(object)}) {
			best = graph.Disputed
		}
		weakest = graph.Weaker(weakest, best)
	}
	if s.Kind == query.StageFounding {
		return graph.Weaker(weakest, foundingOf(g, quads, o, s))
	}
	return weakest
}

// foundingOf is the grade of what makes a founding of a move.
func foundingOf(g *graph.Graph, quads []quad.Quad, o *oracle, s query.Stage) graph.Certainty {
	n := g.Snapshot().Numbers()
	for i, says := range []func(q quad.Quad) bool{
		func(q quad.Quad) bool { return q.Predicate == vocab.MoveKind && q.Object == vocab.KindFounding },
		func(q quad.Quad) bool {
			return q.Predicate == vocab.Role && q.Object == quad.Value(quad.LangString{Value: "founder", Lang: "en"})
		},
		func(q quad.Quad) bool {
			return q.Predicate == vocab.Role && q.Object == quad.Value(quad.String("founder"))
		},
	} {
		best, found := graph.Unknown, false
		for _, q := range quads {
			if q.Subject == s.ID() && says(q) && o.keep(short(q.Label)) {
				best, found = graph.Stronger(best, n.Certainty(n.ID(q.Label))), true
			}
		}
		if found {
			if i == 0 && best != graph.Unknown && o.contradicted(quads, fact{short(s.ID()), short(vocab.MoveKind), short(vocab.KindFounding)}) {
				return graph.Disputed
			}
			return best
		}
	}
	return graph.Unknown
}

// oracleTenure is from a stage to another, of which one may be missing.
type oracleTenure struct{ came, left *lifeStage }

func (x oracleTenure) days() (first, last string) {
	first, last = "0000-00-00", "9999-99-99"
	if x.came != nil {
		first = x.came.first
	}
	if x.left != nil {
		last = max(x.left.last, first)
	}
	return first, last
}

// surelyMeets tries the ends of all times: the stays have a day in common whatever days the times stand for.
func (x oracleTenure) surelyMeets(y oracleTenure) bool {
	stays := func(t oracleTenure) (all [][2]string) {
		came, left := t.came, t.left
		if came == nil {
			came = left
		}
		if left == nil {
			left = came
		}
		for _, from := range []string{came.first, came.last} {
			for _, to := range []string{left.first, left.last} {
				if t.came == nil {
					from = to
				}
				if t.left == nil {
					to = from
				}
				all = append(all, [2]string{from, to})
			}
		}
		return all
	}
	for _, a := range stays(x) {
		for _, b := range stays(y) {
			if max(a[0], b[0]) > min(a[1], b[1]) {
				return false
			}
		}
	}
	return true
}

// house is what a place counts for with all who are there.
func (o *oracle) house(place string) string {
	owners := slices.DeleteFunc(o.objects(place, vocab.Of), func(s string) bool { return s == "" })
	if len(owners) > 1 {
		return place
	}
	if len(owners) == 1 {
		place = owners[0]
	}
	if tops := o.countsFor(place); len(tops) == 1 {
		return tops[0]
	}
	return place
}

// tenures gives those of a life at a house: at each time what changes something comes first.
func (o *oracle) tenures(life []lifeStage, house string) (all []oracleTenure) {
	type step struct {
		leave bool
		at    *lifeStage
	}
	var steps []step
	for i := range life {
		s := &life[i]
		within := !s.post && s.from != "" && s.at != "" && o.internal(s.from, s.at)
		if s.when == "" || within {
			continue
		}
		if s.at != "" && o.house(s.at) == house {
			steps = append(steps, step{false, s})
		}
		if !s.post && s.from != "" && o.house(s.from) == house {
			steps = append(steps, step{true, s})
		}
	}
	var open *lifeStage
	for len(steps) > 0 {
		next := 0
		for i, s := range steps {
			if s.at.when == steps[0].at.when && s.leave == (open != nil) {
				next = i
				break
			}
		}
		s := steps[next]
		steps = slices.Delete(steps, next, next+1)
		switch {
		case s.leave:
			all = append(all, oracleTenure{open, s.at})
			open = nil
		case open == nil:
			open = s.at
		}
	}
	if open != nil {
		all = append(all, oracleTenure{open, nil})
	}
	return all
}

func TestColleaguesAgainstLoops(t *testing.T) {
	answers, sure := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		lives := o.lives(t, g, opts)
		houses := map[string]bool{}
		for _, life := range lives {
			for _, s := range life {
				for _, place := range []string{s.from, s.at} {
					if place != "" {
						houses[o.house(place)] = true
					}
				}
			}
		}
		for _, person := range present(g, "person") {
			me := short(quad.IRI(person))
			var want []string
			for other, life := range lives {
				if other == me {
					continue
				}
				for house := range houses {
					for _, a := range o.tenures(lives[me], house) {
						for _, b := range o.tenures(life, house) {
							aFirst, aLast := a.days()
							bFirst, bLast := b.days()
							if max(aFirst, bFirst) > min(aLast, bLast) {
								continue
							}
							var stages []string
							for _, s := range []*lifeStage{a.came, a.left, b.came, b.left} {
								if s != nil {
									stages = append(stages, s.String())
								}
							}
							want = append(want, fmt.Sprint(other, house, a.surelyMeets(b), stages))
						}
					}
				}
			}
			rows, err := query.Colleagues(t.Context(), g, person, opts...)
			require.NoError(t, err)
			got := mapped(rows, func(c query.Colleague) string {
				weakest := graph.Stated
				for _, s := range c.Stages() {
					weakest = graph.Weaker(weakest, s.Certainty())
				}
				assert.Equal(t, weakest, c.Certainty())
				assert.NotEmpty(t, c.Together)
				if c.Sure {
					sure++
				}
				return fmt.Sprint(short(c.Person.Node()), short(c.Organization.Node()), c.Sure, mapped(c.Stages(), func(s query.Stage) string { return lifeOf(s).String() }))
			})
			assert.ElementsMatch(t, want, got, "colleagues of %s", me)
			answers += len(got)
		}
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, sure)
}

func TestSinceAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		lives := o.lives(t, g, opts)
		for _, org := range organizationsOf(g) {
			one := short(quad.IRI(org))
			members, err := query.Roster(t.Context(), g, org, opts...)
			require.NoError(t, err)
			for _, m := range members {
				last, want := "", ""
				for _, s := range lives[short(m.Person.Node())] {
					if o.leaves(s, one) {
						last = max(last, s.last)
					}
				}
				for _, s := range m.Stages() {
					if s := lifeOf(s); want == "" && s.when != "" && s.first > last {
						want = s.when
					}
				}
				assert.Equal(t, want, m.Since(), "%v", m)
				if want != "" {
					answers++
				}
			}
		}
	})
	assert.NotZero(t, answers)
}
