package query_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// ofManyFacts are questions that have much to read in manyFacts.
func ofManyFacts() map[string]func(ctx context.Context, r graph.Reader, opts ...query.Option) error {
	arguments := map[string][]string{
		"WhoLeft": {"Origin"}, "Moves": {}, "Flows": {}, "Downstream": {"Origin", "2"}, "StrategiesBySector": {"Sector"}, "Strategies": {}, "Leaders": {},
	}
	all := map[string]func(ctx context.Context, r graph.Reader, opts ...query.Option) error{}
	for _, q := range questions.All() {
		if args, ok := arguments[q.Name]; ok {
			all[q.Name] = func(ctx context.Context, r graph.Reader, opts ...query.Option) error {
				_, err := q.Count(ctx, r, args, opts...)
				return err
			}
		}
	}
	return all
}

// manyFacts is large enough that every question has to look at its context more than once.
func manyFacts(t *testing.T) *graph.Graph {
	t.Helper()
	const n = 10_000
	id := func(kind string, i int) quad.IRI { return quad.IRI(fmt.Sprintf("%s%s-%d", vocab.ID, kind, i)) }
	quads := []quad.Quad{
		{Subject: id("org", 0), Predicate: vocab.SKOSPrefLabel, Object: quad.String("Origin")},
		{Subject: id("org", 0), Predicate: vocab.RDFType, Object: vocab.ORGOrganization},
		{Subject: id("sector", 0), Predicate: vocab.SKOSPrefLabel, Object: quad.String("Sector")},
		{Subject: id("sector", 0), Predicate: vocab.RDFType, Object: vocab.SKOSConcept},
	}
	for i := range n {
		quads = append(quads,
			quad.Quad{Subject: id("move", i), Predicate: vocab.Person, Object: id("person", i)},
			quad.Quad{Subject: id("move", i), Predicate: vocab.From, Object: id("org", 0)},
			quad.Quad{Subject: id("move", i), Predicate: vocab.To, Object: id("org", 1+i%500)},
			quad.Quad{Subject: id("strategy", i), Predicate: vocab.RDFType, Object: vocab.ClassStrategy},
			quad.Quad{Subject: id("strategy", i), Predicate: vocab.Sector, Object: id("sector", 0)},
			quad.Quad{Subject: id("model", i), Predicate: vocab.LedBy, Object: id("person", i)},
		)
	}
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads...))
	return g
}

// endsAt is a context that ends when it is asked for the n-th time.
type endsAt struct {
	context.Context
	left int
}

func (c *endsAt) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// A question that is cancelled, at whichever look at the context, ends in an error.
func TestCancelled(t *testing.T) {
	g := manyFacts(t)
	for name, ask := range ofManyFacts() {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, ask(t.Context(), g)) // what is built on first use is built now
			const plenty = 1 << 30
			looks := &endsAt{t.Context(), plenty}
			require.NoError(t, ask(looks, g))
			total := plenty - looks.left
			require.Greater(t, total, 10_000/4096, "the context is looked at too seldom")
			for at := range total {
				if at > 8 && at < total-8 && at%(1+total/16) != 0 {
					continue // a sample of the many alike in the middle
				}
				require.ErrorIs(t, ask(&endsAt{t.Context(), at}, g), context.Canceled, "at look %d of %d", at, total)
			}
		})
	}
}

func TestClosedGraph(t *testing.T) {
	g := manyFacts(t)
	require.NoError(t, g.Close())
	for name, ask := range ofManyFacts() {
		assert.ErrorIs(t, ask(t.Context(), g), graph.ErrClosed, name)
	}
}

func TestEmptyGraph(t *testing.T) {
	for name, ask := range ofManyFacts() {
		err := ask(t.Context(), graph.New())
		switch name {
		case "WhoLeft", "Downstream":
			assert.ErrorContains(t, err, `no organization named "Origin"`, name)
		case "StrategiesBySector":
			assert.ErrorContains(t, err, `no sector named "Sector"`, name)
		default:
			assert.NoError(t, err, name)
		}
	}
}

