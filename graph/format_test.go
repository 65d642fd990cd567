package graph_test

import (
	"encoding/binary"
	"flag"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// A format that was ever released is read for ever: testdata/formatN.tg is a file of it, formatN.nq its quads, sorted. A
// new format gets its files by
//
//	go test ./graph -run TestFormats -write-format N
//
// Those that are there are never written again.
var writeFormat = flag.String("write-format", "", "the number of the present format, to write a sample of it to testdata")

const sampleVersion = 7

// writeSample makes a closed file with everything a format can say: all kinds of terms, names, serial numbers with gaps,
// and changes behind the base that add and take away.
func writeSample(t *testing.T, path string) {
	ctx := t.Context()
	g, err := graph.Open(ctx, "file:"+path)
	require.NoError(t, err)
	text := func(i int, o quad.Value) quad.Quad { return in("claim", triple(string(rune('a'+i)), "says", o)) }
	require.NoError(t, g.Add(ctx, text(9, quad.String("a term that comes")), nameQuad(1, "and goes")))
	for i, name := range []string{"Acme", "Globex", "阿里巴巴", "鍾明"} {
		require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
			require.NoError(t, tx.Add(nameQuad(10+i, name), triple(string(rune('a'+i)), "is", quad.BNode("b"))))
			return tx.Add(text(i, []quad.Value{
				quad.String("a\n\"b\" c"), quad.LangString{Value: "香", Lang: "zh-Hant"}, quad.Int(-5),
				quad.TypedString{Value: "2024-05", Type: "http://www.w3.org/2001/XMLSchema#gYearMonth"},
			}[i]))
		}))
	}
	require.NoError(t, g.Remove(ctx, text(9, quad.String("a term that comes")), nameQuad(1, "and goes")))
	require.NoError(t, g.Compact(ctx))
	require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
		require.NoError(t, tx.Remove(nameQuad(11, "Globex")))
		require.NoError(t, tx.Add(nameQuad(11, "Globex Corporation"), text(4, quad.Float(1.5)), text(5, quad.Bool(true))))
		return tx.Add(text(6, quad.Time(time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC))), text(7, vocab.KindHire))
	}))
	require.EqualValues(t, sampleVersion, g.Snapshot().Version())
	require.NoError(t, os.WriteFile(strings.TrimSuffix(path, ".tg")+".nq", []byte(strings.Join(lines(t, g, graph.Pattern{}), "\n")+"\n"), 0o644))
	require.NoError(t, g.Close())
}

func TestFormats(t *testing.T) {
	if *writeFormat != "" {
		path := filepath.Join("testdata", "format"+*writeFormat+".tg")
		require.NoFileExists(t, path, "a format stays as it was released")
		writeSample(t, path)
	}
	samples, err := filepath.Glob("testdata/format*.tg")
	require.NoError(t, err)
	require.NotEmpty(t, samples)
	for _, sample := range samples {
		t.Run(filepath.Base(sample), func(t *testing.T) { opensForEver(t, sample) })
	}
}

func opensForEver(t *testing.T, sample string) {
	ctx := t.Context()
	want, err := os.ReadFile(strings.TrimSuffix(sample, ".tg") + ".nq")
	require.NoError(t, err)
	quads := strings.Split(strings.TrimSpace(string(want)), "\n")
	require.Greater(t, len(quads), 10)
	data, err := os.ReadFile(sample)
	require.NoError(t, err)
	require.NoError(t, graph.CheckFile(ctx, sample))
	for _, parameters := range []string{"", "?read=map", "?read=map&verify=check"} {
		path := filepath.Join(t.TempDir(), "old.tg")
		require.NoError(t, os.WriteFile(path, data, 0o600))
		for _, opts := range [][]graph.OpenOption{{graph.ReadOnly()}, nil} {
			g := openIn(t, "file:"+path+parameters, opts...)
			assert.Equal(t, quads, lines(t, g, graph.Pattern{}))
			assert.EqualValues(t, sampleVersion, g.Snapshot().Version())
			assert.Empty(t, g.Status().Recovered)
			for name, i := range map[string]int{"acme": 10, "Globex Corporation": 11, "alibaba": 12, "阿里巴巴": 12, "钟明": 13, "Globex": -1, "and goes": -1} {
				e, err := graph.Resolve(ctx, g, name, graph.AnyKind())
				if i < 0 {
					assert.ErrorIs(t, err, graph.ErrNotFound, name)
				} else if assert.NoError(t, err, name) {
					assert.Equal(t, nameQuad(i, "").Subject, e.Node())
				}
			}
			if opts != nil {
				continue
			}
			require.NoError(t, g.Add(ctx, nameQuad(20, "a new one")))
			require.NoError(t, g.Compact(ctx))
			require.NoError(t, g.Add(ctx, nameQuad(21, "another one")))
			require.NoError(t, g.Close())
			require.NoError(t, graph.CheckFile(ctx, path))
			assert.EqualValues(t, len(quads)+2, openIn(t, "file:"+path, graph.ReadOnly()).Size())
		}
	}
	before := openIn(t, "file:"+sample, graph.At(sampleVersion-1))
	found, err := before.Snapshot().Named(ctx, "Globex", graph.AnyKind())
	require.NoError(t, err)
	assert.Len(t, found, 1, "the change behind the base can be left out")
	after, err := os.ReadFile(sample)
	require.NoError(t, err)
	assert.Equal(t, data, after, "who only reads writes nothing")
}

// changedHead gives a file whose head says something else, with the right sum.
func changedHead(t *testing.T, data []byte, at int, value uint32) string {
	t.Helper()
	changed := slices.Clone(data)
	binary.LittleEndian.PutUint32(changed[at:], value)
	binary.LittleEndian.PutUint32(changed[4092:], crc32.Checksum(changed[:4092], crc32.MakeTable(crc32.Castagnoli)))
	path := filepath.Join(t.TempDir(), "newer.tg")
	require.NoError(t, os.WriteFile(path, changed, 0o600))
	return path
}

// A newer format, another order of bytes and another size of pages are refused with both numbers, and nothing is written.
func TestNewerFormats(t *testing.T) {
	ctx := t.Context()
	data, err := os.ReadFile("testdata/format1.tg")
	require.NoError(t, err)
	for _, c := range []struct {
		at    int
		value uint32
		newer bool
		want  []string
	}{
		{8, 2, true, []string{"the format is 2", "knows 1"}},
		{8, 77, true, []string{"the format is 77", "knows 1"}},
		{12, 0x04030201, false, []string{"04030201", "01020304"}},
		{16, 8192, false, []string{"8192", "4096"}},
		{128, 60, true, []string{"60"}}, // the kind of a section
	} {
		path := changedHead(t, data, c.at, c.value)
		before, err := os.ReadFile(path)
		require.NoError(t, err)
		open := func(opts ...graph.OpenOption) error {
			_, err := graph.Open(ctx, "file:"+path, opts...)
			return err
		}
		_, salvage := graph.Salvage(ctx, path, path+".salvaged")
		for i, err := range []error{open(), open(graph.ReadOnly()), open(graph.At(sampleVersion)), graph.CheckFile(ctx, path), salvage} {
			if c.newer && (i < 4 || c.at == 8) {
				assert.ErrorIs(t, err, graph.ErrNewer, "%v, way %d", c.want, i)
			}
			for _, want := range c.want {
				if i < 4 {
					assert.ErrorContains(t, err, want)
				}
			}
		}
		after, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, before, after)
	}
}
