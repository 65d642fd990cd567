package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	cayleygraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

func numbered(n int) []quad.Quad {
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = quad.Quad{Subject: quad.IRI(fmt.Sprint("https://e.example/", i)), Predicate: quad.IRI("https://e.example/p"), Object: quad.Int(i % 7)}
	}
	return quads
}

// reader gives quads, then an error.
type reader struct {
	quads []quad.Quad
	err   error
}

func (r *reader) ReadQuad() (quad.Quad, error) {
	if len(r.quads) == 0 {
		return quad.Quad{}, r.err
	}
	q := r.quads[0]
	r.quads = r.quads[1:]
	return q, nil
}

func TestAddFromCayley(t *testing.T) {
	quads := numbered(10_000)
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads[:10]...))
	added, err := g.AddFrom(t.Context(), cayleygraph.NewQuadStoreReader(memstore.New(quads...)))
	require.NoError(t, err)
	assert.EqualValues(t, 9_990, added)
	assert.EqualValues(t, 10_000, g.Size())
	for _, q := range quads {
		n, err := g.Count(t.Context(), graph.Pattern{Subject: q.Subject, Object: q.Object})
		require.NoError(t, err)
		require.EqualValues(t, 1, n, q)
	}
}

func TestAddFromIsAllOrNothing(t *testing.T) {
	broken := errors.New("broken")
	bad := append(numbered(5_000), quad.Quad{Subject: quad.IRI("s")})
	for name, c := range map[string]struct {
		r    quad.Reader
		want string
	}{
		"reader": {&reader{numbered(5_000), broken}, "after 5000 of them: broken"},
		"quad":   {&reader{bad, io.EOF}, "quad 5000"},
	} {
		g := graph.New()
		added, err := g.AddFrom(t.Context(), c.r)
		assert.ErrorContains(t, err, c.want, name)
		assert.Zero(t, added)
		assert.Zero(t, g.Size(), name)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	g := graph.New()
	_, err := g.AddFrom(ctx, &reader{numbered(5), io.EOF})
	assert.ErrorIs(t, err, context.Canceled)
	assert.Zero(t, g.Size())
}

func TestAddFromNothing(t *testing.T) {
	g := graph.New()
	_, err := g.AddFrom(t.Context(), nil)
	assert.EqualError(t, err, "the reader to add from is nil")
}
