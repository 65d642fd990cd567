package enginetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// Run holds an engine to the suite. Source gives the source of another, empty graph each time, with a question mark in it.
// Large is how many quads the largest change has: with 20,000 some of the ways for large changes are gone, with 70,000 all.
func Run(t *testing.T, large int, source func(t *testing.T) string) {
	for _, test := range []struct {
		name string
		test func(t *testing.T, source string)
	}{
		{"a change is seen by all", seenByAll},
		{"terms are exact", exactTerms},
		{"random changes", randomChanges},
		{"an update sees the newest state", newestState},
		{"undone changes leave nothing", undone},
		{"large changes", func(t *testing.T, source string) { largeChanges(t, source, large) }},
		{"states and changes that are kept", kept},
		{"several graphs", severalGraphs},
		{"closing", closing},
	} {
		t.Run(test.name, func(t *testing.T) { test.test(t, source(t)) })
	}
}

func open(t *testing.T, source string, opts ...graph.OpenOption) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), source, opts...)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, g.Close()) })
	return g
}

func iri(name string) quad.IRI { return quad.IRI("https://example.com/" + name) }

func named(i int, name string) quad.Quad {
	return quad.Quad{Subject: iri(fmt.Sprint("n", i)), Predicate: vocab.SKOSPrefLabel, Object: quad.String(name)}
}

// State gives all quads of a state as sorted text, with the numbers of their terms, which all processes have in common.
func State(t *testing.T, g *graph.Graph) []string {
	t.Helper()
	var all []string
	s := g.Snapshot()
	for q, err := range s.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		numbers := ""
		for _, d := range quad.Directions {
			if v := q.Get(d); v != nil {
				numbers += fmt.Sprint(s.Numbers().ID(v), " ")
			}
		}
		all = append(all, string(term.AppendQuad([]byte(numbers), q)))
	}
	slices.Sort(all)
	return all
}

// same syncs both, and holds them to the same state.
func same(t *testing.T, a, b *graph.Graph) {
	t.Helper()
	require.NoError(t, a.Sync(t.Context()))
	require.NoError(t, b.Sync(t.Context()))
	require.Equal(t, a.Snapshot().Version(), b.Snapshot().Version())
	require.Equal(t, State(t, a), State(t, b))
}

func seenByAll(t *testing.T, source string) {
	ctx := t.Context()
	a := open(t, source)
	require.Zero(t, a.Snapshot().Version())
	require.NoError(t, a.Add(ctx, named(1, "阿里巴巴")))
	b, c := open(t, source), open(t, source, graph.ReadOnly())
	var feed []graph.Change
	done := make(chan error, 1)
	go func() {
		for change, err := range c.Changes(ctx, 0) {
			if err != nil {
				done <- err
				return
			}
			if feed = append(feed, change); len(feed) == 3 {
				done <- nil
				return
			}
		}
	}()
	require.NoError(t, b.Add(ctx, named(2, "Alice")))
	require.NoError(t, a.Remove(ctx, named(1, "阿里巴巴")))
	require.NoError(t, <-done)
	for i, change := range feed {
		require.EqualValues(t, i+1, change.Version)
	}
	require.Equal(t, []quad.Quad{named(1, "阿里巴巴")}, feed[0].Added)
	require.Equal(t, []quad.Quad{named(2, "Alice")}, feed[1].Added)
	require.Equal(t, []quad.Quad{named(1, "阿里巴巴")}, feed[2].Removed)
	same(t, a, b)
	same(t, a, c)
	e, err := c.Snapshot().Resolve(ctx, "alice", graph.AnyKind())
	require.NoError(t, err)
	require.Equal(t, quad.Value(iri("n2")), e.Node())
	require.ErrorIs(t, c.Add(ctx, named(3, "Bob")), graph.ErrReadOnly)
	require.Eventually(t, func() bool { return a.Status().Connected }, time.Minute, time.Millisecond)
	status := a.Status()
	require.NotContains(t, status.Source, "secret")
	require.WithinDuration(t, time.Now(), status.News, time.Minute)
	require.NoError(t, a.Update(ctx, func(*graph.Tx) error { return nil }))
	require.EqualValues(t, 3, a.Snapshot().Version())
	require.NoError(t, a.Compact(ctx))
	require.NoError(t, a.Add(ctx, named(1, "阿里巴巴"))) // its terms are there
	same(t, a, c)
}

