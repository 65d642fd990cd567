package main

import (
	"bufio"
	"io"
	"strings"
)

// lines is a source that is no terminal.
type lines struct{ in *bufio.Reader }

func newLines(in io.Reader) *lines { return &lines{bufio.NewReader(in)} }

// line does not wait for the next line, since who writes may wait for an answer to this one.
func (l *lines) line(string) (line string, more bool, err error) {
	line, err = l.in.ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil // the last line may have no end
	}
	return strings.TrimSuffix(line, "\n"), l.in.Buffered() > 0, err
}

func (l *lines) remember(string) {}

func (l *lines) typed() bool { return false }
