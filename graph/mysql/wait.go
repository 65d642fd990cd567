package mysql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"time"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
)

// Wait waits for another version. The server has nothing that tells of one, so that somebody has to look. Of all who wait
// for the same graph on a server one does, often; the others wait behind it for a lock that it has, which costs nobody
// anything, and are let go one after another when it has seen something. Who cannot look any more has lost the lock with
// its connection. So many followers cost as little as one.
func (e *server) Wait(ctx context.Context) error {
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return e.classify(ctx, err)
	}
	defer conn.Close()
	soon, cancel := context.WithTimeout(ctx, engine.Patience)
	defer cancel()
	if err = e.wait(soon, conn); err != nil {
		conn.Raw(func(any) error { return driver.ErrBadConn }) // it may have the lock
	}
	return e.classify(ctx, err)
}

// The lock has the name of the graph's table in its database, as 32 characters.
const (
	lockName = "md5(concat(database(), '.tg_head'))"
	tryLock  = "select get_lock(" + lockName + ", 0)"
	waitLock = "select get_lock(" + lockName + ", 1) and release_lock(" + lockName + ")"
	endLock  = "do release_lock(" + lockName + ")"
)

// lookEvery is how long the one who looks waits before it looks again.
const lookEvery = 10 * time.Millisecond

func (e *server) wait(ctx context.Context, conn *sql.Conn) error {
	if news, err := e.lookOnce(ctx, conn); err != nil || news {
		return err
	}
	var got sql.NullBool
	if err := conn.QueryRowContext(ctx, e.sql(tryLock)).Scan(&got); err != nil {
		return err
	}
	if !got.Bool {
		return conn.QueryRowContext(ctx, e.sql(waitLock)).Scan(&got)
	}
	for begun := time.Now(); time.Since(begun) < time.Second; {
		news, err := e.lookOnce(ctx, conn)
		if err == nil && !news {
			err = tables.Pause(ctx, lookEvery)
		}
		if err != nil {
			return err
		}
		if news {
			break
		}
	}
	_, err := conn.ExecContext(ctx, e.sql(endLock))
	return err
}

// lookOnce tells whether there is another version than the last time.
func (e *server) lookOnce(ctx context.Context, conn *sql.Conn) (news bool, err error) {
	var now uint64
	err = conn.QueryRowContext(ctx, e.sql("select tx from tg_head where one = 1")).Scan(&now)
	return err == nil && e.seen.Swap(now) != now, err
}
