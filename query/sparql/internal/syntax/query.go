package syntax

import (
	"slices"
	"strconv"

	"talentgraph.example/query/internal/algebra"
)

// query reads a query without its prologue, or a subquery.
func (p *parser) query(sub bool) *Query {
	q := &Query{Offset: -1, Limit: -1, Place: p.here(), nested: sub}
	outer := p.grouped
	p.grouped = false
	switch {
	case p.takeWord("SELECT"):
		p.selectClause(q)
	case sub:
		p.expected("SELECT")
	case p.takeWord("ASK"):
		q.Form = algebra.Ask
	case p.takeWord("CONSTRUCT"):
		q.Form = algebra.Construct
		if p.tok.kind == '{' {
			q.Template = p.template()
		} else {
			p.datasets(q)
			p.shortConstruct(q)
		}
	case p.takeWord("DESCRIBE"):
		q.Form = algebra.Describe
		p.described(q)
	default:
		p.expected(queryBegins)
	}
	if !sub && q.Where == nil {
		p.datasets(q)
	}
	if q.Where == nil {
		q.Where = p.where(q.Form == algebra.Describe)
	}
	p.modifiers(q)
	q.aggregates = p.grouped || len(q.GroupBy) > 0
	p.grouped = outer
	return q
}

// where reads WHERE and its group, nil if they may be missing and are.
func (p *parser) where(optional bool) *Group {
	switch {
	case p.takeWord("WHERE"), p.tok.kind == '{':
		return p.group()
	case !optional:
		p.expected(selectEnd)
	}
	return nil
}

func (p *parser) selectClause(q *Query) {
	if p.takeWord("DISTINCT") {
		q.Distinct = true
	} else {
		q.Reduced = p.takeWord("REDUCED")
	}
	if p.takeKind('*') {
		q.All = true
		return
	}
	for {
		switch p.tok.kind {
		case tokVar:
			n := p.variable("")
			q.Projection = append(q.Projection, Selected{Var: n.Var, Place: n.Place})
			continue
		case '(':
			q.Projection = append(q.Projection, p.named("SELECT", true))
			continue
		}
		break
	}
	if len(q.Projection) == 0 {
		p.expected(selected)
	}
}

// named reads (expression AS ?name). Without need, the name may be missing.
func (p *parser) named(where string, need bool) Selected {
	p.need('(', `"("`)
	saved := p.aggregates
	if where == "SELECT" {
		p.aggregates = ""
	}
	s := Selected{Place: p.here(), Expr: p.expr()}
	p.aggregates = saved
	if need || p.word("AS") {
		p.needWord("AS")
		n := p.variable("the variable that the value is given to")
		s.Var, s.Place = n.Var, n.Place
	}
	p.need(')', `")"`)
	return s
}

func (p *parser) described(q *Query) {
	if p.takeKind('*') {
		q.All = true
		return
	}
	for p.tok.kind == tokVar || p.iriHere() {
		q.Describe = append(q.Describe, p.varOrIRI(""))
	}
	if len(q.Describe) == 0 {
		p.expected(`"*", a variable or an IRI`)
	}
}

func (p *parser) datasets(q *Query) {
	for p.takeWord("FROM") {
		if p.takeWord("NAMED") {
			q.FromNamed = append(q.FromNamed, p.iri("an IRI"))
		} else {
			q.From = append(q.From, p.iri("NAMED or an IRI"))
		}
	}
}

// template reads the triples of a CONSTRUCT, whose blank nodes are no part of the patterns.
func (p *parser) template() []Triple {
	p.need('{', `"{"`)
	labels := p.labels
	p.labels = nil
	var list []Triple
	if p.tok.kind != '}' {
		list = p.triples(nil, false)
	}
	p.need('}', `"." or "}"`)
	p.labels = labels
	return list
}

// shortConstruct reads CONSTRUCT WHERE { triples }, where they are template and pattern alike.
func (p *parser) shortConstruct(q *Query) {
	if !p.word("WHERE") {
		p.expected(`"{" or WHERE`)
	}
	p.advance()
	q.Where = &Group{Place: p.here()}
	p.need('{', `"{"`)
	if p.tok.kind != '}' {
		q.Template = p.triples(nil, false)
		q.Where.Elements = []Element{&Triples{q.Template}}
	}
	p.need('}', `"." or "}": CONSTRUCT WHERE has triples only`)
}

func (p *parser) modifiers(q *Query) {
	if p.takeWord("GROUP") {
		p.needWord("BY")
		for {
			key, ok := p.groupKey()
			if !ok {
				break
			}
			q.GroupBy = append(q.GroupBy, key)
		}
		if len(q.GroupBy) == 0 {
			p.expected("a variable, a function or an expression in brackets")
		}
	}
	saved := p.aggregates
	p.aggregates = ""
	if p.takeWord("HAVING") {
		for {
			e, ok := p.constraint()
			if !ok {
				break
			}
			q.Having = append(q.Having, e)
		}
		if len(q.Having) == 0 {
			p.expected("a function or an expression in brackets")
		}
	}
	if p.takeWord("ORDER") {
		p.needWord("BY")
		for {
			key, ok := p.orderKey()
			if !ok {
				break
			}
			q.OrderBy = append(q.OrderBy, key)
		}
		if len(q.OrderBy) == 0 {
			p.expected("ASC, DESC, a variable, a function or an expression in brackets")
		}
	}
	p.aggregates = saved
	for {
		switch {
		case q.Limit < 0 && p.takeWord("LIMIT"):
			q.Limit = p.count()
			continue
		case q.Offset < 0 && p.takeWord("OFFSET"):
			q.Offset = p.count()
			continue
		}
		break
	}
	if p.word("VALUES") {
		q.Values = p.values()
	}
}

func (p *parser) count() int64 {
	n, err := strconv.ParseInt(p.tok.text, 10, 64)
	switch {
	case p.tok.kind != tokInteger:
		p.expected("a whole number")
	case err != nil:
		failAt(p.here(), "the number is larger than there can be rows")
	}
	p.advance()
	return n
}

func (p *parser) groupKey() (Selected, bool) {
	switch {
	case p.tok.kind == tokVar:
		n := p.variable("")
		return Selected{Var: n.Var, Place: n.Place}, true
	case p.tok.kind == '(':
		return p.named("GROUP BY", false), true
	case p.callHere():
		return Selected{Place: p.here(), Expr: p.call()}, true
	}
	return Selected{}, false
}

func (p *parser) orderKey() (Order, bool) {
	desc := p.word("DESC")
	if desc || p.word("ASC") {
		p.advance()
		if p.tok.kind != '(' {
			p.expected(`"("`)
		}
		return Order{p.primary(), desc}, true
	}
	if p.tok.kind == tokVar {
		return Order{Expr: &Expr{Place: p.here(), Node: p.variable("")}}, true
	}
	e, ok := p.constraint()
	return Order{Expr: e}, ok
}

// constraint reads an expression in brackets or a call, as FILTER has it.
func (p *parser) constraint() (*Expr, bool) {
	switch {
	case p.tok.kind == '(':
		return p.primary(), true
	case p.callHere():
		return p.call(), true
	}
	return nil, false
}

// call reads a call, for a constant would be none.
func (p *parser) call() *Expr {
	e := p.primary()
	if e.Kind == ExprNode {
		p.expected(`"("`)
	}
	return e
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}
