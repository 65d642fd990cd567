package rdfxml

import (
	"bytes"
	"strconv"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/internal/xml"
	"talentgraph.example/loader/syntax"
)

// kind is what an element that is open stands for, and so what can stand in it.
type kind uint8

const (
	document   kind = iota // around the document's element
	list                   // rdf:RDF: nodes
	node                   // a node: properties
	property               // a property: a text, or one node
	empty                  // a property that has its value by an attribute: nothing
	resource               // a property of parseType Resource: properties of its value
	collection             // of parseType Collection: nodes
	xmlLiteral             // of parseType Literal: anything
)

// frame is an element that is open. Its terms' bytes are its own.
type frame struct {
	kind   kind
	bases  int    // how many bases there are without this element's
	lang   []byte // in scope; empty for none
	noLang bool   // it is no language tag

	subject   syntax.Term // of a node or the value of parseType Resource: what its properties are of
	li        int         // rdf:li elements so far
	predicate []byte      // of a property
	valued    bool        // the property has its node
	reify     []byte      // the IRI of the property's statement; empty if there is none
	typed     bool        // the property has a datatype
	datatype  syntax.Term // which one; None if it was dropped
	tail      syntax.Term // the last cell of a collection

	subjectBuf, reifyBuf, datatypeBuf, tailBuf, langBuf, predicateBuf []byte
}

func (r *Reader) top() *frame { return &r.stack[len(r.stack)-1] }

// push opens a frame on top of the stack, with the memory of one that stood there before.
func (r *Reader) push(k kind) *frame {
	n := len(r.stack)
	if n < cap(r.stack) {
		r.stack = r.stack[:n+1]
	} else {
		r.stack = append(r.stack, frame{})
	}
	f := &r.stack[n]
	f.kind, f.bases = k, len(r.bases)
	f.subject, f.datatype, f.tail = syntax.Term{}, syntax.Term{}, syntax.Term{}
	f.li, f.valued, f.typed = 0, false, false
	f.predicate, f.reify, f.lang, f.noLang = nil, nil, nil, false
	if n > 0 {
		f.lang, f.noLang = r.stack[n-1].lang, r.stack[n-1].noLang
	}
	return f
}

func (r *Reader) pop() {
	r.bases = r.bases[:r.top().bases]
	r.stack = r.stack[:len(r.stack)-1]
}

// attributes are the current tag's, by what they mean. nil is one that is not there.
type attributes struct {
	about, id, nodeID, resource, datatype, parseType *xml.Attribute
	properties                                       []*xml.Attribute
}

// any gives one of the attributes that say something of a node or a property; nil if there is none.
func (a *attributes) any() *xml.Attribute {
	for _, one := range []*xml.Attribute{a.about, a.id, a.nodeID, a.resource, a.datatype, a.parseType} {
		if one != nil {
			return one
		}
	}
	if len(a.properties) > 0 {
		return a.properties[0]
	}
	return nil
}

// readAttributes sorts the current tag's attributes into words, and gives f its base and language.
func (r *Reader) readAttributes(f *frame) error {
	w := &r.words
	*w = attributes{properties: w.properties[:0]}
	for i := range r.s.Attributes {
		a := &r.s.Attributes[i]
		switch class(a.Name, true) {
		case plain, rdfType:
			w.properties = append(w.properties, a)
		case rdfAbout:
			w.about = a
		case rdfID:
			w.id = a
		case rdfNodeID:
			w.nodeID = a
		case rdfResource:
			w.resource = a
		case rdfDatatype:
			w.datatype = a
		case rdfParseType:
			w.parseType = a
		case xmlBase:
			if err := r.setBase(a); err != nil {
				return err
			}
		case xmlLang:
			f.langBuf = append(f.langBuf[:0], a.Value...)
			f.lang = f.langBuf
			if f.noLang = len(f.lang) > 0 && grammar.LangLen(f.lang) != len(f.lang); f.noLang {
				if err := r.drop(a, errLanguage, "letters, such as en or zh-Hant"); err != nil {
					return err
				}
			}
		case xmlOther:
		case rdfOld:
			return r.wrong(a, errOld, "")
		case rdfNewer:
			return r.wrong(a, errNewer, "")
		case noIRI:
			if a.Name.Space == "" {
				return r.wrong(a, errNoNamespace, "a prefix before its name")
			}
			return r.wrong(a, errNoIRI, "")
		default:
			return r.wrong(a, errNoAttribute, "")
		}
	}
	return nil
}

