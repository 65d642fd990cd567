package file

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
)

// Follow looks for what a writer has appended since; Last tells how far a reader's file goes now. anew tells that the
// path names a new generation: Head is the new one's, and Records may no longer begin where this reader is. ErrReplaced
// says that the path names another graph, or nothing. What is torn is a change under way, and no error.
func (f *File) Follow(ctx context.Context) (anew bool, err error) {
	f.turn.Lock()
	defer f.turn.Unlock()
	if !f.options.ReadOnly || f.options.At != nil {
		return false, fmt.Errorf("%s: only a reader without At follows", f.path)
	}
	g, m, err := f.use()
	if err != nil {
		return false, err
	}
	defer f.done(g)
	is, err := g.file.Is(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, g.at("file", 0, m.version, ErrReplaced)
	case err != nil:
		return false, g.at("file", 0, m.version, err)
	case !is:
		return true, f.followAnew(ctx, g, m)
	}
	next, err := g.grown(ctx, m)
	if err != nil {
		return false, err
	}
	f.mu.Lock()
	f.mark, f.synced = next, next.version
	f.mu.Unlock()
	return false, nil
}

// followAnew goes on with the generation that the path names now.
func (f *File) followAnew(ctx context.Context, old *generation, m mark) error {
	next, err := openReader(ctx, f.fs, f.path, f.options)
	if errors.Is(err, fs.ErrNotExist) {
		err = ErrReplaced
	}
	if err != nil {
		return old.at("file", 0, m.version, err)
	}
	if next.gen.Graph != old.Graph || next.version < m.version {
		next.Close()
		return old.at("file", 0, m.version, reason{"the path names another graph, or an older state of this one", ErrReplaced})
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.replace(next.gen, next.mark)
	f.synced = f.version
	return nil
}

// grown reads on from a mark. What was read before must still be there: a writer's failed sync may have taken it.
func (g *generation) grown(ctx context.Context, m mark) (mark, error) {
	if m.end > g.log {
		if err := g.still(m); err != nil {
			return m, err
		}
	}
	for stuck := false; ; {
		size, err := g.file.Size()
		if err != nil {
			return m, g.at("log", m.end, m.version, err)
		}
		s := newScanner(ctx, g.file, g.headPage, m, size)
		for {
			r, err := s.next()
			if err != nil {
				return m, g.at("record", s.end, s.version, err)
			}
			if r == nil {
				break
			}
		}
		lost, _, err := s.lost()
		if err != nil || lost > 0 && stuck && s.mark == m {
			if err == nil {
				err = damage("a later change is whole at byte %d", lost)
			}
			return m, g.at("record", s.end, s.version, err)
		}
		m, stuck = s.mark, true
		if lost == 0 {
			return m, nil
		}
	}
}

// still compares the chained sum of the last record that was read with the file.
func (g *generation) still(m mark) error {
	b := make([]byte, 12) // the sum, behind it up to seven zeros, so that it is within the last twelve bytes
	if _, err := g.file.ReadAt(b, m.end-int64(len(b))); err != nil {
		return g.at("record", m.end, m.version, reason{"the change before is no longer there: " + err.Error(), ErrReplaced})
	}
	for i := range len(b) - recordTail + 1 {
		if binary.LittleEndian.Uint32(b[i:]) == m.chain {
			return nil
		}
	}
	return g.at("record", m.end, m.version, reason{"the change before is no longer there", ErrReplaced})
}
