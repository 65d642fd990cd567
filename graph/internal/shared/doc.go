// Package shared keeps a store at the newest state of an engine, and makes changes in the engine's turn.
//
//	Open ----> Copy of a state ----> follow: Wait, Head, Changes ----> applied to the store, whole and in order
//	Update --> Turn, catch up -----> f, once -----> Commit ----------> the store's own commit, and so readers
//
// A [Follower] is the store's log: a commit of the store is one of the engine first. While the engine cannot be reached,
// readers go on with what there is; everything else is tried again, at growing intervals, as long as its context lasts.
package shared
