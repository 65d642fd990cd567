// Package pace makes long work in memory end soon after its context does.
package pace

import (
	"context"
	"slices"
)

// every is how many steps go by between two looks at the context.
const every = 1024

// Pace counts the steps of one piece of work. It is not safe for concurrent use.
type Pace struct {
	ctx   context.Context
	steps int
	err   error
}

// New makes a Pace. Work under a nil context never ends early.
func New(ctx context.Context) *Pace { return &Pace{ctx: ctx} }

// Step counts a step, which should be short. It tells whether to go on; once it is false it stays false, so
// that work can wind up at its next step, and Err says why.
func (p *Pace) Step() bool {
	if p.steps%every == 0 && p.err == nil && p.ctx != nil {
		p.err = p.ctx.Err()
	}
	p.steps++
	return p.err == nil
}

// Err is the context's error, once a step has met it.
func (p *Pace) Err() error { return p.err }

// Sort sorts as slices.SortFunc does, each comparison being a step. If the context ends meanwhile, the items
// are left in no order.
func Sort[T any](p *Pace, items []T, compare func(a, b T) int) {
	slices.SortFunc(items, func(a, b T) int {
		if !p.Step() {
			return 0 // where all are equal, sorting is soon done
		}
		return compare(a, b)
	})
}
