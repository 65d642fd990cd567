package picture

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// box is the place of a node: its upper left corner and its size.
type box struct{ x, y, w, h int }

const (
	apart  = 16 * px // between boxes
	length = 95      // of an arrow, in pixels
	sweeps = 60
)

// arrange places boxes by stress majorization: as far from each other as there are arrows between them, each component by
// itself; then pushes apart those that meet, and packs the components in rows.
func arrange(ctx context.Context, boxes []box, edges [][2]int) error {
	var parts [][]int
	for _, nodes := range components(len(boxes), edges) {
		if err := majorize(ctx, boxes, nodes, edges); err != nil {
			return err
		}
		separate(boxes, nodes)
		parts = append(parts, nodes)
	}
	pack(boxes, parts)
	return nil
}

// components lists the nodes of each, the largest first.
func components(n int, edges [][2]int) [][]int {
	next := neighbours(n, edges)
	seen := make([]bool, n)
	var all [][]int
	for i := range n {
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int{i}
		for at := 0; at < len(part); at++ {
			for _, j := range next[part[at]] {
				if !seen[j] {
					seen[j] = true
					part = append(part, j)
				}
			}
		}
		all = append(all, part)
	}
	slices.SortStableFunc(all, func(a, b []int) int { return cmp.Compare(len(b), len(a)) })
	return all
}

func neighbours(n int, edges [][2]int) [][]int {
	next := make([][]int, n)
	for _, e := range edges {
		next[e[0]] = append(next[e[0]], e[1])
		next[e[1]] = append(next[e[1]], e[0])
	}
	return next
}

// majorize moves one node after the other to where its distances fit best, from a fixed start. Products are rounded by
// themselves, and places after each step, so that no machine computes otherwise.
func majorize(ctx context.Context, boxes []box, nodes []int, edges [][2]int) error {
	n := len(nodes)
	distance, err := distances(ctx, len(boxes), nodes, edges)
	if err != nil {
		return err
	}
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		a, b := spiral(i)
		x[i], y[i] = float64(a*length/2), float64(b*length/2)
	}
	for range sweeps {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i := range n {
			var sx, sy, sum float64
			for j := range n {
				if i == j {
					continue
				}
				ideal := float64(distance[i*n+j] * length)
				weight := 1 / float64(ideal*ideal)
				dx, dy := x[i]-x[j], y[i]-y[j]
				d := math.Sqrt(float64(dx*dx) + float64(dy*dy))
				if d < 1 {
					dx, dy, d = 1, 0, 1
				}
				pull := ideal / d
				sx += float64(weight * (x[j] + float64(pull*dx)))
				sy += float64(weight * (y[j] + float64(pull*dy)))
				sum += weight
			}
			if sum > 0 {
				x[i], y[i] = rounded(sx/sum), rounded(sy/sum)
			}
		}
	}
	for i, node := range nodes { // names are wide, so the plane is too
		b := &boxes[node]
		b.x, b.y = int(math.Round(float64(x[i]*17)))-b.w/2, int(math.Round(float64(y[i]*9)))-b.h/2
	}
	return nil
}

func rounded(v float64) float64 { return math.Round(v*64) / 64 }

// distances gives how many arrows lie between any two nodes of a component.
func distances(ctx context.Context, all int, nodes []int, edges [][2]int) ([]int, error) {
	n := len(nodes)
	next := neighbours(all, edges)
	place := make([]int, all)
	for i, node := range nodes {
		place[node] = i
	}
	d := make([]int, n*n)
	for i, start := range nodes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		seen := make([]bool, n)
		seen[i] = true
		queue := []int{start}
		for at := 0; at < len(queue); at++ {
			from := place[queue[at]]
			for _, node := range next[queue[at]] {
				if j := place[node]; !seen[j] {
					seen[j] = true
					d[i*n+j] = d[i*n+from] + 1
					queue = append(queue, node)
				}
			}
		}
	}
	return d, nil
}

// spiral gives the place of the i-th square of a spiral from the middle.
func spiral(i int) (x, y int) {
	dx, dy, run := 1, 0, 1
	for i > 0 {
		for range 2 {
			k := min(run, i)
			x, y, i = x+k*dx, y+k*dy, i-k
			dx, dy = -dy, dx
		}
		run++
	}
	return x, y
}

// separate pushes boxes apart until none meet: first both a little, then those that still do downward.
func separate(boxes []box, nodes []int) {
	for range 120 {
		met := false
		for i, a := range nodes {
			for _, b := range nodes[:i] {
				met = push(&boxes[b], &boxes[a]) || met
			}
		}
		if !met {
			return
		}
	}
	sorted := slices.Clone(nodes)
	slices.SortStableFunc(sorted, func(a, b int) int { return cmp.Compare(boxes[a].y, boxes[b].y) })
	for i, a := range sorted {
		for again := true; again; {
			again = false
			for _, b := range sorted[:i] {
				if meet2(boxes[a], boxes[b], apart) {
					boxes[a].y = boxes[b].y + boxes[b].h + apart
					again = true
				}
			}
		}
	}
}

// meet2 tells whether two boxes are nearer to each other than that.
func meet2(a, b box, near int) bool {
	return a.x < b.x+b.w+near && b.x < a.x+a.w+near && a.y < b.y+b.h+near && b.y < a.y+a.h+near
}

// push moves two boxes that meet apart, each half the way, along the shorter one.
func push(a, b *box) bool {
	if !meet2(*a, *b, apart) {
		return false
	}
	cx, cy := (b.x+b.w/2)-(a.x+a.w/2), (b.y+b.h/2)-(a.y+a.h/2)
	ox, oy := (a.w+b.w)/2+apart-max(cx, -cx), (a.h+b.h)/2+apart-max(cy, -cy)
	if ox < oy {
		step := ox/2 + 1
		if cx < 0 {
			step = -step
		}
		a.x, b.x = a.x-step, b.x+step
	} else {
		step := oy/2 + 1
		if cy < 0 {
			step = -step
		}
		a.y, b.y = a.y-step, b.y+step
	}
	return true
}

// pack places components beside each other, in rows not much wider than the largest.
func pack(boxes []box, parts [][]int) {
	const between = 34 * px
	x, y, row, widest := 0, 0, 0, 760*px
	for _, nodes := range parts {
		left, top, right, bottom := bounds(boxes, nodes)
		widest = max(widest, right-left)
		if x > 0 && x+right-left > widest {
			x, y, row = 0, y+row+between, 0
		}
		for _, i := range nodes {
			boxes[i].x += x - left
			boxes[i].y += y - top
		}
		x += right - left + between
		row = max(row, bottom-top)
	}
}

func bounds(boxes []box, nodes []int) (left, top, right, bottom int) {
	b := boxes[nodes[0]]
	left, top, right, bottom = b.x, b.y, b.x+b.w, b.y+b.h
	for _, i := range nodes[1:] {
		b := boxes[i]
		left, top, right, bottom = min(left, b.x), min(top, b.y), max(right, b.x+b.w), max(bottom, b.y+b.h)
	}
	return left, top, right, bottom
}
