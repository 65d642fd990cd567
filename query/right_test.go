package query_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// gradedFact is a fact and how firmly its claim stands.
type gradedFact struct {
	s string
	p quad.IRI
	o quad.Value
	c graph.Certainty
}

// graded makes a graph in which each fact has a claim of its own.
func graded(t *testing.T, facts ...gradedFact) *graph.Graph {
	t.Helper()
	g := graph.New()
	grades := map[graph.Certainty]quad.IRI{graph.Stated: vocab.CertaintyStated, graph.Inferred: vocab.CertaintyInferred, graph.Disputed: vocab.CertaintyDisputed}
	for i, f := range facts {
		claim := quad.IRI(fmt.Sprint(vocab.ID, "claim-", i))
		require.NoError(t, g.Add(t.Context(),
			quad.Quad{Subject: quad.IRI(vocab.ID + f.s), Predicate: f.p, Object: f.o, Label: claim},
			quad.Quad{Subject: claim, Predicate: vocab.PROVHadPrimarySource, Object: quad.IRI(vocab.ID + "source")},
			quad.Quad{Subject: claim, Predicate: vocab.Certainty, Object: grades[f.c]}))
	}
	return g
}

// A start-up is as certain as what makes one of it and as its founders, whose claims are among its evidence.
func TestStartUpsStandOnTheirFounders(t *testing.T) {
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	founder := quad.LangString{Value: "founder", Lang: "en"}
	kind := gradedFact{"o", vocab.OrgKind, vocab.OrgKindStartUp, graph.Stated}
	post := func(name string, c graph.Certainty) []gradedFact {
		return []gradedFact{{name, vocab.Holder, id("p-" + name), c}, {name, vocab.At, id("o"), c}, {name, vocab.Role, founder, c}}
	}
	move := func(name string, c graph.Certainty) []gradedFact {
		return []gradedFact{{name, vocab.Person, id("p-" + name), c}, {name, vocab.To, id("o"), c}, {name, vocab.MoveKind, vocab.KindFounding, c}}
	}
	all := func(lists ...[]gradedFact) (facts []gradedFact) {
		for _, l := range lists {
			facts = append(facts, l...)
		}
		return facts
	}
	for name, c := range map[string]struct {
		facts    []gradedFact
		want     graph.Certainty
		evidence int
		strict   graph.Certainty // with no claim below Inferred; Unknown for no row
		founders int             // of that row
	}{
		"a disputed post":                {all([]gradedFact{kind}, post("a", graph.Disputed)), graph.Disputed, 4, graph.Stated, 0},
		"a stated post":                  {all([]gradedFact{kind}, post("a", graph.Stated)), graph.Stated, 4, graph.Stated, 1},
		"no founder":                     {[]gradedFact{kind}, graph.Stated, 1, graph.Stated, 0},
		"the weakest of several posts":   {all([]gradedFact{kind}, post("a", graph.Stated), post("b", graph.Inferred)), graph.Inferred, 7, graph.Inferred, 2},
		"a founding and a disputed post": {all(move("a", graph.Stated), post("b", graph.Disputed)), graph.Disputed, 6, graph.Stated, 1},
		"a disputed founding":            {move("a", graph.Disputed), graph.Disputed, 3, graph.Unknown, 0},
	} {
		t.Run(name, func(t *testing.T) {
			g := graded(t, c.facts...)
			rows, err := query.StartUps(t.Context(), g)
			require.NoError(t, err)
			require.Len(t, rows, 1)
			for _, row := range []query.StartUp{rows[0], rows[0].Detach()} {
				assert.Equal(t, c.want, row.Certainty())
				assert.Len(t, row.Evidence(), c.evidence)
				var shown struct {
					Certainty string
					Evidence  []json.RawMessage
				}
				text, err := json.Marshal(row)
				require.NoError(t, err)
				require.NoError(t, json.Unmarshal(text, &shown))
				assert.Equal(t, c.want.String(), shown.Certainty)
				assert.Len(t, shown.Evidence, c.evidence)
			}
			strict, err := query.StartUps(t.Context(), g, query.CertaintyAtLeast(graph.Inferred))
			require.NoError(t, err)
			if c.strict == graph.Unknown {
				assert.Empty(t, strict)
				return
			}
			require.Len(t, strict, 1)
			assert.Equal(t, c.strict, strict[0].Certainty())
			assert.Len(t, strict[0].Founders, c.founders)
		})
	}
}

