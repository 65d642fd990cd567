package query_test

import (
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
)

// Whatever else is asked for, the pages of an answer are the answer, and its rows can be counted.
func TestPagesAreTheWholeAnswer(t *testing.T) {
	g := wholeGraph(t)
	for _, q := range everyQuestion() {
		if q.single {
			continue
		}
		t.Run(q.name, func(t *testing.T) {
			options := [][]query.Option{
				nil, {query.Source(vocab.ID + "source-1")}, {query.Between("2021-03", ""), query.Undated(true)},
				{query.CertaintyAtLeast(graph.Inferred)}, {query.AsOf("2021")},
			}
			for _, opts := range options[:long.Runs(3, len(options))] {
				rows, err := rowsOf(t, q.ask(t.Context(), g, opts...))
				require.NoError(t, err)
				want := textsOf(t, rows)
				for _, size := range []int{1, 1 + len(rows)/6, len(rows), len(rows) + 1} {
					if size > 0 && len(rows)/size < 30 {
						assert.Equal(t, want, pagesOf(t, g, q, size, opts...), "pages of %d", size)
					}
				}
				total, cursor := -1, "left"
				counted, err := rowsOf(t, q.ask(t.Context(), g, append(opts, query.Total(&total), query.Next(&cursor), query.Top(1), query.After("anything"))...))
				require.NoError(t, err)
				assert.Empty(t, counted)
				assert.Equal(t, len(rows), total)
				assert.Empty(t, cursor, "there is no next page")
			}
		})
	}
}

// Pages begin behind any row, also where others' data have blank nodes for things, and texts for people.
func TestPagesOfBlankNodesAndTexts(t *testing.T) {
	g := graph.New()
	other := func(v quad.Value, object bool) quad.Value {
		switch iri, _ := v.(quad.IRI); iri {
		case vocab.ID + "person-1", vocab.ID + "org-2", vocab.ID + "move-3", vocab.ID + "group-1", vocab.ID + "strategy-1":
			return quad.BNode(string(iri[len(vocab.ID):]))
		case vocab.ID + "person-2", vocab.ID + "org-3":
			if object {
				return quad.LangString{Value: quad.String(iri[len(vocab.ID):]), Lang: "en"}
			}
		}
		return v
	}
	for _, q := range wholeQuads() {
		q.Subject, q.Object = other(q.Subject, false), other(q.Object, true)
		require.NoError(t, g.Add(t.Context(), q))
	}
	for _, q := range everyQuestion() {
		if q.single || q.name == "Find" { // whose fields are IRIs
			continue
		}
		rows, err := rowsOf(t, q.ask(t.Context(), g))
		require.NoError(t, err)
		if size := 1 + len(rows)/30; len(rows) > 0 {
			assert.Equal(t, textsOf(t, rows), pagesOf(t, g, q, size), q.name)
		}
	}
}

// pagesOf asks page by page.
func pagesOf(t *testing.T, g *graph.Graph, q question, size int, opts ...query.Option) (texts []string) {
	t.Helper()
	for cursor, more := "", true; more; more = cursor != "" {
		rows, err := rowsOf(t, q.ask(t.Context(), g, append(opts, query.Top(size), query.After(cursor), query.Next(&cursor))...))
		require.NoError(t, err)
		assert.True(t, len(rows) == size || cursor == "", "a page that is not full is the last")
		assert.NotContains(t, cursor, " ")
		texts = append(texts, textsOf(t, rows)...)
	}
	return texts
}

// A cursor that does not fit is an error that says what would, and never a shorter answer.
func TestCursorsThatDoNotFit(t *testing.T) {
	g := wholeGraph(t)
	foreign := ""
	_, err := query.All(query.Teams(t.Context(), g, query.Top(1), query.Next(&foreign)))
	require.NoError(t, err)
	require.NotEmpty(t, foreign)
	for _, q := range everyQuestion() {
		if q.single {
			_, err := rowsOf(t, q.ask(t.Context(), g, query.After("x")))
			assert.ErrorContains(t, err, "does not take the option After", q.name)
			continue
		}
		for _, cursor := range []string{"x", "this is none", "bm8gY3Vyc29yCg", foreign} {
			if q.name == "Teams" && cursor == foreign {
				continue
			}
			rows, err := rowsOf(t, q.ask(t.Context(), g, query.After(cursor)))
			var wrong *query.OptionError
			require.ErrorAs(t, err, &wrong, q.name)
			assert.Equal(t, q.name+" After", wrong.Question+" "+wrong.Option)
			assert.ErrorContains(t, err, "cursor")
			assert.ErrorContains(t, err, "give what")
			assert.Empty(t, rows)
		}
	}
}

