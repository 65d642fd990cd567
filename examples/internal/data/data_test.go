package data

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

func TestOpen(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	article, err := Open(ctx, nil, false)
	require.NoError(t, err)

	kept := filepath.Join(dir, "a?b 100%.tg")
	require.NoError(t, article.Backup(ctx, kept))
	lines := filepath.Join(dir, "more.nt")
	require.NoError(t, os.WriteFile(lines, []byte("<x:a> <x:b> <x:c> .\n"), 0o600))

	alone, err := Open(ctx, []string{kept}, false)
	require.NoError(t, err)
	defer alone.Close()
	same, err := loader.Equal(ctx, article, alone)
	require.NoError(t, err)
	assert.True(t, same)
	assert.True(t, alone.Status().ReadOnly)

	for _, withArticle := range []bool{false, true} {
		both, err := Open(ctx, []string{lines, kept}, withArticle)
		require.NoError(t, err)
		assert.Equal(t, article.Size()+1, both.Size())
	}

	_, err = Open(ctx, []string{filepath.Join(dir, "none.tg")}, false)
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.NoFileExists(t, filepath.Join(dir, "none.tg"), "a graph to read must be there")
	require.NoError(t, os.WriteFile(kept, []byte("no graph"), 0o600))
	for _, files := range [][]string{{kept}, {lines, kept}} {
		_, err = Open(ctx, files, false)
		var damage *graph.FileError
		assert.ErrorAs(t, err, &damage)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, err = Open(ended, []string{lines}, false)
	assert.ErrorIs(t, err, context.Canceled)
}

// What a file says comes along as it says it: IRIs that look like short ones, odd datatypes, blank nodes that are not
// those of another file.
func TestCopyIsExact(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	odd := "<tg:from> <id:p> \"x\"^^<xsd:date> <tg:claim> .\n" +
		"<tg:from> <id:p> \"05\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n" +
		"_:b <id:p> \"y\"@zh-Hant .\n_:b <id:q> _:c _:c .\n"
	g, first := graph.New(), filepath.Join(dir, "first.tg")
	_, err := loader.Load(ctx, g, strings.NewReader(odd), loader.WithName("odd.nq"))
	require.NoError(t, err)
	require.NoError(t, g.Backup(ctx, first))

	copied := graph.New()
	read, added, err := Copy(ctx, copied, first, "")
	require.NoError(t, err)
	assert.Equal(t, [2]int64{4, 4}, [2]int64{read, added})
	same, err := loader.Equal(ctx, g, copied)
	require.NoError(t, err)
	assert.True(t, same)

	read, added, err = Copy(ctx, copied, first, "")
	require.NoError(t, err)
	assert.Equal(t, [2]int64{4, 2}, [2]int64{read, added}, "those of blank nodes are new ones")

	labelled := graph.New()
	_, _, err = Copy(ctx, labelled, first, "https://example.com/set")
	require.NoError(t, err)
	n, err := labelled.Count(ctx, graph.Pattern{Label: quad.IRI("https://example.com/set")})
	require.NoError(t, err)
	assert.EqualValues(t, 2, n)
	n, err = labelled.Count(ctx, graph.Pattern{Unlabelled: true})
	require.NoError(t, err)
	assert.Zero(t, n)

	both, err := Open(ctx, []string{first}, true)
	require.NoError(t, err)
	assert.EqualValues(t, 2102+4, both.Size())

	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, _, err = Copy(ended, copied, first, "")
	assert.ErrorIs(t, err, context.Canceled)
	assert.EqualValues(t, 6, copied.Size())
}

// A graph of several batches is whole in the copy, and not there at all if the context ends on the way.
func TestCopyOfManyBatches(t *testing.T) {
	ctx := t.Context()
	kept := filepath.Join(t.TempDir(), "many.tg")
	g, err := graph.Open(ctx, Source(kept))
	require.NoError(t, err)
	const many = 2*quadsInBatch + 5
	var lines strings.Builder
	for i := range many {
		fmt.Fprintf(&lines, "<x:s%d> <x:p> \"%d\" .\n", i, i%1000)
	}
	_, err = loader.Load(ctx, g, strings.NewReader(lines.String()), loader.WithFormat(loader.NQuads))
	require.NoError(t, err)
	require.NoError(t, g.Close())

	to := graph.New()
	read, added, err := Copy(ctx, to, kept, "")
	require.NoError(t, err)
	assert.Equal(t, [2]int64{many, many}, [2]int64{read, added})
	n, err := to.Count(ctx, graph.Pattern{Object: quad.String("7")})
	require.NoError(t, err)
	assert.EqualValues(t, (many+992)/1000, n)

	for looks := 1; ; looks *= 2 {
		to, ends := graph.New(), &endsAt{Context: ctx}
		ends.looks.Store(int64(looks))
		if _, _, err = Copy(ends, to, kept, ""); err == nil {
			assert.Greater(t, looks, 8)
			break
		}
		assert.ErrorIs(t, err, context.Canceled)
		assert.Zero(t, to.Size())
	}
}

// endsAt is a context that ends after some looks at it.
type endsAt struct {
	context.Context
	looks atomic.Int64
}

func (c *endsAt) Err() error {
	if c.looks.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}
