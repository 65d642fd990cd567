package file

import (
	"encoding/binary"
	"hash/crc32"
)

const (
	recordHead = 20
	recordTail = 4
	leastSize  = 32 // of a record

	kindChange = 1

	// manyUnsynced is written where more records than that, or nobody knows how many, were not yet on the disk.
	manyUnsynced = 1<<24 - 1

	// MostPayload is the most bytes that a record holds.
	MostPayload = 1 << 30
)

// A Record is one change of the log.
type Record struct {
	Version uint64
	Payload []byte // the reader's, until it reads on
}

// recordSize gives what a payload of n bytes takes in the log.
func recordSize(n int) int64 { return (int64(n) + recordHead + recordTail + 7) &^ 7 }

// appendRecord writes a record behind m, and moves m on. unsynced tells how many of the records before it may not have
// been on the disk.
func appendRecord(to []byte, h *headPage, m *mark, payload []byte, unsynced uint64) []byte {
	var head [recordHead]byte
	le := binary.LittleEndian
	m.version++
	le.PutUint32(head[0:], uint32(len(payload)))
	le.PutUint64(head[8:], m.version)
	le.PutUint32(head[16:], kindChange|uint32(min(unsynced, manyUnsynced))<<8)
	at := len(to)
	to = append(append(to, head[:]...), payload...)
	le.PutUint32(to[at+4:], crc32.Update(h.sum, castagnoli(), to[at+8:]))
	m.chain = crc32.Update(m.chain, castagnoli(), to[at+8:])
	to = le.AppendUint32(to, m.chain)
	size := recordSize(len(payload))
	m.end += size
	var zeros [8]byte
	return append(to, zeros[:size-int64(len(to)-at)]...)
}

// A recordInfo is what the first bytes of a record say.
type recordInfo struct {
	payload  int
	sum      uint32
	version  uint64
	kind     byte
	unsynced uint64
}

func decodeRecordHead(b []byte) recordInfo {
	le := binary.LittleEndian
	kinds := le.Uint32(b[16:])
	return recordInfo{int(le.Uint32(b)), le.Uint32(b[4:]), le.Uint64(b[8:]), byte(kinds), uint64(kinds >> 8)}
}

// proves tells whether a record says that the one of a version was on the disk before it was written itself.
func (r recordInfo) proves(version uint64) bool {
	return r.unsynced < manyUnsynced && r.version > version && r.version-version > r.unsynced
}
