package file

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"hash/crc32"
	"io"
	"iter"

	"talentgraph.example/graph/internal/disk"
)

// A Part is a section that is to be written.
type Part struct {
	Kind     uint32
	Elements uint64
	Width    int                      // 1, 4 or 8: the bytes of its numbers, as they lie in memory; 1 for text
	Pieces   iter.Seq2[[]byte, error] // whole numbers each; an error ends the writing
}

// A Base is what a generation begins with. Generation and File of the head are not looked at.
type Base struct {
	Head
	Parts []Part
}

// A generationWriter writes a file from front to back: sections, then records, then head and end page.
type generationWriter struct {
	*generation
	to *bufio.Writer
	mark
}

// writeBase writes sections and head. The log can be written behind it, until finish.
func writeBase(ctx context.Context, file disk.File, path string, base Base, generationNumber uint64) (*generationWriter, error) {
	h := &headPage{Head: base.Head}
	h.Generation = generationNumber
	if _, err := rand.Read(h.File[:]); err != nil {
		return nil, err
	}
	if len(base.Parts) > mostParts {
		return nil, fmt.Errorf("%d sections do not fit into the head", len(base.Parts))
	}
	w := &generationWriter{
		generation: &generation{headPage: h, file: file, path: path},
		to:         bufio.NewWriterSize(io.NewOffsetWriter(file, firstPart), 64<<10),
	}
	at := uint64(firstPart)
	for _, p := range base.Parts {
		s, err := w.part(ctx, p, at)
		if err != nil {
			return nil, err
		}
		h.sections = append(h.sections, s)
		at = pageEnd(at + s.Length)
	}
	h.log = int64(at)
	page := h.encode()
	if _, err := file.WriteAt(page, 0); err != nil {
		return nil, err
	}
	if second := secondHead(page); second != nil {
		if _, err := file.WriteAt(second, secondHeadAt); err != nil {
			return nil, err
		}
	}
	w.mark = w.start()
	return w, nil
}

// part writes a section and fills its last page.
func (w *generationWriter) part(ctx context.Context, p Part, at uint64) (Section, error) {
	s := Section{Kind: p.Kind, Offset: at, Elements: p.Elements}
	for piece, err := range p.Pieces {
		if err != nil {
			return s, err
		}
		for len(piece) > 0 {
			if err := ctx.Err(); err != nil {
				return s, err
			}
			some := piece[:min(len(piece), windowSize)]
			piece = piece[len(some):]
			some = little(some, p.Width)
			s.Sum = crc32.Update(s.Sum, castagnoli(), some)
			s.Length += uint64(len(some))
			if _, err := w.to.Write(some); err != nil {
				return s, err
			}
		}
	}
	if p.Width < 1 || s.Length%uint64(p.Width) != 0 {
		return s, fmt.Errorf("section %d: %d bytes are no numbers of %d bytes", p.Kind, s.Length, p.Width)
	}
	_, err := w.to.Write(make([]byte, pageEnd(s.Length)-s.Length))
	return s, err
}

// record writes a record behind those before.
func (w *generationWriter) record(r *Record) error {
	if r.Version != w.version+1 {
		return fmt.Errorf("version %d cannot follow version %d", r.Version, w.version)
	}
	_, err := w.to.Write(appendRecord(nil, w.headPage, &w.mark, r.Payload, 0))
	return err
}

// sync writes what is left, and the end page, and returns when all of it is on the disk.
func (w *generationWriter) sync() error {
	if err := w.to.Flush(); err != nil {
		return err
	}
	if _, err := w.file.WriteAt(w.encodeEnd(stateClosed, w.mark), endPageAt); err != nil {
		return err
	}
	if err := w.file.Truncate(w.end); err != nil {
		return err
	}
	return w.file.Sync()
}
