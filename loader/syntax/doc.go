// Package syntax holds what all readers of RDF files have in common: the error that says where a file
// is wrong, the options that every reader takes, and the form in which a reader hands out terms without
// making values of them.
//
//   - [Error] is what a reader returns for a file that breaks its grammar or goes over a limit.
//   - [Option] sets the file's name, limits, a context and the lenient mode; the same options fit every
//     reader, and what a format has no use for is ignored.
//   - [Quad] and [Term] are bytes within a reader's buffer: no memory is allocated for them.
package syntax
