// Package ttl reads Turtle and TriG (RDF 1.1), which share nearly all of their grammar. The packages
// turtle and trig are its two faces.
//
// The reader pulls: each call of [Reader.Next] goes on from where the last one left the text, token by
// token, until a statement is whole. Where it stands is held in a stack of frames, one for the statement
// and one for each [ ] and ( ) that is open, so nothing recurses and nothing but the open frames is kept.
//
//	window   a stretch of the file, moved on as tokens are taken; a token lies in it whole
//	tokens   names, IRIs, literals, numbers: from the window's bytes to terms
//	reify    reifiers of RDF 1.2 as graph labels, by an option
//	step     takes one token and changes the frame's state; it may give a statement
//
// A step that meets the window's end before its token's end changes nothing and is taken again when the
// window has more.
package ttl
