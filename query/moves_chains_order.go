package query

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// InOrder has [Downstream] and [Upstream] keep the order of time: each move of a chain may have come after the one before
// it, and may so by those before that as well, to the day. Moves without a time are left out. Such chains have at most
// 1,000 moves.
func InOrder() Option {
	return ask.NewOption(ask.OptInOrder, func(o *ask.Options) { o.InOrder = true })
}

// longestChain bounds chains whose every step is kept.
const longestChain = 1_000

// step is a move between two organizations at the top, as chains take it: for Upstream from where it led to where it came from,
// and its days turned round.
type step struct {
	move, from, to       graph.ID // from and to as the facts have them
	begins, leads        graph.ID // where the chain goes from and to
	first, last, earlier int      // days; earlier is that of the chain before it, of a step that has been taken
}

// chains follows moves step by step, and remembers one way to each organization.
type chains struct {
	*moveFinder
	up, ordered bool
	start       graph.ID
	first       []step              // from the start or one of its units
	steps       map[graph.ID][]step // from all others
}

// newChains reads all moves that the question lets count.
func newChains(ctx context.Context, f *moveFinder, start graph.ID, up, ordered bool) (*chains, error) {
	c := &chains{moveFinder: f, up: up, ordered: ordered, start: start, steps: map[graph.ID][]step{}}
	begin, err := f.orgs.WithUnits(ctx, []graph.ID{start})
	if err != nil {
		return nil, err
	}
	pairs, err := f.movePairs(ctx, nil)
	if err != nil {
		return nil, err
	}
	var room [4]ask.Dated
	for i, p := range pairs {
		if i&1023 == 1023 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if p.from == 0 || p.to == 0 || f.stays(p.from, p.to) {
			continue
		}
		s := step{move: p.move, from: p.from, to: p.to, first: math.MinInt, last: math.MaxInt}
		if ordered {
			time, ok := f.Choose(f.SpansOf(room[:0], p.move))
			if !ok {
				continue
			}
			s.first, s.last = time.First, time.Last
		}
		near, far := p.from, p.to
		if up {
			near, far, s.first, s.last = p.to, p.from, ^s.last, ^s.first
		}
		for _, s.leads = range f.topsOf(nil, far) {
			if ask.Contains(begin, near) {
				c.first = append(c.first, s)
			}
			for _, s.begins = range f.topsOf(nil, near) {
				c.steps[s.begins] = append(c.steps[s.begins], s)
			}
		}
	}
	return c, nil
}

// layer has for each organization that so many moves lead to the step that led there first.
type layer map[graph.ID]step

// day is the first day on which the chain can have come by a step.
func (s step) day() int {
	if s.earlier == math.MinInt || s.first > s.earlier {
		return s.first
	}
	return s.earlier + 1
}

// follow gives the layers after each of so many moves, as many as there are.
func (c *chains) follow(ctx context.Context, moves int) ([]layer, error) {
	var layers []layer
	for range moves {
		next := layer{}
		take := func(s step, earlier int) {
			if s.earlier = earlier; c.ordered && earlier != math.MinInt && s.last <= earlier {
				return
			}
			if known, ok := next[s.leads]; !ok || c.ordered && s.day() < known.day() {
				next[s.leads] = s
			}
		}
		if len(layers) == 0 {
			for _, s := range c.first {
				take(s, math.MinInt)
			}
		} else {
			for _, at := range sortedKeys(layers[len(layers)-1]) {
				if ctx.Err() != nil {
					return nil, ctx.Err()
				}
				for _, s := range c.steps[at] {
					take(s, layers[len(layers)-1][at].day())
				}
			}
		}
		if layers = append(layers, next); len(next) == 0 {
			break
		}
	}
	return layers, ctx.Err()
}

func sortedKeys(l layer) []graph.ID {
	keys := make([]graph.ID, 0, len(l))
	for id := range l {
		keys = append(keys, id)
	}
	slices.Sort(keys)
	return keys
}

// chainsInOrder answers Downstream and Upstream with InOrder.
func chainsInOrder(ctx context.Context, q *ask.Question, question string, start graph.ID, moves int, up bool) ([]Reached, error) {
	if moves > longestChain {
		return nil, ask.WrongArgument(question, "moves", fmt.Errorf("chains in order of time have at most %d moves, not %d", longestChain, moves))
	}
	if moves == 0 {
		return reachedRows(q, up, start, moves, []graph.ID{start}, nil), nil
	}
	f, err := newMoveFinder(ctx, q, departures)
	if err != nil {
		return nil, err
	}
	c, err := newChains(ctx, f, start, up, true)
	if err != nil {
		return nil, err
	}
	layers, err := c.follow(ctx, moves)
	if err != nil || len(layers) < moves {
		return nil, err
	}
	rows := reachedRows(q, up, start, moves, sortedKeys(layers[moves-1]), nil)
	if len(rows) > 0 {
		known := rows[0].chain
		known.chains, known.layers, known.lasts = c, layers, map[graph.ID]bool{}
		known.near = []graph.ID{start}
		before := layer{}
		if moves > 1 {
			before = layers[moves-2]
			known.near = sortedKeys(before)
		}
		for _, s := range c.last(before, moves) {
			known.lasts[s.move] = true
		}
	}
	return rows, nil
}

// last gives the steps that can be the last ones.
func (c *chains) last(before layer, moves int) []step {
	if moves == 1 {
		return c.first
	}
	var all []step
	for at, by := range before {
		for _, s := range c.steps[at] {
			if s.last > by.day() {
				all = append(all, s)
			}
		}
	}
	return all
}

// Way is one chain of moves that leads there, of all such chains the one whose every step can have come first if the order of
// time is asked for: in the order in which they were made, each with its evidence. It is nil if no move was asked for, and
// an error after Detach and for chains of more than 1,000 moves.
func (r Reached) Way(ctx context.Context) ([]Move, error) {
	if r.chain == nil {
		return nil, errDetached("Reached.Way")
	}
	return r.chain.way(ctx, r.Number())
}

func (c *chain) way(ctx context.Context, to graph.ID) ([]Move, error) {
	if c.moves > longestChain {
		return nil, ask.WrongArgument("Reached.Way", "moves", errors.New("the chain has more than 1,000 moves"))
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.layers == nil && c.moves > 0 {
		f, err := bindMoveFinder(ctx, c.by.state.Snapshot, c.by.o, departures)
		if err != nil {
			return nil, err
		}
		chains, err := newChains(ctx, f, c.start, c.up, false)
		if err != nil {
			return nil, err
		}
		layers, err := chains.follow(ctx, c.moves)
		if err != nil {
			return nil, err
		}
		c.chains, c.layers = chains, layers
	}
	var way []Move
	for i := min(c.moves, len(c.layers)) - 1; i >= 0; i-- {
		s := c.layers[i][to]
		rows, err := c.chains.page(ctx, []graph.ID{s.move})
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(rows, func(m Move) bool { return m.From.Number() == s.from && m.To.Number() == s.to })
		if at >= 0 {
			way = append(way, rows[at])
		}
		to = s.begins
	}
	if !c.up {
		slices.Reverse(way)
	}
	return way, ctx.Err()
}
