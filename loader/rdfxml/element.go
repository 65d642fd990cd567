package rdfxml

import (
	"errors"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/values"
	"talentgraph.example/loader/internal/xml"
	"talentgraph.example/loader/syntax"
)

var (
	errRDF         = errors.New("an attribute that rdf:RDF cannot have")
	errNested      = errors.New("rdf:RDF stands only at the top")
	errNodeName    = errors.New("a name that no node can have")
	errPropName    = errors.New("a name that no property can have")
	errNoAttribute = errors.New("a name that no attribute can have")
	errNoNamespace = errors.New("an attribute in no namespace")
	errNoIRI       = errors.New("its namespace and its name make no absolute IRI")
	errOld         = errors.New("rdf:aboutEach, rdf:aboutEachPrefix and rdf:bagID are not in RDF/XML any more")
	errNewer       = errors.New("this is RDF 1.2, which is not read")
	errSubjects    = errors.New("a node has one of rdf:about, rdf:ID and rdf:nodeID")
	errNodeOnly    = errors.New("an attribute that stands on a property, not on a node")
	errPropOnly    = errors.New("an attribute that stands on a node, not on a property")
	errObjects     = errors.New("a property has one of rdf:resource, rdf:nodeID, rdf:datatype and rdf:parseType")
	errParseType   = errors.New("a property with rdf:parseType has no other attribute but rdf:ID")
	errTyped       = errors.New("a property with rdf:datatype has a text, which cannot have properties")
	errHasValue    = errors.New("the property has its value by an attribute already, and cannot have another one within it")
	errTwoNodes    = errors.New("a second node within a property")
	errMixed       = errors.New("text beside a node within a property")
	errText        = errors.New("text where only elements can stand")
	errLanguage    = errors.New("xml:lang is no language tag")
	errLangString  = errors.New("a literal of this datatype has a language, which is given by xml:lang and no rdf:datatype")
	errRelative    = errors.New("a relative IRI, and no base is known; declare one by xml:base, or give one (WithBase)")
	errID          = errors.New("rdf:ID is no name of XML's")
	errIDTwice     = errors.New("the same rdf:ID comes a second time; one of them may be meant as rdf:about=\"#...\"")
	errNodeID      = errors.New("rdf:nodeID is no name of XML's")
)

// give queues a triple, unless a part of it was dropped.
func (r *Reader) give(subject syntax.Term, predicate []byte, object syntax.Term) {
	if subject.Kind == term.None || object.Kind == term.None {
		return
	}
	r.queue = append(r.queue, syntax.Quad{Subject: subject, Predicate: iriTerm(predicate), Object: object})
}

func iriTerm(text []byte) syntax.Term { return syntax.Term{Kind: term.IRI, Text: text} }

// state queues the triple of a property, and what rdf:ID says of it. f is the property's frame.
func (r *Reader) state(f *frame, object syntax.Term) {
	subject := r.stack[len(r.stack)-2].subject
	if &r.stack[len(r.stack)-1] != f {
		subject = r.stack[len(r.stack)-3].subject // the object's node is open, too
	}
	r.give(subject, f.predicate, object)
	if len(f.reify) == 0 || subject.Kind == term.None || object.Kind == term.None {
		return
	}
	statement := iriTerm(f.reify)
	r.give(statement, iriType, iriTerm(iriStatement))
	r.give(statement, iriSubject, subject)
	r.give(statement, iriPredicate, iriTerm(f.predicate))
	r.give(statement, iriObject, object)
}

func (r *Reader) startRDF() error {
	f := r.push(list)
	if err := r.readAttributes(f); err != nil {
		return err
	}
	if a := r.words.any(); a != nil {
		return r.wrong(a, errRDF, "xmlns, xml:base or xml:lang")
	}
	return nil
}

// startNode takes the start tag of a node, at the top, in a property or in a collection.
func (r *Reader) startNode() error {
	c := class(r.s.Name, false)
	switch c {
	case plain, rdfDescription, rdfType:
	case rdfRDF:
		return r.wrong(nil, errNested, "a node")
	case noIRI, xmlLang, xmlBase:
		return r.wrong(nil, errNoIRI, "a namespace, by xmlns or a prefix")
	case rdfOld:
		return r.wrong(nil, errOld, "")
	default:
		return r.wrong(nil, errNodeName, "a class or rdf:Description")
	}
	f := r.push(node)
	if err := r.readAttributes(f); err != nil {
		return err
	}
	if err := r.setSubject(f); err != nil {
		return err
	}
	if err := r.place(f); err != nil {
		return err
	}
	if c != rdfDescription {
		r.give(f.subject, iriType, iriTerm(r.s.Name.IRI))
	}
	return r.propertyAttributes(f)
}

