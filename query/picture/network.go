package picture

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/query"
)

const (
	nodesDrawn  = 40
	tiesPerNode = 2
	asTable     = 100 // more nodes than this are a table
	boxHeight   = 26 * px
	nameWidest  = 170 * px
)

// Network draws entities with all that ties them, as query.Network and query.Around give it. What would be a tangle is
// drawn otherwise, and the caption says how: with more than 40 nodes, or 2 arrows a node, people are folded into arrows
// if Folded tells how; of more than 40 nodes the heaviest are kept, see Most, and of the folded arrows that are more than 2 a
// node the heaviest, with the heaviest of each node; and where Most asks for more than 100, it is a table. Whole forbids all
// but keeping the heaviest nodes.
func Network(ctx context.Context, ties query.Ties, opts ...Option) (*Picture, error) {
	p := &Picture{o: newOptions(opts)}
	o := &p.o
	p.title, p.columns = o.say("network"), [3]string{o.say("from"), o.say("tie"), o.say("to")}
	most := o.atMost(nodesDrawn)
	dense := len(ties.Nodes) > most || len(ties.Arrows) > tiesPerNode*len(ties.Nodes)
	fold := dense && !o.whole && o.folded != nil
	if fold {
		folded, err := o.folded(ctx)
		if err != nil {
			return nil, err
		}
		ties = folded
		p.caption = append(p.caption, o.say("folded"))
	}
	p.left = LeftOut{Rows: ties.LeftOut.Ties, Count: ties.LeftOut.Ties, Nodes: ties.LeftOut.Nodes}
	nodes := heaviest(ties, min(most, max(len(ties.Nodes), 1)))
	places := map[string]int{}
	for i, n := range nodes {
		places[key(n.Entity)] = i
	}
	var arrows []arrow
	selves := 0
	for i, a := range ties.Arrows {
		if err := pace(ctx, i); err != nil {
			return nil, err
		}
		from, ok1 := places[key(a.From)]
		to, ok2 := places[key(a.To)]
		switch {
		case from == to && ok1 && ok2:
			p.left.add(a.Count)
			p.left.Self += a.Count
			selves++
		case ok1 && ok2:
			arrows = append(arrows, arrow{from: from, to: to, grade: a.Certainty().String(), count: a.Count})
			p.rows = append(p.rows, o.arrowRow(a))
		default:
			p.left.add(a.Count)
		}
	}
	if len(nodes) <= asTable && fold {
		arrows = p.thin(arrows, tiesPerNode*len(nodes))
	}
	nodes, arrows = tied(nodes, arrows)
	p.left.Nodes = ties.LeftOut.Nodes + len(ties.Nodes) - len(nodes)
	if n := p.left.Rows - selves; n > 0 || p.left.Nodes > 0 {
		p.caption = append(p.caption, o.say("ties out", p.left.Nodes, n))
	}
	if selves > 0 {
		p.caption = append(p.caption, o.say("self", p.left.Self))
	}
	for i := range arrows {
		arrows[i].row = &p.rows[i]
	}
	if len(arrows) == 0 {
		p.nothing = o.say("no ties")
		return p, nil
	}
	if len(nodes) > asTable && !o.whole {
		p.caption = append(p.caption, o.say("too many", len(nodes)))
		var g grid
		for _, r := range p.rows {
			g.count(r.From, r.To, r.Count)
		}
		g.cut(most)
		p.asGrid(&g, 0)
		return p, nil
	}
	return p, p.boxes(ctx, nodes, arrows)
}

// tied gives the nodes that an arrow leads to or from; those whose ties all lead to others that are not drawn say nothing.
func tied(nodes []query.TiedNode, arrows []arrow) ([]query.TiedNode, []arrow) {
	place := make([]int, len(nodes))
	for _, a := range arrows {
		place[a.from], place[a.to] = 1, 1
	}
	var kept []query.TiedNode
	for i, n := range nodes {
		if place[i] > 0 {
			place[i] = len(kept)
			kept = append(kept, n)
		}
	}
	for i := range arrows {
		arrows[i].from, arrows[i].to = place[arrows[i].from], place[arrows[i].to]
	}
	return kept, arrows
}

