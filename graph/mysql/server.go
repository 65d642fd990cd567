package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"

	"talentgraph.example/graph/engine"
)

func init() { engine.Register("mysql", open) }

// server is a graph in a server's tables.
type server struct {
	db      *sql.DB
	options engine.Options
	names   *strings.Replacer
	graph   engine.ID
	life    context.Context // has the values of the one it was opened with, and does not end
}

func open(ctx context.Context, address string, o engine.Options) (engine.Engine, error) {
	config, err := parse(address)
	if err != nil { // the driver's error may have a part of the password
		return nil, errors.New("the driver cannot read the address or one of its parameters; it is to be mysql://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETER=VALUE, with special characters as %40 and so on")
	}
	turn := max(o.Turn, time.Second)
	if config.Params == nil {
		config.Params = map[string]string{}
	}
	config.Params["wait_timeout"] = fmt.Sprint(int((turn + time.Second - 1) / time.Second))
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return nil, errors.New("the driver refuses a parameter of the address")
	}
	e := &server{db: sql.OpenDB(connector), options: o, names: namesOf(o.Graph), life: context.WithoutCancel(ctx)}
	e.db.SetConnMaxIdleTime(turn / 2)
	if err := e.prepare(ctx); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

func parse(address string) (*mysql.Config, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	host := u.Host
	if u.Port() == "" {
		host += ":3306"
	}
	config, err := mysql.ParseDSN("tcp(" + host + ")/" + strings.TrimPrefix(u.Path, "/") + "?" + u.RawQuery)
	if err != nil {
		return nil, err
	}
	config.User = u.User.Username()
	config.Passwd, _ = u.User.Password()
	config.Logger = &mysql.NopLogger{}
	return config, nil
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

// Wait waits a little: there are no notifications.
func (e *server) Wait(ctx context.Context) error { return pause(ctx, 100*time.Millisecond) }

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}
