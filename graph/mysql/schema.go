package mysql

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/go-sql-driver/mysql"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
)

// format is that of the tables. A program refuses tables of a greater one.
const format = 1

// schema makes the tables of an empty graph. Times are microseconds since 1970.
const schema = `
create table if not exists tg_head (one tinyint unsigned primary key, tx bigint unsigned not null, writer binary(16) not null,
	oldest bigint unsigned not null, terms bigint unsigned not null, swept bigint not null) engine=InnoDB;
create table if not exists tg_change (tx bigint unsigned primary key, writer binary(16) not null unique, at bigint not null,
	terms bigint unsigned not null, added bigint unsigned not null, removed bigint unsigned not null) engine=InnoDB;
create table if not exists tg_term (id int unsigned primary key, kind smallint not null, text longblob not null,
	datatype longblob not null, lang longblob not null, hash binary(16) not null unique) engine=InnoDB;
create table if not exists tg_quad (s int unsigned not null, p int unsigned not null, o int unsigned not null, g int unsigned not null,
	since bigint unsigned not null, until bigint unsigned not null, primary key (s, p, o, g, since), index (since), index (until)) engine=InnoDB;
create table if not exists tg_meta (format int not null, graph binary(16) not null, created bigint not null) engine=InnoDB;
insert ignore into tg_head values (1, 0, x'00000000000000000000000000000000', 0, 0, NOW_MICROS);
insert ignore into tg_change values (0, x'00000000000000000000000000000000', NOW_MICROS, 0, 0, 0);
`

// forever is the until of a row that is still valid.
const forever = 1<<63 - 1

// sql gives a text with the names that the graph's tables have, the server's time, and numbers.
func (e *server) sql(text string, numbers ...any) string {
	if len(numbers) > 0 {
		text = fmt.Sprintf(text, numbers...)
	}
	return e.names.Replace(text)
}

func namesOf(graph string) *strings.Replacer {
	prefix := "tg_"
	if graph != "" {
		prefix += graph + "_"
	}
	return strings.NewReplacer("tg_", prefix, "NOW_MICROS", "cast(unix_timestamp(now(6)) * 1000000 as signed)")
}

// prepare makes the tables, or sees that they are of a format that this program knows.
func (e *server) prepare(ctx context.Context) error {
	for {
		err := e.makeTables(ctx)
		if answer, ok := errors.AsType[*mysql.MySQLError](err); !ok || answer.Number != 1213 {
			return err
		} // another node of Galera was quicker
	}
}

// makeTables makes the tables, unless they are there. The row of tg_meta comes last.
func (e *server) makeTables(ctx context.Context) error {
	there, err := e.check(ctx)
	switch {
	case err != nil || there:
		return err
	case e.options.ReadOnly:
		return tables.ErrNone(e.sql("tg_meta"))
	}
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return e.classify(ctx, err)
	}
	defer conn.Close()
	var locked sql.NullInt64
	if err := conn.QueryRowContext(ctx, "select get_lock('talentgraph', 60)").Scan(&locked); err != nil || locked.Int64 != 1 {
		return e.classify(ctx, errors.Join(err, errors.New("another process makes tables")))
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "select release_lock('talentgraph')")
	if there, err := e.check(ctx); err != nil || there { // another process was quicker
		return err
	}
	for _, statement := range strings.Split(strings.TrimSuffix(strings.TrimSpace(e.sql(schema)), ";"), ";\n") {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return e.classify(ctx, err)
		}
	}
	return e.classify(ctx, e.nameGraph(ctx, conn))
}

// nameGraph gives the graph its id. Of several nodes of Galera that do so at once, one has its change of the head's row
// accepted.
func (e *server) nameGraph(ctx context.Context, conn *sql.Conn) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, e.sql("update tg_head set swept = swept + 1 where one = 1")); err != nil {
		return err
	}
	rand.Read(e.graph[:])
	_, err = tx.ExecContext(ctx, e.sql("insert into tg_meta select %d, x'%x', NOW_MICROS from dual where not exists (select 1 from tg_meta)", format, e.graph))
	var id []byte
	if err == nil {
		err = tx.QueryRowContext(ctx, e.sql("select graph from tg_meta")).Scan(&id)
	}
	if err == nil {
		copy(e.graph[:], id)
		err = tx.Commit()
	}
	return err
}

// check tells whether there are tables, and reads what they say of themselves.
func (e *server) check(ctx context.Context) (there bool, err error) {
	meta := e.sql("tg_meta")
	var n int
	err = e.db.QueryRowContext(ctx, fmt.Sprintf("select count(*) from information_schema.tables where table_schema = database() and table_name = '%s'", meta)).Scan(&n)
	if err != nil || n == 0 {
		return false, e.classify(ctx, err)
	}
	var has int
	var graph []byte
	err = e.db.QueryRowContext(ctx, "select format, graph from "+meta).Scan(&has, &graph)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("table %s: %w", meta, e.classify(ctx, err))
	case has > format:
		return true, &engine.Error{Class: engine.ErrNewer, Err: fmt.Errorf("table %s says format %d, and this program knows %d", meta, has, format)}
	}
	copy(e.graph[:], graph)
	return true, nil
}
