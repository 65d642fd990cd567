package graph

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"time"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/disk"
	"talentgraph.example/graph/internal/file"
	"talentgraph.example/graph/internal/shared"
	"talentgraph.example/graph/internal/store"
)

// sharedParameters are those of a source that is an engine's, with what each can be.
const sharedParameters = "graph (a name), keep and turn (durations), mode (follow), cache (a path)"

// parseShared takes the parameters that are the graph's out of a source. What is left is the engine's.
func (o *openOptions) parseShared(source string) (address string, err error) {
	o.engine = engine.Options{ReadOnly: o.readOnly, Keep: time.Hour, Turn: 30 * time.Second}
	if strings.Count(source, "@") > 1 { // a driver might take a part of the password for the host, and show it
		return "", errors.New("it has more than one @; write those of names, passwords and parameters as %40, and other special characters alike")
	}
	address, query, _ := strings.Cut(source, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return "", errors.New("its parameters cannot be read; write special characters as %26 and so on") // the error has a part of them
	}
	for _, name := range []string{"graph", "keep", "turn", "mode", "cache"} {
		given := values[name]
		values.Del(name)
		if len(given) == 0 {
			continue
		}
		value := given[len(given)-1]
		switch name {
		case "graph":
			o.engine.Graph = value
		case "keep":
			o.engine.Keep, err = time.ParseDuration(value)
		case "turn":
			o.engine.Turn, err = time.ParseDuration(value)
		case "cache":
			if o.cache = value; o.at != nil {
				return "", errors.New("cache is for graphs that follow, and not with graph.At")
			}
		}
		if err != nil || o.engine.Keep < 0 || o.engine.Turn < time.Millisecond || name == "mode" && value != "follow" || name == "cache" && value == "" {
			return "", fmt.Errorf("%s=%.40s cannot be; there are %s, beside those of the server's driver", name, value, sharedParameters)
		}
	}
	if len(values) > 0 {
		address += "?" + values.Encode()
	}
	return address, nil
}

// shown is an address without what may be secret.
func shown(source string) string {
	address, query, _ := strings.Cut(source, "?")
	scheme, rest, ok := strings.Cut(address, "://")
	if scheme, _, has := strings.Cut(address, ":"); has && !ok {
		return scheme + ":…" // it may be an address, mistyped
	}
	if strings.Contains(query, "@") { // the question mark may be a password's
		return scheme + "://…"
	}
	if at := strings.LastIndex(rest, "@"); ok && at >= 0 {
		user, _, secret := strings.Cut(rest[:at], ":")
		if rest = rest[at:]; secret {
			rest = ":xxxxx" + rest
		}
		address = scheme + "://" + user + rest
	}
	for i, parameter := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(parameter, "=")
		if strings.Contains(strings.ToLower(name), "pass") {
			parameter = name + "=xxxxx"
		}
		if query != "" {
			address += []string{"?", "&"}[min(i, 1)] + parameter
		}
	}
	return address
}

// openShared opens or makes a graph that others use as well.
func openShared(ctx context.Context, fsys disk.FS, source string, o openOptions) (*Graph, error) {
	address, err := o.parseShared(source)
	if err != nil {
		return nil, err
	}
	if o.cache != "" {
		return openCached(ctx, fsys, address, o)
	}
	f, err := startShared(ctx, address, o, nil)
	if err != nil {
		return nil, err
	}
	g := newGraph(f.Store, o.labels)
	g.followShared(f, o, nil)
	return g, nil
}

// startShared connects, and begins with a state that is at hand, perhaps.
func startShared(ctx context.Context, address string, o openOptions, from *shared.State) (*shared.Follower, error) {
	e, err := engine.Open(ctx, address, o.engine)
	if err != nil {
		return nil, err
	}
	return shared.Start(ctx, e, from, o.at)
}

// followShared begins to follow.
func (g *Graph) followShared(f *shared.Follower, o openOptions, cache shared.Cache) {
	g.shared, g.id, g.readOnly = f, f.Graph, o.readOnly
	sweep := min(max(o.engine.Keep/2, 50*time.Millisecond), 10*time.Second)
	if o.readOnly {
		sweep = 0
	}
	f.Follow(g.showFollowed, sweep, cache)
}

// openCached opens a shared graph by its cache, which is made if it is not there.
func openCached(ctx context.Context, fsys disk.FS, address string, o openOptions) (*Graph, error) {
	o.mapped = true
	g, err := openCache(ctx, fsys, o)
	if err != nil {
		return nil, fmt.Errorf("cache=%s: %w", o.cache, err)
	}
	k := g.kept
	from := &shared.State{Store: g.store, Mark: k.cache.mark, Graph: k.file.Head().Graph}
	f, err := startShared(ctx, address, o, from)
	if err != nil {
		return nil, errors.Join(err, g.Close())
	}
	if f.Store != g.store { // it was copied
		if from.Mark.Version > 0 {
			k.cache.why = "the cache was another graph's, and was made anew"
		}
		k.cache.Became(f.Mark())
		g = newGraph(f.Store, o.labels)
		g.kept, k.names = k, g.names
	}
	k.mapped.Store(f.Store == from.Store && k.mapped.Load())
	g.followShared(f, o, k.cache)
	if err = f.Sync(ctx); err == nil && k.cache.behind.Load() {
		if err = k.compactNow(ctx, g.writeAnew); ctx.Err() == nil {
			err = nil // Status tells it
		}
	}
	if err != nil {
		return nil, errors.Join(translate(err), g.Close())
	}
	return g, nil
}

