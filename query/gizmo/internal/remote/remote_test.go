package remote

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/internal/tg"
	"talentgraph.example/query/gizmo/internal/wire"
)

// pretended is a child that is no process.
type pretended struct {
	conn   *wire.Conn
	killed bool
	in     io.Closer
}

var errGone = errors.New("the child has gone")

func (p *pretended) Conn() *wire.Conn                 { return p.conn }
func (p *pretended) Begin(most int64) (uint64, int64) { return 7, most }
func (p *pretended) Rest() bool                       { return false }
func (p *pretended) Why() error                       { return errGone }
func (p *pretended) TooMuch() error                   { return nil }
func (p *pretended) Kill() {
	p.killed = true
	if p.in != nil {
		_ = p.in.Close()
	}
}

func (p *pretended) Stop() {
	var w wire.Writer
	w.Uint(7)
	_ = p.conn.Send(SayStop, w.Body)
}

// known has no names.
type known struct{}

func (known) Has(v quad.Value) bool          { return v == quad.IRI("http://e/a") }
func (known) Namespace(prefix string) string { return "http://e/" + prefix }
func (known) Stored() ([]voc.Namespace, error) {
	return []voc.Namespace{{Prefix: "a:", Full: "b"}}, nil
}
func (known) Labelled(string) []quad.IRI    { return nil }
func (known) Compact(iri quad.IRI) string   { return string(iri) }
func (known) Nearest(iri quad.IRI) quad.IRI { return iri + "x" }

// taken keeps what a script gives.
type taken struct {
	graph *path.Store
	got   []string
}

func (o *taken) Rows(p *path.Path, limit int64) (bool, error) {
	return false, o.graph.Rows(p, limit, func(row []path.Tagged) bool {
		o.got = append(o.got, fmt.Sprint(o.graph.Value(row[0].Ref)))
		return true
	})
}

func (o *taken) Emit(v any) { o.got = append(o.got, fmt.Sprint(v)) }
func (o *taken) Given() int { return len(o.got) }

func facts(t testing.TB) *graph.Snapshot {
	g := graph.New()
	for i := range 40 {
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: quad.IRI("http://e/a"), Predicate: quad.IRI("http://e/p"), Object: quad.Int(i)}))
	}
	return g.Snapshot()
}

// talk is the parent's side of a run.
func talk(ctx context.Context, s *graph.Snapshot, child Process) (*Talk, *taken) {
	rctx := stop.NewContext(ctx)
	out := &taken{graph: path.NewStore(rctx, s.QuadStore())}
	return &Talk{
		Run: &lang.Run{Ctx: rctx, Graph: out.graph, Names: known{}, Note: func(int, int, string) {}, MaxPathLength: 100, MaxEmitted: 10_000, MaxCallDepth: 50},
		Out: out, Asker: tg.Graph{State: s}, Child: child, Watch: stop.NewWatch(rctx, time.Minute, func() error { return nil }),
	}, out
}

func job(source string) Job {
	return Job{Fresh: true, Source: source, Notes: true, MaxMemory: 1 << 30, MaxRows: 1000, MaxCallDepth: 50, MaxPathLength: 100, MaxScriptSize: 10_000, MaxEmitted: 10_000}
}

// recorder remembers what is written.
type recorder struct {
	io.Writer
	said bytes.Buffer
}

func (r *recorder) Write(b []byte) (int, error) {
	r.said.Write(b)
	return r.Writer.Write(b)
}

const manyWays = `g.V("<http://e/a>").out("<http://e/p>").all();
	g.V("<http://e/a>").out("<http://e/p>").tag("x").forEach(function (d) { if (d.id < 2) g.emit(g.V().count()); if (d.id == 30) g.V().limit(1).toArray() });
	try { g.V().out("<http://e/p>").forEach(function () { throw 1 }) } catch (e) { g.emit(e) }
	try { tg.whoLeft("nobody") } catch (e) { g.emit("no") }
	g.V("<http://e/a>").shortestPath(5); g.loadNamespaces(); g.V("<u:x>").count(); tg.flows().length`

// both runs a script with a child in another goroutine, and gives what each has said.
func both(t testing.TB, source string) (got []string, said, told []byte, end error) {
	toChild, fromParent, err := os.Pipe()
	require.NoError(t, err)
	fromChild, toParent, err := os.Pipe()
	require.NoError(t, err)
	say, tell := &recorder{Writer: fromParent}, &recorder{Writer: toParent}
	done := make(chan bool)
	go func() {
		defer close(done)
		Serve(wire.NewConn(toChild, tell, 1<<20), func(time.Duration) {}, func(error) {})
	}()
	child := &pretended{conn: wire.NewConn(fromChild, say, 1<<20)}
	talk, out := talk(t.Context(), facts(t), child)
	e := talk.Do(job(source))
	require.False(t, talk.Lost())
	require.NoError(t, fromParent.Close())
	<-done
	require.NoError(t, errors.Join(toChild.Close(), fromChild.Close(), toParent.Close()))
	return out.got, say.said.Bytes(), tell.said.Bytes(), e.Err
}

