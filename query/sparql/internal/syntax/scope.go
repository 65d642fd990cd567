package syntax

import (
	"slices"

	"talentgraph.example/query/internal/algebra"
)

// names is a set of variables in the order in which they came.
type names struct {
	list  []string
	index map[string]bool // once there are many
}

// fewNames is up to how many names a list is searched through.
const fewNames = 16

func (n *names) has(name string) bool {
	if n.index != nil {
		return n.index[name]
	}
	return slices.Contains(n.list, name)
}

func (n *names) add(name string) {
	if name == "" || n.has(name) {
		return
	}
	n.list = append(n.list, name)
	switch {
	case n.index != nil:
		n.index[name] = true
	case len(n.list) > fewNames:
		n.index = map[string]bool{}
		for _, known := range n.list {
			n.index[known] = true
		}
	}
}

func (n *names) addAll(o names) {
	for _, name := range o.list {
		n.add(name)
	}
}

// checkQuery checks what the grammar does not say of a query: SPARQL 1.1, sections 11.4, 18.2.1 and 19.8. It returns the
// variables that the query shows to what is around it.
func checkQuery(q *Query) names {
	var visible names
	if q.Where != nil {
		visible = checkGroup(q.Where)
	}
	keys := checkKeys(q, visible)
	if q.Values != nil { // which is joined to the groups
		for _, v := range q.Values.Vars {
			visible.add(v)
		}
	}
	for _, e := range q.Having {
		checkExpr(e)
	}
	for _, o := range q.OrderBy {
		checkExpr(o.Expr)
	}
	if q.All {
		if q.aggregates && q.Form == algebra.Select {
			failAt(q.Place, "SELECT * has no meaning with GROUP BY or an aggregate: list what is to be shown")
		}
		return visible
	}
	return checkProjection(q, visible, keys)
}

// checkKeys gives the variables that a grouping leaves.
func checkKeys(q *Query, visible names) (keys names) {
	for _, k := range q.GroupBy {
		if k.Expr != nil {
			checkExpr(k.Expr)
			if k.Var != "" && (visible.has(k.Var) || keys.has(k.Var)) {
				failAt(k.Place, "?%s has a value already; give the key another name", k.Var)
			}
		}
		keys.add(k.Var)
	}
	return keys
}

func checkProjection(q *Query, visible, keys names) (shown names) {
	for _, s := range q.Projection {
		if s.Expr == nil {
			if q.aggregates && !keys.has(s.Var) {
				failAt(s.Place, "?%s is neither a key of GROUP BY nor in an aggregate: a group may have many values of it", s.Var)
			}
			shown.add(s.Var)
			continue
		}
		checkExpr(s.Expr)
		if q.aggregates {
			checkGrouped(s.Expr, keys)
		}
		if visible.has(s.Var) || shown.has(s.Var) || keys.has(s.Var) {
			failAt(s.Place, "?%s is in use already; give the value another name", s.Var)
		}
		shown.add(s.Var)
		keys.add(s.Var) // later expressions may use it
	}
	return shown
}

// checkGrouped finds variables that a group has no single value of.
func checkGrouped(e *Expr, keys names) {
	switch {
	case e.Kind == ExprAggregate:
	case e.Kind == ExprNode && e.Node.Var != "" && !keys.has(e.Node.Var):
		failAt(e.Place, "?%s is neither a key of GROUP BY nor in an aggregate: a group may have many values of it", e.Node.Var)
	default:
		for _, a := range e.Args {
			checkGrouped(a, keys)
		}
	}
}

// checkExpr looks at the patterns within an expression.
func checkExpr(e *Expr) {
	if e.Group != nil {
		checkGroup(e.Group)
	}
	for _, a := range e.Args {
		checkExpr(a)
	}
}

// checkGroup checks a group and gives the variables that may be bound by it.
func checkGroup(g *Group) (visible names) {
	for _, e := range g.Elements {
		switch e := e.(type) {
		case *Triples:
			for _, t := range e.List {
				visible.add(t.Subject.Var)
				visible.add(t.Predicate.Var)
				visible.add(t.Object.Var)
			}
		case *Filter:
			checkExpr(e.Cond)
		case *Optional:
			visible.addAll(checkGroup(e.Group))
		case *Minus:
			checkGroup(e.Group)
		case *Union:
			for _, u := range e.Groups {
				visible.addAll(checkGroup(u))
			}
		case *Named:
			visible.add(e.Name.Var)
			visible.addAll(checkGroup(e.Group))
		case *Service:
			visible.add(e.Endpoint.Var)
			visible.addAll(checkGroup(e.Group))
		case *Bind:
			checkExpr(e.Expr)
			if visible.has(e.Var) {
				failAt(e.Place, "BIND gives a value to ?%s, which the patterns before it use already; take another name, or FILTER", e.Var)
			}
			visible.add(e.Var)
		case *Values:
			for _, v := range e.Vars {
				visible.add(v)
			}
		case *Sub:
			visible.addAll(checkQuery(e.Query))
		}
	}
	return visible
}
