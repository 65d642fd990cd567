package jsregexp

import (
	"errors"
	"slices"
	"unicode/utf16"
)

// ErrMemory is the error of a match that would need to remember too many places to go back to.
var ErrMemory = errors.New("the regular expression has too many ways to match this text")

// MaxStack bounds what a match remembers, 12 bytes an entry.
const MaxStack = 1 << 21

// checkEvery is how many steps a match takes between two calls of check.
const checkEvery = 1024

// An entry of the stack is a place to go back to, or a register to set back on the way there.
type entry struct {
	pc    int32 // where to go on; -1 for a register
	where int32 // the position, or the register
	old   int32
}

type matcher struct {
	prog  *Program
	text  []uint16
	regs  []int
	stack []entry
	steps int
	next  int // the number of steps at which to call check again
	check func() error
}

// Match looks for the first match that begins at start or later, or with sticky exactly there. The result has
// the beginning and end of each group in UTF-16 units, -1 for one that took no part; nil if nothing matches.
//
// Match calls check every thousand steps or so, and ends with the error it gives. Another error is [ErrMemory].
func (p *Program) Match(text []uint16, start int, sticky bool, check func() error) ([]int, error) {
	m := &matcher{prog: p, text: text, regs: make([]int, p.registers), next: checkEvery, check: check}
	for ; start <= len(text); start++ {
		for i := range m.regs {
			m.regs[i] = -1
		}
		m.stack = m.stack[:0]
		end, err := m.run(0, start)
		if err != nil {
			return nil, err
		}
		if end >= 0 {
			m.regs[0], m.regs[1] = start, end
			return slices.Clone(m.regs[:2*p.groups]), nil
		}
		if sticky {
			break
		}
		if p.unicode && start+1 < len(text) && utf16.IsSurrogate(rune(text[start])) && utf16.DecodeRune(rune(text[start]), rune(text[start+1])) != 0xFFFD {
			start++
		}
	}
	return nil, nil
}

func (m *matcher) set(register, value int) {
	m.stack = append(m.stack, entry{pc: -1, where: int32(register), old: int32(m.regs[register])})
	m.regs[register] = value
}

// run goes through the program from pc until success, and gives the position there, or -1.
func (m *matcher) run(pc, pos int) (int, error) {
	base := len(m.stack)
	for {
		if m.steps++; m.steps >= m.next {
			m.next = m.steps + checkEvery
			if err := m.check(); err != nil {
				return -1, err
			}
		}
		if len(m.stack) > MaxStack {
			return -1, ErrMemory
		}
		in := &m.prog.insts[pc]
		pc++
		ok := true
		switch in.op {
		case opChar, opSet, opAny:
			ok, pos = m.one(in, pos)
		case opBegin:
			ok = pos == 0 || m.prog.multiline && isLineEnd(rune(m.text[pos-1]))
		case opEnd:
			ok = pos == len(m.text) || m.prog.multiline && isLineEnd(rune(m.text[pos]))
		case opWord:
			ok = m.atWordEdge(pos)
		case opNotWord:
			ok = !m.atWordEdge(pos)
		case opSplit:
			m.stack = append(m.stack, entry{pc: int32(in.y), where: int32(pos)})
			pc = in.x
		case opJump:
			pc = in.x
		case opSave:
			m.set(in.x, pos)
		case opClear:
			for r := in.x; r < in.y; r++ {
				if m.regs[r] != -1 {
					m.set(r, -1)
				}
			}
		case opZero:
			m.set(in.x, 0)
		case opCount:
			m.set(in.x, m.regs[in.x]+1)
		case opUntil:
			if m.regs[in.x] < in.n {
				pc = in.y
			}
		case opBelow:
			ok = m.regs[in.x] < in.n
		case opMoved:
			ok = m.regs[in.x] != pos
		case opBack:
			ok, pos = m.again(in, pos)
		case opLook:
			found, err := m.look(in, pos)
			if err != nil {
				return -1, err
			}
			ok, pc = found, in.y
		case opSuccess:
			return pos, nil
		}
		if !ok {
			if pc, pos = m.goBack(base); pc < 0 {
				return -1, nil
			}
		}
	}
}

