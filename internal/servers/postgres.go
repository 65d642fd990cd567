package servers

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Postgres is a PostgreSQL server.
type Postgres struct {
	Port int

	dir, bin string
	process  *process
	made     atomic.Int64
}

// NewPostgres starts a server, which is stopped when the test ends. It does not wait for the disk, unless a setting says
// so: what has been written survives the end of a process all the same.
func NewPostgres(t testing.TB, settings ...string) *Postgres {
	t.Helper()
	initdb := find(t, "initdb", "postgresql", "/usr/lib/postgresql/*/bin")
	p := &Postgres{dir: folder(t), bin: filepath.Dir(initdb)}
	run(t, p.dir, initdb, "-D", p.data(), "-U", "tg", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync")
	p.begin(t, append([]string{"fsync = off", "shared_buffers = 64MB", "max_connections = 100", "checkpoint_timeout = 30min", "max_wal_senders = 5", "hot_standby = on"}, settings...)...)
	return p
}

// NewStandby starts a copy of the server that goes on to take what the server says at an address, and can be read. It calls
// itself standby.
func (p *Postgres) NewStandby(t testing.TB, address string) *Postgres {
	t.Helper()
	s := &Postgres{dir: folder(t), bin: p.bin}
	host, port, _ := strings.Cut(address, ":")
	run(t, s.dir, filepath.Join(p.bin, "pg_basebackup"), "-D", s.data(), "-d", p.Database("postgres"), "-X", "stream", "-c", "fast", "--no-sync")
	if err := os.WriteFile(filepath.Join(s.data(), "standby.signal"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	give(t, filepath.Join(s.data(), "standby.signal"))
	s.begin(t, fmt.Sprintf("primary_conninfo = 'host=%s port=%s user=tg application_name=standby'", host, port), "wal_retrieve_retry_interval = 200ms")
	return s
}

// Promote makes a standby a server that can be written.
func (p *Postgres) Promote(t testing.TB) {
	t.Helper()
	p.Exec(t, "select pg_promote(true, 120)")
}

// Await waits until the answer of the server to a question is true.
func (p *Postgres) Await(t testing.TB, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.Database("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for yes := false; !yes; time.Sleep(10 * time.Millisecond) {
		if err := conn.QueryRow(t.Context(), sql).Scan(&yes); err != nil {
			t.Fatal(err)
		}
	}
}

// begin writes the configuration and starts the server.
func (p *Postgres) begin(t testing.TB, settings ...string) {
	t.Helper()
	p.Port = freePort(t)
	settings = append(settings, fmt.Sprint("port = ", p.Port), "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''")
	f, err := os.OpenFile(filepath.Join(p.data(), "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("\n" + strings.Join(settings, "\n") + "\n"); err != nil {
		t.Fatal(err)
	}
	f.Close()
	p.Start(t)
	t.Cleanup(p.Stop)
}

func (p *Postgres) data() string { return filepath.Join(p.dir, "data") }

// Start starts the server again.
func (p *Postgres) Start(t testing.TB) {
	t.Helper()
	server := command(t, p.dir, filepath.Join(p.bin, "postgres"), "-D", p.data())
	p.process = start(t, server, func() error {
		conn, err := pgx.Connect(context.Background(), p.Database("postgres"))
		if err == nil {
			conn.Close(context.Background())
		}
		return err
	})
}

// Careful has the server speak TLS with a certificate of its own, and take a user only with TLS and a password. It gives
// the certificate's path.
func (p *Postgres) Careful(t testing.TB, user, password string) (certificatePath string) {
	t.Helper()
	cert, key := certificate(t, p.dir)
	rules := filepath.Join(p.data(), "pg_hba.conf")
	text, err := os.ReadFile(rules)
	if err == nil {
		text = append([]byte(fmt.Sprintf("hostssl all %[1]s all scram-sha-256\nhost all %[1]s all reject\n", user)), text...)
		err = os.WriteFile(rules, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	p.Exec(t, fmt.Sprintf("create role %s login superuser password '%s'", user, password))
	for _, sql := range []string{"alter system set ssl_cert_file = '" + cert + "'", "alter system set ssl_key_file = '" + key + "'", "alter system set ssl = on", "select pg_reload_conf()"} {
		p.Exec(t, sql)
	}
	p.Await(t, "select current_setting('ssl') = 'on'")
	return cert
}

// Stop shuts the server down at once: transactions are undone, connections ended.
func (p *Postgres) Stop() { p.end(syscall.SIGINT) }

// Crash ends the server as a failure would: at its next start it recovers from its log.
func (p *Postgres) Crash() { p.end(syscall.SIGQUIT) }

func (p *Postgres) end(signal syscall.Signal) {
	if p.process != nil {
		p.process.stop(signal)
		p.process = nil
	}
}

// Address gives host and port.
func (p *Postgres) Address() string { return fmt.Sprint("127.0.0.1:", p.Port) }

// Database gives the connection string of a database.
func (p *Postgres) Database(name string) string {
	return fmt.Sprintf("postgres://tg@%s/%s?sslmode=disable", p.Address(), name)
}

// Source gives that of another, empty graph.
func (p *Postgres) Source(testing.TB) string {
	return fmt.Sprint(p.Database("postgres"), "&graph=g", p.made.Add(1))
}

// Exec runs a statement.
func (p *Postgres) Exec(t testing.TB, sql string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), p.Database("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}
