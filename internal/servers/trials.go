package servers

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/engine/enginetest"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/talentgen"
)

// Server is one that trials are made of.
type Server interface {
	Source(t testing.TB) string // of another, empty graph, with a question mark in it
	Address() string            // host and port, as they are in Source
	Crash()
	Start(t testing.TB)
}

// Trials holds an engine to its promises on a real server: killed writers, cut and slow connections, a server that fails,
// followers that sleep, writers that do.
func Trials(t *testing.T, s Server) {
	for _, trial := range []struct {
		name string
		run  func(t *testing.T, s Server, p *Proxy)
	}{
		{"the connection is cut at each step of a commit", cutCommits},
		{"the network is slow", slowNetwork},
		{"a silent writer loses its turn", silentWriter},
		{"a follower sleeps past what is kept", sleeper},
		{"writers are killed", killedWriters},
		{"a machine says nothing any more", silentHost},
		{"the server fails", failures},
		{"a million quads", million},
	} {
		t.Run(trial.name, func(t *testing.T) { trial.run(t, s, NewProxy(t, s.Address())) })
	}
}

func open(t *testing.T, source string, opts ...graph.OpenOption) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), source, opts...)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, g.Close()) })
	return g
}

// through gives the source of one graph, directly and by way of the proxy.
func through(t *testing.T, s Server, p *Proxy, parameters string) (direct, bad string) {
	direct = s.Source(t)
	return direct + parameters, strings.Replace(direct, s.Address(), fmt.Sprint("127.0.0.1:", p.Port), 1) + parameters
}

func fact(subject string, n int) quad.Quad {
	return quad.Quad{Subject: quad.IRI("https://example.com/" + subject), Predicate: quad.IRI("https://example.com/p"), Object: quad.Int(n)}
}

func has(t *testing.T, g *graph.Graph, q quad.Quad) bool {
	t.Helper()
	n, err := g.Count(t.Context(), graph.Pattern{Subject: q.Subject, Object: q.Object})
	require.NoError(t, err)
	return n == 1
}

func same(t *testing.T, graphs ...*graph.Graph) {
	t.Helper()
	var first []string
	for i, g := range graphs {
		require.NoError(t, g.Sync(t.Context()))
		if state := enginetest.State(t, g); i == 0 {
			first = state
		} else {
			require.Equal(t, first, state)
			require.Equal(t, graphs[0].Snapshot().Version(), g.Snapshot().Version())
		}
	}
}

// What Update says of a change is what has become of it, wherever the connection is cut.
func cutCommits(t *testing.T, s Server, p *Proxy) {
	direct, bad := through(t, s, p, "")
	witness, g := open(t, direct), open(t, bad)
	require.NoError(t, g.Add(t.Context(), fact("first", 0)))
	refused, lost := 0, 0 // changes that were not made, and those that were though the connection was cut
	for round := 0; refused == 0 || lost == 0; round++ {
		require.Less(t, round, 30, "refused %d, and lost %d answers of commits", refused, lost)
		for pieces, cut := 0, true; cut; pieces++ {
			require.Less(t, pieces, 1000)
			require.NoError(t, g.Sync(t.Context()))
			before, ran, made := g.Snapshot().Version(), 0, fact(fmt.Sprint("cut", round), pieces)
			err := g.Update(t.Context(), func(tx *graph.Tx) error {
				ran++
				p.CutAfter(pieces) // what the follower says meanwhile counts too, so where this comes is a chance
				return tx.Add(made)
			})
			cut = p.Uncut()
			require.Equal(t, 1, ran)
			require.NoError(t, witness.Sync(t.Context()))
			if err == nil {
				require.Equal(t, before+1, g.Snapshot().Version())
			} else {
				require.ErrorIs(t, err, graph.ErrConflict, "after %d pieces", pieces)
			}
			require.Equal(t, err == nil, has(t, witness, made), "after %d pieces: %v", pieces, err)
			same(t, witness, g)
			switch {
			case err != nil:
				refused++
			case cut:
				lost++
			}
		}
	}
	t.Log("changes refused, and answers lost:", refused, lost)
}

// count adds one to what a counter says.
func count(ctx context.Context, g *graph.Graph) error {
	return g.Update(ctx, func(tx *graph.Tx) error {
		n := 0
		for q, err := range tx.Quads(ctx, graph.Pattern{Subject: fact("counter", 0).Subject}) {
			if err != nil {
				return err
			}
			n = int(q.Object.(quad.Int))
		}
		return errors.Join(tx.Remove(fact("counter", n)), tx.Add(fact("counter", n+1)))
	})
}