func exactTerms(t *testing.T, source string) {
	g := open(t, source)
	long := strings.Repeat("长い ", 300_000)
	objects := []quad.Value{
		quad.String(""), quad.String("a\x00b\r\n\t\\\"'"), quad.String("𠮷 \u202eأهلا é e\u0301 "), quad.String(long),
		quad.LangString{Value: "text", Lang: "zh-Hant"}, quad.LangString{Value: "text", Lang: "en"},
		quad.TypedString{Value: "007", Type: "http://www.w3.org/2001/XMLSchema#integer"}, quad.Int(7), quad.Float(0.1), quad.Bool(true),
		quad.TypedString{Value: "x", Type: quad.IRI("https://example.com/" + strings.Repeat("type", 1000))},
		quad.IRI("https://example.com/" + strings.Repeat("人", 5000)), quad.BNode("b0"), quad.String("b0"), quad.String("B0"), quad.String("b0 "),
		// what collations take for the same
		quad.String("straße"), quad.String("strasse"), quad.String("STRASSE"), quad.String("é"), quad.String("e\u0301"), quad.String("I"), quad.String("ı"),
		quad.String("ｂ０"), quad.String("b0\x00"), quad.String("b0\t"), quad.String("\ufeffb0"), quad.String("\u200bb0"), quad.String("鍾"), quad.String("钟"),
		quad.String(strings.Repeat("x", 1<<20)), quad.String(strings.Repeat("x", 1<<20) + " "), quad.String("'; drop table tg_quad; -- $1 ? NOW_MICROS tg_"),
		quad.IRI("https://example.com/B0"), quad.IRI("https://example.com/b0"), quad.LangString{Value: "text", Lang: "en-GB"},
	}
	var quads []quad.Quad
	for i, o := range objects {
		q := quad.Quad{Subject: iri("s"), Predicate: iri("p"), Object: o}
		if i%2 == 0 {
			q.Label = iri(fmt.Sprint("claim", i))
		}
		quads = append(quads, q)
	}
	require.NoError(t, g.Add(t.Context(), quads...))
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: iri("s"), Predicate: iri("p"), Object: quad.LangString{Value: "text", Lang: "ZH-hant"}}))
	for _, o := range []quad.Value{ // what memory takes, a server does, and nothing else
		quad.String("\xff"), quad.String("\xed\xa0\x80"), quad.String("\uffff\U0010ffff\x01"), quad.IRI("https://example.com/\x00"), quad.BNode("a\x00"),
		quad.TypedString{Value: "x", Type: "https://example.com/\x00"}, quad.TypedString{Value: "x\x00", Type: "https://example.com/t\u0001"},
		quad.LangString{Value: "x", Lang: "en\x00"}, quad.LangString{Value: "x", Lang: "not a tag"}, quad.TypedString{Value: "\x00", Type: "https://example.com/ひ"},
	} {
		q := quad.Quad{Subject: iri("odd"), Predicate: iri("p"), Object: o}
		require.Equal(t, fmt.Sprint(graph.New().Add(t.Context(), q)), fmt.Sprint(g.Add(t.Context(), q)), "%q", o)
	}
	again := open(t, source)
	same(t, g, again)
	for _, q := range quads {
		n, err := again.Count(t.Context(), graph.Pattern{Subject: q.Subject, Predicate: q.Predicate, Object: q.Object, Label: q.Label})
		require.NoError(t, err)
		require.EqualValues(t, 1, n, "%.100v", q)
	}
}

