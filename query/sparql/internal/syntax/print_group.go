package syntax

import (
	"talentgraph.example/query/internal/algebra"
)

// group writes a group; what precedes it stands on the present line.
func (p *printer) group(g *Group) {
	p.b.WriteString("{\n")
	p.indent++
	for _, e := range g.Elements {
		p.element(e)
	}
	p.indent--
	p.begin()
	p.b.WriteByte('}')
}

func (p *printer) element(e Element) {
	if t, ok := e.(*Triples); ok {
		p.triplesInside(t.List)
		return
	}
	p.begin()
	switch e := e.(type) {
	case *Filter:
		p.b.WriteString("FILTER")
		p.bracketed(e.Cond)
	case *Optional:
		p.b.WriteString("OPTIONAL ")
		p.group(e.Group)
	case *Minus:
		p.b.WriteString("MINUS ")
		p.group(e.Group)
	case *Union:
		for i, g := range e.Groups {
			if i > 0 {
				p.b.WriteString(" UNION ")
			}
			p.group(g)
		}
	case *Named:
		p.b.WriteString("GRAPH " + p.node(e.Name) + " ")
		p.group(e.Group)
	case *Service:
		p.b.WriteString("SERVICE ")
		if e.Silent {
			p.b.WriteString("SILENT ")
		}
		p.b.WriteString(p.node(e.Endpoint) + " ")
		p.group(e.Group)
	case *Bind:
		p.b.WriteString("BIND (")
		p.expr(e.Expr)
		p.b.WriteString(" AS ?" + e.Var + ")")
	case *Values:
		p.values(e)
	case *Sub:
		p.b.WriteString("{\n")
		p.indent++
		p.query(e.Query)
		p.indent--
		p.begin()
		p.b.WriteByte('}')
	}
	p.b.WriteByte('\n')
}

func (p *printer) values(v *Values) {
	p.b.WriteString("VALUES (")
	for _, name := range v.Vars {
		p.words("?" + name)
	}
	p.b.WriteString(" ) {\n")
	p.indent++
	for _, row := range v.Rows {
		p.begin()
		p.b.WriteByte('(')
		for _, n := range row {
			p.words(p.node(n))
		}
		p.b.WriteString(" )\n")
	}
	p.indent--
	p.begin()
	p.b.WriteByte('}')
}

// triples writes triples a step further in.
func (p *printer) triples(list []Triple) {
	p.indent++
	p.triplesInside(list)
	p.indent--
}

func (p *printer) triplesInside(list []Triple) {
	for _, t := range list {
		p.begin()
		p.b.WriteString(p.node(t.Subject))
		if t.Path != nil {
			p.b.WriteByte(' ')
			p.path(t.Path, 0)
			p.words(p.node(t.Object))
		} else {
			p.words(p.node(t.Predicate), p.node(t.Object))
		}
		p.b.WriteString(" .\n")
	}
}

// path writes a path. Brackets stand where it binds less than what is around it: 0 alternatives, 1 sequences, 2 steps,
// 3 what is repeated.
func (p *printer) path(path algebra.PathExpr, around int) {
	open := func(own int) func() {
		if own >= around {
			return func() {}
		}
		p.b.WriteByte('(')
		return func() { p.b.WriteByte(')') }
	}
	switch path := path.(type) {
	case *algebra.PathLink:
		p.b.WriteString(p.term(path.IRI))
	case *algebra.PathAlt:
		end := open(0)
		p.path(path.Left, 0)
		p.b.WriteByte('|')
		p.path(path.Right, 0)
		end()
	case *algebra.PathSeq:
		end := open(1)
		p.path(path.First, 1)
		p.b.WriteByte('/')
		p.path(path.Second, 1)
		end()
	case *algebra.PathInverse:
		end := open(2)
		p.b.WriteByte('^')
		p.path(path.Path, 3)
		end()
	case *algebra.PathRepeat:
		end := open(3)
		p.path(path.Path, 4)
		p.b.WriteString(map[[2]bool]string{{true, true}: "*", {false, true}: "+", {true, false}: "?"}[[2]bool{path.Zero, path.Many}])
		end()
	case *algebra.PathNegated:
		p.b.WriteString("!(")
		between := ""
		for _, iri := range path.Not {
			p.b.WriteString(between + p.term(iri))
			between = "|"
		}
		for _, iri := range path.NotInverse {
			p.b.WriteString(between + "^" + p.term(iri))
			between = "|"
		}
		p.b.WriteByte(')')
	}
}

func (p *printer) bracketed(e *Expr) {
	p.words("(")
	p.expr(e)
	p.b.WriteByte(')')
}

// expr writes an expression. Operators within operators stand in brackets.
func (p *printer) expr(e *Expr) {
	switch e.Kind {
	case ExprNode:
		p.b.WriteString(p.node(e.Node))
	case ExprIRI:
		p.b.WriteString(p.iri(e.IRI))
		p.list(e.Args)
	case ExprExists:
		if e.Not {
			p.b.WriteString("NOT ")
		}
		p.b.WriteString("EXISTS ")
		p.group(e.Group)
	case ExprAggregate:
		p.aggregate(e)
	case ExprCall:
		p.call(e)
	}
}

func (p *printer) aggregate(e *Expr) {
	p.b.WriteString(e.Aggregate.String() + "(")
	if e.Distinct {
		p.b.WriteString("DISTINCT ")
	}
	if len(e.Args) == 0 {
		p.b.WriteByte('*')
	} else {
		p.expr(e.Args[0])
	}
	if e.Aggregate == algebra.GroupConcat {
		p.b.WriteString("; SEPARATOR=" + quoted(e.Separator))
	}
	p.b.WriteByte(')')
}

func (p *printer) call(e *Expr) {
	switch f := e.Func; {
	case !f.IsOperator():
		p.b.WriteString(f.String())
		p.list(e.Args)
	case f == algebra.FnIn || f == algebra.FnNotIn:
		p.operand(e.Args[0])
		p.b.WriteString(" " + f.String() + " ")
		p.list(e.Args[1:])
	case len(e.Args) == 1:
		p.b.WriteString(f.String())
		p.operand(e.Args[0])
	case f == algebra.FnOr || f == algebra.FnAnd:
		// A row of these is one tree however its brackets stand.
		for i, a := range chainOf(e, f, nil) {
			if i > 0 {
				p.b.WriteString(" " + f.String() + " ")
			}
			p.operand(a)
		}
	default:
		p.operand(e.Args[0])
		p.b.WriteString(" " + f.String() + " ")
		p.operand(e.Args[1])
	}
}

func (p *printer) operand(e *Expr) {
	signed := e.Kind == ExprNode && e.Node.Value.Kind != 0 && p.node(e.Node) != "" && (p.node(e.Node)[0] == '-' || p.node(e.Node)[0] == '+')
	if signed || e.Kind == ExprExists || e.Kind == ExprCall && e.Func.IsOperator() {
		p.b.WriteByte('(')
		p.expr(e)
		p.b.WriteByte(')')
		return
	}
	p.expr(e)
}

func (p *printer) list(args []*Expr) {
	p.b.WriteByte('(')
	for i, a := range args {
		if i > 0 {
			p.b.WriteString(", ")
		}
		p.expr(a)
	}
	p.b.WriteByte(')')
}
