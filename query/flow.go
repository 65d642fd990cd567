package query

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"talentgraph.example/graph"
)

// Flow is a row: so many moves went from one organization to another. Safe for concurrent use.
type Flow struct {
	From, To graph.Entity
	Count    int // of distinct moves

	asked *asked   // nil after Detach
	o     *options // of the question
}

// Moves gives the moves behind the count, each with its evidence, in the order of the function [Moves];
// a move with several persons has a row for each. It reads the state that the flow was counted in, and
// is an error after Detach.
func (w Flow) Moves(ctx context.Context) ([]Move, error) {
	if w.asked == nil {
		return nil, errors.New("query.Flow.Moves: the row is detached from its snapshot; ask before Detach")
	}
	f, err := newMoveFinder(ctx, w.asked.s, w.o, true)
	if err != nil {
		return nil, err
	}
	if f.froms, err = f.orgs.withUnits(ctx, []graph.ID{w.From.Number()}); err != nil {
		return nil, err
	}
	if f.tos, err = f.orgs.withUnits(ctx, []graph.ID{w.To.Number()}); err != nil {
		return nil, err
	}
	var moves []Move
	err = f.run(ctx, func(m Move) error {
		// A unit of several organizations counts for one of them.
		if f.orgs.top(m.From.Number()) == w.From.Number() && f.orgs.top(m.To.Number()) == w.To.Number() {
			moves = append(moves, m)
		}
		return nil
	})
	return moves, err
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (w Flow) Detach() Flow {
	return Flow{From: w.From.Detach(), To: w.To.Detach(), Count: w.Count}
}

// String is the row in English: "Alibaba → ByteDance: 2".
func (w Flow) String() string {
	return fmt.Sprintf("%s → %s: %d", orUnknown(w.From), orUnknown(w.To), w.Count)
}

// MarshalJSON writes both organizations and the count.
func (w Flow) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		From  graph.Entity `json:"from"`
		To    graph.Entity `json:"to"`
		Count int          `json:"count"`
	}{w.From, w.To, w.Count})
}
