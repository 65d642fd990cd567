// Package naive evaluates the algebra as the text of SPARQL 1.1, section 18, reads: over a list of quads, with maps for
// solutions and a function an operator. It is the oracle that the engine is held to, for tests only, and shares nothing
// with the engine but the algebra itself.
//
//   - naive.go and op.go are the operators, path.go the paths, group.go the aggregates, order.go how terms are sorted.
//   - expr.go evaluates expressions, function.go the functions, value.go says what literals mean, time.go reads dates,
//     cast.go has the casts.
package naive

import (
	"context"
	"errors"
	"strings"
	"time"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Quad is a quad of terms. In the default graph the label is the zero Term.
type Quad struct{ Subject, Predicate, Object, Label term.Term }

// Options are what a query does not say itself.
type Options struct {
	Strict    bool // the default graph is the quads without a label
	Now       time.Time
	Service   func(ctx context.Context, endpoint term.Term, query string, vars []string) ([][]term.Term, error)
	Functions map[string]func([]term.Term) (term.Term, error)
}

// Solution gives variables their values; what is not in it is unbound.
type Solution map[algebra.Var]term.Term

type triple struct{ s, p, o term.Term }

// row is a solution, and the blank nodes that BNODE has made for it.
type row struct {
	values Solution
	blanks map[string]term.Term
}

func newRow() row { return row{Solution{}, map[string]term.Term{}} }

type evaluator struct {
	ctx     context.Context
	q       *algebra.Query
	opts    Options
	union   []triple // the default graph
	named   map[term.Term][]triple
	names   []term.Term
	active  []triple
	blanks  int
	failure error
}

// Eval gives the solutions of a query's Root, in order.
func Eval(ctx context.Context, q *algebra.Query, quads []Quad, opts Options) ([]Solution, error) {
	e := &evaluator{ctx: ctx, q: q, opts: opts, named: map[term.Term][]triple{}}
	e.dataset(quads)
	e.active = e.union
	var solutions []Solution
	for _, r := range e.eval(q.Root) {
		solutions = append(solutions, r.values)
	}
	return solutions, e.failure
}

// fold is a term with its language tag in small letters, by which terms are compared.
func fold(t term.Term) term.Term {
	t.Lang = strings.ToLower(t.Lang)
	return t
}

func same(a, b term.Term) bool { return fold(a) == fold(b) }

func contains(list []term.Term, t term.Term) bool {
	for _, x := range list {
		if same(x, t) {
			return true
		}
	}
	return false
}

// dataset makes the graphs that the query sees, each a set.
func (e *evaluator) dataset(quads []Quad) {
	d := e.q.Dataset
	inDefault, inNamed := map[triple]bool{}, map[Quad]bool{}
	for _, q := range quads {
		t := triple{q.Subject, q.Predicate, q.Object}
		key := triple{fold(t.s), fold(t.p), fold(t.o)}
		label := q.Label.Kind != term.None
		switch {
		case d.Given && !contains(d.Default, q.Label), !d.Given && e.opts.Strict && label, inDefault[key]:
		default:
			inDefault[key] = true
			e.union = append(e.union, t)
		}
		if named := (Quad{key.s, key.p, key.o, q.Label}); label && !inNamed[named] && (!d.Given || d.AllNamed || contains(d.Named, q.Label)) {
			inNamed[named] = true
			if len(e.named[q.Label]) == 0 {
				e.names = append(e.names, q.Label)
			}
			e.named[q.Label] = append(e.named[q.Label], t)
		}
	}
	for _, name := range d.Named {
		if !contains(e.names, name) {
			e.names = append(e.names, name) // it is empty, but GRAPH finds it
		}
	}
}

// look ends the evaluation once its context has ended.
func (e *evaluator) look() bool {
	if e.failure == nil {
		e.failure = e.ctx.Err()
	}
	return e.failure == nil
}

var errNoService = errors.New("there is no function for SERVICE")