// A profile tells once of a thing that many lead and that is of many organizations, so that its text grows as the
// facts do.
func TestProfilesNameAThingOnce(t *testing.T) {
	size := func(n int) int {
		g := graph.New()
		group := quad.IRI(vocab.ID + "group")
		quads := []quad.Quad{{Subject: group, Predicate: vocab.RDFType, Object: vocab.ClassGroup}}
		for i := range n {
			quads = append(quads,
				quad.Quad{Subject: group, Predicate: vocab.LedBy, Object: quad.IRI(fmt.Sprintf("%sperson-%05d", vocab.ID, i))},
				quad.Quad{Subject: group, Predicate: vocab.Of, Object: quad.IRI(fmt.Sprintf("%sorg-%05d", vocab.ID, i))})
		}
		require.NoError(t, g.Add(t.Context(), quads...))
		p, err := query.ProfileOrganization(t.Context(), g, vocab.ID+"org-00000")
		require.NoError(t, err)
		require.Len(t, p.Leaders, n)
		for _, p := range []query.OrganizationProfile{p, p.Detach()} {
			assert.Len(t, p.Leaders[n-1].Organizations(), n, "each row can still be asked")
		}
		text, err := json.Marshal(p)
		require.NoError(t, err)
		kept, err := json.Marshal(p.Detach())
		require.NoError(t, err)
		assert.Equal(t, string(text), string(kept))
		last := fmt.Appendf(nil, `"id":"%sorg-%05d"`, vocab.ID, n-1)
		assert.Equal(t, 2, bytes.Count(text, last), "once with the team, once with its leaders")
		return len(text)
	}
	assert.Less(t, size(400), 5*size(100))
}

// What an argument cannot be has the type that an option's value has.
func TestWrongArgumentsHaveOneType(t *testing.T) {
	g := saying(t, [3]string{"m", "person", "p"}, [3]string{"m", "to", "x"})
	for name, c := range map[string]struct {
		ask                        func() error
		question, argument, option string
	}{
		"Downstream": {func() error { _, err := query.Downstream(t.Context(), g, "id:x", -1); return err }, "Downstream", "moves", ""},
		"Upstream":   {func() error { _, err := query.Upstream(t.Context(), g, "id:x", -3); return err }, "Upstream", "moves", ""},
		"Neighbourhood": {func() error {
			_, err := query.All(query.Neighbourhood(t.Context(), g, "id:x", 0))
			return err
		}, "Neighbourhood", "hops", ""},
		"an unknown predicate": {func() error { _, err := query.Why(t.Context(), g, "id:m", "tg:nope", ""); return err }, "Why", "predicate", ""},
		"an unknown prefix":    {func() error { _, err := query.Why(t.Context(), g, "id:m", "nope:to", ""); return err }, "Why", "predicate", ""},
		"a predicate along which": {func() error {
			_, err := query.ShortestPath(t.Context(), g, "id:m", "id:x", query.Along("tg:nope"))
			return err
		}, "ShortestPath", "", "Along"},
		"a number that is none": {func() error {
			_, err := named("Downstream").Count(t.Context(), g, []string{"id:x", "far"})
			return err
		}, "Downstream", "moves", ""},
	} {
		var wrong *query.OptionError
		if assert.ErrorAs(t, c.ask(), &wrong, name) {
			assert.Equal(t, [3]string{c.question, c.argument, c.option}, [3]string{wrong.Question, wrong.Argument, wrong.Option}, name)
			assert.Error(t, wrong.Err)
		}
	}
	_, err := query.Why(t.Context(), g, "id:m", "tg:nope", "")
	assert.ErrorContains(t, err, "query.Why: there is no tg:nope")
}