func TestOptionsThatDoNotFit(t *testing.T) {
	g := manyFacts(t)
	ask := ofManyFacts()
	for _, c := range []struct {
		question string
		opts     []query.Option
		want     string
	}{
		{"WhoLeft", []query.Option{query.From("Origin")}, "query.WhoLeft does not take the option From"},
		{"StrategiesBySector", []query.Option{query.Person("x")}, "does not take the option Person; it takes CertaintyAtLeast, Source, Top"},
		{"Downstream", []query.Option{query.At("Origin")}, "does not take the option At"},
		{"Moves", []query.Option{query.Top(0)}, "ask for at least one"},
		{"Flows", []query.Option{query.Top(-1)}, "ask for at least one"},
		{"Moves", []query.Option{query.Years(2025, 2024)}, "the first year, 2025, must not come after the last, 2024"},
		{"Moves", []query.Option{query.CertaintyAtLeast(9)}, "use one of graph.Stated"},
		{"Moves", []query.Option{query.Kind("fire")}, `no kind of moves "fire"; use vocab.KindHire`},
		{"Moves", []query.Option{query.Source("no such source")}, `no source named "no such source"`},
		{"Leaders", []query.Option{query.Person("nobody")}, `no person named "nobody"`},
	} {
		assert.ErrorContains(t, ask[c.question](t.Context(), g, c.opts...), c.want)
	}
	var wrong *query.OptionError
	require.ErrorAs(t, ask["Downstream"](t.Context(), g, query.At("Origin")), &wrong)
	assert.Equal(t, "Downstream At", wrong.Question+" "+wrong.Option)
	assert.Contains(t, wrong.Takes, "AsOf")
	require.ErrorAs(t, ask["Moves"](t.Context(), g, query.AsOf("March")), &wrong)
	assert.Equal(t, "Moves AsOf", wrong.Question+" "+wrong.Option)
	assert.Empty(t, wrong.Takes)
	assert.NoError(t, ask["Moves"](t.Context(), g, query.Option{}), "the zero Option is none")
	assert.NoError(t, ask["Moves"](t.Context(), g, query.Kind("tg:promotion")), "a kind that no move has")
	assert.NoError(t, ask["Moves"](t.Context(), g, query.Kind("Promotion")))
	_, err := query.Downstream(t.Context(), g, "Origin", -1)
	assert.ErrorContains(t, err, "0 or more")
}

// A slip in the name of a class or predicate is an error, and no empty answer.
func TestMistypedTerms(t *testing.T) {
	g := manyFacts(t)
	ask := map[string]func(opts ...query.Option) error{
		"Leaders": func(opts ...query.Option) error { return ofManyFacts()["Leaders"](t.Context(), g, opts...) },
		"Search": func(opts ...query.Option) (err error) {
			for _, err = range query.Search(t.Context(), g, "Origin", opts...) {
			}
			return err
		},
		"ShortestPath": func(opts ...query.Option) error {
			_, err := query.ShortestPath(t.Context(), g, "Origin", "id:org-1", opts...)
			return err
		},
		"Neighbourhood": func(opts ...query.Option) (err error) {
			for _, err = range query.Neighbourhood(t.Context(), g, "Origin", 1, opts...) {
			}
			return err
		},
	}
	for _, c := range []struct {
		question string
		option   query.Option
		want     string
	}{
		{"Leaders", query.OfClass("tg:Modle"), `there is no tg:Modle, neither in the vocabulary nor in the graph; did you mean "tg:Model"?`},
		{"Search", query.OfClass("tgg:Person"), `query.OfClass: the prefix "tgg:" is not known; did you mean "tg:"?`},
		{"ShortestPath", query.Along("tg:from", "tg:too"), `query.Along: there is no tg:too, neither in the vocabulary nor in the graph; did you mean "tg:to"?`},
		{"Neighbourhood", query.Along("from"), `"from" is no IRI`},
		{"Neighbourhood", query.Along(), "name at least one predicate"},
	} {
		assert.ErrorContains(t, ask[c.question](c.option), c.want)
	}
	assert.NoError(t, ask["Leaders"](query.OfClass("tg:Model")), "a class that the vocabulary has, and nothing else")
	assert.NoError(t, ask["Neighbourhood"](query.Along("tg:ledBy", "https://example.com/knows")))
}

func TestStoppingARange(t *testing.T) {
	g := manyFacts(t)
	n := 0
	for _, err := range query.Moves(t.Context(), g) {
		require.NoError(t, err)
		if n++; n == 3 {
			break
		}
	}
	assert.Equal(t, 3, n)
	moves := query.Moves(t.Context(), g, query.Top(5))
	for range 2 { // each range asks afresh
		n = 0
		for _, err := range moves {
			require.NoError(t, err)
			n++
		}
		assert.Equal(t, 5, n)
	}
}

