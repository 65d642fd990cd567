package fault

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An Error is what gizmo.ScriptError is to the caller: the same fields, of which that one has the description.
type Error struct {
	Line, Column int
	Method       string
	Message      string
	Err          error
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("gizmo: ")
	if e.Line > 0 {
		fmt.Fprintf(&b, "%d:%d: ", e.Line, e.Column)
	}
	if e.Method != "" {
		b.WriteString(e.Method + ": ")
	}
	b.WriteString(e.Message)
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// Of makes an error of a cause that is not of the script's making. The place is the caller's to add.
func Of(cause error) *Error { return &Error{Message: cause.Error(), Err: cause} }

// Place is the line of a byte of a text and its column in runes, both from 1.
func Place(text string, at int) (line, column int) {
	line = 1
	from := 0
	for next := nextLine(text, from); next >= 0 && next <= at; next = nextLine(text, from) {
		line, from = line+1, next
	}
	return line, utf8.RuneCountInString(text[from:at]) + 1
}

// RuneColumn makes a column that counts bytes one that counts runes.
func RuneColumn(text string, line, column int) int {
	from := 0
	for ; line > 1; line-- {
		if from = nextLine(text, from); from < 0 {
			return column
		}
	}
	if column < 1 || column-1 > len(text)-from {
		return column
	}
	return utf8.RuneCountInString(text[from:from+column-1]) + 1
}

// Word is the name that begins at a line and a column in runes; empty if none does.
func Word(text string, line, column int) string {
	from := 0
	for ; line > 1 && from >= 0; line-- {
		from = nextLine(text, from)
	}
	if from < 0 || column < 1 {
		return ""
	}
	for ; column > 1 && from < len(text); column-- {
		_, size := utf8.DecodeRuneInString(text[from:])
		from += size
	}
	end := strings.IndexFunc(text[from:], func(r rune) bool {
		return r != '_' && r != '$' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Mc, r)
	})
	if end < 0 {
		return text[from:]
	}
	return text[from : from+end]
}

// nextLine is where the line after the one at a byte of a text begins, -1 if that is the last one. Lines end
// as in JavaScript: with \n, \r\n, \r, U+2028 or U+2029.
func nextLine(text string, from int) int {
	n := strings.IndexAny(text[from:], "\n\r\u2028\u2029")
	if n < 0 {
		return -1
	}
	at := from + n
	if strings.HasPrefix(text[at:], "\r\n") {
		return at + 2
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return at + size
}
