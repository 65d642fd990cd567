package query_test

import (
	"fmt"
	"maps"
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

func TestTimesAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		assert.ElementsMatch(t, o.rows(), gather(t, query.Moves(t.Context(), g, opts...), func(m query.Move) row {
			assert.Equal(t, o.gradeOfTime(quads, m.ID(), m.When()), m.WhenCertainty().String())
			assert.Equal(t, m.WhenCertainty(), m.Detach().WhenCertainty())
			return rowOf(m)
		}))
		answers += len(o.rows())
		for _, sector := range present(g, "sector") {
			rows, err := query.StrategiesBySector(t.Context(), g, sector, opts...)
			require.NoError(t, err)
			assert.ElementsMatch(t, o.strategies(short(quad.IRI(sector))), mapped(rows, func(s query.Strategy) string {
				return short(s.ID()) + " " + short(s.Organization.Node())
			}))
		}
	})
	assert.NotZero(t, answers)
}

func TestCareerAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, person := range present(g, "person") {
			rows, err := query.Career(t.Context(), g, person, opts...)
			require.NoError(t, err)
			want := slices.DeleteFunc(o.stages(), func(s stage) bool { return s.person != short(quad.IRI(person)) })
			assert.ElementsMatch(t, want, mapped(rows, stageOf))
			answers += len(want)
			for i, s := range rows {
				assert.Contains(t, o.objects(short(s.ID()), map[bool]quad.IRI{true: vocab.Holder, false: vocab.Person}[s.IsPost()]), short(quad.IRI(person)))
				assert.Equal(t, o.gradeOfTime(quads, s.ID(), s.When()), s.WhenCertainty().String())
				if s.Dated() {
					assert.Contains(t, o.times(short(s.ID())), s.When())
				} else {
					assert.Empty(t, s.When())
				}
				if i == 0 {
					continue
				}
				before := rows[i-1]
				assert.False(t, !before.Dated() && s.Dated(), "what has a time comes first")
				if s.Dated() {
					assert.LessOrEqual(t, firstDay(before.When()), firstDay(s.When()))
				}
				if !before.Dated() {
					assert.LessOrEqual(t, rankOf(before), rankOf(s), "undated ones go by what they are")
				}
			}
			profile, err := query.ProfilePerson(t.Context(), g, person, opts...)
			require.NoError(t, err)
			assert.Equal(t, mapped(rows, stageOf), mapped(profile.Career, stageOf))
			assert.ElementsMatch(t, o.leaders(person), mapped(profile.Leads, leaderOf))
		}
	})
	assert.NotZero(t, answers)
}

// gradeOfTime is the grade of the strongest claim that a node has a time, no more than disputed if it is contradicted.
func (o *oracle) gradeOfTime(quads []quad.Quad, node quad.IRI, when string) string {
	for _, predicate := range []quad.IRI{vocab.When, vocab.Year} {
		best, found := 0, false
		var f fact
		for _, q := range quads {
			if q.Subject == node && q.Predicate == predicate && lexical(short(q.Object)) == when && o.keep(short(q.Label)) {
				best, found = max(best, o.strength[short(q.Label)]), true
				f = fact{short(q.Subject), short(q.Predicate), short(q.Object)}
			}
		}
		if found && o.contradicted(quads, f) {
			best = min(best, 1)
		}
		if found {
			return []string{"unknown", "disputed", "speculative", "inferred", "stated"}[best]
		}
	}
	return "unknown"
}

// rankOf orders stages without a time.
func rankOf(s query.Stage) int {
	if s.Kind != query.StagePost {
		return 1
	}
	return map[quad.IRI]int{vocab.StatusFormer: 0, "": 2, vocab.StatusCurrent: 3}[s.Status()]
}

// leaders gives "person thing" of all that are led, or of one person's.
func (o *oracle) leaders(person string) []string {
	var found []string
	for f := range o.facts {
		if f.p == short(vocab.LedBy) && o.in(f.s) && (person == "" || f.o == short(quad.IRI(person))) {
			found = append(found, f.o+" "+f.s)
		}
	}
	return found
}

func leaderOf(l query.Leader) string { return short(l.Person.Node()) + " " + short(l.Leads.Node()) }

