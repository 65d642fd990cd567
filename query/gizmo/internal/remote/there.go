package remote

import (
	"context"
	"errors"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"

	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
	"talentgraph.example/query/gizmo/internal/tg"
	"talentgraph.example/query/gizmo/internal/wire"
)

// there is what a run of the child knows of the parent: it stands for the graph, its names, the questions, and the
// caller.
type there struct {
	child *child
	ctx   *stop.Context
	job   *Job
	given int // results so far

	namespaces map[string]string
	has        map[quad.Value]bool
	flush      *time.Timer // of what was emitted
}

type (
	graphThere  there
	namesThere  there
	callerThere there
	askerThere  there
)

var (
	_ lang.Graph = (*graphThere)(nil)
	_ lang.Names = (*namesThere)(nil)
	_ lang.Out   = (*callerThere)(nil)
	_ tg.Asker   = (*askerThere)(nil)
)

// errCause stands for an error that the parent keeps.
var errCause = errors.New("the cause is known to the parent")

// tell sends something that has no answer, soon.
func (t *there) tell(kind byte, w *wire.Writer) {
	if len(w.Body) > t.job.MaxEmitted+most {
		stop.On(tooLong(t.job.MaxEmitted + most))
	}
	if err := t.child.conn.Write(kind, w.Body); err != nil {
		t.child.gone(err)
	}
}

// ask asks, and waits for the answer. It stops the run if that is the answer.
func (t *there) ask(kind byte, w *wire.Writer) (*wire.Reader, error) {
	t.ctx.Check()
	if err := w.Err(); err != nil {
		return nil, err
	}
	t.tell(kind, w)
	if err := t.child.conn.Flush(); err != nil {
		t.child.gone(err)
	}
	f, ok := <-t.child.frames
	if !ok {
		stop.On(errStopped)
	}
	r := wire.NewReader(f.Body, -1)
	switch f.Kind {
	case sayAnswer:
		return r, nil
	case sayFailed:
		said := r.Text()
		t.must(r)
		return nil, errors.New(said)
	case sayRefused:
		no := &tg.Refused{Said: r.Text()}
		if r.Bool() {
			no.Cause = errCause
		}
		t.must(r)
		return nil, no
	case sayLimit:
		reached := decodeLimit(r)
		t.must(r)
		stop.On(reached)
	case sayStopped:
		stop.On(errStopped)
	}
	t.broken()
	return nil, wire.ErrBroken
}

// must ends the process if a message was not as it should be.
func (t *there) must(r *wire.Reader) {
	if r.End() != nil {
		t.broken()
	}
}

func (t *there) broken() {
	t.child.gone(wire.ErrBroken)
	stop.On(wire.ErrBroken)
}

// The graph.

func (g *graphThere) Rows(p *path.Path, most int64, each func([]path.Tagged) bool) error {
	return (*there)(g).rows(askRows, p, most, each)
}

func (g *graphThere) Nodes(p *path.Path, most int64, each func(graph.Ref) bool) error {
	return (*there)(g).rows(askNodes, p, most, func(row []path.Tagged) bool { return each(row[0].Ref) })
}

func (g *graphThere) Count(p *path.Path) (int64, error) {
	t := (*there)(g)
	var w wire.Writer
	p.Encode(&w)
	r, err := t.ask(askCount, &w)
	if err != nil {
		return 0, err
	}
	n := r.Int()
	t.must(r)
	return n, nil
}

func (g *graphThere) Shortest(from *path.Path, to path.Search) ([]path.Leg, error) {
	t := (*there)(g)
	var w wire.Writer
	path.EncodeSearch(&w, from, to)
	r, err := t.ask(askShortest, &w)
	if err != nil {
		return nil, err
	}
	n := r.Count()
	var way []path.Leg
	for i := 0; i < n && r.Err() == nil; i++ {
		leg := path.Leg{Node: graph.PreFetched(r.Value())}
		if predicate := r.Value(); predicate != nil {
			leg.Predicate = graph.PreFetched(predicate)
		}
		leg.Inverse = r.Bool()
		way = append(way, leg)
	}
	t.must(r)
	return way, nil
}

func (g *graphThere) Value(node graph.Ref) quad.Value {
	if known, ok := node.(graph.PreFetchedValue); ok {
		return known.NameOf()
	}
	return nil
}

// The names.

