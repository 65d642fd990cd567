package syntax

import (
	"fmt"
	"strings"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/iri"
)

// Options say how a text is read.
type Options struct {
	// Base resolves relative IRIs until the text has a BASE.
	Base string
	// Expand gives the namespace of a prefix that the text does not declare; nil knows none.
	Expand func(prefix string) (namespace string, ok bool)
	// Known lists such prefixes, for suggestions; may be nil.
	Known func() []string
	// MaxSize bounds the text in bytes, MaxNesting brackets, operators and paths within one another. 0 is no limit.
	MaxSize, MaxNesting int
}

// chain is how many times longer than nesting a row of operators or elements may be, each of which holds the one before.
const chain = 50

type parser struct {
	source
	typed    string // the whole text as it came
	tok      token  // the present one
	last     int    // where the one before ended
	open     []int  // where the brackets that are open begin
	opts     Options
	base     string
	prefixes map[string]string
	used     []Prefix
	depth    int

	labels map[string]blank // labels of blank nodes
	blanks int              // how many blank nodes there are
	bgp    int              // number of the present basic graph pattern
	bgps   int              // how many there have been
	noBNode,
	noVar string // why blank nodes or variables cannot stand here; empty if they can
	aggregates string // why aggregates cannot stand here; empty if they can
	grouped    bool   // an aggregate has been seen
}

// blank is the number of a blank node and the pattern it belongs to.
type blank struct{ number, bgp int }

// ParseQuery reads a query. The error is an [*Error] or a [*limit.Error].
func ParseQuery(text string, opts Options) (q *Query, err error) {
	err = protect(text, opts, "WithMaxQuerySize", func(p *parser) {
		p.prologue()
		q = p.query(false)
		if p.tok.kind != tokEnd {
			p.expected("the end of the query")
		}
		q.Base, q.Prefixes, q.blanks = p.base, p.used, p.blanks
		checkQuery(q)
	})
	return q, err
}

// ParseUpdate reads a request to update. Errors are as of [ParseQuery].
func ParseUpdate(text string, opts Options) (r *Request, err error) {
	err = protect(text, opts, "WithMaxQuerySize", func(p *parser) { r = p.request() })
	return r, err
}

func protect(text string, opts Options, raise string, f func(*parser)) (err error) {
	if opts.MaxSize > 0 && len(text) > opts.MaxSize {
		return &limit.Error{Limit: "bytes of a query", Value: int64(opts.MaxSize), Raise: "sparql." + raise}
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case failure:
			err = r.err
		default:
			panic(r)
		}
	}()
	p := &parser{typed: text, opts: opts, base: opts.Base, aggregates: "a pattern"}
	p.source = newSource(text)
	p.advance()
	f(p)
	return nil
}

func (p *parser) advance() {
	p.last = p.tok.end
	p.bracket()
	p.next(&p.tok)
}

// here is the place of the present token.
func (p *parser) here() algebra.Place { return p.placeOf(p.tok.from) }

// word tells whether the present token is a keyword, in any case.
func (p *parser) word(keyword string) bool {
	return p.tok.kind == tokWord && len(p.tok.text) == len(keyword) && strings.EqualFold(p.tok.text, keyword)
}

// take goes on behind a keyword if it is there.
func (p *parser) takeWord(keyword string) bool {
	if p.word(keyword) {
		p.advance()
		return true
	}
	return false
}

func (p *parser) needWord(keyword string) {
	if !p.takeWord(keyword) {
		p.expected(keyword)
	}
}

// takeKind goes on behind a token if it is there.
func (p *parser) takeKind(k kind) bool {
	if p.tok.kind == k {
		p.advance()
		return true
	}
	return false
}

func (p *parser) need(k kind, what string) {
	if !p.takeKind(k) {
		p.expected(what)
	}
}

// expected fails at the present token, which is not what could stand here.
func (p *parser) expected(what string) {
	err := &Error{Line: int(p.here().Line), Column: int(p.here().Column), Expected: what, Found: p.tok.String()}
	if err.Hint = p.hint(what); p.tok.kind == tokWord && err.Hint == "" {
		err.Meant = likeWord(p.tok.text)
	}
	if p.tok.kind == '<' {
		err.Expected, err.Text = "", "\"<\" begins no IRI here: an IRI ends with \">\" and has no spaces, quotes or braces in it"
	}
	panic(failure{err})
}

// deeper counts nesting; the caller takes it back with shallower.
func (p *parser) deeper() {
	p.depth++
	if p.opts.MaxNesting > 0 && p.depth > p.opts.MaxNesting {
		panic(failure{&limit.Error{Limit: "nesting of a query", Value: int64(p.opts.MaxNesting), Raise: "sparql.WithMaxNesting"}})
	}
}

func (p *parser) shallower() { p.depth-- }

// link counts the operators or elements of a row.
func (p *parser) link(n int) {
	if most := p.opts.MaxNesting * chain; p.opts.MaxNesting > 0 && n > most {
		panic(failure{&limit.Error{Limit: "operators or patterns in a row", Value: int64(most), Raise: "sparql.WithMaxNesting"}})
	}
}

