package query

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// asked is a question bound to one state of a graph: what rows and steps have in common. It does not
// change once made, so rows that point to it are safe for concurrent use.
type asked struct {
	s      *graph.Snapshot
	n      *graph.Numbers // of s
	floor  graph.Certainty
	source graph.ID // 0 is any
	times  times
	terms  *terms
}

// bind resolves the options that say which claims and which times count.
func bind(ctx context.Context, s *graph.Snapshot, o *options) (*asked, error) {
	terms := termsOf.Of(s)
	a := &asked{s: s, n: s.Numbers(), floor: o.floor, times: newTimes(terms, o), terms: terms}
	if o.has(optSource) {
		source, err := s.Resolve(ctx, o.source, graph.SourceKind())
		if err != nil {
			return nil, err
		}
		a.source = source.Number()
	}
	if o.has(optText) {
		text, err := readText(s, o.fullText)
		if err != nil {
			return nil, err
		}
		o.text = text
	}
	return a, nil
}

// filtered tells whether some claims do not count. If not, labels need not be looked at.
func (a *asked) filtered() bool { return a.floor != graph.Unknown || a.source != 0 }

// counts tells whether the claim behind a label counts.
func (a *asked) counts(label graph.ID) bool {
	return (a.source == 0 || a.n.Source(label) == a.source) && a.n.Certainty(label).AtLeast(a.floor)
}

// claims remembers which labels count, for the length of one question. Not safe for concurrent use.
type claims struct {
	*asked
	all   bool // every label counts
	seen  map[graph.ID]bool
	known *knownTimes // that have been met
	trace *trace      // nil unless the question is to be explained
	o     *options
}

func (a *asked) claims() *claims {
	c := &claims{asked: a, all: !a.filtered()}
	if !c.all {
		c.seen = map[graph.ID]bool{}
	}
	return c
}

// claims are those of a question itself, whose steps are explained; rows make theirs with asked.claims.
func (o *options) claims(a *asked) *claims {
	c := a.claims()
	c.trace, c.o = o.trace, o
	return c
}

// resolve finds the entity that a name means.
func (c *claims) resolve(ctx context.Context, name string, kind graph.Kind) (graph.ID, error) {
	end := c.trace.begin("resolve a name", indexNames, 1)
	e, err := c.s.Resolve(ctx, name, kind)
	end(1)
	return e.Number(), err
}

// claimsAll lets every claim count: for what a data set says in its own name, such as types.
func (a *asked) claimsAll() *claims { return &claims{asked: a, all: true} }

// keep tells whether the claim behind a label counts. Loops look at all first, so that a label need not even be
// read from memory.
func (c *claims) keep(label graph.ID) bool { return c.all || c.keepFiltered(label) }

func (c *claims) keepFiltered(label graph.ID) bool {
	ok, seen := c.seen[label]
	if !seen {
		ok = c.counts(label)
		c.seen[label] = ok
	}
	return ok
}

// others appends the distinct nodes of a run that some counting claim stands for. The run has them in
// ascending order, and so has the result.
func (c *claims) others(dst []graph.ID, r graph.Run) []graph.ID {
	dst = slices.Grow(dst, len(r.Others))
	last := graph.ID(0)
	for i, o := range r.Others {
		if o != last && (c.all || c.keep(r.Labels[i])) {
			dst = append(dst, o)
			last = o
		}
	}
	return dst
}

// atATime is how many nodes a loop over columns touches ahead, and between two looks at its context.
const atATime = 32

// touchNext looks at the context, and touches the nodes that a loop over columns comes to next.
func touchNext(ctx context.Context, columns *graph.Columns, left []graph.ID) error {
	columns.Touch(left[:min(atATime, len(left))])
	return ctx.Err()
}

// appendNew appends a node that is not the last one already: in a loop over rows, those that have several labels
// come several times.
func appendNew(dst []graph.ID, other graph.ID) []graph.ID {
	if len(dst) > 0 && dst[len(dst)-1] == other {
		return dst
	}
	return append(dst, other)
}

// into finds the nodes that lead to any of the given ones by any of the predicates, ascending and each
// once. Predicates that are 0 are left out.
func (c *claims) into(ctx context.Context, nodes []graph.ID, predicates ...graph.ID) ([]graph.ID, error) {
	return c.step(ctx, nodes, quad.Object, predicates)
}

// outOf finds the nodes that any of the given ones lead to.
func (c *claims) outOf(ctx context.Context, nodes []graph.ID, predicates ...graph.ID) ([]graph.ID, error) {
	return c.step(ctx, nodes, quad.Subject, predicates)
}

