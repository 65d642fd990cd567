package explorer

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// ofState keeps what was read of the whole of a state, for the state that was asked for last. Reading goes on in turn, so that
// who asks for the same meanwhile waits for it.
type ofState[T any] struct {
	turn    chan struct{}
	known   bool
	version graph.Version
	value   T
}

func newOfState[T any]() *ofState[T] { return &ofState[T]{turn: make(chan struct{}, 1)} }

// of gives what is kept of a state, or reads it. What could not be read is read again by who asks next.
func (k *ofState[T]) of(ctx context.Context, s *graph.Snapshot, read func(context.Context, *graph.Snapshot) (T, error)) (T, error) {
	var none T
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return none, ctx.Err()
	}
	if k.known && k.version == s.Version() {
		return k.value, nil
	}
	value, err := read(ctx, s)
	if err != nil {
		return none, err
	}
	k.known, k.version, k.value = true, s.Version(), value
	return value, nil
}

// readDates finds when the things happened that a state tells of. It keeps no snapshot.
func readDates(ctx context.Context, s *graph.Snapshot) (query.Dates, error) {
	d, err := query.Span(ctx, s)
	return d.Detach(), err
}

// cited is a source, and how many claims it has.
type cited struct {
	source quad.Value // not its number, which another snapshot of the version may have for something else
	claims int
}

// mostSources is how many sources the front page shows.
const mostSources = 20

// readSources finds the first sources of a state, under some options. It keeps no snapshot.
func readSources(ctx context.Context, s *graph.Snapshot, opts ...query.Option) ([]cited, error) {
	sources, err := query.Sources(ctx, s, append(opts, query.Top(mostSources))...)
	all := make([]cited, len(sources))
	for i, one := range sources {
		all[i] = cited{one.Source.Node(), one.Claims}
	}
	return all, err
}
