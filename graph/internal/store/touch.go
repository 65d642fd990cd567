package store

import "sync/atomic"

// farAway is how many quads a base has from which on its columns are no longer near the processor by themselves.
const farAway = 1 << 18

// Touch reads a little of the terms of some nodes, and with rows of the rows that they are subjects of, for who reads
// them soon, as [Columns.Touch] does: a few dozen at most. It reports false, and does nothing, if nothing is far away.
func (s *Snapshot) Touch(nodes []ID, rows bool) bool {
	if s.base.len() < farAway || s.base.proofs != nil || s.terms.given.mapped {
		return false
	}
	t, x := s.terms, &s.base.sides[AsSubject]
	for _, n := range nodes { // first where they lie, then what lies there: within each loop nothing waits for another
		if i := int(n) - 1 - t.first; i >= 0 && i < len(t.pos) {
			atomic.LoadUint64(&t.pos[i])
		}
		if rows && int(n) < len(x.starts) {
			touch(&x.starts[n])
		}
	}
	for _, n := range nodes {
		if n != 0 && int(n) <= t.len() {
			t.get(n)
		}
		if !rows || int(n) >= len(x.starts) {
			continue
		}
		if from := x.starts[n]; int(from) < len(x.others) {
			touch(&x.p[from])
			touch(&x.others[from])
			touch(&x.labels[from])
		}
	}
	return true
}
