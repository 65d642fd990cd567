package shacl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// mostDetails is how many inner results are given for one.
const mostDetails = 20

// Validate holds the shapes with targets against data, all of one state, and reports what breaks them: results in the
// order of their focus nodes, IRIs by text. It allocates in proportion to the focus nodes and the results. A context that
// ends, or a time limit, is an error, never a shorter report.
func (s *Shapes) Validate(ctx context.Context, data graph.Reader, opts ...Option) (*Report, error) {
	if s == nil {
		return nil, errors.New("shacl: the shapes are nil")
	}
	if err := missing(ctx, data); err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(opts, func(opt Option) bool { return opt == nil }); i >= 0 {
		return nil, fmt.Errorf("shacl: option %d is nil", i+1)
	}
	o := newOptions(opts)
	errTime := &graph.LimitError{Limit: "milliseconds of validating", Value: o.timeout.Milliseconds(), Raise: "shacl.WithTimeout"}
	limited, cancel := context.WithTimeoutCause(ctx, o.timeout, errTime)
	defer cancel()
	var report *Report
	err := data.View(limited, func(state *graph.Snapshot) error {
		var err error
		report, err = s.validate(limited, state, o)
		return err
	})
	if err != nil && ctx.Err() == nil && context.Cause(limited) == error(errTime) {
		err = errTime
	}
	if err != nil {
		return nil, err
	}
	return report, nil
}

func (s *Shapes) validate(ctx context.Context, state *graph.Snapshot, o options) (*Report, error) {
	r := newRun(ctx, state, o)
	c := &collector{most: o.maxResults}
	for _, shape := range s.all {
		if shape.targets.none() || shape.deactivated {
			continue
		}
		bound, err := r.bind(shape)
		if err != nil {
			return nil, err
		}
		nodes, err := r.focusNodes(shape.targets)
		if err != nil {
			return nil, err
		}
		if err := r.validate(bound, nodes, c.report); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(c.results, func(a, b Result) int {
		return cmp.Compare(term.OrderText(a.Focus), term.OrderText(b.Focus))
	})
	return &Report{Conforms: len(c.results) == 0, Results: c.results, More: c.more, Violations: c.violations}, ctx.Err()
}

// collector makes results of breaches.
type collector struct {
	most       int
	results    []Result
	more       int
	violations int
	inner      bool
}

func (c *collector) report(at *at, b breach) error {
	if at.shape.Severity == sh+"Violation" {
		c.violations++
	}
	if len(c.results) >= c.most {
		if c.more++; c.inner {
			return errBroken // that is enough
		}
		return at.look()
	}
	result := Result{
		Focus: at.value(at.node), Value: nil, Path: at.shape.Path, Severity: at.shape.Severity,
		Component: cmp.Or(at.bound.iri, sh+quad.IRI(at.bound.component)+"ConstraintComponent"), Constraint: at.bound.source,
		Shape: at.shape.ID, ShapeName: at.shape.Name(), ShapePlace: at.shape.place, Messages: at.shape.messages,
		wanted: at.bound.wanted, shapes: at.bound.shapes, shape: at.shape.naming, number: b.number, lang: b.text, state: at.state,
	}
	if b.value != 0 {
		result.Value = at.value(b.value)
	}
	if len(b.messages) > 0 {
		result.Messages = b.messages
	}
	if b.path != nil {
		result.Path = *b.path
	}
	result.Quads, result.Evidence = at.concerned(b, result.Path)
	if len(b.inner) > 0 && !c.inner {
		inner := &collector{most: mostDetails, inner: true}
		for _, s := range b.inner {
			if err := at.validate(s, []graph.ID{b.value}, inner.report); err != nil && err != errBroken {
				return err
			}
		}
		result.Details = inner.results
	}
	c.results = append(c.results, result)
	return nil
}

// concerned gives the quads that a breach is about, and the claims that state them: those of the value, else of all
// values.
func (a *at) concerned(b breach, path Path) ([]quad.Quad, []graph.Evidence) {
	p, turned := path.Predicate(), false
	if path.kind == inversePath {
		p, turned = path.parts[0].Predicate(), true
	}
	predicate := a.numbers.ID(p)
	values := a.values
	if b.value != 0 {
		values = []graph.ID{b.value}
	}
	if p == "" || predicate == 0 || b.value == 0 && b.number == 0 {
		return nil, nil
	}
	var quads []quad.Quad
	var claims []graph.ID
	for _, v := range values[:min(len(values), mostDetails)] {
		from, to := a.node, v
		if turned {
			from, to = to, from
		}
		if a.isExtra(from) || a.isExtra(to) {
			continue
		}
		for _, label := range a.numbers.LabelsOf(nil, from, predicate, to) {
			quads = append(quads, quad.Quad{Subject: a.value(from), Predicate: p, Object: a.value(to), Label: a.numbers.Value(label)})
			claims = append(claims, label)
		}
	}
	return quads, a.numbers.Evidence(claims...)
}

// InvalidError is a change that breaks shapes, and so was not made.
type InvalidError struct {
	Report *Report
}

// Error tells the first few violations.
func (e *InvalidError) Error() string {
	if e.Report == nil {
		return "the shapes are broken"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "the shapes are broken by %d facts or nodes", e.Report.Violations)
	if e.Report.Violations == 1 {
		b.Reset()
		b.WriteString("a shape is broken")
	}
	shown := 0
	for _, r := range e.Report.Results {
		if r.Severity != sh+"Violation" {
			continue
		}
		if shown++; shown > 3 {
			b.WriteString("; …")
			break
		}
		b.WriteString(map[bool]string{true: ": ", false: "; "}[shown == 1])
		b.WriteString(r.Message("en"))
	}
	return b.String()
}

// Quads are those that the violations are about, as the change would have left them: see [Result.Concerned].
func (e *InvalidError) Quads() []quad.Quad {
	if e.Report == nil {
		return nil
	}
	var quads []quad.Quad
	for _, r := range e.Report.Results {
		if r.Severity == sh+"Violation" {
			quads = append(quads, r.Concerned()...)
		}
	}
	return quads
}

// Check gives a guard: called before a change is made (loader.WithCheck, or in the function of graph.Graph.Update), it
// looks at the graph as the change would leave it, all of it, and gives an *InvalidError if it breaks the shapes.
// Warnings and infos pass; [OnReport] shows them.
func Check(s *Shapes, opts ...Option) func(ctx context.Context, tx *graph.Tx) error {
	return func(ctx context.Context, tx *graph.Tx) error {
		report, err := s.Validate(ctx, tx, opts...)
		if err != nil {
			return err
		}
		if o := newOptions(opts); o.onReport != nil {
			o.onReport(report)
		}
		if report.Violations > 0 {
			return &InvalidError{report}
		}
		return nil
	}
}
