package syntax

// group reads a group graph pattern.
func (p *parser) group() *Group {
	g := &Group{Place: p.here()}
	p.need('{', `"{"`)
	p.deeper()
	defer p.shallower()
	outer := p.bgp
	p.newBGP()
	defer func() { p.bgp = outer }()
	if p.word("SELECT") {
		g.Elements = []Element{&Sub{p.query(true)}}
		p.need('}', `"}"`)
		return g
	}
	for {
		if triplesHere(p.tok.kind, p) {
			g.Elements = append(g.Elements, &Triples{p.triples(make([]Triple, 0, 4), true)})
		}
		p.link(len(g.Elements))
		if p.takeKind('}') {
			return g
		}
		e := p.element(g)
		if _, filter := e.(*Filter); !filter {
			p.newBGP()
		}
		if u, ok := e.(*Union); ok && len(u.Groups) == 1 && len(u.Groups[0].Elements) == 1 {
			if sub, ok := u.Groups[0].Elements[0].(*Sub); ok {
				e = sub
			}
		}
		g.Elements = append(g.Elements, e)
		p.takeKind('.')
	}
}

// element reads what is no triple.
func (p *parser) element(g *Group) Element {
	at := p.here()
	switch {
	case p.tok.kind == '{':
		return p.union()
	case p.takeWord("OPTIONAL"):
		return &Optional{p.group()}
	case p.takeWord("MINUS"):
		return &Minus{p.group()}
	case p.takeWord("GRAPH"):
		return &Named{p.varOrIRI("a variable or an IRI"), p.group()}
	case p.takeWord("SERVICE"):
		return &Service{Place: at, Silent: p.takeWord("SILENT"), Endpoint: p.varOrIRI("a variable or an IRI"), Group: p.group()}
	case p.takeWord("FILTER"):
		e, ok := p.constraint()
		if !ok {
			p.expected(`a function or an expression in brackets`)
		}
		return &Filter{e}
	case p.takeWord("BIND"):
		s := p.named("BIND", true)
		return &Bind{s.Expr, s.Var, s.Place}
	case p.word("VALUES"):
		return p.values()
	}
	if len(g.Elements) > 0 {
		p.expected(`"}", a triple pattern or a keyword such as OPTIONAL, FILTER or BIND`)
	}
	p.expected(`"}", a triple pattern, SELECT or a keyword such as OPTIONAL, FILTER or BIND`)
	return nil
}

func (p *parser) union() Element {
	u := &Union{}
	for {
		u.Groups = append(u.Groups, p.group())
		if !p.takeWord("UNION") {
			return u
		}
		if p.tok.kind != '{' {
			p.expected(`"{"`)
		}
	}
}

// values reads VALUES.
func (p *parser) values() *Values {
	v := &Values{Place: p.here()}
	p.advance()
	single := p.tok.kind == tokVar
	if single {
		v.Vars = []string{p.variable("").Var}
	} else {
		p.need('(', `a variable or "("`)
		for p.tok.kind == tokVar {
			v.Vars = append(v.Vars, p.variable("").Var)
		}
		p.need(')', `a variable or ")"`)
	}
	p.need('{', `"{"`)
	for !p.takeKind('}') {
		if single {
			v.Rows = append(v.Rows, []Node{p.dataValue()})
			continue
		}
		at := p.here()
		p.need('(', `"(" or "}"`)
		row := make([]Node, 0, len(v.Vars))
		for !p.takeKind(')') {
			row = append(row, p.dataValue())
		}
		if len(row) != len(v.Vars) {
			failAt(at, "a row of VALUES with %s for %s", counted(len(row), "value"), counted(len(v.Vars), "variable"))
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func counted(n int, what string) string {
	s := itoa(n) + " " + what
	if n != 1 {
		s += "s"
	}
	return s
}

// dataValue reads an IRI, a literal or UNDEF.
func (p *parser) dataValue() Node {
	n := Node{Place: p.here()}
	if p.takeWord("UNDEF") {
		return n
	}
	var ok bool
	if n.Value, ok = p.literal(); ok {
		return n
	}
	return p.iri("an IRI, a literal or UNDEF")
}

func triplesHere(k kind, p *parser) bool {
	switch k {
	case tokVar, tokIRI, tokName, tokBlank, tokString, tokInteger, tokDecimal, tokDouble, '[', '(', '+', '-':
		return true
	case tokWord:
		return p.word("true") || p.word("false")
	}
	return false
}
