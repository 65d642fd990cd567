package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
)

// turn is the lock of the head's row, in the transaction that will have the change.
type turn struct {
	e    *server
	conn *pgxpool.Conn
	tx   pgx.Tx
	head engine.Head
	hold tables.Hold
}

// Turn waits for the lock.
func (e *server) Turn(ctx context.Context) (engine.Turn, error) {
	conn, err := e.pool.Acquire(ctx)
	if err != nil {
		return nil, e.classify(ctx, err)
	}
	t := &turn{e: e, conn: conn}
	if err = t.begin(ctx); err != nil {
		t.Release()
		return nil, e.classify(ctx, err)
	}
	t.hold.Renew(e.life, e.options.Turn/3, func(ctx context.Context) error {
		_, err := t.tx.Exec(ctx, "select 1")
		return err
	})
	return t, nil
}

func (t *turn) begin(ctx context.Context) (err error) {
	if t.tx, err = begin(ctx, t.conn); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	batch.Queue(fmt.Sprintf("select set_config('idle_in_transaction_session_timeout', '%d', true), set_config('statement_timeout', '0', true)", t.e.options.Turn.Milliseconds()))
	batch.Queue(t.e.sql(selectHead + " for update"))
	answers := t.tx.SendBatch(ctx, batch)
	_, err = answers.Exec()
	if err == nil {
		t.head, err = t.e.readHead(answers.QueryRow())
	}
	return errors.Join(err, answers.Close())
}

// Head is the state to make the change from.
func (t *turn) Head() engine.Head { return t.head }

// Made tells whether a change has been made.
func (t *turn) Made(ctx context.Context, writer engine.ID) (made bool, err error) {
	t.hold.Lock()
	defer t.hold.Unlock()
	err = t.tx.QueryRow(ctx, t.e.sql("select exists (select from tg_change where writer = $1)"), writer).Scan(&made)
	return made, t.e.classify(ctx, err)
}

// Release ends the turn.
func (t *turn) Release() {
	t.hold.StopRenewing()
	t.hold.Lock()
	defer t.hold.Unlock()
	t.end()
}

func (t *turn) end() {
	if !t.hold.End() {
		return
	}
	if t.tx != nil {
		soon, cancel := context.WithTimeout(t.e.life, time.Second)
		defer cancel()
		t.tx.Rollback(soon) // after a commit it does nothing; a connection that fails is not used again
	}
	t.conn.Release()
}

// Commit makes the change.
func (t *turn) Commit(ctx context.Context, c *engine.Change) error {
	t.hold.Lock()
	defer t.hold.Unlock()
	defer t.end()
	if err := t.hold.Err(); err != nil {
		return err
	}
	if err := t.write(ctx, c); err != nil {
		return tables.NotMade(t.e.classify(ctx, err))
	}
	err := t.tx.Commit(ctx)
	var answer *pgconn.PgError
	if err == nil || errors.Is(err, pgx.ErrTxCommitRollback) || errors.As(err, &answer) && answer.SeverityUnlocalized == "ERROR" {
		return err
	}
	return &engine.Error{Class: engine.ErrUnknownOutcome, Err: err}
}

// rowsAtOnce is how many rows one statement takes away.
const rowsAtOnce = 1 << 15

