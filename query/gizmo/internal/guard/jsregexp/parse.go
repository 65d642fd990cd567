package jsregexp

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// maxNesting bounds groups within groups, which the parser and the compiler go down by recursion.
const maxNesting = 200

type nodeKind uint8

const (
	emptyNode   nodeKind = iota
	charNode             // one character
	setNode              // one character of a set
	anyNode              // .
	beginNode            // ^
	endNode              // $
	wordNode             // \b
	notWordNode          // \B
	seqNode
	altNode
	groupNode // captures
	repeatNode
	backNode // \1
	lookNode
)

type node struct {
	kind     nodeKind
	char     rune
	set      *charset
	subs     []*node
	group    int // of groupNode and backNode
	name     string
	min, max int // of repeatNode; max < 0 is without end
	lazy     bool
	behind   bool // of lookNode
	negative bool
	firstCap int // groups within a repeatNode: [firstCap, lastCap)
	lastCap  int
}

type parser struct {
	src     []rune // code points with the u flag, else UTF-16 units
	pos     int
	unicode bool
	named   bool     // the pattern has named groups, so \k is a reference
	groups  int      // seen so far, the whole match not counted
	total   int      // in the whole pattern
	names   []string // by group, from 1
	depth   int
}

type syntaxError string

func (e syntaxError) Error() string { return string(e) }

func (p *parser) fail(format string, args ...any) {
	panic(syntaxError(fmt.Sprintf(format, args...)))
}

func parse(pattern string, unicode bool) (tree *node, p *parser, err error) {
	p = &parser{unicode: unicode}
	if unicode {
		p.src = []rune(pattern)
	} else {
		for _, unit := range utf16.Encode([]rune(pattern)) {
			p.src = append(p.src, rune(unit))
		}
	}
	p.countGroups()
	defer func() {
		if x := recover(); x != nil {
			bad, ok := x.(syntaxError)
			if !ok {
				panic(x)
			}
			err = bad
		}
	}()
	tree = p.alternatives()
	if p.more() {
		p.fail("unmatched )")
	}
	return tree, p, nil
}

// countGroups looks ahead, since \2 may stand before the second group.
func (p *parser) countGroups() {
	p.names = []string{""}
	inClass := false
	for i := 0; i < len(p.src); i++ {
		switch c := p.src[i]; {
		case c == '\\':
			i++
		case c == '[':
			inClass = true
		case c == ']':
			inClass = false
		case c == '(' && !inClass:
			if i+1 < len(p.src) && p.src[i+1] == '?' {
				if i+3 < len(p.src) && p.src[i+2] == '<' && p.src[i+3] != '=' && p.src[i+3] != '!' {
					p.named = true
					p.total++
				}
				continue
			}
			p.total++
		}
	}
}

func (p *parser) more() bool { return p.pos < len(p.src) }

func (p *parser) peek() rune {
	if p.more() {
		return p.src[p.pos]
	}
	return -1
}

func (p *parser) take(s string) bool {
	want := []rune(s)
	if p.pos+len(want) > len(p.src) || string(p.src[p.pos:p.pos+len(want)]) != s {
		return false
	}
	p.pos += len(want)
	return true
}

func (p *parser) alternatives() *node {
	if p.depth++; p.depth > maxNesting {
		p.fail("more than %d groups within one another", maxNesting)
	}
	defer func() { p.depth-- }()
	alt := &node{kind: altNode, subs: []*node{p.sequence()}}
	for p.take("|") {
		alt.subs = append(alt.subs, p.sequence())
	}
	if len(alt.subs) == 1 {
		return alt.subs[0]
	}
	return alt
}

func (p *parser) sequence() *node {
	seq := &node{kind: seqNode}
	for p.more() && p.peek() != '|' && p.peek() != ')' {
		first := p.groups
		term := p.term()
		if n := p.quantified(term, first); n != nil {
			term = n
		}
		seq.subs = append(seq.subs, term)
	}
	return seq
}

