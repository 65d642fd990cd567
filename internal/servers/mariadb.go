package servers

import (
	"database/sql"
	"fmt"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/go-sql-driver/mysql"
)

// MariaDB is a MariaDB server.
type MariaDB struct {
	Port int

	dir, program string
	options      []string // of this one
	process      *process
	made         atomic.Int64
}

// NewMariaDB starts a server, which is stopped when the test ends. It does not wait for the disk. It speaks TLS with whoever
// asks it to, with a certificate of its own.
func NewMariaDB(t testing.TB) *MariaDB {
	t.Helper()
	m := installMariaDB(t, freePort(t))
	cert, key := certificate(t, m.dir)
	m.options = []string{"--ssl-cert=" + cert, "--ssl-key=" + key}
	m.Start(t)
	m.makeDatabase(t)
	return m
}

// installMariaDB makes the folder of a server, which is stopped when the test ends.
func installMariaDB(t testing.TB, port int) *MariaDB {
	t.Helper()
	m := &MariaDB{program: find(t, "mariadbd", "mariadb-server", "/usr/sbin"), Port: port}
	install := find(t, "mariadb-install-db", "mariadb-server")
	m.dir = folder(t)
	run(t, m.dir, install, "--no-defaults", "--datadir="+m.dir+"/data", "--tmpdir="+m.dir, "--auth-root-authentication-method=normal", "--skip-test-db")
	t.Cleanup(m.Crash)
	return m
}

func (m *MariaDB) makeDatabase(t testing.TB) {
	t.Helper()
	db := m.connect(t, "")
	defer db.Close()
	for _, text := range []string{"create database tg", "create user tg@'127.0.0.1'", "grant all on tg.* to tg@'127.0.0.1'"} {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
}

// Start starts the server again.
func (m *MariaDB) Start(t testing.TB) {
	t.Helper()
	m.start(t)
}

func (m *MariaDB) start(t testing.TB, options ...string) {
	t.Helper()
	server := command(t, m.dir, m.program, append(append([]string{"--no-defaults", "--datadir=" + m.dir + "/data", "--tmpdir=" + m.dir, "--bind-address=127.0.0.1",
		fmt.Sprint("--port=", m.Port), "--socket=" + m.dir + "/s", "--skip-name-resolve", "--character-set-server=utf8mb4",
		"--innodb-flush-log-at-trx-commit=2", "--innodb-buffer-pool-size=64M", "--max-allowed-packet=64M"}, m.options...), options...)...)
	m.process = start(t, server, func() error {
		db := m.connect(t, "")
		defer db.Close()
		var users int
		return db.QueryRow("select count(*) from mysql.user").Scan(&users) // a node that has not joined its cluster refuses that
	})
}

func (m *MariaDB) connect(t testing.TB, database string) *sql.DB {
	t.Helper()
	config := mysql.NewConfig()
	config.User, config.Net, config.Addr, config.DBName, config.Logger = "root", "tcp", m.Address(), database, &mysql.NopLogger{}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		t.Fatal(err)
	}
	return sql.OpenDB(connector)
}

// Crash ends the server as a failure would: at its next start it recovers from its log.
func (m *MariaDB) Crash() { m.end(syscall.SIGKILL) }

func (m *MariaDB) end(signal syscall.Signal) {
	if m.process != nil {
		m.process.stop(signal)
		m.process = nil
	}
}

// Socket gives the path of the server's socket.
func (m *MariaDB) Socket() string { return m.dir + "/s" }

// Address gives host and port.
func (m *MariaDB) Address() string { return fmt.Sprint("127.0.0.1:", m.Port) }

// Exec runs a statement as the server's own user.
func (m *MariaDB) Exec(t testing.TB, text string) {
	t.Helper()
	db := m.connect(t, "")
	defer db.Close()
	if _, err := db.Exec(text); err != nil {
		t.Fatal(err)
	}
}

// Source gives that of another, empty graph.
func (m *MariaDB) Source(testing.TB) string {
	return fmt.Sprintf("mysql://tg@%s/tg?graph=g%d", m.Address(), m.made.Add(1))
}
