package bench

import (
	"database/sql"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	_ "github.com/ncruces/go-sqlite3/driver"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/talentgen"
)

// both is the same quads twice.
type both struct {
	g   *graph.Graph
	db  *sql.DB
	ids map[string]int64 // of terms, by their canonical text
}

// The table has terms as numbers and an index for each place that a query begins at, which hold all of a quad.
const schema = `
	CREATE TABLE terms (id INTEGER PRIMARY KEY, text TEXT NOT NULL, lang TEXT NOT NULL);
	CREATE TABLE quads (s INTEGER, p INTEGER, o INTEGER, g INTEGER, PRIMARY KEY (s, p, o, g)) WITHOUT ROWID;`

const indexes = `
	CREATE INDEX by_object ON quads (o, p, s, g);
	CREATE INDEX by_predicate ON quads (p, s, o, g);
	ANALYZE;`

func newBoth(b testing.TB, n int) *both {
	b.Helper()
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1) // each would have a database of its own
	b.Cleanup(func() { db.Close() })
	x := &both{g: graph.New(), db: db, ids: map[string]int64{}}
	x.exec(b, schema)
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	addTerm, addQuad := prepare(b, tx, "INSERT INTO terms VALUES (?, ?, ?)"), prepare(b, tx, "INSERT INTO quads VALUES (?, ?, ?, ?)")
	number := func(v quad.Value) int64 {
		key := string(term.Append(nil, v))
		id, known := x.ids[key]
		if !known {
			t, err := term.Of(v)
			if err != nil {
				b.Fatal(err)
			}
			id = int64(len(x.ids) + 1)
			x.ids[key] = id
			run(b, addTerm, id, t.Text, t.Lang)
		}
		return id
	}
	err = x.g.Update(b.Context(), func(change *graph.Tx) error {
		for q := range talentgen.Quads(1, n) {
			run(b, addQuad, number(q.Subject), number(q.Predicate), number(q.Object), number(q.Label))
			if err := change.Add(q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	x.exec(b, indexes)
	return x
}

func prepare(b testing.TB, tx *sql.Tx, text string) *sql.Stmt {
	b.Helper()
	s, err := tx.Prepare(text)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func run(b testing.TB, s *sql.Stmt, args ...any) {
	if _, err := s.Exec(args...); err != nil {
		b.Fatal(err)
	}
}

func (x *both) exec(b testing.TB, text string) {
	b.Helper()
	if _, err := x.db.Exec(text); err != nil {
		b.Fatal(err)
	}
}

// id is a term's number as text, to write it into a query.
func (x *both) id(v quad.Value) string {
	return strconv.FormatInt(x.ids[string(term.Append(nil, v))], 10)
}

func TestSameAnswers(t *testing.T) {
	x := newBoth(t, 20_000)
	for _, q := range allQuestions() {
		t.Run(q.name, func(t *testing.T) {
			q.ask(t, x)
		})
	}
}

// BenchmarkAgainstSQLite asks both in turns and takes the shortest answer of each, since what else the machine does should not
// decide. The figure x-sqlite is how many times as long SQLite takes.
func BenchmarkAgainstSQLite(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dk", n/1000), func(b *testing.B) {
			x := newBoth(b, n)
			for _, q := range allQuestions() {
				b.Run(q.name, func(b *testing.B) {
					ours, theirs := q.ask(b, x)
					best := [2]time.Duration{time.Hour, time.Hour}
					for b.Loop() {
						for range 20 {
							for i, ask := range []func(){ours, theirs} {
								start := time.Now()
								ask()
								best[i] = min(best[i], time.Since(start))
							}
						}
					}
					b.ReportMetric(float64(best[0].Nanoseconds()), "ours-ns")
					b.ReportMetric(float64(best[1].Nanoseconds()), "sqlite-ns")
					b.ReportMetric(float64(best[1])/float64(best[0]), "x-sqlite")
				})
			}
		})
	}
}