// randomChanges lets two write by turns, undo some of it, and open anew.
func randomChanges(t *testing.T, source string) {
	r := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	graphs := []*graph.Graph{open(t, source), open(t, source)}
	model := graph.New()
	undo := errors.New("undo it")
	for i := range 60 {
		g := graphs[r.IntN(2)]
		seed := r.Uint64()
		change := func(tx *graph.Tx) error {
			r := rand.New(rand.NewPCG(seed, 0))
			for range 1 + r.IntN(40) {
				q := quad.Quad{Subject: iri(fmt.Sprint(r.IntN(30))), Predicate: iri(fmt.Sprint(r.IntN(3))), Object: quad.Int(r.IntN(200))}
				if r.IntN(3) == 0 {
					q.Object = iri(fmt.Sprint(r.IntN(30)))
				}
				if r.IntN(2) == 0 {
					q.Label = iri(fmt.Sprint(r.IntN(5)))
				}
				write := tx.Add
				if r.IntN(3) == 0 {
					write = tx.Remove
				}
				if err := write(q); err != nil {
					return err
				}
			}
			if r.IntN(4) == 0 {
				return undo
			}
			return nil
		}
		err, wanted := g.Update(t.Context(), change), model.Update(t.Context(), change)
		require.Equal(t, errors.Is(wanted, undo), errors.Is(err, undo), err)
		require.Equal(t, model.Size(), g.Size())
		if i%10 == 9 {
			same(t, graphs[0], graphs[1])
			same(t, graphs[0], open(t, source, graph.ReadOnly()))
		}
	}
	require.Equal(t, plain(t, model), plain(t, graphs[0]))
}

// plain gives all quads as sorted text.
func plain(t *testing.T, g *graph.Graph) []string {
	t.Helper()
	var all []string
	for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		all = append(all, string(term.AppendQuad(nil, q)))
	}
	slices.Sort(all)
	return all
}

// counter is a quad that says how far somebody has counted.
func counter(n int) quad.Quad {
	return quad.Quad{Subject: iri("counter"), Predicate: iri("is"), Object: quad.Int(n)}
}

// count adds one to the counter; it is no more than a change that hangs on what it reads.
func count(ctx context.Context, g *graph.Graph) error {
	return g.Update(ctx, func(tx *graph.Tx) error {
		n := 0
		for q, err := range tx.Quads(ctx, graph.Pattern{Subject: iri("counter")}) {
			if err != nil {
				return err
			}
			n = int(q.Object.(quad.Int))
		}
		return errors.Join(tx.Remove(counter(n)), tx.Add(counter(n+1)))
	})
}

