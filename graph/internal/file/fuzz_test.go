package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"testing"

	"talentgraph.example/graph/internal/disk/disktest"
)

// FuzzOpen opens arbitrary bytes, as they are and with the sums of head, end page and first record made to fit, so that
// what is behind the sums is reached, too. Whatever opens is read without a panic, and opens once more the same.
func FuzzOpen(f *testing.F) {
	closed, open := sample(f)
	f.Add(closed, false)
	f.Add(open, true)
	f.Add(open[:firstPart+pageSize], true)
	f.Add([]byte(magic), true)
	f.Fuzz(func(t *testing.T, data []byte, fit bool) {
		if fit {
			data = fitted(data)
		}
		d := newDisk()
		d.Put(simulated, data)
		version, ok := readAll(t, d, Options{ReadOnly: true})
		if again, opens := readAll(t, d, Options{}); ok && (!opens || again != version) {
			t.Fatalf("a reader finds version %d, a writer %d (%v)", version, again, opens)
		}
		if again, opens := readAll(t, d, Options{}); ok && (!opens || again != version) {
			t.Fatalf("version %d becomes %d (%v)", version, again, opens)
		}
		_ = Check(context.Background(), d, simulated, nil)
		if lost, err := OpenDamaged(context.Background(), d, simulated, nil); err == nil {
			for _, s := range lost.Lost {
				_, _ = lost.ReadLost(context.Background(), s)
			}
			lost.Close()
		}
	})
}

// readAll gives the version a file is at, if it opens.
func readAll(t *testing.T, d *disktest.Disk, o Options) (uint64, bool) {
	f, err := Open(context.Background(), d, simulated, o)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	for _, s := range f.Sections() {
		_ = f.Read(context.Background(), s.Kind, make([]byte, s.Length), 1)
	}
	for _, err := range f.Records(context.Background(), f.Head().Version) {
		if err != nil {
			t.Fatal(err)
		}
	}
	return f.Last(), true
}

// fitted makes sums fit.
func fitted(data []byte) []byte {
	if len(data) < firstPart {
		return data
	}
	data = bytes.Clone(data)
	le := binary.LittleEndian
	sum := crc32.Checksum(data[:sumAt], castagnoli())
	le.PutUint32(data[sumAt:], sum)
	h := &headPage{sum: sum}
	copy(h.File[:], data[48:])
	le.PutUint32(data[endPageAt+28:], endSum(data[endPageAt:], h))
	at := le.Uint64(data[104:])
	if at > uint64(len(data)) || len(data)-int(at) < leastSize {
		return data
	}
	record := data[at:]
	if n := uint64(le.Uint32(record)); n+recordHead+recordTail <= uint64(len(record)) {
		own := crc32.Update(sum, castagnoli(), record[8:recordHead+n])
		le.PutUint32(record[4:], own)
		le.PutUint32(record[recordHead+n:], own)
	}
	return data
}
