package file

import "fmt"

// Append writes a change behind the last one; version is the next after Last. It returns when the record is written;
// [File.Durable] says when it is on the disk.
//
// If the error is ErrBroken, a write has failed and all writing has ended. After any other error, such as a full disk or
// ErrReplaced, the file is as it was, and later changes may succeed.
func (f *File) Append(version uint64, payload []byte) error {
	f.turn.Lock()
	defer f.turn.Unlock()
	f.mu.Lock()
	g, m, synced, err := f.gen, f.mark, f.synced, f.ended()
	f.mu.Unlock()
	switch {
	case err != nil:
		return err
	case f.options.ReadOnly:
		return fmt.Errorf("%s is open for reading only", f.path)
	case version != m.version+1:
		return fmt.Errorf("%s: version %d cannot follow version %d", f.path, version, m.version)
	case len(payload) > MostPayload:
		return fmt.Errorf("%s: a change of %d bytes is larger than %d", f.path, len(payload), MostPayload)
	}
	if err := g.here(); err != nil {
		return err
	}
	if err := f.markOpen(g, m); err != nil {
		return err
	}
	if err := f.fill(g, m.end+recordSize(len(payload))); err != nil {
		return g.at("log", m.end, m.version, fmt.Errorf("no room for a change: %w", err))
	}
	at := m.end
	f.buf = appendRecord(f.buf[:0], g.headPage, &m, payload, m.version-synced)
	_, err = g.file.WriteAt(f.buf, at)
	if cap(f.buf) > 1<<20 {
		f.buf = nil
	}
	if err != nil {
		return f.fail("record", at, err)
	}
	f.mu.Lock()
	f.mark = m
	f.mu.Unlock()
	return nil
}

// markOpen says in the end page that the log grows, before it does: from then on a torn end is no damage.
func (f *File) markOpen(g *generation, m mark) error {
	if f.opened {
		return nil
	}
	if !f.named { // an earlier process may have ended between renaming and syncing
		if err := f.fs.SyncFolder(f.path); err != nil {
			return f.fail("folder", 0, err)
		}
		f.named = true
	}
	if err := g.writeEnd(stateOpen, m); err != nil {
		return f.fail("end page", endPageAt, err)
	}
	if err := g.file.Sync(); err != nil {
		return f.fail("end page", endPageAt, err)
	}
	f.opened = true
	return nil
}

// fill lets the file reach need, and more, so that the syncs of many changes have no new length to write. The zeros are
// real ones: a reserved extent would have to be converted at the sync. They are as many as the log has bytes, within
// limits, so that a short life does not pay for a long one. On a disk that is nearly full they are no more than must be.
func (f *File) fill(g *generation, need int64) error {
	if need <= f.filled {
		return nil
	}
	err := f.zeros(g, need+min(max(f.filled-g.log, 64<<10), f.options.ahead))
	if err != nil {
		err = f.zeros(g, need)
	}
	return err
}

func (f *File) zeros(g *generation, end int64) error {
	piece := make([]byte, min(end-f.filled, 1<<20))
	for f.filled < end {
		n := min(end-f.filled, int64(len(piece)))
		if _, err := g.file.WriteAt(piece[:n], f.filled); err != nil {
			return err
		}
		f.filled += n
	}
	return nil
}

// fail ends all writing.
func (f *File) fail(part string, at int64, err error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.broken == nil {
		f.broken = f.gen.at(part, at, f.synced, fmt.Errorf("%w: %w", ErrBroken, err))
	}
	f.woken.Broadcast()
	return f.broken
}