func newestState(t *testing.T, source string) {
	const writers, each = 4, 15
	a, b := open(t, source), open(t, source)
	var work sync.WaitGroup
	failed := make(chan error, writers)
	for i := range writers {
		work.Go(func() {
			for range each {
				if err := count(t.Context(), []*graph.Graph{a, b}[i%2]); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	work.Wait()
	close(failed)
	require.NoError(t, <-failed)
	same(t, a, b)
	n, err := b.Count(t.Context(), graph.Pattern{Subject: iri("counter"), Object: quad.Int(writers * each)})
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	require.EqualValues(t, 1, b.Size())
	require.EqualValues(t, writers*each, b.Snapshot().Version())
}

func undone(t *testing.T, source string) {
	ctx := t.Context()
	a, b := open(t, source), open(t, source)
	require.NoError(t, a.Add(ctx, named(1, "Alice")))
	undo := errors.New("undo it")
	var inside *graph.Snapshot
	for i := range 3 {
		err := a.Update(ctx, func(tx *graph.Tx) error {
			require.NoError(t, tx.Add(named(10+i, "nobody")))
			require.NoError(t, tx.View(ctx, func(s *graph.Snapshot) error { inside = s; return nil }))
			return undo
		})
		require.ErrorIs(t, err, undo)
		require.Panics(t, func() {
			a.Update(ctx, func(tx *graph.Tx) error { tx.Add(named(20+i, "nobody either")); panic("on purpose") })
		})
		require.NoError(t, b.Add(ctx, named(30+i, fmt.Sprint("Bob ", i))))
		require.NoError(t, a.Add(ctx, named(40+i, fmt.Sprint("Carol ", i))))
		same(t, a, b)
		n, err := inside.Count(ctx, graph.Pattern{Subject: iri(fmt.Sprint("n", 10+i))}) // a state that never was stays readable
		require.NoError(t, err)
		require.EqualValues(t, 1, n)
	}
	require.NoError(t, a.Update(ctx, func(tx *graph.Tx) error { // terms come and go within a change
		return errors.Join(tx.Add(named(50, "in vain")), tx.Remove(named(50, "in vain")))
	}))
	require.NoError(t, b.Add(ctx, named(60, "Dave")))
	same(t, a, b)
	for _, g := range []*graph.Graph{a, b} {
		_, err := g.Snapshot().Resolve(ctx, "nobody", graph.AnyKind())
		require.ErrorIs(t, err, graph.ErrNotFound)
		_, err = g.Snapshot().Resolve(ctx, "carol 2", graph.AnyKind())
		require.NoError(t, err)
	}
}

func largeChanges(t *testing.T, source string, n int) {
	ctx := t.Context()
	a, b := open(t, source), open(t, source)
	require.NoError(t, a.Add(ctx, named(0, "Alice")))
	var quads []quad.Quad
	for i := range n {
		quads = append(quads, quad.Quad{Subject: iri(fmt.Sprint(i % 1000)), Predicate: iri("p"), Object: quad.Int(i)})
	}
	require.NoError(t, a.Add(ctx, quads...))
	require.NoError(t, b.Sync(ctx))
	require.EqualValues(t, n+1, b.Size())
	require.NoError(t, b.Remove(ctx, quads[:n-1000]...))
	require.NoError(t, b.Compact(ctx))
	same(t, a, b)
	require.NoError(t, a.Add(ctx, named(1, "Bob"))) // after what may have been merged
	same(t, b, open(t, source))
}

func kept(t *testing.T, source string) {
	ctx := t.Context()
	a := open(t, source)
	for i := range 5 {
		require.NoError(t, a.Add(ctx, named(i, "a name")))
	}
	then := open(t, source, graph.At(2))
	require.EqualValues(t, 2, then.Size())
	require.NoError(t, then.Sync(ctx))
	require.EqualValues(t, 2, then.Snapshot().Version())
	require.ErrorIs(t, then.Add(ctx, named(9, "")), graph.ErrReadOnly)
	_, err := graph.Open(ctx, source, graph.At(6))
	require.ErrorIs(t, err, graph.ErrSnapshotGone)
	require.NotContains(t, err.Error(), "secret")
	version := graph.Version(0)
	for change, err := range open(t, source).Changes(ctx, 0) { // it has none of them in memory
		require.NoError(t, err)
		require.Equal(t, []quad.Quad{named(int(version), "a name")}, change.Added)
		if version = change.Version; version == 5 {
			break
		}
	}
	path := t.TempDir() + "/backup.tg"
	require.NoError(t, a.Backup(ctx, path))
	back := open(t, "file:"+path)
	require.Equal(t, plain(t, a), plain(t, back))
	require.EqualValues(t, 5, back.Snapshot().Version())
}

func severalGraphs(t *testing.T, source string) {
	if strings.HasPrefix(source, "fake") {
		t.Skip("there is one graph in a server of tests")
	}
	ctx := t.Context()
	a, b := open(t, source), open(t, source+"&graph=another_one")
	require.NoError(t, a.Add(ctx, named(1, "Alice")))
	require.NoError(t, b.Add(ctx, named(2, "Bob"), named(3, "Carol")))
	require.EqualValues(t, 1, open(t, source).Size())
	require.EqualValues(t, 2, open(t, source+"&graph=another_one").Size())
	_, err := graph.Open(ctx, source+"&graph=Bad-name")
	require.ErrorContains(t, err, "no name of a graph")
	_, err = graph.Open(ctx, source+"&graph=none", graph.ReadOnly())
	require.ErrorContains(t, err, "there is no graph")
}

func closing(t *testing.T, source string) {
	ctx := t.Context()
	a, b := open(t, source), open(t, source)
	inside, done := make(chan struct{}), make(chan error, 1)
	go b.Update(ctx, func(tx *graph.Tx) error {
		close(inside)
		return <-done
	})
	<-inside
	waits := make(chan error, 1)
	go func() { waits <- a.Add(ctx, named(1, "Alice")) }()
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, a.Add(short, named(2, "Bob")), context.DeadlineExceeded)
	require.NoError(t, a.Close())
	require.ErrorIs(t, <-waits, graph.ErrClosed)
	require.ErrorIs(t, a.Sync(ctx), graph.ErrClosed)
	done <- nil
	require.NoError(t, b.Add(ctx, named(3, "Carol")))
	require.EqualValues(t, 1, b.Size())
}
