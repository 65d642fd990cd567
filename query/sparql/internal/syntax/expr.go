package syntax

import (
	"strings"

	"talentgraph.example/query/internal/algebra"
)

// binary operators by how tightly they bind, loosest first; || and && stand apart.
func comparison(k kind) algebra.Func {
	switch k {
	case '=':
		return algebra.FnEqual
	case tokNotEqual:
		return algebra.FnNotEqual
	case '<':
		return algebra.FnLess
	case '>':
		return algebra.FnGreater
	case tokLessEqual:
		return algebra.FnLessEqual
	case tokGreaterEqual:
		return algebra.FnGreaterEqual
	}
	return algebra.FnNone
}

func arithmetic(k kind) algebra.Func {
	switch k {
	case '+':
		return algebra.FnAdd
	case '-':
		return algebra.FnSubtract
	case '*':
		return algebra.FnMultiply
	case '/':
		return algebra.FnDivide
	}
	return algebra.FnNone
}

// expr reads an expression.
func (p *parser) expr() *Expr {
	p.deeper()
	defer p.shallower()
	return p.logical(tokOr, algebra.FnOr, func() *Expr { return p.logical(tokAnd, algebra.FnAnd, p.relation) })
}

// logical reads operands of || or &&. Since either is associative, many of them make a flat tree.
func (p *parser) logical(operator kind, f algebra.Func, operand func() *Expr) *Expr {
	first := operand()
	if p.tok.kind != operator {
		return first
	}
	list := chainOf(first, f, nil)
	for p.takeKind(operator) {
		list = chainOf(operand(), f, list)
	}
	return balanced(list, func(a, b *Expr) *Expr { return call(f, a.Place, a, b) })
}

func call(f algebra.Func, at algebra.Place, args ...*Expr) *Expr {
	return &Expr{Kind: ExprCall, Func: f, Args: args, Place: at}
}

// chainOf lists the operands of a row of one operator, whatever brackets stand within it.
func chainOf(e *Expr, f algebra.Func, list []*Expr) []*Expr {
	if e.Kind == ExprCall && e.Func == f {
		return chainOf(e.Args[1], f, chainOf(e.Args[0], f, list))
	}
	return append(list, e)
}

// relation reads a comparison, IN or NOT IN.
func (p *parser) relation() *Expr {
	left := p.sum()
	at := p.here()
	f := comparison(p.tok.kind)
	switch {
	case f != algebra.FnNone:
		p.advance()
		return call(f, at, left, p.sum())
	case p.takeWord("IN"):
		f = algebra.FnIn
	case p.word("NOT"):
		p.advance()
		p.needWord("IN")
		f = algebra.FnNotIn
	default:
		return left
	}
	return call(f, at, append([]*Expr{left}, p.arguments()...)...)
}

// sum reads + and -, product * and /.
func (p *parser) sum() *Expr {
	e := p.product()
	for n := 0; p.tok.kind == '+' || p.tok.kind == '-'; n++ {
		p.link(n)
		f, at := arithmetic(p.tok.kind), p.here()
		p.advance()
		e = call(f, at, e, p.product())
	}
	return e
}

func (p *parser) product() *Expr {
	e := p.unary()
	for n := 0; p.tok.kind == '*' || p.tok.kind == '/'; n++ {
		p.link(n)
		f, at := arithmetic(p.tok.kind), p.here()
		p.advance()
		e = call(f, at, e, p.unary())
	}
	return e
}

// unary reads one sign at most: the grammar has no "--x" and no "!-x" but with brackets, and "!!x".
func (p *parser) unary() *Expr {
	at := p.here()
	if p.tok.kind == '!' {
		p.deeper()
		defer p.shallower()
		p.advance()
		return call(algebra.FnNot, at, p.unaryNot())
	}
	if value, ok := p.literal(); ok {
		return &Expr{Node: Node{Value: value, Place: at}, Place: at}
	}
	switch {
	case p.takeKind('-'):
		return call(algebra.FnMinus, at, p.primary())
	case p.takeKind('+'):
		return call(algebra.FnPlus, at, p.primary())
	}
	return p.primary()
}

// unaryNot reads what a "!" stands before.
func (p *parser) unaryNot() *Expr {
	if p.tok.kind == '!' {
		return p.unary()
	}
	return p.primary()
}

// callHere tells whether a function begins here.
func (p *parser) callHere() bool {
	switch p.tok.kind {
	case tokIRI, tokName:
		return true
	case tokWord:
		if p.word("EXISTS") || p.word("NOT") {
			return true
		}
		_, ok := function(p.tok.text)
		_, aggregate := aggregateOf(p.tok.text)
		return ok || aggregate
	}
	return false
}

