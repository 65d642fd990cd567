package syntax

import (
	"slices"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// dataReader reads the quads of INSERT DATA and DELETE DATA. There may be millions, so that it makes no nodes of them: a term has a
// number, which is found by how the term is written, since that means the same throughout an operation.
type dataReader struct {
	*parser
	data  *algebra.Data
	graph uint32 // of the present quads
}

// readData reads what stands in braces behind the words of an operation, by which errors call it.
func (p *parser) readData(words string, at algebra.Place) *algebra.Data {
	r := &dataReader{parser: p, data: &algebra.Data{Delete: words == deleteData, Terms: make([]term.Term, 1), Place: at}}
	p.noVar = words
	if r.data.Delete {
		p.noBNode = words
	}
	w := newWritten(p.text)
	p.written = w
	p.graphs(func() bool {
		var named bool
		r.graph, named = r.name()
		return named
	}, r.triples, func() { r.graph = 0 })
	p.noVar, p.noBNode, p.written = "", "", nil
	typed := p.typed
	r.data.PlaceOf = func(i uint32) algebra.Place {
		s := newSource(typed)
		return s.placeOf(w.spans[i].from)
	}
	return r.data
}

// newTerm gives a number to a term that is found by its text from now on.
func (r *dataReader) newTerm(from, to int, hash uint64, t term.Term) uint32 {
	r.data.Terms = roomFor(r.data.Terms, from, len(r.text))
	r.data.Terms = append(r.data.Terms, t)
	return r.written.add(from, to, hash)
}

// hiddenTerm gives a number to a term that stands for brackets.
func (r *dataReader) hiddenTerm(from int, t term.Term) uint32 {
	r.data.Terms = append(r.data.Terms, t)
	return r.written.skip(from, from+1)
}

// roomFor makes room for as many more as a text that has been read so far will have, if the rest is like it.
func roomFor[T any](list []T, read, size int) []T {
	if len(list) < cap(list) || len(list) < 100 {
		return list
	}
	return slices.Grow(list, 1+len(list)*11/10*(size-read)/read)
}

func blankTerm(n Node) term.Term { return term.Term{Kind: term.Blank, Text: blankName(n.Blank)} }

// triples reads triples of a graph, with dots between them.
func (r *dataReader) triples() {
	for {
		r.sameSubject()
		if !r.takeKind('.') || !triplesHere(r.tok.kind, r.parser) {
			return
		}
	}
}

func (r *dataReader) sameSubject() {
	if r.tok.kind == '[' || r.tok.kind == '(' {
		if subject, any := r.bracketed(); !any || r.verbHere(false) {
			r.properties(subject)
		}
		return
	}
	from := r.tok.from
	subject, ok := r.node()
	switch {
	case !ok:
		r.expected(aSubject)
	case r.data.Terms[subject].Kind == term.Literal:
		s := newSource(r.typed)
		failAt(s.placeOf(from), "a literal cannot be a subject in %s", r.noVar)
	}
	r.properties(subject)
}

// properties reads predicates and objects of a subject.
func (r *dataReader) properties(subject uint32) {
	if !r.verbHere(false) {
		r.expected(aPredicate)
	}
	for {
		predicate := r.verb()
		for {
			// The quad goes before those in its object's brackets.
			at := len(r.data.Quads)
			r.data.Quads = append(roomFor(r.data.Quads, r.tok.from, len(r.text)), algebra.DataQuad{Subject: subject, Predicate: predicate, Graph: r.graph})
			r.data.Quads[at].Object = r.object(anObject)
			if !r.takeKind(',') {
				break
			}
		}
		if r.tok.kind != ';' {
			return
		}
		for r.takeKind(';') {
		}
		if !r.verbHere(false) {
			return
		}
	}
}

func (r *dataReader) verb() uint32 {
	if n, ok := r.name(); ok {
		return n
	}
	if r.tok.kind == tokVar {
		r.variable("")
	}
	from, to := r.tok.from, r.tok.end
	a := r.rdfType().Value
	n, hash := r.written.find(from, to)
	if n == 0 {
		n = r.newTerm(from, to, hash, a)
	}
	return n
}

// object reads a term, or what is in brackets.
func (r *dataReader) object(what string) uint32 {
	if r.tok.kind == '[' || r.tok.kind == '(' {
		n, _ := r.bracketed()
		return n
	}
	n, ok := r.node()
	if !ok {
		r.expected(what)
	}
	return n
}

// node reads an IRI, a literal or a blank node with a label.
func (r *dataReader) node() (n uint32, ok bool) {
	if n, ok = r.name(); ok {
		return n, true
	}
	from := r.tok.from
	var t term.Term
	switch r.tok.kind {
	case tokVar:
		r.variable("")
	case tokBlank:
		t = blankTerm(r.labelled())
	default:
		if t, ok = r.literal(); !ok {
			return 0, false
		}
	}
	n, hash := r.written.find(from, r.last)
	if n == 0 {
		n = r.newTerm(from, r.last, hash, t)
	}
	return n, true
}

// name reads an IRI.
func (r *dataReader) name() (n uint32, ok bool) {
	if !r.iriHere() {
		return 0, false
	}
	from, to := r.tok.from, r.tok.end
	n, hash := r.tok.number, r.tok.hash
	if hash == 0 {
		n, hash = r.written.find(from, to)
	}
	if n != 0 {
		r.advance()
		return n, true
	}
	return r.newTerm(from, to, hash, term.Term{Kind: term.IRI, Text: r.iriText("")}), true
}

// bracketed reads [ ... ] or ( ... ). any tells whether there were quads within.
func (r *dataReader) bracketed() (n uint32, any bool) {
	r.deeper()
	defer r.shallower()
	from := r.tok.from
	if r.takeKind('[') {
		n = r.hiddenTerm(from, blankTerm(r.newBlank(r.placeOf(from))))
		if r.takeKind(']') {
			return n, false
		}
		r.properties(n)
		r.need(']', `"]" or ";"`)
		return n, true
	}
	r.need('(', `"("`)
	list := func(name string) uint32 {
		return r.hiddenTerm(from, term.Term{Kind: term.IRI, Text: term.RDF + name})
	}
	if r.takeKind(')') {
		return list("nil"), false
	}
	first, rest := list("first"), list("rest")
	n = r.hiddenTerm(from, blankTerm(r.newBlank(r.placeOf(from))))
	for cell := n; ; {
		at := len(r.data.Quads)
		r.data.Quads = append(r.data.Quads, algebra.DataQuad{Subject: cell, Predicate: first, Graph: r.graph})
		r.data.Quads[at].Object = r.object(aMember)
		next := algebra.DataQuad{Subject: cell, Predicate: rest, Graph: r.graph}
		end := r.takeKind(')')
		if end {
			next.Object = list("nil")
		} else {
			cell = r.hiddenTerm(r.tok.from, blankTerm(r.newBlank(r.here())))
			next.Object = cell
		}
		r.data.Quads = append(r.data.Quads, next)
		if end {
			return n, true
		}
	}
}
