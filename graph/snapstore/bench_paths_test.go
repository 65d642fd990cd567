package snapstore_test

import (
	"context"
	"slices"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
)

// nodesOf runs a path and gives its nodes in canonical form, each once, sorted.
func nodesOf(b *testing.B, qs graph.QuadStore, p *path.Path) []string {
	b.Helper()
	var nodes []string
	err := p.Iterate(context.Background()).Each(func(r graph.Ref) {
		nodes = append(nodes, string(term.Append(nil, qs.NameOf(r))))
	})
	if err != nil {
		b.Fatal(err)
	}
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// countOf runs a path and counts its results.
func countOf(b *testing.B, p *path.Path) int {
	n := 0
	if err := p.Iterate(context.Background()).Each(func(graph.Ref) { n++ }); err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkPath runs questions by Cayley's path API on this store and on Cayley's memstore.
func BenchmarkPath(b *testing.B) {
	for _, c := range []struct {
		name string
		ask  func(qs graph.QuadStore, d *benchData) *path.Path
	}{
		{"WhoLeftFor", func(qs graph.QuadStore, d *benchData) *path.Path {
			return path.StartPath(qs, talentgen.Organization(5)).In(vocab.From).
				Has(vocab.To, talentgen.Organization(3)).Out(vocab.Person)
		}},
		{"StrategiesBySector", func(qs graph.QuadStore, d *benchData) *path.Path {
			return path.StartPath(qs, talentgen.Sector(7)).In(vocab.Sector).
				Has(vocab.RDFType, vocab.ClassStrategy)
		}},
		// The question in full: also in the sectors below, each strategy once.
		{"StrategiesUnderSector", func(qs graph.QuadStore, d *benchData) *path.Path {
			sector := path.StartPath(qs, talentgen.Sector(2))
			below := sector.In(vocab.SKOSBroader)
			return sector.Or(below).Or(below.In(vocab.SKOSBroader)).In(vocab.Sector).
				Has(vocab.RDFType, vocab.ClassStrategy).Unique()
		}},
		{"TwoHops", func(qs graph.QuadStore, d *benchData) *path.Path {
			p := path.StartPath(qs, talentgen.Organization(talentgen.Organizations(d.n)-1))
			for range 2 {
				p = p.In(vocab.From).Out(vocab.To)
			}
			return p
		}},
		{"ThreeHopsUnique", func(qs graph.QuadStore, d *benchData) *path.Path {
			p := path.StartPath(qs, talentgen.Organization(talentgen.Organizations(d.n)-1))
			for range 3 {
				p = p.In(vocab.From).Out(vocab.To).Unique()
			}
			return p
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			forSizes(b, func(b *testing.B, d *benchData) {
				ours, theirs := d.snapstore(b).Snapshot().QuadStore(), d.memstore(b)
				got, want := nodesOf(b, ours, c.ask(ours, d)), nodesOf(b, theirs, c.ask(theirs, d))
				if len(want) == 0 || !slices.Equal(got, want) {
					b.Fatalf("%d nodes, want %d", len(got), len(want))
				}
				b.ReportMetric(float64(len(want)), "nodes")
				var n, m int
				ratio(b, "memstore",
					func() { n = countOf(b, c.ask(ours, d)) },
					func() { m = countOf(b, c.ask(theirs, d)) })
				check(b, "results", n, m)
			})
		})
	}
}
