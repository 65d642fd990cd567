package query_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/engines"
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
)

// Every question has the same answer wherever the graph is kept.
func TestEveryQuestionOnEveryEngine(t *testing.T) {
	memory := wholeGraph(t)
	options := [][]query.Option{
		nil, {query.CertaintyAtLeast(graph.Stated)}, {query.Source(vocab.ID + "source-1")}, {query.AsOf("2021")},
		{query.Between("2021-03", "2022-10-05"), query.Undated(true)},
	}
	options = options[:long.Runs(2, len(options))]
	all := everyQuestion()
	var model *graph.Graph
	var want [][][]string // of each question under each of the options
	engines.Each(t, memory, func(t *testing.T, e engines.Engine) {
		require.Equal(t, memory.Size(), e.Graph.Size())
		if e.Memory != model { // which several engines have one after the other
			model, want = e.Memory, make([][][]string, len(all))
			for i, q := range all {
				for _, opts := range options {
					want[i] = append(want[i], textsOf(t, answerOf(t, q, model, opts...)))
				}
			}
		}
		for i, q := range all {
			t.Run(q.name, func(t *testing.T) { sameAnswers(t, q, e.Graph, options, want[i]) })
		}
	})
}

// answerOf is a question's rows; none where there is no path.
func answerOf(t *testing.T, q question, r graph.Reader, opts ...query.Option) []any {
	rows, err := rowsOf(t, q.ask(t.Context(), r, opts...))
	if err != nil {
		require.ErrorIs(t, err, query.ErrNoPath)
	}
	return rows
}

func sameAnswers(t *testing.T, q question, g *graph.Graph, options [][]query.Option, want [][]string) {
	same := func(want, got []string) {
		t.Helper()
		require.Len(t, got, len(want)) // not by require.Equal, whose message would be too long to be shown
		for i := range want {
			require.Equal(t, want[i], got[i], "row %d", i)
		}
	}
	for i, opts := range options {
		same(want[i], textsOf(t, answerOf(t, q, g, opts...)))
	}
	rows := answerOf(t, q, g)
	require.NotEmpty(t, rows)
	var kept []any
	for _, row := range rows {
		kept = append(kept, detached(t, row))
	}
	same(want[0], textsOf(t, kept))
	for n := int64(1); ; n += 1 + n {
		ctx := &ending{Context: t.Context(), n: n}
		got, err := rowsOf(t, q.ask(ctx, g))
		if err == nil {
			assert.Len(t, got, len(rows))
			break
		}
		require.ErrorIs(t, err, context.Canceled)
	}
}

// Questions go on, and have a whole answer, while the file under them is written, made anew and followed; rows that were
// given before stay what they are.
func TestQuestionsBesideAWritingFile(t *testing.T) {
	source := "file:" + t.TempDir() + "/talent.tg?sync=never"
	for _, how := range []string{"", "&read=map"} {
		t.Run(how, func(t *testing.T) {
			g, err := graph.Open(t.Context(), source+how)
			require.NoError(t, err)
			defer g.Close()
			require.NoError(t, g.Add(t.Context(), wholeQuads()...))
			follower, err := graph.Open(t.Context(), source+how, graph.ReadOnly())
			require.NoError(t, err)
			defer follower.Close()
			var wg sync.WaitGroup
			for i, q := range everyQuestion() {
				r := []*graph.Graph{g, follower}[i%2]
				rows, err := rowsOf(t, q.ask(t.Context(), r))
				require.NoError(t, err)
				want := textsOf(t, rows)
				wg.Go(func() {
					for range long.Runs(2, 10) {
						assert.Equal(t, want, textsOf(t, rows))
						if _, err := rowsOf(t, q.ask(t.Context(), r)); err != nil {
							t.Errorf("%s: %v", q.name, err)
						}
					}
				})
			}
			passing := quad.Quad{Subject: quad.IRI(vocab.ID + "new"), Predicate: vocab.Person, Object: quad.IRI(vocab.ID + "person-0")}
			for i := range 60 {
				passing.Subject = quad.IRI(fmt.Sprint(vocab.ID, "new-", i/2))
				if i%2 == 0 {
					require.NoError(t, g.Add(t.Context(), passing))
				} else {
					require.NoError(t, g.Remove(t.Context(), passing))
				}
				if i%20 == 19 {
					require.NoError(t, g.Compact(t.Context()))
				}
				require.NoError(t, follower.Sync(t.Context()))
			}
			wg.Wait()
			require.Equal(t, g.Snapshot().Version(), follower.Snapshot().Version())
			require.NoError(t, g.Close())
			require.NoError(t, graph.CheckFile(t.Context(), source[len("file:"):len(source)-len("?sync=never")]))
		})
	}
}
