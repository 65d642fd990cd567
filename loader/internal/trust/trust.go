// Package trust reads from readers that keep to io.Reader's rules or do not: what they say they have read is
// checked, and nothing read for too long is an error.
package trust

import (
	"fmt"
	"io"
)

// Read reads once, or more often if nothing comes. A count that cannot be is an error, and so are a hundred reads
// that give nothing, io.ErrNoProgress.
func Read(r io.Reader, p []byte) (int, error) {
	for range 100 {
		n, err := r.Read(p)
		if n < 0 || n > len(p) {
			return 0, fmt.Errorf("the reader says that it has read %d bytes into a buffer of %d", n, len(p))
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

// Reader reads by Read.
type Reader struct{ R io.Reader }

// Read is the function of this name.
func (r Reader) Read(p []byte) (int, error) { return Read(r.R, p) }
