package store

import (
	"fmt"
	"sync/atomic"
)

// proofs are for a base whose sums nobody has compared: what is read of it is looked at first, a block at a time, so
// that no number leads out of the arrays. What does is damage: there are no rows then, and whoever asked gets the error
// in the end.
type proofs struct {
	of     *base
	nodes  [2]blocks // blocks of nodes, by role: their offsets and their rows
	rows   blocks    // blocks of rows by subject
	keys   [2]atomic.Bool
	damage atomic.Pointer[error]
	wrap   func(error) error // makes the error that is given out
}

const (
	proofNodes = 1 << 10 // in a block
	proofRows  = 1 << 12
)

// blocks are set by anybody at any time.
type blocks []atomic.Uint32

func newBlocks(n int) blocks { return make(blocks, n/32+1) }

func (b blocks) has(i int) bool { return b[i>>5].Load()>>(i&31)&1 != 0 }

func (b blocks) set(i int) { b[i>>5].Or(1 << (i & 31)) }

func newProofs(b *base, wrap func(error) error) *proofs {
	n := int(b.nodes())/proofNodes + 1
	return &proofs{of: b, nodes: [2]blocks{newBlocks(n), newBlocks(n)}, rows: newBlocks(b.len()/proofRows + 1), wrap: wrap}
}

// found notes damage.
func (p *proofs) found(format string, args ...any) bool {
	err := fmt.Errorf(format, args...)
	if p.wrap != nil {
		err = p.wrap(err)
	}
	p.damage.CompareAndSwap(nil, &err)
	return false
}

// node tells whether the rows of a node, which the base has, can be read.
func (p *proofs) node(role int, n ID) bool {
	block := int(n) / proofNodes
	return p.nodes[role].has(block) || p.proveNodes(role, block)
}

func (p *proofs) proveNodes(role, block int) bool {
	x := &p.of.sides[role]
	first := block * proofNodes
	last := min(first+proofNodes, len(x.starts)-1)
	starts := x.starts[first : last+1]
	if !ascends(starts) || int(starts[len(starts)-1]) > len(x.p) || first == 0 && starts[0] != 0 {
		return p.found("the offsets of terms from %d on, as %s, are not those of %d rows", first, roleName(role), len(x.p))
	}
	from, to := starts[0], starts[len(starts)-1]
	if !p.inRange(1, x.p[from:to]) || !p.inRange(1, x.others[from:to]) || !p.inRange(0, x.labels[from:to]) {
		return p.found("rows %d to %d by %s have terms that there are not", from, to, roleName(role))
	}
	if role == AsSubject {
		for i := range len(starts) - 1 {
			for _, s := range p.of.s[starts[i]:starts[i+1]] {
				if int(s) != first+i {
					return p.found("rows of term %d lie among those of term %d", s, first+i)
				}
			}
		}
	}
	p.nodes[role].set(block)
	return true
}

func roleName(role int) string { return [...]string{AsSubject: "subject", AsObject: "object"}[role] }

func (p *proofs) inRange(least ID, column []ID) bool {
	most := p.of.nodes()
	for _, id := range column {
		if id < least || id > most {
			return false
		}
	}
	return true
}

// row tells whether a row by subject can be read.
func (p *proofs) row(i uint32) bool {
	b, block := p.of, int(i)/proofRows
	if int(i) >= b.len() {
		return p.found("position %d of %d rows", i, b.len())
	}
	if p.rows.has(block) {
		return true
	}
	from, to := block*proofRows, min((block+1)*proofRows, b.len())
	if !p.inRange(1, b.s[from:to]) || !p.inRange(1, b.p[from:to]) || !p.inRange(1, b.o[from:to]) || !p.inRange(0, b.g[from:to]) {
		return p.found("rows %d to %d have terms that there are not", from, to)
	}
	p.rows.set(block)
	return true
}

func (p *proofs) allRows() bool {
	for i := 0; i < p.of.len(); i += proofRows {
		if !p.row(uint32(i)) {
			return false
		}
	}
	return true
}

// index tells whether the keys of an index and their starts can be read; which is 0 for predicates, 1 for labels.
func (p *proofs) index(x *positions, which int) bool {
	if p.keys[which].Load() {
		return true
	}
	if n := len(x.starts) - 1; !ascends(x.keys) || !ascends(x.starts) || x.starts[0] != 0 || int(x.starts[n]) != len(x.at) || !p.inRange(ID(1-which), x.keys) {
		return p.found("the keys of an index do not fit its %d positions", len(x.at))
	}
	p.keys[which].Store(true)
	return true
}

func (b *base) damage() error {
	if b.proofs == nil {
		return nil
	}
	if err := b.proofs.damage.Load(); err != nil {
		return *err
	}
	return nil
}
