package ask

import (
	"context"
	"errors"
	"time"

	"talentgraph.example/graph"
)

// The indexes that steps read.
const (
	IndexNames     = "names"
	IndexSubject   = "by subject"
	IndexObject    = "by object"
	IndexPredicate = "by predicate"
	IndexNone      = "none"
)

// Trace fills a plan. A nil trace does nothing, so that questions need not ask whether they have one.
type Trace struct {
	Plan  *Plan
	began time.Time
}

// Begin notes a step; the function it gives is called with the rows out when the step is done.
func (t *Trace) Begin(does, index string, in int) (end func(out int)) {
	if t == nil || t.Plan == nil {
		return func(int) {}
	}
	began, i := time.Now(), 0
	for ; i < len(t.Plan.Steps); i++ {
		if s := t.Plan.Steps[i]; s.Does == does && s.Index == index {
			break
		}
	}
	if i == len(t.Plan.Steps) {
		t.Plan.Steps = append(t.Plan.Steps, Step{Does: does, Index: index})
	}
	return func(out int) {
		s := &t.Plan.Steps[i]
		s.Times++
		s.In += in
		s.Out += out
		s.Elapsed += time.Since(began)
	}
}

func (t *Trace) start(question string) {
	if t != nil && t.Plan != nil {
		*t.Plan = Plan{Question: question}
		t.began = time.Now()
	}
}

func (t *Trace) row() {
	if t != nil && t.Plan != nil {
		t.Plan.Rows++
	}
}

// Rows says how many rows there are by now.
func (t *Trace) Rows(n int) {
	if t != nil && t.Plan != nil {
		t.Plan.Rows = n
	}
}

func (t *Trace) finish(err error) {
	if t != nil && t.Plan != nil {
		t.Plan.Elapsed, t.Plan.Err = time.Since(t.began), err
	}
}

// errEnough ends a question that has given all that is wanted of it.
var errEnough = errors.New("enough")

// View runs a question on one state, and fills its plan. That the caller wants no more is no error.
func (o *Options) View(ctx context.Context, r graph.Reader, f func(*graph.Snapshot) error) error {
	o.Trace.start(o.question)
	err := r.View(ctx, f)
	if errors.Is(err, errEnough) {
		err = nil
	}
	o.Trace.finish(err)
	return err
}
