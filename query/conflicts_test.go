package query_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cayleygraph/quad"
	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
)

// toldMove is a move that one claim tells of; what is empty is not told.
type toldMove struct{ person, from, to, when, kind string }

func toldMoves(t *testing.T, sameNode bool, moves ...toldMove) *graph.Graph {
	t.Helper()
	g := graph.New()
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		for i, m := range moves {
			node := id(fmt.Sprint("move-", i))
			if sameNode {
				node = id("move")
			}
			facts := []quad.Quad{{Subject: node, Predicate: vocab.Person, Object: id(m.person)}}
			for p, name := range map[quad.IRI]string{vocab.From: m.from, vocab.To: m.to} {
				if name != "" {
					facts = append(facts, quad.Quad{Subject: node, Predicate: p, Object: id(name)})
				}
			}
			if m.when != "" {
				facts = append(facts, quad.Quad{Subject: node, Predicate: vocab.When, Object: quad.TypedString{Value: quad.String(m.when), Type: vocab.XSDGYearMonth}})
			}
			if m.kind != "" {
				facts = append(facts, quad.Quad{Subject: node, Predicate: vocab.MoveKind, Object: quad.IRI(vocab.NS + m.kind)})
			}
			if _, err := tx.Assert(graph.Claim{ID: id(fmt.Sprint("claim-", i)), Source: id("news")}, facts...); err != nil {
				return err
			}
		}
		return tx.Add(quad.Quad{Subject: id("unit"), Predicate: vocab.ORGUnitOf, Object: id("b")}, quad.Quad{Subject: id("unit2"), Predicate: vocab.ORGUnitOf, Object: id("b")})
	}))
	return g
}

func TestConflictsFound(t *testing.T) {
	for name, c := range map[string]struct {
		same   bool
		moves  []toldMove
		wanted string
	}{
		"two destinations":            {false, []toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "a", "c", "2024-02", ""}}, "two destinations"},
		"a unit at the same end":      {false, []toldMove{{"p", "unit", "a", "2024-02", ""}, {"p", "b", "c", "2024-02", ""}}, "two destinations"},
		"two units at the same end":   {false, []toldMove{{"p", "unit", "a", "2024-02", ""}, {"p", "unit2", "c", "2024-02", ""}}, ""},
		"two times from a unit":       {false, []toldMove{{"p", "unit", "a", "2024-02", ""}, {"p", "b", "a", "2024-05", ""}}, "two times"},
		"one move, two units":         {true, []toldMove{{"p", "b", "a", "2024-02", ""}, {"p", "unit", "a", "2024-02", ""}, {"p", "unit2", "a", "2024-02", ""}}, "two origins"},
		"in other months":             {false, []toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "a", "c", "2024-05", ""}}, ""},
		"of two people":               {false, []toldMove{{"p", "a", "b", "2024-02", ""}, {"q", "a", "c", "2024-02", ""}}, ""},
		"without a time":              {false, []toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "a", "c", "", ""}}, ""},
		"a unit and its organization": {false, []toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "a", "unit", "2024-02", ""}}, ""},
		"two origins":                 {false, []toldMove{{"p", "b", "a", "2024-02", ""}, {"p", "c", "a", "2024", ""}}, "two origins"},
		"two times":                   {false, []toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "a", "b", "2024-05", ""}}, "two times"},
		"two times of two moves":      {false, []toldMove{{"p", "a", "b", "2020-02", ""}, {"p", "a", "b", "2024-05", ""}}, ""},
		"a return between":            {false, []toldMove{{"p", "a", "b", "2023-02", ""}, {"p", "b", "a", "2023-09", ""}, {"p", "a", "b", "2024-05", ""}}, ""},
		"one move, two destinations":  {true, []toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "a", "c", "2024-02", ""}}, "two destinations"},
		"one move, two times":         {true, []toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "a", "b", "2024-03", ""}}, "two times"},
		"one move, a year and month":  {true, []toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "a", "b", "2024", ""}}, ""},
		"founder or not":              {true, []toldMove{{"p", "a", "b", "2024", "founding"}, {"p", "a", "b", "2024", "hire"}}, "founder or not"},
		"told the same twice":         {true, []toldMove{{"p", "a", "b", "2024", "hire"}, {"p", "a", "b", "2024", "departure"}}, ""},
	} {
		rows, err := query.Disputed(t.Context(), toldMoves(t, c.same, c.moves...))
		require.NoError(t, err)
		var kinds []string
		for _, d := range rows {
			kinds = append(kinds, string(d.Conflict))
			assert.Len(t, d.Facts, 2, name)
			assert.Len(t, d.Sides, 2, name)
			assert.NotEqual(t, d.Sides[0].Claim, d.Sides[1].Claim, name)
		}
		assert.Equal(t, c.wanted, strings.Join(kinds, " "), name)
	}
}

