package query

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// ErrNoPath: two entities that no way within the limit of [Hops] joins.
var ErrNoPath = errors.New("no path")

// Hop is one step of a path: the facts that join two entities, in whichever direction they are told.
type Hop struct {
	From, To graph.Entity
	Facts    []Fact // at least one; by subject, predicate and object
}

// Certainty is that of the hop: of the strongest of its facts.
func (h Hop) Certainty() graph.Certainty {
	best := graph.Unknown
	for _, f := range h.Facts {
		best = graph.Stronger(best, f.Certainty())
	}
	return best
}

// Path is a row: how two entities are connected. Safe for concurrent use.
type Path struct {
	Start graph.Entity
	Hops  []Hop // none if both entities are the same
}

func markPath(m *ask.Mark, p *Path) {
	m.Set(p.Start.Number())
	for _, h := range p.Hops {
		m.Add(h.To.Number())
	}
}

// ShortestPath gives a path between two entities with as few hops as can be; of several, one, and the same
// each time. Each hop has the facts that make it, and their evidence.
//
// Ways go through facts between entities, in either direction; people and organizations are joined through
// their moves and posts. They do not go through labels and other literals, types, sectors, fields, kinds
// and grades, what an analysis is about, nor through claims and sources, all of which join everything with
// everything. [Along] asks
// for some predicates instead. A fact is as dated as its subject.
//
// Names are any entity's. The error is a [*graph.NameError], or [ErrNoPath] if there is none of at most as
// many hops as [Hops] allows. Options: Along, Hops, those that every question takes.
func ShortestPath(ctx context.Context, r graph.Reader, from, to string, opts ...Option) (Path, error) {
	return ask.One(ctx, r, "ShortestPath", ask.OptAlong|ask.OptHops|ask.OptAlways, opts, func(ctx context.Context, q *ask.Question) (Path, error) {
		s, err := newPathSearch(ctx, q, from, to)
		if err != nil {
			return Path{}, err
		}
		nodes, err := s.shortest(ctx, s.from, s.most, nil, nil)
		if err != nil {
			return Path{}, err
		}
		if nodes != nil {
			return s.path(nodes), nil
		}
		longer, err := s.shortest(ctx, s.from, math.MaxInt, nil, nil)
		switch {
		case err != nil:
			return Path{}, err
		case longer == nil:
			return Path{}, fmt.Errorf("%w between %s and %s, of any number of hops", ErrNoPath, from, to)
		}
		return Path{}, fmt.Errorf("%w between %s and %s of at most %d hops; allow longer ones with query.Hops", ErrNoPath, from, to, s.most)
	})
}

// Paths gives the paths between two entities that come to no entity twice, the shortest first: as many as
// [Top] says, or all of at most as many hops as [Hops] allows. Those of one length come in an order that is
// the same each time. Each is searched for when it is asked for, so that the first ones come soon. Two
// facts between the same entities are one hop. What ways go through is as for [ShortestPath]; there being
// none is no error here.
//
// The error comes last and once; each range asks afresh. Options: Along, Hops, those that every question
// takes, Top.
func Paths(ctx context.Context, r graph.Reader, from, to string, opts ...Option) iter.Seq2[Path, error] {
	return ask.Stream(ctx, r, "Paths", ask.OptAlong|ask.OptHops|ask.OptAlways|ask.OptTop, opts, markPath, func(ctx context.Context, q *ask.Question, yield func(Path) error) error {
		s, err := newPathSearch(ctx, q, from, to)
		if err != nil {
			return err
		}
		return s.inOrder(ctx, func(nodes []graph.ID) error { return yield(s.path(nodes)) })
	})
}

func maxHops(o *ask.Options) int {
	if o.Has(ask.OptHops) {
		return o.Hops
	}
	return defaultHops
}

// newPathSearch is a search between two entities by name.
func newPathSearch(ctx context.Context, q *ask.Question, from, to string) (*pathSearch, error) {
	a, err := q.Resolve(ctx, from, graph.AnyKind())
	if err != nil {
		return nil, err
	}
	b, err := q.Resolve(ctx, to, graph.AnyKind())
	if err != nil {
		return nil, err
	}
	l, err := newLinks(q)
	return &pathSearch{links: l, from: a, to: b, most: maxHops(q.Options)}, err
}

// path makes a row of the nodes that a path comes to.
func (l *links) path(nodes []graph.ID) Path {
	p := Path{Start: l.Numbers.Entity(nodes[0])}
	for i := 1; i < len(nodes); i++ {
		p.Hops = append(p.Hops, l.hop(nodes[i-1], nodes[i]))
	}
	return p
}

// hop makes a row of two nodes that facts join.
func (l *links) hop(a, b graph.ID) Hop {
	return Hop{From: l.Numbers.Entity(a), To: l.Numbers.Entity(b), Facts: factRows(l.Question.State, l.between(a, b), nil)}
}

// Certainty is that of the path: of its weakest hop; graph.Stated if it has none.
func (p Path) Certainty() graph.Certainty {
	weakest := graph.Stated
	for _, h := range p.Hops {
		weakest = graph.Weaker(weakest, h.Certainty())
	}
	return weakest
}

// Evidence is the claims behind each hop, in the order of the hops.
func (p Path) Evidence() []graph.Evidence {
	var all []graph.Evidence
	for _, h := range p.Hops {
		for _, f := range h.Facts {
			all = append(all, f.Evidence()...)
		}
	}
	return all
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (p Path) Detach() Path { return Path{p.Start.Detach(), ask.DetachEach(p.Hops)} }

// Detach gives the same hop without its snapshot.
func (h Hop) Detach() Hop { return Hop{h.From.Detach(), h.To.Detach(), ask.DetachEach(h.Facts)} }

// String is the path in English: "Yang Hongxia ←person– Yang Hongxia, to ByteDance –to→ ByteDance". Arrows
// point from subject to object.
func (p Path) String() string {
	var b strings.Builder
	b.WriteString(shown(p.Start))
	for _, h := range p.Hops {
		b.WriteString(" " + h.arrow() + " " + shown(h.To))
	}
	return b.String()
}

// String is the hop in English.
func (h Hop) String() string { return shown(h.From) + " " + h.arrow() + " " + shown(h.To) }

func (h Hop) arrow() string {
	arrows := make([]string, len(h.Facts))
	for i, f := range h.Facts {
		if f.Subject.Node() == h.From.Node() {
			arrows[i] = "–" + localName(f.Predicate) + "→"
		} else {
			arrows[i] = "←" + localName(f.Predicate) + "–"
		}
	}
	return strings.Join(arrows, " ")
}

// MarshalJSON writes the hops, each with its facts and their evidence.
func (p Path) MarshalJSON() ([]byte, error) { return rowJSON(p) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (p *Path) UnmarshalJSON(text []byte) error { return readRow(text, p) }

func (p *Path) describe(f *jsontext.Fields) {
	entity(f, "start", &p.Start)
	jsontext.All(f, "hops", &p.Hops, (*Hop).describe)
	certainty := p.Certainty()
	grade(f, "certainty", &certainty)
}

// MarshalJSON writes both ends and the facts.
func (h Hop) MarshalJSON() ([]byte, error) { return rowJSON(h) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (h *Hop) UnmarshalJSON(text []byte) error { return readRow(text, h) }

func (h *Hop) describe(f *jsontext.Fields) {
	entity(f, "from", &h.From)
	entity(f, "to", &h.To)
	jsontext.All(f, "facts", &h.Facts, (*Fact).describe)
}