// setSubject takes a node's rdf:about, rdf:ID or rdf:nodeID.
func (r *Reader) setSubject(f *frame) error {
	w := &r.words
	for _, a := range []*xml.Attribute{w.resource, w.datatype, w.parseType} {
		if a != nil {
			return r.wrong(a, errNodeOnly, "")
		}
	}
	var err error
	ok := true
	switch {
	case w.about != nil && w.id != nil, w.about != nil && w.nodeID != nil:
		return r.wrong(w.about, errSubjects, "")
	case w.id != nil && w.nodeID != nil:
		return r.wrong(w.id, errSubjects, "")
	case w.nodeID != nil:
		f.subject, err = r.named(&f.subjectBuf, w.nodeID)
		return err
	case w.about != nil:
		f.subjectBuf, ok, err = r.resolve(f.subjectBuf[:0], w.about)
	case w.id != nil:
		f.subjectBuf, ok, err = r.identify(f.subjectBuf[:0], w.id)
	default:
		f.subject, err = r.newBlank(&f.subjectBuf)
		return err
	}
	if ok {
		f.subject = iriTerm(f.subjectBuf)
	}
	return err
}

// place makes a node that has just begun the value of the property that it stands in, if it does.
func (r *Reader) place(f *frame) error {
	under := &r.stack[len(r.stack)-2]
	switch under.kind {
	case property:
		switch {
		case under.valued:
			return r.wrong(nil, errTwoNodes, "the property's end tag")
		case !xml.IsSpace(r.text):
			return r.wrong(nil, errMixed, "the property's end tag")
		case under.typed:
			return r.wrong(nil, errTyped, "a text")
		}
		under.valued = true
		r.state(under, f.subject)
	case collection:
		return r.item(under, f.subject)
	}
	return nil
}

// propertyAttributes gives a node the properties that stand in the current tag.
func (r *Reader) propertyAttributes(f *frame) error {
	for _, a := range r.words.properties {
		object := syntax.Term{Kind: term.Literal, Text: a.Value, Lang: f.lang}
		if class(a.Name, true) == rdfType {
			text, ok, err := r.resolve(nil, a)
			if err != nil {
				return err
			}
			if object = (syntax.Term{}); ok {
				object = iriTerm(text)
			}
		} else if len(a.Value) > r.opts.MaxLiteral {
			return r.wrong(a, tooLong(r.opts), "")
		} else if f.noLang {
			continue
		} else if err := r.useLanguage(a, f); err != nil {
			return err
		}
		predicate := a.Name.IRI
		if class(a.Name, true) == rdfType {
			predicate = iriType
		}
		r.give(f.subject, predicate, object)
	}
	return nil
}

// useLanguage counts a language that a literal takes from its surroundings.
func (r *Reader) useLanguage(a *xml.Attribute, f *frame) error {
	if err := r.expanded.Use(len(f.lang)); err != nil {
		return r.wrong(a, err, "")
	}
	return nil
}

// startProperty takes the start tag of a property.
func (r *Reader) startProperty() error {
	switch class(r.s.Name, false) {
	case plain, rdfType, rdfLi:
	case noIRI, xmlLang, xmlBase:
		return r.wrong(nil, errNoIRI, "a namespace, by xmlns or a prefix")
	case rdfOld:
		return r.wrong(nil, errOld, "")
	default:
		return r.wrong(nil, errPropName, "a property")
	}
	f := r.push(property)
	w := &r.words
	if err := r.readAttributes(f); err != nil {
		return err
	}
	f.predicate = r.predicateOf(&r.stack[len(r.stack)-2], r.s.Name, &f.predicateBuf)
	r.text = r.text[:0]
	if w.id != nil {
		var ok bool
		var err error
		if f.reifyBuf, ok, err = r.identify(f.reifyBuf[:0], w.id); err != nil {
			return err
		}
		if ok {
			f.reify = f.reifyBuf
		}
	}
	switch {
	case w.about != nil:
		return r.wrong(w.about, errPropOnly, "")
	case w.parseType != nil:
		return r.parseType(f)
	case w.resource != nil && w.nodeID != nil:
		return r.wrong(w.nodeID, errObjects, "")
	case w.datatype != nil && (w.resource != nil || w.nodeID != nil):
		return r.wrong(w.datatype, errObjects, "")
	case w.datatype != nil && len(w.properties) > 0:
		return r.wrong(w.properties[0], errTyped, "")
	case w.datatype != nil:
		return r.setDatatype(f)
	case w.resource != nil || w.nodeID != nil || len(w.properties) > 0:
		return r.emptyProperty(f)
	}
	return nil
}

