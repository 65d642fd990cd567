package sparql

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/sparql/internal/syntax"
)

// SyntaxError says where a text is no SPARQL and why: line and column from 1, columns in runes, what was expected and
// what may have been meant.
type SyntaxError = syntax.Error

// Form is what a query gives.
type Form = algebra.Form

// The four forms.
const (
	SelectForm    = algebra.Select
	AskForm       = algebra.Ask
	ConstructForm = algebra.Construct
	DescribeForm  = algebra.Describe
)

// Query is a query that has been read. It holds no state of a graph, and is safe for concurrent use. The zero Query cannot be
// run: that is an error.
type Query struct {
	tree    *syntax.Query
	algebra *algebra.Query
	options *options
	again   bool // it may run many times

	mu   sync.Mutex
	open map[string]*algebra.Query // with parameters, whose values each run gives, by their names
}

// Compile reads a query once for many runs. It knows the prefixes of package vocab and of [WithPrefix]; [Select] and its
// like know those of the graph at hand.
func Compile(query string, opts ...Option) (*Query, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	q, err := compile(query, o, vocab.Prefixes())
	if err != nil {
		return nil, err
	}
	q.again = true
	return q, nil
}

func compile(text string, o *options, known []vocab.Prefix) (*Query, error) {
	tree, err := syntax.ParseQuery(text, o.reading(known, DefaultMaxQuerySize))
	if err != nil {
		return nil, err
	}
	return &Query{tree: tree, algebra: tree.Algebra(), options: o}, nil
}

// reading says how a text is read.
func (o *options) reading(known []vocab.Prefix, size int) syntax.Options {
	if o.maxQuerySize > 0 {
		size = o.maxQuerySize
	}
	return syntax.Options{
		Base: o.base, MaxSize: size, MaxNesting: o.maxNesting,
		Expand: func(prefix string) (string, bool) {
			if namespace, ok := o.prefixes[prefix]; ok {
				return namespace, true
			}
			i := slices.IndexFunc(known, func(p vocab.Prefix) bool { return p.Name == prefix })
			if i < 0 {
				return "", false
			}
			return known[i].Namespace, true
		},
		Known: func() []string {
			names := slices.Collect(maps.Keys(o.prefixes))
			for _, p := range known {
				names = append(names, p.Name)
			}
			return names
		},
	}
}

// errNotCompiled is the error of a Query that Compile has not made.
var errNotCompiled = errors.New("sparql: there is no query; make one with Compile")

func (q *Query) isZero() bool { return q == nil || q.algebra == nil }

// with adds options to those of Compile.
func (q *Query) with(opts []Option) (*options, error) {
	if q.isZero() {
		return nil, errNotCompiled
	}
	return q.options.with(opts)
}

// Form is what the query gives.
func (q *Query) Form() Form {
	if q.isZero() {
		return SelectForm
	}
	return q.algebra.Form
}

// Vars are the names of a SELECT's columns, in order.
func (q *Query) Vars() []string {
	if q.isZero() || q.algebra.Form != algebra.Select {
		return nil
	}
	names := make([]string, len(q.algebra.Result))
	for i, v := range q.algebra.Result {
		names[i] = q.algebra.Name(v)
	}
	return names
}

// Params are the names that [WithParam] can give a value: the variables of the outermost query, sorted.
func (q *Query) Params() []string {
	if q.isZero() {
		return nil
	}
	var names []string
	for _, v := range q.algebra.Vars[1:] {
		if !v.Hidden {
			names = append(names, v.Name)
		}
	}
	slices.Sort(names)
	return names
}

// String writes the query in a normal form, a pattern a line. It is read as the same query.
func (q *Query) String() string {
	if q.isZero() {
		return ""
	}
	return q.tree.String()
}

// bind gives the query with the parameters that have values, and these values. Kept is whether the next run with the same
// parameters gets the same query.
func (q *Query) bind(o *options) (bound *algebra.Query, values []term.Term, kept bool, err error) {
	vars, values, err := q.given(o)
	if err != nil {
		return nil, nil, false, err
	}
	bound, kept = q.algebra, q.again
	if len(vars) > 0 {
		bound = q.withParams(vars)
	}
	if o.dataset != nil {
		other := *bound
		other.Dataset = *o.dataset
		bound, kept = &other, false
	}
	return bound, values, kept, nil
}

// mostOpen bounds the sets of parameters that a query is kept with: with one more it begins anew.
const mostOpen = 64

// withParams gives the query with values to come for some variables.
func (q *Query) withParams(vars []algebra.Var) *algebra.Query {
	if !q.again {
		return q.algebra.Bind(vars, nil)
	}
	key := fmt.Sprint(vars)
	q.mu.Lock()
	defer q.mu.Unlock()
	bound := q.open[key]
	if bound == nil {
		if q.open == nil || len(q.open) >= mostOpen {
			q.open = map[string]*algebra.Query{}
		}
		bound = q.algebra.Bind(vars, nil)
		q.open[key] = bound
	}
	return bound
}

// given gives the variables that have parameters, in the order of their names, and the values.
func (q *Query) given(o *options) (vars []algebra.Var, values []term.Term, err error) {
	for _, name := range slices.Sorted(maps.Keys(o.params)) {
		v := q.algebra.Lookup(name)
		if v == 0 {
			return nil, nil, fmt.Errorf("sparql: the query has no variable ?%s for the parameter; it has %v", name, q.Params())
		}
		t, err := term.Of(o.params[name])
		switch {
		case err != nil:
			return nil, nil, fmt.Errorf("sparql: parameter %s: %w", name, err)
		case t.Kind == term.None:
			continue // no value binds nothing
		}
		if err := t.Check(); err != nil {
			return nil, nil, fmt.Errorf("sparql: parameter %s: %w", name, err)
		}
		vars, values = append(vars, v), append(values, t)
	}
	return vars, values, nil
}

// wrongForm is the error of a function that was given another form of query.
func wrongForm(function string, form algebra.Form) error {
	right := map[algebra.Form]string{algebra.Select: "Select", algebra.Ask: "Ask", algebra.Construct: "Construct", algebra.Describe: "Construct"}[form]
	return fmt.Errorf("sparql: %s was given a %s query; use sparql.%s", function, form, right)
}
