package graph

import (
	"context"
	"time"

	"talentgraph.example/graph/internal/store"
)

// A change of more quads than leastGeneration and than an eighth of the base, or of more bytes than mostRecord,
// is kept by writing the file anew.
const (
	leastGeneration = 1 << 14
	mostRecord      = 256 << 20
)

// Write keeps a change in the file: it is the store's log.
func (k *keptFile) Write(c *store.Change, before, after *store.Snapshot) (wait func() error, err error) {
	if c.Large || c.Len() > max(leastGeneration, int(k.file.Head().Quads/8)) {
		return nil, k.writeGeneration(after)
	}
	payload := c.AppendPayload(nil)
	if len(payload) > mostRecord {
		return nil, k.writeGeneration(after)
	}
	version := c.Version // the change is the store's when this returns
	if err := k.file.Append(version, payload); err != nil {
		return nil, err
	}
	return func() error { return k.file.Durable(version) }, nil
}

// writeGeneration keeps a state as the base of a new generation. The caller has the writer's turn.
func (k *keptFile) writeGeneration(after *store.Snapshot) error {
	k.compaction.overtake()
	defer k.compaction.turn.Unlock()
	ctx := context.WithoutCancel(k.life) // Close waits for it
	if err := k.compareSums(ctx); err != nil {
		return err
	}
	base, err := baseOf(ctx, &Snapshot{quads: after, names: k.names}, k.file.Head().Graph, nil)
	if err != nil {
		return err
	}
	r, err := k.file.Rewrite(ctx, base)
	if err != nil {
		return err
	}
	return r.Finish(ctx)
}

// replay brings the state up to the file's last change, and tells whether there was any.
func (g *Graph) replay(ctx context.Context) (news bool, err error) {
	tx, err := g.store.Begin(ctx)
	if err != nil {
		return false, translate(err)
	}
	defer tx.Rollback()
	for r, err := range g.kept.file.Records(ctx, tx.Snapshot().Version()) {
		if err == nil {
			err = tx.Apply(r.Version, r.Payload)
		}
		if err != nil {
			return false, err
		}
		news = true
	}
	if !news {
		return false, nil
	}
	pending := g.appliedNames(tx)
	return true, tx.CommitThen(func(now *store.Snapshot) { g.showAlone(now, pending) })
}

// appliedNames tells what the changes that a transaction has applied mean for names.
func (g *Graph) appliedNames(tx *store.Tx) *pendingNames {
	now, pending := tx.Snapshot(), &pendingNames{}
	for _, c := range tx.Applied() {
		for _, q := range c.Added {
			pending.note(g.names.labels, now.Quad(q))
		}
		for _, q := range c.Removed {
			pending.noteRemoved(g.names.labels, now.Quad(q))
		}
	}
	return pending
}

// follow takes what another process has written since.
func (g *Graph) follow(ctx context.Context) error {
	k := g.kept
	k.compaction.turn.Lock() // one at a time
	defer k.compaction.turn.Unlock()
	anew, err := k.file.Follow(ctx)
	if err != nil {
		return err
	}
	k.anew = k.anew || anew
	if k.anew && (k.mapped.Load() || g.store.Snapshot().Version() < k.file.Head().Version) {
		tx, err := g.store.Begin(ctx)
		if err != nil {
			return translate(err)
		}
		defer tx.Rollback()
		if err := g.become(ctx, tx, false); err != nil {
			return err // the next time again
		}
		k.anew = false
		return nil
	}
	k.anew = false
	_, err = g.replay(ctx)
	return err
}

// followEvery follows until the graph is closed. What fails is told by Status, and tried again.
func (g *Graph) followEvery(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			g.heard(g.follow(ctx))
		}
	}
}

// Sync returns when everything that was committed before is on the disk; on a graph opened with [ReadOnly], when this
// process has what the writer has written. For "memory:", and on a graph opened with [At], it does nothing.
func (g *Graph) Sync(ctx context.Context) error {
	if g.closed.Load() {
		return errGraphClosed()
	}
	if err := ctx.Err(); err != nil || g.kept == nil {
		return err
	}
	switch {
	case !g.kept.options.readOnly:
		return g.kept.file.Flush()
	case g.kept.options.at != nil: // it stays at its version
		return nil
	}
	err := g.follow(ctx)
	g.heard(err)
	return err
}

// heard is how the last attempt to follow ended.
type heard struct {
	at  time.Time // of the last one that succeeded
	err error
}

func (g *Graph) heard(err error) {
	h := &heard{time.Now(), err}
	if before := g.lastHeard.Load(); err != nil && before != nil {
		h.at = before.at
	}
	g.lastHeard.Store(h)
}
