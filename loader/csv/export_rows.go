package csv

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
)

// eventRows makes the rows of one event: for each report of it one, as the reader of tables tells them apart. What else is
// said of it is in rows that give its IRI.
func (e *exporter) eventRows(event quad.IRI) error {
	form := e.events.j.form
	covered := map[quad.Quad]bool{}
	for person, err := range e.objects(event, form.of) {
		if err != nil {
			return err
		}
		reports, err := e.events.of(e.ctx, person, e.s.Numbers().ID(event))
		if err != nil {
			return err
		}
		var naming []quad.Quad // of reports that name the event, and need more than a row
		for _, t := range reports {
			if !e.merges.none() { // the IRIs of events are of names that are merged
				t.fixed = true
			}
			facts := slices.DeleteFunc(e.merges.nowOf(t.facts(event)), func(q quad.Quad) bool { return q.Predicate == form.of && q.Object != person })
			if !slices.ContainsFunc(facts, func(q quad.Quad) bool { return q.Predicate == form.of }) {
				continue
			}
			whole, err := e.reportRow(event, facts, t)
			if err != nil {
				return err
			}
			if t.fixed && !whole {
				naming = append(naming, facts...)
			}
			for _, q := range facts {
				covered[q] = covered[q] || whole
			}
		}
		for _, q := range naming {
			covered[q] = false
		}
	}
	return e.things(event, covered)
}

// reportRow makes the row of a report: it is false if there is none that says all of it.
func (e *exporter) reportRow(event quad.IRI, facts []quad.Quad, t *told) (whole bool, err error) {
	placed := make([]bool, len(facts))
	if e.own = t.own; t.fixed {
		e.own = event
	}
	rows, err := e.makeRows(event, facts, placed)
	if err != nil || len(rows) != 1 || slices.Contains(placed, false) {
		return false, err
	}
	if err := e.evidence(&rows[0], event, t.label); err != nil {
		return false, err
	}
	if t.fixed {
		rows[0].cells["id"] = e.iri(event)
	}
	e.add(rows[0], event)
	if e.say != nil {
		e.sayRecords(event, t)
	}
	return true, nil
}

// sayRecords tells what the reader may record of a report.
func (e *exporter) sayRecords(event quad.IRI, t *told) {
	own := t.own
	if t.fixed {
		own = event
		e.say(quad.Quad{Subject: event, Predicate: vocab.Report, Object: t.label})
	} else {
		e.say(quad.Quad{Subject: own, Predicate: vocab.MergedInto, Object: event})
	}
	e.say(quad.Quad{Subject: own, Predicate: vocab.Report, Object: quad.String(t.record(own))})
}

// objects gives the IRIs that something has by a predicate, each once.
func (e *exporter) objects(subject, predicate quad.IRI) func(func(quad.IRI, error) bool) {
	return func(yield func(quad.IRI, error) bool) {
		seen := map[quad.IRI]bool{}
		for q, err := range e.s.Quads(e.ctx, graph.Pattern{Subject: subject, Predicate: predicate}) {
			iri, ok := q.Object.(quad.IRI)
			if err == nil && (!ok || seen[iri]) {
				continue
			}
			seen[iri] = true
			if !yield(iri, err) {
				return
			}
		}
	}
}

// things makes the rows that name what they are about, by a column or by its IRI: for each label that says something of it
// which other rows do not cover.
func (e *exporter) things(subject quad.IRI, covered map[quad.Quad]bool) error {
	byLabel := map[quad.Value][]quad.Quad{}
	var labels []quad.Value
	for q, err := range e.s.Quads(e.ctx, graph.Pattern{Subject: subject}) {
		if err != nil {
			return err
		}
		if byLabel[q.Label] == nil {
			labels = append(labels, q.Label)
		}
		byLabel[q.Label] = append(byLabel[q.Label], q)
	}
	slices.SortFunc(labels, func(a, b quad.Value) int { return strings.Compare(quad.StringOf(a), quad.StringOf(b)) })
	e.own = subject
	for _, label := range labels {
		quads := byLabel[label]
		placed := make([]bool, len(quads))
		for i, q := range quads {
			placed[i] = covered[q]
		}
		rows, err := e.makeRows(subject, quads, placed)
		if err != nil {
			return err
		}
		id, err := e.needsID(subject, quads, placed, len(rows))
		if err != nil {
			return err
		}
		for _, row := range rows {
			if id {
				row.cells["id"] = e.iri(subject)
			}
			if err := e.evidence(&row, subject, label); err != nil {
				return err
			}
			e.add(row, subject)
		}
	}
	return nil
}

