package json

import (
	"errors"
	"strings"
	"unicode/utf8"

	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/syntax"
)

var (
	errTwice  = errors.New("the object has this key already; JSON-LD would keep but one of the two")
	errSyntax = errors.New("this is no JSON")
	errRest   = errors.New("text after the document")
	errUTF8   = errors.New("not valid UTF-8")
	errUTF16  = errors.New("this is UTF-16; convert the file to UTF-8")
)

// Limits bound what a text may ask for.
type Limits struct {
	Depth  int // of nested objects and arrays
	String int // length in bytes
}

// LimitsOf takes the limits from a reader's options.
func LimitsOf(o *syntax.Options) Limits { return Limits{Depth: o.MaxDepth, String: o.MaxLiteral} }

// Parse reads a text that is one value. The error is a *syntax.Error, or that of the pace's context.
func Parse(p *pace.Pace, source *Source, limits Limits) (*Value, error) {
	d := &parser{source: source, text: source.Text, pace: p, limits: limits}
	v, err := d.whole()
	if err != nil {
		return nil, err
	}
	if d.at < len(d.text) {
		return nil, d.errorAt(d.at, errRest, "the end of the file")
	}
	return v, nil
}

// parser reads values from a text.
type parser struct {
	source *Source
	text   string
	at     int
	pace   *pace.Pace
	limits Limits
}

// whole reads a value and the space around it.
func (d *parser) whole() (*Value, error) {
	if err := d.checkUTF8(); err != nil {
		return nil, err
	}
	d.space()
	v, err := d.value(0)
	if err != nil {
		return nil, err
	}
	d.space()
	return v, nil
}

// checkUTF8 looks at the whole text at once, which is fast.
func (d *parser) checkUTF8() error {
	if utf8.ValidString(d.text) {
		return nil
	}
	for i := 0; ; {
		r, size := utf8.DecodeRuneInString(d.text[i:])
		if r == utf8.RuneError && size <= 1 {
			if c := d.text[i]; i == 0 && (c == 0xFE || c == 0xFF) {
				return d.errorAt(i, errUTF16, "")
			}
			return d.errorAt(i, errUTF8, "")
		}
		i += size
	}
}

func (d *parser) place(at int) Place { return Place{d.source, int32(at)} }

func (d *parser) errorAt(at int, problem error, expected string) error {
	return d.place(at).Error(problem, expected)
}

func (d *parser) space() {
	for d.at < len(d.text) {
		switch d.text[d.at] {
		case ' ', '\t', '\n', '\r':
			d.at++
		default:
			return
		}
	}
}

// next gives the next character, 0 at the end.
func (d *parser) next() byte {
	if d.at < len(d.text) {
		return d.text[d.at]
	}
	return 0
}

// value reads the value that begins here.
func (d *parser) value(depth int) (*Value, error) {
	if !d.pace.Step() {
		return nil, d.pace.Err()
	}
	v := &Value{Place: d.place(d.at)}
	if depth > d.limits.Depth {
		return nil, v.Error(syntax.OverLimit("depth of nested objects and arrays", d.limits.Depth, "WithMaxDepth"), "")
	}
	var err error
	switch c := d.next(); c {
	case '{':
		v.Kind = Object
		v.Members, err = d.members(depth)
	case '[':
		v.Kind = Array
		v.Items, err = d.items(depth)
	case '"':
		v.Kind = String
		v.Text, err = d.string()
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		v.Kind = Number
		v.Text, err = d.number()
	default:
		v.Kind, err = d.word()
	}
	return v, err
}

func (d *parser) word() (Kind, error) {
	for _, w := range []struct {
		text string
		kind Kind
	}{{"true", True}, {"false", False}, {"null", Null}} {
		if strings.HasPrefix(d.text[d.at:], w.text) {
			d.at += len(w.text)
			return w.kind, nil
		}
	}
	return None, d.errorAt(d.at, errSyntax, "a value")
}

func (d *parser) items(depth int) ([]*Value, error) {
	d.at++ // the bracket
	items := []*Value{}
	for d.space(); d.next() != ']'; d.space() {
		if len(items) > 0 {
			if d.next() != ',' {
				return nil, d.errorAt(d.at, errSyntax, "',' or ']'")
			}
			d.at++
			d.space()
		}
		item, err := d.value(depth + 1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	d.at++
	return items, nil
}

func (d *parser) members(depth int) ([]Member, error) {
	d.at++ // the brace
	members := []Member{}
	var seen map[string]struct{}
	for d.space(); d.next() != '}'; d.space() {
		if len(members) > 0 {
			if d.next() != ',' {
				return nil, d.errorAt(d.at, errSyntax, "',' or '}'")
			}
			d.at++
			d.space()
		}
		if d.next() != '"' {
			return nil, d.errorAt(d.at, errSyntax, "a key in quotation marks")
		}
		m := Member{At: d.place(d.at)}
		var err error
		if m.Name, err = d.string(); err != nil {
			return nil, err
		}
		if seen, err = d.once(members, seen, m); err != nil {
			return nil, err
		}
		d.space()
		if d.next() != ':' {
			return nil, d.errorAt(d.at, errSyntax, "':'")
		}
		d.at++
		d.space()
		if m.Value, err = d.value(depth + 1); err != nil {
			return nil, err
		}
		members = append(members, m)
	}
	d.at++
	return members, nil
}

// once checks that an object has no such key yet. Of many keys it keeps a set.
func (d *parser) once(members []Member, seen map[string]struct{}, m Member) (map[string]struct{}, error) {
	const few = 16
	found := false
	switch {
	case len(members) < few:
		for i := range members {
			found = found || members[i].Name == m.Name
		}
	case len(members) == few:
		seen = make(map[string]struct{}, 2*few)
		for i := range members {
			seen[members[i].Name] = struct{}{}
		}
		fallthrough
	default:
		_, found = seen[m.Name]
		seen[m.Name] = struct{}{}
	}
	if found {
		return nil, m.At.Error(errTwice, "")
	}
	return seen, nil
}