// emptyProperty takes a property that has its value by attributes.
func (r *Reader) emptyProperty(f *frame) error {
	f.kind = empty
	w := &r.words
	var err error
	switch {
	case w.nodeID != nil:
		f.subject, err = r.named(&f.subjectBuf, w.nodeID)
	case w.resource != nil:
		var ok bool
		if f.subjectBuf, ok, err = r.resolve(f.subjectBuf[:0], w.resource); ok {
			f.subject = iriTerm(f.subjectBuf)
		}
	default:
		f.subject, err = r.newBlank(&f.subjectBuf)
	}
	if err != nil {
		return err
	}
	r.state(f, f.subject)
	return r.propertyAttributes(f)
}

// setDatatype takes rdf:datatype.
func (r *Reader) setDatatype(f *frame) error {
	a := r.words.datatype
	text, ok, err := r.resolve(f.datatypeBuf[:0], a)
	f.datatypeBuf = text
	if ok && values.NeedsLanguage(text) {
		ok, err = false, r.drop(a, errLangString, "")
	}
	f.typed = true
	if ok {
		f.datatype = iriTerm(text)
	}
	return err
}

// parseType takes a property with rdf:parseType.
func (r *Reader) parseType(f *frame) error {
	w := &r.words
	for _, a := range []*xml.Attribute{w.resource, w.nodeID, w.datatype} {
		if a != nil {
			return r.wrong(a, errObjects, "")
		}
	}
	if len(w.properties) > 0 {
		return r.wrong(w.properties[0], errParseType, "")
	}
	switch string(w.parseType.Value) {
	case "Resource":
		f.kind = resource
		var err error
		if f.subject, err = r.newBlank(&f.subjectBuf); err != nil {
			return err
		}
		r.state(f, f.subject)
	case "Collection":
		f.kind = collection
	case "Triple":
		return r.wrong(w.parseType, errNewer, "")
	default:
		f.kind = xmlLiteral
		r.literal.reset()
	}
	return nil
}

// endText states the text of a property.
func (r *Reader) endText(f *frame) error {
	if f.typed && f.datatype.Kind == term.None || !f.typed && f.noLang {
		return nil // the one was dropped, or the other
	}
	object := syntax.Term{Kind: term.Literal, Text: r.text, Lang: f.lang}
	switch {
	case !f.typed:
		if err := r.useLanguage(nil, f); err != nil {
			return err
		}
	case string(f.datatype.Text) == term.XSD+"string":
		object.Lang = nil
	default:
		object.Lang, object.Datatype = nil, f.datatype.Text
	}
	r.state(f, object)
	return nil
}

// item adds a node to a collection.
func (r *Reader) item(f *frame, object syntax.Term) error {
	if f.tail.Kind == term.None {
		cell, err := r.newBlank(&f.tailBuf)
		if err != nil {
			return err
		}
		f.tail = cell
		r.state(f, cell)
	} else {
		last := syntax.Term{Kind: term.Blank, Text: r.buf.keep(f.tail.Text)}
		cell, err := r.newBlank(&f.tailBuf)
		if err != nil {
			return err
		}
		f.tail = cell
		r.give(last, iriRest, cell)
	}
	r.give(f.tail, iriFirst, object)
	return nil
}

// endCollection ends a list.
func (r *Reader) endCollection(f *frame) {
	if f.tail.Kind == term.None {
		r.state(f, iriTerm(iriNil))
		return
	}
	r.give(f.tail, iriRest, iriTerm(iriNil))
}
