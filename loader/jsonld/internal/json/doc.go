// Package json reads JSON (RFC 8259) into trees whose every value and key knows its place in the text, so that what is
// found to be wrong later can still be told with line and column.
//
//   - [Source] is a text; [Place] is a place in one, and makes errors.
//   - [Parse] reads a text, [Stream] a top-level array item by item.
//   - [Value] is a tree. It can be built without a text, too.
//   - [AppendCanonical] writes the canonical form of RFC 8785, [AppendIndented] a form for people.
//
// Reading is strict: a key that stands twice in an object, half a surrogate pair and bytes that are no UTF-8 are
// errors, since what they mean is anybody's guess. Depth and the length of strings are limited.
package json
