package disktest

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"sync"

	"talentgraph.example/graph/internal/disk"
)

// ErrCut is what every call gives from the power cut on.
var ErrCut = errors.New("the power was cut")

// ErrFull is what a write gives that a full disk has no room for.
var ErrFull = errors.New("no space left on the disk")

// The kinds of operation that a test can let fail.
const (
	Write    = "write"
	Truncate = "truncate"
	Sync     = "sync"
	Name     = "name" // making, renaming, removing
	Folder   = "folder"
)

// A Disk is a file system with one folder level that matters. Its methods are safe for concurrent use.
type Disk struct {
	mu    sync.Mutex
	rand  *rand.Rand
	names map[string][]*node // the values since the last sync of the folder; the last one is what programs see
	life  int                // of the process: handles of an earlier one are closed

	steps   int
	cutAt   int
	cut     bool
	counts  map[string]int
	failAt  map[string]int
	failure error
	full    bool
	room    int64 // the bytes that files may grow by, if the disk may be full
}

// New makes an empty disk; the chance decides what a cut leaves.
func New(chance *rand.Rand) *Disk {
	return &Disk{rand: chance, names: map[string][]*node{}, counts: map[string]int{}, failAt: map[string]int{}}
}

// CutAt lets the power be cut in the n-th operation from now on that changes anything, from 1.
func (d *Disk) CutAt(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.cutAt = d.steps + n
}

// FailAt lets the n-th operation of a kind from now on fail.
func (d *Disk) FailAt(kind string, n int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.failAt[kind] = d.counts[kind] + n
	d.failure = err
}

// Fill lets files grow by n bytes, all of them together; -1 ends that.
func (d *Disk) Fill(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.full, d.room = n >= 0, int64(n)
}

// Steps tells how many operations there were.
func (d *Disk) Steps() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.steps
}

// Count tells how many operations of a kind there were.
func (d *Disk) Count(kind string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.counts[kind]
}

// Cut tells whether the power was cut.
func (d *Disk) Cut() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.cut
}

// Kill ends the process: its files are closed and its locks are gone; the disk goes on.
func (d *Disk) Kill() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.life++
	for _, values := range d.names {
		for _, n := range values {
			if n != nil {
				n.locked = nil
			}
		}
	}
}

// Restart gives the disk as it is after a power cut now. The old one gives ErrCut.
func (d *Disk) Restart() *Disk {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.cut = true
	after := New(d.rand)
	pick := d.picker()
	made := map[*node]*node{}
	for name, values := range d.names {
		n := values[pick(len(values))]
		if n == nil {
			continue
		}
		if made[n] == nil {
			made[n] = n.after(pick)
		}
		after.names[name] = []*node{made[n]}
	}
	return after
}

// picker draws how a cut mixes: everything old, everything new, any mixture, or all but little.
func (d *Disk) picker() func(n int) int {
	odds := []float64{0, 1, 0.5, 0.1, 0.9, d.rand.Float64()}[d.rand.IntN(6)]
	return func(n int) int {
		switch {
		case n == 1:
			return 0
		case n > 2 && d.rand.IntN(4) == 0:
			return d.rand.IntN(n)
		case d.rand.Float64() < odds:
			return n - 1
		}
		return 0
	}
}

// do counts an operation; the caller holds mu. The operation happens also if it says ErrCut: all of it, a part, or
// nothing may survive.
func (d *Disk) do(kind string) error {
	if d.cut {
		return ErrCut
	}
	d.steps++
	d.counts[kind]++
	if d.steps == d.cutAt {
		d.cut = true
		return ErrCut
	}
	if d.counts[kind] == d.failAt[kind] {
		return d.failure
	}
	return nil
}

func (d *Disk) node(path string) *node {
	values := d.names[filepath.Clean(path)]
	if len(values) == 0 {
		return nil
	}
	return values[len(values)-1]
}

func (d *Disk) name(path string, n *node) {
	path = filepath.Clean(path)
	if d.names[path] == nil {
		d.names[path] = []*node{nil}
	}
	d.names[path] = append(d.names[path], n)
}

// Resolve implements [disk.FS].
func (d *Disk) Resolve(path string) (string, error) { return filepath.Clean(path), nil }

// Open implements [disk.FS].
func (d *Disk) Open(path string) (disk.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.node(path)
	switch {
	case d.cut:
		return nil, ErrCut
	case n == nil:
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return &handle{d: d, n: n, life: d.life}, nil
}

// OpenWriter implements [disk.FS].
func (d *Disk) OpenWriter(path string) (disk.File, error) { return d.Open(path) }

// Make implements [disk.FS].
func (d *Disk) Make(path string) (disk.File, error) {
	d.mu.Lock()
	if d.node(path) == nil {
		err := d.do(Name)
		if err == nil || d.cut {
			d.name(path, newNode())
		}
		if err != nil {
			d.mu.Unlock()
			return nil, err
		}
	}
	d.mu.Unlock()
	return d.Open(path)
}

// Rename implements [disk.FS].
func (d *Disk) Rename(from, to string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	err := d.do(Name)
	if n := d.node(from); n != nil && (err == nil || d.cut) {
		d.name(to, n)
		d.name(from, nil)
	}
	return err
}

// Remove implements [disk.FS].
func (d *Disk) Remove(path string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	err := d.do(Name)
	if d.node(path) != nil && (err == nil || d.cut) {
		d.name(path, nil)
	}
	return err
}

// SyncFolder implements [disk.FS].
func (d *Disk) SyncFolder(path string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.do(Folder); err != nil {
		return err
	}
	for name, values := range d.names {
		if filepath.Dir(name) == filepath.Dir(filepath.Clean(path)) {
			d.names[name] = values[len(values)-1:]
		}
	}
	return nil
}

// Files lists the names that programs see.
func (d *Disk) Files() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var names []string
	for name := range d.names {
		if d.node(name) != nil {
			names = append(names, name)
		}
	}
	return names
}

// Bytes gives a copy of what is in a file, as programs see it.
func (d *Disk) Bytes(path string) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]byte(nil), d.node(path).data...)
}

// Put makes a file with these bytes, all of it on the disk.
func (d *Disk) Put(path string, data []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := newNode()
	n.data = append([]byte(nil), data...)
	n.sizes = []int64{int64(len(data))}
	d.names[filepath.Clean(path)] = []*node{n}
}
