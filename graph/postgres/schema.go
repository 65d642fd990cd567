package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
)

// format is that of the tables. A program refuses tables of a greater one.
const format = 1

// schema makes the tables of an empty graph.
const schema = `
create table tg_meta (format int4 not null, graph uuid not null, created timestamptz not null);
create table tg_head (one bool primary key default true check (one), tx int8 not null, writer uuid not null,
	oldest int8 not null, terms int8 not null, swept timestamptz not null);
create table tg_change (tx int8 primary key, writer uuid not null unique, at timestamptz not null, terms int8 not null,
	added int8 not null, removed int8 not null);
create table tg_term (id int4 primary key, kind int2 not null, text bytea not null, datatype text not null, lang text not null,
	hash uuid not null unique);
create table tg_quad (s int4 not null, p int4 not null, o int4 not null, g int4 not null, since int8 not null,
	until int8 not null default 9223372036854775807, primary key (s, p, o, g, since)) with (fillfactor = 95);
create index on tg_quad (since);
create index on tg_quad (until) where until < 9223372036854775807;
`

// sql gives a text with the names that the graph's tables have.
func (e *server) sql(text string) string { return e.names.Replace(text) }

func namesOf(graph string) *strings.Replacer {
	if graph == "" {
		return strings.NewReplacer()
	}
	return strings.NewReplacer("tg_", "tg_"+graph+"_")
}

// prepare makes the tables, or sees that they are of a format that this program knows.
func (e *server) prepare(ctx context.Context) error {
	there, err := e.check(ctx)
	switch {
	case err != nil || there:
		return err
	case e.options.ReadOnly:
		return tables.ErrNone(e.sql("tg_meta"))
	}
	return e.inTransaction(ctx, func(tx pgx.Tx) error {
		const key = 0x7467726170680001 // of this package's tables
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", int64(key)); err != nil {
			return err
		}
		if there, err := e.check(ctx); err != nil || there { // another process was quicker
			return err
		}
		if err := checkEncoding(ctx, tx); err != nil {
			return err
		}
		var graph [16]byte
		rand.Read(graph[:])
		batch := &pgx.Batch{}
		for _, statement := range strings.Split(strings.TrimSuffix(strings.TrimSpace(e.sql(schema)), ";"), ";\n") {
			batch.Queue(statement)
		}
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		batch = &pgx.Batch{}
		var none [16]byte
		batch.Queue(e.sql("insert into tg_meta values ($1, $2, now())"), format, graph)
		batch.Queue(e.sql("insert into tg_head values (true, 0, $1, 0, 0, now())"), none)
		batch.Queue(e.sql("insert into tg_change values (0, $1, now(), 0, 0, 0)"), none)
		return tx.SendBatch(ctx, batch).Close()
	})
}

// checkEncoding sees that a database can have the texts of all scripts.
func checkEncoding(ctx context.Context, tx pgx.Tx) error {
	var encoding string
	err := tx.QueryRow(ctx, "show server_encoding").Scan(&encoding)
	if err == nil && encoding != "UTF8" && encoding != "SQL_ASCII" {
		err = tables.OwnError{Err: fmt.Errorf("the database's encoding is %s, which lacks characters; make one with: create database NAME encoding 'UTF8' template template0", encoding)}
	}
	return err
}

// check tells whether there are tables, and reads what they say of themselves.
func (e *server) check(ctx context.Context) (there bool, err error) {
	meta := e.sql("tg_meta")
	if err := e.pool.QueryRow(ctx, "select to_regclass($1) is not null", meta).Scan(&there); err != nil || !there {
		return false, e.classify(ctx, err)
	}
	var has int
	err = e.pool.QueryRow(ctx, "select format, graph from "+meta).Scan(&has, &e.graph)
	if err != nil {
		return false, fmt.Errorf("table %s: %w", meta, e.classify(ctx, err))
	}
	if has > format {
		err = &engine.Error{Class: engine.ErrNewer, Err: fmt.Errorf("table %s says format %d, and this program knows %d", meta, has, format)}
	}
	return true, err
}

// inTransaction runs f in a transaction, and commits it.
func (e *server) inTransaction(ctx context.Context, f func(pgx.Tx) error) error {
	tx, err := begin(ctx, e.pool)
	if err != nil {
		return e.classify(ctx, err)
	}
	defer tx.Rollback(e.life) // after a commit it does nothing
	if err = f(tx); err == nil {
		err = tx.Commit(ctx)
	}
	return e.classify(ctx, err)
}

// begin begins a transaction that may write. A standby, which refuses that, may be promoted.
func begin(ctx context.Context, on interface {
	BeginTx(context.Context, pgx.TxOptions) (pgx.Tx, error)
}) (pgx.Tx, error) {
	tx, err := on.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.ReadCommitted, AccessMode: pgx.ReadWrite})
	if answer, ok := errors.AsType[*pgconn.PgError](err); ok && answer.Code == "0A000" {
		err = &engine.Error{Class: engine.ErrUnreachable, Err: fmt.Errorf("the server is a standby, which can only be read: %w", err)}
	}
	return tx, err
}