// primary reads an expression in brackets, a variable, a constant or a call.
func (p *parser) primary() *Expr {
	at := p.here()
	switch p.tok.kind {
	case '(':
		p.advance()
		e := p.expr()
		p.need(')', `")" or an operator`)
		return e
	case tokVar:
		return &Expr{Node: p.variable(""), Place: at}
	case tokIRI, tokName:
		n := p.iri("")
		if p.tok.kind != '(' {
			return &Expr{Node: n, Place: at}
		}
		e := &Expr{Kind: ExprIRI, IRI: n.Value.Text, Place: at}
		p.advance()
		if p.word("DISTINCT") {
			failAt(p.here(), "DISTINCT stands in aggregates only; %s is a function", shorten(n.Value.Text))
		}
		e.Args = p.argumentList()
		return e
	case tokWord:
		return p.wordExpr()
	}
	if value, ok := p.literal(); ok {
		return &Expr{Node: Node{Value: value, Place: at}, Place: at}
	}
	p.expected("an expression")
	return nil
}

func (p *parser) wordExpr() *Expr {
	at, name := p.here(), p.tok.text
	if value, ok := p.literal(); ok { // true and false
		return &Expr{Node: Node{Value: value, Place: at}, Place: at}
	}
	if not := p.takeWord("NOT"); not || p.word("EXISTS") {
		p.needWord("EXISTS")
		saved := p.aggregates
		p.aggregates = "a pattern"
		e := &Expr{Kind: ExprExists, Not: not, Group: p.group(), Place: at}
		p.aggregates = saved
		return e
	}
	if kind, ok := aggregateOf(name); ok {
		return p.aggregate(kind)
	}
	f, ok := function(name)
	if !ok {
		p.expected("an expression")
	}
	p.advance()
	args := p.arguments()
	signature := f.Signature()
	if n := len(args); n < signature.Least || signature.Most >= 0 && n > signature.Most {
		failAt(at, "%s takes %s, here are %d", signature.Name, takes(signature), n)
	}
	if f == algebra.FnBound && (args[0].Kind != ExprNode || args[0].Node.Var == "") {
		failAt(at, "BOUND takes a variable")
	}
	return call(f, at, args...)
}

func takes(s algebra.Signature) string {
	switch {
	case s.Most < 0:
		return "at least " + counted(s.Least, "argument")
	case s.Least == s.Most:
		return counted(s.Least, "argument")
	default:
		return itoa(s.Least) + " to " + counted(s.Most, "argument")
	}
}

// arguments reads expressions in brackets with commas between them.
func (p *parser) arguments() []*Expr {
	p.need('(', `"("`)
	return p.argumentList()
}

func (p *parser) argumentList() []*Expr {
	var args []*Expr
	if p.takeKind(')') {
		return nil
	}
	for {
		args = append(args, p.expr())
		if !p.takeKind(',') {
			p.need(')', `",", ")" or an operator`)
			return args
		}
	}
}

// aggregate reads a call of COUNT and its like.
func (p *parser) aggregate(kind algebra.AggregateKind) *Expr {
	e := &Expr{Kind: ExprAggregate, Aggregate: kind, Place: p.here(), Separator: " "}
	if p.aggregates != "" {
		failAt(p.here(), "%s cannot stand in %s: it belongs into SELECT, HAVING or ORDER BY", kind, p.aggregates)
	}
	saved := p.aggregates
	p.aggregates = "another aggregate"
	p.grouped = true
	p.advance()
	p.need('(', `"("`)
	e.Distinct = p.takeWord("DISTINCT")
	if kind != algebra.Count || !p.takeKind('*') {
		e.Args = []*Expr{p.expr()}
	}
	if kind == algebra.GroupConcat && p.takeKind(';') {
		p.needWord("SEPARATOR")
		p.need('=', `"="`)
		if p.tok.kind != tokString {
			p.expected("a text in quotes")
		}
		e.Separator = p.tok.text
		p.advance()
	}
	p.need(')', `")" or an operator`)
	p.aggregates = saved
	return e
}

func aggregateOf(name string) (algebra.AggregateKind, bool) {
	for k := algebra.Count; k <= algebra.GroupConcat; k++ {
		if strings.EqualFold(name, k.String()) {
			return k, true
		}
	}
	return 0, false
}

// function finds a built-in function by name, in any case.
func function(name string) (algebra.Func, bool) {
	for f := algebra.FnBound; ; f++ {
		known := f.Signature().Name
		if known == "" {
			break
		}
		if len(known) == len(name) && strings.EqualFold(known, name) {
			return f, true
		}
	}
	switch {
	case strings.EqualFold(name, "URI"):
		return algebra.FnIRI, true
	case strings.EqualFold(name, "isURI"):
		return algebra.FnIsIRI, true
	}
	return algebra.FnNone, false
}