func TestRowsSayThatTheyAreContradicted(t *testing.T) {
	g := toldMoves(t, false, toldMove{"p", "a", "b", "2024-02", ""}, toldMove{"p", "a", "c", "2024-02", ""}, toldMove{"p", "c", "d", "2025-02", ""})
	counts := map[string]int{}
	for m, err := range query.Moves(t.Context(), g) {
		require.NoError(t, err)
		rows, err := m.Contradictions(t.Context())
		require.NoError(t, err)
		counts[m.To.ID().String()] = len(rows)
		_, err = m.Detach().Contradictions(t.Context())
		assert.Error(t, err)
	}
	assert.Equal(t, map[string]int{"<" + vocab.ID + "b>": 1, "<" + vocab.ID + "c>": 1, "<" + vocab.ID + "d>": 0}, counts)
	rows, err := query.Disputed(t.Context(), g, query.About("id:d"))
	require.NoError(t, err)
	assert.Empty(t, rows)
	rows, err = query.Disputed(t.Context(), g, query.About("id:c"))
	require.NoError(t, err)
	assert.Len(t, rows, 1)
}

// Every move that some other contradicts is in one of the rows, and every row is of two that do, compared in loops.
func TestDestinationsAgainstLoops(t *testing.T) {
	found := 0
	units := map[string]string{"unit": "b", "unit2": "b"}
	alike := func(a, b string) bool { return a != "" && b != "" && (a == b || units[a] == b || units[b] == a) }
	contradict := func(a, b string) bool { return a != "" && b != "" && !alike(a, b) }
	for seed := range uint64(long.Runs(100, 2000)) {
		r := rand.New(rand.NewPCG(seed, 6))
		var moves []toldMove
		for range 12 {
			moves = append(moves, toldMove{
				[]string{"p", "q"}[r.IntN(2)], []string{"", "a", "b", "unit", "unit2"}[r.IntN(5)], []string{"", "b", "c", "d", "unit"}[r.IntN(5)],
				[]string{"", "2024", "2024-02", "2024-05"}[r.IntN(4)], "",
			})
		}
		against := map[string]map[string]bool{}
		for i, m := range moves {
			for k, n := range moves {
				same := alike(m.from, n.from) && contradict(m.to, n.to) && m.person == n.person && contradict(m.from, m.to) && contradict(n.from, n.to)
				if same && m.when != "" && n.when != "" && (strings.HasPrefix(m.when, n.when) || strings.HasPrefix(n.when, m.when)) {
					one := fmt.Sprint(vocab.ID, "move-", i)
					if against[one] == nil {
						against[one] = map[string]bool{}
					}
					against[one][fmt.Sprint(vocab.ID, "move-", k)] = true
				}
			}
		}
		rows, err := query.Disputed(t.Context(), toldMoves(t, false, moves...))
		require.NoError(t, err)
		named := map[string]bool{}
		for _, d := range rows {
			if d.Conflict == query.TwoDestinations {
				one, two := string(d.Facts[0].Subject.ID()), string(d.Facts[1].Subject.ID())
				assert.True(t, against[one][two], "seed %d", seed)
				named[one], named[two] = true, true
				found++
			}
		}
		assert.Len(t, named, len(against), "seed %d", seed)
	}
	assert.Greater(t, found, 50)
}

// A claim contradicts another by naming it, what it is about, or its source for what that says of the same person.
func TestContradictionsToldOfMoreThanClaims(t *testing.T) {
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	for _, named := range []string{"claim-b", "move-b", "source-b", "source-c", "nobody"} {
		g := graph.New()
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			for i, who := range []string{"a", "b", "c"} {
				c := graph.Claim{ID: id("claim-" + who), Source: id("source-" + who)}
				if who == "a" {
					c.Contradicts = []quad.IRI{id(named)}
				}
				_, err := tx.Assert(c,
					quad.Quad{Subject: id("move-" + who), Predicate: vocab.Person, Object: id([]string{"p", "p", "q"}[i])},
					quad.Quad{Subject: id("move-" + who), Predicate: vocab.To, Object: id("org-" + who)})
				if err != nil {
					return err
				}
			}
			return nil
		}))
		rows, err := query.Disputed(t.Context(), g)
		require.NoError(t, err)
		if strings.HasSuffix(named, "-b") {
			require.Len(t, rows, 1, named)
			require.Len(t, rows[0].Sides, 2, named)
			assert.Equal(t, []quad.Value{id("claim-a"), id("claim-b")}, []quad.Value{rows[0].Sides[0].Claim, rows[0].Sides[1].Claim}, named)
		} else {
			assert.Empty(t, rows, named)
		}
	}
}
