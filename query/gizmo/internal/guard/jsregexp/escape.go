package jsregexp

import (
	"slices"
	"strconv"
	"unicode/utf16"
)

// escape reads what follows a backslash outside of a class.
func (p *parser) escape() *node {
	c := p.peek()
	switch {
	case c == 'b' || c == 'B':
		p.pos++
		if c == 'b' {
			return &node{kind: wordNode}
		}
		return &node{kind: notWordNode}
	case c == 'k' && (p.unicode || p.named):
		p.pos++
		if !p.take("<") {
			p.fail("invalid named reference")
		}
		return &node{kind: backNode, name: p.groupName()}
	case '1' <= c && c <= '9':
		start := p.pos
		n, _ := p.number()
		if n <= p.total {
			return &node{kind: backNode, group: n}
		}
		if p.unicode {
			p.fail("there is no group %d", n)
		}
		p.pos = start
	}
	if set := p.setEscape(); set != nil {
		return &node{kind: setNode, set: set}
	}
	return &node{kind: charNode, char: p.charEscape(false)}
}

// setEscape reads \d, \p{...} and the like.
func (p *parser) setEscape() *charset {
	c := p.peek()
	if set := classEscape(c); set != nil {
		p.pos++
		return set
	}
	if !p.unicode || c != 'p' && c != 'P' {
		return nil
	}
	p.pos++
	end := slices.Index(p.src[p.pos:], '}')
	if p.peek() != '{' || end < 0 {
		p.fail("invalid property name")
	}
	name, value := string(p.src[p.pos+1:p.pos+end]), ""
	for i, r := range name {
		if r == '=' {
			name, value = name[:i], name[i+1:]
			break
		}
	}
	p.pos += end + 1
	set := property(name, value)
	if set == nil {
		p.fail("unknown property %q", name)
	}
	set.negate = c == 'P'
	return set
}

// charEscape reads an escape that stands for one character.
func (p *parser) charEscape(inClass bool) rune {
	if !p.more() {
		p.fail("\\ at the end of the pattern")
	}
	c := p.src[p.pos]
	p.pos++
	switch c {
	case 't':
		return '\t'
	case 'n':
		return '\n'
	case 'v':
		return '\v'
	case 'f':
		return '\f'
	case 'r':
		return '\r'
	case 'b':
		if inClass {
			return '\b'
		}
	case 'c':
		if l := p.peek(); 'a' <= l && l <= 'z' || 'A' <= l && l <= 'Z' {
			p.pos++
			return l % 32
		}
		if p.unicode {
			p.fail("invalid \\c escape")
		}
		p.pos--
		return '\\'
	case 'x':
		if r, ok := p.hex(2); ok {
			return r
		}
	case 'u':
		return p.unicodeEscape()
	case '0', '1', '2', '3', '4', '5', '6', '7':
		if c == '0' && (p.peek() < '0' || p.peek() > '9') {
			return 0
		}
		if p.unicode {
			p.fail("invalid decimal escape")
		}
		r := c - '0'
		for n := 0; n < 2 && '0' <= p.peek() && p.peek() <= '7' && r*8+p.peek()-'0' < 256; n++ {
			r = r*8 + p.peek() - '0'
			p.pos++
		}
		return r
	}
	if p.unicode && !slices.Contains([]rune("^$\\.*+?()[]{}|/"), c) && !(inClass && c == '-') {
		p.fail("invalid escape \\%c", c)
	}
	return c
}

func (p *parser) hex(digits int) (rune, bool) {
	if p.pos+digits > len(p.src) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(p.src[p.pos:p.pos+digits]), 16, 32)
	if err != nil {
		return 0, false
	}
	p.pos += digits
	return rune(n), true
}

func (p *parser) unicodeEscape() rune {
	if p.unicode && p.take("{") {
		start := p.pos
		for p.more() && p.peek() != '}' {
			p.pos++
		}
		n, err := strconv.ParseUint(string(p.src[start:p.pos]), 16, 32)
		if err != nil || n > 0x10FFFF || !p.take("}") {
			p.fail("invalid Unicode escape")
		}
		return rune(n)
	}
	r, ok := p.hex(4)
	if !ok {
		if p.unicode {
			p.fail("invalid Unicode escape")
		}
		return 'u'
	}
	if p.unicode && utf16.IsSurrogate(r) {
		start := p.pos
		if p.take(`\u`) {
			if low, ok := p.hex(4); ok {
				if both := utf16.DecodeRune(r, low); both != 0xFFFD {
					return both
				}
			}
			p.pos = start
		}
	}
	return r
}

// class reads a class up to its ].
func (p *parser) class() *charset {
	s := &charset{negate: p.take("^")}
	for {
		if !p.more() {
			p.fail("unterminated class")
		}
		if p.take("]") {
			return s
		}
		lo, set := p.classAtom()
		if p.peek() != '-' || p.pos+1 < len(p.src) && p.src[p.pos+1] == ']' {
			s.addAtom(lo, set)
			continue
		}
		p.pos++
		if !p.more() {
			p.fail("unterminated class")
		}
		hi, set2 := p.classAtom()
		switch {
		case set != nil || set2 != nil:
			if p.unicode {
				p.fail("invalid range in a class")
			}
			s.addAtom(lo, set)
			s.addAtom('-', nil)
			s.addAtom(hi, set2)
		case lo > hi:
			p.fail("range out of order in a class")
		default:
			s.add(lo, hi)
		}
	}
}

func (s *charset) addAtom(r rune, set *charset) {
	if set != nil {
		s.subs = append(s.subs, set)
		return
	}
	s.add(r, r)
}

func (p *parser) classAtom() (rune, *charset) {
	c := p.src[p.pos]
	p.pos++
	if c != '\\' {
		return c, nil
	}
	if set := p.setEscape(); set != nil {
		return 0, set
	}
	if !p.more() {
		p.fail("unterminated class")
	}
	if p.peek() == '8' || p.peek() == '9' {
		c = p.src[p.pos]
		p.pos++
		return c, nil
	}
	return p.charEscape(true), nil
}
