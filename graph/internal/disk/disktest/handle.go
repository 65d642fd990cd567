package disktest

import (
	"io"
	"io/fs"

	"talentgraph.example/graph/internal/disk"
)

// A handle is an open file.
type handle struct {
	d      *Disk
	n      *node
	life   int
	closed bool
}

// enter takes the disk's lock, and fails for a closed file.
func (h *handle) enter() error {
	h.d.mu.Lock()
	switch {
	case h.d.cut:
		return ErrCut
	case h.closed || h.life != h.d.life:
		return fs.ErrClosed
	}
	return nil
}

func (h *handle) leave() { h.d.mu.Unlock() }

func (h *handle) ReadAt(b []byte, at int64) (int, error) {
	defer h.leave()
	if err := h.enter(); err != nil {
		return 0, err
	}
	if at >= int64(len(h.n.data)) {
		return 0, io.EOF
	}
	n := copy(b, h.n.data[at:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (h *handle) WriteAt(b []byte, at int64) (int, error) {
	defer h.leave()
	if err := h.enter(); err != nil {
		return 0, err
	}
	err := h.d.do(Write)
	written := len(b)
	if grows := at + int64(len(b)) - int64(len(h.n.data)); h.d.full && grows > 0 && err == nil {
		if written -= int(max(grows-h.d.room, 0)); written < len(b) {
			err = ErrFull
		}
		written = max(written, 0)
		h.d.room = max(h.d.room-grows, 0)
	} else if err != nil && !h.d.cut { // a part of it
		written = h.d.rand.IntN(len(b) + 1)
	}
	if written > 0 {
		h.n.write(b[:written], at)
	}
	if err != nil {
		return written, err
	}
	return written, nil
}

func (h *handle) Truncate(size int64) error {
	defer h.leave()
	if err := h.enter(); err != nil {
		return err
	}
	err := h.d.do(Truncate)
	if err == nil || h.d.cut {
		h.n.truncate(size)
	}
	return err
}

func (h *handle) Sync() error {
	defer h.leave()
	if err := h.enter(); err != nil {
		return err
	}
	err := h.d.do(Sync)
	switch {
	case err == nil:
		h.n.sync()
	case !h.d.cut:
		h.n.failSync(h.d.picker())
	}
	return err
}

func (h *handle) Size() (int64, error) {
	defer h.leave()
	if err := h.enter(); err != nil {
		return 0, err
	}
	return int64(len(h.n.data)), nil
}

func (h *handle) Is(path string) (bool, error) {
	defer h.leave()
	if err := h.enter(); err != nil {
		return false, err
	}
	n := h.d.node(path)
	if n == nil {
		return false, fs.ErrNotExist
	}
	return n == h.n, nil
}

func (h *handle) Lock() (bool, error) {
	defer h.leave()
	if err := h.enter(); err != nil {
		return false, err
	}
	if h.n.locked != nil && h.n.locked != h {
		return false, nil
	}
	h.n.locked = h
	return true, nil
}

func (h *handle) Unlock() error {
	defer h.leave()
	err := h.enter()
	if h.n.locked == h {
		h.n.locked = nil
	}
	return err
}

func (h *handle) Map(int64) ([]byte, func() error, error) { return nil, nil, disk.ErrNoMap }

func (h *handle) Permit(disk.File) error { return nil }

func (h *handle) Close() error {
	err := h.Unlock()
	h.closed = true
	return err
}
