package ttl

import (
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/syntax"
)

// kind is what a frame stands for.
type kind uint8

const (
	statement kind = iota
	bracket        // [ ]
	list           // ( )
	triple         // <<( )>>
)

// state is what a frame, or the text between statements, waits for.
type state uint8

const (
	// Between statements.
	topStart       state = iota
	graphLabel           // GRAPH
	graphOpen            // GRAPH label
	prefixName           // @prefix
	directiveIRI         // @prefix name, or @base
	directiveDot         // @prefix name IRI
	wantVerb             // subject
	bracketOpen          // [
	afterNode            // [ ... ] as a subject: a verb, or the end
	wantObject           // verb
	afterLiteral         // "..."
	wantDatatype         // "..." ^^
	afterTheObject       // object
	afterSemicolon       // object ;
	listOpen             // (
	listNext             // ( item

	// With reifiers.
	wantReifier      // object ~
	reifierEnd       // object ~ [
	tripleSubject    // <<(
	tripleSubjectEnd // <<( [
	tripleObjectEnd  // <<( subject verb [
	tripleEnd        // <<( subject verb object
)

// frame is a statement or a bracket that is open. Its terms' bytes are its own.
type frame struct {
	kind      kind
	state     state
	label     bool // the subject may turn out to be a graph's label
	subject   syntax.Term
	predicate []byte

	subjectBuf   []byte
	predicateBuf []byte
	spareBuf     []byte // a list's next node

	// With reifiers.
	held      held
	object    syntax.Term
	objectBuf []byte
	spot      spot // of the object
}

// held is what a frame knows of the statement that its last object makes.
type held uint8

const (
	nothing held = iota // it is given, or there is none
	bare                // no label is known yet
	told                // it was given with a label, and more may come
)

// keepPredicate copies the predicate if it is still a part of the window.
func (f *frame) keepPredicate() {
	if len(f.predicateBuf) != len(f.predicate) || len(f.predicate) > 0 && &f.predicateBuf[0] != &f.predicate[0] {
		f.predicateBuf = append(f.predicateBuf[:0], f.predicate...)
		f.predicate = f.predicateBuf
	}
}

// keepSubject copies the subject if it is still a part of the window.
func (f *frame) keepSubject() {
	text := f.subject.Text
	if len(f.subjectBuf) != len(text) || len(text) > 0 && &f.subjectBuf[0] != &text[0] {
		f.subjectBuf = append(f.subjectBuf[:0], text...)
		f.subject.Text = f.subjectBuf
	}
}

// afterObject is the frame's state behind an object.
func (f *frame) afterObject() state {
	switch f.kind {
	case list:
		return listNext
	case triple:
		return tripleEnd
	}
	return afterTheObject
}

// expectsVerb says what could stand in a verb's place.
func (f *frame) expectsVerb(r *Reader) string {
	const verb = "an IRI, a name or 'a' as predicate"
	switch {
	case f.label && r.trig && !r.inGraph:
		return verb + ", or '{' to open the graph"
	case f.state == bracketOpen:
		return verb + ", or ']'"
	case f.state == afterSemicolon && f.kind == bracket:
		return verb + ", ';' or ']'"
	case f.state == afterSemicolon:
		return verb + ", ';' or '.'"
	case f.state == afterNode:
		return verb + ", or '.'"
	}
	return verb
}

// expectsObject says what could stand in an object's place.
func (f *frame) expectsObject() string {
	const object = "an IRI, a name, a blank node, a literal, a number, true, false, '['"
	switch f.kind {
	case list:
		return object + ", '(' or ')'"
	case triple:
		return "an IRI, a name, a blank node, a literal, a number, true or false"
	}
	return object + " or '('"
}

// grow opens a frame on top of the stack, with the memory of one that stood there before.
func (r *Reader) grow(k kind, s state) *frame {
	n := len(r.stack)
	if n < cap(r.stack) {
		r.stack = r.stack[:n+1]
	} else {
		r.stack = append(r.stack, frame{})
	}
	f := &r.stack[n]
	f.kind, f.state, f.label = k, s, false
	f.held, f.spot.at = nothing, -1
	return f
}

