package query_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
	"talentgraph.example/query/structs"
)

// question is one question about a random graph, as what all questions have in common.
type question struct {
	name   string
	single bool // there is one row
	ask    func(ctx context.Context, r graph.Reader, opts ...query.Option) iter.Seq2[any, error]
}

// everyQuestion lists all questions, asked of nodes that the random graphs used here have.
func everyQuestion() []question {
	all := []question{{"Find", false, func(ctx context.Context, r graph.Reader, opts ...query.Option) iter.Seq2[any, error] {
		return mapSeq(structs.Find[hire](ctx, r, opts...), func(row hire) any { return row })
	}}}
	for _, q := range questions.All() {
		var fixed []query.Option
		if q.Name == "Paths" {
			fixed = append(fixed, query.Hops(3)) // there are too many longer ones
		}
		all = append(all, asked(q.Name, arguments(q), fixed...))
	}
	return all
}

// asked is a question of the table with its arguments, and options that go with all others.
func asked(name string, args []string, fixed ...query.Option) question {
	q := named(name)
	return question{name, q.Single(), func(ctx context.Context, r graph.Reader, opts ...query.Option) iter.Seq2[any, error] {
		opts = append(slices.Clip(fixed), opts...)
		return mapSeq(q.Ask(ctx, r, args, opts...), func(row questions.Row) any { return row.Value })
	}}
}

func named(name string) questions.Question {
	all := questions.All()
	return all[slices.IndexFunc(all, func(q questions.Question) bool { return q.Name == name })]
}

// arguments are nodes of the random graphs, as a question takes them.
func arguments(q questions.Question) []string {
	const org, other, person = vocab.ID + "org-0", vocab.ID + "org-1", vocab.ID + "person-0"
	switch q.Name {
	case "Compare":
		return []string{org, other}
	case "Why":
		return []string{vocab.ID + "move-0"}
	case "ShortestPath", "Paths":
		return []string{org, person}
	}
	var args []string
	for _, arg := range q.Args {
		value := map[questions.Kind]string{
			questions.Organization: org, questions.Person: person, questions.Sector: vocab.ID + "sector-0",
			questions.Source: vocab.ID + "source-0", questions.Entity: org, questions.Number: "2", questions.Text: "name", questions.Period: "quarter",
		}[arg.Kind]
		if arg.Optional && arg.Kind != questions.Number {
			value = ""
		}
		args = append(args, value)
	}
	return args
}

func mapSeq[R, T any](rows iter.Seq2[R, error], as func(R) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range rows {
			if !yield(as(row), err) {
				return
			}
		}
	}
}

// wholeGraph is a random graph that has an answer to every question.
func wholeGraph(t *testing.T) *graph.Graph {
	t.Helper()
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), wholeQuads()...))
	return g
}

func wholeQuads() []quad.Quad {
	var quads []quad.Quad
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 4))
		quads = append(append(quads, randomFacts(rng)...), randomPeople(rng)...)
	}
	for i := range 5 {
		quads = append(quads,
			quad.Quad{Subject: quad.IRI(fmt.Sprint(vocab.ID, "org-", i)), Predicate: vocab.RDFSLabel, Object: quad.String(fmt.Sprint("Name ", i))},
			quad.Quad{Subject: quad.IRI(fmt.Sprint(vocab.ID, "person-", i)), Predicate: vocab.KnownFor, Object: quad.LangString{Value: "work", Lang: "en"}})
	}
	quads = append(quads,
		quad.Quad{Subject: quad.IRI(vocab.ID + "person-3"), Predicate: vocab.RDFSLabel, Object: quad.String("Name of Two")},
		quad.Quad{Subject: quad.IRI(vocab.ID + "person-4"), Predicate: vocab.RDFSLabel, Object: quad.String("Dr. Name of Two")})
	return quads
}

func textsOf(t *testing.T, rows []any) []string {
	t.Helper()
	var texts []string
	for _, row := range rows {
		data, err := json.Marshal(row)
		require.NoError(t, err)
		texts = append(texts, fmt.Sprintf("%v %s", row, data))
	}
	return texts
}

// rowsOf ranges to the end, and checks that the error comes last and once.
func rowsOf(t *testing.T, rows iter.Seq2[any, error]) ([]any, error) {
	t.Helper()
	var all []any
	var last error
	for row, err := range rows {
		require.NoError(t, last, "nothing comes after an error")
		if last = err; err == nil {
			all = append(all, row)
		}
	}
	return all, last
}

// ending is a context that ends when it is asked for the n-th time.
type ending struct {
	context.Context
	n     int64
	calls atomic.Int64
}

func (c *ending) Err() error {
	if c.calls.Add(1) >= c.n {
		return context.Canceled
	}
	return nil
}

