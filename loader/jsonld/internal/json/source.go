package json

import (
	"unicode/utf8"

	"talentgraph.example/loader/syntax"
)

// Source is a text, or a part of one, and where it comes from.
type Source struct {
	File   string
	Text   string
	Line   int  // of the text's first character
	Column int  // likewise
	More   bool // the file goes on behind the text

	// Where the last error was: the next is mostly behind it.
	lastAt, lastLine, lastColumn int
}

// NewSource makes a source of the whole text of a file.
func NewSource(file, text string) *Source { return &Source{File: file, Text: text, Line: 1, Column: 1} }

// Place is where something stands in a text. The zero Place is nowhere.
type Place struct {
	Source *Source
	Offset int32 // in bytes
}

// Error makes the error for what stands there. expected may be empty.
func (p Place) Error(problem error, expected string) *syntax.Error {
	e := &syntax.Error{Err: problem, Expected: expected}
	if p.Source == nil {
		return e
	}
	text := p.Source.Text
	at := min(int(p.Offset), len(text))
	e.File = p.Source.File
	e.Line, e.Column = p.Source.position(at)
	e.Found = syntax.Shorten([]byte(text[at:min(at+200, len(text))]))
	if at == len(text) && !p.Source.More {
		e.Found = "the end of the file"
	}
	return e
}

// position gives the line and column of a place.
func (s *Source) position(at int) (line, column int) {
	if s.lastLine == 0 || at < s.lastAt {
		s.lastAt, s.lastLine, s.lastColumn = 0, s.Line, s.Column
	}
	s.lastLine, s.lastColumn = Advance(s.Text, s.lastAt, at, s.lastLine, s.lastColumn)
	s.lastAt = at
	return s.lastLine, s.lastColumn
}

// Advance gives the line and column at the end of text[from:to], which begins at some line and column.
func Advance(text string, from, to, line, column int) (int, int) {
	start := from
	for i := from; i < to; i++ {
		if c := text[i]; c == '\n' || c == '\r' && (i+1 >= len(text) || text[i+1] != '\n') {
			line++
			column, start = 1, i+1
		}
	}
	return line, column + utf8.RuneCountInString(text[start:to])
}
