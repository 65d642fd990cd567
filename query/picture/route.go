package picture

import "math"

// route gives the curves of arrows, from border to border. Those between the same two boxes bend beside each other, and
// one with a box in its way bends around it where it can.
func route(boxes []box, edges [][2]int) []curve {
	between := map[[2]int]int{}
	all := make([]curve, len(edges))
	for i, e := range edges {
		pair := [2]int{min(e[0], e[1]), max(e[0], e[1])}
		k := between[pair]
		between[pair]++
		bends := []int{0, 60 * px, -60 * px, 110 * px, -110 * px}
		if k > 0 {
			first := (k + 1) / 2 * 40 * px
			if k%2 == 0 {
				first = -first
			}
			if e[0] > e[1] {
				first = -first // the same side, seen from the other end
			}
			bends = []int{first, first * 3 / 2, -first * 3 / 2}
		}
		chosen := curveOf(boxes, e, bends[0])
		for _, bend := range bends {
			if c := curveOf(boxes, e, bend); c.clear(boxes, e) {
				chosen = c
				break
			}
		}
		all[i] = chosen
	}
	return all
}

// curve is a line with one bend.
type curve struct{ x0, y0, mx, my, x1, y1 int }

func curveOf(boxes []box, e [2]int, bend int) curve {
	a, b := boxes[e[0]], boxes[e[1]]
	ax, ay, bx, by := a.x+a.w/2, a.y+a.h/2, b.x+b.w/2, b.y+b.h/2
	mx, my := (ax+bx)/2, (ay+by)/2
	if bend != 0 {
		dx, dy := bx-ax, by-ay
		d := max(1, int(math.Sqrt(float64(float64(dx)*float64(dx))+float64(float64(dy)*float64(dy)))))
		mx, my = mx-dy*bend/d, my+dx*bend/d
	}
	c := curve{mx: mx, my: my}
	c.x0, c.y0 = border(a, mx, my)
	c.x1, c.y1 = border(b, mx, my)
	return c
}

// border is where a line from a box's middle to a point leaves it.
func border(b box, x, y int) (int, int) {
	cx, cy := b.x+b.w/2, b.y+b.h/2
	dx, dy := x-cx, y-cy
	w, h := b.w/2+2*px, b.h/2+2*px
	switch ax, ay := max(dx, -dx), max(dy, -dy); {
	case ax == 0 && ay == 0:
		return cx, cy
	case ax*h > ay*w:
		return cx + dx*w/ax, cy + dy*w/ax
	default:
		return cx + dx*h/ay, cy + dy*h/ay
	}
}

// clear tells whether no third box lies in the way.
func (c curve) clear(boxes []box, e [2]int) bool {
	const points = 24
	for i := 1; i < points; i++ {
		x, y := c.at(i, points)
		for k, b := range boxes {
			if k != e[0] && k != e[1] && b.x < x && x < b.x+b.w && b.y < y && y < b.y+b.h {
				return false
			}
		}
	}
	return true
}

// at gives a point of the curve, i of n steps along it.
func (c curve) at(i, n int) (x, y int) {
	j := n - i
	return (c.x0*j*j + 2*c.mx*i*j + c.x1*i*i) / (n * n), (c.y0*j*j + 2*c.my*i*j + c.y1*i*i) / (n * n)
}

// frame gives the room that boxes and curves take together, and moves all to begin at 0.
func frame(boxes []box, curves []curve) (w, h int) {
	left, top := 0, 0
	for _, b := range boxes {
		w, h = max(w, b.x+b.w), max(h, b.y+b.h)
	}
	for _, c := range curves {
		for i := range 9 {
			x, y := c.at(i, 8)
			left, top, w, h = min(left, x-2*px), min(top, y-2*px), max(w, x+2*px), max(h, y+2*px)
		}
	}
	for i := range boxes {
		boxes[i].x, boxes[i].y = boxes[i].x-left, boxes[i].y-top
	}
	for i := range curves {
		c := &curves[i]
		c.x0, c.mx, c.x1, c.y0, c.my, c.y1 = c.x0-left, c.mx-left, c.x1-left, c.y0-top, c.my-top, c.y1-top
	}
	return w - left, h - top
}

func (c curve) path() string {
	return "M" + num(c.x0) + " " + num(c.y0) + "Q" + num(c.mx) + " " + num(c.my) + " " + num(c.x1) + " " + num(c.y1)
}
