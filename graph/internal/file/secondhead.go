package file

import (
	"bytes"
	"errors"
	"io"

	"talentgraph.example/graph/internal/disk"
)

// The end page holds the head once more, in other sectors: its first bytes, as far as they have anything, and its sum. It
// is for [OpenDamaged] alone, since who reads it cannot know whether the first one was of this file.
const (
	secondHeadAt   = endPageAt + 1024
	secondHeadSize = endPageAt + pageSize - secondHeadAt
	secondUsed     = secondHeadSize - 4
)

// secondHead gives the second head of a page; nil if its table is too long for it.
func secondHead(page []byte) []byte {
	if len(bytes.Trim(page[secondUsed:sumAt], "\x00")) > 0 {
		return nil
	}
	return append(bytes.Clone(page[:secondUsed]), page[sumAt:]...)
}

// readSecondHead gives the page that a second head was made of; zeros where there is none.
func readSecondHead(file disk.File) ([]byte, error) {
	second := make([]byte, secondHeadSize)
	if _, err := file.ReadAt(second, secondHeadAt); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	page := make([]byte, pageSize)
	copy(page, second[:secondUsed])
	copy(page[sumAt:], second[secondUsed:])
	return page, nil
}

// openSecondHead opens a file by its second head.
func openSecondHead(fsys disk.FS, path string, known func(kind uint32) bool) (*generation, error) {
	return openBy(fsys, path, func(file disk.File, path string) (*generation, error) {
		page, err := readSecondHead(file)
		if err != nil {
			return nil, err
		}
		g := &generation{file: file, path: path}
		g.headPage, err = decodeHead(page, known)
		return g, g.at("second head", secondHeadAt, 0, err)
	})
}

// verifySecondHead is an error if the second head is not that of the first. Files without one are older.
func (g *generation) verifySecondHead() error {
	page, err := readSecondHead(g.file)
	if err == nil && len(bytes.Trim(page, "\x00")) > 0 && !bytes.Equal(page, g.encode()) {
		err = damage("it is not that of page 0")
	}
	return g.at("second head", secondHeadAt, g.Version, err)
}
