package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"talentgraph.example/graph/internal/disk"
	"talentgraph.example/graph/internal/file"
)

// Status says where a graph is kept, and how it is.
type Status struct {
	Source    string    // as it was given to Open, without passwords
	Read      string    // "memory" or "map"
	ReadOnly  bool      // it was opened so
	Version   Version   // of the present state
	News      time.Time // when a graph that follows last heard of its writer; else zero
	Connected bool      // false if the last attempt to follow failed, or nothing can be written any more
	Err       error     // why not
	Recovered string    // what was cut off at opening of an unfinished change, or why a cache was made anew; else empty

	// A file whose log has grown is written anew by itself: this is "under way", or "due" until the next change begins
	// it, or empty. What failed left all as it was; it is tried again when the log has grown further. The same goes for
	// a cache, which is an older state until then.
	Compaction    string
	CompactionErr error // why the last one failed, Compact's included; nil if it did not
}

// Status tells the present one.
func (g *Graph) Status() Status {
	s := Status{Source: g.source, Read: "memory", Version: g.store.Snapshot().Version(), Connected: true}
	if g.kept != nil {
		g.kept.tell(&s)
	}
	switch {
	case g.shared != nil:
		g.tellShared(&s)
		return s
	case g.kept == nil:
		return s
	}
	s.ReadOnly, s.Err = g.kept.options.readOnly, g.kept.file.Err()
	if h := g.lastHeard.Load(); h != nil {
		s.News = h.at
		if h.err != nil {
			s.Err = h.err
		}
	}
	s.Connected = s.Err == nil
	return s
}

// tellShared adds how a graph follows to a status.
func (g *Graph) tellShared(s *Status) {
	h := g.shared.Heard()
	s.News, s.Err, s.Connected, s.ReadOnly = h.At, h.Err, h.Err == nil, g.readOnly
}

// tell adds how the file is to a status.
func (k *keptFile) tell(s *Status) {
	if k.mapped.Load() {
		s.Read = "map"
	}
	s.Recovered = k.file.Recovered()
	behind := false
	if k.cache != nil {
		s.Recovered, behind = cmp.Or(k.cache.why, s.Recovered), k.cache.behind.Load()
	}
	c := &k.compaction
	c.mu.Lock()
	defer c.mu.Unlock()
	s.CompactionErr = c.err
	switch {
	case k.options.readOnly:
	case c.cancel != nil:
		s.Compaction = "under way"
	case behind || k.file.LogSize() >= k.enough():
		s.Compaction = "due"
	}
}

// Backup writes the state of the call to a new closed file, which "file:PATH" opens, with the graph's versions. The
// path must not exist. Writers do not wait.
func (g *Graph) Backup(ctx context.Context, path string) error {
	s, err := g.snapshot()
	if err != nil {
		return err
	}
	if g.kept != nil && g.kept.cache == nil {
		return g.kept.file.Backup(ctx, path, s.quads.Version())
	}
	base, err := baseOf(ctx, s, g.id, nil)
	if err != nil {
		return err
	}
	f, err := file.Create(ctx, disk.OS{}, path, base, file.Options{})
	if err != nil {
		return err
	}
	return f.Close()
}

// CheckFile looks through a whole file: all sums, then all that must hold in the state that it keeps. The error of
// damage is or has a [*FileError]; [Salvage] then writes what is whole. It writes nothing itself, and works on a file in
// use, up to the last whole change.
func CheckFile(ctx context.Context, path string) error {
	if err := file.Check(ctx, disk.OS{}, path, knownSection); err != nil {
		return err
	}
	g, err := openFile(ctx, disk.OS{}, path, openOptions{readOnly: true, labels: standardLabels()})
	if err != nil {
		return err
	}
	err = g.checkNames(ctx)
	if err == nil {
		err = g.Snapshot().quads.Verify()
	}
	if err != nil {
		err = &FileError{Path: path, Part: "base", Version: g.store.Snapshot().Version(), Err: fmt.Errorf("%w: %w", file.ErrDamaged, err)}
	}
	return errors.Join(err, g.Close())
}

// checkNames sees that the table of names that was kept has every label.
func (g *Graph) checkNames(ctx context.Context) error {
	t := g.names.table.Load()
	if t == nil {
		return nil
	}
	want, err := buildNames(ctx, g.Snapshot())
	if err != nil {
		return err
	}
	for list, has := range map[*nameList]*nameList{
		&want.exact: new(t.exact.with(t.laterExact)), &want.loose: new(t.loose.with(t.laterLoose)),
	} {
		if !has.includes(list) {
			return errors.New("the table of names lacks labels")
		}
	}
	return nil
}

// includes tells whether a list has all entries of another.
func (l *nameList) includes(x *nameList) bool {
	i := 0
	for j := range x.ids {
		for i < len(l.ids) && (l.hashes[i] < x.hashes[j] || l.hashes[i] == x.hashes[j] && l.ids[i] < x.ids[j]) {
			i++
		}
		if i == len(l.ids) || l.hashes[i] != x.hashes[j] || l.ids[i] != x.ids[j] {
			return false
		}
	}
	return true
}