// Longer ways are offered only where there may be some.
func TestHintsAboutLongerWays(t *testing.T) {
	var facts [][3]string
	for i := range 20 {
		facts = append(facts, [3]string{fmt.Sprint("o", i), "unitOf", fmt.Sprint("o", i+1)})
	}
	g := saying(t, append(facts, [3]string{"m", "to", "x"})...)
	for _, c := range []struct {
		to   string
		opts []query.Option
		want string
	}{
		{"id:x", nil, "no path between id:o0 and id:x, of any number of hops"},
		{"id:x", []query.Option{query.Hops(100)}, "no path between id:o0 and id:x, of any number of hops"},
		{"id:o20", nil, "no path between id:o0 and id:o20 of at most 8 hops; allow longer ones with query.Hops"},
		{"id:o20", []query.Option{query.Hops(19)}, "of at most 19 hops; allow longer ones with query.Hops"},
		{"id:o20", []query.Option{query.Hops(100), query.Along("tg:to")}, "of any number of hops"},
	} {
		_, err := query.ShortestPath(t.Context(), g, "id:o0", c.to, c.opts...)
		assert.ErrorIs(t, err, query.ErrNoPath)
		assert.ErrorContains(t, err, c.want)
	}
	_, err := query.ShortestPath(t.Context(), g, "id:o0", "id:o20", query.Hops(20))
	assert.NoError(t, err)
}

// Who says so can be asked of a person, of a pair and of what facts lead to.
func TestWhyOfPersonsPairsAndObjects(t *testing.T) {
	g := saying(t, [3]string{"m", "person", "zhou"}, [3]string{"m", "from", "alibaba"}, [3]string{"m", "to", "bytedance"},
		[3]string{"n", "person", "yang"}, [3]string{"n", "from", "alibaba"}, [3]string{"zhou", "of", "yang"})
	for name, c := range map[string]struct {
		subject, predicate, object string
		want                       []string
	}{
		"a person":                    {"id:zhou", "", "", []string{"zhou of yang", "m from alibaba", "m person zhou", "m to bytedance"}},
		"a pair":                      {"id:zhou", "", "id:bytedance", []string{"m from alibaba", "m person zhou", "m to bytedance"}},
		"a pair that a fact joins":    {"id:zhou", "", "id:yang", []string{"zhou of yang"}},
		"a pair that nothing joins":   {"id:yang", "", "id:bytedance", nil},
		"an object":                   {"", "", "id:yang", []string{"n person yang", "zhou of yang"}},
		"an object and its predicate": {"", "tg:from", "id:alibaba", []string{"m from alibaba", "n from alibaba"}},
		"a predicate alone":           {"id:m", "tg:to", "", []string{"m to bytedance"}},
	} {
		facts, err := query.Why(t.Context(), g, c.subject, c.predicate, c.object)
		require.NoError(t, err, name)
		got := mapped(facts, func(f query.Fact) string {
			return strings.NewReplacer(vocab.ID, "", vocab.NS, "", "<", "", ">", "").Replace(fmt.Sprint(f.Subject.ID(), " ", f.Predicate, " ", f.Object.ID()))
		})
		if c.subject == "" {
			assert.ElementsMatch(t, c.want, got, name)
		} else {
			assert.Equal(t, c.want, append([]string(nil), got...), name)
		}
	}
	_, err := query.Why(t.Context(), g, "", "", "")
	assert.ErrorContains(t, err, "no name given")
	_, err = query.WhoLeft(t.Context(), g, "", "id:bytedance")
	var wrong *query.OptionError
	require.ErrorAs(t, err, &wrong)
	assert.ErrorContains(t, err, "query.Joined")
}

// What comes from a form that was not filled in is the widest.
func TestEmptyEndsAndCursors(t *testing.T) {
	g := graph.New()
	for i, year := range []int{2022, 2024, 2026} {
		move := quad.IRI(fmt.Sprint(vocab.ID, "m", i))
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: move, Predicate: vocab.To, Object: quad.IRI(vocab.ID + "x")},
			quad.Quad{Subject: move, Predicate: vocab.Year, Object: quad.Int(year)}))
	}
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(vocab.ID + "m9"), Predicate: vocab.To, Object: quad.IRI(vocab.ID + "x")}))
	for _, c := range []struct {
		first, last string
		want        []int
	}{
		{"2024", "", []int{2024, 2026}}, {"", "2024", []int{2022, 2024}}, {"", "", []int{2022, 2024, 2026}}, {"2024-06", "", []int{2024, 2026}},
	} {
		assert.Equal(t, c.want, gather(t, query.Moves(t.Context(), g, query.Between(c.first, c.last)), func(m query.Move) int { return m.Year }))
	}
	_, err := query.All(query.Search(t.Context(), g, "x", query.After("")))
	require.NoError(t, err)
}