// thin keeps so many arrows, the heaviest, with their rows, and the heaviest of each node, so that none stands alone.
func (p *Picture) thin(arrows []arrow, most int) []arrow {
	order := make([]int, len(arrows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(arrows[k].count, arrows[i].count) })
	tied, gone := map[int]bool{}, map[int]bool{}
	for n, i := range order {
		a := arrows[i]
		gone[i] = n >= most && tied[a.from] && tied[a.to]
		tied[a.from], tied[a.to] = true, true
	}
	all, rows := arrows, p.rows
	arrows, p.rows = nil, nil
	for i, a := range all {
		if gone[i] {
			p.left.add(a.count)
			continue
		}
		arrows, p.rows = append(arrows, a), append(p.rows, rows[i])
	}
	return arrows
}

// heaviest gives the nodes with most ties; of Around the nearest, the entity itself before all.
func heaviest(ties query.Ties, most int) []query.TiedNode {
	nodes := slices.Clone(ties.Nodes)
	slices.SortStableFunc(nodes, func(a, b query.TiedNode) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(b.Weight, a.Weight), cmp.Compare(key(a.Entity), key(b.Entity)))
	})
	return nodes[:min(most, len(nodes))]
}

// arrow is an arrow between two nodes by their places.
type arrow struct {
	from, to int
	grade    string
	count    int
	row      *Row
}

func (o *options) arrowRow(a query.Arrow) Row {
	r := Row{From: a.From, To: a.To, What: o.say(a.Kind.String()), Count: a.Count, Undated: a.Undated, Grades: a.Grades(), First: a.First(), Last: a.Last(), Evidence: a.Evidence()}
	what := o.label(a.From).first + " " + r.What + " " + o.label(a.To).first
	if a.Kind == query.ArrowMoved {
		what += o.say(", ") + o.moves(a.Count)
	}
	if when := o.times(r); when != "" {
		what += o.say(", ") + when
	}
	r.name = o.say("row short", what, o.graded(r.Grades))
	return r
}

// boxes lays nodes and arrows out and draws them.
func (p *Picture) boxes(ctx context.Context, nodes []query.TiedNode, arrows []arrow) error {
	o := &p.o
	boxes := make([]box, len(nodes))
	for i, n := range nodes {
		boxes[i] = box{w: min(o.label(n.Entity).width(noteSize), nameWidest) + 16*px, h: boxHeight}
	}
	edges := make([][2]int, len(arrows))
	for i, a := range arrows {
		edges[i] = [2]int{a.from, a.to}
	}
	if err := arrange(ctx, boxes, edges); err != nil {
		return err
	}
	curves := route(boxes, edges)
	p.w, p.h = frame(boxes, curves)
	colours := o.colours(piles(nodes, arrows))
	p.draw = func(c *canvas) {
		c.group("ties", 0)
		for i, a := range arrows {
			class := colours(string(nodes[a.from].Entity.ID()))
			href := c.o.toRow(*a.row)
			c.mark(class, a.row.name, href)
			wide := 14 + 4*min(a.count, 9)
			c.path("l "+a.grade, curves[i].path(), dashes(a.grade)+` stroke-width="`+num(wide)+`" marker-end="url(#`+c.id+`-a`+class[1:]+`)"`)
			c.end(href)
		}
		c.b.WriteString("</g>\n")
		c.group("nodes", 0)
		for i, n := range nodes {
			b := boxes[i]
			c.box(n.Entity, b.x, b.y, b.w, b.h, n.Kind)
		}
		c.b.WriteString("</g>\n")
	}
	return nil
}

// piles gives the nodes that most leads away from.
func piles(nodes []query.TiedNode, arrows []arrow) []*pile {
	var e edge
	for _, a := range arrows {
		from := nodes[a.from].Entity
		e.add(key(from), &ribbon{row: &Row{Count: a.count}}, func(p *pile) { p.id = string(from.ID()) })
	}
	e.sort()
	return e.piles
}
