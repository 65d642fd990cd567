// Package rdfxml reads and writes RDF/XML (RDF 1.1 XML Syntax, W3C Recommendation of 2014).
//
//   - [NewReader] reads a stream. [Reader] is a quad.Reader; [Reader.Next] is the same without values.
//   - [NewWriter] writes for people. [Writer] is a quad.Writer.
//
// # What is accepted
//
// The whole grammar and nothing else: rdf:RDF or a single node as the document's element, typed nodes, rdf:about,
// rdf:ID (each once for a base), rdf:nodeID, rdf:resource, property attributes, rdf:li, rdf:datatype, rdf:parseType
// Resource, Collection and Literal (any other value is read as Literal, as the standard has it, but for Triple),
// statements about statements by rdf:ID, xml:base and xml:lang. What RDF 1.2 has beside is refused by that name. about,
// ID, resource, parseType and type without a prefix are those of rdf, as in files of old. White space may stand within a
// property that has its value by an attribute.
//
// XML must be well formed, with its namespaces. It may be UTF-8, UTF-16, US-ASCII, ISO-8859-1 to 16, windows-125x,
// KOI8-R or KOI8-U. Entities that the document declares are expanded, in attributes and in text, within
// syntax.WithMaxExpansion. Nothing else is ever read: no other file, no DTD. Parameter entities and default values of
// attributes are refused.
//
// The text of parseType Literal becomes exclusive canonical XML with comments. Texts are kept as they are written,
// white space included; languages and datatypes, too.
//
// Blank nodes keep the names that rdf:nodeID gives them; those without a name are gen1, gen2 and so on, in the order
// of the file. A written name of that form, or that ends with a dot, gets a '_' more. Whoever puts two documents into
// one graph has to tell their blank nodes apart.
//
// The reader holds a window of 64 KiB, or twice the longest tag or comment, the elements that are open, and 16 bytes
// for each rdf:ID. After an error nothing more is read. syntax.WithLenient passes over statements with an IRI that is
// none, or with no language in xml:lang.
//
// Errors are *syntax.Error, but for those of the stream itself and of the context.
package rdfxml
