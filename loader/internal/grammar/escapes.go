package grammar

import (
	"errors"
	"unicode/utf8"
)

var (
	// ErrIRIChar is about a character, as it is or as an escape.
	ErrIRIChar   = errors.New("a character that an IRI cannot have")
	errIRIEscape = errors.New("a wrong escape in an IRI")
	errEscape    = errors.New("a wrong escape in a literal")
)

// IRIEscape takes the escape in an IRI (UCHAR) whose backslash begins data: it appends the character to dst, and
// gives the escape's length. The error says why it is wrong, and expected what could have stood there.
func IRIEscape(dst, data []byte) (out []byte, n int, expected string, err error) {
	if len(data) < 2 || data[1] != 'u' && data[1] != 'U' {
		return dst, 0, `\u and four hexadecimal digits, or \U and eight`, errIRIEscape
	}
	r, n, err := uchar(data[1:])
	if err != nil {
		return dst, 0, "", err
	}
	if !AllowedInIRI(r) {
		return dst, 0, "a character that needs no percent-encoding", ErrIRIChar
	}
	return utf8.AppendRune(dst, r), 1 + n, "", nil
}

// TextEscape is IRIEscape for an escape in a literal (ECHAR, UCHAR).
func TextEscape(dst, data []byte) (out []byte, n int, expected string, err error) {
	if len(data) > 1 && (data[1] == 'u' || data[1] == 'U') {
		r, n, err := uchar(data[1:])
		if err != nil {
			return dst, 0, "", err
		}
		return utf8.AppendRune(dst, r), 1 + n, "", nil
	}
	if len(data) > 1 {
		if c := unescape(data[1]); c != 0 {
			return append(dst, c), 2, "", nil
		}
	}
	return dst, 0, `one of \t \b \n \r \f \" \' \\, \u and four hexadecimal digits, or \U and eight`, errEscape
}

// uchar reads what follows the backslash of a numeric escape: 'u' and four digits, or 'U' and eight. n is
// the number of bytes read; the error says why the escape is wrong.
func uchar(text []byte) (r rune, n int, err error) {
	n = 5
	if text[0] == 'U' {
		n = 9
	}
	for i := 1; i < n; i++ {
		v := -1
		if i < len(text) {
			v = HexValue(text[i])
		}
		if v < 0 {
			if n == 5 {
				return 0, 0, errors.New(`the escape \u needs four hexadecimal digits`)
			}
			return 0, 0, errors.New(`the escape \U needs eight hexadecimal digits`)
		}
		if r > utf8.MaxRune {
			continue // too large already; go on to see that the digits are there
		}
		r = r<<4 | rune(v)
	}
	switch {
	case r > utf8.MaxRune:
		return 0, 0, errors.New("the escape is beyond the last character of Unicode, U+10FFFF")
	case !utf8.ValidRune(r):
		return 0, 0, errors.New("the escape is a surrogate, which is no character; write the character itself, or \\U and its eight digits")
	}
	return r, n, nil
}

// unescape gives the character that a backslash and c stand for in a literal (ECHAR), 0 if none.
func unescape(c byte) byte {
	switch c {
	case 't':
		return '\t'
	case 'b':
		return '\b'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 'f':
		return '\f'
	case '"', '\'', '\\':
		return c
	}
	return 0
}
