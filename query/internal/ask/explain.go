package ask

import (
	"fmt"
	"strings"
	"time"
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

// String is the plan as a short table.
func (p Plan) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d rows in %v\n", p.Question, p.Rows, p.Elapsed.Round(time.Microsecond))
	for _, s := range p.Steps {
		fmt.Fprintf(&b, "  %s (%s): %d in, %d out, %d times, %v\n", s.Does, s.Index, s.In, s.Out, s.Times, s.Elapsed.Round(time.Microsecond))
	}
	return b.String()
}
