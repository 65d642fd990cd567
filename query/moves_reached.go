package query

import (
	"context"
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Reached is a row: an organization at the end of a chain of moves. It is a sum of the moves that the chain came there
// by, of the last step that is: from any of the organizations one move before, or to any of them for [Upstream]. Safe for
// concurrent use.
type Reached struct {
	graph.Entity // the organization

	chain *chain // nil after Detach
}

func markReached(m *ask.Mark, r *Reached) { m.Set(r.Number()) }

// chain is what the rows of an answer have in common.
type chain struct {
	by   *summed
	up   bool
	near []graph.ID // the organizations one move before; none if there was no move

	mutex sync.Mutex
	units []graph.ID // with these, ascending, once they have been asked for
}

// reachedRows makes rows of a frontier and the one before it.
func reachedRows(q *ask.Question, up bool, frontier, near []graph.ID) []Reached {
	c := &chain{by: countedBy(q, arrivals, nil), up: up, near: near}
	rows := make([]Reached, len(frontier))
	for i, id := range frontier {
		rows[i] = Reached{q.Numbers.Entity(id), c}
	}
	return rows
}

// Moves gives these moves, each with its evidence, in the order of the function [Moves]; a move with several persons has
// a row for each. There are none if no move was asked for. It reads the state that the question saw, and is an error
// after Detach.
func (r Reached) Moves(ctx context.Context) ([]Move, error) {
	by, err := r.counted(ctx)
	if err != nil {
		return nil, err
	}
	return by.moves(ctx, "Reached.Moves")
}

// Grades counts these moves by their certainty, each as the most certain of its rows. It is an error after Detach.
func (r Reached) Grades(ctx context.Context) (Grades, error) {
	by, err := r.counted(ctx)
	if err != nil {
		return Grades{}, err
	}
	return by.grades(ctx, "Reached.Grades")
}

// Evidence is the claims about these moves that the question let count, the strongest first. It is an error after Detach.
func (r Reached) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	by, err := r.counted(ctx)
	if err != nil {
		return nil, err
	}
	return by.evidence(ctx, "Reached.Evidence")
}

func (r Reached) counted(ctx context.Context) (counted, error) {
	if r.chain == nil {
		return counted{}, nil // which says that the row is detached
	}
	c, up := counted{by: r.chain.by}, r.chain.up
	if len(r.chain.near) == 0 {
		return c, ctx.Err() // no legs
	}
	near, err := r.chain.withUnits(ctx)
	c.keep = func(_ *moveFinder, m Move) bool {
		end := m.From
		if up {
			end = m.To
		}
		return ask.Contains(near, end.Number())
	}
	if up {
		c.legs = []leg{{r.Number(), 0}}
	} else {
		c.legs = []leg{{0, r.Number()}}
	}
	return c, err
}

// withUnits gives the organizations one move before, with their units.
func (c *chain) withUnits(ctx context.Context) ([]graph.ID, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	var err error
	if c.units == nil {
		c.units, err = c.by.state.Question().Units().WithUnits(ctx, c.near)
	}
	return c.units, err
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (r Reached) Detach() Reached { return Reached{Entity: r.Entity.Detach()} }
