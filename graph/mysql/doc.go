// Package mysql keeps graphs in MariaDB, where many processes and machines share them. To import it is to have it:
//
//	import _ "talentgraph.example/graph/mysql"
//
//	g, err := graph.Open(ctx, "mysql://user:password@host:3306/database?tls=true")
//
// The parameters are those of github.com/go-sql-driver/mysql, such as tls, and socket=PATH for a server's Unix socket, in the place
// of a host; those of graph.Open are taken out. The tables are as package
// graph/postgres has them. There are no notifications: of all who follow a graph on a server one looks each 10 ms, and the
// others wait behind it for a lock (GET_LOCK), so that a change is there within milliseconds, and hundreds of followers
// ask the server no more than one does. A writer that is silent for longer than turn, at least a second, loses its turn by the
// session's wait_timeout.
//
// A term may be as long as half of the server's max_allowed_packet, 8 MiB unless that was raised; a longer
// one is an error of its change.
//
// A change is as durable as the server's innodb_flush_log_at_trx_commit says.
//
// # Galera
//
// Several hosts may be named, as in mysql://user@a,b:3307,c/database: connections lead to the first that can be used, as
// long as it can, then to the next. So are the nodes of a Galera cluster named. What one node has committed, all that survive have;
// who reads by another node waits until it has that, too (wsrep_sync_wait). Nodes give one another no locks: where processes
// write by different nodes at once, one of them is told so at its commit, and gets graph.ErrConflict, after which nothing of its change is
// there. It is for the caller to repeat it. Where all name the nodes in the same order, they write by the same node, and wait for one another instead.
//
// TiDB takes the same SQL; nothing is tested on it. There tg_quad is to be partitioned by the hash of s and tg_term by id, whose
// numbers ascend; the other tables are small. Transactions must be pessimistic, as they are by default.
package mysql
