package loader_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

func writeFiles(t *testing.T, files map[string]string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, text := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	return dir
}

// Several files are one change; blank nodes of each are its own.
func TestLoadFiles(t *testing.T) {
	dir := writeFiles(t, map[string]string{
		"a.nt":  "_:b <https://example.com/p> \"1\" .\n",
		"b.ttl": "_:b <https://example.com/p> 1, 1, 2 . <https://example.com/s> <https://example.com/p> 3 .",
		"bad":   "<https://example.com/s> <https://example.com/p> \"1\" .\nwrong\n<https://example.com/s> <https://example.com/p> \"2\" .\n",
	})
	a, b, bad := filepath.Join(dir, "a.nt"), filepath.Join(dir, "b.ttl"), filepath.Join(dir, "bad")
	g := graph.New()
	reports, err := loader.LoadFiles(t.Context(), g, []string{a, b, b})
	require.NoError(t, err)
	require.Len(t, reports, 3)
	assert.EqualValues(t, 6, g.Size())
	for i, want := range []loader.Report{
		{File: a, Format: loader.NTriples, Read: 1, Added: 1, Bytes: 34},
		{File: b, Format: loader.Turtle, Read: 4, Added: 3, Present: 1, Bytes: 89},
		{File: b, Format: loader.Turtle, Read: 4, Added: 2, Present: 2, Bytes: 89},
	} {
		assert.Positive(t, reports[i].Duration)
		reports[i].Duration = 0
		assert.Equal(t, want, reports[i])
	}

	for _, files := range [][]string{{a, bad}, {a, filepath.Join(dir, "missing.nq")}, {b, dir}} {
		reports, err := loader.LoadFiles(t.Context(), g, files)
		assert.ErrorContains(t, err, files[1])
		assert.Equal(t, 1, strings.Count(err.Error(), files[1]), "%v", err)
		assert.Nil(t, reports)
		assert.EqualValues(t, 6, g.Size(), "all or nothing")
	}
	_, err = loader.LoadFiles(t.Context(), g, []string{loader.Standard, a, loader.Standard})
	assert.ErrorContains(t, err, "standard input is named twice")
	reports, err = loader.LoadFiles(t.Context(), g, nil)
	assert.NoError(t, err)
	assert.Empty(t, reports)
}

// A packed file that breaks off is named once, in every format.
func TestTruncatedFiles(t *testing.T) {
	dir := t.TempDir()
	g := loaded(t, string(bigFile(2_000)))
	for _, name := range []string{"a.nq", "a.nt", "a.ttl", "a.trig", "a.jsonld", "a"} {
		for _, ending := range []string{".gz", ".zst"} {
			path := filepath.Join(dir, name+ending)
			opts := []loader.Option{loader.WithoutLabels()}
			if name == "a" {
				opts = append(opts, loader.WithFormat(loader.NQuads))
			}
			require.NoError(t, loader.WriteFile(t.Context(), path, g, opts...))
			whole, err := os.ReadFile(path)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(path, whole[:len(whole)/2], 0o666))
			_, err = loader.LoadFile(t.Context(), graph.New(), path)
			require.ErrorContains(t, err, "unexpected EOF")
			assert.Equal(t, 1, strings.Count(err.Error(), path), "%v", err)
			assert.True(t, strings.HasPrefix(err.Error(), path+": "), "%v", err)
		}
	}
	table := filepath.Join(dir, "a.csv.gz")
	f, err := os.Create(table)
	require.NoError(t, err)
	packer := gzip.NewWriter(f)
	_, err = packer.Write([]byte("person,to\nA,B\n"))
	require.NoError(t, errors.Join(err, packer.Flush(), f.Close()))
	_, err = loader.LoadFile(t.Context(), graph.New(), table)
	assert.EqualError(t, err, table+": reading line 3: unpacking gzip: unexpected EOF")
}

func TestStandardInput(t *testing.T) {
	dir := writeFiles(t, map[string]string{"in": "<https://example.com/s> a <https://example.com/c> ."})
	f, err := os.Open(filepath.Join(dir, "in"))
	require.NoError(t, err)
	defer f.Close()
	stdin := os.Stdin
	os.Stdin = f
	defer func() { os.Stdin = stdin }()
	g := graph.New()
	report, err := loader.LoadFile(t.Context(), g, loader.Standard)
	require.NoError(t, err)
	assert.Equal(t, loader.TriG, report.Format)
	assert.EqualValues(t, 1, report.Added)
}

