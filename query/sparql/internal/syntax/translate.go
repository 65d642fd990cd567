package syntax

import (
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Algebra translates a query that has been read: SPARQL 1.1, section 18.2.
func (q *Query) Algebra() *algebra.Query {
	t := newTranslator(q.Base)
	a := t.q
	a.Form, a.Dataset = q.Form, dataset(q.From, q.FromNamed)
	var shown []string
	a.Root, a.Where, shown = t.query(q)
	switch q.Form {
	case algebra.Select:
		a.Result = t.vars(shown)
		return a
	case algebra.Ask:
		return a
	case algebra.Construct:
		for _, tr := range q.Template {
			a.Template = append(a.Template, t.template(tr))
		}
	case algebra.Describe:
		describe := q.Describe
		if q.All {
			describe = nil
			for _, name := range shown {
				describe = append(describe, Node{Var: name})
			}
		}
		for _, n := range describe {
			a.Describe = append(a.Describe, t.templateTerm(n))
		}
	}
	a.Result = t.needed
	a.Root = &algebra.Project{Input: a.Root, Vars: t.needed}
	return a
}

func dataset(from, named []Node) (d algebra.Dataset) {
	for _, n := range from {
		d.Default = append(d.Default, n.Value)
	}
	for _, n := range named {
		d.Named = append(d.Named, n.Value)
	}
	d.Given = len(from)+len(named) > 0
	return d
}

type translator struct {
	q      *algebra.Query
	base   string
	scope  *scope
	blanks map[int]algebra.Var // blank nodes of patterns
	needed []algebra.Var       // variables of templates
}

// scope has the variables that names stand for. A subquery has a scope of its own.
type scope struct {
	vars   map[string]algebra.Var
	hidden bool
	// groups is set while expressions above a grouping are translated.
	groups *grouping
}

func newTranslator(base string) *translator {
	return &translator{
		q:      &algebra.Query{Vars: make([]algebra.Variable, 1, 8)},
		base:   base,
		scope:  &scope{vars: map[string]algebra.Var{}},
		blanks: map[int]algebra.Var{},
	}
}

func (t *translator) newVar(v algebra.Variable) algebra.Var {
	t.q.Vars = append(t.q.Vars, v)
	return algebra.Var(len(t.q.Vars) - 1)
}

// fresh makes a variable that no name leads to.
func (t *translator) fresh(at algebra.Place) algebra.Var {
	return t.newVar(algebra.Variable{Hidden: true, Place: at})
}

func (t *translator) named(name string, at algebra.Place) algebra.Var {
	v, ok := t.scope.vars[name]
	if !ok {
		v = t.newVar(algebra.Variable{Name: name, Hidden: t.scope.hidden, Place: at})
		t.scope.vars[name] = v
	}
	return v
}

func (t *translator) vars(list []string) []algebra.Var {
	vars := make([]algebra.Var, len(list))
	for i, name := range list {
		vars[i] = t.named(name, algebra.Place{})
	}
	return vars
}

// term is a place of a pattern: blank nodes are variables there.
func (t *translator) term(n Node) algebra.Term {
	switch {
	case n.Var != "":
		return algebra.Term{Var: t.named(n.Var, n.Place), Place: n.Place}
	case n.Blank != 0:
		v, ok := t.blanks[n.Blank]
		if !ok {
			v = t.newVar(algebra.Variable{Hidden: true, Blank: true, Place: n.Place})
			t.blanks[n.Blank] = v
		}
		return algebra.Term{Var: v, Place: n.Place}
	}
	return algebra.Term{Value: n.Value, Place: n.Place}
}

func (t *translator) template(tr Triple) algebra.Triple {
	return algebra.Triple{
		Subject: t.templateTerm(tr.Subject), Predicate: t.templateTerm(tr.Predicate), Object: t.templateTerm(tr.Object),
	}
}

// templateTerm is a place of a template: blank nodes are themselves there.
func (t *translator) templateTerm(n Node) algebra.Term {
	if n.Blank != 0 {
		return algebra.Term{Value: term.Term{Kind: term.Blank, Text: blankName(n.Blank)}, Place: n.Place}
	}
	a := t.term(n)
	if a.IsVar() {
		for _, v := range t.needed {
			if v == a.Var {
				return a
			}
		}
		t.needed = append(t.needed, a.Var)
	}
	return a
}

// query translates a query in the present scope, and gives its pattern and the names that it shows.
func (t *translator) query(q *Query) (o, where algebra.Op, shown []string) {
	o = &algebra.BGP{}
	var visible names
	if q.Where != nil {
		o = t.group(q.Where)
		if q.All {
			visible = visibleOf(q)
		}
	}
	where = o
	if q.aggregates {
		o = t.grouping(q, o)
	}
	for _, e := range q.Having {
		o = &algebra.Filter{Input: o, Cond: t.expr(e)}
	}
	if q.Values != nil {
		o = join(o, t.values(q.Values))
	}
	shown = visible.list
	if !q.All {
		shown = nil
		for _, s := range q.Projection {
			shown = append(shown, s.Var)
			if s.Expr != nil {
				e := t.expr(s.Expr)
				o = &algebra.Extend{Input: o, Var: t.named(s.Var, s.Place), Expr: e, Place: s.Place}
				if t.scope.groups != nil {
					t.scope.groups.keys[s.Var] = true
				}
			}
		}
	}
	if len(q.OrderBy) > 0 {
		by := &algebra.OrderBy{Input: o}
		for _, k := range q.OrderBy {
			by.Keys = append(by.Keys, algebra.Order{Expr: t.expr(k.Expr), Desc: k.Desc})
		}
		o = by
	}
	if g := t.scope.groups; g != nil {
		g.op.Aggregates, t.scope.groups = g.aggregates, nil
	}
	if q.Form == algebra.Select {
		o = &algebra.Project{Input: o, Vars: t.vars(shown)}
	}
	switch {
	case q.Distinct:
		o = &algebra.Distinct{Input: o}
	case q.Reduced:
		o = &algebra.Reduced{Input: o}
	}
	if q.Offset > 0 || q.Limit >= 0 {
		o = &algebra.Slice{Input: o, Offset: max(q.Offset, 0), Limit: q.Limit}
	}
	return o, where, shown
}

// visibleOf gives the variables that the body of a query shows. The query has been checked.
func visibleOf(q *Query) names {
	visible := checkGroup(q.Where)
	if q.Values != nil {
		for _, v := range q.Values.Vars {
			visible.add(v)
		}
	}
	return visible
}

// sub translates a subquery. What it does not show has variables of its own, though a name outside be the same.
func (t *translator) sub(q *Query) algebra.Op {
	outer := t.scope
	t.scope = &scope{vars: map[string]algebra.Var{}, hidden: true}
	shown := checkQuery(q).list
	for _, name := range shown {
		v, ok := outer.vars[name]
		if !ok {
			v = t.newVar(algebra.Variable{Name: name, Hidden: outer.hidden, Place: q.Place})
			outer.vars[name] = v
		}
		t.scope.vars[name] = v
	}
	o, _, _ := t.query(q)
	t.scope = outer
	return o
}

func (t *translator) values(v *Values) algebra.Op {
	o := &algebra.Values{Vars: t.vars(v.Vars), Rows: make([][]algebra.Term, len(v.Rows)), Place: v.Place}
	for i, row := range v.Rows {
		o.Rows[i] = make([]algebra.Term, len(row))
		for j, n := range row {
			o.Rows[i][j] = algebra.Term{Value: n.Value, Place: n.Place}
		}
	}
	return o
}