// newBlank names a blank node that has no name in the file.
func (r *Reader) newBlank(buf []byte) []byte {
	r.blanks++
	return grammar.AppendGenerated(buf[:0], r.blanks)
}

// roomToNest tells whether the limits leave room for one more open bracket and its blank node; if not, it
// fails.
func (r *Reader) roomToNest() int {
	if len(r.stack) > r.opts.MaxDepth {
		return r.fail(r.pos, syntax.OverLimit("depth of nested lists and blank nodes", r.opts.MaxDepth, "WithMaxDepth"), "")
	}
	return r.roomForBlank()
}

// roomForBlank tells whether the limits leave room for one more blank node; if not, it fails.
func (r *Reader) roomForBlank() int {
	if r.blanks >= r.opts.MaxBlankNodes {
		return r.fail(r.pos, syntax.OverLimit("number of blank nodes without a name", r.opts.MaxBlankNodes, "WithMaxBlankNodes"), "")
	}
	return 0
}

// push opens a bracket where an object of the top frame can stand. A '[' gives the statement that it is the
// object of; a '(' leaves that until it is known whether the list is empty.
func (r *Reader) push(q *syntax.Quad, k kind) result {
	if i := r.roomToNest(); i < 0 {
		return of(i)
	}
	r.pos++
	if k == list {
		r.grow(list, listOpen)
		return took
	}
	child := r.grow(bracket, bracketOpen)
	child.subjectBuf = r.newBlank(child.subjectBuf)
	child.subject = syntax.Term{Kind: term.Blank, Text: child.subjectBuf}
	return r.give(q, &r.stack[len(r.stack)-2], &child.subject)
}

// closeBracket takes a ']'. The frame under it has been given the node already.
func (r *Reader) closeBracket(f *frame) result {
	r.pos++
	empty := f.state == bracketOpen
	r.stack = r.stack[:len(r.stack)-1]
	if under := &r.stack[len(r.stack)-1]; under.state == afterNode && empty {
		under.state = wantVerb // [] is a subject like any other
		under.label = true
	}
	return took
}

// listStep takes an item or the end of the list that f stands for.
func (r *Reader) listStep(q *syntax.Quad, f *frame) result {
	r.object0 = r.pos
	end := r.data[r.pos] == ')'
	switch {
	case f.state == listOpen:
		// Now it is known whether the list is empty, and what stands for it.
		node := syntax.Term{Kind: term.IRI, Text: rdfNil}
		if !end {
			if i := r.roomForBlank(); i < 0 {
				return of(i)
			}
			f.subjectBuf = r.newBlank(f.subjectBuf)
			f.subject = syntax.Term{Kind: term.Blank, Text: f.subjectBuf}
			node = f.subject
			f.predicate = rdfFirst
			f.state = wantObject
		}
		under := &r.stack[len(r.stack)-2]
		if end {
			r.pos++
			r.stack = r.stack[:len(r.stack)-1]
		}
		if under.state == afterNode { // the list is a subject
			under.state = wantVerb
			under.subject = node
			under.keepSubject()
			return took
		}
		return r.give(q, under, &node)
	case end:
		r.pos++
		r.stack = r.stack[:len(r.stack)-1]
		*q = syntax.Quad{Subject: f.subject, Predicate: syntax.Term{Kind: term.IRI, Text: rdfRest}, Object: syntax.Term{Kind: term.IRI, Text: rdfNil}}
		return emitted
	default:
		if i := r.roomForBlank(); i < 0 {
			return of(i)
		}
		q.Subject = f.subject
		q.Predicate = syntax.Term{Kind: term.IRI, Text: rdfRest}
		f.subjectBuf, f.spareBuf = r.newBlank(f.spareBuf), f.subjectBuf
		f.subject.Text = f.subjectBuf
		q.Object = f.subject
		f.state = wantObject
		return emitted
	}
}
