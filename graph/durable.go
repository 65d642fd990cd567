package graph

import (
	"context"
	"errors"
	"iter"
	"sync"
	"time"

	"talentgraph.example/graph/internal/file"
	"talentgraph.example/graph/internal/store"
)

// Write keeps a change in the file: it is the store's log.
func (k *keptFile) Write(ctx context.Context, c *store.Change, before, after *store.Snapshot) (wait func() error, err error) {
	if c.Large || c.Len() > max(leastGeneration, int(k.file.Head().Quads/8)) {
		return nil, k.writeGeneration(ctx, after)
	}
	payload := c.AppendPayload(nil)
	if len(payload) > mostRecord {
		return nil, k.writeGeneration(ctx, after)
	}
	version := c.Version // the change is the store's when this returns
	if err := k.file.Append(version, payload); err != nil {
		return nil, err
	}
	return func() error { return k.file.Durable(version) }, nil
}

// writeGeneration keeps a state as the base of a new generation. Close waits for it, and the context alone ends it. The
// caller has the writer's turn.
func (k *keptFile) writeGeneration(ctx context.Context, after *store.Snapshot) error {
	k.compaction.overtake()
	defer k.compaction.turn.Unlock()
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
	for r, err := range g.kept.records(ctx, tx.Snapshot().Version()) {
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

// records gives the changes after a version that the file's log has.
func (k *keptFile) records(ctx context.Context, after Version) iter.Seq2[file.Record, error] {
	if k.cache != nil {
		return k.cache.records(ctx, after)
	}
	return k.file.Records(ctx, after)
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

// compaction is how a file is written anew: by one at a time, beside readers and writers.
type compaction struct {
	turn sync.Mutex // whoever writes the file anew, or takes another generation for the present one

	mu         sync.Mutex              // guards what follows
	cancel     context.CancelCauseFunc // of the one under way; nil if there is none
	overtaking bool                    // a change waits for the turn, with the writer's
	ending     bool                    // the graph is being closed: no other one begins
	err        error                   // why the last one failed
	failed     int64                   // how long the log was then, 0 if it did not fail
	failedAt   time.Time
}

// errOvertaken ends a compaction for a change that writes the file anew itself.
var errOvertaken = errors.New("a large change writes the file anew")

// alone runs f, with a context that ends with the graph's life and when a change overtakes it. The caller has the turn.
func (k *keptFile) alone(ctx context.Context, f func(context.Context) error) error {
	c := &k.compaction
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(k.life, func() { cancel(errGraphClosed()) })()
	c.mu.Lock()
	c.cancel = cancel
	if c.overtaking {
		cancel(errOvertaken)
	}
	c.mu.Unlock()
	err := f(ctx)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cancel = nil
	switch {
	case err == nil:
		c.err, c.failed = nil, 0
	case !errors.Is(err, errOvertaken):
		c.err, c.failed, c.failedAt = err, k.file.LogSize(), time.Now()
	}
	return err
}

// overtake ends a compaction that is under way, and takes the turn. The caller has the writer's turn, for which the
// compaction may wait.
func (c *compaction) overtake() {
	c.mu.Lock()
	c.overtaking = true
	if c.cancel != nil {
		c.cancel(errOvertaken)
	}
	c.mu.Unlock()
	c.turn.Lock()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.overtaking = false
}

// endWork ends what goes on by itself, compactions too, and returns when nothing does and nothing begins.
func (k *keptFile) endWork() {
	k.compaction.mu.Lock()
	k.compaction.ending = true
	k.compaction.mu.Unlock()
	k.end()
	k.work.Wait()
	k.compaction.turn.Lock() // waits for one that Compact makes
	defer k.compaction.turn.Unlock()
}

// enough is how long the log gets before it is merged into a new base.
func (k *keptFile) enough() int64 { return max(1<<20, k.file.BaseSize()/8) }

// due tells whether the log has grown so much that the file is to be written anew; after a failure, when it has grown
// further. The caller holds the compaction's mu.
func (k *keptFile) due() bool {
	if k.cache != nil && k.cache.behind.Load() {
		return k.compaction.err == nil || time.Since(k.compaction.failedAt) > time.Minute
	}
	return k.file.LogSize() >= max(k.enough(), k.compaction.failed+k.enough()/4)
}

// compactIfDue begins a compaction when the log has grown, unless one is under way.
func (g *Graph) compactIfDue() {
	k := g.kept
	c := &k.compaction
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ending || !k.due() || !c.turn.TryLock() {
		return
	}
	k.work.Go(func() {
		defer c.turn.Unlock()
		k.alone(k.life, g.writeAnew) // what fails leaves all as it was, and Status tells it
	})
}

// writeAnew is compactFile, or that of a cache.
func (g *Graph) writeAnew(ctx context.Context) error {
	if g.kept.cache != nil {
		return g.compactCache(ctx)
	}
	return g.compactFile(ctx)
}

// compactFile writes the file anew, beside readers and writers. The caller has the turn of compaction.
func (g *Graph) compactFile(ctx context.Context) error {
	k := g.kept
	if err := k.compareSums(ctx); err != nil {
		return err
	}
	now, err := g.stateOfBase(ctx)
	if err != nil {
		return err
	}
	table, err := g.names.get(ctx)
	if err != nil {
		return err
	}
	if present := g.state.Load(); !present.quads.SameNumbers(now.quads) {
		table = nil
	}
	base, err := baseOf(ctx, &Snapshot{quads: now.quads, version: now.version, names: k.names}, k.file.Head().Graph, table)
	if err != nil {
		return err
	}
	r, err := k.file.Rewrite(ctx, base)
	if err != nil {
		return err
	}
	tx, err := g.store.Begin(ctx)
	if err != nil {
		r.Abort()
		return err
	}
	defer tx.Rollback()
	if err := r.Finish(ctx); err != nil {
		return err
	}
	if !k.mapped.Load() {
		return nil
	}
	return g.become(ctx, tx, true)
}

// compareSums compares the sums of a base that nobody has looked through, lest damage get new ones. The caller has the
// turn of compaction.
func (k *keptFile) compareSums(ctx context.Context) error {
	if !k.options.unchecked || k.compared {
		return nil
	}
	err := k.file.Verify(ctx)
	k.compared = err == nil
	return err
}

// stateOfBase gives the present state, when it is not older than the base: a change that was kept as a base appears a
// little later.
func (g *Graph) stateOfBase(ctx context.Context) (*state, error) {
	for {
		_, news := g.store.News()
		if now := g.state.Load(); now.quads.Version() >= g.kept.file.Head().Version {
			return now, nil
		}
		if err := g.store.Broken(); err != nil {
			return nil, err
		}
		select {
		case <-news:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// become takes the state anew from the file, in the writer's turn: a mapped graph is that of the present generation.
func (g *Graph) become(ctx context.Context, tx *store.Tx, written bool) error {
	s, table, err := g.kept.load(ctx, written)
	if err != nil {
		return err
	}
	inner, err := s.Begin(ctx)
	if err != nil {
		return err
	}
	defer inner.Rollback()
	for r, err := range g.kept.records(ctx, s.Snapshot().Version()) {
		if err == nil {
			err = inner.Apply(r.Version, r.Payload)
		}
		if err != nil {
			return err
		}
	}
	later := g.appliedNames(inner)
	if err := inner.Commit(); err != nil {
		return err
	}
	tx.Become(s)
	return tx.CommitThen(func(now *store.Snapshot) {
		<-g.names.turn
		defer g.names.give()
		g.show(now, &pendingNames{bulk: true})
		if table != nil {
			table.since = g.state.Load().version
			table.add(now.ID, later.labels)
			g.names.table.Store(table)
		}
	})
}

// Compact drops terms that no quad uses, and writes a file anew, without its log. Readers and writers go on. A mapped
// graph passes through memory only if such terms are many; it keeps a few.
func (g *Graph) Compact(ctx context.Context) error {
	if g.readOnly {
		return errReadOnly()
	}
	if g.kept != nil && g.kept.cache != nil {
		return translate(g.kept.compactNow(ctx, g.writeAnew))
	}
	if g.kept != nil && g.kept.mapped.Load() {
		if err := g.kept.compactNow(ctx, g.compactFile); err != nil || !g.store.Snapshot().Wasteful() {
			return translate(err)
		}
	}
	tx, err := g.store.Begin(ctx)
	if err != nil {
		return translate(err)
	}
	defer tx.Rollback()
	tx.Compact()
	if err := g.commit(ctx, tx, &pendingNames{bulk: true}); err != nil || g.kept == nil {
		return err
	}
	return translate(g.kept.compactNow(ctx, g.compactFile))
}

// compactNow waits for the turn and compacts, again if it was overtaken.
func (k *keptFile) compactNow(ctx context.Context, compact func(context.Context) error) error {
	for {
		k.compaction.turn.Lock()
		err := k.alone(ctx, compact)
		k.compaction.turn.Unlock()
		if !errors.Is(err, errOvertaken) {
			return err
		}
	}
}
