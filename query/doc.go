// Package query answers questions about moves, organizations, strategies and who leads what.
//
// Each question is a function that takes a context, a [graph.Reader] and options, and gives typed rows:
//
//   - [WhoLeft], [Moves]: who went from where to where;
//   - [Flows]: how many went between which organizations; [Downstream]: where they could get to from one;
//   - [StrategiesBySector], [Strategies]: which organization follows which strategy in which sector;
//   - [Leaders]: who leads which model, unit or cluster.
//
// Names given to a question may be IRIs, compact IRIs or labels in any script; see [graph.Snapshot.Resolve].
// Organizations include their units.
//
// # Rows
//
// A row points into the snapshot that the question saw. Labels, details and evidence are read when they
// are asked for. Detach copies what a row has to tell and lets the snapshot go. Every row prints itself
// (String) and marshals to JSON.
//
// # Claims and certainty
//
// The options [CertaintyAtLeast] and [Source] take claims away first: a fact without a claim left is no
// fact, and the question is asked of what remains. A fact is as certain as its strongest claim, a row as
// its weakest fact.
//
// # Streaming
//
// Questions with large answers give an iter.Seq2: the error comes last and once, each range asks afresh,
// and a context that ends is an error, never a shorter answer.
//
// # Adding a question
//
// Resolve the names ([bind], [organizations.resolve]); go from frontier to frontier with [claims.into],
// [claims.outOf] or Expand, on numbers; make rows that hold numbers and a pointer to the question
// ([asked]), and let their methods read the rest. Then write a naive loop over all quads that gives the
// same rows, and hold the two against each other on random graphs, as oracle_test.go does.
package query
