package file

import (
	"errors"
	"fmt"
	"io"

	"talentgraph.example/graph/internal/disk"
)

// underWay is the name that a generation has until it is whole.
func underWay(path string) string { return path + ".new" }

// makeNew makes an empty, locked file beside path. It takes over what an earlier try has left, and nothing else.
func makeNew(fsys disk.FS, path string) (disk.File, error) {
	file, err := lockNamed(underWay(path), fsys.Make)
	if err != nil {
		return nil, err
	}
	if !isLeft(file) {
		file.Close()
		return nil, fmt.Errorf("%s is in the way: it is not a part of %s that was left behind; give it another name", underWay(path), path)
	}
	if err := file.Truncate(0); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// isLeft tells whether a file is a generation that never got its name: its head was not written, or it is as it was
// made.
func isLeft(file disk.File) bool {
	page := make([]byte, pageSize)
	n, err := file.ReadAt(page, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	if zero(page[:n]) {
		return true
	}
	g, err := readGeneration(file, "", nil)
	if err != nil {
		return false
	}
	e, ok, err := g.readEnd()
	return err == nil && ok && e.state == stateMade
}

// removeLeft removes what an earlier try has left beside a path, unless somebody is at it.
func removeLeft(fsys disk.FS, path string) {
	file, err := fsys.OpenWriter(underWay(path))
	if err != nil {
		return
	}
	defer file.Close()
	if ok, err := file.Lock(); err == nil && ok && isLeft(file) {
		dropNew(fsys, file, path)
	}
}

// dropNew removes a file that makeNew has made, while its lock is held.
func dropNew(fsys disk.FS, file disk.File, path string) {
	if is, err := file.Is(underWay(path)); err == nil && is {
		_ = fsys.Remove(underWay(path)) // what remains is removed at the next opening
	}
}

// give gives a whole file its name, and returns when that is on the disk. named tells whether it has the name, on the
// disk or not yet.
func give(fsys disk.FS, path string) (named bool, err error) {
	if err := fsys.Rename(underWay(path), path); err != nil {
		return false, err
	}
	return true, fsys.SyncFolder(path)
}