// belongs tells whether a thing is an organization, a unit of it, or of one of these.
func (o *oracle) belongs(thing, org string) bool {
	return o.within(thing, org) || slices.ContainsFunc(o.objects(thing, vocab.Of), func(of string) bool {
		return of != "" && o.within(of, org)
	})
}

func TestLeadersAgainstLoops(t *testing.T) {
	answers := 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		assert.ElementsMatch(t, o.leaders(""), gather(t, query.Leaders(t.Context(), g, opts...), leaderOf))
		answers += len(o.leaders(""))
		for _, person := range present(g, "person") {
			got := gather(t, query.Leaders(t.Context(), g, append(opts, query.Person(person))...), leaderOf)
			assert.ElementsMatch(t, o.leaders(person), got)
			for _, org := range present(g, "org") {
				want := slices.DeleteFunc(o.leaders(person), func(l string) bool {
					return !o.belongs(strings.Fields(l)[1], short(quad.IRI(org)))
				})
				got := gather(t, query.Leaders(t.Context(), g, append(opts, query.Person(person), query.At(org))...), leaderOf)
				assert.ElementsMatch(t, want, got, "leaders at %s", org)
			}
		}
		want := slices.DeleteFunc(o.leaders(""), func(l string) bool {
			return !o.all[fact{strings.Fields(l)[1], short(vocab.RDFType), short(vocab.ClassModel)}]
		})
		assert.ElementsMatch(t, want, gather(t, query.Leaders(t.Context(), g, append(opts, query.OfClass("tg:Model"))...), leaderOf))
	})
	assert.NotZero(t, answers)
}

func TestFoundersAgainstLoops(t *testing.T) {
	answers, startUps := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		want, young := map[[2]string]bool{}, map[string]bool{}
		for _, s := range o.stages() {
			if s.kind == "founding" {
				want[[2]string{s.person, s.at}] = true
				if s.at != "" && slices.Contains(o.objects(s.node, vocab.MoveKind), short(vocab.KindFounding)) {
					young[s.at] = true
				}
			}
		}
		got := gather(t, each(query.Founders(t.Context(), g, opts...)), func(f query.Founder) [2]string {
			for _, s := range f.Stages() {
				assert.Equal(t, query.StageFounding, s.Kind)
			}
			return [2]string{short(f.Person.Node()), short(f.Organization.Node())}
		})
		assert.ElementsMatch(t, slices.Collect(maps.Keys(want)), got)
		answers += len(got)

		for f := range o.facts {
			if f.p == short(vocab.OrgKind) && f.o == short(vocab.OrgKindStartUp) && o.in(f.s) {
				young[f.s] = true
			}
		}
		rows, err := query.StartUps(t.Context(), g, opts...)
		require.NoError(t, err)
		for _, u := range rows {
			founders := map[string]bool{}
			for pair := range want {
				if pair[1] == short(u.Organization.Node()) {
					founders[pair[0]] = true
				}
			}
			assert.Equal(t, strings.Join(keys(founders), " "), names(u.Founders))
		}
		assert.Equal(t, keys(young), mapped(rows, func(u query.StartUp) string { return short(u.Organization.Node()) }))
		startUps += len(rows)
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, startUps)
}

// team is a row of Teams as the oracle writes it.
type team struct {
	node                   string
	moved                  bool
	organizations, leaders string // in order, each list in brackets
}

// teams gives every team.
func (o *oracle) teams() map[team]bool {
	teams := map[team]bool{}
	for f := range o.all {
		if f.p == short(vocab.RDFType) && f.o == short(vocab.ClassGroup) && o.in(f.s) &&
			(o.objects(f.s, vocab.Of)[0] != "" || o.objects(f.s, vocab.LedBy)[0] != "") {
			teams[team{f.s, false, fmt.Sprint(o.objects(f.s, vocab.Of)), fmt.Sprint(o.objects(f.s, vocab.LedBy))}] = true
		}
		if (f.p == short(vocab.WithTeam) && strings.EqualFold(lexical(f.o), "true") || f.p == short(vocab.TeamSize) && lexical(f.o) != "0") &&
			o.facts[f] && o.in(f.s) {
			teams[team{f.s, true, fmt.Sprint(o.objects(f.s, vocab.To)), fmt.Sprint(o.objects(f.s, vocab.Person))}] = true
		}
	}
	return teams
}

