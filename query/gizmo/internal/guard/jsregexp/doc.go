// Package jsregexp matches ECMAScript regular expressions in a way that can be stopped at any step.
//
// Look-around, back-references and the order in which JavaScript tries alternatives need a matcher that goes
// back and tries again, which for some patterns takes more time than anybody has: (a+)+$ is the known one.
// Such a matcher is safe only if it asks, every so often, whether to go on. This one does, and keeps its memory
// in one stack of bounded size; no input makes it recurse.
//
//   - [Compile] reads a pattern and its flags into a [Program]. ECMAScript 2024 without the v flag; Annex B's
//     leniency without the u flag, as browsers have it.
//   - [Program.Match] tries it on a text of UTF-16 units, as JavaScript counts them.
//
// A Program never changes; it may be used by several goroutines at once.
package jsregexp
