// Package talentgen makes synthetic data in the talent vocabulary, as much as is asked for and always the
// same for the same seed. It is for tests and benchmarks.
//
// The data is what news about moves between companies comes to: sectors in a tree, organizations, people,
// moves with person, from, to, year and role, posts, strategies, and the claims that state them. The label
// of a fact is its claim; names, types and claims carry the label [DataSet]. One move in ten is stated by
// two claims, so that its facts have two labels. A few organizations have most of the moves.
//
// [Quads] gives quads, [WriteNQuads] a file. [Rich] gives more than moves, posts and strategies. The names of
// entities follow from their number: [Move](0) is the first move, and so on.
package talentgen