func TestTalk(t *testing.T) {
	got, _, _, err := both(t, manyWays)
	require.NoError(t, err)
	require.Len(t, got, 40+2+2+1)
	require.Equal(t, []string{"42", "42", "1", "no", "0"}, got[40:])
}

// FuzzParent has a child say anything: the parent ends the run, whole.
func FuzzParent(f *testing.F) {
	_, _, told, _ := both(f, manyWays)
	f.Add(told)
	_, _, told, _ = both(f, `throw new Error("x")`)
	f.Add(told)
	s := facts(f)
	f.Fuzz(func(t *testing.T, told []byte) {
		child := &pretended{conn: wire.NewConn(bytes.NewReader(told), io.Discard, 1<<20)}
		talk, out := talk(t.Context(), s, child)
		start := time.Now()
		end := talk.Do(job("1"))
		require.Less(t, time.Since(start), 10*time.Second)
		require.True(t, end.Err == nil || end.Err.Error() != "")
		require.Less(t, len(out.got), 1_000_000)
	})
}

// FuzzChild has a parent say anything: the child ends.
func FuzzChild(f *testing.F) {
	_, said, _, _ := both(f, manyWays)
	f.Add(said)
	f.Fuzz(func(t *testing.T, said []byte) {
		var w wire.Writer
		j := job(manyWays)
		j.encode(&w)
		var first bytes.Buffer
		c := wire.NewConn(nil, &first, 0)
		require.NoError(t, c.Send(sayJob, w.Body))
		// Another script could run for ever, which only the end of the process ends.
		if bytes.Contains(said, []byte("for")) || bytes.Contains(said, []byte("while")) || len(said) > 1<<16 {
			said = said[len(first.Bytes())%(len(said)+1):]
		}
		done := make(chan bool)
		go func() {
			defer close(done)
			Serve(wire.NewConn(io.MultiReader(&first, bytes.NewReader(said)), io.Discard, 1<<20), func(time.Duration) {}, func(error) {})
		}()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatal("the child goes on")
		}
	})
}

// A cut at any place ends both sides.
func TestCutAnywhere(t *testing.T) {
	_, said, told, _ := both(t, manyWays)
	s := facts(t)
	for n := 0; n < len(told); n += 1 + n/8 {
		talk, _ := talk(t.Context(), s, &pretended{conn: wire.NewConn(bytes.NewReader(told[:n]), io.Discard, 1<<20)})
		end := talk.Do(job("1"))
		require.ErrorIs(t, end.Err, errGone, "cut at %d", n)
		require.True(t, talk.Lost())
	}
	for n := 0; n < len(said); n += 1 + n/8 {
		Serve(wire.NewConn(bytes.NewReader(said[:n]), io.Discard, 1<<20), func(time.Duration) {}, func(error) {})
	}
}

// What no child of ours says ends the run with the child.
func TestBrokenRules(t *testing.T) {
	s := facts(t)
	for name, frames := range map[string][]wire.Frame{
		"unknown":         {{Kind: '?'}},
		"more of nothing": {{Kind: askMore}},
		"close nothing":   {{Kind: tellClose}},
		"empty emit":      {{Kind: tellEmit}},
		"long emit":       {{Kind: tellEmit, Body: append([]byte{10, 0xff, 0xff, 0x7f}, make([]byte, 100)...)}},
		"count of ghosts": {{Kind: tellEmit, Body: []byte{15, 0xff, 0xff, 0xff, 0xff, 0x0f}}},
		"no such path":    {{Kind: askCount, Body: []byte{1, 0, 1, andStep, 5}}},
		"path of itself":  {{Kind: askCount, Body: []byte{1, 0, 1, andStep, 0}}},
		"rest":            {{Kind: askHas, Body: []byte{1, 1, 'a', 0}}},
		"end of nothing":  {{Kind: tellEnd, Body: []byte{7, 99}}},
		"after the end":   {{Kind: tellEnd, Body: []byte{7, endWell, 0, 0, 0, 0}}, {Kind: tellEmit, Body: []byte{0}}},
		"another's end":   {{Kind: tellEnd, Body: []byte{6, endWell, 0, 0, 0, 0}}},
	} {
		var told bytes.Buffer
		c := wire.NewConn(nil, &told, 0)
		for _, f := range frames {
			require.NoError(t, c.Send(f.Kind, f.Body))
		}
		child := &pretended{conn: wire.NewConn(&told, io.Discard, 1<<20)}
		talk, out := talk(t.Context(), s, child)
		end := talk.Do(job("1"))
		require.ErrorIs(t, end.Err, errBroken, name)
		require.True(t, child.killed && talk.Lost(), name)
		require.Empty(t, out.got)
	}
}

const andStep = 14 // as package path has it
