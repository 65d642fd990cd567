package mysql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
)

// turn is the lock of the head's row, in the transaction that will have the change.
type turn struct {
	e    *server
	conn *sql.Conn
	head engine.Head
	hold tables.Hold
}

// Turn waits for the lock.
func (e *server) Turn(ctx context.Context) (engine.Turn, error) {
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return nil, e.classify(ctx, err)
	}
	t := &turn{e: e, conn: conn}
	for _, text := range []string{"set transaction isolation level read committed", "start transaction"} {
		if err == nil {
			_, err = conn.ExecContext(ctx, text)
		}
	}
	if err == nil {
		t.head, err = e.readHead(conn.QueryRowContext(ctx, e.sql(selectHead+" for update")))
	}
	if err != nil {
		t.Release()
		return nil, e.classify(ctx, err)
	}
	t.hold.Renew(e.life, max(e.options.Turn, time.Second)/3, func(ctx context.Context) error {
		_, err := conn.ExecContext(ctx, "do 1")
		return err
	})
	return t, nil
}

// Head is the state to make the change from.
func (t *turn) Head() engine.Head { return t.head }

// Made tells whether a change has been made. A change that has not been made cannot be made any more afterwards. On one
// server the lock of this turn says so. A commit that another node of Galera has not begun yet knows nothing of the lock: that it
// can only fail is seen to by another change of the head's row, which comes before it in the order of all nodes.
func (t *turn) Made(ctx context.Context, writer engine.ID) (bool, error) {
	t.hold.Lock()
	defer t.hold.Unlock()
	var n int
	err := t.conn.QueryRowContext(ctx, t.e.sql("select count(*) from tg_change where writer = x'%x'", writer)).Scan(&n)
	if err == nil && n == 0 {
		if _, err = t.conn.ExecContext(ctx, t.e.sql("update tg_head set swept = swept + 1 where one = 1")); err == nil {
			_, err = t.conn.ExecContext(ctx, "commit")
		}
		t.end(err == nil)
	}
	return n > 0, t.e.classify(ctx, err)
}

// Release ends the turn.
func (t *turn) Release() {
	t.hold.StopRenewing()
	t.hold.Lock()
	defer t.hold.Unlock()
	t.end(false)
}

// end gives the connection back, or away if it may still have a transaction.
func (t *turn) end(committed bool) {
	if !t.hold.End() {
		return
	}
	if !committed {
		soon, cancel := context.WithTimeout(t.e.life, time.Second)
		defer cancel()
		if _, err := t.conn.ExecContext(soon, "rollback"); err != nil {
			t.conn.Raw(func(any) error { return driver.ErrBadConn })
		}
	}
	t.conn.Close()
}

// Commit makes the change.
func (t *turn) Commit(ctx context.Context, c *engine.Change) (err error) {
	t.hold.Lock()
	defer t.hold.Unlock()
	defer func() { t.end(err == nil) }()
	if err := t.hold.Err(); err != nil {
		return err
	}
	if err := t.write(ctx, c); err != nil {
		return tables.NotMade(t.e.classify(ctx, err))
	}
	_, err = t.conn.ExecContext(ctx, "commit")
	if answer, ok := errors.AsType[*mysql.MySQLError](err); ok && answer.Number == 1213 { // other nodes have refused it
		return &engine.Error{Class: engine.ErrConflict, Err: err}
	}
	if err != nil {
		return &engine.Error{Class: engine.ErrUnknownOutcome, Err: err}
	}
	return nil
}

