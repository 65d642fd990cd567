package questions

import (
	"strconv"

	"talentgraph.example/query"
)

func ways() []Question {
	noWay := shared("No way of so few hops; the option hops allows longer ones (8 without it).")
	return []Question{
		{
			Name: "ShortestPath", Command: "path",
			Title:  Words{"Shortest path", "最短路徑", "最短路径"},
			About:  Words{"how two things are connected", "兩件事物如何相關", "两件事物如何相关"},
			Args:   []Input{entity("from"), entity("to")},
			none:   noWay,
			answer: one2(query.ShortestPath, pathText()),
		},
		{
			Name: "Paths", Command: "paths",
			Title:  Words{"Paths", "所有路徑", "所有路径"},
			About:  Words{"all ways, the shortest first, as many as top and hops say", "所有路徑，最短的在前，多少由 top 與 hops 決定", "所有路径，最短的在前，多少由 top 与 hops 决定"},
			Args:   []Input{entity("from"), entity("to")},
			none:   noWay,
			answer: each2(query.Paths, pathText()),
		},
		{
			Name: "Neighbourhood", Command: "near",
			Title:  Words{"Neighbourhood", "鄰近", "邻近"},
			About:  Words{"what is within so many hops", "若干步之內的事物", "若干步之内的事物"},
			Args:   []Input{entity("thing"), {Name: shared("hops"), Kind: Number, Optional: true, Default: "1"}},
			answer: eachN(query.Neighbourhood, form[query.Neighbour]{text: (*Language).neighbour}),
		},
	}
}

func pathText() form[query.Path] { return form[query.Path]{text: (*Language).path} }

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
