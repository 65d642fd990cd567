package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/ask"
)

// About keeps claims that speak of an entity, given by any name: those for a fact that it is the subject or the object
// of, and those for any fact of a move, a post, an investment, a figure, or of another thing that is of it or that has it
// as its cause, as what it affects or as what it is about.
func About(entity string) Option {
	return ask.NewOption(ask.OptAbout, func(o *ask.Options) { o.About = entity })
}

// labelsAsked gives the labels of the claims that the option [About] keeps, ascending; nil without it.
func labelsAsked(ctx context.Context, q *ask.Question) ([]graph.ID, error) {
	_, labels, err := asked(ctx, q)
	return labels, err
}

// asked gives what the option [About] asks about, with what tells of it or leads to it, and the labels of the claims that it
// keeps, both ascending; nil without it.
func asked(ctx context.Context, q *ask.Question) (speakers, labels []graph.ID, err error) {
	if !q.Options.Has(ask.OptAbout) {
		return nil, nil, nil
	}
	id, err := q.Resolve(ctx, q.Options.About, graph.AnyKind())
	if err != nil {
		return nil, nil, err
	}
	all := q.Unfiltered() // what counts is looked at when claims are read
	speakers, err = all.Into(ctx, []graph.ID{id}, speaking(q)...)
	if err != nil {
		return nil, nil, err
	}
	speakers = all.Values(append(speakers, id), id, q.Terms.Figure)
	end := q.Trace.Begin("find what is claimed about it", ask.IndexSubject, len(speakers))
	labels = []graph.ID{} // not nil: there may be none
	add := func(r graph.Run) {
		if slices.Contains(q.Terms.Names, r.Predicate) {
			return
		}
		for _, label := range r.Labels {
			labels = ask.AppendNew(labels, label)
		}
	}
	for i, node := range speakers {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		q.Numbers.Row(node, quad.Subject, nil, add)
	}
	q.Numbers.Row(id, quad.Object, nil, func(r graph.Run) {
		if add(r); !slices.Contains(q.Terms.Names, r.Predicate) {
			speakers = append(speakers, r.Others...)
		}
	})
	labels = ask.Distinct(labels)
	end(len(labels))
	return ask.Distinct(speakers), slices.DeleteFunc(labels, func(label graph.ID) bool { return label == 0 }), ctx.Err()
}

// speaking are the predicates from what tells of something to what it tells of.
func speaking(q *ask.Question) []graph.ID {
	t := q.Terms
	return append(ask.IDs(q.State, vocab.About, vocab.Affects, vocab.Cause),
		t.Person, t.From, t.To, t.Holder, t.At, t.Of, t.Investor, t.Investee)
}
