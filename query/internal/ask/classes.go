package ask

import (
	"context"
	"errors"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Narrowed gives the things that the options At and OfClass allow, ascending; all is true if they allow
// any.
func (q *Question) Narrowed(ctx context.Context) (things []graph.ID, all bool, err error) {
	all = true
	if q.Options.Has(OptAt) {
		organizations, err := q.ResolveWithUnits(ctx, q.Options.At)
		if err != nil {
			return nil, false, err
		}
		if things, err = q.Belongings(ctx, organizations); err != nil {
			return nil, false, err
		}
		all = false
	}
	if q.Options.Has(OptOfClass) {
		members, err := q.OfClass(ctx, q.Options.Class)
		if err != nil {
			return nil, false, err
		}
		if all {
			things = members
		} else {
			things = Intersect(things, members)
		}
		all = false
	}
	return things, all, nil
}

// OfClass gives the members of a class, ascending.
func (q *Question) OfClass(ctx context.Context, class string) ([]graph.ID, error) {
	if strings.TrimSpace(class) == "" {
		return nil, q.Options.Wrong("OfClass", errors.New("no class given; name one by its IRI or as a compact IRI such as \"tg:Model\""))
	}
	iri, err := q.Snapshot.ParseIRI(class)
	if err != nil {
		return nil, q.Options.Wrong("OfClass", err)
	}
	return q.Instances(ctx, iri)
}

// Instances gives the nodes of some classes, ascending. Types are the data set's own statements, which
// filters of claims leave alone.
func (q *Question) Instances(ctx context.Context, classes ...quad.IRI) ([]graph.ID, error) {
	ids := IDs(q.State, classes...)
	all := q.State.Unfiltered()
	all.Trace = q.Trace
	return all.Into(ctx, ids, q.Terms.Type)
}

// Subjects gives the nodes that a counting claim gives one of some predicates, ascending.
func (q *Question) Subjects(ctx context.Context, predicates ...graph.ID) ([]graph.ID, error) {
	end := q.Trace.Begin("find what has "+q.Listed(predicates), IndexPredicate, len(predicates))
	predicates = Known(predicates)
	room := 0
	for _, p := range predicates {
		n, err := q.Numbers.Count(ctx, graph.PatternIDs{Predicate: p})
		if err != nil {
			return nil, err
		}
		room += int(n)
	}
	found, starts := make([]graph.ID, 0, min(room, 1<<20)), make([]int, 0, len(predicates))
	for _, p := range predicates {
		starts = append(starts, len(found))
		err := q.Numbers.Scan(ctx, p, !q.All, func(subjects, _, labels []graph.ID) bool {
			for i, subject := range subjects {
				if (len(found) == 0 || found[len(found)-1] != subject) && (q.All || q.Keep(labels[i])) {
					found = append(found, subject)
				}
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	found = Merge(found, starts)
	end(len(found))
	return found, nil
}
