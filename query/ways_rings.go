package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/ask"
)

// ring is the nodes at one distance, ascending, with the facts that join each with the first node one hop
// nearer: those of the node at a place begin at its start, and there is one start more than nodes.
type ring struct {
	nodes  []graph.ID
	starts []int
	facts  []ask.Statement
}

// of gives the facts of the node at a place.
func (r *ring) of(i int) []ask.Statement { return r.facts[r.starts[i]:r.starts[i+1]] }

// rings goes from one node outwards, a ring at a time.
type rings struct {
	*links
	subjects, objects ask.NodeReader
	seen              ask.Bitset

	// Of the ring at hand: the facts that lead to it as they come, and for each a key that begins with the node
	// that it leads to.
	facts []ask.Statement
	keys  []ringKey

	predicate graph.ID // that was looked up last
	allowed   bool
}

// ringKey is a node and the place of a fact, for a sort of plain numbers.
type ringKey uint64

func (k ringKey) node() graph.ID { return graph.ID(k >> 32) }

func (k ringKey) place() int { return int(uint32(k)) }

func (l *links) rings(ctx context.Context, center graph.ID) (*rings, error) {
	r := &rings{links: l}
	r.seen.Set(center)
	var err error
	if r.subjects, err = l.NodeReader(ctx, quad.Subject); err != nil {
		return nil, err
	}
	r.objects, err = l.NodeReader(ctx, quad.Object)
	return r, err
}

// next gives the ring around another one, whose nodes are given.
func (r *rings) next(ctx context.Context, inner []graph.ID) (*ring, error) {
	r.facts, r.keys = r.facts[:0], r.keys[:0]
	for i, node := range inner {
		if err := r.subjects.Ahead(ctx, inner, i); err != nil {
			return nil, err
		}
		if err := r.objects.Ahead(ctx, inner, i); err != nil {
			return nil, err
		}
		if err := r.leave(ctx, node); err != nil {
			return nil, err
		}
	}
	return r.ordered(ctx)
}

// leave follows all facts of a node to nodes that are new. Those are seen once the node has been left, so that
// nodes are reached from the first one that leads there, and by all facts that join the two.
func (r *rings) leave(ctx context.Context, node graph.ID) error {
	first := len(r.keys)
	if r.timed(node) {
		facts := r.subjects.Facts(node)
		for i, object := range facts.Others {
			if i&4095 == 4095 && ctx.Err() != nil {
				return ctx.Err()
			}
			predicate := facts.Predicates[i]
			if r.leads(predicate, object) && r.Numbers.Kind(object) != term.Literal {
				r.add(object, ask.Statement{Subject: node, Predicate: predicate, Object: object})
			}
		}
	}
	facts := r.objects.Facts(node)
	for i, subject := range facts.Others {
		if i&4095 == 4095 && ctx.Err() != nil {
			return ctx.Err()
		}
		predicate := facts.Predicates[i]
		if r.leads(predicate, subject) && r.timed(subject) {
			r.add(subject, ask.Statement{Subject: subject, Predicate: predicate, Object: node})
		}
	}
	for _, k := range r.keys[first:] {
		r.seen.Set(k.node())
	}
	return nil
}

// leads tells whether a fact leads to a new node. The facts of a node come by predicates, so that each is
// looked up once.
func (r *rings) leads(predicate, other graph.ID) bool {
	if predicate != r.predicate {
		r.predicate, r.allowed = predicate, r.allows(predicate)
	}
	return r.allowed && !r.seen.Has(other)
}

// add notes a fact, unless it is the last one under another label.
func (r *rings) add(node graph.ID, fact ask.Statement) {
	if n := len(r.facts); n > 0 && r.facts[n-1] == fact {
		return
	}
	r.keys = append(r.keys, ringKey(node)<<32|ringKey(len(r.facts)))
	r.facts = append(r.facts, fact)
}

// ordered puts the facts in the order of the nodes that they lead to, and those that lead to one in theirs.
func (r *rings) ordered(ctx context.Context) (*ring, error) {
	slices.Sort(r.keys)
	n := len(r.keys)
	out := &ring{nodes: make([]graph.ID, 0, n), starts: make([]int, 0, n+1), facts: make([]ask.Statement, 0, n)}
	for i := 0; i < n; {
		if len(out.nodes)&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		node, start := r.keys[i].node(), len(out.facts)
		for ; i < n && r.keys[i].node() == node; i++ {
			out.facts = append(out.facts, r.facts[r.keys[i].place()])
		}
		if facts := out.facts[start:]; len(facts) > 1 {
			r.SortFew(facts)
		}
		out.nodes, out.starts = append(out.nodes, node), append(out.starts, start)
	}
	out.starts = append(out.starts, len(out.facts))
	return out, ctx.Err()
}
