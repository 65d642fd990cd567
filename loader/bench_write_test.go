package loader_test

import (
	"io"
	"testing"
	"time"

	"talentgraph.example/graph"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/loader"
)

// BenchmarkWrite writes 100,000 quads in turns, and tells the best time of each way as a multiple of N-Quads'.
func BenchmarkWrite(b *testing.B) {
	const size = 100_000
	in, out := io.Pipe()
	go func() {
		_, err := talentgen.WriteNQuads(out, 1, size)
		out.CloseWithError(err)
	}()
	g := graph.New()
	if _, err := loader.Load(b.Context(), g, in, loader.WithFormat(loader.NQuads)); err != nil {
		b.Fatal(err)
	}
	ways := map[string][]loader.Option{
		"nquads":             {loader.WithFormat(loader.NQuads)},
		"x-trig-streamed":    {loader.WithFormat(loader.TriG), loader.WithStreaming()},
		"x-turtle-reifiers":  {loader.WithFormat(loader.Turtle), loader.WithStreaming(), loader.WithReifiers()},
		"x-turtle-no-labels": {loader.WithFormat(loader.Turtle), loader.WithStreaming(), loader.WithoutLabels()},
	}
	best := map[string]time.Duration{}
	for begun := time.Now(); time.Since(begun) < 2*time.Second; {
		for way, opts := range ways {
			start := time.Now()
			if err := loader.Write(b.Context(), io.Discard, g, opts...); err != nil {
				b.Fatal(err)
			}
			if took := time.Since(start); best[way] == 0 || took < best[way] {
				best[way] = took
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	for way, took := range best {
		if way == "nquads" {
			b.ReportMetric(float64(took.Microseconds())/1000, "nquads-ms")
			continue
		}
		b.ReportMetric(float64(took)/float64(best["nquads"]), way)
	}
}
