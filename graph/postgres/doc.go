// Package postgres keeps graphs in PostgreSQL, where many processes and machines share them. To import it is to have it:
//
//	import _ "talentgraph.example/graph/postgres"
//
//	g, err := graph.Open(ctx, "postgres://user@host/database?sslmode=verify-full")
//
// The address is a connection string as pgxpool.ParseConfig takes it, with its parameters of the pool (pool_max_conns and
// so on, of which at least two are used) and of the session; what it leaves out comes from PGHOST, PGPASSWORD, a password
// file and a service file, as everywhere. Several hosts may be named: with target_session_attrs=read-write the one that
// can be written is used, be it a standby that has been promoted. The parameters of graph.Open are taken out of it.
//
// A change is as durable as the server's synchronous_commit says. What is read from a standby may be a little older; a graph
// that was just made may not be there yet, which is an error. A writer who knows a standby alone waits until it is promoted.
//
// A database's encoding must be UTF8, or SQL_ASCII. Who follows a graph by graph.ReadOnly needs the right to select from its
// tables, who writes to insert, update and delete, too. Limits of time that the server has, such as statement_timeout, end no
// turn; who copies a large graph may need statement_timeout=0 in the address.
//
// # Poolers
//
// Behind a pooler that gives each transaction another connection, as PgBouncer does with pool_mode=transaction, the address must
// have default_query_exec_mode=cache_describe, since prepared statements stay behind. Notifications do not pass it: changes
// are found by the look once a second.
//
// # Standbys
//
// What Update has returned is on a standby that is promoted if synchronous_standby_names names it, and synchronous_commit is
// on or remote_apply. Without, the last changes may be lost; then all processes that had them find it out by the writers of the
// changes, and copy the graph anew, and Changes ends with graph.ErrSnapshotGone. A server whose standby was
// promoted must not come back as one that can be written: nobody could tell which of the two has the graph.
//
// # Tables
//
// Each graph has five tables in the database's schema of the connection, tg_meta, tg_head, tg_change, tg_term and tg_quad,
// those of a graph with a name tg_NAME_meta and so on. They are made when the graph is first opened for writing. Numbers
// of terms are kept less 2^31, so that all 32 bits are used and the order stays. A row of tg_quad is valid for the
// versions from its since to before its until; so a state is a number and needs no transaction to be read.
//
// A writer locks the row of tg_head in the transaction that commits its change, so changes appear in their order and
// without gaps. Each ends with a notification on the channel of the name of tg_head; a look once a second finds what a
// lost one, or one that no pooler passes on, would have told.
//
// # Other servers
//
// YugabyteDB and Citus take the same SQL; nothing is tested on them. There tg_quad is to be partitioned by the hash of s
// and tg_term by id; the other tables, small ones, stay on one node. The lock of tg_head's row must hold for the whole cluster.
package postgres
