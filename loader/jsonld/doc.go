// Package jsonld reads and writes JSON-LD 1.1 (W3C Recommendation of 2020), by way of
// github.com/piprate/json-gold, which expands documents and shortens IRIs by a context; what comes after and before
// that is done here, exactly, and can be cancelled.
//
//   - [NewReader] reads a document. [Reader] is a quad.Reader.
//   - [NewWriter] writes one. [Writer] is a quad.Writer.
//
// # What is accepted
//
// The document is read as a whole, up to syntax.WithMaxDocument. Beyond what JSON and JSON-LD ask, it is
// refused where something would be lost or guessed: a key that occurs twice in an object, half a surrogate
// pair, a number that has more digits than a double keeps, a property that no context explains (in lenient
// mode it is reported and left out), a relative IRI that stays relative, a blank node as a predicate, a base
// direction, a language tag or an IRI against the grammar of N-Quads.
//
// The context is looked at all along, but json-gold expands the values of one node in one go: of a node with millions
// of them, cancelling waits for that. A document takes many times its size in memory, such a node some 200 times; what
// bounds it is syntax.WithMaxDocument. Large data is better kept in the other formats, which are read as a stream.
//
// No remote context is fetched, unless syntax.WithDocuments says how.
//
// Numbers are RDF literals as JSON-LD has them: xsd:integer if they are whole (with all their digits), else
// xsd:double. Blank nodes keep the names that the document gives them; those without a name are gen1, gen2
// and so on, and a written name of that form gets a '_' more. A @json value is in the canonical form of RFC
// 8785. Language tags, which json-gold gives in lower case, are written as at an "@language" of the document,
// else as RFC 5646 advises ("zh-Hant").
//
// A failure within json-gold, also one that it does not report as such or passes over, is an error here.
//
// Errors are *syntax.Error. Those of JSON-LD, which json-gold gives without a place, have the place of the
// smallest part of the document that is wrong in the same way when it stands alone; it is found by halving. If no
// part is, as for a limit that only the whole goes over, the error has no line.
package jsonld
