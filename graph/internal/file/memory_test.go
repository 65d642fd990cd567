package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk"
)

// countUnmaps is the real file system; it counts mappings that have ended.
type countUnmaps struct {
	disk.OS
	ended *atomic.Int32
}

func (c countUnmaps) OpenWriter(path string) (disk.File, error) {
	f, err := c.OS.OpenWriter(path)
	return countedFile{f, c.ended}, err
}

type countedFile struct {
	disk.File
	ended *atomic.Int32
}

func (c countedFile) Map(size int64) ([]byte, func() error, error) {
	data, unmap, err := c.File.Map(size)
	return data, func() error { c.ended.Add(1); return unmap() }, err
}

func TestMapping(t *testing.T) {
	path := newPath(t)
	require.NoError(t, create(t, path, Options{}).Close())
	fsys := countUnmaps{ended: new(atomic.Int32)}
	f, err := Open(t.Context(), fsys, path, Options{})
	require.NoError(t, err)
	m, err := f.Map()
	require.NoError(t, err)
	if m == nil {
		t.Skip("files are not mapped here")
	}
	require.NoError(t, f.Verify(t.Context()))
	require.NoError(t, f.Close())
	runtime.GC()
	for kind := uint32(1); kind <= 3; kind++ {
		assert.Equal(t, section(0, kind), m.Section(kind))
	}
	assert.Nil(t, m.Section(4))
	assert.Zero(t, fsys.ended.Load())
	runtime.KeepAlive(m)
	m = nil
	require.Eventually(t, func() bool { runtime.GC(); return fsys.ended.Load() == 1 }, 10*time.Second, time.Millisecond)
}

// What a machine with the other byte order would do to numbers.
func TestSwap(t *testing.T) {
	numbers := []uint32{1, 0x01020304, 0xfffefdfc}
	var little, big []byte
	for _, n := range numbers {
		little = binary.LittleEndian.AppendUint32(little, n)
		big = binary.BigEndian.AppendUint32(big, n)
	}
	swap(little, 4)
	assert.Equal(t, big, little)
	long := binary.LittleEndian.AppendUint64(nil, 0x0102030405060708)
	swap(long, 8)
	assert.Equal(t, binary.BigEndian.AppendUint64(nil, 0x0102030405060708), long)
	text := []byte("text")
	swap(text, 1)
	assert.Equal(t, "text", string(text))
}

// Numbers come back as they were, on any machine, and lie in the file as little-endian ones.
func TestNumbers(t *testing.T) {
	var native []byte
	for i := range uint64(100_000) {
		native = binary.NativeEndian.AppendUint64(native, i*i)
	}
	path := newPath(t)
	b := base(0)
	b.Parts = []Part{{1, 100_000, 8, pieces(native[:8000], native[8000:])}}
	f, err := Create(t.Context(), disk.OS{}, path, b, Options{})
	require.NoError(t, err)
	defer f.Close()
	got := make([]byte, len(native))
	require.NoError(t, f.Read(t.Context(), 1, got, 8))
	assert.True(t, bytes.Equal(native, got))
	raw := make([]byte, 8)
	_, err = f.gen.file.ReadAt(raw, firstPart+99*8)
	require.NoError(t, err)
	assert.Equal(t, uint64(99*99), binary.LittleEndian.Uint64(raw))
	require.Error(t, f.Read(t.Context(), 1, got[:8], 8), "as long as the section")
	require.Error(t, f.Read(t.Context(), 2, nil, 8), "there is none")
}

// Everything that reads or writes much hears its context, and leaves nothing behind.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := newDisk()
	_, err := Create(ctx, d, simulated, base(0), Options{})
	require.ErrorIs(t, err, context.Canceled)
	require.Empty(t, d.Files())
	f, err := Create(t.Context(), d, simulated, base(0), Options{})
	require.NoError(t, err)
	addMany(t, f, 3)
	require.ErrorIs(t, f.Read(ctx, 1, make([]byte, 200), 1), context.Canceled)
	require.ErrorIs(t, f.Verify(ctx), context.Canceled)
	for _, err := range f.Records(ctx, 0) {
		require.ErrorIs(t, err, context.Canceled)
	}
	_, err = f.Rewrite(ctx, base(3))
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, f.Backup(ctx, "/folder/copy", 3), context.Canceled)
	w, err := f.Rewrite(t.Context(), base(2))
	require.NoError(t, err)
	require.ErrorIs(t, w.Finish(ctx), context.Canceled)
	require.Len(t, d.Files(), 1)
	require.NoError(t, add(f))
	d.Kill()
	_, err = Open(ctx, d, simulated, Options{})
	require.ErrorIs(t, err, context.Canceled)
	_, err = Open(ctx, d, simulated, Options{ReadOnly: true})
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, Check(ctx, d, simulated, nil), context.Canceled)
	f, err = Open(t.Context(), d, simulated, Options{})
	require.NoError(t, err)
	require.NoError(t, holds(f, 4))
}
