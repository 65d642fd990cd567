package syntax

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"talentgraph.example/graph/limit"
)

// Error says where and why a file was refused. It is used as *Error:
//
//	var bad *syntax.Error
//	if errors.As(err, &bad) {
//		fmt.Println(bad.Line, bad.Column)
//	}
type Error struct {
	// File is the name given by [WithFile]; empty if there is none.
	File string
	// Line counts from 1. LF, CRLF and a CR on its own each end a line. It is 0 if the place is not known.
	Line int
	// Column counts the line's characters (runes, not bytes) from 1. A byte order mark is not counted. It is 0
	// if the place is not known.
	Column int
	// Cell names the cell of a workbook, "Moves!C4"; empty in other files. Line and Column are then the numbers of its row
	// and its column.
	Cell string
	// Err says what is wrong. It is never nil.
	Err error
	// Expected says what could have stood there; it may be empty.
	Expected string
	// Found is the text that stands there instead, quoted and shortened, or "the end of the line" or
	// "the end of the file"; it may be empty.
	Found string
	// Help says what the reader's user can do about it, such as which option lets the reading go on; it may be empty.
	Help string
}

// Cut keeps the beginning and the end of a text that is longer than n characters, and says how long it was.
func Cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	left := fmt.Sprintf("…(%d characters)…", len(runes))
	head := (n - len(left)) / 2
	return string(runes[:head]) + left + string(runes[len(runes)-head:])
}

// Error gives "file:line:column: what is wrong; expected this, found that (help)", as far as they are known. The text has
// less than 1,000 characters: what is longer is cut.
func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		b.WriteString(Cut(e.File, 200))
		b.WriteByte(':')
	}
	if e.Cell != "" {
		b.WriteString(Cut(e.Cell, 100))
		b.WriteByte(':')
	} else if e.Line > 0 {
		b.WriteString(strconv.Itoa(e.Line))
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(e.Column))
		b.WriteByte(':')
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(Cut(e.Err.Error(), 400))
	separator := "; "
	if e.Expected != "" {
		b.WriteString("; expected ")
		b.WriteString(Cut(e.Expected, 150))
		separator = ", "
	}
	if e.Found != "" {
		b.WriteString(separator)
		b.WriteString("found ")
		b.WriteString(Cut(e.Found, 100))
	}
	if e.Help != "" {
		b.WriteString(" (")
		b.WriteString(e.Help)
		b.WriteByte(')')
	}
	return b.String()
}

// Unwrap gives Err, so that errors.Is finds graph.ErrLimit and the like.
func (e *Error) Unwrap() error { return e.Err }

// OverLimit is the error of a file that goes over a limit, for readers to put into an [Error]: a
// *graph.LimitError, which is graph.ErrLimit. Name is what is limited, such as "line length in bytes", value the
// most that would have been accepted, and option what raises it, such as "WithMaxLine".
func OverLimit(name string, value int, option string) error {
	return &limit.Error{Limit: name, Value: int64(value), Raise: "syntax." + option}
}

// ReadError says where the stream's own error broke off the reading.
func (o *Options) ReadError(line int, err error) error {
	file := o.File
	if file == "" {
		file = "input"
	}
	return fmt.Errorf("%s: reading line %d: %w", file, line, err)
}

// shortenTo is how many runes of the offending text an error shows.
const shortenTo = 32

// Shorten quotes the beginning of a text for [Error.Found]: up to 32 runes, of the first line only. An
// empty text, or one that begins with a line end, gives "the end of the line".
func Shorten(text []byte) string {
	i := 0
	for n := 0; i < len(text) && text[i] != '\n' && text[i] != '\r'; n++ {
		if n == shortenTo {
			return strconv.Quote(string(text[:i]) + "…")
		}
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	if i == 0 {
		return "the end of the line"
	}
	return strconv.Quote(string(text[:i]))
}
