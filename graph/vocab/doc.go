// Package vocab names the terms of talentgraph's graphs: constants only, each a full IRI of type
// [quad.IRI], ready for a quad or a pattern.
//
// The terms of talentgraph's own vocabulary, tg:, come in three sorts, told apart by their Go names:
//
//   - classes start with Class: [ClassPerson], [ClassMove], [ClassClaim];
//   - properties have the term's own name: [Person], [From], [To], [MoveKind];
//   - individuals start with what they are values of: [KindHire], [StatusFormer], [CertaintyStated],
//     [OrgKindGiant], [BoundMoreThan].
//
// Terms of other vocabularies start with that vocabulary's prefix in capitals: [RDFType],
// [SKOSPrefLabel], [ORGUnitOf].
//
// [Turtle] gives the vocabulary as a document: what each term of tg: means, in English and Chinese,
// with domains and ranges. [Prefixes] lists the usual prefixes.
//
// To add a term, describe it in talentgraph.ttl and add its constant here; a test holds the two
// against each other.
package vocab
