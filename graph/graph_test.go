package graph_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
)

func iri(name string) quad.IRI { return quad.IRI("https://example.com/" + name) }

func triple(s, p string, o quad.Value) quad.Quad {
	return quad.Quad{Subject: iri(s), Predicate: iri(p), Object: o}
}

func in(label string, q quad.Quad) quad.Quad {
	q.Label = iri(label)
	return q
}

// lines writes what matches as sorted N-Quads lines.
func lines(t *testing.T, r graph.Reader, p graph.Pattern) []string {
	t.Helper()
	var all []string
	for q, err := range r.Quads(t.Context(), p) {
		require.NoError(t, err)
		all = append(all, strings.TrimSpace(string(term.AppendQuad(nil, q))))
	}
	slices.Sort(all)
	return all
}

func TestPatterns(t *testing.T) { inEveryEngine(t, testPatterns) }

func testPatterns(t *testing.T, newGraph func() *graph.Graph) {
	ctx := t.Context()
	g := newGraph()
	var all []quad.Quad
	for _, s := range []string{"a", "b"} {
		for _, p := range []string{"p", "q"} {
			for _, o := range []quad.Value{iri("a"), quad.String("a"), quad.Int(5)} {
				all = append(all, triple(s, p, o), in("g", triple(s, p, o)), in("h", triple(s, p, o)))
			}
		}
	}
	require.NoError(t, g.Add(ctx, all...))
	require.EqualValues(t, len(all), g.Size())

	nodes := []quad.Value{nil, iri("a"), iri("q"), iri("nowhere")}
	objects := []quad.Value{nil, iri("a"), quad.String("a"), quad.Int(5), quad.TypedString{Value: "5", Type: vocab.XSDInteger}}
	labels := []quad.Value{nil, iri("g"), iri("nowhere")}
	matches := func(want, have quad.Value) bool { return want == nil || term.Equal(want, have) }
	asked := 0
	for _, s := range nodes {
		for _, p := range nodes {
			for _, o := range objects {
				for _, l := range labels {
					for _, unlabelled := range []bool{false, true} {
						if unlabelled && l != nil {
							continue
						}
						want := 0
						for _, q := range all {
							if matches(s, q.Subject) && matches(p, q.Predicate) && matches(o, q.Object) && matches(l, q.Label) && (!unlabelled || q.Label == nil) {
								want++
							}
						}
						pattern := graph.Pattern{Subject: s, Predicate: p, Object: o, Label: l, Unlabelled: unlabelled}
						assert.Len(t, lines(t, g, pattern), want, "%v", pattern)
						n, err := g.Count(ctx, pattern)
						assert.NoError(t, err)
						assert.EqualValues(t, want, n, "%v", pattern)
						asked++
					}
				}
			}
		}
	}
	require.Equal(t, 4*4*5*4, asked)

	_, err := g.Count(ctx, graph.Pattern{Label: iri("g"), Unlabelled: true})
	assert.ErrorContains(t, err, "set one of them")
}

func TestUpdateIsAllOrNothing(t *testing.T) { inEveryEngine(t, testUpdateIsAllOrNothing) }

