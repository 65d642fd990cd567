package store

import (
	"context"
	"runtime"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// Snapshot is one state of a store. It never changes, needs no closing, and is valid as long as it is
// held, also after the store has moved on or is closed. All its methods are safe for concurrent use and
// take no lock. The zero Snapshot is not usable; [Store.Snapshot] and [Tx.Snapshot] give them.
//
// The numbers of terms are the snapshot's own. Later snapshots mostly use the same ones, see
// [Snapshot.SameNumbers].
type Snapshot struct {
	terms *Dictionary
	base  *base
	over  overlay
	size  int

	known   uint64 // the greatest serial number that the log, or a base, has told
	version uint64 // the number of the last change; a transaction's own state has that of its beginning
	history uint64 // grows when another state takes the place of what there was
	err     error  // of the snapshot of a closed store

	counted atomic.Pointer[map[ID]Statistics] // of the predicates that over changes; nil until it is asked for
}

// Version gives the number of the last change. It grows by one with each commit that changes a quad.
func (s *Snapshot) Version() uint64 { return s.version }

// History tells states that follow each other from those before another state took their place: the same version may then
// be of another change.
func (s *Snapshot) History() uint64 { return s.history }

// Hasher gives the hasher of the store.
func (s *Snapshot) Hasher() Hasher { return s.terms.dict.hasher }

// Size gives the number of quads.
func (s *Snapshot) Size() int { return s.size }

// ID gives the number of a term, or 0 if no quad of the snapshot uses it, in whatever place. It compares
// terms as [term.Equal] does.
func (s *Snapshot) ID(v quad.Value) ID {
	tm, err := term.Of(v)
	if err != nil || tm.Kind == term.None || s.size == 0 {
		return 0
	}
	id := s.terms.findTerm(tm)
	if id == 0 || !s.Used(id) {
		return 0
	}
	return id
}

// Used tells whether any quad has the term in any place.
func (s *Snapshot) Used(id ID) bool {
	if s.over.removed[bySubject].len == 0 && s.base.uses(id) {
		return true // nearly always, and sooner known
	}
	for _, p := range [...]Pattern{{Subject: id}, {Object: id}, {Predicate: id}, {Label: id}} {
		if n, _ := s.AtMost(p); n > 0 {
			return true
		}
	}
	return false
}

// Value gives the term of a number: the one quad.Value that [term.Term.Value] has for it. It is nil for
// 0 and for numbers that the snapshot does not have.
//
// The text is not copied: the value keeps a block of text of up to 1 MB in memory.
func (s *Snapshot) Value(id ID) quad.Value { return s.terms.Value(id) }

// Term gives the term of a number as its parts, without making a value of it; the zero Term for 0 and for
// numbers that the snapshot does not have. The text is not copied, as with [Snapshot.Value].
func (s *Snapshot) Term(id ID) term.Term {
	if id == 0 || int(id) > s.terms.len() {
		return term.Term{}
	}
	k, text := s.terms.keep(id)
	return term.Term{Kind: k.kind, Text: text, Datatype: k.datatype, Lang: k.lang}
}

// Int is the number that a term is, as [term.Term.Int] has it, without making the term.
func (s *Snapshot) Int(id ID) (n int64, ok bool) {
	if id == 0 || int(id) > s.terms.len() {
		return 0, false
	}
	k, text := s.terms.get(id)
	n, ok = (&term.Term{Kind: k.kind, Text: text, Datatype: k.datatype}).Int()
	runtime.KeepAlive(s)
	return n, ok
}

// Kind tells what kind of term a number is, without reading its text; term.None for 0 and for numbers that
// the snapshot does not have.
func (s *Snapshot) Kind(id ID) term.Kind {
	if id == 0 || int(id) > s.terms.len() {
		return term.None
	}
	k, _ := s.terms.get(id)
	return k.kind
}

// Lang gives the language of a literal, as it was first spelled, without reading its text; "" for other terms.
func (s *Snapshot) Lang(id ID) string {
	if id == 0 || int(id) > s.terms.len() {
		return ""
	}
	k, _ := s.terms.get(id)
	return k.lang
}

// Terms gives the number of terms that have a number, the greatest [ID]. Some may be in no quad.
func (s *Snapshot) Terms() int { return s.terms.len() }

// SameNumbers tells whether every number that both snapshots have is the same term in both. Snapshots of
// one store have the same numbers, but for those before and after a merge that dropped terms no longer
// used.
func (s *Snapshot) SameNumbers(x *Snapshot) bool { return s.terms.sameNumbers(x.terms) }

// Translate gives this snapshot's number of a number of another dictionary; 0 if it has none.
func (s *Snapshot) Translate(from *Dictionary, id ID) ID {
	switch {
	case id == 0 || s.terms == from:
		return id
	case s.terms.dict == from.dict:
		if int(id) > s.terms.len() {
			return 0
		}
		return id
	default:
		k, text := from.get(id)
		found := s.terms.findTerm(term.Term{Kind: k.kind, Text: text, Datatype: k.datatype, Lang: k.lang})
		runtime.KeepAlive(from)
		return found
	}
}

// Quad gives the terms of a quad.
func (s *Snapshot) Quad(q Quad) quad.Quad { return s.terms.Quad(q) }

// Has tells whether the snapshot has a quad.
func (s *Snapshot) Has(q Quad) bool { return s.over.has(q, s.base.has(q)) }

// Dictionary gives what the snapshot knows of terms, and nothing else of it.
func (s *Snapshot) Dictionary() *Dictionary { return s.terms }

// Err is [ErrClosed] for the snapshot of a closed store, else nil.
func (s *Snapshot) Err() error { return s.err }

// Find gives the numbers of a quad's terms; ok is false if the snapshot does not have the quad.
func (s *Snapshot) Find(ctx context.Context, q quad.Quad) (found Quad, ok bool, err error) {
	if err := s.Check(ctx); err != nil {
		return Quad{}, false, err
	}
	found, ok = s.find(q)
	return found, ok, s.Damage()
}

func (s *Snapshot) find(q quad.Quad) (Quad, bool) {
	var ids [4]ID
	for i, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		tm, err := term.Of(v)
		if err != nil {
			return Quad{}, false
		}
		if tm.Kind == term.None {
			if i < 3 {
				return Quad{}, false
			}
			continue
		}
		if ids[i] = s.terms.findTerm(tm); ids[i] == 0 {
			return Quad{}, false
		}
	}
	found := Quad{ids[0], ids[1], ids[2], ids[3]}
	if !s.Has(found) {
		return Quad{}, false
	}
	return found, true
}
