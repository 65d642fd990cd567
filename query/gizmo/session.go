package gizmo

import (
	"context"
	"errors"
	"sync/atomic"

	cayley "github.com/cayleygraph/cayley/graph"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/remote"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/internal/tg"
	"talentgraph.example/query/gizmo/internal/world"
)

// A Session runs one script after another in the same JavaScript world: what one script assigns to a global
// variable, and the prefixes it adds, the next one sees, as in a console. Each script sees the graph it is
// given. Nothing is shared between sessions.
//
// A Session may be used by one goroutine at a time; a second gets [ErrBusy]. One that runs its scripts in processes of
// their own ([In]) keeps one of them from its first script on, until [Session.Close]; any other needs no closing.
type Session struct {
	opts options
	busy atomic.Bool

	world   *world.World   // in this process; nil until needed
	process remote.Process // in a box; nil until needed, and after it has ended
	used    bool           // a script has run in it
	lost    bool           // it has ended, and its variables with it, and nobody was told
}

// NewSession makes a session. The options hold for all its runs. The error is about an option's value.
func NewSession(opts ...Option) (*Session, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	return &Session{opts: o}, nil
}

// Close gives back what the session keeps, and its variables with it. A session that is running a script is not closed:
// that is [ErrBusy]. The session may be used again, as a new one.
func (s *Session) Close() error {
	if s == nil {
		return nil
	}
	if !s.busy.CompareAndSwap(false, true) {
		return ErrBusy
	}
	defer s.busy.Store(false)
	s.world, s.lost = nil, false
	s.giveBack()
	return nil
}

func (s *Session) giveBack() {
	if s.process != nil {
		s.opts.runner.Put(s.process)
		s.process, s.used = nil, false
	}
}

// A script is what is to be run: a text, or a program.
type script struct {
	source  string
	program *world.Program // nil until it is read
	missing bool
}

func source(text string) script { return script{source: text} }

func compiled(p *Program) script {
	if p == nil || p.program == nil {
		return script{missing: true}
	}
	return script{source: p.program.Source, program: p.program}
}

// runStore runs a script over a store, which is that of the state if there is one.
func (s *Session) runStore(ctx context.Context, qs cayley.QuadStore, state *graph.Snapshot, what script, opts []Option, yield func(Result, error) bool) {
	if !s.busy.CompareAndSwap(false, true) {
		yield(Result{}, ErrBusy)
		return
	}
	defer s.busy.Store(false)
	left, err := s.execute(ctx, qs, state, what, opts, yield)
	if err != nil && !left {
		yield(Result{}, err)
	}
}

// execute runs a script. It tells whether the caller has left the loop. A panic of the loop body passes through; any
// other becomes an error.
func (s *Session) execute(ctx context.Context, qs cayley.QuadStore, state *graph.Snapshot, what script, opts []Option, yield func(Result, error) bool) (left bool, err error) {
	o := s.opts
	if len(opts) > 0 {
		if o, err = o.with(opts); err != nil {
			return false, err
		}
	}
	if o.runner != s.opts.runner {
		return false, errors.New("gizmo: In is an option of a session, not of one of its runs")
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if what.missing {
		return false, errors.New("gizmo: no program; make one with Compile")
	}
	rctx := stop.NewContext(ctx)
	paths := path.NewStore(rctx, qs)
	out := &results{ctx: rctx, graph: paths, yield: yield, most: o.maxRows, noted: o.notes != nil}
	run := &lang.Run{
		Ctx: rctx, Source: what.source, Graph: paths, Out: out,
		Names:  &names{ctx: rctx, store: paths.QuadStore(), state: state, prefixes: o.prefixes},
		Params: o.params, MaxPathLength: o.maxPathLength, MaxEmitted: o.maxEmitted, MaxCallDepth: o.maxCallDepth,
	}
	if o.notes != nil {
		run.Note = func(line, column int, text string) {
			out.watch.Outside(func() { o.notes(Note{Line: line, Column: column, Text: text}) })
		}
	}
	var end world.End
	if o.runner == nil {
		end = s.here(run, out, tg.Graph{State: state}, what, &o)
	} else if end, err = s.inBox(ctx, run, out, tg.Graph{State: state}, what, &o); err != nil {
		return false, err
	}
	if end.Caller != nil {
		panic(end.Caller.Value)
	}
	return end.Left, shown(end.Err)
}

// here runs a script in this process.
func (s *Session) here(run *lang.Run, out *results, asker tg.Asker, what script, o *options) world.End {
	if what.program == nil {
		var err error
		if what.program, err = world.Compile(what.source, o.maxScriptSize); err != nil {
			return world.End{Err: err}
		}
	}
	if s.world == nil {
		s.world = world.New()
	}
	out.watch = stop.NewWatch(run.Ctx, o.timeout, stop.NewGrowth(o.maxMemory, limit.Memory(o.maxMemory)).TooMuch)
	end := s.world.Run(run, asker, out.watch, what.program)
	if s.world.Broken() {
		s.world = nil
		end.Err = gone(end.Err)
	}
	return end
}

// inBox has a script run in a process of its own.
func (s *Session) inBox(ctx context.Context, run *lang.Run, out *results, asker tg.Asker, what script, o *options) (end world.End, err error) {
	if len(what.source) > o.maxScriptSize {
		return world.End{Err: fault.Of(limit.ScriptSize(o.maxScriptSize))}, nil
	}
	if s.lost {
		s.lost = false
		return world.End{Err: &fault.Error{Message: "the script before this one had to be ended" + goneToo}}, nil
	}
	if s.process == nil {
		if s.process, err = o.runner.Take(ctx); err != nil {
			return world.End{}, err
		}
	}
	used := s.used
	out.watch = stop.NewWatch(run.Ctx, o.timeout, s.process.TooMuch)
	talk := &remote.Talk{Run: run, Out: out, Asker: asker, Watch: out.watch, Child: s.process}
	defer func() {
		if !talk.Lost() {
			return
		}
		s.giveBack()
		if s.lost = used; end.Err != nil && used {
			end.Err, s.lost = gone(end.Err), false
		}
	}()
	s.used = true
	return talk.Do(remote.Job{
		Fresh: !used, Source: what.source, Params: o.params, Notes: o.notes != nil, Time: o.timeout, MaxMemory: o.maxMemory, MaxRows: o.maxRows,
		MaxCallDepth: o.maxCallDepth, MaxPathLength: o.maxPathLength, MaxScriptSize: o.maxScriptSize, MaxEmitted: o.maxEmitted,
	}), nil
}

// goneToo says what a session has lost.
const goneToo = "; the variables of the session are gone"

// gone adds that to an error.
func gone(err error) error {
	var bad *fault.Error
	if !errors.As(err, &bad) {
		return err
	}
	more := *bad
	more.Message += goneToo
	return &more
}
