package main

import (
	"bytes"
	"io"
	"os"
)

// What a terminal is told so that it marks what is pasted, and how it does.
const (
	pasteOn    = "\x1b[?2004h"
	pasteOff   = "\x1b[?2004l"
	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// paste stands between a terminal and the editor, which knows nothing of pasting: it takes the marks out, makes spaces of
// tabs, which would complete names, and remembers which lines are followed by others of the same paste.
type paste struct {
	terminal io.Writer
	pasting  bool
	follows  chan bool // for each line that went through
	tail     []byte    // what may be the beginning of a mark
	stdin    *os.File  // the terminal
}

// newPaste puts itself between: the editor made next reads os.Stdin.
func newPaste(stdin *os.File, terminal io.Writer) *paste {
	p := &paste{terminal: terminal, follows: make(chan bool, 1<<16), stdin: stdin}
	r, w, err := os.Pipe()
	if err != nil {
		return nil
	}
	os.Stdin = r
	_, _ = io.WriteString(terminal, pasteOn)
	go func() {
		defer w.Close()
		_, _ = io.Copy(writerFunc(func(b []byte) (int, error) {
			_, err := w.Write(p.filter(b))
			return len(b), err
		}), stdin)
	}()
	return p
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

// filter is what is to be read of some bytes of the terminal.
func (p *paste) filter(b []byte) []byte {
	b = append(p.tail, b...)
	p.tail = nil
	var out []byte
	for len(b) > 0 {
		mark := pasteBegin
		if p.pasting {
			mark = pasteEnd
		}
		switch {
		case bytes.HasPrefix(b, []byte(mark)):
			p.pasting = !p.pasting
			b = b[len(mark):]
			continue
		case p.pasting && len(b) < len(mark) && bytes.HasPrefix([]byte(mark), b):
			p.tail = bytes.Clone(b) // a key alone is never held back
			return out
		}
		c := b[0]
		b = b[1:]
		switch {
		case c == '\r' || c == '\n':
			if p.pasting && c == '\r' && len(b) > 0 && b[0] == '\n' {
				b = b[1:]
			}
			c = '\r'
			p.follows <- p.pasting && !bytes.HasPrefix(b, []byte(pasteEnd))
		case p.pasting && c == '\t':
			c = ' '
		case p.pasting && (c < ' ' || c == 0x7f):
			continue // no key within a paste does anything
		}
		out = append(out, c)
	}
	return out
}

// lineFollows tells whether the line that was read is followed by another one of its paste.
func (p *paste) lineFollows() bool {
	select {
	case follows := <-p.follows:
		return follows
	default:
		return false
	}
}

func (p *paste) close() {
	_, _ = io.WriteString(p.terminal, pasteOff)
	os.Stdin = p.stdin
}
