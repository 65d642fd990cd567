package remote

import (
	"errors"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/internal/tg"
	"talentgraph.example/query/gizmo/internal/wire"
)

// answer answers what the child asks.
func (t *Talk) answer(kind byte, r *wire.Reader) {
	var w wire.Writer
	var failed error
	aborted := t.Run.Ctx.Err()
	ask := func(do func() error) {
		if r.End() != nil {
			t.broken()
			return
		}
		if aborted == nil && t.left == nil && t.reason == nil {
			aborted = t.guarded(func() error { failed = do(); return nil })
		}
	}
	g, names, longest := t.Run.Graph, t.Run.Names, t.Run.MaxPathLength
	switch kind {
	case askRows, askNodes:
		n := r.Int()
		p := path.Decode(r, longest)
		ask(func() error { return t.rows(kind, p, n, &w) })
	case askGive:
		n := r.Int()
		p := path.Decode(r, longest)
		ask(func() error {
			twice, err := t.Out.Rows(p, n)
			w.Uint(uint64(t.Out.Given()))
			w.Bool(twice)
			return err
		})
	case askCount:
		p := path.Decode(r, longest)
		ask(func() error {
			n, err := g.Count(p)
			w.Int(n)
			return err
		})
	case askShortest:
		from, to := path.DecodeSearch(r, longest)
		ask(func() error { return t.shortest(from, to, &w) })
	case askHas:
		v := r.Something()
		ask(func() error { w.Bool(names.Has(v)); return nil })
	case askNamespace:
		prefix := r.Text()
		ask(func() error { w.Text(names.Namespace(prefix)); return nil })
	case askCompact:
		iri := r.Text()
		ask(func() error { w.Text(names.Compact(quad.IRI(iri))); return nil })
	case askNearest:
		iri := r.Text()
		ask(func() error { w.Text(string(names.Nearest(quad.IRI(iri)))); return nil })
	case askLabelled:
		text := r.Text()
		ask(func() error {
			var called []string
			for _, iri := range names.Labelled(text) {
				called = append(called, string(iri))
			}
			w.Texts(called)
			return nil
		})
	case askStored:
		ask(func() error { return t.stored(&w) })
	case askQuestion:
		q := tg.Asking{Question: r.Text(), Args: r.Texts()}
		n := r.Count()
		for i := 0; i < n && r.Err() == nil; i++ {
			q.Options = append(q.Options, tg.Given{Name: r.Text(), Values: r.Texts()})
		}
		ask(func() error {
			answer, err := t.Asker.Ask(t.Run.Ctx, q)
			w.Text(string(answer.JSON))
			w.Text(answer.Next)
			return err
		})
	default:
		t.broken()
	}
	if !t.over() && t.asked { // a path that the child has closed has no more answers, whatever came of it here
		t.reply(&w, failed, aborted)
	}
}

// reply sends an answer, or why there is none.
func (t *Talk) reply(w *wire.Writer, failed, aborted error) {
	var no *tg.Refused
	switch reached := limitOf(aborted); {
	case t.left != nil, t.reason != nil, t.Run.Ctx.Err() != nil:
		t.say(sayStopped, nil)
	case reached != nil:
		var w wire.Writer
		encodeLimit(&w, reached)
		t.say(sayLimit, w.Body)
	case aborted != nil:
		t.reason = aborted
		t.say(sayStopped, nil)
	case errors.As(failed, &no):
		t.cause = no.Cause
		var w wire.Writer
		w.Text(no.Said)
		w.Bool(no.Cause != nil)
		t.say(sayRefused, w.Body)
	case failed == nil && w.Err() == nil:
		t.say(sayAnswer, w.Body)
	default:
		if failed == nil {
			failed = w.Err()
		}
		var w wire.Writer
		w.Text(failed.Error())
		t.say(sayFailed, w.Body)
	}
}

// rows runs a path, and sends its rows in batches. The last batch is the answer.
func (t *Talk) rows(kind byte, p *path.Path, n int64, w *wire.Writer) (err error) {
	if t.depth++; t.depth > t.Run.MaxCallDepth+1 {
		return limit.CallDepth(t.Run.MaxCallDepth) // each lies within a call
	}
	defer func() { t.depth-- }()
	out := batchWriter{nodes: kind == askNodes}
	each := func(row []path.Tagged) bool {
		if !out.add(row, t.Run.Graph.Value) {
			return true
		}
		body, err := out.take(batchMore)
		stop.On(err)
		t.say(sayAnswer, body)
		for !t.over() {
			if ofPath := t.serve(); ofPath != 0 {
				return ofPath == askMore
			}
		}
		return false
	}
	closed := false
	if kind == askNodes {
		err = t.Run.Graph.Nodes(p, n, func(node graph.Ref) bool {
			closed = !each([]path.Tagged{{Name: path.Result, Ref: node}})
			return !closed
		})
	} else {
		err = t.Run.Graph.Rows(p, n, func(row []path.Tagged) bool {
			closed = !each(row)
			return !closed
		})
	}
	if closed {
		return nil
	}
	how := batchLast
	if err != nil {
		how = batchFailed
		out.body.Text(err.Error())
	}
	w.Body, err = out.take(how)
	return err
}

func (t *Talk) shortest(from *path.Path, to path.Search, w *wire.Writer) error {
	way, err := t.Run.Graph.Shortest(from, to)
	w.Uint(uint64(len(way)))
	value := func(node graph.Ref) (v quad.Value) {
		if node != nil {
			v = t.Run.Graph.Value(node)
		}
		return v
	}
	for _, leg := range way {
		w.Value(value(leg.Node))
		w.Value(value(leg.Predicate))
		w.Bool(leg.Inverse)
	}
	return err
}

func (t *Talk) stored(w *wire.Writer) error {
	all, err := t.Run.Names.Stored()
	w.Uint(uint64(len(all)))
	for _, ns := range all {
		w.Text(ns.Prefix)
		w.Text(ns.Full)
	}
	return err
}
