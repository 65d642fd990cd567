package query_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// BenchmarkSearchAfterCommit searches a prefix right after a change, which is when what a search looks in has
// to be brought up to date: a change without a label, with a new one, and with one taken away.
//
//	go test -run XXX -bench SearchAfterCommit ./query
func BenchmarkSearchAfterCommit(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		g := graphOf(b, talentgen.Quads(1, n))
		search := func(b *testing.B) {
			rows := 0
			for _, err := range query.Search(b.Context(), g, "Company 1", query.Top(10)) {
				if err != nil {
					b.Fatal(err)
				}
				rows++
			}
			if rows != 10 {
				b.Fatal(rows, "rows")
			}
		}
		search(b)
		i := 0
		label := func() quad.Quad {
			return quad.Quad{Subject: talentgen.Person(i), Predicate: vocab.SKOSPrefLabel, Object: quad.LangString{Value: quad.String(fmt.Sprint("Somebody ", i)), Lang: "de"}}
		}
		for _, c := range []struct {
			name   string
			change func(b *testing.B) error
		}{
			{"NoChange", func(*testing.B) error { return nil }},
			{"NoLabel", func(b *testing.B) error {
				return g.Add(b.Context(), quad.Quad{Subject: talentgen.Move(i), Predicate: vocab.Role, Object: quad.String(fmt.Sprint("role ", i))})
			}},
			{"NewLabel", func(b *testing.B) error { return g.Add(b.Context(), label()) }},
			{"LabelTakenAway", func(b *testing.B) error {
				i -= 2 // one that is there
				return g.Remove(b.Context(), label())
			}},
		} {
			b.Run(fmt.Sprintf("%dk/%s", n/1000, c.name), func(b *testing.B) {
				var searching time.Duration
				for b.Loop() {
					i++
					if err := c.change(b); err != nil {
						b.Fatal(err)
					}
					start := time.Now()
					search(b)
					searching += time.Since(start)
				}
				b.ReportMetric(float64(searching.Nanoseconds())/float64(b.N), "search-ns/op")
			})
		}
	}
}

// BenchmarkSearchWholeTable searches a text that is nowhere, for which all names are gone through, and searches first.
//
//	go test -run XXX -bench SearchWholeTable ./query
func BenchmarkSearchWholeTable(b *testing.B) {
	g := graphOf(b, talentgen.Quads(1, 1_000_000))
	search := func(b *testing.B) {
		for hit, err := range query.Search(b.Context(), g, "Zzyzx qqq") {
			b.Fatal(hit, err)
		}
	}
	b.Run("First", func(b *testing.B) {
		label := quad.Quad{Subject: talentgen.Person(1), Predicate: vocab.SKOSPrefLabel, Object: quad.String("one who goes"), Label: talentgen.DataSet}
		for b.Loop() {
			b.StopTimer() // a label that is taken away lets go of the table
			if err := g.Add(b.Context(), label); err != nil {
				b.Fatal(err)
			}
			search(b)
			if err := g.Remove(b.Context(), label); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			search(b)
		}
	})
	b.Run("Later", func(b *testing.B) {
		search(b)
		for b.Loop() {
			search(b)
		}
	})
}
