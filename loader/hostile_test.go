package loader_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/loader/syntax"
)

// panics is a reader that does.
type panics string

func (p panics) Read([]byte) (int, error) { panic(string(p)) }

// boasts is a writer that says that it has written more.
type boasts int

func (b boasts) Write(p []byte) (int, error) { return len(p) + int(b), nil }

// What callers give is called where no caller could recover a panic: that is an error, and a short one.
func TestPanicsOfWhatCallersGive(t *testing.T) {
	long := strings.Repeat("long", 1<<18)
	for _, f := range append(loader.Formats(), 0) {
		g := graph.New()
		_, err := loader.Load(t.Context(), g, panics(long), loader.WithFormat(f))
		if assert.ErrorContains(t, err, "the reader panicked: longlong", f) {
			assert.LessOrEqual(t, len(err.Error()), 1000, f)
		}
		assert.Zero(t, g.Size())
	}
	for _, fetch := range []func(context.Context, string) ([]byte, error){
		func(context.Context, string) ([]byte, error) { panic(long) },
		func(context.Context, string) ([]byte, error) { return nil, errors.New("longlong" + long) },
		func(context.Context, string) ([]byte, error) {
			return nil, &syntax.MovedError{IRI: "longlong" + long}
		},
		func(context.Context, string) ([]byte, error) { return []byte("longlong" + long), nil },
	} {
		context1 := []byte(`"https://example.com/context"`)
		_, err := loader.Load(t.Context(), graph.New(), strings.NewReader(`{"@context": `+string(context1)+`}`), loader.WithFormat(loader.JSONLD), loader.WithDocuments(fetch))
		var out strings.Builder
		writing := loader.Write(t.Context(), &out, loaded(t, "<a:s> <a:p> <a:o> ."), loader.WithFormat(loader.JSONLD), loader.WithDocumentContext(context1), loader.WithDocuments(fetch))
		for _, err := range []error{err, writing} {
			if assert.ErrorContains(t, err, "longlong") {
				assert.LessOrEqual(t, len(err.Error()), 1000)
			}
		}
		assert.Empty(t, out.String())
	}
}

func TestWritersThatLieAreAnError(t *testing.T) {
	g := loaded(t, "<a:s> <a:p> <a:o> .")
	for _, f := range loader.Formats() {
		for _, name := range []string{"x", "x.gz", "x.zst"} {
			if f == loader.CSV || f == loader.XLSX {
				continue
			}
			for _, b := range []boasts{1, 1 << 40, -1 << 40} {
				err := loader.Write(t.Context(), b, g, loader.WithFormat(f), loader.WithName(name))
				assert.ErrorContains(t, err, "the writer says that it has written", "%v, %s", f, name)
			}
			assert.ErrorIs(t, loader.Write(t.Context(), boasts(-1), g, loader.WithFormat(f), loader.WithName(name)), io.ErrShortWrite, "%v, %s", f, name)
		}
	}
}
