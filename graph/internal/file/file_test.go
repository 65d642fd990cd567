package file

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk"
)

func TestLives(t *testing.T) {
	for _, sync := range []Sync{Always, Group, Never} {
		path := newPath(t)
		_, err := Open(t.Context(), disk.OS{}, path, Options{})
		require.ErrorIs(t, err, fs.ErrNotExist)
		f := create(t, path, Options{Sync: sync})
		last := uint64(0)
		for range 5 {
			require.NoError(t, holds(f, last))
			addMany(t, f, 40)
			last += 40
			require.NoError(t, holds(f, last))
			require.NoError(t, f.Flush())
			require.NoError(t, f.Close())
			require.NoError(t, Check(t.Context(), disk.OS{}, path, nil))
			f = open(t, path, Options{Sync: sync})
			assert.Empty(t, f.Recovered())
		}
		_, err = Create(t.Context(), disk.OS{}, path, base(0), Options{})
		require.ErrorIs(t, err, fs.ErrExist)
	}
}

func TestRewrite(t *testing.T) {
	path := newPath(t)
	f := create(t, path, Options{})
	r := open(t, path, Options{ReadOnly: true})
	addMany(t, f, 10)
	w, err := f.Rewrite(t.Context(), base(10))
	require.NoError(t, err)
	_, err = f.Rewrite(t.Context(), base(10))
	require.ErrorContains(t, err, "already")
	addMany(t, f, 5)
	old, err := f.Map()
	require.NoError(t, err)
	require.NoError(t, w.Finish(t.Context()))
	require.Error(t, w.Finish(t.Context()))
	require.NoError(t, holds(f, 15))
	assert.Equal(t, uint64(10), f.Head().Version)
	assert.Equal(t, uint64(2), f.Head().Generation)
	if old != nil {
		assert.Equal(t, section(0, 2), old.Section(2), "a mapping outlives its generation")
	}
	require.NoError(t, holds(r, 0))
	anew, err := r.Follow(t.Context())
	require.NoError(t, err)
	assert.True(t, anew)
	require.NoError(t, holds(r, 15))
	addMany(t, f, 3)
	anew, err = r.Follow(t.Context())
	require.NoError(t, err)
	assert.False(t, anew)
	require.NoError(t, holds(r, 18))

	w, err = f.Rewrite(t.Context(), base(19)) // a change as a generation
	require.NoError(t, err)
	require.NoError(t, w.Finish(t.Context()))
	require.NoError(t, holds(f, 19))
	w, err = f.Rewrite(t.Context(), base(19))
	require.NoError(t, err)
	require.NoError(t, w.Abort())
	addMany(t, f, 1)
	require.NoError(t, f.Close())
	files, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	assert.Len(t, files, 1)
	require.NoError(t, holds(open(t, path, Options{}), 20))
	_, err = r.Follow(t.Context())
	require.NoError(t, err)
	require.NoError(t, holds(r, 20))
}

func TestBackup(t *testing.T) {
	path := newPath(t)
	f := create(t, path, Options{})
	addMany(t, f, 10)
	copied := path + ".new" // the name that a new generation would have
	require.NoError(t, f.Backup(t.Context(), copied, 7))
	require.ErrorIs(t, f.Backup(t.Context(), copied, 7), fs.ErrExist)
	require.ErrorIs(t, f.Backup(t.Context(), path+"2", 11), ErrGone)
	_, err := f.Rewrite(t.Context(), base(10))
	require.ErrorContains(t, err, "in the way")
	require.NoError(t, f.Close())
	f = open(t, path, Options{})
	addMany(t, f, 1)
	b := open(t, copied, Options{})
	require.NoError(t, holds(b, 7))
	assert.Equal(t, f.Head().Graph, b.Head().Graph)
	assert.NotEqual(t, f.Head().File, b.Head().File)
	addMany(t, b, 1)
}

func TestLock(t *testing.T) {
	path := newPath(t)
	f := create(t, path, Options{})
	_, err := Open(t.Context(), disk.OS{}, path, Options{})
	require.ErrorIs(t, err, ErrLocked)
	require.ErrorContains(t, err, "graph.ReadOnly()")
	require.NoError(t, f.Close())
	f = open(t, path, Options{})
	require.NoError(t, os.Rename(path, path+"x"))
	require.ErrorIs(t, add(f), ErrReplaced)
	_, err = f.Rewrite(t.Context(), base(0))
	require.NoError(t, err)
	require.NoError(t, os.Rename(path+"x", path))
	require.NoError(t, add(f), "what was not done leaves all as it was")
}
