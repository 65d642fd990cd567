package mysql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-sql-driver/mysql"

	"talentgraph.example/graph/internal/tables"
)

// hosts connects to one of several servers: the one that it has connected to last, else the next that can be used. So the
// connections of a process lead to one node of a cluster as long as that lives.
type hosts struct {
	connectors []driver.Connector
	patience   time.Duration // for one of them
	last       atomic.Uint32 // the place of the one that it has connected to, or that is to be tried first
}

// parse reads an address; the session has some variables beside those of the address.
func parse(address string, session map[string]string) (*hosts, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	h := &hosts{}
	list := strings.Split(u.Host, ",")
	parameters := u.Query()
	socket := parameters.Get("socket")
	if parameters.Del("socket"); socket != "" && (len(list) > 1 || strings.Contains(socket, ")")) {
		return nil, errors.New("one server has a socket")
	}
	for _, host := range list {
		if (&url.URL{Host: host}).Port() == "" {
			host += ":3306"
		}
		place := "tcp(" + host + ")"
		if socket != "" {
			place = "unix(" + socket + ")"
		}
		config, err := mysql.ParseDSN(place + "/" + strings.TrimPrefix(u.Path, "/") + "?" + parameters.Encode())
		if err != nil {
			return nil, err
		}
		config.User = u.User.Username()
		config.Passwd, _ = u.User.Password()
		config.Logger = &mysql.NopLogger{}
		if !u.Query().Has("maxAllowedPacket") {
			config.MaxAllowedPacket = 0 // the server's: what is longer is an error here, and not a lost connection
		}
		if config.Timeout == 0 {
			config.Timeout = tables.PatienceFor(len(list))
		}
		config.DialFunc = tables.Dialer().DialContext // by the network and the address that it is given
		h.patience = config.Timeout
		if config.Params == nil {
			config.Params = map[string]string{}
		}
		for name, value := range session {
			config.Params[name] = value
		}
		connector, err := mysql.NewConnector(config)
		if err != nil {
			return nil, err
		}
		h.connectors = append(h.connectors, connector)
	}
	return h, nil
}

// Driver gives the driver of all of them.
func (h *hosts) Driver() driver.Driver { return h.connectors[0].Driver() }

// Connect connects to the first that can be used, from the last one on.
func (h *hosts) Connect(ctx context.Context) (driver.Conn, error) {
	var all []error
	for range h.connectors {
		at := h.last.Load()
		soon, cancel := context.WithTimeout(ctx, h.patience)
		conn, err := connect(soon, h.connectors[at])
		cancel()
		if err == nil {
			return conn, nil
		}
		all = append(all, err)
		h.next(at)
	}
	return nil, errors.Join(all...)
}

// next says that another one is to be tried than the one at a place.
func (h *hosts) next(at uint32) {
	h.last.CompareAndSwap(at, (at+1)%uint32(len(h.connectors)))
}

// connect connects to a server that can be read. Where it is a node of Galera, what is read in the session is as new as
// what any node has committed before, for updates, too.
func connect(ctx context.Context, c driver.Connector) (driver.Conn, error) {
	conn, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	_, err = conn.(driver.ExecerContext).ExecContext(ctx, "set session wsrep_sync_wait = 7", nil)
	if err == nil {
		err = joined(ctx, conn)
	}
	const unknownVariable = 1193 // of a server that has no Galera
	if answer, ok := errors.AsType[*mysql.MySQLError](err); err != nil && !(ok && answer.Number == unknownVariable) {
		conn.Close()
		return nil, err
	}
	return conn, nil
}

// joined sees that a server is not a node that has lost its cluster, which lets nobody read tables.
func joined(ctx context.Context, conn driver.Conn) error {
	rows, err := conn.(driver.QueryerContext).QueryContext(ctx, "select 1 from information_schema.global_status where variable_name = 'WSREP_READY' and variable_value = 'OFF' and @@wsrep_on", nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	switch err := rows.Next(make([]driver.Value, 1)); err {
	case nil:
		return &mysql.MySQLError{Number: 1047, Message: "the node is not in its cluster"}
	case io.EOF:
		return nil
	default:
		return err
	}
}

// leave has the next connections lead to another server.
func (h *hosts) leave(db *sql.DB) {
	if len(h.connectors) > 1 {
		h.next(h.last.Load())
		db.SetMaxIdleConns(0) // closes those that wait
		db.SetMaxIdleConns(2) // as many as package sql has by itself
	}
}
