package loader

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"talentgraph.example/loader/internal/trust"
	"talentgraph.example/loader/syntax"
)

// Standard is the name that stands for standard input in LoadFile and LoadFiles, and for standard output
// in WriteFile.
const Standard = "-"

// headSize is how much of a file is looked at to tell its format.
const headSize = 64 << 10

// maxWindow bounds the memory that a .zst file can ask for, in bytes. It is eight times what the zstd program's usual
// levels ask for.
const maxWindow = 64 << 20

// input is a file or stream that is being read: counted, unpacked if it is compressed, and with a beginning
// that can be looked at.
type input struct {
	name string // of the file, or as given by WithName; may be empty
	base string // the file's own IRI; empty for a stream
	once bool   // it cannot be opened again
	size int64  // of the file in bytes; 0 if it is not known
	read atomic.Int64

	*bufio.Reader // unpacked
	closers       []func() error
}

// openInput opens a file, or standard input for "-".
func openInput(ctx context.Context, path string) (*input, error) {
	if path == Standard {
		in, err := newInput(ctx, unnamed{standard(ctx, os.Stdin)}, "standard input")
		if err == nil {
			in.once = true
		}
		return in, err
	}
	f, err := openFile(ctx, path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	stop := interrupt(ctx, f)
	in, err := newInput(ctx, unnamed{f}, path)
	if err != nil {
		stop()
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, errors.Join(err, f.Close())
	}
	in.closers = append(in.closers, func() error { stop(); return f.Close() })
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		in.size = info.Size()
	} else {
		in.once = true // a pipe
	}
	in.base = fileIRI(path)
	return in, nil
}

// newInput makes an input of a stream. The stream stays the caller's.
func newInput(ctx context.Context, r io.Reader, name string) (*input, error) {
	if r == nil {
		return nil, errors.New("the reader to load from is nil")
	}
	in := &input{name: name}
	packed := bufio.NewReaderSize(&counted{ctx, r, &in.read}, 64<<10)
	magic, err := packed.Peek(4)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", in.title(), err)
	}
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			return nil, fmt.Errorf("%s: reading it as gzip: %w", in.title(), err)
		}
		in.closers = append(in.closers, unpacked.Close)
		in.Reader = bufio.NewReaderSize(&named{unpacked, "unpacking gzip"}, headSize)
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		unpacked, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, fmt.Errorf("%s: reading it as zstd: %w", in.title(), err)
		}
		in.closers = append(in.closers, func() error { unpacked.Close(); return nil })
		in.Reader = bufio.NewReaderSize(&named{unpacked, "unpacking zstd"}, headSize)
	default:
		in.Reader = packed
	}
	return in, nil
}

func (in *input) Close() error {
	var err error
	for _, c := range in.closers {
		err = errors.Join(err, c())
	}
	return err
}

// title is what messages call the input.
func (in *input) title() string {
	if in.name == "" {
		return "input"
	}
	return syntax.Cut(in.name, 200)
}

// head gives the first 64 KiB, or all if there is less. What is looked at is still to be read.
func (in *input) head() ([]byte, error) {
	head, err := in.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", in.title(), err)
	}
	return head, nil
}

// cutCompression takes the ending from a name that tells of compression.
func cutCompression(name string) (rest, ending string) {
	for _, ending := range []string{".gz", ".gzip", ".zst", ".zstd"} {
		if rest, ok := strings.CutSuffix(name, ending); ok {
			return rest, ending
		}
	}
	return name, ""
}

// fileIRI is a file's own IRI (RFC 8089), the base of relative IRIs in it.
func fileIRI(path string) string {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "" // a relative IRI in it is then an error
	}
	slashed := filepath.ToSlash(absolute)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/...
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String()
}

// counted counts the bytes that go through it, and reads no more once the context has ended: what unpacks may read on
// and on without giving anything. A panic of the reader becomes an error, since it is called from goroutines that no
// caller could recover; so does a count that cannot be.
type counted struct {
	ctx context.Context
	r   io.Reader
	n   *atomic.Int64
}

func (c *counted) Read(p []byte) (n int, err error) {
	defer func() {
		if v := recover(); v != nil {
			n, err = 0, fmt.Errorf("the reader panicked: %s", syntax.Cut(fmt.Sprint(v), 200))
		}
		c.n.Add(int64(n))
		if err != nil && err != io.EOF && c.ctx.Err() != nil {
			err = c.ctx.Err() // a deadline of the file's, say, that the context has set
		}
	}()
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return trust.Read(c.r, p)
}

// unnamed takes the file's name out of its errors: whoever reads says it anyway.
type unnamed struct{ io.Reader }

func (f unnamed) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if named, ok := err.(*os.PathError); ok {
		err = fmt.Errorf("%s: %w", named.Op, named.Err)
	}
	return n, err
}

// named says in a reader's errors what was being done. Whose input it is, the readers of formats say.
type named struct {
	r    io.Reader
	what string
}

func (r *named) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%s: %w", r.what, err)
	}
	if errors.Is(err, zstd.ErrWindowSizeExceeded) {
		err = fmt.Errorf("%w: it asks for more than %d MiB of memory; pack it without --ultra and --long", err, maxWindow>>20)
	}
	return n, err
}