func slowNetwork(t *testing.T, s Server, p *Proxy) {
	direct, bad := through(t, s, p, "")
	a, b := open(t, direct), open(t, bad)
	p.SetDelay(5 * time.Millisecond)
	var work sync.WaitGroup
	failed := make(chan error, 2)
	for _, g := range []*graph.Graph{a, b} {
		work.Go(func() {
			for range 5 {
				if err := count(t.Context(), g); err != nil {
					failed <- err
				}
			}
		})
	}
	work.Wait()
	close(failed)
	require.NoError(t, <-failed)
	same(t, a, b)
	require.True(t, has(t, b, fact("counter", 10)))
}

// silentWriter: one that is slow keeps its turn, one that says nothing loses it. A machine that is busy may be as slow as if
// it were silent, so that all is tried with longer turns until it is quick enough.
func silentWriter(t *testing.T, s Server, p *Proxy) {
	direct, bad := through(t, s, p, "")
	for seconds := 1; ; seconds *= 2 {
		require.Less(t, seconds, 100)
		a, b := open(t, fmt.Sprintf("%s&turn=%ds", direct, seconds)), open(t, fmt.Sprintf("%s&turn=%ds", bad, seconds))
		before := a.Snapshot().Version()
		err := b.Update(t.Context(), func(tx *graph.Tx) error {
			time.Sleep(time.Duration(seconds) * 2500 * time.Millisecond)
			return tx.Add(fact("slow", seconds))
		})
		if errors.Is(err, graph.ErrConflict) {
			continue
		}
		require.NoError(t, err)
		var quicker error
		err = b.Update(t.Context(), func(tx *graph.Tx) error {
			p.Stall(true)
			defer p.Stall(false)
			quicker = a.Add(t.Context(), fact("quicker", seconds))
			return tx.Add(fact("silent", seconds))
		})
		require.ErrorIs(t, err, graph.ErrConflict)
		again := b.Add(t.Context(), fact("again", seconds))
		if errors.Is(quicker, graph.ErrConflict) || errors.Is(again, graph.ErrConflict) {
			continue
		}
		require.NoError(t, errors.Join(quicker, again))
		same(t, a, b)
		require.False(t, has(t, a, fact("silent", seconds)))
		require.EqualValues(t, before+3, a.Snapshot().Version())
		return
	}
}

func sleeper(t *testing.T, s Server, p *Proxy) {
	direct, bad := through(t, s, p, "&keep=200ms")
	a, b := open(t, direct), open(t, bad)
	require.NoError(t, count(t.Context(), a))
	require.NoError(t, b.Sync(t.Context()))
	held := b.Snapshot()
	p.Refuse(true)
	for range 5 {
		require.NoError(t, count(t.Context(), a))
	}
	require.Eventually(t, func() bool {
		g, err := graph.Open(t.Context(), direct, graph.At(3))
		if err == nil {
			require.NoError(t, g.Close())
		}
		return errors.Is(err, graph.ErrSnapshotGone)
	}, 4*time.Minute, 50*time.Millisecond)
	require.True(t, has(t, b, fact("counter", 1)))
	p.Refuse(false)
	same(t, a, b)
	require.True(t, has(t, b, fact("counter", 6)))
	n, err := held.Count(t.Context(), graph.Pattern{Object: quad.Int(1)})
	require.NoError(t, err)
	require.EqualValues(t, 1, n)
	for _, err := range b.Changes(t.Context(), 1) {
		require.ErrorIs(t, err, graph.ErrSnapshotGone)
	}
}

// million quads are there for whoever follows while they are written, in one large change and many smaller ones, and for
// whoever comes later.
func million(t *testing.T, s Server, _ *Proxy) {
	if long.Times() < 2 {
		t.Skip("only in a run that is longer than long")
	}
	source := s.Source(t)
	a, b := open(t, source), open(t, source)
	quads := slices.Collect(talentgen.Quads(1, 1_000_000))
	require.NoError(t, a.Add(t.Context(), quads[:500_000]...))
	for some := range slices.Chunk(quads[500_000:], 10_000) {
		require.NoError(t, a.Add(t.Context(), some...))
	}
	require.NoError(t, b.Sync(t.Context()))
	require.EqualValues(t, len(quads), b.Size())
	same(t, a, b, open(t, source, graph.ReadOnly()))
}

