package graph_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/talentgen"
)

// A salvageSample is a closed file with terms that have serial numbers of their own, and with changes behind its base.
type salvageSample struct {
	data        []byte
	lines, ever []string // its quads, sorted, and those that any version has had
}

func newSalvageSample(t *testing.T) salvageSample {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "a.tg")
	g := openIn(t, "file:"+path)
	quads := slices.Collect(talentgen.Quads(7, 1500))
	tagged := quad.Quad{Subject: quad.IRI("urn:a"), Predicate: quad.IRI("urn:b"), Object: quad.LangString{Value: "x", Lang: "de"}}
	require.NoError(t, g.Add(ctx, nameQuad(1_000_000, "it comes"), nameQuad(1_000_001, "and goes")))
	require.NoError(t, g.Add(ctx, quads[:1200]...))
	require.NoError(t, g.Remove(ctx, nameQuad(1_000_000, "it comes"), nameQuad(1_000_001, "and goes")))
	require.NoError(t, g.Compact(ctx))
	for chunk := range slices.Chunk(quads[1200:], 50) {
		require.NoError(t, g.Add(ctx, chunk...))
		require.NoError(t, g.Remove(ctx, chunk[0], quads[len(chunk)]))
	}
	require.NoError(t, g.Add(ctx, tagged))
	lines := linesOf(t, g)
	require.NoError(t, g.Close())
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	ever := graph.New()
	require.NoError(t, ever.Add(ctx, append(quads, tagged)...))
	return salvageSample{data, lines, linesOf(t, ever)}
}

type sectionAt struct {
	kind       uint32
	from, size uint64
}

// sectionsOf reads the table in a file's head; log is where the changes begin.
func sectionsOf(data []byte) (all []sectionAt, log uint64) {
	le := binary.LittleEndian
	for i := range le.Uint32(data[20:]) {
		row := data[128+32*i:]
		all = append(all, sectionAt{le.Uint32(row), le.Uint64(row[8:]), le.Uint64(row[16:])})
	}
	return all, le.Uint64(data[104:])
}

// salvage writes damaged bytes to a file and salvages it. What it gives must be a whole file with some of the quads.
func salvage(t *testing.T, sample salvageSample, data []byte) (graph.SalvageReport, error) {
	t.Helper()
	dir := t.TempDir()
	damaged, to := filepath.Join(dir, "damaged.tg"), filepath.Join(dir, "to.tg")
	require.NoError(t, os.WriteFile(damaged, data, 0o600))
	report, err := graph.Salvage(t.Context(), damaged, to)
	after, failed := os.ReadFile(damaged)
	require.NoError(t, failed)
	require.True(t, bytes.Equal(data, after), "the damaged file is only read")
	if err != nil {
		require.NoFileExists(t, to)
		return report, err
	}
	require.NoError(t, graph.CheckFile(t.Context(), to))
	g := openIn(t, "file:"+to)
	defer g.Close()
	require.Equal(t, report.Version, g.Snapshot().Version())
	require.Equal(t, report.Quads, g.Size())
	got := linesOf(t, g)
	if report.Complete {
		require.Equal(t, sample.lines, got)
	}
	for _, line := range got {
		_, found := slices.BinarySearch(sample.ever, line)
		require.True(t, found, line)
	}
	_, err = graph.Salvage(t.Context(), damaged, to)
	require.ErrorIs(t, err, os.ErrExist)
	require.NoError(t, g.Add(t.Context(), nameQuad(5, "it goes on")))
	return report, nil
}

// TestSalvageEachSection damages one section after the other.
func TestSalvageEachSection(t *testing.T) {
	sample := newSalvageSample(t)
	data, lines := sample.data, sample.lines
	report, err := salvage(t, sample, data)
	require.NoError(t, err)
	require.NoError(t, report.Damage)
	require.True(t, report.Complete)
	whole := report

	sections, log := sectionsOf(data)
	require.Len(t, sections, 26)
	for _, s := range sections {
		damaged := bytes.Clone(data)
		damaged[s.from+s.size/2] ^= 1
		report, err := salvage(t, sample, damaged)
		var placed *graph.FileError
		require.ErrorAs(t, report.Damage, &placed)
		require.Equal(t, fmt.Sprint("section ", s.kind), placed.Part)
		switch s.kind {
		case 22: // text: one term is lost
			require.NoError(t, err)
			require.False(t, report.Complete)
			require.Positive(t, report.LeftOut)
			require.Less(t, report.LeftOut, int64(1000))
			require.EqualValues(t, len(lines), report.Quads+report.LeftOut)
			require.Equal(t, whole.Version, report.Version)
		case 23: // what kinds of terms there are follows from nothing
			require.ErrorContains(t, err, "too little is whole")
		case 25: // serial numbers, by which changes name terms
			require.NoError(t, err)
			require.False(t, report.Complete)
			require.Less(t, report.Version, whole.Version)
		default:
			require.NoError(t, err, "section %d", s.kind)
			report.Damage = nil
			require.Equal(t, whole, report, "section %d", s.kind)
		}
	}
	damaged := bytes.Clone(data)
	damaged[log+(uint64(len(data))-log)/2] ^= 1
	report, err = salvage(t, sample, damaged)
	require.NoError(t, err)
	require.False(t, report.Complete)
	require.Less(t, report.Version, whole.Version)
	require.Greater(t, report.Version, whole.Version-15)

	damaged = bytes.Clone(data)
	clear(damaged[:4096])
	report, err = salvage(t, sample, damaged)
	require.NoError(t, err)
	require.ErrorContains(t, report.Damage, "head at byte 0")
	report.Damage = nil
	require.Equal(t, whole, report, "the second head says it all")
	damaged[5500] ^= 1
	_, err = salvage(t, sample, damaged)
	require.ErrorContains(t, err, "head at byte 0")
	require.ErrorContains(t, err, "second head at byte 5120")
	path := filepath.Join(t.TempDir(), "second.tg")
	copy(damaged, data[:4096])
	require.NoError(t, os.WriteFile(path, damaged, 0o600))
	require.ErrorContains(t, graph.CheckFile(t.Context(), path), "second head")
	require.NoError(t, openIn(t, "file:"+path).Close(), "nothing else reads it")
	_, err = graph.Salvage(t.Context(), "there is none", "nor here")
	require.ErrorIs(t, err, os.ErrNotExist)
}

// TestSalvageWhatIsLeft damages several places at once, and cuts the file. No fact is in the new file that was not in
// the old one at some version.
func TestSalvageWhatIsLeft(t *testing.T) {
	sample := newSalvageSample(t)
	data := sample.data
	r := rand.New(rand.NewPCG(rand.Uint64(), 0))
	sections, _ := sectionsOf(data)
	saved, left := 0, 0
	for range long.Runs(20, 150) {
		damaged := bytes.Clone(data)
		for range 1 + r.IntN(3) {
			s := sections[r.IntN(len(sections))]
			if r.IntN(2) == 0 {
				s = sections[slices.IndexFunc(sections, func(s sectionAt) bool { return s.kind == 22 })]
			}
			from := s.from + r.Uint64N(s.size)
			clear(damaged[from:min(from+1+r.Uint64N(200), s.from+s.size)])
		}
		if r.IntN(8) == 0 {
			damaged = damaged[:8192+r.IntN(len(damaged)-8192)]
		}
		report, err := salvage(t, sample, damaged)
		if err != nil {
			continue
		}
		saved++
		if report.LeftOut > 0 {
			left++
		}
	}
	assert.Positive(t, saved)
	assert.Positive(t, left)
}
