package picture

import (
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// Around draws one organization as an hourglass: where its people came from on the left, where they went on the right.
// The flows are those from and to it, as query.Flows gives them with From and with To, whose units count for it; others
// are passed over. Each side has the 20 largest; see Most, which is for both.
func Around(ctx context.Context, organization graph.Entity, flows []query.Flow, opts ...Option) (*Picture, error) {
	o := newOptions(opts)
	centre := key(organization)
	side := o.atMost(40) / 2
	seen, sides := map[[2]string]bool{}, [2]int{}
	sorted := slices.Clone(flows)
	slices.SortStableFunc(sorted, func(a, b query.Flow) int { return b.Count - a.Count })
	var near, rest []query.Flow
	for i, f := range sorted {
		if err := pace(ctx, i); err != nil {
			return nil, err
		}
		pair := [2]string{key(f.From), key(f.To)}
		if seen[pair] || (pair[0] == centre) == (pair[1] == centre) {
			continue
		}
		seen[pair] = true
		at := 0
		if pair[0] == centre {
			at = 1
		}
		if sides[at]++; sides[at] > max(side, 1) {
			rest = append(rest, f)
		} else {
			near = append(near, f)
		}
	}
	p, err := flowPicture(ctx, near, opts, "around", 0)
	if err != nil {
		return nil, err
	}
	p.title = p.o.say("around", p.o.label(organization).String())
	for _, f := range rest {
		p.left.add(f.Count)
		p.left.Nodes++
	}
	if len(rest) > 0 {
		p.caption = append(p.caption, p.o.say("flows out", p.left.Rows, p.left.Count))
	}
	if !p.Empty() {
		p.hourglass(organization)
	}
	return p, nil
}

// hourglass lays both sides out beside the middle.
func (p *Picture) hourglass(organization graph.Entity) {
	o := &p.o
	var in, out, middleIn, middleOut edge
	var came, went []*ribbon
	for i := range p.rows {
		r := &ribbon{row: &p.rows[i]}
		if key(r.row.To) == key(organization) {
			came = append(came, r)
			r.left, r.right = in.add(key(r.row.From), r, o.pile(r.row.From)), middleIn.add("", r, o.pile(organization))
		} else {
			went = append(went, r)
			r.left, r.right = middleOut.add("", r, o.pile(organization)), out.add(key(r.row.To), r, o.pile(r.row.To))
		}
	}
	in.sort()
	out.sort()
	all := slices.Concat(came, went)
	height := stack(all, &in, &out, &middleIn, &middleOut)
	colours := o.colours(append(middleIn.piles, middleOut.piles...)[:1])
	self := colours(string(organization.ID()))
	for _, e := range []edge{in, out} {
		for _, q := range e.piles {
			q.class = colours(q.id)
		}
	}
	meet(&in, func(r *ribbon) *pile { return r.right }, func(r *ribbon, y int) { r.yl = y })
	meet(&middleIn, func(r *ribbon) *pile { return r.left }, func(r *ribbon, y int) { r.yr = y })
	meet(&out, func(r *ribbon) *pile { return r.left }, func(r *ribbon, y int) { r.yr = y })
	meet(&middleOut, func(r *ribbon) *pile { return r.right }, func(r *ribbon, y int) { r.yl = y })
	const reach, middle = 170 * px, 14 * px
	roomIn, roomOut := max(in.width(), 40*px), max(out.width(), 40*px)
	x0 := roomIn + barWide
	x1 := x0 + reach
	if len(came) == 0 { // a side with nothing takes no room
		x1 = 0
	}
	x2 := x1 + middle
	x3 := x2 + reach
	p.w, p.h = x3+barWide+roomOut, height+22*px
	if len(went) == 0 {
		p.w = x2
	}
	p.draw = func(c *canvas) {
		if len(came) > 0 {
			c.text("m", x0, 10*px, noteSize, "end", o.say("came from"))
		}
		if len(went) > 0 {
			c.text("m", x3, 10*px, noteSize, "start", o.say("went to"))
		}
		c.group("flows", 22*px)
		for _, r := range came {
			c.ribbon(r, r.left.class, x0, x1)
		}
		for _, r := range went {
			c.ribbon(r, r.right.class, x2, x3)
		}
		c.b.WriteString("</g>\n")
		c.group("names", 22*px)
		top, bottom := height, 0
		for _, e := range []edge{middleIn, middleOut} {
			for _, q := range e.piles {
				top, bottom = min(top, q.y), max(bottom, q.y+q.h)
			}
		}
		c.rect("n "+self, x1, top, middle, bottom-top, 0, "")
		c.bars(&in, roomIn, roomIn, true)
		c.bars(&out, x3, roomOut, false)
		c.b.WriteString("</g>\n")
	}
}