// exportRow is a row in the making.
type exportRow struct {
	cells map[string]string
	said  []quad.Quad
	named []writtenAs // by its cells
	facts int         // that no row before it says
}

// makeRows makes the rows of what one label says of a thing, as many as it takes to have all values that cells can hold and
// that are not placed yet.
func (e *exporter) makeRows(subject quad.IRI, quads []quad.Quad, placed []bool) (rows []exportRow, err error) {
	for {
		row := exportRow{cells: map[string]string{}}
		e.named = nil
		fits, err := e.begin(&row, subject, quads, placed)
		if err != nil || !fits {
			return nil, err
		}
		if err := e.fill(&row, subject, quads, placed); err != nil {
			return nil, err
		}
		namesOnly := !slices.ContainsFunc(row.said, func(q quad.Quad) bool { return q.Label != nil })
		if typed := namesOnly && e.typed(&row, quads); row.facts == 0 && (len(rows) > 0 || !typed) || !e.complete(row) {
			return rows, nil
		}
		row.named = e.named
		rows = append(rows, row)
	}
}

// typed tells whether a row says that there is such a thing, and no more.
func (e *exporter) typed(row *exportRow, quads []quad.Quad) bool {
	if !e.form.named {
		return false
	}
	at := slices.IndexFunc(quads, func(q quad.Quad) bool { return q.Predicate == vocab.RDFType && q.Object == e.form.kind.class })
	if at >= 0 {
		row.said = append(row.said, quads[at])
	}
	return at >= 0
}

// fill takes the facts that no row has yet into the cells that are left for them; where the table needs more, those that
// rows have.
func (e *exporter) fill(row *exportRow, subject quad.IRI, quads []quad.Quad, placed []bool) error {
	for _, again := range []bool{false, true} {
		for _, c := range e.form.columns {
			if again && !e.needs(c.heading) || !e.has(c, row, quads) {
				continue
			}
			for i, q := range quads {
				if q.Predicate != c.predicate || placed[i] != again {
					continue
				}
				text, lang, more, err := e.cellOf(c, q)
				if err != nil {
					return err
				}
				heading := c.heading
				if lang != "" {
					heading += "@" + lang
				}
				cell := row.cells[heading]
				if text == "" || cell != "" && !c.several || q.Object == quad.Value(subject) || c.heading == "year" && !sameYear(text, row.cells["when"]) {
					continue
				}
				if cell != "" {
					text = cell + "; " + text
				}
				row.cells[heading] = text
				if row.said = append(append(row.said, q), more...); !again {
					placed[i] = true
					row.facts++
				}
			}
		}
	}
	return nil
}

// cellOf gives the cell for a fact, and what else it says: the facts about a figure.
func (e *exporter) cellOf(c exportColumn, q quad.Quad) (text, lang string, more []quad.Quad, err error) {
	if c.write == nil {
		text, more, err = e.figure(q)
		return text, "", more, err
	}
	text, lang, err = c.write(e, q.Object)
	return text, lang, nil, err
}

// has tells whether a column is for a row at all: a unit's leader stands beside what it is a unit of, so that what one claim
// says of both is one row. What is said of a model stands in the table of leaders if that can say all of it and names a leader,
// else in the table of models.
func (e *exporter) has(c exportColumn, row *exportRow, quads []quad.Quad) bool {
	says := func(predicates ...quad.IRI) bool {
		return slices.ContainsFunc(quads, func(q quad.Quad) bool { return slices.Contains(predicates, q.Predicate.(quad.IRI)) })
	}
	several := func(predicate quad.IRI) bool {
		first := slices.IndexFunc(quads, func(q quad.Quad) bool { return q.Predicate == predicate })
		return first >= 0 && slices.ContainsFunc(quads[first+1:], func(q quad.Quad) bool { return q.Predicate == predicate })
	}
	ofModels := func() bool {
		return !says(vocab.LedBy) || says(vocab.Field, vocab.When, vocab.Year) || several(vocab.Of) || several(vocab.LedBy)
	}
	switch {
	case e.table == Models && (c.predicate == vocab.Of || c.predicate == vocab.LedBy):
		return ofModels()
	case e.table == Leaders && row.cells["kind"] == "" && e.typedModel && ofModels():
		return false
	case e.table == Organizations && c.predicate == vocab.ORGUnitOf:
		return !slices.ContainsFunc(quads, func(q quad.Quad) bool { return q.Predicate == vocab.LedBy && e.isClaim(q.Label) })
	case e.table == Leaders && c.heading == "of":
		return (row.cells["kind"] == "unit") == (c.predicate == vocab.ORGUnitOf)
	}
	return true
}

