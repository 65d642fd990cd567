package file

import (
	"context"
	"errors"

	"talentgraph.example/graph/internal/disk"
)

// Check compares all of a file with its sums, and tells all damage there is, joined. It writes nothing, and works on a
// file in use, up to the last whole change.
func Check(ctx context.Context, fsys disk.FS, path string, known func(kind uint32) bool) error {
	g, err := openDamaged(fsys, path, known)
	if err != nil {
		return err
	}
	defer g.file.Close()
	_, _, damaged, err := g.examine(ctx)
	return errors.Join(err, damaged)
}

// Salvage copies what is whole of a damaged file into a new closed one: sections whose sum fits, and the changes before
// the first that does not fit. enough may refuse, by an error, if too few sections are whole. lost tells what was not
// whole; err, why there is no new file.
func Salvage(ctx context.Context, fsys disk.FS, from, to string, enough func(whole []Section) error) (lost, err error) {
	g, err := openDamaged(fsys, from, nil)
	if err != nil {
		return nil, err
	}
	defer g.file.Close()
	whole, end, lost, err := g.examine(ctx)
	if err != nil {
		return lost, err
	}
	if enough != nil {
		if err := enough(whole); err != nil {
			return lost, err
		}
	}
	s := newScanner(ctx, g.file, g.headPage, g.start(), end.end)
	return lost, g.copyTo(ctx, fsys, to, whole, func(w *generationWriter) error {
		for s.version < end.version {
			r, err := s.next()
			if err != nil {
				return err
			}
			if r == nil {
				return errors.New("it changes while it is read")
			}
			if err := w.record(r); err != nil {
				return err
			}
		}
		return nil
	})
}

func openDamaged(fsys disk.FS, path string, known func(kind uint32) bool) (*generation, error) {
	path, err := fsys.Resolve(path)
	if err != nil {
		return nil, err
	}
	file, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	g, err := readGeneration(file, path, known)
	if err != nil {
		file.Close()
		return nil, err
	}
	return g, nil
}

// examine reads everything: which sections are whole, where the whole changes end, and what is damaged.
func (g *generation) examine(ctx context.Context) (whole []Section, end mark, damaged, err error) {
	for _, s := range g.sections {
		err := g.at(s.String(), int64(s.Offset), g.Version, g.verifySection(ctx, s))
		if ctx.Err() != nil {
			return nil, mark{}, nil, ctx.Err()
		}
		if err == nil {
			whole = append(whole, s)
		}
		damaged = errors.Join(damaged, err)
	}
	l, err := g.readShared(ctx, nil)
	if err != nil && !errors.Is(err, ErrDamaged) {
		return nil, mark{}, damaged, err
	}
	return whole, l.mark, errors.Join(damaged, err), nil
}
