package bench

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// An object of a row is written by SQLite, which takes less time than to read the cells that it is made of, some of them
// from other queries; the list around them is written here.

// value is a query for the text of what a node has by a predicate.
func (x *both) value(node string, predicate quad.IRI) string {
	return fmt.Sprintf(`(SELECT t.text FROM quads v JOIN terms t ON t.id = v.o WHERE v.s = %s AND v.p = %s)`, node, x.id(predicate))
}

func idText(column string) string {
	return fmt.Sprintf(`(SELECT text FROM terms WHERE id = %s)`, column)
}

// entity is an entity with its labels, of which each has one in English and one in Chinese.
func (x *both) entity(column string) string {
	return fmt.Sprintf(`(SELECT json_object('id', (SELECT text FROM terms WHERE id = %[1]s), 'label', en.text, 'lang', 'en', 'labels', json_object('en', en.text, 'zh-Hant', zh.text))
		FROM quads e JOIN terms en ON en.id = e.o AND en.lang = 'en', quads z JOIN terms zh ON zh.id = z.o AND zh.lang <> 'en'
		WHERE e.s = %[1]s AND e.p = %[2]s AND z.s = %[1]s AND z.p = %[2]s)`, column, x.id(vocab.SKOSPrefLabel))
}

// evidence is the claims behind all that is said of a node, but for its type.
func (x *both) evidence(column string) string {
	return fmt.Sprintf(`(SELECT json_group_array(json_object('claim', claim, 'source', source, 'paragraph', CAST(paragraph AS INTEGER),
			'start', CAST(start AS INTEGER), 'end', CAST("end" AS INTEGER), 'certainty', %s)) FROM (
		SELECT %s AS claim, %s AS source, %s AS paragraph, %s AS start, %s AS "end",
			(SELECT CASE v.o WHEN %s THEN 3 WHEN %s THEN 2 ELSE 1 END FROM quads v WHERE v.s = a.g AND v.p = %s) AS grade
		FROM (SELECT DISTINCT g FROM quads WHERE s = %s AND p <> %s) a
		ORDER BY grade DESC, CAST(paragraph AS INTEGER), CAST(start AS INTEGER), claim))`,
		word("grade"), idText("a.g"), x.value("a.g", vocab.PROVHadPrimarySource), x.value("a.g", vocab.Paragraph), x.value("a.g", vocab.Start),
		x.value("a.g", vocab.End), x.id(vocab.CertaintyStated), x.id(vocab.CertaintyInferred), x.id(vocab.Certainty), column, x.id(vocab.RDFType))
}

// list gives what writes the objects that a query has as one list.
func list(b testing.TB, x *both, text string) func(yield func(string)) {
	var out bytes.Buffer
	objects := rows(b, x, text, func(object *string) []any { return []any{object} })
	return func(yield func(string)) {
		out.Reset()
		before := "["
		objects(func(object string) {
			out.WriteString(before)
			out.WriteString(object)
			before = ",\n"
		})
		out.WriteString("]\n")
		yield(out.String())
	}
}

// written gives what writes the rows of a question.
func written[R any](b testing.TB, ask func() ([]R, error)) func(yield func(string)) {
	var out bytes.Buffer
	return func(yield func(string)) {
		rows, err := ask()
		if err != nil {
			b.Fatal(err)
		}
		out.Reset()
		if err := query.WriteJSON(&out, query.Each(rows)); err != nil {
			b.Fatal(err)
		}
		yield(out.String())
	}
}

// whoLeftJSON is all that is known of the moves away from an organization.
func whoLeftJSON(b testing.TB, x *both) (ours, theirs func()) {
	organization := talentgen.Organization(3)
	return same(b, written(b, func() ([]query.Move, error) { return query.WhoLeft(b.Context(), x.g, string(organization), "") }),
		list(b, x, fmt.Sprintf(`
			WITH %s
			SELECT json_object('id', %s, 'person', json(%s), 'from', json(%s), 'to', json(%s),
				'year', CAST((SELECT text FROM terms WHERE id = year.o) AS INTEGER), 'when', (SELECT text FROM terms WHERE id = year.o),
				'whenCertainty', %s, 'role', json_object('', %s), 'certainty', %s, 'evidence', json(%s))
			FROM graded person, graded year, graded whither
			WHERE person.p = %s AND year.move = person.move AND year.p = %s AND whither.move = person.move AND whither.p = %s
			ORDER BY person.move`,
			x.graded(organization), idText("person.move"), x.entity("person.o"), x.entity(x.id(organization)), x.entity("whither.o"), word("year.grade"),
			x.value("person.move", vocab.Role), word("(SELECT min(grade) FROM graded w WHERE w.move = person.move)"), x.evidence("person.move"),
			x.id(vocab.Person), x.id(vocab.Year), x.id(vocab.To))))
}

// strategiesJSON is all that is known of the strategies of a sector and those below it. All claims about one are equally
// certain, since there is only one.
func strategiesJSON(b testing.TB, x *both) (ours, theirs func()) {
	sector := talentgen.Sector(1)
	what := fmt.Sprintf(`json_object('id', %s, 'organization', json(%s), 'sectors', json_array(json(%s)), 'summary', json_object('en', %s),
		'certainty', %s, 'evidence', json(%s))`,
		idText("q.s"), x.entity("whose.o"), x.entity("q.o"), idText("what.o"),
		word(fmt.Sprintf("(SELECT CASE v.o WHEN %s THEN 3 WHEN %s THEN 2 ELSE 1 END FROM quads v WHERE v.s = q.g AND v.p = %s)",
			x.id(vocab.CertaintyStated), x.id(vocab.CertaintyInferred), x.id(vocab.Certainty))), x.evidence("q.s"))
	return same(b, written(b, func() ([]query.Strategy, error) { return query.StrategiesBySector(b.Context(), x.g, string(sector)) }),
		list(b, x, x.inSector(sector, what, "ORDER BY q.s")))
}
