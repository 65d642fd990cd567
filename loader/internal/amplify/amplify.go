// Package amplify bounds what the short forms of a file (prefixes, relative IRIs, entities, namespaces) stand
// for in full, so that a small file cannot ask for much memory.
package amplify

import (
	"sync/atomic"

	"talentgraph.example/loader/syntax"
)

// Free is the length in bytes up to which a prefix, a base or an entity may stand for its text as often as the
// file says so. What a file of such short ones asks for stays within a fixed multiple of its length.
const Free = 256

// Meter counts the bytes that longer ones add. Make one by New.
type Meter struct {
	used  *atomic.Int64
	limit int
	Over  bool // the limit has been met: not even a lenient reader goes on
}

// New makes a meter with a reader's limit, which goes on with the count that the options have, if they have one.
func New(opts *syntax.Options) Meter {
	used := opts.Expanded
	if used == nil {
		used = new(atomic.Int64)
	}
	return Meter{used: used, limit: opts.MaxExpansion}
}

// Use counts one use of a prefix, a base or the like that stands for n bytes. The error is a
// *graph.LimitError.
func (m *Meter) Use(n int) error {
	if n <= Free {
		return nil
	}
	return m.Add(n - Free)
}

// Add counts n bytes, whatever they come of.
func (m *Meter) Add(n int) error {
	if m.used.Add(int64(n)) > int64(m.limit) {
		m.Over = true
		return syntax.OverLimit("length in bytes of what long prefixes, bases and entities stand for", m.limit, "WithMaxExpansion")
	}
	return nil
}
