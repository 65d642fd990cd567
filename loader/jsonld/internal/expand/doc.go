// Package expand has the expansion algorithms of JSON-LD 1.1 Processing Algorithms and API (section 5): from a JSON tree
// and its contexts to a document in expanded form, in which every [Object] is a node, a value or a list, and every
// name an IRI. What stands there keeps its place in the text.
//
//	object    the expanded form
//	expand    elements of any kind
//	keywords  what an object says under keywords
//	maps      values in maps by index, language, identifier and type
//	finish    objects whose entries are all there
//
// Keys that stand for nothing would be lost. Each is told to the function that [New] is given, which may end the
// expansion.
package expand