// write writes the rows of a change.
func (t *turn) write(ctx context.Context, c *engine.Change) error {
	if err := tables.ErrFull(c); err != nil {
		return err
	}
	w := &writer{t: t, ctx: ctx}
	w.begin("insert into tg_term (id, kind, text, datatype, lang, hash) values ", "")
	for i, x := range c.Terms {
		w.row("(%d,%d,x'%x',x'%x',x'%x',x'%x')", c.First+uint64(i), x.Kind, x.Text, x.Datatype, x.Lang, tables.Hash(x))
	}
	w.flush()
	w.begin("update tg_quad set until = "+fmt.Sprint(c.Version)+" where until = "+fmt.Sprint(uint64(forever))+" and (s, p, o, g) in (", ")")
	for _, q := range c.Removed {
		w.row("(%d,%d,%d,%d)", q[0], q[1], q[2], q[3])
	}
	w.flush()
	w.begin("insert into tg_quad (s, p, o, g, since, until) values ", "")
	for _, q := range c.Added {
		w.row("(%d,%d,%d,%d,%d,%d)", q[0], q[1], q[2], q[3], c.Version, uint64(forever))
	}
	w.flush()
	w.begin(fmt.Sprintf("insert into tg_change (tx, writer, at, terms, added, removed) values (%d,x'%x',NOW_MICROS,%d,%d,%d)",
		c.Version, c.Writer, t.head.Terms+uint64(len(c.Terms)), len(c.Added), len(c.Removed)), "")
	w.rows = 1
	w.flush()
	w.begin(fmt.Sprintf("update tg_head set tx = %d, writer = x'%x', terms = terms + %d where one = 1 and tx = %d", c.Version, c.Writer, len(c.Terms), c.Version-1), "")
	w.rows = 1
	w.flush()
	return w.err
}

// writer sends statements of many rows, and sees that each changes as many as it should.
type writer struct {
	t             *turn
	ctx           context.Context
	before, after string // of the rows
	text          strings.Builder
	rows          int
	err           error
}

// mostText is how long a statement gets: the server takes 16 MiB unless it is told otherwise.
const mostText, mostRows = 1 << 20, 1 << 11

func (w *writer) begin(before, after string) { w.before, w.after = w.t.e.sql(before), after }

func (w *writer) row(format string, values ...any) {
	if w.rows > 0 {
		w.text.WriteByte(',')
	}
	fmt.Fprintf(&w.text, format, values...)
	if w.rows++; w.rows == mostRows || w.text.Len() > mostText {
		w.flush()
	}
}

func (w *writer) flush() {
	if w.rows > 0 && w.err == nil {
		var result sql.Result
		if result, w.err = w.t.conn.ExecContext(w.ctx, w.before+w.text.String()+w.after); w.err == nil {
			if n, err := result.RowsAffected(); err != nil || n != int64(w.rows) {
				w.err = tables.OwnError{Err: fmt.Errorf("a statement of the change has changed %d rows of %d: the tables were changed by another program", n, w.rows)}
			}
		}
	}
	w.text.Reset()
	w.rows = 0
}

// Sweep lets go of what is older than options.Keep, unless another process has done so within the last minute, or
// somebody writes.
func (e *server) Sweep(ctx context.Context) error {
	keep := e.options.Keep.Microseconds()
	oldest, err := e.raiseOldest(ctx, keep)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	for _, text := range []string{"delete from tg_quad where until <= %d limit 5000", "delete from tg_change where tx < %d order by tx limit 5000"} {
		for gone := int64(1); gone > 0 && err == nil; {
			var result sql.Result
			if result, err = e.db.ExecContext(ctx, e.sql(text, oldest)); err == nil {
				gone, err = result.RowsAffected()
			}
		}
	}
	return e.classify(ctx, err)
}

func (e *server) raiseOldest(ctx context.Context, keep int64) (oldest uint64, err error) {
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	err = tx.QueryRowContext(ctx, e.sql("select oldest from tg_head where one = 1 and swept <= NOW_MICROS - %d for update nowait", min(keep, time.Minute.Microseconds()))).Scan(&oldest)
	if err != nil {
		return 0, err
	}
	var newest uint64
	err = tx.QueryRowContext(ctx, e.sql("select coalesce(max(tx), 0) from tg_change where at <= NOW_MICROS - %d", keep)).Scan(&newest)
	if err == nil {
		oldest = max(oldest, newest)
		_, err = tx.ExecContext(ctx, e.sql("update tg_head set oldest = %d, swept = NOW_MICROS where one = 1", oldest))
	}
	if err == nil {
		err = tx.Commit()
	}
	return oldest, err
}
