package json

import (
	"errors"
	"unicode/utf8"

	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/syntax"
)

var (
	errControl   = errors.New("a control character in a string; write it as an escape")
	errEscape    = errors.New("no escape that JSON has")
	errSurrogate = errors.New("half of a surrogate pair, which is no character")
)

// string reads a string that begins here. Without escapes it is a part of the text.
func (d *parser) string() (string, error) {
	begin := d.at
	d.at++
	start := d.at
	for d.at < len(d.text) && d.text[d.at] != '"' && d.text[d.at] != '\\' && d.text[d.at] >= 0x20 {
		d.at++
	}
	text := d.text[start:d.at]
	if d.next() == '"' {
		d.at++
		return text, d.checkLength(begin, len(text))
	}
	out := append(make([]byte, 0, 2*len(text)+16), text...)
	for d.at < len(d.text) {
		switch c := d.text[d.at]; {
		case c == '"':
			d.at++
			return string(out), d.checkLength(begin, len(out))
		case c < 0x20:
			return "", d.errorAt(d.at, errControl, "")
		case c == '\\':
			var err error
			if out, err = d.escape(out); err != nil {
				return "", err
			}
		default:
			out = append(out, c)
			d.at++
		}
	}
	return "", d.errorAt(d.at, errSyntax, `'"', the end of the string`)
}

func (d *parser) checkLength(begin, length int) error {
	if length > d.limits.String {
		return d.errorAt(begin, syntax.OverLimit("literal length in bytes", d.limits.String, "WithMaxLiteral"), "")
	}
	return nil
}

// escape appends the character of the escape that begins here.
func (d *parser) escape(out []byte) ([]byte, error) {
	if d.at+1 >= len(d.text) {
		d.at++
		return out, nil // the string does not end
	}
	c := d.text[d.at+1]
	switch c {
	case '"', '\\', '/':
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'u':
		r, n := d.character(d.at)
		switch {
		case n == 0:
			return nil, d.errorAt(d.at, errEscape, `four hexadecimal digits after \u`)
		case n < 0:
			return nil, d.errorAt(d.at, errSurrogate, "")
		}
		d.at += n
		return utf8.AppendRune(out, r), nil
	default:
		return nil, d.errorAt(d.at, errEscape, `one of \" \\ \/ \b \f \n \r \t \u`)
	}
	d.at += 2
	return append(out, c), nil
}

// character reads the numeric escape at i, or the two of a surrogate pair, and gives how long it is: 0 if it is
// none, -1 for half a pair.
func (d *parser) character(i int) (r rune, n int) {
	unit := d.unit(i)
	switch {
	case unit < 0:
		return 0, 0
	case unit < 0xD800 || unit > 0xDFFF:
		return unit, 6
	case unit < 0xDC00:
		if low := d.unit(i + 6); low >= 0xDC00 && low <= 0xDFFF {
			return (unit-0xD800)<<10 + (low - 0xDC00) + 0x10000, 12
		}
	}
	return 0, -1
}

// unit gives the UTF-16 code unit of the escape at i, -1 if there is none.
func (d *parser) unit(i int) rune {
	if i+6 > len(d.text) || d.text[i] != '\\' || d.text[i+1] != 'u' {
		return -1
	}
	unit := 0
	for _, c := range []byte(d.text[i+2 : i+6]) {
		v := grammar.HexValue(c)
		if v < 0 {
			return -1
		}
		unit = unit<<4 | v
	}
	return rune(unit)
}

// number reads a number that begins here.
func (d *parser) number() (string, error) {
	start := d.at
	if d.next() == '-' {
		d.at++
	}
	if d.next() == '0' {
		d.at++
	} else if d.digits() == 0 {
		return "", d.errorAt(d.at, errSyntax, "a digit")
	}
	if d.next() == '.' {
		d.at++
		if d.digits() == 0 {
			return "", d.errorAt(d.at, errSyntax, "a digit")
		}
	}
	if c := d.next(); c == 'e' || c == 'E' {
		d.at++
		if c := d.next(); c == '+' || c == '-' {
			d.at++
		}
		if d.digits() == 0 {
			return "", d.errorAt(d.at, errSyntax, "a digit")
		}
	}
	return d.text[start:d.at], nil
}

func (d *parser) digits() int {
	start := d.at
	for grammar.Digit(d.next()) {
		d.at++
	}
	return d.at - start
}
