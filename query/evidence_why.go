package query

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/names"
	"talentgraph.example/query/internal/ask"
)

// why finds the statements of [Why].
func why(ctx context.Context, q *ask.Question, subject, predicate, object string) ([]ask.Statement, error) {
	switch {
	case subject == "" && object != "":
		return about(ctx, q, predicate, object)
	case subject == "" && predicate != "":
		return allWith(ctx, q, predicate)
	}
	id, err := q.Resolve(ctx, subject, graph.AnyKind())
	if err != nil {
		return nil, err
	}
	p, known, err := resolvePredicate(ctx, q, predicate)
	if !known || err != nil {
		return nil, err
	}
	own, err := statementsWith(ctx, q, id, p)
	if err != nil {
		return nil, err
	}
	switch {
	case object != "":
		return withObject(ctx, q, own, id, p, object)
	case p != 0:
		return own, nil
	}
	nodes, err := q.Into(ctx, []graph.ID{id}, ask.Known([]graph.ID{q.Terms.Person, q.Terms.Holder})...)
	if err != nil {
		return nil, err
	}
	return appendFactsOf(ctx, q, own, nodes)
}

// about gives the statements with an object, whatever their subject, ordered by it.
func about(ctx context.Context, q *ask.Question, predicate, object string) ([]ask.Statement, error) {
	id, err := meant(ctx, q, object)
	if err != nil {
		return nil, err
	}
	p, known, err := resolvePredicate(ctx, q, predicate)
	if !known || err != nil {
		return nil, err
	}
	var facts []ask.Statement
	q.Numbers.Row(id, quad.Object, ask.Known([]graph.ID{p}), func(r graph.Run) {
		if p == 0 && slices.Contains(q.Terms.Names, r.Predicate) {
			return
		}
		for _, s := range q.Others(nil, r) {
			if q.InTime(s) {
				facts = append(facts, ask.Statement{Subject: s, Predicate: r.Predicate, Object: id})
			}
		}
	})
	err = ask.SortFunc(ctx, facts, func(a, b ask.Statement) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), q.ByIRI(a.Predicate, b.Predicate))
	})
	return facts, err
}

// allWith gives the statements with a predicate, ordered by subject.
func allWith(ctx context.Context, q *ask.Question, predicate string) ([]ask.Statement, error) {
	p, known, err := resolvePredicate(ctx, q, predicate)
	if !known || err != nil {
		return nil, err
	}
	end := q.Trace.Begin("find all facts with it", ask.IndexPredicate, 1)
	var facts []ask.Statement
	err = q.Numbers.Scan(ctx, p, !q.All, func(subjects, objects, labels []graph.ID) bool {
		for i, subject := range subjects {
			f := ask.Statement{Subject: subject, Predicate: p, Object: objects[i]}
			if (q.All || q.Keep(labels[i])) && (len(facts) == 0 || facts[len(facts)-1] != f) && q.InTime(subject) {
				facts = append(facts, f)
			}
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	iris := q.IRIs()
	err = ask.SortFunc(ctx, facts, func(a, b ask.Statement) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), iris.Compare(a.Object, b.Object))
	})
	facts = slices.Compact(facts)
	end(len(facts))
	return facts, err
}

// meant gives what a name or the text of a literal means as an object.
func meant(ctx context.Context, q *ask.Question, object string) (graph.ID, error) {
	id, err := q.Resolve(ctx, object, graph.AnyKind())
	if errors.Is(err, graph.ErrNotFound) {
		if literal := q.Numbers.ID(quad.String(object)); literal != 0 {
			return literal, nil
		}
	}
	return id, err
}

