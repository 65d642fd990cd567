package jsregexp

import (
	"fmt"
	"strings"
)

type opcode uint8

const (
	opChar opcode = iota
	opSet
	opAny
	opBegin
	opEnd
	opWord
	opNotWord
	opSplit   // try x, then y
	opJump    // to x
	opSave    // the position into register x
	opClear   // registers x to y: no match
	opZero    // register x
	opCount   // one more in register x
	opUntil   // to pc y while register x is below n
	opBelow   // fail unless register x is below n
	opMoved   // fail if the position is that in register x
	opBack    // what group x matched
	opLook    // run the program from x on; go on at y
	opSuccess // of the whole, or of a look-around
)

type inst struct {
	op       opcode
	back     bool // goes towards the beginning, within a look-behind
	negative bool // of opLook
	char     rune
	set      *charset
	x, y, n  int
}

// A Program is a compiled pattern.
type Program struct {
	insts                                  []inst
	registers                              int
	groups                                 int // the whole match counted
	names                                  []string
	ignoreCase, multiline, dotAll, unicode bool
}

// Compile reads a pattern. The flags are any of d, g, i, m, s, u and y, each once at most; those that are about
// where to begin are the caller's concern.
func Compile(pattern, flags string) (*Program, error) {
	prog := &Program{}
	for i, f := range flags {
		if !strings.ContainsRune("dgimsuy", f) || strings.ContainsRune(flags[:i], f) {
			return nil, fmt.Errorf("invalid flags %q of a regular expression", flags)
		}
		switch f {
		case 'i':
			prog.ignoreCase = true
		case 'm':
			prog.multiline = true
		case 's':
			prog.dotAll = true
		case 'u':
			prog.unicode = true
		}
	}
	tree, p, err := parse(pattern, prog.unicode)
	if err != nil {
		return nil, fmt.Errorf("invalid regular expression /%s/: %w", pattern, err)
	}
	prog.groups, prog.names = p.groups+1, p.names
	prog.registers = 2 * prog.groups
	c := compiler{prog: prog}
	if err := c.node(tree, false); err != nil {
		return nil, fmt.Errorf("invalid regular expression /%s/: %w", pattern, err)
	}
	c.emit(inst{op: opSuccess})
	return prog, nil
}

// Groups is the number of capturing groups, the whole match counted as the first.
func (p *Program) Groups() int { return p.groups }

// Names gives the name of each group by its number; empty for one that has none.
func (p *Program) Names() []string { return p.names }

type compiler struct{ prog *Program }

func (c *compiler) emit(i inst) int {
	c.prog.insts = append(c.prog.insts, i)
	return len(c.prog.insts) - 1
}

func (c *compiler) here() int { return len(c.prog.insts) }

func (c *compiler) register() int {
	c.prog.registers++
	return c.prog.registers - 1
}

func (c *compiler) node(n *node, back bool) error {
	switch n.kind {
	case charNode:
		char := n.char
		if c.prog.ignoreCase {
			char = fold(char, c.prog.unicode)
		}
		c.emit(inst{op: opChar, char: char, back: back})
	case setNode:
		c.emit(inst{op: opSet, set: n.set, back: back})
	case anyNode:
		c.emit(inst{op: opAny, back: back})
	case beginNode:
		c.emit(inst{op: opBegin})
	case endNode:
		c.emit(inst{op: opEnd})
	case wordNode:
		c.emit(inst{op: opWord})
	case notWordNode:
		c.emit(inst{op: opNotWord})
	case seqNode:
		for i := range n.subs {
			if back {
				i = len(n.subs) - 1 - i
			}
			if err := c.node(n.subs[i], back); err != nil {
				return err
			}
		}
	case altNode:
		return c.alternatives(n, back)
	case groupNode:
		first, last := 2*n.group, 2*n.group+1
		if back {
			first, last = last, first
		}
		c.emit(inst{op: opSave, x: first})
		if err := c.node(n.subs[0], back); err != nil {
			return err
		}
		c.emit(inst{op: opSave, x: last})
	case repeatNode:
		return c.repeat(n, back)
	case backNode:
		group := n.group
		if n.name != "" {
			for i, name := range c.prog.names {
				if name == n.name {
					group = i
				}
			}
			if group == 0 {
				return fmt.Errorf("there is no group named %q", n.name)
			}
		}
		c.emit(inst{op: opBack, x: group, back: back})
	case lookNode:
		look := c.emit(inst{op: opLook, negative: n.negative})
		if err := c.node(n.subs[0], n.behind); err != nil {
			return err
		}
		c.emit(inst{op: opSuccess})
		c.prog.insts[look].x, c.prog.insts[look].y = look+1, c.here()
	}
	return nil
}

func (c *compiler) alternatives(n *node, back bool) error {
	var ends []int
	for i, sub := range n.subs {
		if i == len(n.subs)-1 {
			if err := c.node(sub, back); err != nil {
				return err
			}
			break
		}
		split := c.emit(inst{op: opSplit})
		c.prog.insts[split].x = c.here()
		if err := c.node(sub, back); err != nil {
			return err
		}
		ends = append(ends, c.emit(inst{op: opJump}))
		c.prog.insts[split].y = c.here()
	}
	for _, end := range ends {
		c.prog.insts[end].x = c.here()
	}
	return nil
}

// repeat counts the rounds in a register where their number matters. Each round forgets the groups within it,
// and one beyond the least number must not be empty.
func (c *compiler) repeat(n *node, back bool) error {
	counted := n.min > 1 || n.max > 1 || n.min == 1 && n.max == 1
	counter, at := 0, c.register()
	if counted {
		counter = c.register()
		c.emit(inst{op: opZero, x: counter})
	}
	round := func() error {
		if n.lastCap > n.firstCap {
			c.emit(inst{op: opClear, x: 2 * n.firstCap, y: 2 * n.lastCap})
		}
		return c.node(n.subs[0], back)
	}
	if n.min > 0 {
		start := c.here()
		if err := round(); err != nil {
			return err
		}
		if counted {
			c.emit(inst{op: opCount, x: counter})
			c.emit(inst{op: opUntil, x: counter, y: start, n: n.min})
		}
	}
	if n.max == n.min {
		return nil
	}
	loop := c.here()
	split := c.emit(inst{op: opSplit})
	if counted && n.max > 0 {
		c.emit(inst{op: opBelow, x: counter, n: n.max})
	}
	c.emit(inst{op: opSave, x: at})
	if err := round(); err != nil {
		return err
	}
	c.emit(inst{op: opMoved, x: at})
	if counted {
		c.emit(inst{op: opCount, x: counter})
	}
	if n.max != 1 || n.min != 0 {
		c.emit(inst{op: opJump, x: loop})
	}
	c.prog.insts[split].x, c.prog.insts[split].y = split+1, c.here()
	if n.lazy {
		c.prog.insts[split].x, c.prog.insts[split].y = c.here(), split+1
	}
	return nil
}
