package csv

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/internal/amplify"
	"talentgraph.example/loader/syntax"
)

// Rejoin joins the reports of moves, posts and investments anew that tables have told of some things, or of what is part of
// them, as they would be joined if the tables were loaded now. It is for after [graph.Tx.Same] and [graph.Tx.Distinct]:
// what is one by now can make one event of two, and two of one where it no longer is; things has both then. It takes the
// options [WithNamespace] and [JoinHalves], which must be those of the load. It gives the reports that came to be apart.
func Rejoin(ctx context.Context, tx *graph.Tx, things []quad.IRI, opts ...Option) ([]Apart, error) {
	o := &options{namespace: vocab.ID}
	for _, opt := range opts {
		opt(o)
	}
	var j *joiner
	err := tx.View(ctx, func(s *graph.Snapshot) error {
		j = newJoiner(tx, newNames(s, o.namespace, amplify.New(syntax.NewOptions(o.syntax...))), func(quad.IRI, int) {})
		return nil
	})
	if err != nil {
		return nil, err
	}
	j.halves, j.touched = o.halves, things
	_, err = j.finish(ctx)
	return j.apart, err
}