func (c *claims) step(ctx context.Context, nodes []graph.ID, d quad.Direction, predicates []graph.ID) ([]graph.ID, error) {
	if len(nodes) == 1 { // a name asked for: mostly so, and cheaper so
		return c.stepFrom(nodes[0], d, predicates), ctx.Err()
	}
	predicates = known(predicates)
	if len(predicates) == 0 || len(nodes) == 0 {
		return nil, ctx.Err()
	}
	end := c.beginStep(d, predicates, len(nodes))
	room := min(len(nodes), 64) // for what most steps find, so that it need not grow
	found, starts := make([]graph.ID, 0, 8*room), make([]int, 0, room)
	err := c.n.Expand(ctx, nodes, d, predicates, func(r graph.Run) bool {
		starts = append(starts, len(found))
		found = c.others(found, r)
		return true
	})
	found = merge(found, starts)
	end(len(found))
	return found, err
}

// stepFrom is step for a single node.
func (c *claims) stepFrom(node graph.ID, d quad.Direction, predicates []graph.ID) (found []graph.ID) {
	end := c.beginStep(d, predicates, 1)
	for i := range predicates {
		if predicates[i] == 0 {
			continue // to Row, none at all would mean any
		}
		c.n.Row(node, d, predicates[i:i+1], func(r graph.Run) {
			if len(found) == 0 {
				found = c.others(nil, r)
			} else {
				more := c.others(nil, r)
				found = mergeTwo(make([]graph.ID, 0, len(found)+len(more)), found, more)
			}
		})
	}
	end(len(found))
	return found
}

func (c *claims) beginStep(d quad.Direction, predicates []graph.ID, nodes int) (end func(out int)) {
	if c.trace == nil {
		return c.trace.begin("", "", nodes)
	}
	index := indexSubject
	if d == quad.Object {
		index = indexObject
	}
	return c.trace.begin("follow "+c.listed(predicates), index, nodes)
}

// listed writes predicates for a plan.
func (c *claims) listed(predicates []graph.ID) string {
	if c.trace == nil {
		return ""
	}
	predicates = known(predicates)
	names := make([]string, len(predicates))
	for i, p := range predicates {
		iri, _ := c.n.Entity(p).Node().(quad.IRI)
		names[i] = c.s.CompactIRI(iri)
	}
	return strings.Join(names, ", ")
}

// known leaves out the predicates that the graph does not have. To Expand, none at all would mean any.
func known(predicates []graph.ID) []graph.ID {
	return slices.DeleteFunc(slices.Clone(predicates), func(p graph.ID) bool { return p == 0 })
}

// closure is everything reached from the given nodes by any number of steps, the nodes included,
// ascending.
func (c *claims) closure(ctx context.Context, nodes []graph.ID, step func(context.Context, []graph.ID) ([]graph.ID, error)) ([]graph.ID, error) {
	all := slices.Clone(nodes)
	var seen map[graph.ID]bool // what is in all, once that is too much to look through
	for frontier := nodes; len(frontier) > 0; {
		next, err := step(ctx, frontier)
		if err != nil {
			return nil, err
		}
		frontier = slices.DeleteFunc(next, func(n graph.ID) bool {
			return seen[n] || seen == nil && slices.Contains(all, n)
		})
		all = append(all, frontier...)
		news := frontier
		if seen == nil && len(all) > 32 {
			seen, news = map[graph.ID]bool{}, all
		}
		if seen != nil {
			for _, n := range news {
				seen[n] = true
			}
		}
	}
	slices.Sort(all)
	return all, nil
}

// evidence reads the claims that count for the statements of a node: those with one of the predicates,
// or all. A nil wanted means any object. What a thing is and what it is called are the data set's own
// statements, not claims of a source, and are left out unless their predicate is asked for.
func (a *asked) evidence(node graph.ID, predicates []graph.ID, wanted func(predicate, other graph.ID) bool) []graph.Evidence {
	c := a.claims()
	var own, labels []graph.ID
	if predicates == nil {
		own = a.terms.names[:]
	}
	a.n.Row(node, quad.Subject, predicates, func(r graph.Run) {
		if slices.Contains(own, r.Predicate) {
			return
		}
		for i, label := range r.Labels {
			if (wanted == nil || wanted(r.Predicate, r.Others[i])) && c.keep(label) {
				labels = append(labels, label)
			}
		}
	})
	return a.n.Evidence(labels...)
}
