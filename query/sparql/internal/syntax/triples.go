package syntax

import (
	"strconv"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// What can stand in a triple, in words.
const (
	aSubject = "a subject: a variable, an IRI, a literal or a blank node"
	anObject = "an object: a variable, an IRI, a literal or a blank node"
	aMember  = `")" or a member of the list`
)

func itoa(n int) string { return strconv.Itoa(n) }

// triples reads triple patterns with dots between them and appends them to a list.
func (p *parser) triples(list []Triple, paths bool) []Triple {
	for {
		list = p.sameSubject(list, paths)
		if p.tok.kind != '.' {
			return list
		}
		p.advance()
		if !triplesHere(p.tok.kind, p) {
			return list
		}
	}
}

func (p *parser) sameSubject(list []Triple, paths bool) []Triple {
	if p.tok.kind == '[' || p.tok.kind == '(' {
		var subject Node
		var any bool // whether the brackets hold triples, which can stand alone
		subject, list, any = p.bracketed(list, paths)
		if any && !p.verbHere(paths) {
			return list
		}
		return p.properties(subject, list, paths)
	}
	subject, ok := p.simple()
	if !ok {
		p.expected(aSubject)
	}
	return p.properties(subject, list, paths)
}

func (p *parser) verbHere(paths bool) bool {
	switch p.tok.kind {
	case tokVar, tokIRI, tokName:
		return true
	case tokWord:
		return p.tok.text == "a"
	case '^', '!', '(':
		return paths
	}
	return false
}

// properties reads verbs and objects of a subject.
func (p *parser) properties(subject Node, list []Triple, paths bool) []Triple {
	if !p.verbHere(paths) {
		p.expected(aPredicate)
	}
	for {
		predicate, path := p.verb(paths)
		for {
			var object Node
			if p.tok.kind == '[' || p.tok.kind == '(' {
				// The triple goes before those in its brackets.
				at := len(list)
				list = append(list, Triple{Subject: subject, Predicate: predicate, Path: path})
				object, list, _ = p.bracketed(list, paths)
				list[at].Object = object
			} else {
				var ok bool
				if object, ok = p.simple(); !ok {
					p.expected(anObject)
				}
				list = append(list, Triple{subject, predicate, object, path})
			}
			if !p.takeKind(',') {
				break
			}
		}
		if p.tok.kind != ';' {
			return list
		}
		for p.takeKind(';') {
		}
		if !p.verbHere(paths) {
			return list
		}
	}
}

func (p *parser) verb(paths bool) (Node, algebra.PathExpr) {
	if p.tok.kind == tokVar {
		return p.variable(""), nil
	}
	if !paths {
		if p.tok.kind == tokWord && p.tok.text == "a" {
			return p.rdfType(), nil
		}
		return p.iri("a predicate"), nil
	}
	at := p.here()
	path := p.path()
	if link, ok := path.(*algebra.PathLink); ok {
		return Node{Value: link.IRI, Place: link.Place}, nil
	}
	return Node{Place: at}, path
}

func (p *parser) rdfType() Node {
	n := Node{Value: term.Term{Kind: term.IRI, Text: term.RDF + "type"}, Place: p.here()}
	p.advance()
	return n
}

// bracketed reads [ ... ] or ( ... ), gives the node that it stands for and appends its triples. any tells whether there
// were some.
func (p *parser) bracketed(list []Triple, paths bool) (n Node, _ []Triple, any bool) {
	p.deeper()
	defer p.shallower()
	at := p.here()
	if p.takeKind('[') {
		n = p.newBlank(at)
		if p.takeKind(']') {
			return n, list, false
		}
		list = p.properties(n, list, paths)
		p.need(']', `"]" or ";"`)
		return n, list, true
	}
	p.need('(', `"("`)
	rdf := func(name string) Node {
		return Node{Value: term.Term{Kind: term.IRI, Text: term.RDF + name}, Place: at}
	}
	if p.takeKind(')') {
		return rdf("nil"), list, false
	}
	head := p.newBlank(at)
	for cell := head; ; {
		first := len(list)
		list = append(list, Triple{Subject: cell, Predicate: rdf("first")})
		var item Node
		if p.tok.kind == '[' || p.tok.kind == '(' {
			item, list, _ = p.bracketed(list, paths)
		} else {
			var ok bool
			if item, ok = p.simple(); !ok {
				p.expected(aMember)
			}
		}
		list[first].Object = item
		rest := Triple{Subject: cell, Predicate: rdf("rest"), Object: rdf("nil")}
		end := p.takeKind(')')
		if !end {
			cell = p.newBlank(p.here())
			rest.Object = cell
		}
		list = append(list, rest)
		if end {
			return head, list, true
		}
	}
}

// simple reads a variable, an IRI, a literal or a blank node with a label.
func (p *parser) simple() (n Node, ok bool) {
	switch p.tok.kind {
	case tokVar:
		return p.variable(""), true
	case tokIRI, tokName:
		return p.iri(""), true
	case tokBlank:
		return p.labelled(), true
	}
	n.Place = p.here()
	n.Value, ok = p.literal()
	return n, ok
}

// literal reads a literal: a text with its tag or datatype, a number with its sign, true or false.
func (p *parser) literal() (t term.Term, ok bool) {
	t = term.Term{Kind: term.Literal, Text: p.tok.text}
	switch {
	case p.tok.kind == tokString:
		p.advance()
		switch {
		case p.tok.kind == tokLang:
			t.Lang = p.tok.text
			p.advance()
		case p.takeKind(tokDatatype):
			t.Datatype = p.iriText("a datatype")
			if t.Datatype == term.XSD+"string" {
				t.Datatype = ""
			}
		}
		return t, true
	case p.tok.kind == '+' || p.tok.kind == '-':
		sign, behind := p.tok.kind, p.tok.end
		rest := p.source.text[p.source.at:]
		if rest == "" || p.source.at != behind || !('0' <= rest[0] && rest[0] <= '9' || rest[0] == '.') {
			return t, false
		}
		p.advance()
		t, ok = p.literal()
		t.Text = string(rune(sign)) + t.Text
		return t, ok
	case p.tok.kind == tokInteger:
		t.Datatype = term.XSD + "integer"
	case p.tok.kind == tokDecimal:
		t.Datatype = term.XSD + "decimal"
	case p.tok.kind == tokDouble:
		t.Datatype = term.XSD + "double"
	case p.word("true") || p.word("false"):
		t.Datatype = term.XSD + "boolean"
		t.Text = map[bool]string{true: "true", false: "false"}[p.word("true")]
	default:
		return t, false
	}
	p.advance()
	return t, true
}
