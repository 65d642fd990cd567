package syntax

import (
	"talentgraph.example/query/internal/algebra"
)

// request reads a request to update: operations with semicolons between them, each with a prologue of its own.
func (p *parser) request() *Request {
	r := &Request{}
	for {
		p.prologue()
		if p.tok.kind == tokEnd {
			break
		}
		p.link(0)
		r.Operations = append(r.Operations, p.operation())
		r.Bases = append(r.Bases, p.base)
		if !p.takeKind(';') {
			break
		}
	}
	if p.tok.kind != tokEnd {
		p.expected(`";" or the end of the request`)
	}
	r.Prefixes = p.used
	return r
}

func (p *parser) operation() Operation {
	p.newBGP() // a label of a blank node belongs to one operation
	at := p.here()
	switch {
	case p.takeWord("LOAD"):
		l := &algebra.Load{Silent: p.takeWord("SILENT"), From: p.iri("SILENT or an IRI").Value, Place: at}
		if p.takeWord("INTO") {
			p.needWord("GRAPH")
			l.Into = p.iri("an IRI").Value
		}
		return l
	case p.takeWord("CLEAR"):
		return &algebra.Manage{Kind: algebra.Clear, Silent: p.takeWord("SILENT"), To: p.target(), Place: at}
	case p.takeWord("DROP"):
		return &algebra.Manage{Kind: algebra.Drop, Silent: p.takeWord("SILENT"), To: p.target(), Place: at}
	case p.takeWord("CREATE"):
		m := &algebra.Manage{Kind: algebra.Create, Silent: p.takeWord("SILENT"), Place: at}
		p.needWord("GRAPH")
		m.To = algebra.Target{Kind: algebra.OneGraph, Graph: p.iri("an IRI").Value}
		return m
	case p.takeWord("ADD"):
		return p.transfer(algebra.Add, at)
	case p.takeWord("MOVE"):
		return p.transfer(algebra.Move, at)
	case p.takeWord("COPY"):
		return p.transfer(algebra.Copy, at)
	case p.word("INSERT"), p.word("DELETE"), p.word("WITH"):
		return p.modify()
	}
	p.expected("an operation: INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY")
	return nil
}

func (p *parser) target() algebra.Target {
	switch {
	case p.takeWord("DEFAULT"):
		return algebra.Target{Kind: algebra.DefaultGraph}
	case p.takeWord("NAMED"):
		return algebra.Target{Kind: algebra.AllNamed}
	case p.takeWord("ALL"):
		return algebra.Target{Kind: algebra.AllGraphs}
	case p.takeWord("GRAPH"):
		return algebra.Target{Kind: algebra.OneGraph, Graph: p.iri("an IRI").Value}
	}
	p.expected("GRAPH, DEFAULT, NAMED or ALL")
	return algebra.Target{}
}

func (p *parser) transfer(kind algebra.ManageKind, at algebra.Place) Operation {
	m := &algebra.Manage{Kind: kind, Silent: p.takeWord("SILENT"), Place: at}
	m.From = p.graphOrDefault()
	p.needWord("TO")
	m.To = p.graphOrDefault()
	return m
}

func (p *parser) graphOrDefault() algebra.Target {
	if p.takeWord("DEFAULT") {
		return algebra.Target{Kind: algebra.DefaultGraph}
	}
	p.takeWord("GRAPH")
	return algebra.Target{Kind: algebra.OneGraph, Graph: p.iri("DEFAULT, GRAPH or an IRI").Value}
}

// modify reads all that inserts and deletes.
func (p *parser) modify() Operation {
	m := &Modify{Place: p.here()}
	if p.takeWord("WITH") {
		m.With = p.iri("an IRI")
	}
	if p.takeWord("DELETE") {
		m.HasDelete = true
		plain := m.With.IsZero()
		switch {
		case plain && p.takeWord("DATA"):
			return p.readData(deleteData, m.Place)
		case plain && p.takeWord("WHERE"):
			at := p.here()
			m.Delete = p.quads("DELETE WHERE")
			m.Where = groupOf(m.Delete, at)
			return p.done(m)
		}
		m.Delete = p.quads("DELETE")
	}
	if p.takeWord("INSERT") {
		m.HasInsert = true
		if m.With.IsZero() && !m.HasDelete && p.takeWord("DATA") {
			return p.readData(insertData, m.Place)
		}
		labels := p.labels
		p.labels = nil
		m.Insert = p.quads("")
		p.labels = labels
	} else if !m.HasDelete {
		p.expected("DELETE or INSERT")
	}
	for p.takeWord("USING") {
		if p.takeWord("NAMED") {
			m.UsingName = append(m.UsingName, p.iri("an IRI"))
		} else {
			m.Using = append(m.Using, p.iri("NAMED or an IRI"))
		}
	}
	if !p.word("WHERE") {
		p.expected("WHERE")
	}
	m.Where = p.where(false)
	checkGroup(m.Where)
	return p.done(m)
}

func (p *parser) done(m *Modify) *Modify {
	m.blanks = p.blanks
	return m
}

// quads reads the template of an update. noBNode says in what no blank node can stand.
func (p *parser) quads(noBNode string) []Quad {
	p.noBNode = noBNode
	var list []Quad
	var triples []Triple // of one graph
	var graph Node
	p.graphs(func() bool {
		if p.tok.kind != tokVar && !p.iriHere() {
			return false
		}
		graph = p.varOrIRI("")
		return true
	}, func() {
		triples = p.triples(triples[:0], false)
		for _, t := range triples {
			list = append(list, Quad{t, graph})
		}
	}, func() { graph = Node{} })
	p.noBNode = ""
	return list
}

// graphs reads braces with triples in them, some of them in GRAPH: name reads the name of such a graph, if one is there, and
// none is called behind it.
func (p *parser) graphs(name func() bool, triples, none func()) {
	p.need('{', `"{"`)
	plain := triplesHere(p.tok.kind, p)
	if plain {
		triples()
	}
	for !p.takeKind('}') {
		switch {
		case p.takeWord("GRAPH"):
		case plain:
			p.expected(`"." or "}"`)
		default:
			p.expected(`"}", GRAPH or a triple`)
		}
		if !name() {
			if p.noVar != "" { // where no variable can stand
				p.variable("an IRI")
			}
			p.expected("a variable or an IRI")
		}
		p.need('{', `"{"`)
		if p.tok.kind != '}' {
			triples()
		}
		p.need('}', `"." or "}"`)
		none()
		p.takeKind('.')
		if plain = triplesHere(p.tok.kind, p); plain {
			triples()
		}
	}
}

// groupOf makes the pattern of a DELETE WHERE, whose template it is.
func groupOf(quads []Quad, at algebra.Place) *Group {
	g := &Group{Place: at}
	for i := 0; i < len(quads); {
		t := &Triples{}
		graph := quads[i].Graph
		for ; i < len(quads) && quads[i].Graph == graph; i++ {
			t.List = append(t.List, quads[i].Triple)
		}
		if graph.IsZero() {
			g.Elements = append(g.Elements, t)
		} else {
			g.Elements = append(g.Elements, &Named{graph, &Group{Elements: []Element{t}, Place: at}})
		}
	}
	return g
}
