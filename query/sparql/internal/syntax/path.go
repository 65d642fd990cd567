package syntax

import "talentgraph.example/query/internal/algebra"

// path reads alternatives.
func (p *parser) path() algebra.PathExpr {
	p.deeper()
	defer p.shallower()
	list := alternatives(p.pathSequence(), nil)
	for p.takeKind('|') {
		list = alternatives(p.pathSequence(), list)
	}
	return balanced(list, func(a, b algebra.PathExpr) algebra.PathExpr { return &algebra.PathAlt{Left: a, Right: b} })
}

func (p *parser) pathSequence() algebra.PathExpr {
	list := steps(p.pathStep(), nil)
	for p.takeKind('/') {
		list = steps(p.pathStep(), list)
	}
	return balanced(list, func(a, b algebra.PathExpr) algebra.PathExpr { return &algebra.PathSeq{First: a, Second: b} })
}

// alternatives appends those of a path, so that brackets within a row make no difference.
func alternatives(path algebra.PathExpr, list []algebra.PathExpr) []algebra.PathExpr {
	if alt, ok := path.(*algebra.PathAlt); ok {
		return alternatives(alt.Right, alternatives(alt.Left, list))
	}
	return append(list, path)
}

// steps is alternatives for sequences.
func steps(path algebra.PathExpr, list []algebra.PathExpr) []algebra.PathExpr {
	if seq, ok := path.(*algebra.PathSeq); ok {
		return steps(seq.Second, steps(seq.First, list))
	}
	return append(list, path)
}

// balanced joins a list pairwise, so that no list makes a deep tree. The operator is associative.
func balanced[T any](list []T, join func(a, b T) T) T {
	if len(list) == 1 {
		return list[0]
	}
	half := (len(list) + 1) / 2
	return join(balanced(list[:half], join), balanced(list[half:], join))
}

// pathStep reads ^path or a path with what repeats it.
func (p *parser) pathStep() algebra.PathExpr {
	if p.takeKind('^') {
		return &algebra.PathInverse{Path: p.pathElement()}
	}
	return p.pathElement()
}

func (p *parser) pathElement() algebra.PathExpr {
	at := p.here()
	path := p.pathPrimary()
	end := p.here()
	switch p.tok.kind {
	case '*':
		path = &algebra.PathRepeat{Path: path, Zero: true, Many: true, Place: at}
	case '+':
		path = &algebra.PathRepeat{Path: path, Many: true, Place: at}
	case '?':
		path = &algebra.PathRepeat{Path: path, Zero: true, Place: at}
	default:
		return path
	}
	p.advance()
	if k := p.tok.kind; k == '*' || k == '?' || k == '+' && p.source.at < len(p.source.text) && !isDigitAt(p.source.text, p.source.at) {
		failAt(end, `a path is repeated once: put brackets around it, as in (ex:p+)*`)
	}
	return path
}

func isDigitAt(text string, i int) bool { return text[i] == '.' || '0' <= text[i] && text[i] <= '9' }

func (p *parser) pathPrimary() algebra.PathExpr {
	switch {
	case p.takeKind('('):
		path := p.path()
		p.need(')', `")" or a path`)
		return path
	case p.tok.kind == '!':
		return p.negated()
	}
	n := p.pathIRI(`a predicate, "(", "!" or "^"`)
	return &algebra.PathLink{IRI: n.Value, Place: n.Place}
}

func (p *parser) pathIRI(what string) Node {
	if p.tok.kind == tokWord && p.tok.text == "a" {
		return p.rdfType()
	}
	return p.iri(what)
}

// negated reads !p, !^p and !(p|^q).
func (p *parser) negated() algebra.PathExpr {
	n := &algebra.PathNegated{Place: p.here()}
	p.advance()
	one := func() {
		list, seen := &n.Not, &n.Forward
		if p.takeKind('^') {
			list, seen = &n.NotInverse, &n.Backward
		}
		*list, *seen = append(*list, p.pathIRI(`a predicate or "^"`).Value), true
	}
	if !p.takeKind('(') {
		one()
		return n
	}
	if p.takeKind(')') {
		n.Forward = true
		return n
	}
	one()
	for p.takeKind('|') {
		one()
	}
	p.need(')', `")" or "|"`)
	return n
}
