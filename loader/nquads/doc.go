// Package nquads reads and writes N-Quads (RDF 1.1 N-Quads, W3C Recommendation of 2014).
//
//   - [NewReader] reads a stream. [Reader] is a syntax.Reader, and so a quad.Reader; its Next makes no values.
//   - [Chunks] cuts a stream into pieces of whole lines, for several goroutines to read side by side, each
//     by [NewBytesReader].
//   - [NewWriter] writes canonical N-Quads, a line a quad. [Writer] is a syntax.Writer, and so a quad.Writer.
//
// The way in, for who wants the statements of a file and no graph (package loader fills one):
//
//	for q, err := range nquads.NewReader(file).All() {
//		if err != nil {
//			return err // a *syntax.Error says where the file is wrong
//		}
//		fmt.Println(q.Subject, q.Predicate, q.Object, q.Label)
//	}
//
// # What is accepted
//
// The grammar, and nothing else: absolute IRIs of allowed characters (also after escapes are resolved),
// valid UTF-8 (in comments too), escapes that stand for characters, names and language tags as the grammar
// has them. As the W3C's tests ask, a blank node's name has no colon. Lines end with LF, CRLF or CR; the
// last needs no end. A byte order mark at the start of the stream is skipped; UTF-16 is refused.
//
// Beyond the grammar, relative IRIs are read if syntax.WithBase gives a base. Language tags may have parts of more than
// eight characters, as in "zh-classical", which the grammar has and RFC 5646 has not. rdf:langString as a datatype is
// refused: such a literal has a language. RDF 1.2 is not read, and an error that meets its syntax says so.
//
// Terms come out as they are written: "05"^^xsd:integer stays "05", and blank nodes keep their names, so
// whoever puts two documents into one graph has to tell their blank nodes apart. A quad that stands in the
// file twice comes twice.
//
// Errors are *syntax.Error, but for those of the stream itself and of the context.
package nquads