func testUpdateIsAllOrNothing(t *testing.T, newGraph func() *graph.Graph) {
	ctx := t.Context()
	g := newGraph()
	kept := triple("a", "p", iri("b"))
	require.NoError(t, g.Add(ctx, kept))
	before := lines(t, g, graph.Pattern{})

	t.Run("an error", func(t *testing.T) {
		wrong := errors.New("wrong")
		err := g.Update(ctx, func(tx *graph.Tx) error {
			require.NoError(t, tx.Add(triple("c", "p", iri("d"))))
			require.NoError(t, tx.Remove(kept))
			return wrong
		})
		assert.ErrorIs(t, err, wrong)
		assert.Equal(t, before, lines(t, g, graph.Pattern{}))
	})
	t.Run("a panic", func(t *testing.T) {
		assert.PanicsWithValue(t, "oops", func() {
			_ = g.Update(ctx, func(tx *graph.Tx) error {
				_ = tx.Remove(kept)
				panic("oops")
			})
		})
		assert.Equal(t, before, lines(t, g, graph.Pattern{}))
		require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error { return nil }), "the next writer must get its turn")
	})
	t.Run("a context that ends inside", func(t *testing.T) {
		ctx, cancel := context.WithCancel(ctx)
		err := g.Update(ctx, func(tx *graph.Tx) error {
			_ = tx.Add(triple("c", "p", iri("d")))
			cancel()
			return nil
		})
		assert.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, before, lines(t, g, graph.Pattern{}))
	})
	t.Run("one bad quad among good ones", func(t *testing.T) {
		bad := quad.Quad{Subject: iri("c"), Predicate: quad.BNode("p"), Object: iri("d")}
		err := g.Add(ctx, triple("c", "p", iri("d")), bad)
		var e *graph.QuadError
		require.ErrorAs(t, err, &e)
		assert.ErrorIs(t, err, graph.ErrInvalidQuad)
		assert.Equal(t, 1, e.Index)
		assert.ErrorContains(t, err, "its predicate is a blank node, and RDF wants an IRI there")
		assert.Equal(t, before, lines(t, g, graph.Pattern{}))
	})
	t.Run("a refused call inside leaves the rest", func(t *testing.T) {
		g := newGraph()
		require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
			require.NoError(t, tx.Add(kept))
			assert.Error(t, tx.Add(triple("c", "p", iri("d")), quad.Quad{}))
			return nil
		}))
		assert.Equal(t, before, lines(t, g, graph.Pattern{}))
	})
}

func TestInvalidQuads(t *testing.T) { inEveryEngine(t, testInvalidQuads) }

func testInvalidQuads(t *testing.T, newGraph func() *graph.Graph) {
	ok := triple("s", "p", iri("o"))
	for _, c := range []struct {
		change func(*quad.Quad)
		want   string
	}{
		{func(q *quad.Quad) { q.Subject = nil }, "it has no subject"},
		{func(q *quad.Quad) { q.Subject = quad.IRI("") }, "its subject is an IRI without a name"},
		{func(q *quad.Quad) { q.Subject = quad.String("x") }, "its subject is a literal, and RDF wants an IRI or a blank node there"},
		{func(q *quad.Quad) { q.Predicate = nil }, "it has no predicate"},
		{func(q *quad.Quad) { q.Predicate = quad.String("p") }, "its predicate is a literal"},
		{func(q *quad.Quad) { q.Object = nil }, "it has no object"},
		{func(q *quad.Quad) { q.Object = quad.BNode("") }, "its object is a blank node without a name"},
		{func(q *quad.Quad) { q.Object = quad.String("a\xff") }, "its object is not valid UTF-8"},
		{func(q *quad.Quad) { q.Object = quad.LangString{Value: "a", Lang: "e n"} }, "language tag"},
		{func(q *quad.Quad) { q.Label = quad.Int(1) }, "its label is a literal"},
	} {
		q := ok
		c.change(&q)
		g := newGraph()
		err := g.Add(t.Context(), q)
		assert.ErrorIs(t, err, graph.ErrInvalidQuad)
		assert.ErrorContains(t, err, c.want)
		assert.Zero(t, g.Size())
	}
}

func TestCompactIRIsAreRefused(t *testing.T) { inEveryEngine(t, testCompactIRIsAreRefused) }

