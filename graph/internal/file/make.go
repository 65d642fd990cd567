package file

import (
	"bytes"
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
	err = file.Truncate(unnamedAt + int64(len(unnamed))) // so that what it says of itself is never gone
	if err == nil {
		_, err = file.WriteAt([]byte(unnamed), unnamedAt)
	}
	if err == nil {
		err = file.Sync() // before anything else is in it
	}
	if err != nil {
		dropNew(fsys, file, path)
		file.Close()
		return nil, err
	}
	return file, nil
}

// isLeft tells whether a file never got its name: it says so, or there is nothing in it.
func isLeft(file disk.File) bool {
	b := make([]byte, firstPart)
	n, err := file.ReadAt(b, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	return zero(b[:n]) || n > unnamedAt && bytes.HasPrefix(b[unnamedAt:n], []byte(unnamed))
}

// removeLeft removes what an earlier try has left beside a file, unless somebody is at it: a part of a generation, or
// the other name of the file itself, if a power cut came into the rename.
func removeLeft(fsys disk.FS, locked disk.File, path string) {
	if is, err := locked.Is(underWay(path)); err == nil && is {
		dropNew(fsys, locked, path)
		return
	}
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
		_ = fsys.SyncFolder(path)
	}
}

// Remove removes a file, damaged or not, whose head says that it has a section of a kind; any other one stays, and is an
// error. So does one that another process writes: ErrLocked.
func Remove(fsys disk.FS, path string, kind uint32) error {
	path, err := fsys.Resolve(path)
	if err != nil {
		return err
	}
	file, err := lockNamed(path, fsys.OpenWriter)
	if err != nil {
		return err
	}
	defer file.Close()
	g, err := readHead(file, path, nil)
	if err != nil {
		return err
	}
	if _, ok := g.sectionOf(kind); !ok {
		return fmt.Errorf("%s is another kind of file", path)
	}
	if err := fsys.Remove(path); err != nil {
		return err
	}
	return fsys.SyncFolder(path)
}

// give gives a whole file its name, and returns when that is on the disk. named tells whether it has the name, on the
// disk or not yet.
func give(fsys disk.FS, path string) (named bool, err error) {
	if err := fsys.Rename(underWay(path), path); err != nil {
		return false, err
	}
	return true, fsys.SyncFolder(path)
}
