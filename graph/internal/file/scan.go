package file

import (
	"context"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// A scanner goes through a log, record by record.
type scanner struct {
	ctx   context.Context
	head  *headPage
	bytes window
	mark      // behind the last whole record
	steps int // for the context
}

// newScanner reads the log of a generation from m on, as far as size bytes of the file.
func newScanner(ctx context.Context, from io.ReaderAt, h *headPage, m mark, size int64) *scanner {
	return &scanner{ctx: ctx, head: h, bytes: window{from: from, size: size}, mark: m}
}

// next gives the record behind the mark, and moves on, if it is whole and fits. No record and no error says that there
// is none: the log's end, or damage.
func (s *scanner) next() (*Record, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	b, err := s.bytes.bytes(s.end, recordHead)
	if err != nil || len(b) < recordHead {
		return nil, err
	}
	info := decodeRecordHead(b)
	if info.version != s.version+1 {
		return nil, nil
	}
	b, whole, err := s.whole(s.end, info)
	if err != nil || !whole {
		return nil, err
	}
	body := b[8 : recordHead+info.payload]
	chain := crc32.Update(s.chain, castagnoli(), body)
	if chain != binary.LittleEndian.Uint32(b[recordHead+info.payload:]) {
		return nil, nil
	}
	if info.kind != kindChange {
		return nil, newer("a record's kind", info.kind, kindChange)
	}
	s.mark = mark{s.end + recordSize(info.payload), info.version, chain}
	return &Record{info.version, b[recordHead : recordHead+info.payload]}, nil
}

// whole reads a record, and tells whether its own sum fits.
func (s *scanner) whole(at int64, info recordInfo) ([]byte, bool, error) {
	if info.payload > MostPayload || recordSize(info.payload) > s.bytes.size-at {
		return nil, false, nil
	}
	b, err := s.bytes.bytes(at, recordHead+info.payload+recordTail)
	if err != nil || len(b) < recordHead+info.payload+recordTail {
		return nil, false, err
	}
	return b, crc32.Update(s.head.sum, castagnoli(), b[8:recordHead+info.payload]) == info.sum, nil
}

// lost looks behind the mark for a record that was written when the missing one was already on the disk, and tells
// where it is; 0 says that there is none, and the log ends at the mark. torn tells whether there is anything but zeros.
func (s *scanner) lost() (at int64, torn bool, err error) {
	missing := s.version + 1
	for at = s.end; at < s.bytes.size; at += 8 {
		if err := s.check(); err != nil {
			return 0, torn, err
		}
		b, err := s.bytes.bytes(at, recordHead)
		if err != nil {
			return 0, torn, err
		}
		torn = torn || !zero(b[:min(8, len(b))])
		if len(b) < recordHead {
			continue
		}
		info := decodeRecordHead(b)
		if most := missing + uint64(at-s.end)/leastSize; info.version > most || !info.proves(missing) {
			continue
		}
		if _, whole, err := s.whole(at, info); err != nil || whole {
			return at, torn, err
		}
	}
	return 0, torn, nil
}

// check hears the context now and then.
func (s *scanner) check() error {
	if s.steps++; s.steps%4096 != 1 {
		return nil
	}
	return s.ctx.Err()
}

func zero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