func (p *parser) quantified(term *node, firstGroup int) *node {
	lo, hi, ok := p.quantifier()
	if !ok {
		return nil
	}
	switch term.kind {
	case beginNode, endNode, wordNode, notWordNode:
		p.fail("nothing to repeat")
	case lookNode:
		if p.unicode || term.behind {
			p.fail("nothing to repeat")
		}
	}
	n := &node{kind: repeatNode, subs: []*node{term}, min: lo, max: hi, firstCap: firstGroup + 1, lastCap: p.groups + 1}
	n.lazy = p.take("?")
	return n
}

func (p *parser) quantifier() (lo, hi int, ok bool) {
	switch p.peek() {
	case '*':
		p.pos++
		return 0, -1, true
	case '+':
		p.pos++
		return 1, -1, true
	case '?':
		p.pos++
		return 0, 1, true
	case '{':
		start := p.pos
		if lo, hi, ok = p.braces(); ok {
			if hi >= 0 && lo > hi {
				p.fail("numbers out of order in {} quantifier")
			}
			return lo, hi, true
		}
		p.pos = start
	}
	return 0, 0, false
}

func (p *parser) braces() (lo, hi int, ok bool) {
	p.pos++
	if lo, ok = p.number(); !ok {
		return 0, 0, false
	}
	hi = lo
	if p.take(",") {
		if hi, ok = p.number(); !ok {
			hi = -1
		}
	}
	return lo, hi, p.take("}")
}

// number reads digits; what is beyond any text is cut to that.
func (p *parser) number() (n int, ok bool) {
	for c := p.peek(); '0' <= c && c <= '9'; c = p.peek() {
		n = min(n*10+int(c-'0'), 1<<30)
		ok = true
		p.pos++
	}
	return n, ok
}

func (p *parser) term() *node {
	c := p.src[p.pos]
	p.pos++
	switch c {
	case '^':
		return &node{kind: beginNode}
	case '$':
		return &node{kind: endNode}
	case '.':
		return &node{kind: anyNode}
	case '(':
		return p.group()
	case '[':
		return &node{kind: setNode, set: p.class()}
	case '\\':
		return p.escape()
	case '*', '+', '?':
		p.fail("nothing to repeat")
	case '{':
		if p.unicode {
			p.fail("nothing to repeat")
		}
		p.pos--
		if _, _, ok := p.quantifier(); ok {
			p.fail("nothing to repeat")
		}
		p.pos++
	case '}', ']':
		if p.unicode {
			p.fail("lone %c", c)
		}
	}
	return &node{kind: charNode, char: c}
}

func (p *parser) group() *node {
	n := &node{kind: groupNode}
	switch {
	case p.take("?:"):
		n.kind = seqNode
	case p.take("?="):
		n.kind = lookNode
	case p.take("?!"):
		n.kind, n.negative = lookNode, true
	case p.take("?<="):
		n.kind, n.behind = lookNode, true
	case p.take("?<!"):
		n.kind, n.behind, n.negative = lookNode, true, true
	case p.take("?<"):
		n.name = p.groupName()
		for _, other := range p.names {
			if other == n.name {
				p.fail("there are two groups named %q", n.name)
			}
		}
	case p.take("?"):
		p.fail("invalid group")
	}
	if n.kind == groupNode {
		p.groups++
		n.group = p.groups
		p.names = append(p.names, n.name)
	}
	n.subs = []*node{p.alternatives()}
	if !p.take(")") {
		p.fail("unterminated group")
	}
	return n
}

func (p *parser) groupName() string {
	var b strings.Builder
	for {
		c := p.peek()
		p.pos++
		switch {
		case c == '>' && b.Len() > 0:
			return b.String()
		case c == '$' || isWord(c) && (b.Len() > 0 || c < '0' || c > '9') || c > 127:
			b.WriteRune(c)
		default:
			p.fail("invalid name of a group")
		}
	}
}
