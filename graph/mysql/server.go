package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"talentgraph.example/graph/engine"
)

func init() { engine.Register("mysql", open) }

// server is a graph in a server's tables.
type server struct {
	db      *sql.DB
	hosts   *hosts
	options engine.Options
	names   *strings.Replacer
	graph   engine.ID
	life    context.Context // has the values of the one it was opened with, and does not end
	seen    atomic.Uint64   // the version that Wait has told of
}

func open(ctx context.Context, address string, o engine.Options) (engine.Engine, error) {
	turn := max(o.Turn, time.Second)
	hosts, err := parse(address, map[string]string{"wait_timeout": fmt.Sprint(int((turn + time.Second - 1) / time.Second))})
	if err != nil { // the driver's error may have a part of the password
		return nil, errors.New("the driver cannot read the address or one of its parameters; it is to be mysql://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETER=VALUE, with special characters as %40 and so on; several HOST:PORT may be given, with commas between them")
	}
	e := &server{db: sql.OpenDB(hosts), hosts: hosts, options: o, names: namesOf(o.Graph), life: context.WithoutCancel(ctx)}
	e.db.SetConnMaxIdleTime(turn / 2)
	if err := e.prepare(ctx); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// Close ends all connections.
func (e *server) Close() error { return e.db.Close() }

const selectHead = "select tx, writer, oldest, terms from tg_head where one = 1"

func (e *server) readHead(row *sql.Row) (h engine.Head, err error) {
	var writer []byte
	err = row.Scan(&h.Version, &writer, &h.Oldest, &h.Terms)
	h.Graph = e.graph
	copy(h.Writer[:], writer)
	return h, err
}

// Head looks at the newest state.
func (e *server) Head(ctx context.Context) (engine.Head, error) {
	h, err := e.readHead(e.db.QueryRowContext(ctx, e.sql(selectHead)))
	return h, e.classify(ctx, err)
}
