// Package amplify bounds what the short forms of a file (prefixes, relative IRIs, entities, namespaces) stand
// for in full, so that a small file cannot ask for much memory.
package amplify

import "talentgraph.example/loader/syntax"

// Free is the length in bytes up to which a prefix, a base or an entity may stand for its text as often as the
// file says so. What a file of such short ones asks for stays within a fixed multiple of its length.
const Free = 256

// Meter counts the bytes that longer ones add. The zero Meter has no limit left; use New.
type Meter struct{ left, limit int }

// New makes a meter with a reader's limit.
func New(opts *syntax.Options) Meter { return Meter{opts.MaxExpansion, opts.MaxExpansion} }

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
	if m.left -= n; m.left < 0 {
		m.left = 0
		return syntax.OverLimit("length in bytes of what long prefixes, bases and entities stand for", m.limit, "WithMaxExpansion")
	}
	return nil
}
