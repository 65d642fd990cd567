// Package syntax reads the text of SPARQL 1.1 Query and Update, and translates it to the algebra.
//
//   - source.go resolves \u escapes and keeps the places of the text as typed; lex.go finds tokens, name.go those of names.
//   - parse.go, query.go, group.go, triples.go, path.go, expr.go, update.go are the grammar, by recursive descent. Nesting
//     is counted, so that no text can exhaust the stack.
//   - data.go reads the quads of INSERT DATA and DELETE DATA, whose terms written.go finds by how they are written.
//   - tree.go is what they make: the text as a tree, sugar taken apart, IRIs in full, each node with its place.
//   - scope.go checks what the standard demands beyond its grammar.
//   - translate.go and its kin make the algebra of it: SPARQL 1.1, section 18.2, step by step.
//   - print.go writes a tree in a normal form, which parses to the same algebra.
//   - errors.go says what was expected, and what may have been meant; hints.go how it is written here, to who comes from
//     another language.
package syntax
