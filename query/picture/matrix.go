package picture

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// FlowMatrix draws flows as a table: from the rows, to the columns, both by size. Of more than 40 organizations on an
// edge it shows the largest; see Most. It is for what has too many flows for ribbons.
func FlowMatrix(ctx context.Context, flows []query.Flow, opts ...Option) (*Picture, error) {
	o := newOptions(opts)
	var grid grid
	for i, f := range flows {
		if err := pace(ctx, i); err != nil {
			return nil, err
		}
		grid.count(f.From, f.To, f.Count)
	}
	grid.cut(o.atMost(40))
	var drawn []query.Flow
	var left LeftOut
	for _, f := range flows {
		if grid.has(f.From, f.To) || key(f.From) == key(f.To) {
			drawn = append(drawn, f)
		} else {
			left.add(f.Count)
		}
	}
	p, err := flowPicture(ctx, drawn, opts, "flowMatrix", 0)
	if err != nil {
		return nil, err
	}
	p.left.Rows, p.left.Count, p.left.Nodes = p.left.Rows+left.Rows, p.left.Count+left.Count, grid.out
	p.asGrid(&grid, left.Rows)
	return p, nil
}

// grid is a table with entities at both edges.
type grid struct {
	rows, columns axis
	out           int // entities that were cut off
}

type axis struct {
	places []*place
	by     map[string]*place
}

type place struct {
	key   string
	e     graph.Entity
	count int
	at    int // -1: not shown
}

func (a *axis) add(e graph.Entity, n int) {
	if a.by == nil {
		a.by = map[string]*place{}
	}
	k := key(e)
	p := a.by[k]
	if p == nil {
		p = &place{key: k, e: e}
		a.by[k] = p
		a.places = append(a.places, p)
	}
	p.count += n
}

func (g *grid) count(row, column graph.Entity, n int) {
	if key(row) != key(column) {
		g.rows.add(row, n)
		g.columns.add(column, n)
	}
}

// cut keeps the largest on both edges.
func (g *grid) cut(most int) {
	for _, a := range []*axis{&g.rows, &g.columns} {
		slices.SortFunc(a.places, func(x, y *place) int { return cmp.Or(cmp.Compare(y.count, x.count), cmp.Compare(x.key, y.key)) })
		for i, p := range a.places {
			p.at = i
			if i >= most {
				p.at = -1
				g.out++
			}
		}
		a.places = a.places[:min(most, len(a.places))]
	}
}

func (g *grid) at(row, column graph.Entity) (r, c int, ok bool) {
	x, y := g.rows.by[key(row)], g.columns.by[key(column)]
	if x == nil || y == nil || x.at < 0 || y.at < 0 {
		return 0, 0, false
	}
	return x.at, y.at, true
}

func (g *grid) has(row, column graph.Entity) bool {
	_, _, ok := g.at(row, column)
	return ok
}

// asGrid draws the picture's rows as cells.
func (p *Picture) asGrid(g *grid, out int) {
	o := &p.o
	p.form = formTable
	if out > 0 {
		p.caption = append(p.caption, o.say("cells out", g.out, out))
	}
	if p.Empty() {
		return
	}
	const cell, most = 26 * px, 200 * px
	head, side, largest := 0, 0, 1
	for _, c := range g.columns.places {
		head = max(head, min(o.label(c.e).width(noteSize), most))
	}
	for _, r := range g.rows.places {
		side = max(side, min(o.label(r.e).width(textSize), widest))
	}
	for _, r := range p.rows {
		largest = max(largest, r.Count)
	}
	side += 8 * px
	top := head*87/100 + 14*px // names lean by 60 degrees
	p.w = side + len(g.columns.places)*cell + head/2
	p.h = top + len(g.rows.places)*cell
	p.draw = func(c *canvas) {
		c.group("rows", 0)
		for i, r := range g.rows.places {
			y := top + i*cell
			c.line("rule", 0, y, side+len(g.columns.places)*cell, y)
			c.named(r.e, side-8*px, y+cell/2+45, textSize, widest, "end", "")
		}
		c.line("rule", 0, top+len(g.rows.places)*cell, side+len(g.columns.places)*cell, top+len(g.rows.places)*cell)
		c.b.WriteString("</g>\n")
		c.group("columns", 0)
		for i, col := range g.columns.places {
			x := side + i*cell
			c.line("rule", x, top, x, top+len(g.rows.places)*cell)
			x += cell/2 + 4*px
			c.named(col.e, x, top-6*px, noteSize, most, "start", ` transform="rotate(-60 `+num(x)+" "+num(top-6*px)+`)"`)
		}
		end := side + len(g.columns.places)*cell
		c.line("rule", end, top, end, top+len(g.rows.places)*cell)
		c.b.WriteString("</g>\n")
		c.group("cells", 0)
		for _, r := range p.rows {
			i, j, ok := g.at(r.From, r.To)
			if !ok {
				continue
			}
			x, y := side+j*cell+cell/2, top+i*cell+cell/2
			href := c.o.toRow(r)
			c.mark("c1", r.name, href)
			c.disc(weight(r.Grades), x, y, 4*px+6*px*root(r.Count)/root(largest))
			if r.Count > 1 {
				c.text("h halo", x, y+38, 10*px, "middle", strconv.Itoa(r.Count))
			}
			c.end(href)
		}
		c.b.WriteString("</g>\n")
	}
}

// weight is the grade that most of a sum has, the firmest of several.
func weight(g query.Grades) string {
	best := aGrade{name: "unknown"}
	for _, a := range gradesOf(g) {
		if a.count > best.count {
			best = a
		}
	}
	return best.name
}

// root is ten times the square root, in whole numbers.
func root(n int) int {
	r := 0
	for r*r < n*100 {
		r++
	}
	return r
}

// named writes an entity's name, which leads to it.
func (c *canvas) named(e graph.Entity, x, y, size, most int, anchor, more string) {
	l, href := c.o.label(e), c.o.to(e)
	if href == "" {
		c.b.WriteString(`<g class="name"><title>` + escape(l.String()) + "</title>")
	} else {
		c.mark("name", l.String(), href)
	}
	c.label(x, y, size, anchor, l.fit(size, most), "", more)
	c.end(href)
}
