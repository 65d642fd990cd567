// Package remote runs a script in another process than the one that has the graph. Both have the language of package
// lang; what it asks of the graph, and what it gives, crosses as messages of package wire.
//
// The child runs scripts ([Serve]): child.go takes jobs, there.go stands for the graph, its names and the caller. The
// parent gives jobs and answers what the child asks ([Talk.Run]): parent.go, and cursor.go for rows, which go over in
// batches. message.go lists the kinds of messages.
//
// A path goes over as its steps when its rows are wanted, and the parent runs it on its own state of the graph, within
// its own limits. The rows of all() are given to the caller by the parent, and never cross. What the script emits goes
// over without waiting for the caller, so a script whose caller has left the loop may run on for a moment.
//
// Neither side believes the other: what cannot be read, or comes out of turn, ends the child.
package remote
