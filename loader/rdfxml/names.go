package rdfxml

import (
	"bytes"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/xml"
)

// What an element's or an attribute's name means. A name's class is noted in it when it is met first.
const (
	unknown uint8 = iota
	plain         // a class or property of the file's own
	noIRI         // its namespace and name make no IRI
	// Of rdf's namespace.
	rdfRDF
	rdfDescription
	rdfLi
	rdfAbout
	rdfID
	rdfNodeID
	rdfResource
	rdfDatatype
	rdfParseType
	rdfType
	rdfOld   // of drafts before the standard: rdf:aboutEach, rdf:aboutEachPrefix, rdf:bagID
	rdfNewer // attributes of RDF 1.2: rdf:version, rdf:annotation, rdf:annotationNodeID
	// Of XML's.
	xmlLang
	xmlBase
	xmlOther
)

// class tells what a name means.
func class(n *xml.Name, attribute bool) uint8 {
	if n.Class == unknown {
		n.Class = classify(n, attribute)
	}
	return n.Class
}

func classify(n *xml.Name, attribute bool) uint8 {
	// Names are compared as IRIs, however they are cut into namespace and local name.
	if local, ok := bytes.CutPrefix(n.IRI, []byte(term.RDF)); ok {
		if c := classifyRDF(string(local)); c != rdfNewer || attribute {
			return c
		}
		return plain
	}
	switch {
	case n.Space == xml.Namespace && n.Local == "lang":
		return xmlLang
	case n.Space == xml.Namespace && n.Local == "base":
		return xmlBase
	case attribute && n.Space == "":
		switch n.Local {
		case "about", "ID", "resource", "parseType", "type":
			return classifyRDF(n.Local) // as files of old have them
		}
		if len(n.Local) >= 3 && bytes.EqualFold([]byte(n.Local[:3]), []byte("xml")) {
			return xmlOther
		}
		return noIRI
	case attribute && len(n.Prefix) >= 3 && bytes.EqualFold([]byte(n.Prefix[:3]), []byte("xml")):
		return xmlOther
	}
	if grammar.CheckTerm(term.Term{Kind: term.IRI, Text: string(n.IRI)}) != nil {
		return noIRI
	}
	return plain
}

func classifyRDF(local string) uint8 {
	switch local {
	case "RDF":
		return rdfRDF
	case "Description":
		return rdfDescription
	case "li":
		return rdfLi
	case "about":
		return rdfAbout
	case "ID":
		return rdfID
	case "nodeID":
		return rdfNodeID
	case "resource":
		return rdfResource
	case "datatype":
		return rdfDatatype
	case "parseType":
		return rdfParseType
	case "type":
		return rdfType
	case "aboutEach", "aboutEachPrefix", "bagID":
		return rdfOld
	case "version", "annotation", "annotationNodeID":
		return rdfNewer
	}
	return plain
}

// The IRIs that the reader itself states something with.
var (
	iriType       = []byte(term.RDF + "type")
	iriFirst      = []byte(term.RDF + "first")
	iriRest       = []byte(term.RDF + "rest")
	iriNil        = []byte(term.RDF + "nil")
	iriStatement  = []byte(term.RDF + "Statement")
	iriSubject    = []byte(term.RDF + "subject")
	iriPredicate  = []byte(term.RDF + "predicate")
	iriObject     = []byte(term.RDF + "object")
	iriXMLLiteral = []byte(term.RDF + "XMLLiteral")
)
