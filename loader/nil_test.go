package loader_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

// What is missing is named.
func TestNilArguments(t *testing.T) {
	var noContext context.Context
	ctx, g := t.Context(), graph.New()
	for want, f := range map[string]func() error{
		"the context is nil": func() error { _, err := loader.Load(noContext, g, strings.NewReader("")); return err },
		"the graph is nil":   func() error { _, err := loader.Load(ctx, nil, strings.NewReader("")); return err },
		"option 2 is nil": func() error {
			_, err := loader.Load(ctx, g, strings.NewReader(""), loader.WithName("x"), nil)
			return err
		},
		"the reader to load from is nil": func() error { _, err := loader.Load(ctx, g, nil); return err },
		"context is nil":                 func() error { return loader.WriteFile(noContext, "x.nq", g) },
		"graph is nil":                   func() error { return loader.Write(ctx, new(bytes.Buffer), nil) },
		"the writer to write to is nil":  func() error { return loader.Write(ctx, nil, g) },
		"e graph is nil":                 func() error { _, err := loader.Hash(ctx, nil); return err },
		"he graph is nil":                func() error { _, err := loader.Equal(ctx, g, nil); return err },
		"e context is nil":               func() error { _, _, err := loader.Diff(noContext, g, g); return err },
		"option 1 is nil":                func() error { _, err := loader.LoadFiles(ctx, g, nil, nil); return err },
		"he context is nil":              func() error { _, err := loader.Article(noContext, g); return err },
	} {
		assert.ErrorContains(t, f(), want)
	}
}
