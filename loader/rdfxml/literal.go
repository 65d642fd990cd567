package rdfxml

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/xml"
	"talentgraph.example/loader/syntax"
)

// canonical writes the content of a literal as Exclusive XML Canonicalization 1.0 has it, with comments: an element
// declares those namespaces that its own name and its attributes' use, unless one around it within the literal has.
type canonical struct {
	out      []byte
	declared map[string]string // by prefix, in the elements that are open
	hidden   []declaration     // what the declarations have hidden
	open     []int             // how many there were before each open element
}

type declaration struct {
	prefix, space string
	known         bool
}

func (c *canonical) reset() { *c = canonical{out: c.out[:0], declared: map[string]string{}} }

func (c *canonical) depth() int { return len(c.open) }

// start writes the start tag where s is.
func (c *canonical) start(s *xml.Scanner) {
	c.open = append(c.open, len(c.hidden))
	c.out = appendName(append(c.out, '<'), s.Name)
	before := len(c.hidden)
	c.declare(s.Name.Prefix, s.Name.Space)
	for i := range s.Attributes {
		if n := s.Attributes[i].Name; n.Prefix != "" && n.Prefix != "xml" {
			c.declare(n.Prefix, n.Space)
		}
	}
	fresh := slices.Clone(c.hidden[before:])
	slices.SortFunc(fresh, func(a, b declaration) int { return cmp.Compare(a.prefix, b.prefix) })
	for _, d := range fresh {
		c.out = append(c.out, " xmlns"...)
		if d.prefix != "" {
			c.out = append(append(c.out, ':'), d.prefix...)
		}
		c.out = append(append(c.out, `="`...), xml.Escape(nil, c.declared[d.prefix], xml.InAttribute)...)
		c.out = append(c.out, '"')
	}
	slices.SortFunc(s.Attributes, func(a, b xml.Attribute) int {
		return cmp.Or(cmp.Compare(a.Name.Space, b.Name.Space), cmp.Compare(a.Name.Local, b.Name.Local))
	})
	for i := range s.Attributes {
		a := &s.Attributes[i]
		c.out = append(appendName(append(c.out, ' '), a.Name), `="`...)
		c.out = append(xml.Escape(c.out, a.Value, xml.InAttribute), '"')
	}
	c.out = append(c.out, '>')
}

// declare notes a namespace that the current tag uses, if it is to be declared there.
func (c *canonical) declare(prefix, space string) {
	if prefix == "xml" {
		return
	}
	was, known := c.declared[prefix]
	if was == space && (known || space == "") {
		return
	}
	c.hidden = append(c.hidden, declaration{prefix, was, known})
	c.declared[prefix] = space
}

func (c *canonical) end(s *xml.Scanner) {
	c.out = append(appendName(append(c.out, "</"...), s.Name), '>')
	from := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	for i := len(c.hidden) - 1; i >= from; i-- {
		if d := c.hidden[i]; d.known {
			c.declared[d.prefix] = d.space
		} else {
			delete(c.declared, d.prefix)
		}
	}
	c.hidden = c.hidden[:from]
}

func appendName(dst []byte, n *xml.Name) []byte {
	if n.Prefix != "" {
		dst = append(append(dst, n.Prefix...), ':')
	}
	return append(dst, n.Local...)
}

// literalToken takes a token of a literal's content.
func (r *Reader) literalToken(k xml.Kind) error {
	c := &r.literal
	switch k {
	case xml.Start:
		c.start(r.s)
	case xml.End:
		c.end(r.s)
	case xml.Text:
		return r.literalText()
	case xml.Comment:
		c.out = append(append(append(c.out, "<!--"...), r.s.Text...), "-->"...)
	case xml.Instruction:
		c.out = append(append(c.out, "<?"...), r.s.Target...)
		if len(r.s.Text) > 0 {
			c.out = append(append(c.out, ' '), r.s.Text...)
		}
		c.out = append(c.out, "?>"...)
	}
	if len(c.out) > r.opts.MaxLiteral {
		return r.wrong(nil, tooLong(r.opts), "")
	}
	return nil
}

// literalText takes text of a literal's content.
func (r *Reader) literalText() error {
	const longest = len("&amp;") // of an escape
	c, text := &r.literal, r.s.Text
	if len(c.out)+longest*len(text) <= r.opts.MaxLiteral {
		c.out = xml.Escape(c.out, text, xml.InText)
		return nil
	}
	for i, size := 0, 0; i < len(text); i += size {
		_, size = utf8.DecodeRune(text[i:])
		if c.out = xml.Escape(c.out, text[i:i+size], xml.InText); len(c.out) > r.opts.MaxLiteral {
			return r.s.ErrorBehind(i, tooLong(r.opts))
		}
	}
	return nil
}

// endLiteral states a literal.
func (r *Reader) endLiteral(f *frame) error {
	r.state(f, syntax.Term{Kind: term.Literal, Text: r.literal.out, Datatype: iriXMLLiteral})
	return nil
}