// Rows can be read by many goroutines, while the graph moves on.
func TestRowsAreSharedSafely(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), randomFacts(rng)...))
	var rows []query.Move
	for m, err := range query.Moves(t.Context(), g, query.CertaintyAtLeast(graph.Disputed)) {
		require.NoError(t, err)
		rows = append(rows, m)
	}
	require.NotEmpty(t, rows)
	want, err := json.Marshal(rows)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				got, err := json.Marshal(rows)
				assert.NoError(t, err)
				assert.Equal(t, string(want), string(got))
			}
		})
	}
	for range 20 {
		require.NoError(t, g.Add(t.Context(), randomFacts(rng)...))
	}
	wg.Wait()
}

// What is nil and must not be is an error with a type, and no panic.
func TestNilArguments(t *testing.T) {
	g := graph.New()
	var none context.Context
	for _, q := range everyQuestion() {
		for want, ask := range map[string]func() ([]any, error){
			" ctx":     func() ([]any, error) { return rowsOf(t, q.ask(none, g)) },
			" r":       func() ([]any, error) { return rowsOf(t, q.ask(t.Context(), nil)) },
			"  r":      func() ([]any, error) { return rowsOf(t, q.ask(t.Context(), (*graph.Graph)(nil))) },
			"Explain ": func() ([]any, error) { return rowsOf(t, q.ask(t.Context(), g, query.Explain(nil))) },
			"Next ":    func() ([]any, error) { return rowsOf(t, q.ask(t.Context(), g, query.Next(nil))) },
			"Total ":   func() ([]any, error) { return rowsOf(t, q.ask(t.Context(), g, query.Total(nil))) },
		} {
			rows, err := ask()
			var wrong *query.OptionError
			require.ErrorAs(t, err, &wrong, q.name)
			assert.Equal(t, strings.TrimSpace(want), wrong.Option+wrong.Argument)
			assert.Equal(t, q.name, wrong.Question)
			assert.Empty(t, rows)
		}
	}
	assert.ErrorContains(t, func() error { _, err := query.Flow{}.Moves(t.Context()); return err }(), "query.Flow.Moves: the row is detached")
	whole := wholeGraph(t)
	flows, err := query.Flows(t.Context(), whole)
	require.NoError(t, err)
	reached, err := query.Downstream(t.Context(), whole, "id:org-0", 1)
	require.NoError(t, err)
	for want, misuse := range map[string]func() error{
		"Flow.Moves":     func() error { _, err := flows[0].Moves(none); return err },
		"Flow.Grades":    func() error { _, err := flows[0].Grades(none); return err },
		"Flow.Evidence":  func() error { _, err := flows[0].Evidence(none); return err },
		"Reached.Grades": func() error { _, err := reached[0].Grades(none); return err },
		"ReadText":       func() error { _, err := query.ReadText(t.Context(), nil); return err },
		"ReadText ctx":   func() error { _, err := query.ReadText(none, g); return err },
		"FacetsOf":       func() error { _, err := query.FacetsOf[query.Flow](t.Context(), nil); return err },
		"FacetsOf ctx":   func() error { _, err := query.FacetsOf(none, query.Each(flows)); return err },
		"All":            func() error { _, err := query.All[query.Flow](nil); return err },
		"WriteJSON":      func() error { return query.WriteJSON[query.Flow](io.Discard, nil) },
		"WriteJSON w":    func() error { return query.WriteJSON(nil, query.Each(flows)) },
	} {
		var wrong *query.OptionError
		require.ErrorAs(t, misuse(), &wrong, want)
		assert.Equal(t, strings.Fields(want)[0], wrong.Question)
	}
}

// Rows that nobody gave are read, let go, written and read back as any, and there is nothing to read into by a nil pointer.
func TestZeroRows(t *testing.T) {
	assert.Equal(t, "? founded ?", fmt.Sprint(query.Founder{}.Detach()))
	text, err := json.Marshal(query.Hit{})
	require.NoError(t, err)
	var hit query.Hit
	require.NoError(t, json.Unmarshal(text, &hit))
	assert.Equal(t, query.Hit{}.String(), hit.String())
	assert.Error(t, (*query.Move)(nil).UnmarshalJSON([]byte("{}")))
}
