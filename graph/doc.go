// Package graph keeps facts as RDF quads in the caller's own process.
//
// The way in:
//
//   - [New] makes a [Graph] in memory, [Open] one that is kept in a file, or that many processes share on a server, perhaps
//     with a cache. Package loader fills it from files; [Graph.Update] changes it, all or nothing; [Graph.Add] and
//     [Graph.Remove] are its short forms. [Graph.AddFrom] takes what lies in one of Cayley's own back ends.
//   - [Graph.Changes] follows what is committed, by [Version]; [Graph.Backup] writes a copy while the graph is in use,
//     [CheckFile] looks through a file, [Graph.Status] says how a graph is.
//   - [Graph.Quads] and [Graph.Count] read by [Pattern]. A [Snapshot] is one state for as long as it is
//     held. Graph, Snapshot and [Tx] are all a [Reader], which is what package query takes.
//   - [Resolve] finds the [Entity] that a name means, in any script; [Entity.Label] is what to show.
//   - [Tx.Assert] writes facts with the [Claim] behind them; [Evidence] is what is read back.
//
// A fact's graph label is the claim that states it, so one fact stated twice is two quads. Claims are
// described in the graph too: their source, paragraph, offsets, certainty and note.
//
// # Errors
//
// [ErrNotFound] and [ErrAmbiguous] come as a [*NameError] with suggestions or candidates, [ErrLimit] as
// a [*LimitError], [ErrInvalidQuad] as a [*QuadError]. A context that ends gives the context's error,
// never a shorter answer.
//
// # Numbers
//
// Questions work on numbers, not on values, and on many nodes at a time: by the [Numbers] of a snapshot.
// To add a question, see package query.
package graph
