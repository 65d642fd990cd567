package file

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk"
)

// median of what took how long, in microseconds.
func median(took []time.Duration) float64 {
	slices.Sort(took)
	return float64(took[len(took)/2].Nanoseconds()) / 1000
}

// BenchmarkAppend compares a durable change with a plain append and sync of as many bytes, one after the other in turn:
//
//	go test ./graph/internal/file -run XXX -bench Append -benchtime 300x
func BenchmarkAppend(b *testing.B) {
	for name, n := range map[string]int{"1 quad": 80, "10000 quads": 400_000} {
		b.Run(name, func(b *testing.B) {
			f := create(b, filepath.Join(b.TempDir(), "talent.tg"), Options{})
			plainFile, err := os.Create(filepath.Join(b.TempDir(), "plain"))
			require.NoError(b, err)
			defer plainFile.Close()
			plain, err := disk.OS{}.OpenWriter(plainFile.Name())
			require.NoError(b, err)
			defer plain.Close()
			data := bytes.Repeat([]byte{1, 2, 3, 4, 5}, n/5)
			record := make([]byte, recordSize(n))
			var ours, theirs []time.Duration
			at := int64(0)
			for b.Loop() {
				start := time.Now()
				_, err := plain.WriteAt(record, at)
				require.NoError(b, err)
				require.NoError(b, plain.Sync())
				theirs = append(theirs, time.Since(start))
				at += int64(len(record))

				start = time.Now()
				version := f.Last() + 1
				require.NoError(b, f.Append(version, data))
				require.NoError(b, f.Durable(version))
				ours = append(ours, time.Since(start))
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(median(ours), "µs/change")
			b.ReportMetric(median(theirs), "µs/plain")
			b.ReportMetric(median(ours)/median(theirs), "ratio")
		})
	}
}

// BenchmarkOpen opens a file with a base of 54 MB, as a million quads take, and reads or maps it.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "talent.tg")
	large := base(0)
	large.Parts = nil
	piece := bytes.Repeat([]byte("0123456789abcdef"), 1<<18)
	for kind := range uint32(13) {
		large.Parts = append(large.Parts, Part{kind + 1, 1 << 20, 4, pieces(piece)})
	}
	f, err := Create(b.Context(), disk.OS{}, path, large, Options{})
	require.NoError(b, err)
	require.NoError(b, f.Close())
	for name, read := range map[string]func(f *File) error{
		"read": func(f *File) error {
			for _, s := range f.Sections() {
				if err := f.Read(context.Background(), s.Kind, make([]byte, s.Length), 4); err != nil {
					return err
				}
			}
			return nil
		},
		"map": func(f *File) error { _, err := f.Map(); return err },
		"map, verified": func(f *File) error {
			if _, err := f.Map(); err != nil {
				return err
			}
			return f.Verify(context.Background())
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f, err := Open(b.Context(), disk.OS{}, path, Options{ReadOnly: true})
				require.NoError(b, err)
				require.NoError(b, read(f))
				require.NoError(b, f.Close())
			}
		})
	}
}