// isAt tells whether a team is an organization's or one of its units'.
func (o *oracle) isAt(m team, org string) bool {
	return slices.ContainsFunc(strings.Fields(strings.Trim(m.organizations, "[]")), func(of string) bool { return o.within(of, short(quad.IRI(org))) })
}

func (m team) isUnder(person string) bool {
	return slices.Contains(strings.Fields(strings.Trim(m.leaders, "[]")), short(quad.IRI(person)))
}

func TestTeamsAgainstLoops(t *testing.T) {
	answers, narrowed := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		all := keysOf(o.teams())
		where := func(keep func(team) bool) []team {
			rows := slices.DeleteFunc(slices.Clone(all), func(m team) bool { return !keep(m) })
			narrowed += len(rows)
			return rows
		}
		ask := func(more ...query.Option) []team {
			last := query.Team{}
			number := func(m query.Team) graph.ID { return g.Snapshot().Numbers().ID(m.ID()) }
			return gather(t, query.Teams(t.Context(), g, slices.Concat(opts, more)...), func(m query.Team) team {
				assert.True(t, number(last) < number(m) || number(last) == number(m) && m.WithMove(), "rows come in order")
				assert.Equal(t, m.WithMove(), m.Team.IsZero())
				last = m
				return team{short(m.ID()), m.WithMove(), "[" + names(m.Organizations) + "]", "[" + names(m.Leaders) + "]"}
			})
		}
		assert.ElementsMatch(t, all, ask())
		answers += len(all)
		for _, org := range present(g, "org") {
			assert.ElementsMatch(t, where(func(m team) bool { return o.isAt(m, org) }), ask(query.At(org)), "at %s", org)
		}
		for _, person := range present(g, "person") {
			assert.ElementsMatch(t, where(func(m team) bool { return m.isUnder(person) }), ask(query.Person(person)), "by %s", person)
			for _, org := range present(g, "org") {
				assert.ElementsMatch(t, where(func(m team) bool { return m.isUnder(person) && o.isAt(m, org) }),
					ask(query.Person(person), query.At(org)), "by %s at %s", person, org)
			}
		}
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, narrowed)
}

func TestRosterAgainstLoops(t *testing.T) {
	answers, left := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		snapshot := g.Snapshot()
		// The status and the time that a stage shows are held against the claims elsewhere.
		status, when := map[string]quad.IRI{}, map[string]string{}
		for _, person := range present(g, "person") {
			rows, err := query.Career(t.Context(), g, person, opts...)
			require.NoError(t, err)
			for _, s := range rows {
				status[short(s.ID())], when[short(s.ID())] = s.Status(), s.When()
			}
		}
		for _, org := range present(g, "org") {
			name := short(quad.IRI(org))
			there, certain := map[string][]string{}, map[string]bool{}
			for _, s := range o.stages() {
				if s.at != "" && o.belongs(s.at, name) && status[s.node] != vocab.StatusFormer {
					there[s.person] = append(there[s.person], when[s.node])
					certain[s.person] = certain[s.person] || status[s.node] == vocab.StatusCurrent
				}
			}
			for _, l := range o.leaders("") {
				if person, thing := strings.Fields(l)[0], strings.Fields(l)[1]; o.belongs(thing, name) {
					there[person] = append(there[person], "")
					certain[person] = true
				}
			}
			for _, s := range o.stages() {
				if s.from == "" || !o.within(s.from, name) || s.at != "" && o.internal(s.from, s.at) || certain[s.person] {
					continue
				}
				back := slices.ContainsFunc(there[s.person], func(arrival string) bool {
					return arrival != "" && when[s.node] != "" && firstDay(arrival) > lastDay(when[s.node])
				})
				if _, ok := there[s.person]; ok && !back {
					delete(there, s.person)
					left++
				}
			}
			got := gather(t, each(query.Roster(t.Context(), snapshot, org, opts...)), func(m query.Member) string {
				return short(m.Person.Node())
			})
			assert.Equal(t, keys(there), got, "roster of %s", org)
			answers += len(got)
		}
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, left)
}
