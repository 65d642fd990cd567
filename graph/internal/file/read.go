package file

import (
	"context"
	"fmt"
	"hash/crc32"
	"iter"
	"slices"
)

// A View is the generation that a file is at, up to its last record, as both were when it was taken: it outlives later
// generations, not the File. Its methods are safe for concurrent use.
type View struct {
	f *File
	g *generation
	m mark
}

// View gives the present one. Close gives it back.
func (f *File) View() (*View, error) {
	g, m, err := f.use()
	if err != nil {
		return nil, err
	}
	return &View{f, g, m}, nil
}

// Close ends the use of a view.
func (v *View) Close() { v.f.done(v.g) }

// Head tells what the base is.
func (v *View) Head() Head { return v.g.Head }

// Sections lists the sections of the base.
func (v *View) Sections() []Section { return slices.Clone(v.g.sections) }

// Read is [View.Read] of the present generation.
func (f *File) Read(ctx context.Context, kind uint32, into []byte, width int) error {
	v, err := f.View()
	if err != nil {
		return err
	}
	defer v.Close()
	return v.Read(ctx, kind, into, width)
}

// Read reads a section of the base into memory that is as long as the section, and turns its numbers of width bytes into
// the machine's own. It is an [*Error] unless the section's sum fits, and then the memory is not to be used.
func (v *View) Read(ctx context.Context, kind uint32, into []byte, width int) error {
	g := v.g
	s, ok := g.sectionOf(kind)
	if !ok || uint64(len(into)) != s.Length {
		return fmt.Errorf("%s: section %d has %d bytes, not %d", g.path, kind, s.Length, len(into))
	}
	if err := g.readSection(ctx, s, func(at uint64, n int) []byte { return into[at:][:n] }); err != nil {
		return g.at(s.String(), int64(s.Offset), v.m.version, err)
	}
	native(into, width)
	return nil
}

// Verify compares the sections of the base with their sums.
func (f *File) Verify(ctx context.Context) error {
	g, m, err := f.use()
	if err != nil {
		return err
	}
	defer f.done(g)
	piece := make([]byte, windowSize)
	for _, s := range g.sections {
		if err := g.verifySection(ctx, s, piece); err != nil {
			return g.at(s.String(), int64(s.Offset), m.version, err)
		}
	}
	return nil
}

// verifySection compares a section with its sum; piece is memory of windowSize bytes for it.
func (g *generation) verifySection(ctx context.Context, s Section, piece []byte) error {
	return g.readSection(ctx, s, func(_ uint64, n int) []byte { return piece[:n] })
}

// readSection reads a section in pieces, into the memory that place gives for them, and compares its sum.
func (g *generation) readSection(ctx context.Context, s Section, place func(at uint64, n int) []byte) error {
	var sum uint32
	for at := uint64(0); at < s.Length; {
		if err := ctx.Err(); err != nil {
			return err
		}
		piece := place(at, int(min(s.Length-at, windowSize)))
		if n, err := g.file.ReadAt(piece, int64(s.Offset+at)); n < len(piece) {
			return err
		}
		sum = crc32.Update(sum, castagnoli(), piece)
		at += uint64(len(piece))
	}
	if sum != s.Sum {
		return damage("the sum is %08x, and %08x was written", sum, s.Sum)
	}
	return nil
}

// Records is [View.Records] of the present generation, up to the last one when the loop begins.
func (f *File) Records(ctx context.Context, after uint64) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		v, err := f.View()
		if err != nil {
			yield(Record{}, err)
			return
		}
		defer v.Close()
		v.Records(ctx, after)(yield)
	}
}

// Records gives the changes after a version, in order. A version that the generation does not have is ErrGone: take the
// base, and what follows it.
func (v *View) Records(ctx context.Context, after uint64) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		g, m := v.g, v.m
		if after < g.Version || after > m.version {
			err := reason{fmt.Sprintf("%s has versions %d to %d, and not %d", g.path, g.Version, m.version, after), ErrGone}
			yield(Record{}, err)
			return
		}
		s := newScanner(ctx, g.file, g.headPage, g.start(), m.end)
		for s.version < m.version {
			r, err := s.next()
			if err == nil && r == nil {
				err = damage("it was whole before")
			}
			if err == nil {
				err = v.f.open()
			}
			if err != nil {
				yield(Record{}, g.at("record", s.end, s.version, err))
				return
			}
			if r.Version > after && !yield(*r, nil) {
				return
			}
		}
	}
}

// open is ErrClosed for a closed file.
func (f *File) open() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return ErrClosed
	}
	return nil
}
