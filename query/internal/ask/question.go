package ask

import (
	"context"

	"talentgraph.example/graph"
)

// Question remembers which labels count, for the length of one question. Not safe for concurrent use.
type Question struct {
	*State
	All     bool // every label counts
	seen    map[graph.ID]bool
	known   *knownTimes // that have been met
	Trace   *Trace      // nil unless the question is to be explained
	Options *Options
	from    graph.ID // the node that the page asked for begins at; 0 for the beginning
}

// Question makes the question that these options were given to, whose steps are explained; rows make theirs with
// [State.Question].
func (o *Options) Question(s *State) *Question {
	q := s.Question()
	q.Trace, q.Options = o.Trace, o
	return q
}

// Resolve finds the entity that a name means.
func (q *Question) Resolve(ctx context.Context, name string, kind graph.Kind) (graph.ID, error) {
	end := q.Trace.Begin("resolve a name", IndexNames, 1)
	e, err := q.Snapshot.Resolve(ctx, name, kind)
	end(1)
	return e.Number(), err
}

// Keep tells whether the claim behind a label counts. Loops look at all first, so that a label need not even be
// read from memory.
func (q *Question) Keep(label graph.ID) bool { return q.All || q.keepFiltered(label) }

func (q *Question) keepFiltered(label graph.ID) bool {
	ok, seen := q.seen[label]
	if !seen {
		ok = q.counts(label)
		if q.seen == nil {
			q.seen = map[graph.ID]bool{}
		}
		q.seen[label] = ok
	}
	return ok
}
