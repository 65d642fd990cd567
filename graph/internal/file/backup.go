package file

import (
	"context"
	"iter"

	"talentgraph.example/graph/internal/disk"
)

// Backup copies base and changes up to a version into a new, closed file, while others append. Everything is compared
// with its sum on the way. fs.ErrExist says that the name is taken. It works on a file whose writing has ended, too.
func (f *File) Backup(ctx context.Context, path string, version uint64) error {
	g, m, err := f.use()
	if err != nil {
		return err
	}
	defer f.done(g)
	if version < g.Version || version > m.version {
		return reason{f.path + " does not have version " + number(version), ErrGone}
	}
	s := newScanner(ctx, g.file, g.headPage, g.start(), m.end)
	return g.copyTo(ctx, f.fs, path, g.sections, func(w *generationWriter) error {
		for s.version < version {
			r, err := s.next()
			if err == nil && r == nil {
				err = damage("it was whole before")
			}
			if err == nil {
				err = w.record(r)
			}
			if err != nil {
				return g.at("record", s.end, s.version, err)
			}
		}
		return nil
	})
}

// copyTo writes sections of a generation, and the records that the caller writes, as a new closed file.
func (g *generation) copyTo(ctx context.Context, fsys disk.FS, path string, sections []Section, records func(*generationWriter) error) error {
	path, err := fsys.Resolve(path)
	if err != nil {
		return err
	}
	base := Base{Head: g.Head}
	for _, s := range sections {
		base.Parts = append(base.Parts, Part{s.Kind, s.Elements, 1, g.pieces(ctx, s)})
	}
	w, err := makeFile(ctx, fsys, path, func(file disk.File) (*generationWriter, error) {
		if err := file.Permit(g.file); err != nil {
			return nil, err
		}
		w, err := writeBase(ctx, file, path, base, g.Generation)
		if err == nil {
			err = records(w)
		}
		if err == nil {
			err = w.sync()
		}
		return w, err
	})
	if err != nil {
		return err
	}
	return w.file.Close()
}

// pieces gives the bytes of a section; an error behind them, if their sum is wrong.
func (g *generation) pieces(ctx context.Context, s Section) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var last []byte // read only, and compared when the next one is asked for
		buf := make([]byte, min(s.Length, windowSize))
		goOn := true
		err := g.readSection(ctx, s, func(_ uint64, n int) []byte {
			if last != nil && goOn {
				goOn = yield(last, nil)
			}
			last = buf[:n]
			return last
		})
		if err == nil && goOn && last != nil {
			goOn = yield(last, nil)
		}
		if err != nil && goOn {
			yield(nil, g.at(s.String(), int64(s.Offset), g.Version, err))
		}
	}
}
