package ttl

import (
	"errors"
	"unicode/utf8"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/syntax"
)

var (
	errLineInString = errors.New("the literal does not end on this line; one of several lines stands in \"\"\" or '''")
	errStringEnd    = errors.New("the literal does not end")
	errNumber       = errors.New("no number")
)

// stringStop marks the bytes that end a run of a literal's characters, in any of its four forms.
var stringStop = [256]bool{'"': true, '\'': true, '\\': true, '\n': true, '\r': true, 0: true}

// str takes a literal's text, whose first quotation mark is at i.
func (r *Reader) str(i int, t *syntax.Term) int {
	data := r.data
	quote := data[i]
	long := data[i+1] == quote && data[i+2] == quote // the byte at end is NUL, so this stays inside
	if !long && r.past(i+2) && (i+1 >= r.end || data[i+1] == quote) {
		return needMore
	}
	start := i + 1
	if long {
		start = i + 3
	}
	r.scratch = r.scratch[:0]
	escaped := false
	j := start
	for {
		for !stringStop[data[j]] {
			j++
		}
		switch c := data[j]; {
		case c == 0:
			if r.past(j) {
				return needMore
			}
			if j == r.end {
				return r.fail(j, errStringEnd, "a quotation mark like that at its beginning")
			}
			j++
		case c == quote && (!long || data[j+1] == quote && data[j+2] == quote):
			if escaped {
				r.scratch = append(r.scratch, data[start:j]...)
				t.Text = r.scratch
			} else {
				t.Text = data[start:j]
			}
			if long {
				j += 2
			}
			return r.checkLength(i, j+1, t)
		case c == quote && r.past(j+2):
			return needMore
		case c == '\\':
			r.scratch = append(r.scratch, data[start:j]...)
			escaped = true
			if j = r.escape(j); j < 0 {
				return j
			}
			start = j
		case (c == '\n' || c == '\r') && !long:
			return r.fail(j, errLineInString, "a quotation mark")
		default:
			j++
		}
	}
}

// escape takes the escape at j into scratch.
func (r *Reader) escape(j int) int {
	data := r.data
	if r.past(j+1) || (data[j+1] == 'u' && r.past(j+5)) || (data[j+1] == 'U' && r.past(j+9)) {
		return needMore
	}
	c := data[j+1]
	if c == 'u' || c == 'U' {
		char, n, problem := grammar.Uchar(data[j+1 : r.end])
		if n == 0 {
			return r.fail(j, errors.New(problem), "")
		}
		r.scratch = utf8.AppendRune(r.scratch, char)
		return j + 1 + n
	}
	if c = grammar.Unescape(c); c == 0 {
		return r.fail(j, errEscape, `one of \t \b \n \r \f \" \' \\, \u and four hexadecimal digits, or \U and eight`)
	}
	r.scratch = append(r.scratch, c)
	return j + 2
}

// checkLength checks a literal's length; it stands from i to j.
func (r *Reader) checkLength(i, j int, t *syntax.Term) int {
	if j-r.pos > r.opts.MaxLine {
		return r.failLong()
	}
	if len(t.Text) > r.opts.MaxLiteral {
		return r.fail(i, syntax.LimitReached("literal length in bytes", r.opts.MaxLiteral, "WithMaxLiteral"), "")
	}
	t.Kind = term.Literal
	t.Datatype, t.Lang = nil, nil
	return j
}

var (
	xsdInteger = []byte(term.XSD + "integer")
	xsdDecimal = []byte(term.XSD + "decimal")
	xsdDouble  = []byte(term.XSD + "double")
	xsdBoolean = []byte(term.XSD + "boolean")
)

// number takes an integer, decimal or double without quotation marks.
func (r *Reader) number(i int, t *syntax.Term) int {
	data := r.data
	j := i
	if data[j] == '+' || data[j] == '-' {
		j++
	}
	digits := func() int {
		from := j
		for grammar.Digit(data[j]) {
			j++
		}
		return j - from
	}
	whole := digits()
	end, datatype := j, xsdInteger
	fraction := 0
	if data[j] == '.' {
		j++
		if fraction = digits(); fraction > 0 {
			end, datatype = j, xsdDecimal
		}
	}
	if whole+fraction > 0 && data[j]|0x20 == 'e' {
		j++
		if data[j] == '+' || data[j] == '-' {
			j++
		}
		if digits() > 0 {
			end, datatype = j, xsdDouble
		}
	}
	switch {
	case r.past(j):
		return needMore
	case whole+fraction == 0:
		return r.fail(i, errNumber, "a digit")
	}
	t.Text = data[i:end]
	if end = r.checkLength(i, end, t); end > 0 {
		t.Datatype = datatype
	}
	return end
}
