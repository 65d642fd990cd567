package graph

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync/atomic"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/file"
	"talentgraph.example/graph/internal/shared"
	"talentgraph.example/graph/internal/store"
)

// sectionMark has the Writer of the change that led to the base of a cache. A file that has it is a cache.
const sectionMark = 80

// writerSize is how many bytes a record of a cache begins with: the Writer of the change. Behind it is a payload.
const writerSize = len(engine.ID{})

// cache is what a keptFile has more as the cache of a shared graph. It is always a state that the engine has had. Where a
// change is too large for the log, or could not be written, later ones are not written either, until the file is
// written anew.
type cache struct {
	file   *file.File
	why    string      // it was made anew at opening
	mark   engine.Mark // of the store's newest state; in the store's turn
	behind atomic.Bool // the file lacks changes; set and cleared in the store's turn
}

func isCache(sections []file.Section) bool {
	return slices.ContainsFunc(sections, func(s file.Section) bool { return s.Kind == sectionMark })
}

func errCache(path string) error {
	return fmt.Errorf("%s is the cache of a shared graph, which the parameter cache of that graph's source names; what is in it is on the server as well", path)
}

func markPart(writer engine.ID) file.Part {
	return file.Part{Kind: sectionMark, Elements: uint64(writerSize), Width: 1, Pieces: func(yield func([]byte, error) bool) { yield(writer[:], nil) }}
}

// writerOf reads by whom a version was made.
func (c *cache) writerOf(ctx context.Context, version Version) (writer engine.ID, err error) {
	if version == c.file.Head().Version {
		return writer, c.file.Read(ctx, sectionMark, writer[:], 1)
	}
	for r, err := range c.file.Records(ctx, version-1) {
		return engine.ID(append(r.Payload, writer[:]...)[:writerSize]), err
	}
	return writer, nil
}

// records gives the changes after a version, without what only the records of caches have.
func (c *cache) records(ctx context.Context, after Version) iter.Seq2[file.Record, error] {
	return func(yield func(file.Record, error) bool) {
		for r, err := range c.file.Records(ctx, after) {
			if err == nil && len(r.Payload) < writerSize {
				err = fmt.Errorf("%s: change %d: %w", c.file.Path(), r.Version, file.ErrDamaged)
			}
			if err == nil {
				r.Payload = r.Payload[writerSize:]
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// Made writes a change.
func (c *cache) Made(change *engine.Change) {
	c.mark = change.Mark
	if c.behind.Load() {
		return
	}
	if len(change.Added)+len(change.Removed) <= max(leastGeneration, int(c.file.Head().Quads/8)) {
		payload := store.AppendListing(slices.Clone(change.Writer[:]), shared.Listing(change))
		if len(payload) <= mostRecord && c.file.Append(change.Version, payload) == nil {
			return
		}
	}
	c.behind.Store(true)
}

// Became says that what the file has leads no further.
func (c *cache) Became(mark engine.Mark) {
	c.mark = mark
	c.behind.Store(true)
}
