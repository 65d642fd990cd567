package picture

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// Flows draws who lost people to whom: origins on the left, destinations on the right, and a ribbon for each flow, as
// thick as its moves are many and banded by how certain they are. Of more than 40 flows it draws the largest; see Most.
// The context is for what is read of the moves. Flows that have been detached are an error.
func Flows(ctx context.Context, flows []query.Flow, opts ...Option) (*Picture, error) {
	p, err := flowPicture(ctx, flows, opts, "flows", 40)
	if err == nil && !p.Empty() {
		p.twoColumns()
	}
	return p, err
}

// Rows draws rows of any origin as Flows does its own: what a script has counted, for one. From and To are wanted, and
// Count, 1 at least; grades that are not given are unknown. Of more than 40 rows it draws the largest; see Most.
func Rows(ctx context.Context, title string, rows []Row, opts ...Option) (*Picture, error) {
	p := &Picture{o: newOptions(opts), title: clean(title)}
	o := &p.o
	p.columns = [3]string{o.say("from"), o.say("tie"), o.say("to")}
	selves := 0
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b Row) int { return cmp.Compare(b.Count, a.Count) })
	for i, r := range sorted {
		if err := pace(ctx, i); err != nil {
			return nil, err
		}
		r.Count = max(r.Count, 1)
		if missing := r.Count - r.Grades.Total(); missing > 0 {
			r.Grades.Unknown += missing
		}
		switch {
		case key(r.From) == key(r.To):
			p.left.add(r.Count)
			p.left.Self += r.Count
			selves++
		case len(p.rows) >= o.atMost(40):
			p.left.add(r.Count)
		default:
			r.name = o.say("row", o.label(r.From).first+" → "+o.label(r.To).first, strconv.Itoa(r.Count), o.graded(r.Grades))
			p.rows = append(p.rows, r)
		}
	}
	if len(p.rows) == 0 {
		p.nothing = o.say("no ties")
		return p, nil
	}
	if n := p.left.Rows - selves; n > 0 {
		p.caption = append(p.caption, o.say("ties out", p.left.Nodes, n))
	}
	if selves > 0 {
		p.caption = append(p.caption, o.say("self", p.left.Self))
	}
	p.twoColumns()
	return p, nil
}

// twoColumns lays the picture's rows out as ribbons between two columns.
func (p *Picture) twoColumns() {
	o := &p.o
	var left, right edge
	ribbons := make([]*ribbon, len(p.rows))
	for i := range p.rows {
		r := &ribbon{row: &p.rows[i]}
		ribbons[i] = r
		r.left = left.add(key(r.row.From), r, o.pile(r.row.From))
		r.right = right.add(key(r.row.To), r, o.pile(r.row.To))
	}
	left.sort()
	right.sort()
	colours := o.colours(left.piles)
	for _, e := range []edge{left, right} {
		for _, q := range e.piles {
			q.class = colours(q.id)
		}
	}
	if o.bySize {
		p.caption = append(p.caption, o.say("by size"))
	} else {
		uncross(ribbons, &left, &right)
		p.caption = append(p.caption, o.say("by crossings"))
	}
	p.h = stack(ribbons, &left, &right) + 22*px
	meet(&left, func(r *ribbon) *pile { return r.right }, func(r *ribbon, y int) { r.yl = y })
	meet(&right, func(r *ribbon) *pile { return r.left }, func(r *ribbon, y int) { r.yr = y })
	roomLeft, roomRight := left.width(), right.width()
	x0 := roomLeft + barWide
	x1 := x0 + 280*px
	p.w = x1 + barWide + roomRight
	p.draw = func(c *canvas) {
		c.text("m", x0, 10*px, noteSize, "end", o.say("from"))
		c.text("m", x1, 10*px, noteSize, "start", o.say("to"))
		c.group("flows", 22*px)
		for _, r := range ribbons {
			c.ribbon(r, r.left.class, x0, x1)
		}
		c.b.WriteString("</g>\n")
		c.group("names", 22*px)
		c.bars(&left, roomLeft, roomLeft, true)
		c.bars(&right, x1, roomRight, false)
		c.b.WriteString("</g>\n")
	}
}