// A page begins behind its row wherever that stands by now; without the row it begins nowhere.
func TestPagesOfAChangedGraph(t *testing.T) {
	g := graph.New()
	move := func(name string) []quad.Quad {
		return []quad.Quad{
			{Subject: quad.IRI(idSpace + "" + name), Predicate: vocab.Person, Object: quad.IRI(idSpace + "person-of-" + name)},
			{Subject: quad.IRI(idSpace + "" + name), Predicate: vocab.From, Object: quad.IRI(idSpace + "from-" + name)},
			{Subject: quad.IRI(idSpace + "" + name), Predicate: vocab.To, Object: quad.IRI(idSpace + "to")},
		}
	}
	require.NoError(t, g.Add(t.Context(), slices.Concat(move("a"), move("b"), move("c"))...))
	for _, name := range []string{"Moves", "Flows"} {
		q := asked(name, nil)
		cursor := ""
		_, err := rowsOf(t, q.ask(t.Context(), g, query.Top(2), query.Next(&cursor)))
		require.NoError(t, err)
		rest := func() ([]any, error) { return rowsOf(t, q.ask(t.Context(), g, query.After(cursor))) }
		rows, err := rest()
		require.NoError(t, err)
		assert.Len(t, rows, 1)

		require.NoError(t, g.Add(t.Context(), move("d")...))
		rows, err = rest()
		require.NoError(t, err)
		assert.Len(t, rows, 2)

		require.NoError(t, g.Remove(t.Context(), move("b")...))
		rows, err = rest()
		var wrong *query.OptionError
		require.ErrorAs(t, err, &wrong)
		assert.ErrorContains(t, err, "or no more")
		assert.Empty(t, rows)
		require.NoError(t, g.Remove(t.Context(), move("d")...))
		require.NoError(t, g.Add(t.Context(), move("b")...))
	}
}

// To be counted, rows need not be made.
func TestTotalMakesNoRows(t *testing.T) {
	g := rowsInPlenty(t, 4_000)
	for name, ask := range map[string]func(opts ...query.Option) (int, error){
		"Moves": func(opts ...query.Option) (int, error) {
			rows, err := query.All(query.Moves(t.Context(), g, opts...))
			return len(rows), err
		},
		"WhoLeft": func(opts ...query.Option) (int, error) {
			rows, err := query.WhoLeft(t.Context(), g, "Origin", "", opts...)
			return len(rows), err
		},
		"StrategiesBySector": func(opts ...query.Option) (int, error) {
			rows, err := query.StrategiesBySector(t.Context(), g, "id:sector-0", opts...)
			return len(rows), err
		},
	} {
		t.Run(name, func(t *testing.T) {
			total := 0
			bytes := func(opts ...query.Option) (least float64, rows int) {
				for i := range 3 {
					start := allocated()
					n, err := ask(opts...)
					require.NoError(t, err)
					if used := allocated() - start; i == 0 || used < least {
						least = used
					}
					rows = n
				}
				return least, rows
			}
			counting, none := bytes(query.Total(&total))
			making, rows := bytes()
			assert.Zero(t, none)
			assert.Equal(t, rows, total)
			assert.Less(t, counting, making*2/3)
		})
	}
}

// The first row of a sequence costs little more in four times the facts: its candidates are found, and a page of them is
// read.
func TestFirstRowCostsAPage(t *testing.T) {
	moves := shape{"moves", func(n int, say func(s, p string, o any)) {
		for i := range n {
			move, post, strategy := numbered("leaving", i), numbered("post", i), numbered("strategy", i)
			say(move, "person", numbered("leaver", i))
			say(move, "from", "org-0")
			say(move, "to", numbered("org", 2+i%7))
			say(post, "holder", numbered("leaver", i))
			say(post, "at", "org-0")
			say(strategy, "type", vocab.ClassStrategy)
			say(strategy, "of", "org-0")
			say(strategy, "sector", "sector-0")
			say(strategy, "ledBy", numbered("leaver", i))
		}
	}}
	const n = 1000 // more than a page
	small, large := moves.graph(t, n), moves.graph(t, 4*n)
	for _, name := range []string{"Moves", "Joined", "Left", "Strategies", "Leaders"} {
		q := asked(name, arguments(named(name)))
		all, ok := measure(t, small, q, false)
		require.True(t, ok)
		if name != "Joined" { // whom nobody joins
			require.GreaterOrEqual(t, all.rows, n, name)
		}
		a, _ := measure(t, small, q, false, query.Top(1))
		b, _ := measure(t, large, q, false, query.Top(1))
		assert.LessOrEqual(t, b.looks, 2*a.looks, "%s: looks at the context, %+v to %+v", name, a, b)
		assert.LessOrEqual(t, b.bytes, 2*a.bytes+float64(16*4*n), "%s: bytes, %+v to %+v", name, a, b) // candidates are numbers
	}
}
