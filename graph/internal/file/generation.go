package file

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"talentgraph.example/graph/internal/disk"
)

// A generation is an open file with its head: what is under the path until the file is written anew.
type generation struct {
	*headPage
	file disk.File
	path string

	users   int // who read it just now, guarded by File.mu
	retired bool
}

// readGeneration reads and checks the head, and that the file is as long as it says.
func readGeneration(f disk.File, path string, known func(kind uint32) bool) (*generation, error) {
	g, err := readHead(f, path, known)
	if err == nil {
		err = g.reaches()
	}
	return g, err
}

func readHead(f disk.File, path string, known func(kind uint32) bool) (*generation, error) {
	g := &generation{file: f, path: path}
	page := make([]byte, pageSize)
	n, err := f.ReadAt(page, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, g.at("head", 0, 0, err)
	}
	if g.headPage, err = decodeHead(page[:n], known); err != nil {
		return nil, g.at("head", 0, 0, err)
	}
	return g, nil
}

// reaches is an error if the file ends before its log begins.
func (g *generation) reaches() error {
	size, err := g.file.Size()
	if err == nil && size < g.log {
		err = damage("the file ends at byte %d, within the base, which ends at %d", size, g.log)
	}
	return g.at("head", 0, 0, err)
}

// at makes an Error of what went wrong in a part of the file; what has its place already keeps it.
func (g *generation) at(part string, offset int64, version uint64, err error) error {
	var placed *Error
	if err == nil || errors.As(err, &placed) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &Error{Path: g.path, Part: part, Offset: offset, Version: version, Err: err}
}

// start is the mark of an empty log.
func (g *generation) start() mark { return mark{g.log, g.Version, g.sum} }

// readEnd reads the end page.
func (g *generation) readEnd() (e endPage, ok bool, err error) {
	page := make([]byte, endPageSize)
	if _, err := g.file.ReadAt(page, endPageAt); err != nil {
		return e, false, g.at("end page", endPageAt, 0, err)
	}
	e, ok = decodeEnd(page, g.headPage)
	return e, ok, nil
}

// writeEnd writes the end page of a file that has its name, with this process as the writer.
func (g *generation) writeEnd(state uint32, m mark) error {
	page := make([]byte, sector+len(unnamed)) // and takes away that the file has no name
	copy(page, g.encodeEnd(state, m))
	_, err := g.file.WriteAt(page, endPageAt)
	return err
}

func (g *generation) encodeEnd(state uint32, m mark) []byte {
	return endPage{state, uint32(os.Getpid()), m}.encode(g.headPage)
}

// here is an error unless the path still names this file.
func (g *generation) here() error {
	is, err := g.file.Is(g.path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !is:
		return g.at("file", 0, 0, ErrReplaced)
	case err != nil:
		return g.at("file", 0, 0, err)
	}
	return nil
}

// sectionOf finds a section.
func (g *generation) sectionOf(kind uint32) (Section, bool) {
	for _, s := range g.sections {
		if s.Kind == kind {
			return s, true
		}
	}
	return Section{}, false
}

func (s Section) String() string { return fmt.Sprintf("section %d", s.Kind) }
