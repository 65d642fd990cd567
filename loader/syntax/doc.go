// Package syntax holds what the readers and writers of all RDF formats have in common.
//
//   - [Reader] and [Writer] say what the reader and the writer of each format do.
//   - [Option] is the one type of their options: the file's name, its base, limits, a context, the lenient mode;
//     prefixes, streaming, labels left out. The same options fit all of them, and what a format has no use for does
//     nothing.
//   - [Error] is what a reader returns for a file that breaks its grammar or goes over a limit, which a
//     *graph.LimitError within it names ([OverLimit]).
//   - [Quad] and [Term] are bytes within a reader's buffer: no memory is allocated for them.
package syntax