func TestEveryQuestion(t *testing.T) {
	g := wholeGraph(t)
	for _, q := range everyQuestion() {
		t.Run(q.name, func(t *testing.T) {
			rows, err := rowsOf(t, q.ask(t.Context(), g))
			require.NoError(t, err)
			require.NotEmpty(t, rows, "the graph has an answer")
			want := textsOf(t, rows)

			t.Run("answers the same each time", func(t *testing.T) {
				again, err := rowsOf(t, q.ask(t.Context(), g.Snapshot()))
				require.NoError(t, err)
				assert.Equal(t, want, textsOf(t, again))
			})
			t.Run("ends with the context", func(t *testing.T) {
				for n := int64(1); ; n += 1 + n/int64(long.Runs(1, 3)) {
					ctx := &ending{Context: t.Context(), n: n}
					got, err := rowsOf(t, q.ask(ctx, g))
					if err == nil {
						assert.Less(t, ctx.calls.Load(), n, "a context that ended is an error")
						assert.Equal(t, want, textsOf(t, got))
						break
					}
					assert.ErrorIs(t, err, context.Canceled)
				}
			})
			t.Run("stops when the caller does", func(t *testing.T) {
				for range q.ask(t.Context(), g) {
					break
				}
			})
			t.Run("explains itself", func(t *testing.T) {
				var plan query.Plan
				got, err := rowsOf(t, q.ask(t.Context(), g, query.Explain(&plan)))
				require.NoError(t, err)
				assert.Equal(t, want, textsOf(t, got), "explaining changes nothing")
				assert.Equal(t, q.name, plan.Question)
				assert.NotEmpty(t, plan.Steps)
				assert.Len(t, rows, plan.Rows)
				assert.Positive(t, plan.Elapsed)
				assert.NotEmpty(t, plan.String())
				again := plan
				_ = textsOf(t, got)
				assert.Equal(t, again, plan, "what rows are asked later is no part of the plan")
			})
			t.Run("takes a limit", func(t *testing.T) {
				if q.single {
					return
				}
				for _, n := range []int{1, 2, len(rows), len(rows) + 1} {
					got, err := rowsOf(t, q.ask(t.Context(), g, query.Top(n)))
					require.NoError(t, err)
					assert.Equal(t, want[:min(n, len(want))], textsOf(t, got), "Top(%d)", n)
				}
			})
			t.Run("takes filters of claims and times", func(t *testing.T) {
				for _, opts := range [][]query.Option{
					{query.CertaintyAtLeast(graph.Stated)}, {query.Source(vocab.ID + "source-1")}, {query.AsOf("2021")},
					{query.Between("2021-03", "2022-10-05"), query.Undated(true)},
				} {
					if _, err := rowsOf(t, q.ask(t.Context(), g, opts...)); err != nil {
						assert.ErrorIs(t, err, query.ErrNoPath)
					}
				}
				for _, wrong := range [][]query.Option{
					{query.AsOf("March")}, {query.AsOf("2021-13")}, {query.Between("2022", "2021")}, {query.Undated(true)},
					{query.AsOf("2021"), query.Between("2021", "2022")}, {query.CertaintyAtLeast(9)}, {query.Source("nobody")},
				} {
					_, err := rowsOf(t, q.ask(t.Context(), g, wrong...))
					assert.Error(t, err)
				}
			})
			t.Run("detaches its rows", func(t *testing.T) {
				for i, row := range rows {
					assert.Equal(t, want[i], textsOf(t, []any{detached(t, row)})[0])
				}
			})
			t.Run("of a closed graph", func(t *testing.T) {
				closed := graph.New()
				require.NoError(t, closed.Close())
				_, err := rowsOf(t, q.ask(t.Context(), closed))
				assert.ErrorIs(t, err, graph.ErrClosed)
			})
		})
	}
}

// detached copies a row from its snapshot by its method Detach, which takes nothing and gives the same type.
// What has no Detach holds no snapshot.
func detached(t *testing.T, row any) any {
	t.Helper()
	if _, plain := row.(hire); plain {
		return row
	}
	detach := reflect.ValueOf(row).MethodByName("Detach")
	require.True(t, detach.IsValid(), "%T has no Detach", row)
	require.Equal(t, reflect.FuncOf(nil, []reflect.Type{reflect.TypeOf(row)}, false), detach.Type(), "%T", row)
	return detach.Call(nil)[0].Interface()
}

// Questions may be asked by many at once, while the graph changes, and their rows read anywhere.
func TestQuestionsAtOnce(t *testing.T) {
	g := wholeGraph(t)
	var wg sync.WaitGroup
	for _, q := range everyQuestion() {
		rows, err := rowsOf(t, q.ask(t.Context(), g))
		require.NoError(t, err)
		for range 2 {
			wg.Go(func() {
				textsOf(t, rows)
				if _, err := rowsOf(t, q.ask(t.Context(), g)); err != nil {
					t.Errorf("%s: %v", q.name, err)
				}
			})
		}
	}
	for i := range 20 {
		assert.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI(fmt.Sprint(vocab.ID, "new-", i)), Predicate: vocab.Person, Object: quad.IRI(vocab.ID + "person-0")}))
	}
	wg.Wait()
}
