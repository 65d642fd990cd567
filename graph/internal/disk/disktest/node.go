package disktest

import "bytes"

const sectorSize = 512

// A node is a file, whatever its names are.
type node struct {
	data    []byte             // as programs see it
	sectors map[int64][][]byte // of those not synced: the contents since the last sync, the one on the disk first
	lost    map[int64][]byte   // of those that a failed sync has left clean: the contents on the disk
	sizes   []int64            // since the last sync, the one on the disk first
	locked  *handle
}

func newNode() *node {
	return &node{sectors: map[int64][][]byte{}, lost: map[int64][]byte{}, sizes: []int64{0}}
}

// sector gives a copy of a sector as programs see it, with zeros behind the end.
func (n *node) sector(i int64) []byte {
	s := make([]byte, sectorSize)
	if at := i * sectorSize; at < int64(len(n.data)) {
		copy(s, n.data[at:])
	}
	return s
}

// change remembers sectors from a byte to another one before and after something is done to them.
func (n *node) change(from, to int64, do func()) {
	for i := from / sectorSize; i*sectorSize < to; i++ {
		if n.sectors[i] == nil {
			durable, ok := n.lost[i]
			if !ok {
				durable = n.sector(i)
			}
			delete(n.lost, i)
			n.sectors[i] = [][]byte{durable}
		}
	}
	do()
	for i := from / sectorSize; i*sectorSize < to; i++ {
		n.sectors[i] = append(n.sectors[i], n.sector(i))
	}
	if size := int64(len(n.data)); size != n.sizes[len(n.sizes)-1] {
		n.sizes = append(n.sizes, size)
	}
}

func (n *node) write(b []byte, at int64) {
	n.change(at, at+int64(len(b)), func() {
		n.resize(max(at+int64(len(b)), int64(len(n.data))))
		copy(n.data[at:], b)
	})
}

func (n *node) truncate(size int64) {
	old := int64(len(n.data))
	n.change(min(size, old), max(size, old), func() { n.resize(size) })
}

func (n *node) resize(size int64) {
	if old := int64(len(n.data)); size > old {
		n.data = append(n.data, make([]byte, size-old)...)
	} else {
		n.data = n.data[:size]
	}
}

func (n *node) sync() {
	clear(n.sectors)
	n.sizes = n.sizes[len(n.sizes)-1:]
}

// failSync leaves all pages clean, whatever of them is on the disk.
func (n *node) failSync(pick func(int) int) {
	for i, contents := range n.sectors {
		durable := contents[pick(len(contents))]
		if !bytes.Equal(durable, n.sector(i)) {
			n.lost[i] = durable
		}
	}
	n.sync()
}

// after gives the file as it is after a power cut.
func (n *node) after(pick func(int) int) *node {
	m := newNode()
	size := n.sizes[pick(len(n.sizes))]
	m.sizes = []int64{size}
	m.data = append([]byte(nil), n.data...)
	m.resize(size)
	put := func(i int64, b []byte) {
		if at := i * sectorSize; at < size {
			copy(m.data[at:], b)
		}
	}
	for i, b := range n.lost {
		put(i, b)
	}
	for i, contents := range n.sectors {
		put(i, contents[pick(len(contents))])
	}
	return m
}
