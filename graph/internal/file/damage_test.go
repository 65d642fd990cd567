package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk/disktest"
	"talentgraph.example/internal/long"
)

func newDisk() *disktest.Disk { return disktest.New(rand.New(rand.NewPCG(1, 2))) }

// sample gives the bytes of a closed file with a base of version 2 and changes up to 7, and of the same not closed.
func sample(t testing.TB) (closed, open []byte) {
	d := newDisk()
	f, err := Create(t.Context(), d, simulated, base(2), Options{ahead: 600})
	require.NoError(t, err)
	for range 5 {
		require.NoError(t, add(f))
	}
	open = d.Bytes(simulated)
	require.NoError(t, f.Close())
	return d.Bytes(simulated), open
}

// read opens bytes as a file and reads all of it. The version it is at, if there is nothing wrong.
func read(data []byte, o Options) (version uint64, recovered string, err error) {
	d := newDisk()
	d.Put(simulated, data)
	f, err := Open(context.Background(), d, simulated, o)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	return f.Last(), f.Recovered(), holds(f, f.Last())
}

// isDamage fails unless an error says what and where.
func isDamage(t *testing.T, err error, what string) {
	var placed *Error
	if !errors.As(err, &placed) || placed.Path != simulated || placed.Part == "" || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
		t.Fatalf("%s: %v is no error of the file", what, err)
	}
}

// In a closed file, a flipped bit is an error, or all is as it was.
func TestEveryByteFlipped(t *testing.T) {
	closed, open := sample(t)
	noticed, step := 0, long.Runs(3, 1)
	for i := rand.IntN(step); i < len(closed); i += step {
		for bit := byte(1); int(bit) < long.Runs(2, 20); bit *= 3 {
			damaged := bytes.Clone(closed)
			damaged[i] ^= bit
			for _, o := range []Options{{}, {ReadOnly: true}} {
				version, recovered, err := read(damaged, o)
				if err != nil {
					isDamage(t, err, fmt.Sprint("byte ", i))
					noticed++
				} else if version != 7 || recovered != "" {
					t.Fatalf("byte %d: version %d, %s", i, version, recovered)
				}
			}
		}
	}
	assert.GreaterOrEqual(t, noticed, 2*long.Runs(1, 3)*((pageSize+6*200)/step-10), "all of the head and of the sections")

	last, cut := uint64(0), 0
	for i := rand.IntN(step); i < len(open); i += step {
		damaged := bytes.Clone(open)
		damaged[i] ^= 4
		version, recovered, err := read(damaged, Options{})
		switch {
		case err != nil:
			isDamage(t, err, fmt.Sprint("byte ", i))
		case version == 7:
		case version == 6 && recovered != "": // the very last change, which may have been under way
			cut++
		default:
			t.Fatalf("byte %d: version %d, %s", i, version, recovered)
		}
		last = max(last, version)
	}
	assert.Equal(t, uint64(7), last)
	assert.Positive(t, cut)
}

func TestEveryLength(t *testing.T) {
	closed, open := sample(t)
	step := long.Runs(3, 1)
	for n := rand.IntN(step); n < len(closed); n += step {
		for _, o := range []Options{{}, {ReadOnly: true}} {
			_, _, err := read(closed[:n], o)
			require.Error(t, err, "%d bytes", n)
			isDamage(t, err, fmt.Sprint(n, " bytes"))
		}
		_, _, err := read(append(bytes.Clone(closed), make([]byte, n+1)...), Options{})
		isDamage(t, err, fmt.Sprint(n, " more bytes"))
	}
	seen := map[uint64]bool{}
	for n := rand.IntN(step); n < len(open); n += step {
		version, _, err := read(open[:n], Options{})
		if err != nil {
			isDamage(t, err, fmt.Sprint(n, " bytes"))
			continue
		}
		seen[version] = true
	}
	assert.Len(t, seen, 6, "an open file ends after any change")
}

// Pages of another place, another generation, or another file with the same contents, are noticed, unless they are the
// same bytes.
func TestPagesMixed(t *testing.T) {
	closed, _ := sample(t)
	other, _ := sample(t) // another file id, all else the same
	d := newDisk()
	d.Put(simulated, closed)
	f, err := Open(t.Context(), d, simulated, Options{})
	require.NoError(t, err)
	w, err := f.Rewrite(t.Context(), base(4))
	require.NoError(t, err)
	require.NoError(t, w.Finish(t.Context()))
	require.NoError(t, f.Close())
	later := d.Bytes(simulated)

	pages := func(b []byte) int { return (len(b) + pageSize - 1) / pageSize }
	page := func(b []byte, i int) []byte { return b[i*pageSize : min((i+1)*pageSize, len(b))] }
	for _, from := range [][]byte{closed, other, later} {
		for i := range pages(closed) {
			for j := range pages(from) {
				mixed := append(bytes.Clone(closed[:i*pageSize]), page(from, j)...)
				if i+1 < pages(closed) {
					mixed = append(mixed, closed[min((i+1)*pageSize, len(closed)):]...)
				}
				version, recovered, err := read(mixed, Options{})
				if err != nil {
					isDamage(t, err, fmt.Sprintf("page %d for %d", j, i))
				} else if version != 7 || recovered != "" {
					t.Fatalf("page %d for %d: version %d, %s", j, i, version, recovered)
				}
			}
		}
	}
	for _, head := range [][]byte{other, later} {
		for n := 1; n < 3; n++ { // without the end page, and with it
			_, _, err := read(append(bytes.Clone(head[:n*pageSize]), closed[n*pageSize:]...), Options{})
			isDamage(t, err, "another head")
		}
	}
}

