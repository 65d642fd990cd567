package sparql

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/exec"
	"talentgraph.example/query/internal/iri"
)

// Select runs a SELECT query and yields its rows as they come. An error comes last and once.
func Select(ctx context.Context, r graph.Reader, query string, opts ...Option) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		err := onText(ctx, r, query, opts, func(q *Query, s *graph.Snapshot) error { return q.rows(ctx, s, q.options, yield) })
		last(err, yield)
	}
}

// Ask runs an ASK query: whether its pattern has a solution.
func Ask(ctx context.Context, r graph.Reader, query string, opts ...Option) (found bool, err error) {
	err = onText(ctx, r, query, opts, func(q *Query, s *graph.Snapshot) error {
		found, err = q.ask(ctx, s, q.options)
		return err
	})
	return found, err
}

// Construct runs a CONSTRUCT or a DESCRIBE query and yields its triples, each once, as quads without a label. A solution
// that leaves a part of a triple unbound, or would put a literal where none can stand, gives that triple not. A DESCRIBE
// gives all triples of the nodes it names, and of the blank nodes that these lead to.
func Construct(ctx context.Context, r graph.Reader, query string, opts ...Option) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		err := onText(ctx, r, query, opts, func(q *Query, s *graph.Snapshot) error { return q.quads(ctx, s, q.options, yield) })
		last(err, yield)
	}
}

// onText reads a query with the prefixes of the state it is then run on.
func onText(ctx context.Context, r graph.Reader, text string, opts []Option, f func(*Query, *graph.Snapshot) error) error {
	o, err := newOptions(opts)
	if err != nil {
		return err
	}
	return view(ctx, r, func(s *graph.Snapshot) error {
		q, err := compile(text, o, s.Prefixes())
		if err != nil {
			return err
		}
		return f(q, s)
	})
}

// view runs f on a state; what is missing is an error.
func view(ctx context.Context, r graph.Reader, f func(*graph.Snapshot) error) error {
	g, isGraph := r.(*graph.Graph)
	switch {
	case ctx == nil:
		return errors.New("sparql: the context is nil")
	case r == nil || isGraph && g == nil:
		return errors.New("sparql: the graph is nil")
	}
	return r.View(ctx, f)
}

// last yields an error, unless the caller has left.
func last[T any](err error, yield func(T, error) bool) {
	if err != nil && !errors.Is(err, errLeft) {
		var none T
		yield(none, err)
	}
}

// errLeft says that the caller's loop was left.
var errLeft = errors.New("left")

// Select runs a compiled query as [Select] does. Options are added to those of [Compile].
func (q *Query) Select(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		o, err := q.with(opts)
		if err == nil {
			err = view(ctx, r, func(s *graph.Snapshot) error { return q.rows(ctx, s, o, yield) })
		}
		last(err, yield)
	}
}

// Ask runs a compiled query as [Ask] does.
func (q *Query) Ask(ctx context.Context, r graph.Reader, opts ...Option) (found bool, err error) {
	o, err := q.with(opts)
	if err != nil {
		return false, err
	}
	err = view(ctx, r, func(s *graph.Snapshot) error {
		found, err = q.ask(ctx, s, o)
		return err
	})
	return found, err
}

// Construct runs a compiled query as [Construct] does.
func (q *Query) Construct(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		o, err := q.with(opts)
		if err == nil {
			err = view(ctx, r, func(s *graph.Snapshot) error { return q.quads(ctx, s, o, yield) })
		}
		last(err, yield)
	}
}

// run is one run of a query over a state.
type run struct {
	query   *algebra.Query
	given   []term.Term // the values of its parameters
	state   *graph.Snapshot
	options *options
	exec    *exec.Exec
	rows    batch

	once    sync.Once
	columns []string
}

// newRun prepares one, with the values of parameters. With keep the query will run again.
func newRun(s *graph.Snapshot, q *algebra.Query, given []term.Term, o *options, keep bool) *run {
	r := &run{query: q, given: given, state: s, options: o}
	r.exec = exec.New(s, q, r.engine(keep))
	return r
}

// names are those of the columns. They must not be changed.
func (r *run) names() []string {
	r.once.Do(func() {
		r.columns = make([]string, len(r.query.Result))
		for i, v := range r.query.Result {
			r.columns[i] = r.query.Name(v)
		}
	})
	return r.columns
}

// column is where a name stands among the columns; -1 for none.
func (r *run) column(name string) int {
	for i, v := range r.query.Result {
		if r.query.Vars[v].Name == name {
			return i
		}
	}
	return -1
}

// prepare binds parameters, gives notes, and makes the run.
func (q *Query) prepare(ctx context.Context, s *graph.Snapshot, o *options) (*run, error) {
	bound, given, keep, err := q.bind(o)
	if err == nil && o.notes != nil {
		err = noted(ctx, s, q.algebra, o)
	}
	if err != nil {
		return nil, err
	}
	return newRun(s, bound, given, o, keep), nil
}

func (q *Query) rows(ctx context.Context, s *graph.Snapshot, o *options, yield func(Row, error) bool) error {
	if q.Form() != algebra.Select {
		return wrongForm("Select", q.Form())
	}
	r, err := q.prepare(ctx, s, o)
	if err != nil {
		return err
	}
	return r.each(ctx, o.maxRows, func(ids []graph.ID) bool {
		row := Row{run: r, ids: ids}
		for i, id := range ids {
			if id != 0 && r.exec.Made(id) {
				if row.made == nil {
					row.made = make([]term.Term, len(ids))
				}
				row.made[i] = r.exec.Term(id)
			}
		}
		return yield(row, nil)
	})
}

func (q *Query) ask(ctx context.Context, s *graph.Snapshot, o *options) (bool, error) {
	if q.Form() != algebra.Ask {
		return false, wrongForm("Ask", q.Form())
	}
	r, err := q.prepare(ctx, s, o)
	if err != nil {
		return false, err
	}
	found := false
	err = r.each(ctx, 0, func([]graph.ID) bool {
		found = true
		return false
	})
	if errors.Is(err, errLeft) {
		err = nil
	}
	return found && err == nil, err
}

// engine gives what the engine needs to know.
func (r *run) engine(keep bool) exec.Options {
	o := r.options
	e := exec.Options{Given: r.given, Strict: o.strict, Now: o.now, MaxMemory: o.maxMemory, MaxText: o.maxText, Resolve: iri.Resolve,
		Explain: o.explain, Keep: keep, Looked: r.rows.flush}
	if o.service != nil {
		e.Service = o.answerService
	}
	for name, f := range o.functions {
		if e.Functions == nil {
			e.Functions = map[string]func([]term.Term) (term.Term, error){}
		}
		e.Functions[name] = func(args []term.Term) (t term.Term, err error) {
			defer func() {
				if p := recover(); p != nil {
					err = fmt.Errorf("the function <%s> panicked: %v", name, p)
				}
			}()
			values := make([]quad.Value, len(args))
			for i, a := range args {
				values[i] = a.Value()
			}
			v, err := f(values)
			if err != nil {
				return t, err
			}
			return term.Of(v)
		}
	}
	return e
}

// answerService hands a SERVICE pattern to the program's function.
func (o *options) answerService(ctx context.Context, endpoint term.Term, text string, columns []string, yield func(row []term.Term) error) error {
	row := make([]term.Term, len(columns))
	for values, err := range o.service(ctx, quad.IRI(endpoint.Text), text) {
		if err != nil {
			return err
		}
		for i, name := range columns {
			if row[i], err = term.Of(values[name]); err != nil {
				return err
			}
		}
		if err := yield(row); err != nil {
			return err
		}
	}
	return nil
}