// write writes the rows of a change.
func (t *turn) write(ctx context.Context, c *engine.Change) error {
	if err := tables.ErrFull(c); err != nil {
		return err
	}
	tx := int64(c.Version)
	w := &writer{t: t, ctx: ctx, batch: &pgx.Batch{}}
	if len(c.Terms) >= manyRows {
		w.copyIn("tg_term (id, kind, text, datatype, lang, hash)", len(c.Terms), func(b []byte, i int) []byte {
			return appendTermRow(b, c.First+uint64(i), c.Terms[i])
		})
	} else if len(c.Terms) > 0 {
		r := termRows(c.First, c.Terms)
		w.queue(len(c.Terms), "insert into tg_term (id, kind, text, datatype, lang, hash) select * from unnest($1::int4[], $2::int2[], $3::bytea[], $4::text[], $5::text[], $6::uuid[])",
			r.ids, r.kinds, r.texts, r.datatypes, r.langs, r.hashes)
	}
	for quads := range slices.Chunk(c.Removed, rowsAtOnce) {
		k := keysOf(quads)
		w.queue(len(quads), "update tg_quad set until = $5 from unnest($1::int4[], $2::int4[], $3::int4[], $4::int4[]) as x (s, p, o, g)"+
			" where tg_quad.s = x.s and tg_quad.p = x.p and tg_quad.o = x.o and tg_quad.g = x.g and until = 9223372036854775807", k[0], k[1], k[2], k[3], tx)
	}
	if len(c.Added) >= manyRows {
		w.copyIn("tg_quad (s, p, o, g, since)", len(c.Added), func(b []byte, i int) []byte { return appendQuadRow(b, c.Added[i], c.Version) })
	} else if len(c.Added) > 0 {
		k := keysOf(c.Added)
		w.queue(len(c.Added), "insert into tg_quad (s, p, o, g, since) select *, $5::int8 from unnest($1::int4[], $2::int4[], $3::int4[], $4::int4[])", k[0], k[1], k[2], k[3], tx)
	}
	w.queue(1, "insert into tg_change (tx, writer, at, terms, added, removed) values ($1, $2, clock_timestamp(), $3, $4, $5)",
		tx, c.Writer, int64(t.head.Terms)+int64(len(c.Terms)), int64(len(c.Added)), int64(len(c.Removed)))
	w.queue(1, "update tg_head set tx = $1, writer = $2, terms = terms + $3 where tx = $1 - 1", tx, c.Writer, int64(len(c.Terms)))
	w.queue(1, "select pg_notify('tg_head', '')")
	return w.send()
}

// writer sends statements many at a time, and sees that each changes as many rows as it should.
type writer struct {
	t      *turn
	ctx    context.Context
	batch  *pgx.Batch
	wanted []int
	rows   int
	err    error
}

func (w *writer) queue(rows int, sql string, arguments ...any) {
	w.batch.Queue(w.t.e.sql(sql), arguments...)
	w.wanted = append(w.wanted, rows)
	if w.rows += rows; w.rows >= 8*rowsAtOnce {
		w.send()
	}
}

func (w *writer) send() error {
	if w.err != nil || len(w.wanted) == 0 {
		return w.err
	}
	answers := w.t.tx.SendBatch(w.ctx, w.batch)
	for _, wanted := range w.wanted {
		tag, err := answers.Exec()
		if err == nil {
			err = changed(tag, wanted)
		}
		if err != nil {
			w.err = err
			break
		}
	}
	if err := answers.Close(); w.err == nil {
		w.err = err
	}
	w.batch, w.wanted, w.rows = &pgx.Batch{}, nil, 0
	return w.err
}

// changed sees that a statement has changed as many rows as it should.
func changed(tag pgconn.CommandTag, wanted int) error {
	if tag.RowsAffected() != int64(wanted) {
		return tables.OwnError{Err: fmt.Errorf("%.20s: a statement of the change has changed %d rows of %d: the tables were changed by another program", tag, tag.RowsAffected(), wanted)}
	}
	return nil
}

// Sweep lets go of what is older than options.Keep, unless another process has done so within the last minute, or
// somebody writes.
func (e *server) Sweep(ctx context.Context) error {
	keep := e.options.Keep
	var oldest int64
	err := e.inTransaction(ctx, func(tx pgx.Tx) error {
		return tx.QueryRow(ctx, e.sql(`with head as (select 1 from tg_head where swept <= now() - $2::interval for update skip locked)
			update tg_head set swept = now(), oldest = greatest(oldest, (select max(tx) from tg_change where at <= now() - $1::interval))
			from head returning oldest`), keep, min(keep, time.Minute)).Scan(&oldest)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	for _, sql := range []string{
		"delete from tg_quad where ctid = any (array (select ctid from tg_quad where until <= $1 and until < 9223372036854775807 limit 5000))",
		"delete from tg_change where tx = any (array (select tx from tg_change where tx < $1 order by tx limit 5000))",
	} {
		for gone := int64(1); gone > 0 && err == nil; {
			var tag pgconn.CommandTag
			tag, err = e.pool.Exec(ctx, e.sql(sql), oldest)
			gone = tag.RowsAffected()
		}
	}
	return e.classify(ctx, err)
}