// needs tells whether each row of a table has a column, or one of two.
func (e *exporter) needs(name string) bool {
	return e.table == Moves && (name == "from" || name == "to") || slices.Contains(e.needed, name)
}

// complete tells whether a row has what its table needs.
func (e *exporter) complete(row exportRow) bool {
	for _, name := range e.needed {
		if row.cells[name] == "" {
			return false
		}
	}
	return e.table != Moves || row.cells["from"] != "" || row.cells["to"] != ""
}

// needsID tells whether rows have to give the IRI of what they are about, since the reader would make another one of what
// they say.
func (e *exporter) needsID(subject quad.IRI, quads []quad.Quad, placed []bool, rows int) (bool, error) {
	switch {
	case e.form.subject != "":
		return false, nil // which names it
	case e.events != nil || rows > 1:
		return true, nil
	}
	var of, summary string
	for i, q := range quads {
		switch {
		case !placed[i]:
		case q.Predicate == vocab.Of:
			of = string(q.Object.(quad.IRI))
		case q.Predicate == vocab.Summary:
			if text := q.Object.(quad.LangString); text.Lang == languageOf(string(text.Value)) {
				summary = string(text.Value)
			}
		}
	}
	own, err := mintEvent(e.names, []string{"strategy", localName(quad.IRI(of))}, []string{of, summary})
	return own != subject, err
}

// add keeps a row, and tells what it says.
func (e *exporter) add(row exportRow, subject quad.IRI) {
	for heading, cell := range row.cells {
		if cell != "" {
			e.columns[heading] = true
		}
	}
	e.rows = append(e.rows, row.cells)
	if e.say == nil {
		return
	}
	for _, q := range row.said {
		e.say(q)
		if q.Predicate == vocab.When && slices.ContainsFunc(e.form.columns, func(c exportColumn) bool { return c.predicate == vocab.Year }) {
			e.sayYear(q, row.cells["when"])
		}
	}
	for _, as := range row.named {
		e.sayNamed(as)
	}
	e.sayClasses(subject, row.cells)
}

// sayYear tells the year that the reader takes from a time.
func (e *exporter) sayYear(q quad.Quad, when string) {
	if _, span, err := dates.Read(when, 0); err == nil {
		if year, one := span.InOneYear(); one {
			e.say(quad.Quad{Subject: q.Subject, Predicate: vocab.Year, Object: quad.Int(year), Label: q.Label})
		}
	}
}

// sayNamed tells the class and the name that the reader gives to what a cell names.
func (e *exporter) sayNamed(as writtenAs) {
	for _, kind := range []entityKind{personKind(), organizationKind(), sectorKind(), sourceKind(), ledKind(vocab.ClassModel), ledKind(vocab.ClassProduct)} {
		cell := e.written[as]
		if kind.word != as.kind || cell == "" {
			continue
		}
		e.say(quad.Quad{Subject: as.iri, Predicate: vocab.RDFType, Object: kind.class})
		if cell != e.iri(as.iri) {
			e.say(quad.Quad{Subject: as.iri, Predicate: vocab.SKOSPrefLabel, Object: text(cell, "")})
		}
	}
}

// sayClasses tells what the reader takes the row's thing for.
func (e *exporter) sayClasses(subject quad.IRI, cells map[string]string) {
	classes := []quad.IRI{e.form.kind.class}
	switch {
	case e.events != nil:
		classes = e.events.j.form.classes
	case e.table == Strategies:
		classes = []quad.IRI{vocab.ClassStrategy}
	case e.table == Organizations && cells["part_of"] != "", cells["kind"] == "unit":
		classes = append(classes, vocab.ORGOrganizationalUnit)
	}
	for _, class := range classes {
		e.say(quad.Quad{Subject: subject, Predicate: vocab.RDFType, Object: class})
	}
}
