package file

import (
	"errors"
	"io"
)

const windowSize = 256 << 10

// A window reads a file from front to back in large pieces, of which it gives small ones.
type window struct {
	from io.ReaderAt
	size int64 // nothing is read behind it
	buf  []byte
	at   int64 // where buf begins in the file
}

// bytes gives n bytes from an offset, or fewer where the file ends. They hold until the next call.
func (w *window) bytes(at int64, n int) ([]byte, error) {
	n = int(min(int64(n), max(w.size-at, 0)))
	if n == 0 {
		return nil, nil
	}
	if at < w.at || at+int64(n) > w.at+int64(len(w.buf)) {
		want := int(min(int64(max(n, windowSize)), w.size-at))
		if cap(w.buf) < want {
			w.buf = make([]byte, want)
		}
		read, err := w.from.ReadAt(w.buf[:want], at)
		w.at, w.buf = at, w.buf[:read]
		if err != nil && !errors.Is(err, io.EOF) {
			w.buf = w.buf[:0]
			return nil, err
		}
	}
	skip := int(at - w.at)
	return w.buf[skip:min(skip+n, len(w.buf))], nil
}
