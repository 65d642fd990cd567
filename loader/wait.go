package loader

import (
	"context"
	"io"
	"io/fs"
	"os"
	"time"

	"talentgraph.example/loader/syntax"
)

// What the system may let us wait for without end (a pipe's other end, a terminal, a full pipe) is waited for no longer
// than the context lasts.

// openFile opens a file. Where opening waits for another process, as that of a named pipe does, it waits until the
// context ends.
func openFile(ctx context.Context, path string, flag int) (f *os.File, err error) {
	defer func() { err = withShortPath(err) }()
	info, err := os.Stat(path)
	if err != nil || info.Mode().IsRegular() {
		return os.OpenFile(path, flag, 0)
	}
	type opened struct {
		file *os.File
		err  error
	}
	done := make(chan opened, 1)
	go func() {
		f, err := os.OpenFile(path, flag, 0)
		done <- opened{f, err}
	}()
	select {
	case o := <-done:
		return o.file, o.err
	case <-ctx.Done():
	}
	leave := func() {
		if o := <-done; o.err == nil {
			_ = o.file.Close() // nobody has used it
		}
	}
	if info.Mode()&fs.ModeNamedPipe != 0 {
		if both, err := os.OpenFile(path, os.O_RDWR, 0); err == nil { // both ends, so that nobody waits for the other
			defer both.Close() // nobody uses it
			leave()
			return nil, ctx.Err()
		}
	}
	go leave()
	return nil, ctx.Err()
}

// withShortPath cuts the paths in an error of the system's, which may be as long as they like.
func withShortPath(err error) error {
	const shown = 200
	switch e := err.(type) {
	case *os.PathError:
		return &os.PathError{Op: e.Op, Path: syntax.Cut(e.Path, shown), Err: e.Err}
	case *os.LinkError:
		return &os.LinkError{Op: e.Op, Old: syntax.Cut(e.Old, shown), New: syntax.Cut(e.New, shown), Err: e.Err}
	}
	return err
}

// interrupt makes reads and writes of a pipe end when the context does. The function that it gives must be called when
// they are over.
func interrupt(ctx context.Context, f *os.File) (stop func()) {
	end := context.AfterFunc(ctx, func() {
		_ = f.SetDeadline(time.Unix(1, 0)) // what has no deadlines does not wait for others
	})
	return func() { end() }
}

// patient is a standard stream. When the context ends, a read or write that waits is left behind in a goroutine of its
// own, with a buffer of its own.
type patient struct {
	ctx    context.Context
	stream *os.File
	buf    []byte
}

// standard gives a standard stream under a context: itself if it is a file, which waits for nobody.
func standard(ctx context.Context, f *os.File) io.ReadWriter {
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		return f
	}
	return &patient{ctx: ctx, stream: f}
}

func (s *patient) Read(p []byte) (int, error) {
	buf := s.buffer(len(p))
	n, err := s.wait(func() (int, error) { return s.stream.Read(buf) })
	copy(p, buf[:n])
	return n, err
}

func (s *patient) Write(p []byte) (int, error) {
	buf := s.buffer(len(p))
	copy(buf, p)
	return s.wait(func() (int, error) { return s.stream.Write(buf) })
}

func (s *patient) buffer(n int) []byte {
	if cap(s.buf) < n {
		s.buf = make([]byte, n)
	}
	return s.buf[:n]
}

func (s *patient) wait(do func() (int, error)) (int, error) {
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	go func() {
		n, err := do()
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-s.ctx.Done():
		s.buf = nil // it is in use
		return 0, s.ctx.Err()
	}
}
