package jsonld

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"

	"talentgraph.example/loader/syntax"
)

// problem is what is wrong with a document as JSON-LD. Neither expansion nor what follows it knows where in the
// text that is: document.locate finds out.
type problem struct {
	err  error
	text string // of the string that is wrong, if it is one
}

func (p *problem) Error() string { return p.err.Error() }
func (p *problem) Unwrap() error { return p.err }

// same tells whether a part of a document is wrong in the same way as the whole.
func (p *problem) same(other *problem) bool {
	var a, b *ld.JsonLdError
	if errors.As(p.err, &a) && errors.As(other.err, &b) {
		return a.Code == b.Code
	}
	return p.text == other.text && p.err.Error() == other.err.Error()
}

// locate gives the error for a problem of the whole document, with the place of the smallest part that has the
// problem, too, when it stands alone. If no part has it, the error has no place.
func (d *document) locate(whole *problem, strict bool) error {
	l := &locator{document: d, problem: whole, strict: strict, budget: 1<<20 + 16*len(d.text)}
	root := l.parse()
	l.self = d.wordsFor(root.build(), "@id", "@type")
	l.values = d.wordsFor(root.build(), "@value", "@list", "@set")
	found := l.search(root, false, func(v any) any { return v })
	if err := d.opts.Err(); err != nil {
		return err
	}
	err := whole.err
	if found.key != "" && isInvalidProperty(err) {
		err = fmt.Errorf("no @context maps the key %q to an IRI, so that what it says would be lost; map it, or leave it out: %w", found.key, err)
	}
	if at, ok := l.find(found); ok {
		return d.errorAt(at, err, "")
	}
	switch {
	case found == root:
		return &syntax.Error{File: d.opts.File, Err: err}
	case strings.HasPrefix(found.key, "@"), l.self[found.key]:
		return d.errorAt(found.start, err, "") // the value of a keyword
	}
	return d.errorAt(found.at, err, "")
}

func isInvalidProperty(err error) bool {
	var gold *ld.JsonLdError
	return errors.As(err, &gold) && gold.Code == ld.InvalidProperty
}

// part is a JSON value with its place in the text.
type part struct {
	at     int    // where it begins: a member of an object with its key
	start  int    // where the value begins
	end    int    // behind it
	key    string // of a member
	value  any    // of what is neither object nor array
	object bool
	parts  []*part // of an object or array, in the text's order
}

// build gives the JSON value. json-gold may change it, so it is made anew each time.
func (p *part) build() any {
	switch {
	case p.object:
		return object(p.parts)
	case p.parts != nil:
		return array(p.parts)
	}
	return p.value
}

func object(members []*part) map[string]any {
	object := map[string]any{}
	for _, m := range members {
		object[m.key] = m.build()
	}
	return object
}

func array(items []*part) []any {
	array := []any{}
	for _, item := range items {
		array = append(array, item.build())
	}
	return array
}

// locator looks for the part that is wrong.
type locator struct {
	*document
	problem *problem
	strict  bool
	budget  int // bytes of text that may still be expanded

	decoder *json.Decoder

	self   map[string]bool // keys by which a node tells of itself
	values map[string]bool // keys that nodes have not
}

// search gives the smallest part of p with the problem, p itself if no smaller one has it. In gives the document
// in which a value in p's place stands alone, but for what surrounding objects say of themselves. The parts of a
// context are not nodes, and have nothing beside them.
func (l *locator) search(p *part, context bool, in func(any) any) *part {
	if !p.object {
		item, ok := l.narrow(p.parts, func(items []*part) any { return in(array(items)) })
		if !ok {
			return p
		}
		return l.search(item, context, func(v any) any { return in([]any{v}) })
	}
	var beside []*part
	others, build := p.parts, object
	if !context && l.isNode(p) {
		beside, others = l.partNode(p, in)
		build = node
	}
	with := func(members ...*part) map[string]any { return build(slices.Concat(beside, members)) }
	m, ok := l.narrow(others, func(members []*part) any { return in(with(members...)) })
	if !ok {
		return p
	}
	return l.search(m, context || m.key == "@context", func(v any) any {
		object := with()
		object[m.key] = v
		return in(object)
	})
}

