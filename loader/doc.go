// Package loader brings facts from files into a graph and writes them out again.
//
//   - [Article] loads the bundled facts: one 2024 article on the fight over large-language-model talent
//     in China.
//   - [LoadFile] and [Load] read a file or a stream; [Write] writes a graph.
//   - A [*SyntaxError] says in which file, line and column something is wrong.
//
// A load is one change: if it fails, for whatever reason, the graph is as it was. Loading is strict by
// the W3C grammars and keeps literals exactly as they are written.
//
// Blank nodes are local to their file: each load gives them names of its own, so that "_:b1" of two
// files are two nodes. Loading a file with blank nodes twice therefore adds its blank nodes twice; all
// other quads of a file that are there already are left as they are.
//
// The reader and the writer of each format are packages of their own, such as loader/nquads, and can be
// used without a graph.
//
// To add a format, give it a package with a Reader and a Writer, a [Format] constant, and a row in the
// table in format.go.
package loader
