package jsonld

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
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
	for wrong, err := range d.locateAll(whole, strict, 1) {
		if err != nil {
			return err
		}
		return wrong
	}
	return whole
}

// locateAll gives an error for each of the parts that have the problem, in the text's order, up to a number of
// them. An error of the context's comes last.
func (d *document) locateAll(whole *problem, strict bool, most int) iter.Seq2[*syntax.Error, error] {
	l := &locator{document: d, problem: whole, strict: strict, most: most, budget: 1<<20 + 32*len(d.text)}
	root := l.parse()
	l.self = d.wordsFor(root.build(), "@id", "@type")
	l.values = d.wordsFor(root.build(), "@value", "@list", "@set")
	return func(yield func(*syntax.Error, error) bool) {
		l.found = 0
		found := l.search(root, false, func(v any) any { return v })
		for _, p := range found {
			if d.opts.Err() != nil || !yield(l.errorFor(p, p == root), nil) {
				break
			}
		}
		if err := d.opts.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// errorFor makes the error for the part that was found; root tells that it is all of the document.
func (l *locator) errorFor(p *part, root bool) *syntax.Error {
	err := l.problem.err
	if isInvalidProperty(err) && p.key != "" && !strings.ContainsAny(p.key, ":@") {
		err = fmt.Errorf("no @context maps the key %q to an IRI, so that what it says would be lost; map it, or leave it out: %w", p.key, err)
	}
	if at, ok := l.find(p); ok {
		return l.errorAt(at, err, "")
	}
	switch {
	case root:
		return &syntax.Error{File: l.opts.File, Err: err}
	case strings.HasPrefix(p.key, "@"), l.self[p.key]:
		return l.errorAt(p.start, err, "") // the value of a keyword
	}
	return l.errorAt(p.at, err, "")
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
	most    int // how many parts are looked for
	found   int // how many there are so far
	budget  int // bytes of text that may still be expanded

	decoder *json.Decoder

	self   map[string]bool // keys by which a node tells of itself
	values map[string]bool // keys that nodes have not
}

// search gives the smallest parts of p with the problem, p itself if no smaller one has it. In gives the document
// in which a value in p's place stands alone, but for what surrounding objects say of themselves. The parts of a
// context are not nodes, and have nothing beside them.
func (l *locator) search(p *part, context bool, in func(any) any) (found []*part) {
	var beside []*part
	parts, build := p.parts, object
	if p.object && !context && l.isNode(p) {
		beside, parts = l.partNode(p, in)
		build = node
	}
	with := func(parts []*part) any {
		if !p.object {
			return array(parts)
		}
		return build(slices.Concat(beside, parts))
	}
	for _, inner := range l.narrow(parts, func(parts []*part) any { return in(with(parts)) }) {
		alone := func(v any) any {
			if !p.object {
				return in([]any{v})
			}
			object := build(beside)
			object[inner.key] = v
			return in(object)
		}
		if p.object && l.fails(func() any { return alone(true) }, []*part{inner}) {
			l.found++ // whatever the value, it is the key
			found = append(found, inner)
		} else {
			found = append(found, l.search(inner, context || inner.key == "@context", alone)...)
		}
		if l.found >= l.most {
			return found
		}
	}
	if len(found) == 0 {
		l.found++
		found = append(found, p)
	}
	return found
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

// narrow gives those of some parts that have the problem each alone, or no more than the first if one is enough.
func (l *locator) narrow(parts []*part, in func([]*part) any) (found []*part) {
	if !l.fails(func() any { return in(parts) }, parts) {
		return nil
	}
	if len(parts) == 1 {
		return parts
	}
	for _, half := range [][]*part{parts[:len(parts)/2], parts[len(parts)/2:]} {
		if found = append(found, l.narrow(half, in)...); len(found) >= l.most {
			break
		}
	}
	return found
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
