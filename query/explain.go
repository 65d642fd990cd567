package query

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"talentgraph.example/graph"
)

// Plan tells how a question was answered. See [Explain].
type Plan struct {
	Question string        `json:"question"` // the function's name
	Steps    []Step        `json:"steps"`    // in the order in which they were first taken
	Rows     int           `json:"rows"`     // given to the caller
	Elapsed  time.Duration `json:"elapsed"`  // the caller's own time between rows included; nanoseconds in JSON
	Err      error         `json:"-"`        // why the question ended early; nil if it did not
}

// Step is one kind of step, all the times it was taken together.
type Step struct {
	Does    string        `json:"does"`
	Index   string        `json:"index"` // what was read: "names", "by subject", "by object", "by predicate"
	Times   int           `json:"times"`
	In      int           `json:"in"`  // nodes or rows that the step began from
	Out     int           `json:"out"` // nodes or rows that it led to
	Elapsed time.Duration `json:"elapsed"`
}

// Explain fills a plan when the question has ended; for a stream, when its range has. A plan serves one
// question at a time: do not share it between goroutines.
func Explain(plan *Plan) Option {
	return Option{optExplain, func(o *options) { o.trace = &trace{plan: plan} }}
}

// String is the plan as a short table.
func (p Plan) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d rows in %v\n", p.Question, p.Rows, p.Elapsed.Round(time.Microsecond))
	for _, s := range p.Steps {
		fmt.Fprintf(&b, "  %s (%s): %d in, %d out, %d times, %v\n", s.Does, s.Index, s.In, s.Out, s.Times, s.Elapsed.Round(time.Microsecond))
	}
	return b.String()
}

// The indexes that steps read.
const (
	indexNames     = "names"
	indexSubject   = "by subject"
	indexObject    = "by object"
	indexPredicate = "by predicate"
	indexNone      = "none"
)

// trace fills a plan. A nil trace does nothing, so that questions need not ask whether they have one.
type trace struct {
	plan  *Plan
	began time.Time
}

// begin notes a step; the function it gives is called with the rows out when the step is done.
func (t *trace) begin(does, index string, in int) (end func(out int)) {
	if t == nil || t.plan == nil {
		return func(int) {}
	}
	began, i := time.Now(), 0
	for ; i < len(t.plan.Steps); i++ {
		if s := t.plan.Steps[i]; s.Does == does && s.Index == index {
			break
		}
	}
	if i == len(t.plan.Steps) {
		t.plan.Steps = append(t.plan.Steps, Step{Does: does, Index: index})
	}
	return func(out int) {
		s := &t.plan.Steps[i]
		s.Times++
		s.In += in
		s.Out += out
		s.Elapsed += time.Since(began)
	}
}

func (t *trace) start(question string) {
	if t != nil && t.plan != nil {
		*t.plan = Plan{Question: question}
		t.began = time.Now()
	}
}

func (t *trace) row() {
	if t != nil && t.plan != nil {
		t.plan.Rows++
	}
}

// rows says how many rows there are by now.
func (t *trace) rows(n int) {
	if t != nil && t.plan != nil {
		t.plan.Rows = n
	}
}

func (t *trace) finish(err error) {
	if t != nil && t.plan != nil {
		t.plan.Elapsed, t.plan.Err = time.Since(t.began), err
	}
}

// view runs a question on one state, and fills its plan. That the caller wants no more is no error.
func (o *options) view(ctx context.Context, r graph.Reader, f func(*graph.Snapshot) error) error {
	o.trace.start(o.question)
	err := r.View(ctx, f)
	if errors.Is(err, errEnough) {
		err = nil
	}
	o.trace.finish(err)
	return err
}
