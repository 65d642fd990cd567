package postgres

import (
	"encoding/binary"
	"io"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
	"talentgraph.example/graph/term"
)

// manyRows is from how many rows on COPY is used: it is one more trip to the server, and half the work for each row.
const manyRows = 1 << 12

// copyIn writes rows by COPY, in the binary format of PostgreSQL's manual. Row appends the columns of one.
func (w *writer) copyIn(into string, n int, row func(b []byte, i int) []byte) {
	if w.err != nil {
		return
	}
	tag, err := w.t.conn.Conn().PgConn().CopyFrom(w.ctx, &rowReader{n: n, row: row}, w.t.e.sql("copy "+into+" from stdin (format binary)"))
	if w.err = err; err == nil {
		w.err = changed(tag, n)
	}
}

// rowReader is the stream of a COPY, made while it is read.
type rowReader struct {
	n, next int // rows
	row     func(b []byte, i int) []byte
	buf     []byte
	read    int // of buf
	ended   bool
}

func (r *rowReader) Read(p []byte) (int, error) {
	for r.read == len(r.buf) {
		if r.ended {
			return 0, io.EOF
		}
		r.buf, r.read = r.buf[:0], 0
		if r.next == 0 {
			r.buf = append(r.buf, "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"...) // no flags, no more of a head
		}
		for ; r.next < r.n && len(r.buf) < 1<<16; r.next++ {
			r.buf = r.row(r.buf, r.next)
		}
		if r.ended = r.next == r.n; r.ended {
			r.buf = append(r.buf, 0xff, 0xff)
		}
	}
	n := copy(p, r.buf[r.read:])
	r.read += n
	return n, nil
}

// A row is how many columns there are, then each: its length, and its bytes.

func appendCount(b []byte, columns int) []byte {
	return binary.BigEndian.AppendUint16(b, uint16(columns))
}

func appendKey(b []byte, n uint64) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, 4), uint32(key(n)))
}

func appendText(b []byte, text string) []byte {
	return append(binary.BigEndian.AppendUint32(b, uint32(len(text))), text...)
}

func appendTermRow(b []byte, n uint64, t term.Term) []byte {
	b = appendKey(appendCount(b, 6), n)
	b = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint32(b, 2), uint16(t.Kind))
	b = appendText(appendText(appendText(b, t.Text), t.Datatype), t.Lang)
	hash := tables.Hash(t)
	return appendText(b, string(hash[:]))
}

func appendQuadRow(b []byte, q engine.Quad, since engine.Version) []byte {
	b = appendCount(b, 5)
	for _, n := range q {
		b = appendKey(b, n)
	}
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint32(b, 8), since)
}