func testCompactIRIsAreRefused(t *testing.T, newGraph func() *graph.Graph) {
	g := newGraph()
	require.NoError(t, g.SetPrefix("ex", "https://example.com/"))
	for _, q := range []quad.Quad{
		{Subject: quad.IRI("id:a"), Predicate: vocab.Person, Object: iri("b")},
		{Subject: iri("a"), Predicate: quad.IRI("tg:person"), Object: iri("b")},
		{Subject: iri("a"), Predicate: vocab.Person, Object: quad.IRI("ex:b")},
		{Subject: iri("a"), Predicate: vocab.Person, Object: iri("b"), Label: quad.IRI("id:l")},
	} {
		err := g.Add(t.Context(), triple("x", "p", iri("y")), q)
		assert.ErrorIs(t, err, graph.ErrInvalidQuad)
		assert.ErrorContains(t, err, "is a compact IRI; write it in full")
		assert.Zero(t, g.Size())
		assert.NoError(t, g.Remove(t.Context(), q), "what a file brought in can be removed")
	}
	assert.NoError(t, g.Add(t.Context(), triple("a", "p", quad.IRI("urn:x"))))
	assert.ErrorContains(t, g.Update(t.Context(), nil), "no function")
}

func TestTxSeesItsOwnWrites(t *testing.T) { inEveryEngine(t, testTxSeesItsOwnWrites) }

func testTxSeesItsOwnWrites(t *testing.T, newGraph func() *graph.Graph) {
	ctx := t.Context()
	g := newGraph()
	require.NoError(t, g.Add(ctx, triple("a", "p", iri("b")), triple("a", "p", iri("c"))))
	var escaped *graph.Tx
	require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
		escaped = tx
		n, err := tx.RemoveMatching(ctx, graph.Pattern{Object: iri("b")})
		require.NoError(t, err)
		assert.EqualValues(t, 1, n)
		require.NoError(t, tx.Add(triple("a", "p", iri("d"))))
		count, err := tx.Count(ctx, graph.Pattern{Subject: iri("a")})
		require.NoError(t, err)
		assert.EqualValues(t, 2, count)
		assert.Len(t, lines(t, tx, graph.Pattern{Object: iri("d")}), 1)
		assert.Empty(t, lines(t, g, graph.Pattern{Object: iri("d")}), "readers see nothing before the end")
		return nil
	}))
	assert.Len(t, lines(t, g, graph.Pattern{Object: iri("d")}), 1)

	assert.ErrorIs(t, escaped.Add(triple("x", "p", iri("y"))), graph.ErrClosed)
	assert.ErrorIs(t, escaped.Remove(triple("x", "p", iri("y"))), graph.ErrClosed)
	_, err := escaped.Count(ctx, graph.Pattern{})
	assert.ErrorIs(t, err, graph.ErrClosed)
	_, err = escaped.Assert(graph.Claim{Source: iri("s")}, triple("x", "p", iri("y")))
	assert.ErrorIs(t, err, graph.ErrClosed)
}

func TestUpdateInsideUpdate(t *testing.T) { inEveryEngine(t, testUpdateInsideUpdate) }

func testUpdateInsideUpdate(t *testing.T, newGraph func() *graph.Graph) {
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	g := newGraph()
	var before context.Context
	err := g.Update(ctx, func(tx *graph.Tx) error {
		before = tx.Context()
		derived, cancel := context.WithCancel(before)
		defer cancel()
		return g.Add(derived, triple("a", "p", iri("b")))
	})
	assert.ErrorContains(t, err, "use the Tx")
	assert.NoError(t, g.Add(ctx, triple("a", "p", iri("b"))))
	assert.NoError(t, g.Add(before, triple("a", "p", iri("c"))), "the Update that the context is of has ended")

	// Any other context is waited for.
	err = g.Update(ctx, func(tx *graph.Tx) error {
		assert.NoError(t, tx.Context().Err())
		short, cancel := context.WithTimeout(ctx, 10*time.Millisecond)
		defer cancel()
		return g.Add(short, triple("a", "p", iri("d")))
	})
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	assert.EqualValues(t, 2, g.Size())

	// Another graph is another matter.
	other := newGraph()
	assert.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
		return other.Update(tx.Context(), func(inner *graph.Tx) error {
			assert.ErrorContains(t, g.Add(inner.Context(), triple("a", "p", iri("d"))), "use the Tx")
			return inner.Add(triple("a", "p", iri("b")))
		})
	}))
	assert.EqualValues(t, 1, other.Size())
}

