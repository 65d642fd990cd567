package file

import (
	"errors"
	"runtime"

	"talentgraph.example/graph/internal/disk"
)

// A Mapping is the base of a generation as memory. Whoever holds a section holds the Mapping, too: the memory ends when
// the Mapping is garbage. It outlives the File and later generations.
//
// The memory must not be written to. A disk that fails under it, or a file that another program cuts short, ends the
// process; [File.Read] has no such danger.
type Mapping struct {
	head *headPage
	data []byte
}

// Map maps the base; its sums are not compared, see [File.Verify]. Where files cannot be mapped, or numbers are kept the
// other way round, it gives nil and no error.
func (f *File) Map() (*Mapping, error) {
	if bigEndian() {
		return nil, nil
	}
	g, m, err := f.use()
	if err != nil {
		return nil, err
	}
	defer f.done(g)
	data, unmap, err := g.file.Map(g.log)
	if errors.Is(err, disk.ErrNoMap) {
		return nil, nil
	}
	if err != nil {
		return nil, g.at("base", 0, m.version, err)
	}
	mapping := &Mapping{g.headPage, data}
	runtime.AddCleanup(mapping, func(unmap func() error) { _ = unmap() }, unmap)
	return mapping, nil
}

// Section gives a section's memory, which begins on a page; nil if there is no such section.
func (m *Mapping) Section(kind uint32) []byte {
	for _, s := range m.head.sections {
		if s.Kind == kind {
			return m.data[s.Offset:][:s.Length:s.Length]
		}
	}
	return nil
}
