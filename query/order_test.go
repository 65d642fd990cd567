package query_test

import (
	"cmp"
	"context"
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

// firstAndLast writes a time's days so that they order as texts; empty for none.
func firstAndLast(when string) string {
	if when == "" {
		return ""
	}
	return when + "-01-01"[len(when)-4:] + " " + when + "-12-31"[len(when)-4:]
}

func idOf(e graph.Entity) string { return string(e.ID()) }

// fieldsOf is what a row can be ordered by, as texts.
func fieldsOf(row any) map[string]string {
	switch r := row.(type) {
	case query.Move:
		return map[string]string{"when": firstAndLast(r.When()), "person": idOf(r.Person), "from": idOf(r.From), "to": idOf(r.To)}
	case query.Stage:
		return map[string]string{"when": firstAndLast(r.When()), "person": idOf(r.Person), "from": idOf(r.From), "at": idOf(r.At)}
	}
	return nil
}

// ordersOf are fields to order by, in random order and number.
func ordersOf(rng *rand.Rand, names ...string) []string {
	rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	names = slices.Clone(names[:1+rng.IntN(len(names))])
	for i := range names {
		if rng.IntN(2) == 0 {
			names[i] = "-" + names[i]
		}
	}
	return names
}

// Rows in an order are the rows without it, sorted by what they show, and their pages are those rows.
func TestOrderByAgainstSorting(t *testing.T) {
	turned := 0
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 9))
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), append(randomFacts(rng), randomPeople(rng)...)...))
		for name, last := range map[string]string{"Moves": "to", "WhoLeft": "to", "Left": "to", "Joined": "to", "Career": "at"} {
			fields := ordersOf(rng, "when", "person", "from", last)
			q := asked(name, arguments(named(name)))
			rows, err := rowsOf(t, q.ask(t.Context(), g))
			require.NoError(t, err)
			sorted := slices.Clone(rows)
			slices.SortStableFunc(sorted, func(a, b any) int {
				for _, field := range fields {
					field, down := strings.CutPrefix(field, "-")
					x, y := fieldsOf(a)[field], fieldsOf(b)[field]
					switch {
					case x == y:
						continue
					case x == "" || y == "":
						return cmp.Compare(y, x)
					case down:
						return cmp.Compare(y, x)
					}
					return cmp.Compare(x, y)
				}
				return 0
			})
			want := textsOf(t, sorted)
			if !slices.Equal(want, textsOf(t, rows)) {
				turned++
			}
			by := query.OrderBy(fields...)
			got, err := rowsOf(t, q.ask(t.Context(), g, by))
			require.NoError(t, err)
			assert.Equal(t, want, textsOf(t, got), "%s by %v", name, fields)
			if len(rows) > 0 {
				assert.Equal(t, want, pagesOf(t, g, q, 1+len(rows)/4, by), "%s by %v, by pages", name, fields)
				first, err := rowsOf(t, q.ask(t.Context(), g, by, query.Top(2)))
				require.NoError(t, err)
				assert.Equal(t, want[:min(2, len(want))], textsOf(t, first))
			}
		}
	}
	assert.Greater(t, turned, 10)
}

func TestOrderThatIsNone(t *testing.T) {
	g := wholeGraph(t)
	for name, want := range map[string]string{
		"Moves":  `query.OrderBy: there is no order by "at"; name some of when, person, from, to, with a "-" in front`,
		"Career": `query.OrderBy: there is no order by "to"; name some of when, person, from, at, with`,
		"Flows":  `query.Flows does not take the option OrderBy`,
	} {
		_, err := rowsOf(t, asked(name, arguments(named(name))).ask(t.Context(), g, query.OrderBy("When", map[string]string{"Moves": "at", "Career": "to"}[name])))
		var wrong *query.OptionError
		require.ErrorAs(t, err, &wrong)
		assert.ErrorContains(t, err, want)
	}
	// A cursor belongs to the order that it was given in.
	cursor := ""
	_, err := query.All(query.Moves(t.Context(), g, query.OrderBy("when"), query.Top(1), query.Next(&cursor)))
	require.NoError(t, err)
	_, err = query.All(query.Moves(t.Context(), g, query.OrderBy("-when"), query.After(cursor)))
	assert.ErrorContains(t, err, "this cursor is one of query.Moves when")
}

// However many rows there are to sort, the context is heard.
func TestOrderByHearsItsContext(t *testing.T) {
	g := graph.New()
	var quads []quad.Quad
	for i := range 6_000 {
		move := quad.IRI(fmt.Sprint(vocab.ID, "move-", i))
		quads = append(quads,
			quad.Quad{Subject: move, Predicate: vocab.Person, Object: quad.IRI(fmt.Sprint(vocab.ID, "person-", i*7919%6_000))},
			quad.Quad{Subject: move, Predicate: vocab.Year, Object: quad.Int(1990 + i%30)})
	}
	require.NoError(t, g.Add(t.Context(), quads...))
	ask := func(ctx context.Context) (int, error) {
		rows, err := query.All(query.Moves(ctx, g, query.OrderBy("-when", "person")))
		return len(rows), err
	}
	const plenty = 1 << 30
	looks := &endsAt{t.Context(), plenty}
	n, err := ask(looks)
	require.NoError(t, err)
	require.Equal(t, 6_000, n)
	total := plenty - looks.left
	sorting := total - 6_000/384
	require.Greater(t, sorting, 10, "sorting looks at the context")
	for at := range total {
		_, err := ask(&endsAt{t.Context(), at})
		require.ErrorIs(t, err, context.Canceled, "at look %d of %d", at, total)
	}
}
