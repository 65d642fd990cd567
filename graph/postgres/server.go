package postgres

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
)

func init() {
	engine.Register("postgres", open)
	engine.Register("postgresql", open)
}

// server is a graph in a server's tables.
type server struct {
	pool    *pgxpool.Pool
	options engine.Options
	names   *strings.Replacer
	graph   engine.ID
	life    context.Context // has the values of the one it was opened with, and does not end

	mu       sync.Mutex
	listener *pgx.Conn // nil until it is needed, and after it was lost
}

func open(ctx context.Context, address string, o engine.Options) (engine.Engine, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil { // the driver's error may have a part of the password
		return nil, errors.New("the driver cannot read the address or one of its parameters; it is to be postgres://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETER=VALUE, with special characters as %40 and so on")
	}
	if c := config.ConnConfig; c.ConnectTimeout == 0 {
		c.ConnectTimeout = tables.PatienceFor(1 + len(c.Fallbacks))
	}
	config.ConnConfig.DialFunc = tables.Dialer().DialContext
	config.PingTimeout = engine.Patience
	config.MaxConns = max(config.MaxConns, 2) // a writer with the turn reads by another one
	if c := config.ConnConfig; c.DefaultQueryExecMode == pgx.QueryExecModeSimpleProtocol || c.DefaultQueryExecMode == pgx.QueryExecModeExec {
		c.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe // values are sent and read in binary, whose types must be known
	}
	config.ConnConfig.RuntimeParams["client_encoding"] = "UTF8" // whatever the role or the environment has
	e := &server{options: o, names: namesOf(o.Graph), life: context.WithoutCancel(ctx)}
	if e.pool, err = pgxpool.NewWithConfig(e.life, config); err != nil {
		return nil, err
	}
	if err := e.prepare(ctx); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// Close ends all connections.
func (e *server) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.endListening()
	e.pool.Close()
	return nil
}

const selectHead = "select tx, writer, oldest, terms from tg_head"

func (e *server) readHead(row pgx.Row) (h engine.Head, err error) {
	var tx, oldest, terms int64
	err = row.Scan(&tx, &h.Writer, &oldest, &terms)
	h.Graph, h.Version, h.Oldest, h.Terms = e.graph, uint64(tx), uint64(oldest), uint64(terms)
	return h, err
}

// Head looks at the newest state.
func (e *server) Head(ctx context.Context) (engine.Head, error) {
	h, err := e.readHead(e.pool.QueryRow(ctx, e.sql(selectHead)))
	return h, e.classify(ctx, err)
}

// Wait waits for a notification.
func (e *server) Wait(ctx context.Context) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.listener == nil {
		var err error
		if e.listener, err = pgx.ConnectConfig(ctx, e.pool.Config().ConnConfig); err != nil {
			e.listener = nil
			return e.classify(ctx, err)
		}
		soon, cancel := context.WithTimeout(ctx, engine.Patience)
		defer cancel()
		if _, err = e.listener.Exec(soon, e.sql("listen tg_head")); err == nil {
			return nil // nobody listened before: have a look
		}
		e.endListening() // a standby cannot
		if err := e.classify(ctx, err); !isStandby(err) {
			return err
		}
		return tables.Pause(ctx, 100*time.Millisecond)
	}
	second, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if _, err := e.listener.WaitForNotification(second); err != nil && second.Err() == nil {
		e.endListening()
		return e.classify(ctx, err)
	}
	return ctx.Err()
}

func (e *server) endListening() {
	if e.listener != nil {
		soon, cancel := context.WithTimeout(e.life, time.Second)
		defer cancel()
		e.listener.Close(soon)
		e.listener = nil
	}
}
