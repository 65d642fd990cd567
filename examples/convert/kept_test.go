package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

const article = "../../loader/talentwar2024.nq"

// canonical gives what a file holds.
func canonical(t *testing.T, files ...string) string {
	t.Helper()
	out, _, err := convert(t, append(files, "-canonical", "-to", "nq", "-")...)
	require.NoError(t, err)
	return out
}

func TestKeptGraphIsAFormat(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	_, messages, err := convert(t, article, file("a?b.tg"))
	require.NoError(t, err)
	assert.Contains(t, messages, "a?b.tg: written from 2102 quads\n")
	_, messages, err = convert(t, file("a?b.tg"), file("b.TG"))
	require.NoError(t, err)
	assert.Contains(t, messages, "a?b.tg: 2102 quads (version 1)\n")
	_, _, err = convert(t, "-from", "tg", file("b.TG"), "-to", ".tg", file("noending"))
	require.NoError(t, err)
	_, _, err = convert(t, "-from", "tg", file("noending"), file("c.trig.gz"))
	require.NoError(t, err)
	assert.Equal(t, canonical(t, article), canonical(t, file("c.trig.gz")))

	odd := file("odd.nq")
	require.NoError(t, os.WriteFile(odd, []byte("<tg:from> <x:p> _:b .\n"), 0o600))
	_, messages, err = convert(t, "-label", "https://example.com/set", file("a?b.tg"), odd, file("b.TG"), file("all.tg"))
	require.NoError(t, err)
	assert.Contains(t, messages, "b.TG: 2102 quads read, 0 new\n")
	assert.Contains(t, messages, "odd.nq: 1 quads read, 1 new")
	assert.Contains(t, canonical(t, file("all.tg")), "<tg:from> <x:p> _:c14n0 <https://example.com/set> .\n")
	assert.Equal(t, canonical(t, file("all.tg")), canonical(t, "-label", "https://example.com/set", article, odd))

	out, _, err := convert(t, "-check", file("all.tg"), file("b.TG"))
	require.NoError(t, err)
	assert.Equal(t, file("all.tg")+": whole\n"+file("b.TG")+": whole\n", out)
	assertOnlyWhole(t, dir)
}

// assertOnlyWhole sees that nothing unfinished was left.
func assertOnlyWhole(t *testing.T, dir string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}

// What is there is replaced, with its permissions and through links, but not while another graph writes it, nor by
// what fails.
func TestKeptGraphReplaces(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(file("a.tg"), []byte("no graph"), 0o600))
	require.NoError(t, os.Symlink("a.tg", file("link.tg")))
	_, _, err := convert(t, article, file("link.tg"))
	require.NoError(t, err)
	info, err := os.Lstat(file("a.tg"))
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode())
	assert.Equal(t, canonical(t, article), canonical(t, file("a.tg")))

	_, _, err = convert(t, file("a.tg"), file("a.tg"))
	require.NoError(t, err)
	assert.Equal(t, canonical(t, article), canonical(t, file("a.tg")))

	writer, err := graph.Open(t.Context(), "file:"+file("a.tg"))
	require.NoError(t, err)
	defer writer.Close()
	one := quad.Quad{Subject: quad.IRI("x:s"), Predicate: quad.IRI("x:p"), Object: quad.String("o")}
	require.NoError(t, writer.Add(t.Context(), one))
	tables := "../../testdata/tables/people.csv"
	_, _, err = convert(t, tables, file("a.tg"))
	assert.ErrorIs(t, err, graph.ErrLocked)
	assert.ErrorContains(t, err, "; wait until it is closed")
	_, _, err = convert(t, file("a.tg"), file("read.nq"))
	assert.NoError(t, err, "it can be read")
	assert.Contains(t, canonical(t, file("read.nq")), "<x:s> <x:p> \"o\" .\n")
	require.NoError(t, writer.Remove(t.Context(), one), "it can be written")
	require.NoError(t, writer.Close())

	before, err := os.ReadFile(file("a.tg"))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	g := graph.New()
	_, err = loader.Article(t.Context(), g)
	require.NoError(t, err)
	assert.ErrorIs(t, writeKept(ctx, file("a.tg"), g), context.Canceled)
	assert.ErrorIs(t, writeKept(ctx, file("new.tg"), g), context.Canceled)
	assert.NoFileExists(t, file("new.tg"))
	after, err := os.ReadFile(file("a.tg"))
	require.NoError(t, err)
	assert.Equal(t, before, after)
	assertOnlyWhole(t, dir)
}

