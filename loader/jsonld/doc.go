// Package jsonld reads and writes JSON-LD 1.1 (W3C Recommendations of 2020: JSON-LD 1.1, and JSON-LD 1.1 Processing
// Algorithms and API).
//
//   - [NewReader] reads a document, [NewHTMLReader] those in an HTML page. [Reader] is a quad.Reader.
//   - [NewWriter] writes one. [Writer] is a quad.Writer.
//   - [Expand], [Compact] and [Flatten] make one document of another.
//   - [FolderLoader] and [HTTPLoader] fetch remote contexts, for those who want that: see syntax.WithDocuments.
//
// # What is accepted
//
// All that a processor of JSON-LD 1.1 accepts; the processing mode of 1.0 is not offered, nor is framing. In JSON itself,
// a key that stands twice in an object, half a surrogate pair and bytes that are no UTF-8 are refused, since what they
// mean is anybody's guess.
//
// Where the standard leaves something out when it makes RDF, without a word, that is an error; in lenient mode
// (syntax.WithLenient) it is reported, and left out:
//
//   - a key that no context maps to an IRI, unless a context maps it to null, which is a way to say no; a key that looks
//     like a keyword, but is none
//   - IRIs that are none, or that nothing makes absolute, as @id, @type, property, datatype or graph name; blank
//     nodes as predicates
//   - language tags against the grammar of N-Quads, and rdf:langString without one
//   - base directions, unless syntax.WithDirection says how to keep them; in lenient mode the text stays
//   - numbers that have more digits than a double keeps; in lenient mode the nearest double is taken
//
// Of a document, or an item of an array, keys are reported before the rest. A value of which nothing is said, such as a string in @graph, states nothing, and is passed over.
//
// # What comes out
//
// Numbers are xsd:integer if they are whole and below 1e21, with all their digits if they are written without point
// and exponent; else they are xsd:double. One number is one value, however it is written. Blank nodes keep the names
// that the document gives them; those without a name are gen1, gen2 and so on, and a written name of that form gets a
// '_' more. Language tags stay as they are written. A @json value is in the canonical form of RFC 8785, as rdf:JSON.
// IRIs are resolved as RFC 3986 and 3987 have it, and nothing in them is encoded or decoded. The @index of a value says
// nothing in RDF.
//
// # Memory, time and trust
//
// A document that is an array is read item by item, any other as a whole, up to syntax.WithMaxDocument. It takes some
// 40 times its size in memory. The context is looked at all along.
//
// No remote context is fetched, unless syntax.WithDocuments says how. How many there are (syntax.WithMaxContexts), how
// deep they, their terms and the document hang on one another (syntax.WithMaxDepth) and how much terms expand to
// (syntax.WithMaxExpansion) is limited. [Contexts] shares them between documents.
//
// # Errors
//
// They are *syntax.Error, with the place of the very value or key that is wrong, in the document or in the context
// that has it. Where the standard has a code for what is wrong, the text begins with it, and errors.As finds it as an
// [ErrorCode].
package jsonld
