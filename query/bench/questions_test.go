package bench

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// question is one question in two languages. It gives what asks it in each, and has found both to answer the same.
type question struct {
	name string
	ask  func(b testing.TB, x *both) (ours, theirs func())
}

func allQuestions() []question {
	return []question{
		{"WhoLeft", whoLeft}, {"WhoLeftJSON", whoLeftJSON}, {"Strategies", strategies}, {"StrategiesJSON", strategiesJSON},
		{"AboutPerson", aboutPerson},
	}
}

// same wants two answers to be one, but for the order of rows, and not empty. What it gives reads all of an answer, and does
// nothing with it.
func same[L any](b testing.TB, ask, askSQL func(yield func(L))) (ours, theirs func()) {
	show := func(l L) string { return fmt.Sprint(l) }
	return sameAs(b, ask, show, askSQL, show)
}

// sameAs is same for answers whose rows are of different types.
func sameAs[L, S any](b testing.TB, ask func(yield func(L)), show func(L) string, askSQL func(yield func(S)), showSQL func(S) string) (ours, theirs func()) {
	b.Helper()
	var x, y []string
	ask(func(l L) { x = append(x, show(l)) })
	askSQL(func(l S) { y = append(y, showSQL(l)) })
	slices.Sort(x)
	slices.Sort(y)
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) || x[i] != y[i] {
			b.Fatalf("%d rows by the question, %d by SQL, which differ:\n%.3000s\n%.3000s", len(x), len(y), strings.Join(x[i:min(i+1, len(x))], ""), strings.Join(y[i:min(i+1, len(y))], ""))
		}
	}
	if len(x) == 0 {
		b.Fatal("no rows")
	}
	return func() { ask(func(L) {}) }, func() { askSQL(func(S) {}) }
}

// rows prepares a query and gives what reads its answer, line by line.
func rows[L any](b testing.TB, x *both, text string, cells func(*L) []any) func(yield func(L)) {
	b.Helper()
	s, err := x.db.Prepare(text)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return func(yield func(L)) {
		rows, err := s.Query()
		if err != nil {
			b.Fatal(err)
		}
		defer rows.Close()
		var line L
		into := cells(&line)
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				b.Fatal(err)
			}
			yield(line)
		}
		if err := rows.Err(); err != nil {
			b.Fatal(err)
		}
	}
}

// label is a query for the English label of the thing in a column.
func (x *both) label(column string) string {
	return fmt.Sprintf(`(SELECT t.text FROM quads l JOIN terms t ON t.id = l.o WHERE l.s = %s AND l.p = %s AND t.lang = 'en')`, column, x.id(vocab.SKOSPrefLabel))
}

// graded is the facts of the moves away from an organization, each by its strongest claim: 3 is stated.
func (x *both) graded(organization quad.IRI) string {
	grade := fmt.Sprintf(`CASE c.o WHEN %s THEN 3 WHEN %s THEN 2 ELSE 1 END`, x.id(vocab.CertaintyStated), x.id(vocab.CertaintyInferred))
	return fmt.Sprintf(`graded AS (
			SELECT m.s AS move, f.p AS p, f.o AS o, max(%s) AS grade
			FROM quads m
			JOIN quads f ON f.s = m.s AND f.p IN (%s, %s, %s, %s)
			JOIN quads c ON c.s = f.g AND c.p = %s
			WHERE m.o = %s AND m.p = %s
			GROUP BY m.s, f.p, f.o)`, grade, x.id(vocab.Person), x.id(vocab.From), x.id(vocab.To), x.id(vocab.Year), x.id(vocab.Certainty),
		x.id(organization), x.id(vocab.From))
}

func word(rank string) string {
	return `CASE ` + rank + ` WHEN 3 THEN 'stated' WHEN 2 THEN 'inferred' ELSE 'speculative' END`
}

