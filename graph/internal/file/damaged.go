package file

import (
	"context"
	"errors"
	"slices"

	"talentgraph.example/graph/internal/disk"
)

// A Damaged is a file that is open for reading, whole or not. Its Sections are those whose sum fits, its records those
// before the first that does not fit.
type Damaged struct {
	*File
	Lost   []Section // whose sum does not fit
	Damage error     // all that is not whole, joined; nil for a file without damage
	Cut    bool      // the changes are among it: there may have been later ones than Last
}

// OpenDamaged opens what is whole of a file. Only the head must be, or the second one. It takes no lock and writes nothing.
func OpenDamaged(ctx context.Context, fsys disk.FS, path string, known func(kind uint32) bool) (*Damaged, error) {
	g, head := openHead(fsys, path, known)
	if errors.Is(head, ErrDamaged) {
		var err error
		if g, err = openSecondHead(fsys, path, known); err != nil {
			return nil, errors.Join(head, err)
		}
	} else if head != nil {
		return nil, head
	}
	whole, end, sections, log, err := g.examine(ctx)
	if err != nil {
		g.file.Close()
		return nil, err
	}
	d := &Damaged{Damage: errors.Join(head, g.reaches(), sections, log), Cut: log != nil}
	for _, s := range g.sections {
		if !slices.Contains(whole, s) {
			d.Lost = append(d.Lost, s)
		}
	}
	g.sections = whole
	d.File = newFile(fsys, g.path, Options{ReadOnly: true, At: &end.version}, g, end)
	return d, nil
}

// ReadLost reads a text of Lost as it is, with zeros for what cannot be read. It is nil if the file ends within it.
func (d *Damaged) ReadLost(ctx context.Context, s Section) ([]byte, error) {
	g, _, err := d.use()
	if err != nil {
		return nil, err
	}
	defer d.done(g)
	if size, err := g.file.Size(); err != nil || s.Offset+s.Length > uint64(size) {
		return nil, err
	}
	text := make([]byte, s.Length)
	for at := 0; at < len(text); at += pageSize {
		if at%windowSize == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		page := text[at:min(at+pageSize, len(text))]
		if n, err := g.file.ReadAt(page, int64(s.Offset)+int64(at)); err != nil {
			clear(page[n:])
		}
	}
	return text, nil
}

// openHead opens a file of which the head is whole.
func openHead(fsys disk.FS, path string, known func(kind uint32) bool) (*generation, error) {
	return openBy(fsys, path, func(file disk.File, path string) (*generation, error) { return readHead(file, path, known) })
}

func openBy(fsys disk.FS, path string, read func(disk.File, string) (*generation, error)) (*generation, error) {
	path, err := fsys.Resolve(path)
	if err != nil {
		return nil, err
	}
	file, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	g, err := read(file, path)
	if err != nil {
		file.Close()
		return nil, err
	}
	return g, nil
}

// examine reads everything: which sections are whole, where the whole changes end, and what is damaged of both.
func (g *generation) examine(ctx context.Context) (whole []Section, end mark, sections, log, err error) {
	piece := make([]byte, windowSize)
	for _, s := range g.sections {
		err := g.at(s.String(), int64(s.Offset), g.Version, g.verifySection(ctx, s, piece))
		if ctx.Err() != nil {
			return nil, mark{}, nil, nil, ctx.Err()
		}
		if err == nil {
			whole = append(whole, s)
		}
		sections = errors.Join(sections, err)
	}
	l, log := g.readShared(ctx, nil)
	if log != nil && !errors.Is(log, ErrDamaged) {
		return nil, mark{}, sections, nil, log
	}
	return whole, l.mark, sections, log, nil
}
