package store

import (
	"slices"
	"sync"
)

// recent has the last changes, RecentQuads quads in all, for those who follow them.
type recent struct {
	mu      sync.Mutex
	changes []Change    // versions without gaps; quads by numbers of one dictionary each
	terms   *Dictionary // of all changes that name none themselves
	quads   int
	news    chan struct{} // closed when there is another change; nil if nobody waits
}

// add notes a change after a version.
func (r *recent) add(c *Change, after uint64) {
	if c.Version == after {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if n := len(r.changes); n > 0 && r.changes[n-1].Version+1 != c.Version {
		r.changes, r.quads = nil, 0
	}
	noted := *c
	noted.Added, noted.Removed = slices.Clip(c.Added), slices.Clip(c.Removed)
	if c.Large || c.Len() > RecentQuads {
		noted.Added, noted.Removed, noted.Large = nil, nil, true
	}
	if !noted.Large {
		if r.terms != nil && r.terms.dict != noted.Terms.dict {
			r.settle()
		}
		if noted.Terms == noted.Gone {
			r.terms = noted.Terms
			noted.Terms, noted.Gone = nil, nil
		}
	}
	r.changes = append(r.changes, noted)
	r.quads += noted.Len() + 1
	drop := 0
	for ; r.quads > RecentQuads && drop < len(r.changes)-1; drop++ {
		r.quads -= r.changes[drop].Len() + 1
	}
	if drop > 0 {
		clear(r.changes[:drop])
		r.changes = r.changes[drop:]
	}
}

// settle has each change hold the dictionary of its numbers itself.
func (r *recent) settle() {
	for i := range r.changes {
		if c := &r.changes[i]; c.Terms == nil && !c.Large {
			c.Terms, c.Gone = r.terms, r.terms
		}
	}
	r.terms = nil
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
	for n := len(r.changes); n > 0 && r.changes[n-1].Version > version; n-- {
		r.quads -= r.changes[n-1].Len() + 1
		r.changes = r.changes[:n-1]
	}
}

// ChangeAfter gives the change that follows a version, of those that are still listed. Gone says that it is not;
// without a change and gone it has not happened yet, and news is closed when another one has.
func (s *Store) ChangeAfter(version uint64) (c *Change, gone bool, news <-chan struct{}) {
	r := &s.recent
	r.mu.Lock()
	defer r.mu.Unlock()
	published := s.current.Load().version
	if version < published {
		if i, ok := slices.BinarySearchFunc(r.changes, version+1, func(c Change, v uint64) int { return int(int64(c.Version - v)) }); ok && !r.changes[i].Large {
			found := r.changes[i]
			if found.Terms == nil {
				found.Terms, found.Gone = r.terms, r.terms
			}
			return &found, false, nil
		}
		return nil, true, nil
	}
	if r.news == nil {
		r.news = make(chan struct{})
	}
	return nil, false, r.news
}
