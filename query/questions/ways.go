package questions

import (
	"context"
	"math"
	"slices"
	"strconv"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

func ways() []Question {
	noWay := shared("No way of so few hops; the option hops allows longer ones (8 without it).")
	return []Question{
		{
			Name: "ShortestPath", Command: "path",
			Title: Words{"Shortest path", "最短路徑", "最短路径"},
			About: Words{"how two things are connected", "兩件事物如何相關", "两件事物如何相关"},
			Args:  []Input{entity("from"), entity("to")},
			none:  noWay, noneOf: noWayOf,
			answer: one2(query.ShortestPath, pathText()),
		},
		{
			Name: "Paths", Command: "paths",
			Title: Words{"Paths", "所有路徑", "所有路径"},
			About: Words{"all ways, the shortest first, as many as top and hops say", "所有路徑，最短的在前，多少由 top 與 hops 決定", "所有路径，最短的在前，多少由 top 与 hops 决定"},
			Args:  []Input{entity("from"), entity("to")},
			none:  noWay, noneOf: noWayOf,
			answer: each2(query.Paths, pathText()),
		},
		{
			Name: "Neighbourhood", Command: "near",
			Title:  Words{"Neighbourhood", "鄰近", "邻近"},
			About:  Words{"what is within so many hops; a move or a post is one, so people who left are two away", "若干步之內的事物；一次流動或一個職位算一步，離開者相距兩步", "若干步之内的事物；一次流动或一个职位算一步，离开者相距两步"},
			Args:   []Input{entity("thing"), {Name: shared("hops"), Kind: Number, Optional: true, Default: "1"}},
			answer: eachN(query.Neighbourhood, form[query.Neighbour]{text: (*Language).neighbour}),
		},
		{
			Name: "Around", Command: "around",
			Title:  Words{"Around one", "周邊網絡", "周边网络"},
			About:  Words{"people, organizations and things around one, and all that ties them", "一人、一機構或一物周邊的人物、機構與事物，以及其間的一切聯繫", "一人、一机构或一物周边的人物、机构与事物，以及其间的一切联系"},
			Args:   []Input{entity("thing"), {Name: shared("hops"), Kind: Number, Optional: true, Default: "1"}},
			answer: oneN(query.Around, tiesText()),
		},
		{
			Name: "Network", Command: "network",
			Title:  Words{"Network", "網絡", "网络"},
			About:  Words{"people, organizations and things, and all that ties them", "人物、機構與事物，以及其間的一切聯繫", "人物、机构与事物，以及其间的一切联系"},
			answer: one0(query.Network, tiesText()),
		},
	}
}

func pathText() form[query.Path] { return form[query.Path]{text: (*Language).path} }

func tiesText() form[query.Ties] { return form[query.Ties]{text: (*Language).ties} }

// ties tells how many nodes of each kind there are, then the arrows.
func (l *Language) ties(x query.Ties) string {
	t := lines{l: l}
	counts := map[query.NodeKind]int{}
	for _, n := range x.Nodes {
		counts[n.Kind]++
	}
	t.WriteString(l.Say("people: %d, organizations: %d, things: %d", counts[query.NodePerson], counts[query.NodeOrganization], counts[query.NodeThing]))
	for _, a := range x.Arrows {
		t.add(l.arrow(a))
	}
	if left := x.LeftOut; left.Nodes > 0 {
		t.add(l.Say("left out: %d nodes, %d ties", left.Nodes, left.Ties))
	}
	return t.String()
}

func (l *Language) arrow(a query.Arrow) string {
	line := l.Name(a.From) + " –" + l.Word(a.Kind.String()) + "→ " + l.Name(a.To)
	if a.Count > 1 {
		line = l.Say("%s: %s", line, strconv.Itoa(a.Count))
	}
	switch first, last := a.First(), a.Last(); {
	case first == "":
	case first == last:
		line += l.aside(l.when(first))
	default:
		line += l.aside(l.when(first) + " – " + l.when(last))
	}
	return line + l.unless(a.Certainty())
}

func (l *Language) path(x query.Path) string {
	line := l.Name(x.Start)
	for _, h := range x.Hops {
		line += l.hop(h)
	}
	return line + l.unless(x.Certainty())
}

func (l *Language) neighbour(n query.Neighbour) string {
	return l.Say("%s: %s", strconv.Itoa(n.Distance), l.Name(n.Hop.From)+l.hop(n.Hop)) + l.unless(n.Certainty())
}

// hop is an arrow from subject to object for each fact, and the entity it leads to.
func (l *Language) hop(h query.Hop) string {
	line := ""
	for _, f := range h.Facts {
		if f.Subject.Node() == h.From.Node() {
			line += " –" + l.predicate(f.Predicate) + "→"
		} else {
			line += " ←" + l.predicate(f.Predicate) + "–"
		}
	}
	return line + " " + l.Name(h.To)
}

// noWayOf tells whether there is a longer way than one that was asked for.
func noWayOf(ctx context.Context, r graph.Reader, args []string, opts []query.Option) (Words, error) {
	// What stands later counts: what the answer itself is told by is left as it is.
	opts = append(slices.Clip(opts), query.Hops(math.MaxInt), query.Top(1), query.After(""), query.Next(new(string)), query.Explain(new(query.Plan)))
	for _, err := range query.Paths(ctx, r, args[0], args[1], opts...) {
		return shared("No way of so few hops; the option hops allows longer ones (8 without it)."), err
	}
	return shared("No way leads from one to the other."), nil
}
