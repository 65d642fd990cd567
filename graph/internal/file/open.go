package file

import (
	"context"
	"fmt"
	"io"

	"talentgraph.example/graph/internal/disk"
)

// Open opens a file. Head, end page and records are compared with their sums; sections are when they are read. A writer
// takes the file's lock, or fails with ErrLocked, and recovers what an unclosed life has left; a reader takes no lock
// and changes nothing. A file that is not there is fs.ErrNotExist, damage an [*Error].
func Open(ctx context.Context, fsys disk.FS, path string, o Options) (*File, error) {
	path, err := fsys.Resolve(path)
	if err != nil {
		return nil, err
	}
	if o.ReadOnly {
		return openReader(ctx, fsys, path, o)
	}
	file, err := lockNamed(path, fsys.OpenWriter)
	if err != nil {
		return nil, err
	}
	f, err := openWriter(ctx, fsys, file, path, o)
	if err != nil {
		file.Close()
		return nil, err
	}
	removeLeft(fsys, file, path)
	return f, nil
}

// lockNamed opens a file and locks it, such that the path is its name then.
func lockNamed(path string, open func(string) (disk.File, error)) (disk.File, error) {
	for {
		f, err := open(path)
		if err != nil {
			return nil, err
		}
		ok, err := f.Lock()
		if err == nil && !ok {
			err = locked(path, writerOf(f, path))
		}
		if err != nil {
			f.Close()
			return nil, err
		}
		if is, err := f.Is(path); err == nil && is {
			return f, nil
		}
		f.Close() // another one was renamed over it, or it was removed, between opening and locking
	}
}

// writerOf reads the process that writes a file from its end page; 0 if it does not say.
func writerOf(f disk.File, path string) uint32 {
	g, err := readGeneration(f, path, nil)
	if err != nil {
		return 0
	}
	e, _, _ := g.readEnd()
	return e.process
}

func openWriter(ctx context.Context, fsys disk.FS, file disk.File, path string, o Options) (*File, error) {
	g, err := readGeneration(file, path, o.Known)
	if err != nil {
		return nil, err
	}
	l, err := g.readLog(ctx, nil)
	if err != nil {
		return nil, err
	}
	if !l.closed {
		if err := g.recover(ctx, l.mark); err != nil {
			return nil, g.at("recovery", g.log, l.version, err)
		}
	}
	// Not synced: it only tells who is here. The state of the file is the same before and after.
	if err := g.writeEnd(stateClosed, l.mark); err != nil {
		return nil, g.at("end page", endPageAt, l.version, err)
	}
	f := newFile(fsys, path, o, g, l.mark)
	if l.torn {
		f.recovered = fmt.Sprintf("an unfinished change behind version %d was cut off at byte %d", l.version, l.end)
	}
	return f, nil
}

// recover makes a file whole that was not closed. The log is written once more: a sync that failed in that life may have
// left records in memory alone, where they look as if they were on the disk.
func (g *generation) recover(ctx context.Context, m mark) error {
	piece := make([]byte, min(m.end-g.log, windowSize))
	for at := g.log; at < m.end; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := g.file.ReadAt(piece[:min(int64(len(piece)), m.end-at)], at)
		if err != nil && err != io.EOF {
			return err
		}
		if _, err := g.file.WriteAt(piece[:n], at); err != nil {
			return err
		}
		at += int64(n)
	}
	return g.close(m)
}

// close cuts a file at its log's end, and says that it is whole. Each step is on the disk before the next one.
func (g *generation) close(m mark) error {
	if err := g.file.Truncate(m.end); err != nil {
		return err
	}
	if err := g.file.Sync(); err != nil {
		return err
	}
	if err := g.writeEnd(stateClosed, m); err != nil {
		return err
	}
	return g.file.Sync()
}
