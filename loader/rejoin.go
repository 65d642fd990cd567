package loader

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/loader/csv"
)

// Rejoin joins the reports of moves, posts and investments anew that tables have told of some things, or of their parts, as they
// would be joined if the tables were loaded now. What [graph.Graph.Same] has made one can make one event of two, and what
// [graph.Graph.Distinct] has told apart two of one, which then are about both things:
//
//	err := g.Distinct(ctx, other)
//	if err == nil {
//		_, err = loader.Rejoin(ctx, g, []quad.IRI{keep, other})
//	}
//
// Of options it takes [WithNamespace] and [WithJoinedHalves], which should be those of the loads. It gives the reports that
// stay apart since then because they fit two events, as [Report.Apart] has them. An error leaves the graph as it was.
func Rejoin(ctx context.Context, g *graph.Graph, things []quad.IRI, opts ...Option) (apart []string, err error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	how := []csv.Option{}
	if o.namespace != "" {
		how = append(how, csv.WithNamespace(o.namespace))
	}
	if o.halves {
		how = append(how, csv.JoinHalves())
	}
	err = g.Update(ctx, func(tx *graph.Tx) error {
		left, err := csv.Rejoin(ctx, tx, things, how...)
		for _, a := range left {
			apart = append(apart, a.String())
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return apart, nil
}
