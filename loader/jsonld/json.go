package jsonld

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/syntax"
)

// document is a JSON text and its errors' places.
type document struct {
	opts *syntax.Options
	pace *pace.Pace
	text []byte
	// langs are the language tags as the document writes them, by their lower case.
	langs map[string]string
	// fetched are the contexts that it refers to, by their IRIs.
	fetched map[string]fetched
}

func newText(opts *syntax.Options, text []byte) *document {
	return &document{opts: opts, pace: pace.New(opts.Context), text: text, fetched: map[string]fetched{}}
}

// errorAt makes the error for what stands at index i of the text.
func (d *document) errorAt(i int, problem error, expected string) *syntax.Error {
	i = min(max(i, 0), len(d.text))
	before := d.text[:i]
	e := &syntax.Error{
		File: d.opts.File, Line: d.opts.Line, Err: problem, Expected: expected,
		Found: syntax.Shorten(d.text[i:]),
	}
	if i == len(d.text) {
		e.Found = "the end of the file"
	}
	start := 0
	for j, c := range before {
		if c == '\n' || c == '\r' && (j+1 >= len(d.text) || d.text[j+1] != '\n') {
			e.Line++
			start = j + 1
		}
	}
	e.Column = 1 + utf8.RuneCount(before[start:])
	return e
}

var (
	errUTF8      = errors.New("not valid UTF-8")
	errUTF16     = errors.New("this is UTF-16; convert the file to UTF-8")
	errSurrogate = errors.New("half of a surrogate pair, which is no character")
	errTwice     = errors.New("the object has this key already; JSON-LD would keep but one of the two")
	errNumber    = errors.New("the number has more digits than can be kept; write it as a string with its @type")
	errTop       = errors.New("no JSON-LD document")
	errRest      = errors.New("text after the document")
)

// parse gives the JSON value: objects, arrays, strings, booleans, nil, and json.Number for numbers.
func (d *document) parse() (any, error) {
	d.langs = map[string]string{}
	if err := d.checkText(); err != nil {
		return nil, err
	}
	if !json.Valid(d.text) {
		return nil, d.invalid()
	}
	decoder := json.NewDecoder(bytes.NewReader(d.text))
	decoder.UseNumber()
	value, err := d.value(decoder, 0)
	if err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, d.errorAt(int(decoder.InputOffset()), errRest, "the end of the file")
	}
	switch value.(type) {
	case map[string]any, []any:
		return value, nil
	}
	return nil, d.errorAt(0, errTop, "an object or an array")
}

// invalid says what makes the text no JSON.
func (d *document) invalid() error {
	var raw json.RawMessage
	err := json.Unmarshal(d.text, &raw)
	var wrong *json.SyntaxError
	if !errors.As(err, &wrong) {
		return d.errorAt(0, err, "")
	}
	at := int(wrong.Offset)
	if !strings.HasPrefix(wrong.Error(), "unexpected end") {
		at--
	}
	return d.errorAt(at, err, "")
}

// checkText finds what encoding/json would replace without a word: bytes that are not UTF-8, and escapes
// that are half a surrogate pair.
func (d *document) checkText() error {
	if !utf8.Valid(d.text) {
		i := 0
		for {
			r, size := utf8.DecodeRune(d.text[i:])
			if r == utf8.RuneError && size <= 1 && i == 0 && (d.text[0] == 0xFE || d.text[0] == 0xFF) {
				return d.errorAt(i, errUTF16, "")
			}
			if r == utf8.RuneError && size <= 1 {
				return d.errorAt(i, errUTF8, "")
			}
			i += size
		}
	}
	for i := 0; i < len(d.text); i++ {
		if d.text[i] != '\\' {
			continue
		}
		i++ // the character behind the backslash
		switch unit := codeUnit(d.text, i); {
		case unit < 0xD800 || unit > 0xDFFF:
		case unit < 0xDC00 && i+5 < len(d.text) && d.text[i+5] == '\\':
			if low := codeUnit(d.text, i+6); low < 0xDC00 || low > 0xDFFF {
				return d.errorAt(i-1, errSurrogate, "")
			}
			i += 6
		default:
			return d.errorAt(i-1, errSurrogate, "")
		}
	}
	return nil
}

// codeUnit gives the UTF-16 code unit of an escape whose 'u' is at i, -1 if there is none.
func codeUnit(text []byte, i int) int {
	if i+4 >= len(text) || text[i] != 'u' {
		return -1
	}
	unit := 0
	for _, c := range text[i+1 : i+5] {
		v := grammar.HexValue(c)
		if v < 0 {
			return -1
		}
		unit = unit<<4 | v
	}
	return unit
}

// value reads the value that comes next.
func (d *document) value(decoder *json.Decoder, depth int) (any, error) {
	if !d.pace.Step() {
		return nil, d.pace.Err()
	}
	token, err := decoder.Token()
	end := int(decoder.InputOffset()) // of the token
	if err != nil {
		return nil, d.errorAt(end, err, "")
	}
	if depth > d.opts.MaxDepth {
		return nil, d.errorAt(end-1, syntax.OverLimit("depth of nested objects and arrays", d.opts.MaxDepth, "WithMaxDepth"), "")
	}
	switch token := token.(type) {
	case json.Delim:
		if token == '{' {
			return d.object(decoder, depth)
		}
		return d.array(decoder, depth)
	case json.Number:
		if !exact(token.String()) {
			return nil, d.errorAt(end-len(token), errNumber, "")
		}
		return token, nil
	case string:
		if len(token) > d.opts.MaxLiteral {
			return nil, d.errorAt(end-1, syntax.OverLimit("literal length in bytes", d.opts.MaxLiteral, "WithMaxLiteral"), "")
		}
		return token, nil
	default:
		return token, nil
	}
}

func (d *document) object(decoder *json.Decoder, depth int) (any, error) {
	object := map[string]any{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return nil, d.errorAt(int(decoder.InputOffset()), err, "")
		}
		key, _ := token.(string) // the text is valid JSON, so it is one
		if _, ok := object[key]; ok {
			return nil, d.errorAt(bytes.LastIndexByte(d.text[:decoder.InputOffset()-1], '"'), errTwice, "")
		}
		if object[key], err = d.value(decoder, depth+1); err != nil {
			return nil, err
		}
		if tag, ok := object[key].(string); ok && key == "@language" {
			d.langs[strings.ToLower(tag)] = tag
		}
	}
	_, err := decoder.Token() // the '}'
	return object, err
}

func (d *document) array(decoder *json.Decoder, depth int) (any, error) {
	array := []any{}
	for decoder.More() {
		value, err := d.value(decoder, depth+1)
		if err != nil {
			return nil, err
		}
		array = append(array, value)
	}
	_, err := decoder.Token() // the ']'
	return array, err
}

// exact tells whether a number can be kept: it is written as an integer, or a double has all its digits.
func exact(number string) bool {
	if !strings.ContainsAny(number, ".eE") {
		return true
	}
	f, err := strconv.ParseFloat(number, 64)
	n := significant(number)
	// 17 digits tell any two doubles apart; whoever writes more means more than a double.
	return err == nil && n <= 17 && (f != 0 || n == 0)
}

// significant counts a number's digits without zeros at either end.
func significant(number string) int {
	mantissa, _, _ := strings.Cut(strings.ToLower(number), "e")
	digits := strings.NewReplacer("-", "", ".", "").Replace(mantissa)
	return len(strings.Trim(digits, "0"))
}

// show gives a Go value of JSON for an error.
func show(v any) string { return fmt.Sprintf("%.40v", v) }
