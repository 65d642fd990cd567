package query

import (
	"cmp"
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// datedAmounts is an investment with what is compared with others of the same investor and investee.
type datedAmounts struct {
	node, investor, investee graph.ID
	dates.Span
	shown []ask.Amount
}

// amongInvestments finds amounts that cannot be the same: of one investment, and of two with one investor and one investee,
// the same, at times that overlap, unless one source says both. Each amount stands against one other of its investment, and
// each investment against one other.
func (c *conflicts) amongInvestments(ctx context.Context) error {
	nodes, err := c.investments(ctx)
	if err != nil {
		return err
	}
	var found []datedAmounts
	for i, node := range nodes {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		times := c.SpansOf(nil, node)
		if !c.Times.Allow(times) {
			continue
		}
		all := c.Amounts(node)
		c.ofOne(all)
		investors, investees := c.Values(nil, node, c.Terms.Investor), c.Values(nil, node, c.Terms.Investee)
		if best, ok := c.Choose(times); ok && len(all) > 0 && len(investors) == 1 && len(investees) == 1 {
			found = append(found, datedAmounts{node, investors[0], investees[0], best.Span, c.ShownAmounts(all)})
		}
	}
	err = ask.SortFunc(ctx, found, func(a, b datedAmounts) int {
		return cmp.Or(c.ByIRI(a.investor, b.investor), c.ByIRI(a.investee, b.investee), cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), c.ByIRI(a.node, b.node))
	})
	if err != nil {
		return err
	}
	steps := 0
	named := make([]bool, len(found))
	for i := range found {
		for k := range i {
			k = i - 1 - k
			a, b := &found[k], &found[i]
			if a.investor != b.investor || a.investee != b.investee {
				break
			}
			if steps++; steps&1023 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if !(named[i] && named[k]) && a.Overlaps(b.Span) && c.ofTwo(a.shown, b.shown) {
				named[i], named[k] = true, true
			}
		}
	}
	return ctx.Err()
}

// investments gives the investments to look at, ascending: all, or those asked about with others in the same companies.
func (c *conflicts) investments(ctx context.Context) ([]graph.ID, error) {
	t := c.Terms
	all, err := c.comparable(ctx, t.Investee, t.Investee)
	if err != nil || t.Investor == 0 {
		return all, err
	}
	if c.only == nil {
		more, err := c.comparable(ctx, t.Investor, t.Investor)
		return ask.Distinct(append(all, more...)), err
	}
	for i, node := range c.only {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if c.IsInvestment(node) {
			all = append(all, node)
		}
	}
	return ask.Distinct(all), nil
}

// ofOne finds amounts of one investment that contradict each other, the smaller number of an amount's rivals first.
func (c *conflicts) ofOne(all []ask.Amount) {
	named := make([]bool, len(all))
	for i := range all {
		for k := range all[:i] {
			if !(named[i] && named[k]) && all[i].Contradicts(&all[k]) {
				named[i], named[k] = true, true
				c.foundAmounts(&all[k], &all[i])
			}
		}
	}
}

// ofTwo finds an amount of each of two investments that contradict each other.
func (c *conflicts) ofTwo(ones, twos []ask.Amount) bool {
	for i := range ones {
		for k := range twos {
			if one, two := &ones[i], &twos[k]; one.Contradicts(two) && !c.SharesSource(one, two) {
				c.foundAmounts(one, two)
				return true
			}
		}
	}
	return false
}

// foundAmounts makes a row of two figures, or of two numbers of one figure.
func (c *conflicts) foundAmounts(one, two *ask.Amount) {
	a, b := one.By, two.By
	if a == b {
		a, b = one.Value, two.Value
	}
	c.found(TwoAmounts, false, a, b)
}
