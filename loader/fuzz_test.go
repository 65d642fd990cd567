package loader_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"talentgraph.example/graph"
	"talentgraph.example/graph/limit"
	"talentgraph.example/loader"
	"talentgraph.example/loader/syntax"
)

// Whatever the bytes, nothing panics; what fails leaves nothing; what is read, in whatever format it looks
// like, is written as N-Quads and read again as the same graph.
func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"*/testdata/*.nq", "*/testdata/*.ttl", "*/testdata/*.trig", "*/testdata/*.rdf", "../testdata/tables/*.csv"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			f.Fatal(pattern, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	f.Add([]byte(`{"@id": "https://e.example/", "https://e.example/p": [1, true, {"@list": ["x"]}]}`))
	f.Add([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 4, 0, 1, 0, 0, 0x99, 0xe9, 0xd8, 0x51})
	f.Fuzz(func(t *testing.T, file []byte) {
		g := graph.New()
		report, err := loader.Load(t.Context(), g, bytes.NewReader(file), loader.WithLimits(syntax.WithMaxDepth(100)))
		if err != nil {
			if g.Size() != 0 || report.Format != 0 || report.Read != 0 || report.Bytes != 0 || report.Prefixes != nil {
				t.Fatal("something is left of what failed")
			}
			return
		}
		if report.Added != g.Size() || report.Read < report.Added {
			t.Fatal(report, g.Size())
		}
		var out bytes.Buffer
		if err := loader.Write(t.Context(), &out, g); err != nil {
			t.Fatal(err)
		}
		again := graph.New()
		if _, err := loader.Load(t.Context(), again, &out, loader.WithFormat(loader.NQuads)); err != nil {
			t.Fatal(err)
		}
		equal, err := loader.Equal(t.Context(), g, again, loader.WithWorkLimit(1000))
		if err != nil && !errors.Is(err, limit.Err) || err == nil && !equal {
			t.Fatal("read again, it is another graph", err)
		}
	})
}
