package query

import (
	"cmp"
	"context"
	"math"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/ask"
)

// solePost is a post that one person holds at a time.
type solePost struct {
	at   graph.ID
	role string
	oneMove
}

// amongPosts finds what the claims about one of some posts, ascending, contradict each other in, and among those that one
// person can hold two holders at times that overlap.
func (c *conflicts) amongPosts(ctx context.Context, nodes []graph.ID) error {
	single := c.Numbers.ID(vocab.Single)
	var found []solePost
	var held stageNode
	f := stages(c.Question)
	err := c.EachNode(ctx, nodes, func(post graph.ID, facts ask.Facts) error {
		f.readNode(&held, facts)
		times := c.AppendSpans(nil, post, held.whens, held.years)
		if !c.Times.Allow(times) {
			return nil
		}
		if len(held.ats) > 1 {
			if err := c.orgs.Learn(ctx, held.ats); err != nil {
				return err
			}
			c.apart(post, TwoValues, c.Terms.At, held.ats, c.contradict)
		}
		c.times(times)
		best, ok := c.Choose(times)
		if !ok || len(held.holders) != 1 || len(held.ats) != 1 || slices.Contains(held.statuses, c.Terms.Former) && best.OpenLast() {
			return nil
		}
		sole := single != 0 && c.IsTrue(post, single)
		role := ""
		for _, id := range held.roles {
			if name, is := soleRole(c.Numbers.Term(id).Text); is {
				role, sole = name, true
			} else if role == "" {
				role = name
			}
		}
		if sole {
			found = append(found, solePost{held.ats[0], role, oneMove{person: held.holders[0], move: post, Span: best.Span, dated: true}})
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = ask.SortFunc(ctx, found, func(a, b solePost) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.role, b.role), cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), c.ByIRI(a.move, b.move))
	})
	if err != nil {
		return err
	}
	for i := 0; i < len(found); {
		var group []*oneMove
		for first := i; i < len(found) && found[i].at == found[first].at && found[i].role == found[first].role; i++ {
			group = append(group, &found[i].oneMove)
		}
		slices.SortStableFunc(group, func(a, b *oneMove) int { return cmp.Compare(termOf(a).First, termOf(b).First) })
		c.sweep(group, func(a, b *oneMove) bool { return c.contradict(a.person, b.person) }, func(t *oneMove) (int, int) { return termOf(t).First, termOf(t).Last }, func(one, two *oneMove) {
			c.found(TwoPersons, false, ask.Statement{Subject: one.move, Predicate: c.Terms.Holder, Object: one.person}, ask.Statement{Subject: two.move, Predicate: c.Terms.Holder, Object: two.person})
		})
	}
	return ctx.Err()
}

// termOf is when a post was surely held. With an open end it lasts until the next one has it, so that only its other end
// is sure.
func termOf(t *oneMove) (term struct{ First, Last int }) {
	term.First, term.Last = t.First, t.Last
	if t.Last == math.MaxInt {
		term.Last = t.First
	} else if t.First == math.MinInt {
		term.First = t.Last
	}
	return term
}

// amongValues finds, among some things, ascending, or all for nil, those that have two values by a property of which they
// can have one: tg:of, and what the graph says is tg:single. A unit goes with its organization, and a text with its
// translation.
func (c *conflicts) amongValues(ctx context.Context, things []graph.ID) error {
	single := []graph.ID{c.Terms.Of}
	if p := c.Numbers.ID(vocab.Single); p != 0 && c.Terms.Yes != 0 {
		declared, err := c.Unfiltered().Into(ctx, []graph.ID{c.Terms.Yes}, p)
		if err != nil {
			return err
		}
		single = append(single, declared...)
	}
	for _, p := range ask.Distinct(ask.Known(single)) {
		several := things
		if things == nil {
			var err error
			if several, err = c.severalOf(ctx, p); err != nil {
				return err
			}
		}
		for i, thing := range several {
			if i&255 == 255 && ctx.Err() != nil {
				return ctx.Err()
			}
			values := c.Values(nil, thing, p)
			if len(values) < 2 || !c.InTime(thing) {
				continue
			}
			if err := c.orgs.Learn(ctx, values); err != nil {
				return err
			}
			c.apart(thing, TwoValues, p, values, func(a, b graph.ID) bool { return c.contradict(a, b) && !c.translates(a, b) })
		}
	}
	return nil
}

// severalOf gives what has several values by a predicate, whoever says so.
func (c *conflicts) severalOf(ctx context.Context, predicate graph.ID) (all []graph.ID, err error) {
	type said struct{ subject, object graph.ID }
	var pairs []said
	err = c.Numbers.Scan(ctx, predicate, false, func(subjects, objects, _ []graph.ID) bool {
		for i, s := range subjects {
			pairs = append(pairs, said{s, objects[i]})
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	if err := ask.SortFunc(ctx, pairs, func(a, b said) int { return cmp.Compare(a.subject, b.subject) }); err != nil {
		return nil, err
	}
	for i := 1; i < len(pairs); i++ {
		if a, b := pairs[i-1], pairs[i]; a.subject == b.subject && a.object != b.object {
			all = append(all, a.subject)
		}
	}
	return ask.Distinct(all), nil
}

// translates tells whether two values are texts in two languages.
func (c *conflicts) translates(a, b graph.ID) bool {
	one, two := c.Numbers.Term(a).Lang, c.Numbers.Term(b).Lang
	return one != "" && two != "" && one != two
}