func TestWriteFile(t *testing.T) {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	dir := t.TempDir()
	names := func() (all []string) {
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		for _, e := range entries {
			all = append(all, e.Name())
		}
		return all
	}
	sizes := map[string]int64{}
	for _, name := range []string{"facts.nq", "facts.nq.gz", "facts.trig.zst"} {
		path := filepath.Join(dir, name)
		require.NoError(t, loader.WriteFile(t.Context(), path, g))
		again := graph.New()
		report, err := loader.LoadFile(t.Context(), again, path)
		require.NoError(t, err)
		sizes[name] = report.Bytes
		assertEqual(t, g, again)
	}
	assert.Less(t, sizes["facts.nq.gz"], sizes["facts.nq"]/4)
	assert.Less(t, sizes["facts.trig.zst"], sizes["facts.nq"]/4)

	// A write that fails leaves the old file, and nothing else.
	before, err := os.ReadFile(filepath.Join(dir, "facts.nq"))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, loader.WriteFile(ctx, filepath.Join(dir, "facts.nq"), g), context.Canceled)
	assert.ErrorContains(t, loader.WriteFile(t.Context(), filepath.Join(dir, "facts.nt"), g), "label")
	err = loader.WriteFile(t.Context(), filepath.Join(dir, "facts.doc"), g)
	assert.ErrorContains(t, err, "not known by its ending")
	assert.NotContains(t, err.Error(), "csv", "which cannot be written")
	assert.ErrorContains(t, loader.WriteFile(t.Context(), filepath.Join(dir, "facts.csv"), g), "no table")
	after, err := os.ReadFile(filepath.Join(dir, "facts.nq"))
	require.NoError(t, err)
	assert.True(t, bytes.Equal(before, after))
	assert.Equal(t, []string{"facts.nq", "facts.nq.gz", "facts.trig.zst"}, names())

	require.NoError(t, os.Chmod(filepath.Join(dir, "facts.nq"), 0o600))
	link := filepath.Join(t.TempDir(), "link.nq")
	require.NoError(t, os.Symlink(filepath.Join(dir, "facts.nq"), link))
	require.NoError(t, loader.WriteFile(t.Context(), link, graph.New()))
	info, err := os.Lstat(link)
	require.NoError(t, err)
	assert.Equal(t, os.ModeSymlink, info.Mode().Type(), "a link stays one")
	require.NoError(t, loader.WriteFile(t.Context(), os.DevNull, g, loader.WithFormat(loader.NQuads)))
	info, err = os.Stat(os.DevNull)
	require.NoError(t, err)
	assert.False(t, info.Mode().IsRegular(), "a device stays one")
	info, err = os.Stat(filepath.Join(dir, "facts.nq"))
	require.NoError(t, err)
	assert.Zero(t, info.Size())
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

// Cancelling stops a write in every format, whenever it comes.
func TestCancelledWrites(t *testing.T) {
	g := loaded(t, string(bigFile(10_000)))
	for _, f := range loader.Formats() {
		if f == loader.CSV || f == loader.XLSX {
			continue // which is not written
		}
		for _, n := range []int{0, 1, 3, 6} {
			var out bytes.Buffer
			err := loader.Write(newEndsAt(t.Context(), n), &out, g, loader.WithFormat(f), loader.WithoutLabels())
			assert.ErrorIs(t, err, context.Canceled, "%s at look %d", f, n)
		}
	}
	// Laying out takes a comparison and more for each quad, and every few thousand of them a look.
	for _, f := range []loader.Format{loader.Turtle, loader.TriG, loader.JSONLD} {
		ctx := newEndsAt(t.Context(), 1<<20)
		require.NoError(t, loader.Write(ctx, io.Discard, g, loader.WithFormat(f), loader.WithoutLabels()))
		assert.Greater(t, 1<<20-len(ctx.left), 10*int(g.Size())/4096, "%s", f)
	}
}
