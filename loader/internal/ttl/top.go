package ttl

import (
	"bytes"
	"errors"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/syntax"
)

// directive is a prefix or base declaration that is being read.
type directive struct {
	base   bool   // it declares the base
	dot    bool   // it began with '@' and ends with a dot
	prefix []byte // without the colon
}

var (
	errKeyword = errors.New("no such directive")
	errPrefix  = errors.New("no prefix")
	errNoIRI   = errors.New("a directive without its IRI")
	errDot     = errors.New("the directive does not end")
	errInGraph = errors.New("a directive within a graph; close the graph first")
)

// topStep takes a token between statements.
func (r *Reader) topStep() result {
	switch r.top {
	case prefixName:
		return r.takePrefixName()
	case directiveIRI:
		return r.takeDirectiveIRI()
	case directiveDot:
		if r.data[r.pos] != '.' {
			return of(r.fail(r.pos, errDot, "a dot"))
		}
		r.pos++
		r.top = topStart
		return took
	case graphLabel:
		return r.takeGraphLabel()
	case graphOpen:
		switch c := r.data[r.pos]; {
		case r.graph.Kind == term.None && c == ']':
			return r.takeAnonymousLabel()
		case r.graph.Kind == term.None:
			return of(r.fail(r.pos, errLabel, "']'"))
		case c != '{':
			return of(r.fail(r.pos, errOpenGraph, "'{'"))
		}
		r.pos++
		r.inGraph, r.top = true, topStart
		return took
	}
	return r.statementStart()
}

// statementStart takes the first token of a statement, directive or graph, or the end of the file.
func (r *Reader) statementStart() result {
	i := r.pos
	switch c := r.data[i]; {
	case i == r.end:
		if r.inGraph {
			return of(r.fail(i, errGraphEnd, "'}'"))
		}
		return finished
	case c == '@':
		return r.atKeyword(i)
	case c == '{' && r.trig && !r.inGraph:
		r.openGraph(syntax.Term{})
		return took
	case c == '}' && r.inGraph:
		r.pos++
		r.inGraph = false
		r.graph = syntax.Term{}
		return took
	}
	return r.takeSubject(i)
}

// expected says what can begin a statement.
func (r *Reader) expected() string {
	switch {
	case r.inGraph:
		return "a subject or '}'"
	case r.trig:
		return "a subject, '{', GRAPH or a directive"
	}
	return "a subject or a directive"
}

// takeSubject takes a subject, or a keyword in its place.
func (r *Reader) takeSubject(i int) result {
	f := r.grow(statement, wantVerb)
	undo := func(i int) result {
		r.stack = r.stack[:0]
		return of(i)
	}
	switch r.data[i] {
	case '<':
		f.subject.Kind = term.IRI
		i = r.iri(i, &f.subject.Text, &f.subjectBuf)
	case '_':
		f.subject.Kind = term.Blank
		i = r.blank(i, &f.subject.Text, &f.subjectBuf)
	case '[', '(':
		if i := r.roomToNest(); i < 0 {
			return undo(i)
		}
		r.pos++
		f.state = afterNode
		if r.data[i] == '(' {
			r.grow(list, listOpen)
			return took
		}
		f.subjectBuf = r.newBlank(f.subjectBuf)
		f.subject = syntax.Term{Kind: term.Blank, Text: f.subjectBuf}
		child := r.grow(bracket, bracketOpen)
		child.subject = r.stack[0].subject
		child.keepSubject()
		return took
	default:
		j := r.prefix(i)
		switch {
		case j < 0:
			return undo(j)
		case r.data[j] != ':':
			r.stack = r.stack[:0]
			return r.keyword(i, j)
		}
		f.subject.Kind = term.IRI
		i = r.name(i, j, &f.subject.Text, &f.subjectBuf)
	}
	if i < 0 {
		return undo(i)
	}
	f.keepSubject()
	f.label = true
	r.pos = i
	return took
}

