package bench

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"talentgraph.example/graph"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/loader"
	"talentgraph.example/query"
)

const many = 200_000

// kept gives the same facts in memory and in a file.
func kept(b *testing.B) (memory *graph.Graph, path string) {
	dir := b.TempDir()
	lines := filepath.Join(dir, "facts.nq")
	f, err := os.Create(lines)
	check(b, err)
	_, err = talentgen.WriteNQuads(f, 1, many)
	check(b, err)
	check(b, f.Close())
	memory = graph.New()
	_, err = loader.LoadFile(b.Context(), memory, lines)
	check(b, err)
	path = filepath.Join(dir, "facts.tg")
	check(b, memory.Backup(b.Context(), path))
	return memory, path
}

func open(b *testing.B, source string) *graph.Graph {
	g, err := graph.Open(b.Context(), source)
	check(b, err)
	b.Cleanup(func() { check(b, g.Close()) })
	return g
}

// BenchmarkQuestions asks a mapped file and memory the same; x-memory is how many times as long the file took.
func BenchmarkQuestions(b *testing.B) {
	memory, path := kept(b)
	mapped := open(b, "file:"+path+"?read=map")
	if mapped.Status().Read != "map" {
		b.Skip("files cannot be mapped here")
	}
	ctx := b.Context()
	organization, err := graph.Resolve(ctx, memory, string(talentgen.Organization(1)), graph.AnyKind())
	check(b, err)
	from := organization.Label("en")
	for _, q := range []struct {
		name string
		ask  func(g *graph.Graph) (rows any, n int, err error)
	}{
		{"WhoLeft", func(g *graph.Graph) (any, int, error) {
			rows, err := query.WhoLeft(ctx, g, from, "")
			return rows, len(rows), err
		}},
		{"StrategiesBySector", func(g *graph.Graph) (any, int, error) {
			rows, err := query.StrategiesBySector(ctx, g, string(talentgen.Sector(1)))
			return rows, len(rows), err
		}},
		{"Flows", func(g *graph.Graph) (any, int, error) {
			rows, err := query.Flows(ctx, g, query.Top(100))
			return rows, len(rows), err
		}},
		{"Resolve", func(g *graph.Graph) (any, int, error) {
			e, err := graph.Resolve(ctx, g, from, graph.AnyKind())
			return e.Node(), 1, err
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			var answers [2]string
			var rows int
			for i, g := range []*graph.Graph{memory, mapped} {
				answer, n, err := q.ask(g)
				check(b, err)
				text, err := json.Marshal(answer)
				check(b, err)
				answers[i], rows = string(text), n
			}
			if rows == 0 || answers[0] != answers[1] {
				b.Fatalf("%d rows, or others in the file than in memory", rows)
			}
			times := 1 + 100/rows // so that what is measured is longer than the clock's steps
			ask := func(g *graph.Graph) func() error {
				return func() error {
					for range times {
						if _, n, err := q.ask(g); err != nil || n != rows {
							return fmt.Errorf("%d rows, want %d: %w", n, rows, err)
						}
					}
					return nil
				}
			}
			turns(b, &side{name: "mapped", do: ask(mapped)}, &side{name: "memory", do: ask(memory)})
		})
	}
}

// BenchmarkOpen opens a file; x-load is how many times as long that takes as to load the same facts from N-Quads.
func BenchmarkOpen(b *testing.B) {
	memory, path := kept(b)
	info, err := os.Stat(path)
	check(b, err)
	for _, how := range []struct{ name, parameters string }{
		{"memory", ""}, {"map", "?read=map"}, {"map-head-only", "?read=map&verify=check"},
	} {
		b.Run(how.name, func(b *testing.B) {
			turns(b,
				&side{name: "open", do: func() error {
					g, err := graph.Open(b.Context(), "file:"+path+how.parameters, graph.ReadOnly())
					if err != nil {
						return err
					}
					if g.Size() != memory.Size() {
						return fmt.Errorf("%d quads, want %d", g.Size(), memory.Size())
					}
					return g.Close()
				}},
				&side{name: "load", do: func() error {
					g := graph.New()
					_, err := loader.LoadFile(b.Context(), g, filepath.Join(filepath.Dir(path), "facts.nq"))
					if g.Size() != memory.Size() {
						return fmt.Errorf("%d quads, want %d: %w", g.Size(), memory.Size(), err)
					}
					return err
				}})
			b.ReportMetric(float64(info.Size())/float64(memory.Size()), "B/quad")
		})
	}
	same, err := loader.Equal(b.Context(), memory, open(b, "file:"+path))
	check(b, err)
	if !same {
		b.Fatal("the file has other facts")
	}
}
