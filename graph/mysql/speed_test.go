package mysql_test

import (
	"database/sql"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/servers"
	"talentgraph.example/internal/talentgen"
)

// TestSpeed compares a bulk load with the server's own way to load the same rows into the same tables, LOAD DATA.
func TestSpeed(t *testing.T) {
	if long.Runs(0, 1) == 0 {
		t.Skip("only in a long run")
	}
	m := servers.NewMariaDB(t)
	size := 100_000
	if long.Times() > 1 {
		size = 1_000_000
	}
	quads := slices.Collect(talentgen.Quads(1, size))
	db, err := sql.Open("mysql", fmt.Sprintf("tg@tcp(%s)/tg", m.Address()))
	require.NoError(t, err)
	defer db.Close()
	servers.Hold(t, "bulk load to LOAD DATA of the same", 2, func() (load, plain time.Duration) {
		source := m.Source(t)
		g, err := graph.Open(t.Context(), source)
		require.NoError(t, err)
		defer g.Close()
		load = servers.Took(func() { require.NoError(t, g.Add(t.Context(), quads...)) })
		_, name, _ := strings.Cut(source, "?graph=")
		for table, columns := range map[string][]string{"term": {"id", "kind", "text", "datatype", "lang", "hash"}, "quad": {"s", "p", "o", "g", "since", "until"}} {
			plain += loadAgain(t, db, "tg_"+name+"_"+table, columns)
		}
		return load, plain
	})
}

// loadAgain loads the rows of a table into another one, and tells how long that takes.
func loadAgain(t *testing.T, db *sql.DB, table string, columns []string) time.Duration {
	t.Helper()
	var hex, unhex []string
	for _, c := range columns {
		hex = append(hex, "hex("+c+")")
		unhex = append(unhex, fmt.Sprintf("%s = unhex(@%[1]s)", c))
		if table[len(table)-4:] == "quad" || c == "id" || c == "kind" {
			hex[len(hex)-1], unhex[len(unhex)-1] = c, fmt.Sprintf("%s = @%[1]s", c)
		}
	}
	rows, err := db.QueryContext(t.Context(), "select concat_ws('\\t', "+strings.Join(hex, ", ")+") from "+table)
	require.NoError(t, err)
	defer rows.Close()
	var lines strings.Builder
	for rows.Next() {
		var line sql.RawBytes
		require.NoError(t, rows.Scan(&line))
		lines.Write(line)
		lines.WriteByte('\n')
	}
	require.NoError(t, rows.Err())
	mysql.RegisterReaderHandler(table, func() io.Reader { return strings.NewReader(lines.String()) })
	defer mysql.DeregisterReaderHandler(table)
	_, err = db.ExecContext(t.Context(), "create table again_"+table+" like "+table)
	require.NoError(t, err)
	return servers.Took(func() {
		_, err := db.ExecContext(t.Context(), "load data local infile 'Reader::"+table+"' into table again_"+table+
			" (@"+strings.Join(columns, ", @")+") set "+strings.Join(unhex, ", "))
		require.NoError(t, err)
	})
}