// whoLeft is who left an organization, by name, in which year, how certain that is, and how certain its strongest claim.
func whoLeft(b testing.TB, x *both) (ours, theirs func()) {
	organization := talentgen.Organization(3)
	type line struct {
		name                string
		year                int
		certainty, evidence string
	}
	return same(b, func(yield func(line)) {
		rows, err := query.WhoLeft(b.Context(), x.g, string(organization), "")
		if err != nil {
			b.Fatal(err)
		}
		for _, m := range rows {
			yield(line{m.Person.Label(), m.Year, m.Certainty().String(), m.Evidence()[0].Certainty.String()})
		}
	}, rows(b, x, fmt.Sprintf(`
		WITH %s
		SELECT %s, (SELECT text FROM terms WHERE id = year.o), %s, %s
		FROM graded person, graded year
		WHERE person.p = %s AND year.move = person.move AND year.p = %s
		`, x.graded(organization), x.label("person.o"), word("(SELECT min(grade) FROM graded w WHERE w.move = person.move)"),
		word("(SELECT max(grade) FROM graded s WHERE s.move = person.move)"), x.id(vocab.Person), x.id(vocab.Year)),
		func(l *line) []any { return []any{&l.name, &l.year, &l.certainty, &l.evidence} }))
}

// inSector is a query for what is in a sector and those below it.
func (x *both) inSector(sector quad.IRI, what, more string) string {
	return fmt.Sprintf(`
		WITH RECURSIVE below(s) AS (SELECT %s UNION SELECT q.s FROM below JOIN quads q ON q.o = below.s AND q.p = %s)
		SELECT %s
		FROM below
		JOIN quads q ON q.o = below.s AND q.p = %s
		JOIN quads type ON type.s = q.s AND type.p = %s AND type.o = %s
		JOIN quads whose ON whose.s = q.s AND whose.p = %s
		JOIN quads what ON what.s = q.s AND what.p = %s %s`,
		x.id(sector), x.id(vocab.SKOSBroader), what, x.id(vocab.Sector), x.id(vocab.RDFType), x.id(vocab.ClassStrategy),
		x.id(vocab.Of), x.id(vocab.Summary), more)
}

// strategies is the strategies of a sector and those below it, of whom, and what they are.
func strategies(b testing.TB, x *both) (ours, theirs func()) {
	sector := talentgen.Sector(1)
	type line struct{ id, organization, summary string }
	return same(b, func(yield func(line)) {
		rows, err := query.StrategiesBySector(b.Context(), x.g, string(sector))
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range rows {
			yield(line{string(s.ID()), s.Organization.Label(), s.Summary()})
		}
	}, rows(b, x, x.inSector(sector, fmt.Sprintf(`DISTINCT (SELECT text FROM terms WHERE id = q.s), %s, (SELECT text FROM terms WHERE id = what.o)`,
		x.label("whose.o")), ""),
		func(l *line) []any { return []any{&l.id, &l.organization, &l.summary} }))
}

// aboutPerson is all quads about a person and about their moves, as values here and as texts there.
func aboutPerson(b testing.TB, x *both) (ours, theirs func()) {
	person := talentgen.Person(7)
	type line struct{ subject, predicate, object, label string }
	show := func(l line) string { return fmt.Sprint(l) }
	return sameAs(b, func(yield func(quad.Quad)) {
		s := x.g.Snapshot()
		add := func(subject quad.Value) {
			for q, err := range s.Quads(b.Context(), graph.Pattern{Subject: subject}) {
				if err != nil {
					b.Fatal(err)
				}
				yield(q)
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
	}, func(q quad.Quad) string {
		return show(line{text(q.Subject), text(q.Predicate), text(q.Object), text(q.Label)})
	}, rows(b, x, fmt.Sprintf(`
		WITH about(s) AS (SELECT %[1]s UNION SELECT s FROM quads WHERE o = %[1]s AND p = %[2]s)
		SELECT s.text, p.text, o.text, g.text FROM about JOIN quads q ON q.s = about.s
		JOIN terms s ON s.id = q.s JOIN terms p ON p.id = q.p JOIN terms o ON o.id = q.o JOIN terms g ON g.id = q.g`,
		x.id(person), x.id(vocab.Person)),
		func(l *line) []any { return []any{&l.subject, &l.predicate, &l.object, &l.label} }), show)
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
