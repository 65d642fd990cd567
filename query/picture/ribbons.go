package picture

import (
	"cmp"
	"slices"
	"strconv"
)

const (
	barWide    = 12 * px
	bandHeight = 420 * px // of all ribbons and gaps together, unless their names need more
	thickest   = 14 * px  // of one move
	thinnest   = 3 * px   // of a ribbon
	slotHeight = 18 * px  // of a name
	gap        = 6 * px
	widest     = 240 * px // of a name
)

// pile is an entity at one edge, with the ribbons that begin or end there.
type pile struct {
	key, id, class string
	label          label
	href           string
	count          int
	ribbons        []*ribbon
	y, h           int
	place, weight  int
}

// ribbon is a row between two piles. Its places count from the top.
type ribbon struct {
	row         *Row
	left, right *pile
	yl, yr, h   int
}

// edge collects the piles at one edge.
type edge struct {
	piles []*pile
	by    map[string]*pile
}

func (e *edge) add(key string, r *ribbon, fill func(*pile)) *pile {
	if e.by == nil {
		e.by = map[string]*pile{}
	}
	p := e.by[key]
	if p == nil {
		p = &pile{key: key}
		fill(p)
		e.by[key] = p
		e.piles = append(e.piles, p)
	}
	p.count += r.row.Count
	p.ribbons = append(p.ribbons, r)
	return p
}

func (e *edge) sort() {
	slices.SortFunc(e.piles, func(a, b *pile) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.key, b.key)) })
	e.number()
}

func (e *edge) number() {
	for i, p := range e.piles {
		p.place = i
	}
}

// uncross orders both edges by where their ribbons lead, a few times in turn, and keeps the order with the fewest
// crossings.
func uncross(ribbons []*ribbon, left, right *edge) {
	best, least := [2][]*pile{slices.Clone(left.piles), slices.Clone(right.piles)}, crossings(ribbons)
	for i := range 8 {
		e, other := right, func(r *ribbon) *pile { return r.left }
		if i%2 == 1 {
			e, other = left, func(r *ribbon) *pile { return r.right }
		}
		for _, p := range e.piles {
			p.weight = 0
			for _, r := range p.ribbons {
				p.weight += other(r).place * 1000 * r.row.Count
			}
			p.weight /= max(p.count, 1)
		}
		slices.SortStableFunc(e.piles, func(a, b *pile) int { return cmp.Compare(a.weight, b.weight) })
		e.number()
		if n := crossings(ribbons); n < least {
			best, least = [2][]*pile{slices.Clone(left.piles), slices.Clone(right.piles)}, n
		}
	}
	left.piles, right.piles = best[0], best[1]
	left.number()
	right.number()
}

func crossings(ribbons []*ribbon) int {
	n := 0
	for i, a := range ribbons {
		for _, b := range ribbons[:i] {
			if (a.left.place-b.left.place)*(a.right.place-b.right.place) < 0 {
				n++
			}
		}
	}
	return n
}

// stack gives ribbons their heights and both edges their places; it gives back the height of all.
func stack(ribbons []*ribbon, edges ...*edge) int {
	total, most := 1, 1
	for _, r := range ribbons {
		total += r.row.Count
	}
	for _, e := range edges {
		most = max(most, len(e.piles))
	}
	unit := min(thickest, max(1, (bandHeight-gap*(most-1))/total))
	for _, r := range ribbons {
		r.h = max(thinnest, r.row.Count*unit)
	}
	height := 0
	for _, e := range edges {
		y := 0
		for _, p := range e.piles {
			p.h = 0
			for _, r := range p.ribbons {
				p.h += r.h
			}
			slot := max(p.h, slotHeight)
			p.y = y + (slot-p.h)/2
			y += slot + gap
		}
		height = max(height, y-gap)
	}
	for _, e := range edges { // the shorter one stands in the middle
		if n := len(e.piles); n > 0 {
			last := e.piles[n-1]
			shift := (height - max(last.y+last.h, last.y+last.h/2+slotHeight/2)) / 2
			for _, p := range e.piles {
				p.y += shift
			}
		}
	}
	return height
}

// meet places the ends of ribbons at a pile, in the order of the other ends.
func meet(e *edge, other func(*ribbon) *pile, set func(r *ribbon, y int)) {
	for _, p := range e.piles {
		slices.SortStableFunc(p.ribbons, func(a, b *ribbon) int { return cmp.Compare(other(a).place, other(b).place) })
		y := p.y
		for _, r := range p.ribbons {
			set(r, y)
			y += r.h
		}
	}
}

// ribbon draws a row between two edges as bands, one a grade.
func (c *canvas) ribbon(r *ribbon, class string, x0, x1 int) {
	href := c.o.toRow(*r.row)
	c.mark(class, r.row.name, href)
	total, done := max(r.row.Grades.Total(), 1), 0
	for _, g := range gradesOf(r.row.Grades) {
		if g.count == 0 {
			continue
		}
		from, to := r.h*done/total, r.h*(done+g.count)/total
		c.band("b "+g.name, x0, r.yl+from, x1, r.yr+from, to-from)
		done += g.count
	}
	c.end(href)
}

func (c *canvas) band(class string, x0, y0, x1, y1, h int) {
	m := (x0 + x1) / 2
	p := func(x, y int) string { return num(x) + " " + num(y) }
	c.path(class, "M"+p(x0, y0)+"C"+p(m, y0)+" "+p(m, y1)+" "+p(x1, y1)+"V"+num(y1+h)+"C"+p(m, y1+h)+" "+p(m, y0+h)+" "+p(x0, y0+h)+"Z", "")
}

// edgeWidth is what the names at an edge take.
func (e *edge) width() int {
	w := 0
	for _, p := range e.piles {
		w = max(w, p.label.width(textSize)+width(" "+strconv.Itoa(p.count), textSize)+8*px)
	}
	return min(w, widest)
}

// bars draws an edge: its bars at x, and the names on the side away from the ribbons.
func (c *canvas) bars(e *edge, x, room int, left bool) {
	for _, p := range e.piles {
		c.rect("n "+p.class, x, p.y, barWide, p.h, 0, "")
	}
	for _, p := range e.piles {
		at, anchor := x+barWide+6*px, "start"
		if left {
			at, anchor = x-6*px, "end"
		}
		n := strconv.Itoa(p.count)
		l := p.label.fit(textSize, room-width(" "+n, textSize)-8*px)
		name := p.label.String() + " " + n
		if p.href == "" {
			c.b.WriteString(`<g class="name"><title>` + escape(name) + "</title>")
		} else {
			c.mark("name", name, p.href)
		}
		c.label(at, p.y+p.h/2+45, textSize, anchor, l, n, "")
		c.end(p.href)
	}
}
