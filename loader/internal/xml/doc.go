// Package xml reads XML 1.0 (Fifth Edition) with namespaces (Namespaces in XML 1.0), as a stream of tokens, strictly
// and with places.
//
//	source    from bytes in the file's character encoding to UTF-8
//	window    a stretch of the document: line ends made one, characters checked, places counted
//	scanner   tokens, one at a time: tags, text, comments, processing instructions
//	tags      names and attributes of a tag, and which end tag closes which start tag
//	names     what prefixes stand for
//	entities  references in text and in attributes, expanded within a limit
//	doctype   the internal subset: entities are declared there
//
// It is a processor that does not validate. Nothing outside the document is ever read: a reference to an external
// entity is an error, and so is one to an entity that the document does not declare. Declarations that would change
// what the document says, and are not followed, are errors, too: parameter entities that are used, and
// attributes' default values. The types of attributes are not looked at.
package xml
