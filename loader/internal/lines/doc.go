// Package lines reads and writes the two formats that have a statement a line, N-Triples and N-Quads. The
// packages ntriples and nquads are its two faces.
//
//	io.Reader -> Splitter -> chunks of whole lines -> Scanner -> syntax.Quad
//
// A chunk knows the number of its first line, so that several goroutines can each scan their own with
// errors that give the right place. [Reader] is the simple way: one scanner, chunk after chunk.
package lines