// keyword takes a word that begins a directive as in SPARQL, or a graph.
func (r *Reader) keyword(i, j int) result {
	word := r.data[i:j]
	switch {
	case r.inGraph && (bytes.EqualFold(word, []byte("prefix")) || bytes.EqualFold(word, []byte("base"))):
		return of(r.fail(i, errInGraph, r.expected()))
	case bytes.EqualFold(word, []byte("prefix")):
		r.directive.base, r.directive.dot, r.top = false, false, prefixName
	case bytes.EqualFold(word, []byte("base")):
		r.directive.base, r.directive.dot, r.top = true, false, directiveIRI
	case bytes.EqualFold(word, []byte("graph")) && r.trig && !r.inGraph:
		r.top = graphLabel
	case bytes.EqualFold(word, []byte("version")):
		return of(r.newer(i, "the version"))
	default:
		return of(r.fail(i, errSubject, r.expected()))
	}
	r.pos = j
	return took
}

// atKeyword takes @prefix or @base.
func (r *Reader) atKeyword(i int) result {
	j := i + 1
	for r.data[j]|0x20 >= 'a' && r.data[j]|0x20 <= 'z' && j-i < 10 {
		j++
	}
	if r.past(j) {
		return starved
	}
	base := string(r.data[i:j]) == "@base"
	switch {
	case string(r.data[i:j]) == "@version":
		return of(r.newer(i, "the version"))
	case !base && string(r.data[i:j]) != "@prefix":
		return of(r.fail(i, errKeyword, "@prefix or @base"))
	case r.inGraph:
		return of(r.fail(i, errInGraph, r.expected()))
	case base:
		r.top = directiveIRI
	default:
		r.top = prefixName
	}
	r.directive.base, r.directive.dot = base, true
	r.pos = j
	return took
}

func (r *Reader) takePrefixName() result {
	j := r.prefix(r.pos)
	switch {
	case j < 0:
		return of(j)
	case r.data[j] != ':':
		return of(r.fail(r.pos, errPrefix, "a prefix with its colon, such as ex:"))
	}
	r.directive.prefix = append(r.directive.prefix[:0], r.data[r.pos:j]...)
	r.pos = j + 1
	r.top = directiveIRI
	return took
}

func (r *Reader) takeDirectiveIRI() result {
	if r.data[r.pos] != '<' {
		return of(r.fail(r.pos, errNoIRI, "an IRI in <>"))
	}
	var text []byte
	i := r.iri(r.pos, &text, &r.iriBuf)
	if i < 0 {
		return of(i)
	}
	if r.directive.base {
		r.base, _ = iri.NewBase(text) // it is absolute
	} else {
		if _, known := r.prefixes[string(r.directive.prefix)]; !known && len(r.prefixes) >= r.opts.MaxPrefixes {
			return of(r.fail(r.pos, syntax.OverLimit("number of prefixes", r.opts.MaxPrefixes, "WithMaxPrefixes"), ""))
		}
		r.prefixes[string(r.directive.prefix)] = bytes.Clone(text)
	}
	r.pos = i
	r.top = topStart
	if r.directive.dot {
		r.top = directiveDot
	}
	return took
}

// takeGraphLabel takes the label behind GRAPH.
func (r *Reader) takeGraphLabel() result {
	if r.data[r.pos] == '[' {
		r.pos++
		r.top = graphOpen // with no label yet: ']' must come
		return took
	}
	var t syntax.Term
	i := r.node(r.pos, &t, errLabel, "an IRI, a name or a blank node as the graph's label")
	if i < 0 {
		return of(i)
	}
	r.setGraph(t)
	r.pos = i
	r.top = graphOpen
	return took
}

// takeAnonymousLabel takes the ']' of GRAPH [].
func (r *Reader) takeAnonymousLabel() result {
	if i := r.roomForBlank(); i < 0 {
		return of(i)
	}
	r.iriBuf = r.newBlank(r.iriBuf)
	r.setGraph(syntax.Term{Kind: term.Blank, Text: r.iriBuf})
	r.pos++
	return took
}

func (r *Reader) setGraph(t syntax.Term) {
	r.graphBuf = append(r.graphBuf[:0], t.Text...)
	r.graph = syntax.Term{Kind: t.Kind, Text: r.graphBuf}
}

// openGraph takes the '{' behind a graph's label, or that of the default graph (the zero Term).
func (r *Reader) openGraph(label syntax.Term) {
	r.pos++
	r.inGraph = true
	r.graph = syntax.Term{}
	if label.Kind != term.None {
		r.setGraph(label)
	}
}
