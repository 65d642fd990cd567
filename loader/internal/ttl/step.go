package ttl

import (
	"bytes"
	"errors"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/values"
	"talentgraph.example/loader/syntax"
)

// result is what came of a step.
type result uint8

const (
	took     result = iota // the reader went on; no statement yet
	emitted                // a statement is in q
	reified                // one with its own label is in q
	starved                // the window must have more first
	wrong                  // r.problem says what
	finished               // the file ended where it may
)

// of tells whether a token's index is one.
func of(i int) result {
	switch i {
	case needMore:
		return starved
	case failed:
		return wrong
	}
	return took
}

var (
	errSubject    = errors.New("no statement begins so")
	errVerb       = errors.New("no predicate")
	errObject     = errors.New("no object")
	errEnd        = errors.New("the statement does not end")
	errLabel      = errors.New("no graph label")
	errOpenGraph  = errors.New("the graph is not opened")
	errDatatype   = errors.New("no datatype")
	errLangString = errors.New("a literal of this datatype has a language, and is written with @ and the language alone")
	errGraphEnd   = errors.New("the graph is not closed")
)

// step takes one token. If it starves, it has changed nothing but skipped white space.
func (r *Reader) step(q *syntax.Quad) result {
	if !r.skip() {
		return starved
	}
	if len(r.stack) == 0 {
		return r.topStep()
	}
	f := &r.stack[len(r.stack)-1]
	switch f.state {
	case wantVerb, afterSemicolon, afterNode, bracketOpen:
		return r.verb(f)
	case wantObject:
		return r.takeObject(q, f)
	case wantReifier, reifierEnd, tripleSubject, tripleSubjectEnd, tripleObjectEnd:
		return r.nodeStep(q, f)
	case tripleEnd:
		return r.closeTriple(q, f)
	case listOpen, listNext:
		return r.listStep(q, f)
	case afterLiteral:
		return r.literalTail(q, f)
	case wantDatatype:
		return r.datatype(q, f)
	default:
		return r.afterObject(q, f)
	}
}

// skip passes over white space and comments. It gives false at the window's end if more may come.
func (r *Reader) skip() bool {
	data, i := r.data, r.pos
	for {
		if r.comment {
			n := bytes.IndexByte(data[i:r.end], '\n')
			if m := bytes.IndexByte(data[i:i+max(n, 0)], '\r'); m >= 0 {
				n = m
			} else if n < 0 {
				n = bytes.IndexByte(data[i:r.end], '\r')
			}
			if n < 0 {
				r.pos = r.end
				r.comment = !r.eof
				return r.eof
			}
			i += n
			r.comment = false
		}
		for data[i] == ' ' || data[i] == '\n' || data[i] == '\t' || data[i] == '\r' {
			i++
		}
		r.pos = i
		if data[i] != '#' {
			return !r.past(i)
		}
		r.comment = true
	}
}

// verb takes a predicate, or what may stand in its place.
func (r *Reader) verb(f *frame) result {
	i := r.pos
	switch c := r.data[i]; {
	case c == '<':
		i = r.iri(i, &f.predicate, &f.predicateBuf)
	case c == ';' && f.state == afterSemicolon:
		r.pos++
		return took
	case c == ']' && f.kind == bracket && f.state != wantVerb:
		return r.closeBracket(f)
	case f.state == afterSemicolon && f.kind == statement && (c == '.' || c == '}'),
		f.state == afterNode && (c == '.' || c == '}'):
		return r.endStatement()
	case c == '{' && f.label && r.trig && !r.inGraph:
		r.openGraph(f.subject)
		r.stack = r.stack[:0]
		return took
	default:
		j := r.prefix(i)
		switch {
		case j < 0:
			return of(j)
		case r.data[j] == ':':
			i = r.name(i, j, &f.predicate, &f.predicateBuf)
		case j == i+1 && c == 'a':
			f.predicate = append(f.predicateBuf[:0], rdfType...)
			f.predicateBuf = f.predicate
			i = j
		default:
			return of(r.fail(i, errVerb, f.expectsVerb(r)))
		}
	}
	if i < 0 {
		return of(i)
	}
	f.keepPredicate()
	f.state = wantObject
	f.label = false
	r.pos = i
	return took
}

// takeObject takes the first token of an object. Lists call it for their items, too.
func (r *Reader) takeObject(q *syntax.Quad, f *frame) result {
	i := r.pos
	r.object0 = i
	t := &r.object
	switch c := r.data[i]; {
	case c == '<' && r.data[i+1] == '<':
		return r.openTriple(f)
	case c == '<':
		t.Kind = term.IRI
		i = r.iri(i, &t.Text, &r.iriBuf)
	case c == '"' || c == '\'':
		return r.literalHead(q, f)
	case c == '_':
		t.Kind = term.Blank
		i = r.blank(i, &t.Text, &r.iriBuf)
	case c == '[' && f.kind == triple:
		r.pos++
		f.state = tripleObjectEnd
		return took
	case c == '[':
		return r.push(q, bracket)
	case c == '(' && f.kind != triple:
		return r.push(q, list)
	case grammar.Digit(c) || c == '+' || c == '-' || c == '.' && r.digitAt(i+1):
		if i = r.number(i, t); i >= 0 {
			r.pos = i
			return r.give(q, f, t)
		}
		return of(i)
	case c == '.' && r.past(i+1):
		return starved
	default:
		j := r.prefix(i)
		switch {
		case j < 0:
			return of(j)
		case r.data[j] == ':':
			t.Kind = term.IRI
			i = r.name(i, j, &t.Text, &r.iriBuf)
		case string(r.data[i:j]) == "true" || string(r.data[i:j]) == "false":
			*t = syntax.Term{Kind: term.Literal, Text: r.data[i:j], Datatype: xsdBoolean}
			r.pos = j
			return r.give(q, f, t)
		default:
			return of(r.fail(i, errObject, f.expectsObject()))
		}
	}
	if i < 0 {
		return of(i)
	}
	t.Datatype, t.Lang = nil, nil
	r.pos = i
	return r.give(q, f, t)
}

