// Package wire is how the process that has the graph and the one that runs a script talk: frames, and what is in them.
//
// A frame is its length, 4 bytes, lowest first, a byte that tells its kind, and a body of so many bytes; each side has
// a length above which it takes none. Bodies are made by appending to a [Writer] and taken apart by a [Reader], which
// believes nothing: it looks at each length and each count before anything is made of it, and gives an error instead.
package wire
