package file

import (
	"slices"
	"sync"
	"time"

	"talentgraph.example/graph/internal/disk"
)

// A Sync says when a change counts as durable; see [File.Durable].
type Sync int

const (
	Always Sync = iota // when a sync has covered it, which begins at once
	Group              // when a sync has covered it; they begin 2 ms apart at least
	Never              // when it is written: a power cut may take it, a killed process does not
)

// Options say how a file is opened.
type Options struct {
	ReadOnly bool
	At       *uint64 // with ReadOnly: the state of this version, whatever comes behind it
	Sync     Sync
	Known    func(kind uint32) bool // the kinds of section that the caller knows; nil: all

	ahead int64 // bytes of zeros that are filled in ahead of the log; 0: 4 MiB
}

// A File is an open file: one writer, or a reader. Its methods are safe for concurrent use; Append and Rewrite.Finish
// take turns.
type File struct {
	fs        disk.FS
	path      string
	options   Options
	recovered string

	turn   sync.Mutex // who holds it writes
	named  bool       // the file's name is on the disk; under turn
	opened bool       // the end page says that the file is being written; under turn
	filled int64      // where the file ends, zeros included; under turn
	buf    []byte     // of the last record; under turn
	anew   bool       // a Rewrite is under way; under turn

	mu       sync.Mutex // for what follows; never held while the disk works
	gen      *generation
	mark            // the log's end
	synced   uint64 // the last version that is known to be on the disk
	syncing  bool
	lastSync time.Time
	woken    *sync.Cond // a sync has ended
	broken   error
	closed   bool
}

func newFile(fs disk.FS, path string, o Options, g *generation, m mark) *File {
	if o.ahead == 0 {
		o.ahead = 4 << 20
	}
	f := &File{fs: fs, path: path, options: o, gen: g, mark: m, synced: m.version, filled: m.end}
	f.woken = sync.NewCond(&f.mu)
	return f
}

// Path gives the path, without symbolic links.
func (f *File) Path() string { return f.path }

// Head tells what the base of the generation is that the file is at.
func (f *File) Head() Head {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.gen.Head
}

// Sections lists the sections of the base.
func (f *File) Sections() []Section {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.gen.sections)
}

// Last gives the version of the last record, or of the base if there is none.
func (f *File) Last() uint64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.version
}

// BaseSize gives the bytes of the base, with head and end page.
func (f *File) BaseSize() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.gen.log
}

// LogSize gives the bytes of the log's records.
func (f *File) LogSize() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.end - f.gen.log
}

// Recovered tells in a sentence what was cut off when the file was opened, or is empty.
func (f *File) Recovered() string { return f.recovered }

// Err tells why writing has ended; nil while it has not.
func (f *File) Err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ended()
}

// ended is Err for who holds mu.
func (f *File) ended() error {
	if f.closed {
		return ErrClosed
	}
	return f.broken
}

// use gives the generation the file is at, which stays open until done.
func (f *File) use() (*generation, mark, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return nil, mark{}, ErrClosed
	}
	f.gen.users++
	return f.gen, f.mark, nil
}

func (f *File) done(g *generation) {
	f.mu.Lock()
	defer f.mu.Unlock()
	g.users--
	if g.retired && g.users == 0 {
		g.file.Close()
	}
}

// replace goes on with another generation, from m on. The caller holds mu.
func (f *File) replace(g *generation, m mark) {
	old := f.gen
	f.gen, f.mark = g, m
	f.retire(old)
}

// retire closes a generation when nobody uses it any more. The caller holds mu.
func (f *File) retire(g *generation) error {
	g.retired = true
	if g.users == 0 {
		return g.file.Close()
	}
	return g.file.Unlock()
}
