package query_test

import (
	"context"
	"fmt"
	"testing"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/snapstore/talentgen"
	"talentgraph.example/graph/term"
	"talentgraph.example/query"

	"github.com/cayleygraph/quad"
)

// synthetic is a graph of about n quads.
func synthetic(b *testing.B, n int) *graph.Graph {
	b.Helper()
	g := graph.New()
	err := g.Update(b.Context(), func(tx *graph.Tx) error {
		var batch snapstore.Batch
		number := func(v quad.Value) uint32 {
			t, _ := term.Of(v)
			return batch.Term(t.Kind, []byte(t.Text), []byte(t.Datatype), []byte(t.Lang))
		}
		for q := range talentgen.Quads(1, n) {
			batch.Quad(number(q.Subject), number(q.Predicate), number(q.Object), number(q.Label))
		}
		_, err := tx.AddBatch(b.Context(), &batch)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return g
}

func BenchmarkQuestions(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := synthetic(b, n)
			ctx := context.Background()
			s := g.Snapshot()
			from, to := string(talentgen.Organization(3)), string(talentgen.Organization(5))
			b.Run("WhoLeft", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m, err := query.WhoLeft(ctx, s, from, to)
					if err != nil || len(m) == 0 {
						b.Fatal(len(m), err)
					}
				}
			})
			b.Run("WhoLeft-anywhere", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m, err := query.WhoLeft(ctx, s, from, "")
					if err != nil || len(m) == 0 {
						b.Fatal(len(m), err)
					}
				}
			})
			b.Run("Strategies", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m, err := query.StrategiesBySector(ctx, s, string(talentgen.Sector(1)))
					if err != nil || len(m) == 0 {
						b.Fatal(len(m), err)
					}
				}
			})
			b.Run("Downstream", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m, err := query.Downstream(ctx, s, from, 3)
					if err != nil || len(m) == 0 {
						b.Fatal(len(m), err)
					}
				}
			})
			b.Run("Flows", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					m, err := query.Flows(ctx, s, query.Top(100))
					if err != nil || len(m) == 0 {
						b.Fatal(len(m), err)
					}
				}
			})
		})
	}
}
