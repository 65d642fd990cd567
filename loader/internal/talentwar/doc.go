// Package talentwar holds the bundled facts in the form that people read, check and extend. The file
// loader/talentwar2024.nq is made from it:
//
//	go generate ./loader
//
// The source is an undated survey, in traditional Chinese, of how Chinese technology companies fight
// over large-language-model talent in 2024. Its text is not part of the project: facts are told here in
// words of our own, and each claim points into the text by paragraph and offsets.
//
// # How to read it
//
// One file a topic: people.go, organizations.go, moves.go and so on. A topic has entities (what there
// is, its class and its names) and claims (what the source says). A claim is a passage and the quads
// that it states:
//
//	stated("05-zhou-chang-leaves", at(5, 78, 143, "字節跳動內部", "周暢及其團隊"),
//		about(zhou, link(vocab.Person, "zhou-chang"), link(vocab.From, "alibaba"), yes(vocab.WithTeam)))
//
// says that paragraph 5 states, in the runes from 78 up to but not including 143, who moved, what he
// left, and that a team came along. The two short texts are how the passage begins and ends, pinyin notes removed; a test that has
// the source at hand holds them against the offsets. Certainty is one grade for a claim, so a
// fact that is less certain than its neighbours has a claim of its own, on the same passage.
//
// # How to add a fact
//
//  1. Add the entity to its topic, if it is new, and the claim to the topic of what it is about.
//  2. Set TALENTGRAPH_ARTICLE to the source's path and run "go test ./loader/...": the test says which
//     offsets a passage has if they are wrong, and whose name is missing from it.
//  3. Run "go generate ./loader" and commit both.
//
// What the source leaves open stays open: lists that end in "and others" are not complete, and what is
// not in the facts is not in this text; it may be elsewhere.
package talentwar