// group begins a named group, some way down.
func (c *canvas) group(name string, y int) {
	c.b.WriteString(`<g id="` + c.id + "-" + name + `" transform="translate(0 ` + num(y) + ")\">\n")
}

func (o *options) pile(e graph.Entity) func(*pile) {
	return func(p *pile) { p.label, p.href, p.id = o.label(e), o.to(e), string(e.ID()) }
}

// colours gives the class of the colour of an entity: the first three have one, unless the caller named others.
func (o *options) colours(largest []*pile) func(id string) string {
	var three []string
	for _, iri := range o.coloured {
		three = append(three, string(iri))
	}
	if o.coloured == nil {
		for _, p := range largest {
			three = append(three, p.id)
		}
	}
	three = three[:min(3, len(three))]
	return func(id string) string {
		if i := slices.Index(three, id); i >= 0 && id != "" {
			return "c" + string(rune('1'+i))
		}
		return "c0"
	}
}

// flowPicture makes a picture's rows of flows: those to be drawn, and what is left out.
func flowPicture(ctx context.Context, flows []query.Flow, opts []Option, title string, most int) (*Picture, error) {
	p := &Picture{o: newOptions(opts)}
	o := &p.o
	p.title = o.say(title)
	p.columns = [3]string{o.say("from"), o.say("tie"), o.say("to")}
	if most > 0 {
		most = o.atMost(most)
	} else {
		most = len(flows)
	}
	largest := slices.Clone(flows)
	slices.SortStableFunc(largest, func(a, b query.Flow) int { return cmp.Compare(b.Count, a.Count) })
	gone := map[string]bool{}
	shown := map[string]bool{}
	for i, f := range largest {
		if err := pace(ctx, i); err != nil {
			return nil, err
		}
		switch from, to := key(f.From), key(f.To); {
		case from == to:
			p.left.add(f.Count)
			p.left.Self += f.Count
		case len(p.rows) >= most:
			p.left.add(f.Count)
			gone[from], gone[to] = true, true
		default:
			row, err := o.flowRow(ctx, f)
			if err != nil {
				return nil, err
			}
			shown[from], shown[to] = true, true
			p.rows = append(p.rows, row)
		}
	}
	for node := range gone {
		if !shown[node] {
			p.left.Nodes++
		}
	}
	if len(p.rows) == 0 {
		p.nothing = o.say("no flows")
	}
	if n := p.left.Count - p.left.Self; n > 0 {
		p.caption = append(p.caption, o.say("flows out", p.left.Rows, n))
	}
	if p.left.Self > 0 {
		p.caption = append(p.caption, o.say("self", p.left.Self))
	}
	return p, nil
}

// flowRow reads what is behind a flow.
func (o *options) flowRow(ctx context.Context, f query.Flow) (r Row, err error) {
	r = Row{From: f.From, To: f.To, What: o.say("moved to"), Count: f.Count}
	if r.Grades, err = f.Grades(ctx); err != nil {
		return r, err
	}
	if r.Evidence, err = f.Evidence(ctx); err != nil {
		return r, err
	}
	moves, err := f.Moves(ctx)
	if err != nil {
		return r, err
	}
	last := ""
	for _, m := range moves {
		if id := m.ID(); id == "" || string(id) != last { // a move with several persons has several rows
			last = string(id)
			r.time(m.When())
		}
	}
	o.nameFlow(&r)
	return r, nil
}

func (o *options) nameFlow(r *Row) {
	r.name = o.say("row", o.label(r.From).first+" → "+o.label(r.To).first, o.moves(r.Count), o.graded(r.Grades))
}

// time takes another time into a row.
func (r *Row) time(when string) {
	if when == "" {
		r.Undated++
		return
	}
	from, to, ok := span(when)
	first, _, _ := span(r.First)
	_, last, _ := span(r.Last)
	if r.First == "" || ok && from < first {
		r.First = when
	}
	if r.Last == "" || ok && to > last {
		r.Last = when
	}
}
