// Package mysql keeps graphs in MariaDB, where many processes and machines share them. To import it is to have it:
//
//	import _ "talentgraph.example/graph/mysql"
//
//	g, err := graph.Open(ctx, "mysql://user:password@host:3306/database?tls=true")
//
// The parameters are those of github.com/go-sql-driver/mysql; those of graph.Open are taken out. The tables are as package
// graph/postgres has them. There are no notifications: followers look ten times a second. A writer that is silent for
// longer than turn, at least a second, loses its turn by the session's wait_timeout.
//
// A term may be as long as half of the server's max_allowed_packet, 8 MiB unless that was raised.
//
// A change is as durable as the server's innodb_flush_log_at_trx_commit says.
package mysql
