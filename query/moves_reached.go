package query

import (
	"context"
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Reached is a row: an organization at the end of a chain of moves. It is a sum of the moves that the chain came there
// by, of the last step that is: from any of the organizations one move before, or to any of them for [Upstream];
// [Reached.Way] is one whole chain. Safe for concurrent use.
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

	start graph.ID
	moves int
	lasts map[graph.ID]bool // moves that can be the last ones, if the order of time counts

	mutex  sync.Mutex
	units  []graph.ID // with these, ascending, once they have been asked for
	chains *chains    // with which one way was found, once one has been asked for
	layers []layer
}

// reachedRows makes rows of a frontier and the one before it.
func reachedRows(q *ask.Question, up bool, start graph.ID, moves int, frontier, near []graph.ID) []Reached {
	c := &chain{up: up, near: near, start: start, moves: moves}
	c.by = countedBy(q, arrivals, c.keys)
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
	by, err := r.counted(ctx, "Reached.Moves")
	if err != nil {
		return nil, err
	}
	return by.moves(ctx, "Reached.Moves")
}

// Grades counts these moves by their certainty, each as the most certain of its rows. It is an error after Detach.
func (r Reached) Grades(ctx context.Context) (Grades, error) {
	by, err := r.counted(ctx, "Reached.Grades")
	if err != nil {
		return Grades{}, err
	}
	return by.grades(ctx, "Reached.Grades")
}

// Evidence is the claims about these moves that the question let count, the strongest first. It is an error after Detach.
func (r Reached) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	by, err := r.counted(ctx, "Reached.Evidence")
	if err != nil {
		return nil, err
	}
	return by.evidence(ctx, "Reached.Evidence")
}

func (r Reached) counted(ctx context.Context, method string) (counted, error) {
	if r.chain == nil {
		return counted{}, nil // which says that the row is detached
	}
	if err := ask.GivenContext(ctx, method); err != nil {
		return counted{}, err
	}
	c := counted{by: r.chain.by, key: sumKey{from: r.Number()}}
	if len(r.chain.near) == 0 {
		return c, ctx.Err() // no legs
	}
	near, err := r.chain.withUnits(ctx)
	c.keep = func(_ *moveFinder, m Move) bool {
		end, _ := r.chain.ends(m)
		return ask.Contains(near, end) && r.chain.inTime(m)
	}
	if r.chain.up {
		c.legs = []leg{{r.Number(), 0}}
	} else {
		c.legs = []leg{{0, r.Number()}}
	}
	return c, err
}

// ends are those of a move: the one that is one move before, and the one that is reached.
func (c *chain) ends(m Move) (near, far graph.ID) {
	if c.up {
		return m.To.Number(), m.From.Number()
	}
	return m.From.Number(), m.To.Number()
}

// inTime tells whether a move can be the last one, if the order of time counts.
func (c *chain) inTime(m Move) bool { return c.lasts == nil || c.lasts[m.id] }

// keys are the organizations that a move reaches from one before. Whoever counts has asked for those with their units.
func (c *chain) keys(f *moveFinder, dst []sumKey, m Move) []sumKey {
	if near, far := c.ends(m); far != 0 && ask.Contains(c.units, near) && c.inTime(m) {
		for _, top := range f.topsOf(nil, far) {
			dst = append(dst, sumKey{from: top})
		}
	}
	return dst
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
