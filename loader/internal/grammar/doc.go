// Package grammar has the terminals that the W3C grammars of N-Triples, N-Quads, Turtle and TriG (RDF
// 1.1) share: which characters stand in IRIs, blank node names and language tags, and the checks that the
// writers make with them, so that what is written can be read again.
package grammar
