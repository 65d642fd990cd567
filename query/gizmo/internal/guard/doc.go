// Package guard keeps scripts from harming the process by what the engine cannot interrupt.
//
// It knows nothing of the language but which names are its methods. [Check] and [Compile] look at a script's text and
// tree before it runs; a [Guard] makes the built-in functions of a world safe for a script that can reach them.
//
//   - precheck.go: what would make the parser slow out of proportion. treepass.go: a pass over the syntax tree, which
//     finds out whether a script is plain; textpass.go: additions of texts in it. builtins.go: which names lead to a
//     built-in function.
//   - harden.go: replacing built-in functions. prelude/ has them in JavaScript, host.go what those need of Go, package
//     jsregexp their regular expressions.
package guard
