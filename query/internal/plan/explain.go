package plan

import (
	"fmt"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Explain gives a plan as lines of text, a step each, what is within a step further to the right. Steps of a join stand in
// the order in which they run, with an estimate of the solutions that each has for one of those before it. Place is where
// the step stands in the text.
func (p *Planner) Explain(n Node, of func(graph.ID) term.Term, line func(string)) {
	e := explainer{p, of, line}
	e.node(n, 0, "")
}

type explainer struct {
	*Planner
	term func(graph.ID) term.Term
	line func(string)
}

func (e *explainer) say(depth int, format string, args ...any) {
	e.line(strings.Repeat("  ", depth) + fmt.Sprintf(format, args...))
}

func (e *explainer) node(n Node, depth int, note string) {
	rows := fmt.Sprintf(", about %.4g rows%s", n.Of().Rows, note)
	switch n := n.(type) {
	case *Triple:
		e.say(depth, "look up %s %s %s%s%s at %s", e.ref(n.Subject), e.ref(n.Predicate), e.ref(n.Object), e.graph(n.Graph), rows, n.Place)
	case *Intersect:
		e.say(depth, "?%s in all of%s", e.name(n.Var), rows)
		for _, t := range n.Triples {
			e.node(t, depth+1, "")
		}
	case *Edge:
		e.say(depth, "pairs of a kept table: %s <- %s, %s -> %s%s", e.ref(n.From), e.ref(Ref{ID: n.Out}), e.ref(Ref{ID: n.In}), e.ref(n.To), rows)
	case *Path:
		e.say(depth, "path from %s to %s%s%s at %s", e.of(n.From), e.of(n.To), e.graph(n.Graph), rows, n.Place)
	case *Labels:
		e.say(depth, "each named graph ?%s%s", e.name(n.Var), rows)
	case *One:
		e.say(depth, "the empty solution%s", note)
	case *Values:
		e.say(depth, "values of %s, %d rows%s", e.names(n.Vars), len(n.Rows), note)
	case *Service:
		e.say(depth, "ask the service %s, telling it what is known by then%s", e.of(n.Op.Endpoint), note)
	case *Join:
		e.say(depth, "join in this order%s", rows)
		for _, in := range n.Inputs {
			e.input(in, depth+1)
		}
	case *Union:
		e.say(depth, "one after the other%s", rows)
		for _, in := range n.Inputs {
			e.node(in, depth+1, "")
		}
	case *LeftJoin:
		e.say(depth, "optional: each of the first stays%s", rows)
		e.node(n.Left, depth+1, "")
		e.input(n.Right, depth+1)
	case *Minus:
		e.say(depth, "minus%s", rows)
		e.node(n.Left, depth+1, "")
		e.input(n.Right, depth+1)
	case *Extend:
		e.within(n.Input, depth, "bind ?%s%s", e.name(n.Var), note)
	case *Project:
		e.node(n.Input, depth, note)
	case *Group:
		e.within(n.Input, depth, "group by %d keys, %d aggregates%s", len(n.Keys), len(n.Aggregates), rows)
	case *Distinct:
		e.within(n.Input, depth, "distinct %s%s", e.names(n.Vars), rows)
	case *OrderBy:
		if n.Limit >= 0 {
			note += fmt.Sprintf(", the first %d", n.Limit)
		}
		e.within(n.Input, depth, "sort by %d keys%s", len(n.Keys), note)
	case *Slice:
		e.within(n.Input, depth, "offset %d, limit %d%s", n.Offset, n.Limit, note)
	}
}

func (e *explainer) within(n Node, depth int, format string, args ...any) {
	e.say(depth, format, args...)
	e.node(n, depth+1, "")
}

func (e *explainer) input(in Input, depth int) {
	note := ""
	if in.Kept {
		note += ", run once and kept by " + e.names(in.Vars[:in.On])
	} else if len(in.Hide) > 0 {
		note += ", compared on " + e.names(in.Hide)
	}
	if len(in.Filters) > 0 {
		note += fmt.Sprintf(", then %d filters", len(in.Filters))
	}
	if in.Merged {
		note += ", then once for each " + e.names(in.Keep)
	}
	e.node(in.Node, depth, note)
}

func (e *explainer) name(v algebra.Var) string {
	if name := e.Query.Name(v); name != "" {
		return name
	}
	return fmt.Sprint("_", v)
}

func (e *explainer) names(vars []algebra.Var) string {
	if len(vars) == 0 {
		return "nothing"
	}
	names := make([]string, len(vars))
	for i, v := range vars {
		names[i] = "?" + e.name(v)
	}
	return strings.Join(names, " ")
}

func (e *explainer) ref(r Ref) string {
	switch {
	case r.Var != 0:
		return "?" + e.name(r.Var)
	case r.ID == 0:
		return "(in no quad)"
	}
	return fmt.Sprint(e.term(r.ID).Value())
}

func (e *explainer) of(t algebra.Term) string {
	if t.IsVar() {
		return "?" + e.name(t.Var)
	}
	return fmt.Sprint(t.Value.Value())
}

func (e *explainer) graph(g ActiveGraph) string {
	switch g.Kind {
	case OneGraph:
		return " in " + e.ref(Ref{ID: g.ID})
	case GraphOf:
		return " in ?" + e.name(g.Var)
	}
	return ""
}