func TestWaitingForTheWriterHonoursTheContext(t *testing.T) {
	inEveryEngine(t, testWaitingForTheWriterHonoursTheContext)
}

func testWaitingForTheWriterHonoursTheContext(t *testing.T, newGraph func() *graph.Graph) {
	g := newGraph()
	inside, leave := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		assert.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			close(inside)
			<-leave
			return nil
		}))
	})
	<-inside
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	assert.ErrorIs(t, g.Add(ctx, triple("a", "p", iri("b"))), context.DeadlineExceeded)
	close(leave)
	wg.Wait()
	assert.Zero(t, g.Size())
}

// endsAt is a context that ends when it is asked for the n-th time.
type endsAt struct {
	context.Context
	left int
}

func (c *endsAt) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestCancelledReadsAreErrors(t *testing.T) { inEveryEngine(t, testCancelledReadsAreErrors) }

func testCancelledReadsAreErrors(t *testing.T, newGraph func() *graph.Graph) {
	n := long.Runs(9000, 20_000)
	g := newGraph()
	quads := make([]quad.Quad, n)
	for i := range quads {
		quads[i] = quad.Quad{Subject: iri(fmt.Sprint(i)), Predicate: vocab.RDFSLabel, Object: quad.String(fmt.Sprint("name ", i))}
	}
	restore := func(t *testing.T) { require.NoError(t, g.Add(t.Context(), quads...)) }
	restore(t)
	for _, c := range []struct {
		name string
		ask  func(ctx context.Context) error
	}{
		{"Quads", func(ctx context.Context) error {
			var last error
			for _, err := range g.Quads(ctx, graph.Pattern{}) {
				last = err
			}
			return last
		}},
		{"Add", func(ctx context.Context) error { return g.Add(ctx, quads...) }},
		{"Remove", func(ctx context.Context) error { return g.Remove(ctx, quads...) }},
		{"Resolve", func(ctx context.Context) error {
			fresh := newGraph() // so that the name index is built each time
			if err := fresh.Add(t.Context(), quads...); err != nil {
				return err
			}
			_, err := graph.Resolve(ctx, fresh, "name 7", graph.AnyKind())
			return err
		}},
		{"suggestions", func(ctx context.Context) error {
			_, err := graph.Resolve(ctx, g, "nome 7", graph.AnyKind())
			if errors.Is(err, graph.ErrNotFound) {
				return nil
			}
			return err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.NoError(t, c.ask(t.Context())) // what is built on first use is built now
			restore(t)
			looks := &endsAt{t.Context(), 1 << 30}
			require.NoError(t, c.ask(looks))
			total := 1<<30 - looks.left
			require.GreaterOrEqual(t, total, n/4096, "the context is looked at too seldom")
			restore(t)
			for _, at := range []int{0, 1, total / 2, total - 1} {
				assert.ErrorIs(t, c.ask(&endsAt{t.Context(), at}), context.Canceled, "at look %d of %d", at, total)
				assert.EqualValues(t, n, g.Size())
			}
		})
	}
}

func TestReadersBesideAWriter(t *testing.T) { inEveryEngine(t, testReadersBesideAWriter) }

func testReadersBesideAWriter(t *testing.T, newGraph func() *graph.Graph) {
	ctx := t.Context()
	g := newGraph()
	rounds, pairs := long.Runs(80, 150), 3
	var wg sync.WaitGroup
	done := make(chan struct{})
	for range 2 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				// Quads are written three at a time: a reader never sees one or two of them.
				n := len(lines(t, g.Snapshot(), graph.Pattern{Predicate: iri("p")}))
				assert.Zero(t, n%pairs, "half a change was seen")
			}
		})
	}
	for i := range rounds {
		var quads []quad.Quad
		for j := range pairs {
			quads = append(quads, triple(fmt.Sprint(i), "p", quad.Int(j)))
		}
		require.NoError(t, g.Add(ctx, quads...))
		if i%3 == 0 {
			require.NoError(t, g.Remove(ctx, quads...))
		}
	}
	close(done)
	wg.Wait()
}
