package query

import (
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Contradicted finds, for each row of an answer, what other facts say against those that the row stands on: the disputes
// that [Disputed] finds in the facts about its moves and posts, by other moves of the same person and other holders of the
// same post, and about its strategy or its single facts. A row that nothing is said against has none, and so have rows of types
// that stand on no facts of their own, such as sums. It reads the state that the question saw, once for all rows: to ask
// for many rows together costs about what one does for each person that they tell of. A row after Detach is an error.
func Contradicted[R any](ctx context.Context, rows []R) ([][]Dispute, error) {
	if err := ask.GivenContext(ctx, "Contradicted"); err != nil {
		return nil, err
	}
	all := make([][]Dispute, len(rows))
	byState := map[*ask.State]*contradicted{}
	of := make([]*contradicted, len(rows))
	for i, row := range rows {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var g grounds
		switch row := any(row).(type) {
		case interface{ grounds() grounds }:
			g = row.grounds()
		case interface{ own() grounds }:
			g = row.own()
		default:
			continue
		}
		if g.kept != nil {
			return nil, errDetached("Contradicted")
		}
		state := g.anyState()
		if state == nil {
			continue
		}
		if byState[state] == nil {
			byState[state] = &contradicted{state: state}
		}
		of[i] = byState[state]
		of[i].stands(i, g)
	}
	for _, c := range byState {
		if err := c.find(ctx); err != nil {
			return nil, err
		}
	}
	for i, c := range of {
		if c != nil {
			all[i] = c.against(i)
		}
	}
	return all, ctx.Err()
}

// own lets rows that embed grounds be asked for them.
func (g grounds) own() grounds { return g }

// anyState is the state of the row, or of a part of it.
func (g grounds) anyState() *ask.State {
	for i := 0; g.state == nil && i < len(g.parts); i++ {
		g.state = g.parts[i].anyState()
	}
	return g.state
}

// contradicted is what rows of one state stand on, and what is said against it.
type contradicted struct {
	state    *ask.State
	nodes    [][]graph.ID // by row: events and other things whose every fact counts
	facts    [][]ask.Statement
	disputes []Dispute
	about    map[graph.ID][]int // disputes by what they are about
	single   map[ask.Statement][]int
}

// stands notes what a row stands on.
func (c *contradicted) stands(row int, g grounds) {
	for _, part := range g.parts {
		c.stands(row, part)
	}
	for len(c.nodes) <= row {
		c.nodes, c.facts = append(c.nodes, nil), append(c.facts, nil)
	}
	if g.node != 0 {
		c.nodes[row] = ask.AppendNew(c.nodes[row], g.node)
	}
	t := c.state.Terms
	if g.state == nil {
		return
	}
	for way := range g.each {
		for _, f := range way {
			if f.Predicate == t.Person || f.Predicate == t.Holder {
				c.nodes[row] = append(c.nodes[row], f.Subject)
			} else if f.Subject != g.node {
				c.facts[row] = append(c.facts[row], f)
			}
		}
	}
}

// find finds all disputes about what rows stand on.
func (c *contradicted) find(ctx context.Context) error {
	q := c.state.Question()
	var nodes []graph.ID
	for i := range c.nodes {
		nodes = append(nodes, c.nodes[i]...)
		for _, f := range c.facts[i] {
			nodes = append(nodes, f.Subject)
		}
	}
	if len(nodes) == 0 {
		return ctx.Err()
	}
	found := newConflicts(q, nil)
	if err := found.find(ctx, ask.Distinct(nodes)); err != nil {
		return err
	}
	c.disputes, c.about, c.single = found.rows, map[graph.ID][]int{}, map[ask.Statement][]int{}
	for i, d := range c.disputes {
		for _, f := range d.Facts {
			fact, subject := f.grounds().ways[0], f.Subject.Number()
			c.about[subject] = append(c.about[subject], i)
			if len(fact) == 1 && fact[0].Predicate == q.Terms.Value { // a figure's, which is said of what has it
				of, err := q.Into(ctx, []graph.ID{subject}, q.Terms.Figure)
				if err != nil {
					return err
				}
				for _, node := range of {
					c.about[node] = append(c.about[node], i)
				}
			}
			if len(fact) == 1 {
				c.single[fact[0]] = append(c.single[fact[0]], i)
			}
		}
	}
	return ctx.Err()
}

// besides gives those of some nodes that lead somewhere by a predicate, and all others that lead there, too, ascending.
func besides(ctx context.Context, q *ask.Question, nodes []graph.ID, predicate graph.ID) ([]graph.ID, error) {
	if predicate == 0 {
		return nil, nil
	}
	where, err := q.OutOf(ctx, nodes, predicate)
	if err != nil {
		return nil, err
	}
	return q.Into(ctx, ask.Distinct(where), predicate)
}

// against gives the disputes about what a row stands on, in their order.
func (c *contradicted) against(row int) []Dispute {
	var found []int
	for _, node := range c.nodes[row] {
		found = append(found, c.about[node]...)
	}
	for _, f := range c.facts[row] {
		found = append(found, c.single[f]...)
	}
	slices.Sort(found)
	var disputes []Dispute
	for _, i := range slices.Compact(found) {
		disputes = append(disputes, c.disputes[i])
	}
	return disputes
}
