package store

import (
	"runtime"
	"slices"
	"sync"
)

// RecentQuads is how many changed quads are listed while somebody follows, and at most how many a change that is listed
// has. While nobody does, it is recentUnasked.
const (
	RecentQuads   = 1 << 16
	recentUnasked = 1 << 12
)

// recent has the last changes, for those who follow them. Their quads are by the numbers of the newest state, which
// whoever reads has a dictionary of; when terms are numbered anew, those that are listed are copied.
type recent struct {
	mu        sync.Mutex
	changes   []listed // versions without gaps
	last      uint64   // the version of the last one, or that they would follow
	quads     int
	block     []Quad // where there is room for more
	followers int
	news      chan struct{} // closed when there is another change; nil if nobody waits
}

// listed is a change that is listed.
type listed struct {
	quads []Quad // those that were added, then those that were removed
	added int
	terms *Dictionary // nil: that of the newest state
}

func (r *recent) limit() int {
	if r.followers > 0 {
		return RecentQuads
	}
	return recentUnasked
}

// add lists a change; now has the terms of the newest state.
func (r *recent) add(c *Change, now *Dictionary) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c.Large || c.Len() > r.limit() {
		r.restart(c.Version)
		return
	}
	if c.Version != r.last+1 {
		r.restart(c.Version - 1)
	}
	l := listed{quads: r.room(c.Len()), added: len(c.Added)}
	l.quads = append(append(l.quads, c.Added...), c.Removed...)
	if c.Len() > 0 && !(c.Terms.sameNumbers(now) && c.Gone.sameNumbers(now)) {
		own := newInterner(now.dict.hasher)
		own.copyTerms(l.quads[:l.added], c.Terms)
		own.copyTerms(l.quads[l.added:], c.Gone)
		l.terms = own.view()
	}
	r.changes, r.last, r.quads = append(r.changes, l), c.Version, r.quads+len(l.quads)+1
	r.trim()
}

// restart forgets all changes: the next one follows a version.
func (r *recent) restart(version uint64) {
	r.changes, r.block, r.quads, r.last = nil, nil, 0, version
}

// room gives memory for n quads.
func (r *recent) room(n int) []Quad {
	const block = 1 << 8
	if cap(r.block)-len(r.block) < n {
		r.block = make([]Quad, 0, max(n, min(block, 2*cap(r.block)+4)))
	}
	at := len(r.block)
	r.block = r.block[:at+n]
	return r.block[at : at : at+n]
}

// trim drops the oldest changes while there are too many.
func (r *recent) trim() {
	drop := 0
	for ; r.quads > r.limit() && drop < len(r.changes)-1; drop++ {
		r.quads -= len(r.changes[drop].quads) + 1
	}
	clear(r.changes[:drop])
	r.changes = r.changes[drop:]
}

// renumbered copies the terms of what is listed: from has their numbers, and later states have others.
func (r *recent) renumbered(from *Dictionary) {
	r.mu.Lock()
	defer r.mu.Unlock()
	own := newInterner(from.dict.hasher)
	var terms *Dictionary
	for i := range r.changes {
		if c := &r.changes[i]; c.terms == nil {
			c.quads = slices.Clone(c.quads) // somebody may be reading them
			own.copyTerms(c.quads, from)
			if terms == nil {
				terms = &own.Dictionary
			}
			c.terms = terms
		}
	}
	r.block = nil
}

// copyTerms takes over the terms of quads, and numbers the quads by them.
func (t *interner) copyTerms(quads []Quad, from *Dictionary) {
	id := func(id ID) ID {
		if id == 0 {
			return 0
		}
		k, text := from.get(id)
		id, _ = t.intern(t.dict.hasher.hashText(k, text), t.kindNumber(*k), text) // there are fewer than a store may have
		return id
	}
	for i, q := range quads {
		quads[i] = Quad{id(q.Subject), id(q.Predicate), id(q.Object), id(q.Label)}
	}
	runtime.KeepAlive(from)
}

// wake tells those who wait that readers have another state.
func (r *recent) wake() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.news != nil {
		close(r.news)
		r.news = nil
	}
}

// forget drops the changes after a version, which were not kept.
func (r *recent) forget(version uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for ; r.last > version && len(r.changes) > 0; r.last-- {
		n := len(r.changes) - 1
		r.quads -= len(r.changes[n].quads) + 1
		r.changes = r.changes[:n]
	}
	r.last = min(r.last, version)
}

// Follow has more changes listed until it is ended.
func (s *Store) Follow() (end func()) {
	r := &s.recent
	r.mu.Lock()
	defer r.mu.Unlock()
	r.followers++
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.followers--
		r.trim()
	}
}

// News gives the version that readers have, and what is closed when they have a later one.
func (s *Store) News() (version uint64, news <-chan struct{}) {
	r := &s.recent
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.news == nil {
		r.news = make(chan struct{})
	}
	return s.current.Load().version, r.news
}

// ChangeAfter gives the change that follows a version, if readers have it and it is listed; else nil, and after which
// version changes are.
func (s *Store) ChangeAfter(version uint64) (c *Change, from uint64) {
	r := &s.recent
	r.mu.Lock()
	defer r.mu.Unlock()
	now := s.current.Load()
	from = r.last - uint64(len(r.changes))
	if r.last < now.version { // it came all at once
		from = now.version
	}
	if version < from || version >= now.version || version >= r.last {
		return nil, from
	}
	l := r.changes[version-from]
	c = &Change{Version: version + 1, Added: l.quads[:l.added], Removed: l.quads[l.added:], Terms: l.terms, Gone: l.terms}
	if l.terms == nil {
		c.Terms, c.Gone = now.terms, now.terms
	}
	return c, from
}