// mostKept is how many answers about names a run keeps.
const mostKept = 1000

func (n *namesThere) Has(v quad.Value) bool {
	t := (*there)(n)
	if known, asked := t.has[v]; asked {
		return known
	}
	var w wire.Writer
	w.Value(v)
	r, err := t.ask(askHas, &w)
	if err != nil {
		return false
	}
	known := r.Bool()
	t.must(r)
	if t.has == nil {
		t.has = make(map[quad.Value]bool)
	}
	if len(t.has) < mostKept {
		t.has[v] = known
	}
	return known
}

func (n *namesThere) Namespace(prefix string) string {
	t := (*there)(n)
	if ns, asked := t.namespaces[prefix]; asked {
		return ns
	}
	ns := t.text(askNamespace, prefix)
	if t.namespaces == nil {
		t.namespaces = make(map[string]string)
	}
	if len(t.namespaces) < mostKept {
		t.namespaces[prefix] = ns
	}
	return ns
}

func (n *namesThere) Compact(iri quad.IRI) string { return (*there)(n).text(askCompact, string(iri)) }

func (n *namesThere) Nearest(iri quad.IRI) quad.IRI {
	return quad.IRI((*there)(n).text(askNearest, string(iri)))
}

func (n *namesThere) Labelled(text string) (called []quad.IRI) {
	t := (*there)(n)
	var w wire.Writer
	w.Text(text)
	r, err := t.ask(askLabelled, &w)
	if err != nil {
		return nil
	}
	for _, iri := range r.Texts() {
		called = append(called, quad.IRI(iri))
	}
	t.must(r)
	return called
}

func (n *namesThere) Stored() ([]voc.Namespace, error) {
	t := (*there)(n)
	r, err := t.ask(askStored, new(wire.Writer))
	if err != nil {
		return nil, err
	}
	count := r.Count()
	var all []voc.Namespace
	for i := 0; i < count && r.Err() == nil; i++ {
		all = append(all, voc.Namespace{Prefix: r.Text(), Full: r.Text()})
	}
	t.must(r)
	return all, nil
}

// text asks for a text by a text.
func (t *there) text(kind byte, of string) string {
	var w wire.Writer
	w.Text(of)
	r, err := t.ask(kind, &w)
	if err != nil {
		return ""
	}
	text := r.Text()
	t.must(r)
	return text
}

// The questions.

func (a *askerThere) Ask(_ context.Context, q tg.Asking) (answer tg.Answer, err error) {
	t := (*there)(a)
	var w wire.Writer
	w.Text(q.Question)
	w.Texts(q.Args)
	w.Uint(uint64(len(q.Options)))
	for _, o := range q.Options {
		w.Text(o.Name)
		w.Texts(o.Values)
	}
	r, err := t.ask(askQuestion, &w)
	if err != nil {
		return answer, err
	}
	answer.JSON, answer.Next = []byte(r.Text()), r.Text()
	t.must(r)
	return answer, nil
}

// The caller.

func (o *callerThere) Rows(p *path.Path, most int64) (twice bool, err error) {
	t := (*there)(o)
	var w wire.Writer
	w.Int(most)
	p.Encode(&w)
	r, err := t.ask(askGive, &w)
	if err != nil {
		return false, err
	}
	t.given, twice = int(r.Uint()), r.Bool()
	t.must(r)
	return twice, nil
}

// soon is how long what was emitted may wait for more.
const soon = 5 * time.Millisecond

func (o *callerThere) Emit(value any) {
	t := (*there)(o)
	if t.given >= t.job.MaxRows {
		stop.On(limit.Rows(t.job.MaxRows))
	}
	t.given++
	var w wire.Writer
	w.Data(value)
	stop.On(w.Err())
	t.tell(tellEmit, &w)
	t.flushSoon()
}

func (t *there) note(line, column int, text string) {
	var w wire.Writer
	w.Uint(uint64(line))
	w.Uint(uint64(column))
	w.Text(text)
	t.tell(tellNote, &w)
	t.flushSoon()
}

// flushSoon has what was told sent when it has waited for long enough; an error is found by the next message.
func (t *there) flushSoon() {
	if t.flush == nil {
		t.flush = time.AfterFunc(soon, func() { _ = t.child.conn.Flush() })
	} else {
		t.flush.Reset(soon)
	}
}
