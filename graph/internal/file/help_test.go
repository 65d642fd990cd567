package file

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk"
)

// payload makes the bytes of a version, of many lengths, zero among them.
func payload(version uint64) []byte {
	return bytes.Repeat([]byte{byte(version), byte(version >> 8), 0, 7}, int(version*version*31%97))
}

func pieces(b ...[]byte) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, piece := range b {
			if !yield(piece, nil) {
				return
			}
		}
	}
}

// sections of a base say which version it is of.
func section(version uint64, kind uint32) []byte {
	return bytes.Repeat([]byte{byte(version), byte(kind), 3, 4}, 50*int(kind))
}

func base(version uint64) Base {
	b := Base{Head: Head{Graph: [16]byte{1, 2, 3}, Key: [16]byte{4}, Version: version, Quads: 9, Terms: 8, Hash: 7, Folding: 6}}
	for kind := uint32(1); kind <= 3; kind++ {
		bytes := section(version, kind)
		b.Parts = append(b.Parts, Part{kind, uint64(len(bytes)) / 4, 1, pieces(bytes[:5], bytes[5:])})
	}
	return b
}

// holds fails unless a file has the sections of its base's version and all changes since, up to last.
func holds(f *File, last uint64) error {
	ctx := context.Background()
	h := f.Head()
	for _, s := range f.Sections() {
		got := make([]byte, s.Length)
		if err := f.Read(ctx, s.Kind, got, 1); err != nil {
			return err
		}
		if !bytes.Equal(got, section(h.Version, s.Kind)) {
			return fmt.Errorf("section %d is not of version %d", s.Kind, h.Version)
		}
	}
	at := h.Version
	for r, err := range f.Records(ctx, h.Version) {
		if err != nil {
			return err
		}
		if at++; r.Version != at || !bytes.Equal(r.Payload, payload(at)) {
			return fmt.Errorf("record %d is not that of version %d", r.Version, at)
		}
	}
	if at != last || f.Last() != last {
		return fmt.Errorf("the file has %d and says %d, not %d", at, f.Last(), last)
	}
	return nil
}

func add(f *File) error {
	version := f.Last() + 1
	if err := f.Append(version, payload(version)); err != nil {
		return err
	}
	return f.Durable(version)
}

func addMany(t *testing.T, f *File, n int) {
	for range n {
		require.NoError(t, add(f))
	}
}

func newPath(t testing.TB) string { return filepath.Join(t.TempDir(), "talent.tg") }

func create(t testing.TB, path string, o Options) *File {
	f, err := Create(t.Context(), disk.OS{}, path, base(0), o)
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

func open(t testing.TB, path string, o Options) *File {
	f, err := Open(t.Context(), disk.OS{}, path, o)
	require.NoError(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}