// isNode tells whether an object is a node, as far as keywords tell, and not a value, a list or a set.
func (l *locator) isNode(p *part) bool {
	return !slices.ContainsFunc(p.parts, func(m *part) bool { return l.values[m.key] })
}

// node makes a node with a property that is right anywhere, for one without any may be passed over.
func node(members []*part) map[string]any {
	node := object(members)
	node["talentgraph-example:any"] = true
	return node
}

// partNode parts what a node says of itself, which stays beside the other members that are looked at one by one.
// If that is wrong in itself, it is what is looked at, beside the context alone.
func (l *locator) partNode(p *part, in func(any) any) (beside, others []*part) {
	var context, self []*part
	for _, m := range p.parts {
		switch {
		case m.key == "@context":
			context = append(context, m)
		case l.self[m.key]:
			self = append(self, m)
		default:
			others = append(others, m)
		}
	}
	fails := func(members []*part) bool {
		return l.fails(func() any { return in(node(members)) }, members)
	}
	beside = slices.Concat(context, self)
	switch {
	case fails(context):
		return nil, context
	case fails(beside):
		return context, self
	}
	return beside, others
}

// narrow gives the first of some parts that has the problem alone. ok is false if none has.
func (l *locator) narrow(parts []*part, in func([]*part) any) (found *part, ok bool) {
	for len(parts) > 1 {
		half := parts[:len(parts)/2]
		if !l.fails(func() any { return in(half) }, half) {
			half = parts[len(parts)/2:]
			if !l.fails(func() any { return in(half) }, half) {
				return nil, false
			}
		}
		parts = half
	}
	if len(parts) == 0 || !l.fails(func() any { return in(parts) }, parts) {
		return nil, false
	}
	return parts[0], true
}

// fails tells whether a document that is made with some parts has the problem.
func (l *locator) fails(document func() any, parts []*part) bool {
	if len(parts) == 0 {
		return false
	}
	l.budget -= parts[len(parts)-1].end - parts[0].at
	if l.budget < 0 || l.opts.Err() != nil {
		return false
	}
	_, err := l.quadsOf(document, l.strict)
	var other *problem
	return errors.As(err, &other) && l.problem.same(other)
}

// find looks for the string that is wrong within a part.
func (l *locator) find(p *part) (at int, ok bool) {
	if l.problem.text == "" {
		return 0, false
	}
	if text, ok := p.value.(string); ok && text == l.problem.text {
		return p.start, true
	}
	if p.key == l.problem.text {
		return p.at, true
	}
	for _, inner := range p.parts {
		if at, ok := l.find(inner); ok {
			return at, true
		}
	}
	return 0, false
}

// parse reads the text, which is known to be JSON, once more.
func (l *locator) parse() *part {
	l.decoder = json.NewDecoder(bytes.NewReader(l.text))
	l.decoder.UseNumber()
	return l.next()
}

// next reads the value that comes next.
func (l *locator) next() *part {
	p := &part{start: l.begin()}
	p.at = p.start
	token, err := l.decoder.Token()
	if err != nil {
		return p
	}
	delim, ok := token.(json.Delim)
	if !ok {
		p.value, p.end = token, int(l.decoder.InputOffset())
		return p
	}
	p.object, p.parts = delim == '{', []*part{}
	for l.decoder.More() {
		at := l.begin()
		key := ""
		if p.object {
			if token, err = l.decoder.Token(); err != nil {
				return p
			}
			key, _ = token.(string)
		}
		inner := l.next()
		inner.key, inner.at = key, at
		p.parts = append(p.parts, inner)
	}
	if _, err = l.decoder.Token(); err != nil { // the closing bracket
		return p
	}
	p.end = int(l.decoder.InputOffset())
	return p
}

// begin gives where the next token begins.
func (l *locator) begin() int {
	i := int(l.decoder.InputOffset())
	for i < len(l.text) && bytes.IndexByte([]byte(" \t\r\n,:"), l.text[i]) >= 0 {
		i++
	}
	return i
}