// Behind damage in the log, the state before it can be opened, and be copied.
func TestBeforeDamage(t *testing.T) {
	_, open := sample(t)
	d := newDisk()
	d.Put(simulated, open)
	g, err := openHead(d, simulated, nil)
	require.NoError(t, err)
	s := newScanner(t.Context(), g.file, g.headPage, g.start(), int64(len(open)))
	for range 2 {
		_, err = s.next()
		require.NoError(t, err)
	}
	open[s.end+recordHead] ^= 1 // in version 5
	d.Put(simulated, open)
	_, err = Open(t.Context(), d, simulated, Options{})
	isDamage(t, err, "the third change")
	var placed *Error
	require.ErrorAs(t, err, &placed)
	assert.Equal(t, Error{simulated, s.end, "record", 4, placed.Err}, *placed)
	assert.Equal(t, open, d.Bytes(simulated), "nothing was written")

	for version := uint64(0); version < 9; version++ {
		f, err := Open(t.Context(), d, simulated, Options{ReadOnly: true, At: &version})
		if version < 2 || version > 4 {
			require.ErrorIs(t, err, ErrGone)
			continue
		}
		require.NoError(t, err)
		require.NoError(t, holds(f, version))
		require.NoError(t, f.Backup(t.Context(), fmt.Sprint("/folder/", version), version))
		require.NoError(t, Check(t.Context(), d, fmt.Sprint("/folder/", version), nil))
	}
	require.ErrorIs(t, Check(t.Context(), d, simulated, nil), ErrDamaged)

	open[g.sections[1].Offset+3] ^= 1
	d.Put(simulated, open)
	err = Check(t.Context(), d, simulated, nil)
	require.ErrorContains(t, err, "section 2")
	require.ErrorContains(t, err, "record")
	lost, err := OpenDamaged(t.Context(), d, simulated, nil)
	require.NoError(t, err)
	require.ErrorContains(t, lost.Damage, "section 2")
	require.ErrorContains(t, lost.Damage, "record")
	assert.Len(t, lost.Sections(), 2)
	require.NoError(t, holds(lost.File, 4))
	require.Len(t, lost.Lost, 1)
	got, err := lost.ReadLost(t.Context(), lost.Lost[0])
	require.NoError(t, err)
	want := section(2, 2)
	want[3] ^= 1
	assert.Equal(t, want, got)
	require.NoError(t, lost.Close())
	assert.Equal(t, open, d.Bytes(simulated), "nothing was written")
}

var le = binary.LittleEndian

// reseal sums a head again, after something in it was changed.
func reseal(data []byte, change func(page []byte)) []byte {
	data = bytes.Clone(data)
	change(data)
	le.PutUint32(data[sumAt:], crc32.Checksum(data[:sumAt], castagnoli()))
	return data
}

func TestNewer(t *testing.T) {
	closed, _ := sample(t)
	for name, c := range map[string]struct {
		change func(page []byte)
		known  func(uint32) bool
		says   string
	}{
		"format":     {func(p []byte) { le.PutUint32(p[8:], 7) }, nil, "the format is 7, and this program knows 1"},
		"byte order": {func(p []byte) { le.PutUint32(p[12:], 0x04030201) }, nil, "the byte order is 04030201, and this program knows 01020304"},
		"page size":  {func(p []byte) { le.PutUint32(p[16:], 16384) }, nil, "the page size is 16384, and this program knows 4096"},
		"section":    {func(p []byte) { le.PutUint32(p[tableAt:], 9) }, func(k uint32) bool { return k < 9 }, "section's kind is 9"},
	} {
		_, _, err := read(reseal(closed, c.change), Options{Known: c.known})
		require.ErrorIs(t, err, ErrNewer, name)
		require.ErrorContains(t, err, c.says)
		data := bytes.Clone(closed)
		c.change(data)
		_, _, err = read(data, Options{Known: c.known})
		require.ErrorIs(t, err, ErrDamaged, "a flipped bit is no newer %s", name)
	}
	_, _, err := read([]byte("@prefix"), Options{})
	require.ErrorContains(t, err, "no graph file")
	d := newDisk()
	b := base(0)
	b.Parts[2].Kind |= mayPass
	f, err := Create(t.Context(), d, simulated, b, Options{})
	require.NoError(t, err)
	require.NoError(t, f.Close())
	f, err = Open(t.Context(), d, simulated, Options{Known: func(k uint32) bool { return k < 3 }})
	require.NoError(t, err)
	assert.Len(t, f.Sections(), 3)
}
