// Package trig reads and writes TriG (RDF 1.1 TriG, W3C Recommendation of 2014).
//
//   - [NewReader] reads a stream. [Reader] is a syntax.Reader, and so a quad.Reader; its Next makes no values.
//   - [NewWriter] writes for people, or with syntax.WithStreaming as the quads come. [Writer] is a syntax.Writer,
//     and so a quad.Writer.
//
// The way in, for who wants the statements of a file and no graph (package loader fills one):
//
//	for q, err := range trig.NewReader(file, syntax.WithBase("https://example.com/")).All() {
//		if err != nil {
//			return err // a *syntax.Error says where the file is wrong
//		}
//		fmt.Println(q.Subject, q.Predicate, q.Object, q.Label)
//	}
//
// # What is accepted
//
// The whole grammar and nothing else: @prefix and PREFIX, @base and BASE, relative IRIs (resolved by RFC
// 3986), names with their escapes, all forms of literals, numbers, true and false, 'a', ',' and ';', blank
// nodes with and without names, nested as deep as the limit allows, lists and graph blocks, with and without
// GRAPH. IRIs are checked as in N-Quads, also after their escapes are resolved. The file must be UTF-8; a byte
// order mark at its start is skipped.
//
// Terms come out exactly: 05 is "05"^^xsd:integer, 1.0 is "1.0"^^xsd:decimal. A relative IRI for which no
// base is known is an error.
//
// Blank nodes keep the names that the file gives them; those without a name are gen1, gen2 and so on, in
// the order of the file. A written name of that form gets a '_' more, so that names never meet. Whoever
// puts two documents into one graph has to tell their blank nodes apart.
//
// The reader holds a window of 64 KiB, or twice the longest token, and the brackets that are open;
// statements of any length stream. After an error nothing more is read, as one wrong
// character can change the meaning of all that follows. syntax.WithLenient passes over statements with an IRI that is none,
// or that is relative where no base is known, but not over such prefixes and bases.
//
// RDF 1.2 is not read, and an error that meets its syntax says so. By syntax.WithReifiers its reifiers are, as graph
// labels, and writers write labels so: s p o ~ label. syntax.WithUnstated takes triples that are reified but not stated.
//
// Errors are *syntax.Error, but for those of the stream itself and of the context.
package trig
