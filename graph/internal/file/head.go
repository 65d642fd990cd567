package file

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

const (
	magic     = "TGRAPH\r\n"
	format    = 1
	byteOrder = 0x01020304
	pageSize  = 4096

	tableAt     = 128 // in the head page
	sectionSize = 32
	sumAt       = pageSize - 4
	mostParts   = (sumAt - tableAt) / sectionSize
	firstPart   = 2 * pageSize // in the file
	mostLength  = 1 << 55      // of a section; all together do not overflow

	mayPass = 1 << 31 // the bit of a kind of section that may be passed over
)

// castagnoli is the table of CRC-32C, for which processors have an instruction. It is made once, by whoever asks first: most
// programs that import this open no file.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// A Head says what a generation of a file holds.
type Head struct {
	Generation    uint64   // counts from 1; given by this package
	File          [16]byte // random for each generation; given by this package
	Graph         [16]byte // the graph's id, for life
	Key           [16]byte // of the graph's hashes
	Version       uint64   // of the base
	Quads, Terms  uint64   // in the base
	Hash, Folding uint32   // numbers of the hash function, and of the predicates and the folding of names, that sections were made with
}

// A Section is an array of the base, as the head lists it.
type Section struct {
	Kind     uint32 // what it holds; with the highest bit set, it may be passed over by who does not know it
	Sum      uint32 // CRC-32C of its bytes
	Offset   uint64 // where it begins, a multiple of the page size
	Length   uint64 // in bytes
	Elements uint64
}

// A headPage is what page 0 says.
type headPage struct {
	Head
	sections []Section
	log      int64  // where it begins, and the base ends
	sum      uint32 // of the page, and what all sums of the log and of the end page begin with
}

// encode gives the page, and sets the sum.
func (h *headPage) encode() []byte {
	page := make([]byte, pageSize)
	le := binary.LittleEndian
	copy(page, magic)
	le.PutUint32(page[8:], format)
	le.PutUint32(page[12:], byteOrder)
	le.PutUint32(page[16:], pageSize)
	le.PutUint32(page[20:], uint32(len(h.sections)))
	le.PutUint64(page[24:], h.Generation)
	copy(page[32:], h.Graph[:])
	copy(page[48:], h.File[:])
	copy(page[64:], h.Key[:])
	le.PutUint64(page[80:], h.Version)
	le.PutUint64(page[88:], h.Quads)
	le.PutUint64(page[96:], h.Terms)
	le.PutUint64(page[104:], uint64(h.log))
	le.PutUint32(page[112:], h.Hash)
	le.PutUint32(page[116:], h.Folding)
	for i, s := range h.sections {
		row := page[tableAt+i*sectionSize:]
		le.PutUint32(row, s.Kind)
		le.PutUint32(row[4:], s.Sum)
		le.PutUint64(row[8:], s.Offset)
		le.PutUint64(row[16:], s.Length)
		le.PutUint64(row[24:], s.Elements)
	}
	h.sum = crc32.Checksum(page[:sumAt], castagnoli())
	le.PutUint32(page[sumAt:], h.sum)
	return page
}

// decodeHead reads page 0. What another format may have changed is compared only
// after the sum, so that a flipped bit is not taken for a newer format.
func decodeHead(page []byte, known func(kind uint32) bool) (*headPage, error) {
	le := binary.LittleEndian
	if len(page) < pageSize || string(page[:8]) != magic {
		return nil, damage("this is no graph file, or its beginning is damaged")
	}
	h := &headPage{sum: le.Uint32(page[sumAt:])}
	if sum := crc32.Checksum(page[:sumAt], castagnoli()); sum != h.sum {
		return nil, damage("the sum is %08x, and %08x was written", sum, h.sum)
	}
	if v := le.Uint32(page[8:]); v > format {
		return nil, newer("the format", v, format)
	} else if v == 0 {
		return nil, damage("there is no format 0")
	}
	if v := le.Uint32(page[12:]); v != byteOrder {
		return nil, newer("the byte order", fmt.Sprintf("%08x", v), fmt.Sprintf("%08x", byteOrder))
	}
	if v := le.Uint32(page[16:]); v != pageSize {
		return nil, newer("the page size", v, pageSize)
	}
	h.Generation = le.Uint64(page[24:])
	copy(h.Graph[:], page[32:])
	copy(h.File[:], page[48:])
	copy(h.Key[:], page[64:])
	h.Version = le.Uint64(page[80:])
	h.Quads = le.Uint64(page[88:])
	h.Terms = le.Uint64(page[96:])
	h.log = int64(le.Uint64(page[104:]))
	h.Hash = le.Uint32(page[112:])
	h.Folding = le.Uint32(page[116:])
	return h, h.decodeTable(page, known)
}

// decodeTable reads the sections, which lie one behind the other, and end where the log begins.
func (h *headPage) decodeTable(page []byte, known func(kind uint32) bool) error {
	le := binary.LittleEndian
	n := le.Uint32(page[20:])
	if n > mostParts {
		return damage("%d sections do not fit into a page", n)
	}
	end := uint64(firstPart)
	seen := make(map[uint32]bool, n)
	for i := range int(n) {
		row := page[tableAt+i*sectionSize:]
		s := Section{le.Uint32(row), le.Uint32(row[4:]), le.Uint64(row[8:]), le.Uint64(row[16:]), le.Uint64(row[24:])}
		if known != nil && !known(s.Kind) && s.Kind&mayPass == 0 {
			return newer("a section's kind", s.Kind, "others only")
		}
		if s.Offset != end || s.Length > mostLength || seen[s.Kind] {
			return damage("section %d (kind %d) is not where it should be", i, s.Kind)
		}
		seen[s.Kind] = true
		end = pageEnd(s.Offset + s.Length)
		h.sections = append(h.sections, s)
	}
	if uint64(h.log) != end {
		return damage("the log begins at byte %d, and the sections end at %d", h.log, end)
	}
	return nil
}

// pageEnd gives the first multiple of the page size that is not below n.
func pageEnd(n uint64) uint64 { return (n + pageSize - 1) / pageSize * pageSize }