func (p *parser) prologue() {
	for {
		switch {
		case p.takeWord("BASE"):
			if p.tok.kind != tokIRI {
				p.expected("an IRI in <>")
			}
			p.base = p.resolve()
		case p.takeWord("PREFIX"):
			if p.tok.kind != tokName || p.tok.local != "" {
				p.expected(`a prefix with its colon, such as "ex:"`)
			}
			name := p.tok.text
			p.advance()
			if p.tok.kind != tokIRI {
				p.expected("the namespace, an IRI in <>")
			}
			if p.prefixes == nil {
				p.prefixes = map[string]string{}
			}
			p.prefixes[name] = p.resolve()
		default:
			return
		}
	}
}

// resolve makes the IRI of the present token absolute, and goes on.
func (p *parser) resolve() string {
	ref := p.tok.text
	full, ok := ref, iri.Absolute(ref)
	if !ok {
		full, ok = iri.Resolve(p.base, ref)
	}
	if !ok {
		err := &Error{Line: int(p.here().Line), Column: int(p.here().Column),
			Text: "the IRI <" + shorten(ref) + "> is relative, and there is no base: write it in full, or a BASE at the top"}
		panic(failure{err})
	}
	p.advance()
	return full
}

// expand makes an IRI of the present prefixed name, and goes on.
func (p *parser) expand() string {
	prefix := p.tok.text
	namespace, ok := p.prefixes[prefix]
	if !ok && p.opts.Expand != nil {
		namespace, ok = p.opts.Expand(prefix)
	}
	if !ok {
		p.unknownPrefix(prefix)
	}
	p.use(Prefix{prefix, namespace})
	full := namespace + p.tok.local
	if !iri.Absolute(full) {
		failAt(p.here(), "the namespace of %s: is no absolute IRI", prefix)
	}
	p.advance()
	return full
}

func (p *parser) use(used Prefix) {
	for _, known := range p.used {
		if known == used {
			return
		}
	}
	p.used = append(p.used, used)
}

func (p *parser) unknownPrefix(prefix string) {
	at := p.here()
	if web(prefix) && strings.HasPrefix(p.tok.local, "//") || web(prefix) && strings.HasPrefix(p.text[p.tok.end:], "//") {
		failAt(at, "an IRI stands in <>, as in <%s://example.org/>", prefix)
	}
	var names []string
	for name := range p.prefixes {
		names = append(names, name)
	}
	if p.opts.Known != nil {
		names = append(names, p.opts.Known()...)
	}
	err := &Error{Line: int(at.Line), Column: int(at.Column),
		Text: "the prefix " + shorten(prefix) + `: is not known; declare it by "PREFIX ` + shorten(prefix) + `: <...>" at the top`}
	if known := wellKnown(prefix); known != "" {
		err.Text = fmt.Sprintf(`the prefix %s: is not known; declare it by "PREFIX %s: <%s>" at the top`, prefix, prefix, known)
	} else if meant := nearest(prefix, sorted(names)); meant != "" {
		err.Meant = meant + ":"
	}
	panic(failure{err})
}

// iriHere tells whether the present token is an IRI of either kind.
func (p *parser) iriHere() bool { return p.tok.kind == tokIRI || p.tok.kind == tokName }

// iri reads an IRI.
func (p *parser) iri(what string) Node {
	n := Node{Place: p.here()}
	n.Value = term.Term{Kind: term.IRI, Text: p.iriText(what)}
	return n
}

func (p *parser) iriText(what string) string {
	switch p.tok.kind {
	case tokIRI:
		return p.resolve()
	case tokName:
		return p.expand()
	}
	p.expected(what)
	return ""
}

// variable reads a variable.
func (p *parser) variable(what string) Node {
	if p.tok.kind != tokVar {
		p.expected(what)
	}
	if p.noVar != "" {
		failAt(p.here(), "a variable cannot stand in %s", p.noVar)
	}
	n := Node{Var: p.tok.text, Place: p.here()}
	p.advance()
	return n
}

// varOrIRI reads either.
func (p *parser) varOrIRI(what string) Node {
	if p.tok.kind == tokVar {
		return p.variable(what)
	}
	return p.iri(what)
}

// newBlank makes a blank node.
func (p *parser) newBlank(at algebra.Place) Node {
	if p.noBNode != "" {
		failAt(at, "a blank node cannot stand in %s", p.noBNode)
	}
	p.blanks++
	return Node{Blank: p.blanks, Place: at}
}

// labelled gives the blank node with the present label, and goes on.
func (p *parser) labelled() Node {
	at, label := p.here(), p.tok.text
	if p.noBNode != "" {
		failAt(at, "a blank node cannot stand in %s", p.noBNode)
	}
	known, ok := p.labels[label]
	if ok && known.bgp != p.bgp {
		failAt(at, "the label _:%s is used in another group of patterns already; a blank node belongs to one of them: use a variable", shorten(label))
	}
	if !ok {
		p.blanks++
		known = blank{p.blanks, p.bgp}
		if p.labels == nil {
			p.labels = map[string]blank{}
		}
		p.labels[label] = known
	}
	p.advance()
	return Node{Blank: known.number, Place: at}
}

// newBGP begins another basic graph pattern.
func (p *parser) newBGP() {
	p.bgps++
	p.bgp = p.bgps
}
