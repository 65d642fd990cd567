package file

import (
	"encoding/binary"
	"hash/crc32"
)

const (
	endPageAt   = pageSize
	endPageSize = 32 // what is used of it: within one sector, so that it is written whole or not at all

	stateOpen   = 1 // being written; the marks say how far the file was on the disk when that began
	stateClosed = 2 // whole, and it ends where the marks say

	// unnamed is in the end page's second sector while a file is made, before anything else is, and until it is first
	// written under its name. A file under another name that has it was left behind.
	unnamed   = "made, not named\n"
	unnamedAt = endPageAt + sector
	sector    = 512
)

// An endPage is what page 1 says of the log.
type endPage struct {
	state   uint32
	process uint32 // that writes the file, or did
	mark
}

// A mark is a place in the log at which a record ends.
type mark struct {
	end     int64  // where the next record begins
	version uint64 // of the last record, or of the base
	chain   uint32 // the chained sum of the last record, or the sum of the head
}

func (e endPage) encode(h *headPage) []byte {
	page := make([]byte, endPageSize)
	le := binary.LittleEndian
	le.PutUint32(page, e.state)
	le.PutUint32(page[4:], e.process)
	le.PutUint64(page[8:], uint64(e.end))
	le.PutUint64(page[16:], e.version)
	le.PutUint32(page[24:], e.chain)
	le.PutUint32(page[28:], endSum(page, h))
	return page
}

// decodeEnd reads page 1. ok is false if its sum is wrong, and then nothing of it holds.
func decodeEnd(page []byte, h *headPage) (e endPage, ok bool) {
	le := binary.LittleEndian
	if len(page) < endPageSize || le.Uint32(page[28:]) != endSum(page, h) {
		return endPage{}, false
	}
	e = endPage{le.Uint32(page), le.Uint32(page[4:]), mark{int64(le.Uint64(page[8:])), le.Uint64(page[16:]), le.Uint32(page[24:])}}
	return e, (e.state == stateOpen || e.state == stateClosed)
}

func endSum(page []byte, h *headPage) uint32 {
	return crc32.Update(crc32.Checksum(page[:28], castagnoli()), castagnoli(), h.File[:])
}
