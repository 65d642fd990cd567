// Package bench compares graphs in files with what they could be at best: durable changes with a plain append and a sync
// of as many bytes, and with go.etcd.io/bbolt; questions on a mapped file with the same in memory; opening with loading:
//
//	cd graph/bench && go test -bench .
//
// All that is compared takes turns, since the speed of a disk changes from second to second, and the metrics are
// quotients of the least times of one run. It is a module of its own, so that nobody who uses talentgraph gets bbolt along.
package bench
