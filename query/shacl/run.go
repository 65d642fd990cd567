package shacl

import (
	"context"
	"errors"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/ask"
	"talentgraph.example/query/internal/expr"
)

// errBroken ends the question whether a node conforms, at the first breach.
var errBroken = errors.New("broken")

// page is how many focus nodes are looked at together.
const page = 1024

// run is one validation of one state.
type run struct {
	ctx     context.Context
	state   *graph.Snapshot
	numbers *graph.Numbers
	options options
	extra   []quad.Value // terms of shapes that no quad of the state has: they are numbered from the last number downwards
	extras  map[quad.Value]graph.ID
	classes map[graph.ID]*members
	bound   map[*Shape]*boundShape
	both    graph.Reader // the data, with the shapes beside them
	env     expr.Env
	steps   int
}

func newRun(ctx context.Context, s *graph.Snapshot, o options) *run {
	return &run{ctx: ctx, state: s, numbers: s.Numbers(), options: o,
		extras: map[quad.Value]graph.ID{}, classes: map[graph.ID]*members{}, bound: map[*Shape]*boundShape{}}
}

// look looks at the context now and then.
func (r *run) look() error {
	if r.steps++; r.steps&1023 != 0 {
		return nil
	}
	return r.ctx.Err()
}

// id gives a term's number, one of the run's own if no quad has it.
func (r *run) id(v quad.Value) graph.ID {
	if id := r.numbers.ID(v); id != 0 {
		return id
	}
	v = term.Normal(v)
	id, ok := r.extras[v]
	if !ok {
		r.extra = append(r.extra, v)
		id = ^graph.ID(len(r.extra) - 1)
		r.extras[v] = id
	}
	return id
}

func (r *run) isExtra(id graph.ID) bool { return int(^id) < len(r.extra) }

func (r *run) value(id graph.ID) quad.Value {
	if r.isExtra(id) {
		return r.extra[^id]
	}
	return r.numbers.Value(id)
}

func (r *run) term(id graph.ID) term.Term {
	if r.isExtra(id) {
		t, _ := term.Of(r.extra[^id])
		return t
	}
	return r.numbers.Term(id)
}

// expand takes a step along a predicate from each of some nodes. Others come ascending, one for each quad.
func (r *run) expand(nodes []graph.ID, d quad.Direction, predicate graph.ID, f func(i int, others, labels []graph.ID)) error {
	if predicate == 0 {
		return nil
	}
	known := nodes
	if len(r.extra) > 0 && slices.ContainsFunc(nodes, r.isExtra) {
		known = slices.Clone(nodes)
		for i, n := range known {
			if r.isExtra(n) {
				known[i] = 0 // which has no quads
			}
		}
	}
	return r.numbers.Expand(r.ctx, known, d, []graph.ID{predicate}, func(run graph.Run) bool {
		f(run.Node, run.Others, run.Labels)
		return true
	})
}

// boundShape is a shape whose terms are numbers of the state.
type boundShape struct {
	*Shape
	path       *boundPath // nil for a node shape
	checks     []boundCheck
	properties []*boundShape
	conform    outcomes // nodes that it was asked of by other shapes
}

type boundCheck struct {
	*constraint
	check check
}

// check looks at one focus node, and tells of what breaks its constraint by at.fail.
type check func(at *at) error

// at is where a check stands.
type at struct {
	*run
	shape  *boundShape
	bound  *boundCheck
	node   graph.ID
	values []graph.ID // ascending, each once; of a node shape the node itself
	claims []graph.ID // the claims that state the values, once for each; nil but for PerClaim
	report reporter
}

// breach is a way in which a constraint is broken.
type breach struct {
	value  graph.ID // 0 if no single value breaks it
	path   *Path    // in place of the shape's
	number int      // how many, or how long
	text   string   // a language
	inner  []*boundShape

	messages []quad.Value // of a query
}

// reporter takes a breach. Its error ends the work.
type reporter func(at *at, b breach) error

func (a *at) fail(b breach) error { return a.report(a, b) }

// bind makes a shape's terms numbers of the state, once in a run.
func (r *run) bind(s *Shape) (*boundShape, error) {
	if b := r.bound[s]; b != nil {
		return b, nil
	}
	b := &boundShape{Shape: s}
	r.bound[s] = b
	if s.Path.kind != noPath {
		b.path = r.bindPath(s.Path.inward())
	}
	if s.deactivated {
		return b, nil
	}
	for i := range s.constraints {
		c, err := s.constraints[i].bind(r)
		if err != nil {
			return nil, err
		}
		b.checks = append(b.checks, boundCheck{&s.constraints[i], c})
	}
	for _, p := range s.properties {
		bound, err := r.bind(p)
		if err != nil {
			return nil, err
		}
		b.properties = append(b.properties, bound)
	}
	return b, nil
}

func (r *run) bindAll(shapes []*Shape) ([]*boundShape, error) {
	bound := make([]*boundShape, len(shapes))
	for i, s := range shapes {
		var err error
		if bound[i], err = r.bind(s); err != nil {
			return nil, err
		}
	}
	return bound, nil
}

// validate holds nodes against a shape (section 3.4), and reports what breaks it: page by page, so that a step of a path
// is taken from many nodes at once.
func (r *run) validate(s *boundShape, nodes []graph.ID, report reporter) error {
	if s.deactivated {
		return nil
	}
	a := &at{run: r, shape: s, report: report}
	for part := range slices.Chunk(nodes, page) {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		values, claims, err := r.values(s, part)
		if err != nil {
			return err
		}
		for i, node := range part {
			if err := r.look(); err != nil {
				return err
			}
			a.node, a.values = node, values[i]
			if claims != nil {
				a.claims = claims[i]
			}
			for j := range s.checks {
				a.bound = &s.checks[j]
				if err := a.bound.check(a); err != nil {
					return err
				}
			}
		}
		for _, p := range s.properties {
			if s.path == nil {
				err = r.validate(p, part, report)
			}
			for i := range part {
				if s.path == nil || err != nil {
					break
				}
				err = r.validate(p, values[i], report)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// conforms tells whether a node breaks nothing of a shape, and asks once for each.
func (r *run) conforms(s *boundShape, node graph.ID) (bool, error) {
	return s.conform.of(node, func() (bool, error) {
		if err := r.look(); err != nil {
			return false, err
		}
		err := r.validate(s, []graph.ID{node}, func(*at, breach) error { return errBroken })
		if err == errBroken {
			return false, nil
		}
		return err == nil, err
	})
}

// outcomes remember the answers to a question about terms.
type outcomes struct {
	known, yes ask.Bitset
	extra      map[graph.ID]bool // of terms that the state does not have
}

func (o *outcomes) of(id graph.ID, ask func() (bool, error)) (bool, error) {
	if o.known.Has(id) {
		return o.yes.Has(id), nil
	}
	if answer, ok := o.extra[id]; ok {
		return answer, nil
	}
	answer, err := ask()
	switch {
	case err != nil:
		return false, err
	case id > ^graph.ID(0)>>1:
		if o.extra == nil {
			o.extra = map[graph.ID]bool{}
		}
		o.extra[id] = answer
	default:
		o.known.Set(id)
		if answer {
			o.yes.Set(id)
		}
	}
	return answer, nil
}
