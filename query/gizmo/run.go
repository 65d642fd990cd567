package gizmo

import (
	"context"
	"errors"
	"iter"

	"talentgraph.example/graph"
)

// Run runs a Gizmo script on one state of the graph, and yields its results as they come: the rows of all()
// and getLimit(), what g.emit is called with, and last the value of the last statement if it is not null.
//
// Everything happens in the calling goroutine while the sequence is ranged over; each range runs the script
// afresh. Leaving the loop ends the script. The error comes last and once: a *ScriptError with line and column
// for what is wrong with the script, which wraps a *graph.LimitError (errors.Is with graph.ErrLimit) or the
// context's error if that ended it. Rows that came before an error are a part of an answer, not the answer.
//
// Run may be called by many goroutines at once, on the same graph too.
func Run(ctx context.Context, r graph.Reader, script string, opts ...Option) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		s, err := NewSession(opts...)
		if err != nil {
			yield(Result{}, err)
			return
		}
		defer s.Close()
		s.Run(ctx, r, script)(yield)
	}
}

// Run runs a compiled script as [Run] does, in a session of its own.
func (p *Program) Run(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		s, err := NewSession(opts...)
		if err != nil {
			yield(Result{}, err)
			return
		}
		defer s.Close()
		s.RunProgram(ctx, r, p)(yield)
	}
}

// Run runs a script as the package's [Run] does, in the world that the session's earlier scripts have left. The
// options are for this run only, on top of the session's.
func (s *Session) Run(ctx context.Context, r graph.Reader, script string, opts ...Option) iter.Seq2[Result, error] {
	return s.on(ctx, r, opts, source(script))
}

// RunProgram runs a compiled script in the session.
func (s *Session) RunProgram(ctx context.Context, r graph.Reader, p *Program, opts ...Option) iter.Seq2[Result, error] {
	return s.on(ctx, r, opts, compiled(p))
}

func (s *Session) on(ctx context.Context, r graph.Reader, opts []Option, what script) iter.Seq2[Result, error] {
	return func(yield func(Result, error) bool) {
		g, isGraph := r.(*graph.Graph)
		for _, missing := range []struct {
			yes  bool
			what string
		}{{s == nil, "no session"}, {r == nil || isGraph && g == nil, "no graph to run the script on"}, {ctx == nil, "no context"}} {
			if missing.yes {
				yield(Result{}, errors.New("gizmo: "+missing.what))
				return
			}
		}
		viewed := false
		err := r.View(ctx, func(state *graph.Snapshot) error {
			viewed = true
			s.runStore(ctx, state.QuadStore(), state, what, opts, yield)
			return nil
		})
		if err != nil && !viewed {
			yield(Result{}, err)
		}
	}
}