// openCache opens the graph in a cache, which is an empty one if it was not there, or cannot be used.
func openCache(ctx context.Context, fsys disk.FS, o openOptions) (*Graph, error) {
	g, err := readCache(ctx, fsys, o)
	why := ""
	switch {
	case errors.Is(err, file.ErrDamaged) || errors.Is(err, ErrNewer):
		why = fmt.Sprintf("the cache was made anew: %v", err)
		if left := file.Remove(fsys, o.cache, sectionMark); left != nil {
			return nil, fmt.Errorf("it is no cache, or one whose head is damaged; remove it, or name another file: %w", errors.Join(err, left))
		}
	case !errors.Is(err, fs.ErrNotExist):
		return g, err
	}
	options := file.Options{Sync: file.Never}
	f, err := createFile(ctx, fsys, o.cache, o.labels, options, markPart(engine.ID{}))
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	if g, err = readCache(ctx, fsys, o); err == nil {
		g.kept.cache.why = why
	}
	return g, err
}

func readCache(ctx context.Context, fsys disk.FS, o openOptions) (*Graph, error) {
	f, err := file.Open(ctx, fsys, o.cache, file.Options{Sync: file.Never, Known: knownSection})
	if locked, ok := errors.AsType[*file.Locked](err); ok {
		return nil, &engine.Error{Class: ErrLocked, Err: fmt.Errorf("each process needs a cache of its own, and this is that of %s", locked.By)}
	}
	if err != nil {
		return nil, err
	}
	if !isCache(f.Sections()) {
		return nil, errors.Join(errors.New("this file is no cache; remove it, or name another one"), f.Close())
	}
	k := &keptFile{file: f, options: o, cache: &cache{file: f}}
	k.options.readOnly = false // the graph is, not its cache
	g, err := k.open(ctx)
	if err == nil {
		k.cache.mark.Version = f.Last()
		k.cache.mark.Writer, err = k.cache.writerOf(ctx, f.Last())
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return g, nil
}

// showFollowed commits what others have changed, and shows it.
func (g *Graph) showFollowed(tx *store.Tx, anew bool, published func()) error {
	pending := &pendingNames{bulk: anew}
	changed := 0
	for _, c := range tx.Applied() {
		changed += c.Len()
	}
	if pending.bulk = anew || changed > learnAtMost*8; !pending.bulk {
		pending = g.appliedNames(tx)
	}
	err := tx.CommitThen(func(now *store.Snapshot) {
		g.showAlone(now, pending)
		published()
	})
	if err == nil && g.kept != nil {
		g.compactIfDue()
	}
	return translate(err)
}

// compactCache writes the cache anew. The caller has the turn of compaction. If the file lacks changes, those to come
// wait until it is done; else they go on, and are in both.
func (g *Graph) compactCache(ctx context.Context) error {
	k, c := g.kept, g.kept.cache
	tx, err := g.store.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { tx.Rollback() }()
	mark, behind := c.mark, c.behind.Load()
	now, err := g.shown(ctx, tx.Snapshot())
	if err != nil {
		return err
	}
	write := k.file.Replace
	if !behind {
		write = k.file.Rewrite
		tx.Rollback()
	}
	table, err := g.names.get(ctx)
	if err != nil {
		return err
	}
	if !g.state.Load().quads.SameNumbers(now.quads) {
		table = nil
	}
	base, err := baseOf(ctx, &Snapshot{quads: now.quads, version: now.version, names: k.names}, g.id, table)
	if err != nil {
		return err
	}
	base.Parts = append(base.Parts, markPart(mark.Writer))
	r, err := write(ctx, base)
	if err != nil {
		return err
	}
	if !behind {
		if tx, err = g.store.Begin(ctx); err != nil {
			return errors.Join(err, r.Abort())
		}
		if c.behind.Load() { // since then
			tx.Rollback()
			if err := r.Abort(); err != nil {
				return err
			}
			return g.compactCache(ctx)
		}
	}
	if err := r.Finish(ctx); err != nil {
		return err
	}
	c.behind.Store(false)
	return g.become(ctx, tx, true)
}

// shown waits until readers have a state that has been committed. The caller has the store's turn.
func (g *Graph) shown(ctx context.Context, s *store.Snapshot) (*state, error) {
	for {
		_, news := g.store.News()
		if now := g.state.Load(); now.quads == s {
			return now, nil
		}
		select {
		case <-news:
		case <-g.ended:
			return nil, errGraphClosed()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