// goBack undoes what was done since the last place to go back to, and gives that place.
func (m *matcher) goBack(base int) (pc, pos int) {
	for len(m.stack) > base {
		e := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if e.pc >= 0 {
			return int(e.pc), int(e.where)
		}
		m.regs[e.where] = int(e.old)
	}
	return -1, 0
}

// look runs a look-around. What a positive one has captured stays, and is undone when the match goes back
// past it; it is not tried a second way.
func (m *matcher) look(in *inst, pos int) (bool, error) {
	base := len(m.stack)
	end, err := m.run(in.x, pos)
	if err != nil {
		return false, err
	}
	if end < 0 {
		return in.negative, nil
	}
	if in.negative {
		for len(m.stack) > base {
			m.goBack(base)
		}
		return false, nil
	}
	m.stack = append(m.stack[:base], slices.DeleteFunc(slices.Clone(m.stack[base:]), func(e entry) bool { return e.pc >= 0 })...)
	return true, nil
}

// read gives the character at the position, in the direction of the instruction, and where it ends.
func (m *matcher) read(pos int, back bool) (r rune, next int, ok bool) {
	if back {
		if pos == 0 {
			return 0, pos, false
		}
		r = rune(m.text[pos-1])
		if m.prog.unicode && pos > 1 && utf16.IsSurrogate(r) {
			if both := utf16.DecodeRune(rune(m.text[pos-2]), r); both != 0xFFFD {
				return both, pos - 2, true
			}
		}
		return r, pos - 1, true
	}
	if pos == len(m.text) {
		return 0, pos, false
	}
	r = rune(m.text[pos])
	if m.prog.unicode && pos+1 < len(m.text) && utf16.IsSurrogate(r) {
		if both := utf16.DecodeRune(r, rune(m.text[pos+1])); both != 0xFFFD {
			return both, pos + 2, true
		}
	}
	return r, pos + 1, true
}

// one matches a single character.
func (m *matcher) one(in *inst, pos int) (bool, int) {
	r, next, ok := m.read(pos, in.back)
	if !ok {
		return false, pos
	}
	switch in.op {
	case opChar:
		if m.prog.ignoreCase {
			r = fold(r, m.prog.unicode)
		}
		ok = r == in.char
	case opSet:
		if m.prog.ignoreCase {
			ok = in.set.hasFolded(r, m.prog.unicode)
		} else {
			ok = in.set.has(r)
		}
	default:
		ok = m.prog.dotAll || !isLineEnd(r)
	}
	return ok, next
}

// again matches what a group has matched; a group without a match matches the empty text.
func (m *matcher) again(in *inst, pos int) (bool, int) {
	first, last := m.regs[2*in.x], m.regs[2*in.x+1]
	if first < 0 || last < 0 {
		return true, pos
	}
	n := last - first
	if in.back {
		if pos < n {
			return false, pos
		}
		return m.same(first, pos-n, n), pos - n
	}
	if pos+n > len(m.text) {
		return false, pos
	}
	return m.same(first, pos, n), pos + n
}

func (m *matcher) same(a, b, n int) bool {
	m.steps += n / 16 // a long reference is more than one step; check is called within run
	for i := range n {
		x, y := rune(m.text[a+i]), rune(m.text[b+i])
		if x != y && !(m.prog.ignoreCase && fold(x, m.prog.unicode) == fold(y, m.prog.unicode)) {
			return false
		}
	}
	return true
}

func (m *matcher) atWordEdge(pos int) bool {
	before := pos > 0 && isWord(rune(m.text[pos-1]))
	after := pos < len(m.text) && isWord(rune(m.text[pos]))
	return before != after
}
