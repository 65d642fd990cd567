package bench

import (
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	_ "github.com/ncruces/go-sqlite3/driver"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
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

// rows prepares a query and gives a function that reads its answer as lines of cells.
func (x *both) rows(b testing.TB, text string) func() []string {
	b.Helper()
	s, err := x.db.Prepare(text)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return func() (lines []string) {
		rows, err := s.Query()
		if err != nil {
			b.Fatal(err)
		}
		defer rows.Close()
		names, err := rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
		cells, into := make([]string, len(names)), make([]any, len(names))
		for i := range cells {
			into[i] = &cells[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				b.Fatal(err)
			}
			lines = append(lines, strings.Join(cells, "\t"))
		}
		if err := rows.Err(); err != nil {
			b.Fatal(err)
		}
		return lines
	}
}

// label is a query for the English label of the thing in a column.
func (x *both) label(column string) string {
	return fmt.Sprintf(`(SELECT t.text FROM quads l JOIN terms t ON t.id = l.o WHERE l.s = %s AND l.p = %s AND t.lang = 'en')`, column, x.id(vocab.SKOSPrefLabel))
}

func each[R any](b testing.TB, rows []R, err error, line func(R) []string) (lines []string) {
	if err != nil {
		b.Fatal(err)
	}
	for _, row := range rows {
		lines = append(lines, strings.Join(line(row), "\t"))
	}
	return lines
}

// question is one question in two languages.
type question struct {
	name string
	ask  func(b testing.TB, x *both) (ours, theirs func() []string)
}

func allQuestions() []question {
	return []question{{"WhoLeft", whoLeft}, {"Strategies", strategies}, {"AboutPerson", aboutPerson}}
}

// whoLeft is who left an organization, by name, in which year, how certain that is, and by which of the most certain
// claims, the first by its IRI.
func whoLeft(b testing.TB, x *both) (ours, theirs func() []string) {
	organization := talentgen.Organization(3)
	ours = func() []string {
		rows, err := query.WhoLeft(b.Context(), x.g, string(organization), "")
		return each(b, rows, err, func(m query.Move) []string {
			return []string{m.Person.Label(), strconv.Itoa(m.Year), m.Certainty().String(), m.Evidence()[0].Certainty.String()}
		})
	}
	grade := fmt.Sprintf(`CASE c.o WHEN %s THEN 3 WHEN %s THEN 2 ELSE 1 END`, x.id(vocab.CertaintyStated), x.id(vocab.CertaintyInferred))
	word := func(rank string) string {
		return `CASE ` + rank + ` WHEN 3 THEN 'stated' WHEN 2 THEN 'inferred' ELSE 'speculative' END`
	}
	theirs = x.rows(b, fmt.Sprintf(`
		WITH graded AS (
			SELECT m.s AS move, f.p AS p, f.o AS o, max(%s) AS grade
			FROM quads m
			JOIN quads f ON f.s = m.s AND f.p IN (%s, %s, %s, %s)
			JOIN quads c ON c.s = f.g AND c.p = %s
			WHERE m.o = %s AND m.p = %s
			GROUP BY m.s, f.p, f.o)
		SELECT %s, (SELECT text FROM terms WHERE id = year.o), %s, %s
		FROM graded person, graded year
		WHERE person.p = %s AND year.move = person.move AND year.p = %s
		`, grade, x.id(vocab.Person), x.id(vocab.From), x.id(vocab.To), x.id(vocab.Year), x.id(vocab.Certainty), x.id(organization), x.id(vocab.From),
		x.label("person.o"), word("(SELECT min(grade) FROM graded w WHERE w.move = person.move)"), word("(SELECT max(grade) FROM graded s WHERE s.move = person.move)"),
		x.id(vocab.Person), x.id(vocab.Year)))
	return ours, theirs
}

// strategies is the strategies of a sector and those below it, of whom, and what they are.
func strategies(b testing.TB, x *both) (ours, theirs func() []string) {
	sector := talentgen.Sector(1)
	ours = func() []string {
		rows, err := query.StrategiesBySector(b.Context(), x.g, string(sector))
		return each(b, rows, err, func(s query.Strategy) []string {
			return []string{string(s.ID()), s.Organization.Label(), s.Summary()}
		})
	}
	theirs = x.rows(b, fmt.Sprintf(`
		WITH RECURSIVE below(s) AS (SELECT %s UNION SELECT q.s FROM below JOIN quads q ON q.o = below.s AND q.p = %s)
		SELECT DISTINCT (SELECT text FROM terms WHERE id = q.s), %s, (SELECT text FROM terms WHERE id = what.o)
		FROM below
		JOIN quads q ON q.o = below.s AND q.p = %s
		JOIN quads type ON type.s = q.s AND type.p = %s AND type.o = %s
		JOIN quads whose ON whose.s = q.s AND whose.p = %s
		JOIN quads what ON what.s = q.s AND what.p = %s`,
		x.id(sector), x.id(vocab.SKOSBroader), x.label("whose.o"), x.id(vocab.Sector), x.id(vocab.RDFType), x.id(vocab.ClassStrategy),
		x.id(vocab.Of), x.id(vocab.Summary)))
	return ours, theirs
}

// aboutPerson is all quads about a person and about their moves.
func aboutPerson(b testing.TB, x *both) (ours, theirs func() []string) {
	person := talentgen.Person(7)
	ours = func() (lines []string) {
		s := x.g.Snapshot()
		add := func(subject quad.Value) {
			for q, err := range s.Quads(b.Context(), graph.Pattern{Subject: subject}) {
				if err != nil {
					b.Fatal(err)
				}
				lines = append(lines, strings.Join([]string{text(q.Subject), text(q.Predicate), text(q.Object), text(q.Label)}, "\t"))
			}
		}
		add(person)
		var last quad.Value
		for q, err := range s.Quads(b.Context(), graph.Pattern{Predicate: vocab.Person, Object: person}) {
			if err != nil {
				b.Fatal(err)
			}
			if q.Subject != last {
				add(q.Subject)
			}
			last = q.Subject
		}
		return lines
	}
	theirs = x.rows(b, fmt.Sprintf(`
		WITH about(s) AS (SELECT %[1]s UNION SELECT s FROM quads WHERE o = %[1]s AND p = %[2]s)
		SELECT s.text, p.text, o.text, g.text FROM about JOIN quads q ON q.s = about.s
		JOIN terms s ON s.id = q.s JOIN terms p ON p.id = q.p JOIN terms o ON o.id = q.o JOIN terms g ON g.id = q.g`,
		x.id(person), x.id(vocab.Person)))
	return ours, theirs
}

func text(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	}
	t, _ := term.Of(v)
	return t.Text
}

// same wants the two answers to be one, but for the order of rows, and not empty.
func same(b testing.TB, ours, theirs []string) {
	b.Helper()
	slices.Sort(ours)
	slices.Sort(theirs)
	if len(ours) == 0 || !slices.Equal(ours, theirs) {
		b.Fatalf("%d rows by the question, %d by SQL, such as %.3v and %.3v", len(ours), len(theirs), ours[:min(2, len(ours))], theirs[:min(2, len(theirs))])
	}
}

func TestSameAnswers(t *testing.T) {
	x := newBoth(t, 20_000)
	for _, q := range allQuestions() {
		t.Run(q.name, func(t *testing.T) {
			ours, theirs := q.ask(t, x)
			same(t, ours(), theirs())
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
					same(b, ours(), theirs())
					best := [2]time.Duration{time.Hour, time.Hour}
					for b.Loop() {
						for range 20 {
							for i, ask := range []func() []string{ours, theirs} {
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
