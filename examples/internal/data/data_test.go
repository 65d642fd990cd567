package data

import (
	"context"
	"os"
	"path/filepath"
	"testing"

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
