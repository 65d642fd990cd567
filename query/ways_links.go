package query

import (
	"context"
	"errors"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/ask"
)

// defaultHops is longer than most people want to read, and short enough that a search ends soon.
const defaultHops = 8

// barred are the predicates that ways do not go through, unless [Along] asks for them, beside those that say what
// a thing is called: those that say what it is, which sector or grade it shares with many others, and who claims it. They
// join everything with everything.
func barred() []quad.IRI {
	return []quad.IRI{
		vocab.RDFType, vocab.RDFSComment, vocab.RDFSSubClassOf, vocab.RDFSDomain, vocab.RDFSRange, vocab.RDFSIsDefinedBy,
		vocab.SKOSBroader, vocab.SKOSNarrower,
		vocab.Sector, vocab.Field, vocab.About, vocab.OrgKind, vocab.MoveKind, vocab.Status, vocab.Bound,
		vocab.PROVHadPrimarySource, vocab.PROVWasAttributedTo, vocab.Certainty, vocab.Contradicts,
		vocab.DCTLanguage, vocab.DCTLicense,
	}
}

// links are the facts that ways may go through.
type links struct {
	*ask.Question
	along []graph.ID // nil for all but those that are barred
	not   []graph.ID
	steps int // facts looked at, so that the context is
}

func newLinks(q *ask.Question) (*links, error) {
	l := &links{Question: q}
	if q.Options.Has(ask.OptAlong) {
		if len(q.Options.Along) == 0 {
			return nil, q.Options.Wrong("Along", errors.New("name at least one predicate, or leave the option out"))
		}
		l.along = []graph.ID{}
		for _, name := range q.Options.Along {
			p, err := q.Snapshot.ParseIRI(name)
			if err != nil {
				return nil, q.Options.Wrong("Along", err)
			}
			if id := q.Numbers.ID(p); id != 0 {
				l.along = append(l.along, id)
			}
		}
		return l, nil
	}
	l.not = ask.IDs(q.State, append(barred(), q.Snapshot.LabelPredicates()...)...)
	slices.Sort(l.not)
	return l, nil
}

func (l *links) allows(predicate graph.ID) bool {
	if l.along != nil {
		return slices.Contains(l.along, predicate)
	}
	return !ask.Contains(l.not, predicate)
}

// neighbours calls f with each node that a fact joins with one of the given nodes, in either direction, and
// the place of the given node; a node perhaps several times. It ends early when f returns false.
func (l *links) neighbours(ctx context.Context, nodes []graph.ID, f func(i int, other graph.ID) bool) error {
	if l.along != nil && len(l.along) == 0 {
		return ctx.Err()
	}
	for _, d := range []quad.Direction{quad.Subject, quad.Object} {
		var ended error
		more := true
		err := l.Numbers.Expand(ctx, nodes, d, l.along, func(r graph.Run) bool {
			if l.along == nil && ask.Contains(l.not, r.Predicate) || d == quad.Subject && !l.timed(nodes[r.Node]) {
				return true
			}
			for i, other := range r.Others {
				if l.steps++; l.steps&4095 == 0 && ctx.Err() != nil {
					ended = ctx.Err()
					return false
				}
				if !l.All && !l.Keep(r.Labels[i]) || d == quad.Subject && l.Numbers.Kind(other) == term.Literal || d == quad.Object && !l.timed(other) {
					continue
				}
				if more = f(r.Node, other); !more {
					return false
				}
			}
			return true
		})
		switch {
		case ended != nil:
			return ended
		case err != nil || !more:
			return err
		}
	}
	return nil
}

// timed tells whether a fact with this subject is in time: it is as dated as its subject.
func (l *links) timed(subject graph.ID) bool { return l.Times.EveryTime() || l.InTime(subject) }

// between gives the facts that join two nodes, in either direction, ordered.
func (l *links) between(a, b graph.ID) []ask.Statement {
	var facts []ask.Statement
	for _, ends := range [2][2]graph.ID{{a, b}, {b, a}} {
		subject, object := ends[0], ends[1]
		if !l.timed(subject) || a == b && len(facts) > 0 {
			continue
		}
		l.Numbers.Row(subject, quad.Subject, nil, func(r graph.Run) {
			i, found := slices.BinarySearch(r.Others, object)
			if !found || !l.allows(r.Predicate) {
				return
			}
			for ; i < len(r.Others) && r.Others[i] == object; i++ {
				if l.All || l.Keep(r.Labels[i]) {
					facts = append(facts, ask.Statement{Subject: subject, Predicate: r.Predicate, Object: object})
					return
				}
			}
		})
	}
	l.SortFew(facts)
	return facts
}