func TestKeptGraphErrors(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(file("wrong.tg"), []byte("no graph"), 0o600))
	for _, c := range []struct {
		want string
		args []string
	}{
		{"tg) cannot come from standard input nor go to standard output", []string{article, "-to", "tg", "-"}},
		{"tg) cannot come from standard input nor go to standard output", []string{"-from", "tg", "-", file("x.nq")}},
		{"x.tg.gz: a graph in a file (.tg) is never packed", []string{article, file("x.tg.gz")}},
		{"x.TG.zst: a graph in a file (.tg) is never packed", []string{file("x.TG.zst"), file("x.nq")}},
		{"-canonical goes with N-Quads and N-Triples, not with a graph in a file", []string{article, "-canonical", file("x.tg")}},
		{"none.tg: no such file", []string{file("none.tg"), file("x.nq")}},
		{"none.tg: no such file", []string{file("none.tg"), article, file("x.nq")}},
		{`-label "x": `, []string{"-label", "x", file("wrong.tg"), file("x.nq")}},
		{"wrong.tg", []string{file("wrong.tg"), file("x.nq")}},
		{"is no regular file", []string{article, "-to", "tg", os.DevNull}},
		{"no such file", []string{article, file("none/x.tg")}},
		{"none.tg: no such file", []string{"-check", file("none.tg")}},
		{"at least one file", []string{"-check"}},
		{"do not go together", []string{"-check", "-salvage", file("wrong.tg")}},
		{"the damaged file, and the new one", []string{"-salvage", file("wrong.tg")}},
		{"none.tg: no such file", []string{"-salvage", file("none.tg"), file("x.tg")}},
	} {
		_, _, err := convert(t, c.args...)
		assert.ErrorContains(t, err, c.want, "%q", c.args)
	}
	var damage *graph.FileError
	_, _, err := convert(t, "-check", file("wrong.tg"))
	assert.ErrorAs(t, err, &damage)
	assert.NoFileExists(t, file("x.nq"))

	_, _, err = convert(t, article, file("whole.tg"))
	require.NoError(t, err)
	out, _, err := convert(t, "-check", file("wrong.tg"), file("whole.tg"), file("none.tg"))
	assert.ErrorAs(t, err, &damage)
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.Equal(t, file("whole.tg")+": whole\n", out)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, run(ctx, []string{"-check", file("whole.tg")}, io.Discard, io.Discard), context.Canceled)
	assertOnlyWhole(t, dir)
}

// What is damaged is told, and what is whole of it saved.
func TestSalvage(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	_, _, err := convert(t, article, file("whole.tg"))
	require.NoError(t, err)
	out, _, err := convert(t, "-salvage", file("whole.tg"), file("0.tg"))
	require.NoError(t, err)
	assert.Equal(t, file("0.tg")+": 2102 quads, as of version 1\n"+file("whole.tg")+": whole\n", out)

	writer, err := graph.Open(t.Context(), "file:"+file("whole.tg"))
	require.NoError(t, err)
	one := quad.Quad{Subject: quad.IRI("x:s"), Predicate: quad.IRI("x:p"), Object: quad.String("o")}
	require.NoError(t, writer.Add(t.Context(), one))
	require.NoError(t, writer.Close())
	data, err := os.ReadFile(file("whole.tg"))
	require.NoError(t, err)
	for name, c := range map[string]struct {
		at   int // the byte that is damaged
		want string
	}{
		"1.tg": {3 * 4096, "1.tg: 2103 quads, as of version 2\nNothing is lost: "},
		"2.tg": {len(data) - 9, "2.tg: 2102 quads, as of version 1\nLost are all changes after that version.\n"},
		"3.tg": {bytes.Index(data, []byte("id/zhou-chang")), "3.tg: 20"},
	} {
		damaged := bytes.Clone(data)
		damaged[c.at] ^= 1
		require.NoError(t, os.WriteFile(file("damaged.tg"), damaged, 0o600))
		_, _, err = convert(t, "-check", file("damaged.tg"))
		assert.Error(t, err)
		out, _, err := convert(t, "-salvage", file("damaged.tg"), file(name))
		require.NoError(t, err)
		assert.Contains(t, out, c.want)
		assert.Contains(t, out, "\n"+file("damaged.tg")+": ", "what is damaged")
		assert.Equal(t, name == "3.tg", strings.Contains(out, "quads whose terms are damaged"), out)
		_, _, err = convert(t, "-check", file(name))
		assert.NoError(t, err)
		_, _, err = convert(t, "-salvage", file("damaged.tg"), file(name))
		assert.ErrorIs(t, err, os.ErrExist, "salvaging replaces nothing")
	}
	require.NoError(t, os.WriteFile(file("damaged.tg"), data[:5000], 0o600))
	_, _, err = convert(t, "-salvage", file("damaged.tg"), file("4.tg"))
	var damage *graph.FileError
	assert.ErrorAs(t, err, &damage)
	assert.NoFileExists(t, file("4.tg"))
}