// setBase takes xml:base.
func (r *Reader) setBase(a *xml.Attribute) error {
	text, ok, err := r.resolve(nil, a)
	if err != nil {
		return err
	}
	if !ok { // nothing within is resolved, least of all against another base
		r.bases = append(r.bases, iri.Base{})
		return nil
	}
	if i := bytes.IndexByte(text, '#'); i >= 0 {
		text = text[:i]
	}
	base, _ := iri.NewBase(text) // it is absolute
	r.bases = append(r.bases, base)
	return nil
}

// resolve appends the IRI that an attribute stands for to dst. It is not ok if it is none and was dropped.
func (r *Reader) resolve(dst []byte, a *xml.Attribute) (text []byte, ok bool, err error) {
	ref := a.Value
	for i := range ref {
		if grammar.IRIStop[ref[i]] {
			return dst, false, r.drop(a, grammar.ErrIRIChar, "a character of an IRI; others are percent-encoded, a space is %20")
		}
	}
	if grammar.HasScheme(ref) {
		return append(dst, ref...), true, nil
	}
	return r.join(dst, a, ref)
}

// join appends a relative reference, resolved, to dst.
func (r *Reader) join(dst []byte, a *xml.Attribute, ref []byte) (text []byte, ok bool, err error) {
	base := &r.bases[len(r.bases)-1]
	if base.IsZero() {
		return dst, false, r.drop(a, errRelative, "an IRI that begins with a scheme such as https:")
	}
	if err := r.expanded.Use(base.Len()); err != nil {
		return dst, false, r.wrong(a, err, "")
	}
	return base.Resolve(dst, ref), true, nil
}

// identify appends the IRI that an rdf:ID stands for to dst.
func (r *Reader) identify(dst []byte, a *xml.Attribute) (text []byte, ok bool, err error) {
	if !xml.IsNCName(a.Value) {
		return dst, false, r.wrong(a, errID, "a letter or '_', then letters, digits, '-', '_' and '.'")
	}
	from := len(dst)
	if text, ok, err = r.join(dst, a, append([]byte("#"), a.Value...)); !ok {
		return text, ok, err
	}
	if r.blanks+len(r.ids) >= r.opts.MaxBlankNodes {
		return text, false, r.tooManyNodes(a)
	}
	if !r.fresh(text[from:]) {
		return text, false, r.wrong(a, errIDTwice, "")
	}
	return text, true, nil
}

func (r *Reader) tooManyNodes(a *xml.Attribute) error {
	return r.wrong(a, syntax.OverLimit("number of blank nodes without a name, and of rdf:IDs", r.opts.MaxBlankNodes, "WithMaxBlankNodes"), "")
}

// newBlank makes a blank node that has no name in the file.
func (r *Reader) newBlank(buf *[]byte) (syntax.Term, error) {
	if r.blanks+len(r.ids) >= r.opts.MaxBlankNodes {
		return syntax.Term{}, r.tooManyNodes(nil)
	}
	r.blanks++
	*buf = grammar.AppendGenerated((*buf)[:0], r.blanks)
	return syntax.Term{Kind: term.Blank, Text: *buf}, nil
}

// named gives the blank node of an rdf:nodeID. Names that a reader makes, and those that end with a dot, which other
// formats do not have, get a '_' more; so do those that look as if they had got one.
func (r *Reader) named(buf *[]byte, a *xml.Attribute) (syntax.Term, error) {
	name := a.Value
	if !xml.IsNCName(name) {
		return syntax.Term{}, r.wrong(a, errNodeID, "a letter or '_', then letters, digits, '-', '_' and '.'")
	}
	*buf = append((*buf)[:0], name...)
	if grammar.IsGenerated(name) || bytes.HasSuffix(bytes.TrimRight(name, "_"), []byte{'.'}) {
		*buf = append(*buf, '_')
	}
	return syntax.Term{Kind: term.Blank, Text: *buf}, nil
}

// predicateOf gives the predicate that an element stands for within f; rdf:li counts.
func (r *Reader) predicateOf(f *frame, n *xml.Name, buf *[]byte) []byte {
	if class(n, false) != rdfLi {
		return n.IRI
	}
	f.li++
	*buf = strconv.AppendInt(append((*buf)[:0], term.RDF+"_"...), int64(f.li), 10)
	return *buf
}