// statementsWith gives the counting statements of a subject, if it is in time, with a predicate, 0 for any, ordered.
func statementsWith(ctx context.Context, q *ask.Question, subject, predicate graph.ID) (facts []ask.Statement, err error) {
	switch {
	case !q.InTime(subject):
		return nil, ctx.Err()
	case predicate == 0:
		facts = q.StatementsOf(subject)
	default:
		q.Numbers.Row(subject, quad.Subject, []graph.ID{predicate}, func(r graph.Run) {
			for _, o := range q.Others(nil, r) {
				facts = append(facts, ask.Statement{Subject: subject, Predicate: predicate, Object: o})
			}
		})
	}
	return facts, q.SortStatements(ctx, facts)
}

// appendFactsOf appends all statements of some nodes.
func appendFactsOf(ctx context.Context, q *ask.Question, facts []ask.Statement, nodes []graph.ID) ([]ask.Statement, error) {
	for _, node := range nodes {
		more, err := statementsWith(ctx, q, node, 0)
		if err != nil {
			return nil, err
		}
		facts = append(facts, more...)
	}
	return facts, ctx.Err()
}

// resolvePredicate finds a predicate by its IRI, what the vocabulary calls it, or a label, 0 for any if none is given; known is false if it is one that
// no quad has.
func resolvePredicate(ctx context.Context, q *ask.Question, name string) (p graph.ID, known bool, err error) {
	switch {
	case name == "":
		return 0, true, nil
	case strings.Contains(name, ":"):
		iri, err := q.Snapshot.ParseIRI(name)
		if err != nil {
			return 0, false, ask.WrongArgument("Why", "predicate", err)
		}
		p = q.Numbers.ID(iri)
	default:
		if iri := predicateNamed(name); iri != "" {
			p = q.Numbers.ID(iri)
			break
		}
		p, err = q.Resolve(ctx, name, graph.AnyKind())
	}
	return p, p != 0, err
}

// predicateNamed finds a predicate of the vocabulary by its own name or by what it is called in one of three languages;
// empty for none.
func predicateNamed(name string) quad.IRI {
	folded := names.Fold(name)
	for _, iri := range append(vocab.Terms(), vocab.ORGUnitOf, vocab.SKOSBroader, vocab.SKOSNarrower) {
		local := localName(iri)
		if local[0] < 'a' {
			continue // a class
		}
		for _, called := range []string{local, vocab.Label(iri, "en"), vocab.Label(iri, "zh-Hant"), vocab.Label(iri, "zh-Hans")} {
			if names.Fold(called) == folded {
				return iri
			}
		}
	}
	return ""
}

// withObject keeps of a subject's statements those about an object, given by any name or as the text of a literal. Where
// none joins the two and any predicate will do, it gives those of what speaks of both.
func withObject(ctx context.Context, q *ask.Question, facts []ask.Statement, subject, predicate graph.ID, object string) ([]ask.Statement, error) {
	id, err := q.Resolve(ctx, object, graph.AnyKind())
	if err != nil && !errors.Is(err, graph.ErrNotFound) {
		return nil, err
	}
	var kept []ask.Statement
	for _, f := range facts {
		literal := strings.HasPrefix(q.Text(f.Object), `"`)
		if err == nil && f.Object == id || literal && ask.Lexical(q.Numbers.Entity(f.Object).Node()) == object {
			kept = append(kept, f)
		}
	}
	switch {
	case len(kept) > 0:
		return kept, nil
	case err != nil || predicate != 0:
		return nil, err
	}
	one, err := speakOf(ctx, q, subject)
	if err != nil {
		return nil, err
	}
	other, err := speakOf(ctx, q, id)
	if err != nil {
		return nil, err
	}
	return appendFactsOf(ctx, q, nil, ask.Intersect(one, other))
}

// speakOf gives the nodes that have a fact about another one, ascending, but for what it is called and what it is.
func speakOf(ctx context.Context, q *ask.Question, node graph.ID) ([]graph.ID, error) {
	var nodes []graph.ID
	q.Numbers.Row(node, quad.Object, nil, func(r graph.Run) {
		if !slices.Contains(q.Terms.Names, r.Predicate) {
			nodes = append(nodes, q.Others(nil, r)...)
		}
	})
	return ask.Distinct(nodes), ctx.Err()
}