// silentHost: one of two addresses of a server stands for a machine without power. Who follows by it goes on by the other one.
func silentHost(t *testing.T, s Server, p *Proxy) {
	if long.Runs(0, 1) == 0 {
		t.Skip("only in a long run: it takes as long as a server is waited for")
	}
	direct := s.Source(t)
	other := NewProxy(t, s.Address())
	both := strings.Replace(direct, s.Address(), fmt.Sprintf("127.0.0.1:%d,127.0.0.1:%d", p.Port, other.Port), 1)
	a, b := open(t, direct), open(t, both)
	require.NoError(t, count(t.Context(), b))
	p.Stall(true)
	defer p.Stall(false)
	require.NoError(t, count(t.Context(), a))
	require.True(t, has(t, b, fact("counter", 1)))
	eventually(t, func() bool { return b.Snapshot().Version() == 2 })
	require.NoError(t, count(t.Context(), b))
	same(t, a, b)
}

// WritesTo is the environment variable that makes a package's tests a writer to a source; see Main.
const WritesTo = "TALENTGRAPH_TEST_WRITES_TO"

// Main runs the tests of a package, or, as the child of one, a writer that is killed: it tells each change of two quads.
func Main(m *testing.M, verify func(*testing.M)) {
	source := os.Getenv(WritesTo)
	if source == "" {
		verify(m)
		return
	}
	ctx := context.Background()
	g, err := graph.Open(ctx, source)
	for i := 0; err == nil; i++ {
		name := fmt.Sprint("writer", os.Getpid())
		err = g.Update(ctx, func(tx *graph.Tx) error {
			return errors.Join(tx.Add(fact(name, 2*i)), tx.Add(fact(name, 2*i+1)))
		})
		if err == nil {
			fmt.Println(name, i)
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// What a killed writer has said is there, and nothing is there by half.
func killedWriters(t *testing.T, s Server, _ *Proxy) {
	source := s.Source(t)
	witness := open(t, source)
	var left atomic.Int64
	left.Store(int64(long.Runs(6, 200) * long.Times()))
	var mu sync.Mutex
	told := map[string]int{}
	var work sync.WaitGroup
	for range 2 {
		work.Go(func() {
			for left.Add(-1) >= 0 {
				child := exec.Command(os.Args[0])
				child.Env, child.Stderr = append(os.Environ(), WritesTo+"="+source), os.Stderr
				out, err := child.StdoutPipe()
				if err == nil {
					err = child.Start()
				}
				if err != nil {
					t.Error(err)
					return
				}
				first := true
				for lines := bufio.NewScanner(out); lines.Scan(); {
					var name string
					var n int
					if _, err := fmt.Sscan(lines.Text(), &name, &n); err != nil {
						continue
					}
					mu.Lock()
					told[name] = n + 1
					mu.Unlock()
					if first {
						first = false
						time.AfterFunc(rand.N(40*time.Millisecond), func() { child.Process.Kill() })
					}
				}
				child.Wait()
			}
		})
	}
	work.Wait()
	require.NoError(t, witness.Sync(t.Context()))
	require.NotEmpty(t, told)
	total := int64(0)
	for name, n := range told {
		there, err := witness.Count(t.Context(), graph.Pattern{Subject: fact(name, 0).Subject})
		require.NoError(t, err)
		require.Zero(t, there%2)
		require.GreaterOrEqual(t, there, int64(2*n))
		total += there
	}
	require.GreaterOrEqual(t, witness.Size(), total)
	require.EqualValues(t, witness.Size()/2, witness.Snapshot().Version())
	same(t, witness, open(t, source, graph.ReadOnly()))
	t.Logf("%d writers, %d changes", len(told), witness.Snapshot().Version())
}

// While a server fails and comes back, changes are made once or refused, and questions go on.
func failures(t *testing.T, s Server, _ *Proxy) {
	source := s.Source(t)
	a, b := open(t, source), open(t, source)
	writers := startCounters(t, a, b)
	for range long.Runs(1, 10) {
		time.Sleep(100*time.Millisecond + rand.N(50*time.Millisecond))
		s.Crash()
		eventually(t, func() bool { return !a.Status().Connected && !b.Status().Connected })
		require.LessOrEqual(t, a.Size(), int64(1))
		s.Start(t)
		writers.goOn(t)
	}
	writers.check(t, a, b)
}