func (r *Reader) digitAt(i int) bool { return i < r.end && grammar.Digit(r.data[i]) }

// give makes a statement of the frame and an object, or holds it back until it is known whether it has reifiers.
func (r *Reader) give(q *syntax.Quad, f *frame, object *syntax.Term) result {
	f.state = f.afterObject()
	if r.opts.Reifiers && f.kind != list {
		r.hold(f, object)
		return took
	}
	q.Subject = f.subject
	q.Predicate = syntax.Term{Kind: term.IRI, Text: f.predicate}
	q.Object = *object
	return emitted
}

// literalHead takes a literal's text. If no language or datatype can follow, it gives the statement;
// else it leaves the text aside.
func (r *Reader) literalHead(q *syntax.Quad, f *frame) result {
	i := r.str(r.pos, &r.object)
	if i < 0 {
		return of(i)
	}
	r.pos = i
	for i < r.end && (r.data[i] == ' ' || r.data[i] == '\n' || r.data[i] == '\t') {
		i++
	}
	if c := r.data[i]; i < r.end && c != '@' && c != '^' && c != '#' && c != '\r' {
		return r.give(q, f, &r.object)
	}
	r.literal = append(r.literal[:0], r.object.Text...)
	r.object.Text = r.literal
	f.state = afterLiteral
	return took
}

// literalTail takes a language, or the mark of a datatype, or nothing.
func (r *Reader) literalTail(q *syntax.Quad, f *frame) result {
	i := r.pos
	switch r.data[i] {
	case '@':
		if i = r.lang(i, &r.object); i < 0 {
			return of(i)
		}
		r.pos = i
	case '^':
		if r.past(i + 1) {
			return starved
		}
		if r.data[i+1] != '^' {
			return of(r.fail(i, errDatatype, "'^^'"))
		}
		r.pos = i + 2
		f.state = wantDatatype
		return took
	}
	return r.give(q, f, &r.object)
}

// datatype takes a literal's datatype.
func (r *Reader) datatype(q *syntax.Quad, f *frame) result {
	i := r.pos
	at := i
	var iri []byte
	if r.data[i] == '<' {
		i = r.iri(i, &iri, &r.iriBuf)
	} else {
		j := r.prefix(i)
		switch {
		case j < 0:
			return of(j)
		case r.data[j] != ':':
			return of(r.fail(i, errDatatype, "an IRI in <> or a name"))
		}
		i = r.name(i, j, &iri, &r.iriBuf)
	}
	if i < 0 {
		return of(i)
	}
	if values.NeedsLanguage(iri) {
		if i := r.drop(at, errLangString, ""); i < 0 {
			return of(i)
		}
		iri = dropped
	}
	r.object.Datatype = values.Datatype(iri)
	r.pos = i
	return r.give(q, f, &r.object)
}

// afterObject takes what separates objects, predicates and statements.
func (r *Reader) afterObject(q *syntax.Quad, f *frame) result {
	switch c := r.data[r.pos]; {
	case c == '~':
		return r.tilde(f)
	case f.held == bare:
		r.tell(q, f)
		f.held = nothing
		return emitted
	case c == ',':
		f.state = wantObject
	case c == ';':
		f.state = afterSemicolon
	case c == ']' && f.kind == bracket:
		return r.closeBracket(f)
	case c == '{' && r.pos+1 < r.end && r.data[r.pos+1] == '|':
		return of(r.newer(r.pos, "an annotation"))
	case c == '{' && r.past(r.pos+1):
		return starved
	case f.kind == statement && (c == '.' || c == '}'):
		return r.endStatement()
	case f.kind == bracket:
		return of(r.fail(r.pos, errEnd, "',', ';' or ']'"))
	default:
		return of(r.fail(r.pos, errEnd, r.expectsEnd()))
	}
	r.pos++
	return took
}

// expectsEnd says what could stand behind an object.
func (r *Reader) expectsEnd() string {
	if r.inGraph {
		return "',', ';', '.' or '}'"
	}
	return "',', ';' or '.'"
}

// endStatement takes the dot, or in a graph leaves its closing bracket to be taken next.
func (r *Reader) endStatement() result {
	if r.data[r.pos] == '}' {
		if !r.inGraph {
			return of(r.fail(r.pos, errEnd, r.expectsEnd()))
		}
	} else {
		r.pos++
	}
	r.stack = r.stack[:0]
	return took
}
