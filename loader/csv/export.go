package csv

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/sheet"
	"talentgraph.example/loader/internal/amplify"
	"talentgraph.example/loader/syntax"
)

// TableNamed finds a table by its name, such as "moves".
func TableNamed(name string) (Table, bool) {
	for _, t := range Tables() {
		if strings.EqualFold(t.String(), name) {
			return t, true
		}
	}
	return 0, false
}

// Export writes the facts of a graph that a table can say, as the table that they can be read from: a row for each claim
// of what is in the table, and names in the tables of people and organizations. All tables of a graph together are read
// back as those facts. An entity is written by its name where that makes the same IRI again ([WithNamespace]), else by
// its IRI. Facts that a row cannot hold, such as those of a claim that does not say whose move it is, are left out, and so
// are founders, which are moves. Cells that a spreadsheet would take for a formula have an apostrophe in front, which is
// not read. All rows are held in memory.
func Export(ctx context.Context, w io.Writer, s *graph.Snapshot, t Table, opts ...Option) error {
	o := &options{namespace: vocab.ID}
	for _, opt := range opts {
		opt(o)
	}
	form, ok := exportForms()[t]
	if !ok {
		return fmt.Errorf("there is no table of %s to write; what it has is in the table of moves", t)
	}
	e := &exporter{ctx: ctx, s: s, table: t, form: form, names: newNames(s, o.namespace, amplify.New(syntax.NewOptions())), columns: map[string]bool{}, tabs: o.tabs}
	if err := e.all(); err != nil {
		return err
	}
	return e.write(w)
}

// exportForm says which facts a table has.
type exportForm struct {
	of      quad.IRI // the predicate that what is in the table has, or its class
	class   bool
	subject string // the column that names what the row is about; else it is identified by the column id
	kind    entityKind
	minted  string // what minted IRIs of rows begin with
	columns []exportColumn
}

// exportColumn is a column and what it says.
type exportColumn struct {
	heading   string
	predicate quad.IRI
	entity    entityKind // of things
	text      bool       // in languages
	word      bool       // of the vocabulary
	flag      bool
}

func exportForms() map[Table]exportForm {
	sector := exportColumn{heading: "sector", predicate: vocab.Sector, entity: sectorKind()}
	year := exportColumn{heading: "year", predicate: vocab.Year}
	when := exportColumn{heading: "when", predicate: vocab.When}
	role := exportColumn{heading: "role", predicate: vocab.Role, text: true}
	thing := func(heading string, predicate quad.IRI, kind entityKind) exportColumn {
		return exportColumn{heading: heading, predicate: predicate, entity: kind}
	}
	return map[Table]exportForm{
		Moves: {of: vocab.Person, minted: "move-", columns: []exportColumn{
			thing("person", vocab.Person, personKind()), thing("from", vocab.From, organizationKind()), thing("to", vocab.To, organizationKind()),
			year, when, role, {heading: "kind", predicate: vocab.MoveKind, word: true}, sector,
			{heading: "team", predicate: vocab.WithTeam, flag: true}, {heading: "team_size", predicate: vocab.TeamSize},
		}},
		People: {of: vocab.ClassPerson, class: true, subject: "person", kind: personKind(), columns: []exportColumn{
			{heading: "known_for", predicate: vocab.KnownFor, text: true}, thing("field", vocab.Field, sectorKind()),
		}},
		Organizations: {of: vocab.ORGOrganization, class: true, subject: "organization", kind: organizationKind(), columns: []exportColumn{
			sector, {heading: "kind", predicate: vocab.OrgKind, word: true}, thing("part_of", vocab.ORGUnitOf, organizationKind()),
		}},
		Strategies: {of: vocab.ClassStrategy, class: true, minted: "strategy-", columns: []exportColumn{
			thing("organization", vocab.Of, organizationKind()), {heading: "summary", predicate: vocab.Summary, text: true}, sector,
			{heading: "intended", predicate: vocab.Intended, flag: true},
		}},
		Posts: {of: vocab.Holder, minted: "post-", columns: []exportColumn{
			thing("person", vocab.Holder, personKind()), thing("organization", vocab.At, organizationKind()), role, when,
			{heading: "status", predicate: vocab.Status, word: true},
		}},
		Leaders: {of: vocab.LedBy, subject: "leads", columns: []exportColumn{
			thing("leader", vocab.LedBy, personKind()), thing("of", vocab.Of, organizationKind()),
		}},
		Investments: {of: vocab.Investor, minted: "investment-", columns: []exportColumn{
			thing("investor", vocab.Investor, organizationKind()), thing("investee", vocab.Investee, organizationKind()), year, when,
		}},
	}
}

type exporter struct {
	ctx     context.Context
	s       *graph.Snapshot
	table   Table
	form    exportForm
	names   *nameFinder
	rows    []map[string]string
	columns map[string]bool // that some row fills
	tabs    bool
}

// all makes the rows, in the order of what they are about.
func (e *exporter) all() error {
	pattern := graph.Pattern{Predicate: e.form.of}
	if e.form.class {
		pattern = graph.Pattern{Predicate: vocab.RDFType, Object: e.form.of}
	}
	seen := map[quad.IRI]bool{}
	var subjects []quad.IRI
	for q, err := range e.s.Quads(e.ctx, pattern) {
		if err != nil {
			return err
		}
		if iri, ok := q.Subject.(quad.IRI); ok && !seen[iri] { // a blank node has no name in a table
			seen[iri] = true
			subjects = append(subjects, iri)
		}
	}
	slices.Sort(subjects)
	for _, subject := range subjects {
		if err := e.subject(subject); err != nil {
			return err
		}
	}
	return nil
}

// subject makes the rows of one thing: one for each label that says something.
func (e *exporter) subject(subject quad.IRI) error {
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
	for _, label := range labels {
		row := map[string]string{}
		source := e.evidence(row, label)
		facts, err := e.facts(row, byLabel[label])
		if err != nil {
			return err
		}
		if e.form.subject != "" {
			named, err := e.subjectCells(row, subject, byLabel[label])
			if err != nil {
				return err
			}
			typed := source && slices.ContainsFunc(byLabel[label], func(q quad.Quad) bool { return q.Predicate == vocab.RDFType })
			if facts == 0 && !named && !typed {
				continue
			}
		} else if facts == 0 {
			continue
		} else if !strings.HasPrefix(string(subject), e.names.namespace+e.form.minted) {
			row["id"] = e.iri(subject)
		}
		e.add(row)
	}
	return nil
}

// add keeps a row that has what its table needs.
func (e *exporter) add(row map[string]string) {
	for _, h := range headings(e.table) {
		if h.required && row[h.name] == "" {
			return
		}
	}
	if e.table == Moves && row["from"] == "" && row["to"] == "" {
		return
	}
	for heading := range row {
		e.columns[heading] = true
	}
	e.rows = append(e.rows, row)
}

// facts fills the columns, and counts the facts that found their place.
func (e *exporter) facts(row map[string]string, quads []quad.Quad) (int, error) {
	n := 0
	for _, c := range e.form.columns {
		for _, q := range quads {
			if q.Predicate != c.predicate {
				continue
			}
			heading, text := c.heading, ""
			switch object := q.Object.(type) {
			case quad.IRI:
				switch {
				case c.word:
					text = strings.TrimPrefix(string(object), vocab.NS)
				case c.entity.word != "":
					var err error
					if text, err = e.entity(object, c.entity); err != nil {
						return 0, err
					}
				}
			case quad.Bool:
				if c.flag && bool(object) {
					text = "yes"
				}
			case quad.LangString:
				if c.text {
					heading, text = inLang(c.heading, string(object.Value), object.Lang), string(object.Value)
				}
			case quad.Int, quad.TypedString:
				if !c.text && !c.flag && !c.word && c.entity.word == "" {
					text = fmt.Sprint(object.Native())
					if typed, ok := object.(quad.TypedString); ok {
						text = string(typed.Value)
					}
				}
			}
			switch {
			case text == "":
				continue
			case row[heading] == "":
				row[heading] = text
			case c.entity.word != "":
				row[heading] += "; " + text
			default:
				continue // a second value where a cell has one
			}
			n++
		}
	}
	return n, nil
}

// inLang is a heading with a language, if the text does not tell it by its characters.
func inLang(heading, text, lang string) string {
	if lang == languageOf(text) {
		return heading
	}
	return heading + "@" + lang
}

// subjectCells names what the row is about, and gives it the names that the label states.
func (e *exporter) subjectCells(row map[string]string, subject quad.IRI, quads []quad.Quad) (named bool, err error) {
	kind := e.form.kind
	if e.form.subject == "leads" {
		kind = ledKind(vocab.ClassModel)
		for q, err := range e.s.Quads(e.ctx, graph.Pattern{Subject: subject, Predicate: vocab.RDFType}) {
			if err != nil {
				return false, err
			}
			switch q.Object {
			case vocab.ClassProduct:
				kind, row["kind"] = ledKind(vocab.ClassProduct), "product"
			case vocab.ORGOrganizationalUnit:
				kind, row["kind"] = ledKind(vocab.ORGOrganizationalUnit), "unit"
			}
		}
	}
	heading := e.form.subject
	if row[heading], err = e.entity(subject, kind); err != nil || e.form.kind.word == "" {
		return false, err
	}
	for _, q := range quads {
		name, ok := q.Object.(quad.LangString)
		text := string(name.Value)
		if !ok || strings.TrimSpace(text) != text || isBlank(text) {
			continue
		}
		switch q.Predicate {
		case vocab.SKOSPrefLabel:
			named = true
			if column := inLang(heading, text, name.Lang); column != heading {
				row[column] = text
			} else if text != row[heading] { // by a name that makes another IRI
				row["id"], row[heading] = e.iri(subject), text
			}
		case vocab.SKOSAltLabel:
			if len(split(text)) != 1 {
				continue
			}
			named = true
			column := inLang("also_known_as", text, name.Lang)
			if row[column] != "" {
				text = row[column] + "; " + text
			}
			row[column] = text
		}
	}
	return named, nil
}

// evidence fills the columns of a claim, and tells whether the label is one.
func (e *exporter) evidence(row map[string]string, label quad.Value) bool {
	n := e.s.Numbers()
	id := n.ID(label)
	if label == nil || id == 0 || n.Source(id) == 0 {
		return false
	}
	claims := n.Evidence(id)
	if len(claims) == 0 || claims[0].Source == "" || claims[0].Source == label {
		return false
	}
	c := claims[0]
	source, err := e.entity(c.Source, sourceKind())
	if err != nil {
		return false
	}
	row["source"] = source
	if c.Paragraph > 0 {
		row["paragraph"] = fmt.Sprint(c.Paragraph)
	}
	if c.End > 0 {
		row["start"], row["end"] = fmt.Sprint(c.Start), fmt.Sprint(c.End)
	}
	if c.Certainty != graph.Unknown {
		row["certainty"] = c.Certainty.String()
	}
	row["note"] = c.Note
	var against []string
	for _, other := range c.Contradicts {
		if n.Source(n.ID(other)) == 0 { // a claim has no place in a table
			against = append(against, e.iri(other))
		}
	}
	row["contradicts"] = strings.Join(against, "; ")
	return true
}

// entity is the name by which a table finds a thing, if it has one that makes its IRI, else its IRI.
func (e *exporter) entity(iri quad.IRI, kind entityKind) (string, error) {
	id := e.s.Numbers().ID(iri)
	for _, l := range e.s.Numbers().Entity(id).Labels() {
		if minted, err := e.names.mint(kind, l.Text); err != nil {
			return "", err
		} else if minted == iri && len(split(l.Text)) == 1 && l.Lang == languageOf(l.Text) {
			if _, isIRI, _ := e.names.readIRI(l.Text); !isIRI && split(l.Text)[0] == l.Text {
				return l.Text, nil
			}
		}
	}
	return e.iri(iri), nil
}

func (e *exporter) iri(iri quad.IRI) string {
	if local, ok := strings.CutPrefix(string(iri), vocab.ID); ok && !strings.ContainsAny(local, ";；、<> ") {
		return "id:" + local
	}
	return "<" + string(iri) + ">"
}

// write writes the rows under the headings that some of them fill, or that the table needs.
func (e *exporter) write(w io.Writer) error {
	var line []string
	for _, h := range headings(e.table) {
		if h.required || e.columns[h.name] || e.table == Moves && (h.name == "from" || h.name == "to") {
			line = append(line, h.name)
		}
		var langs []string
		for column := range e.columns {
			if strings.HasPrefix(column, h.name+"@") {
				langs = append(langs, column)
			}
		}
		slices.Sort(langs)
		line = append(line, langs...)
	}
	if e.table == People && len(line) == 1 {
		line = append(line, "known_for") // one heading alone is taken for any table
	}
	out := csv.NewWriter(w)
	if e.tabs {
		out.Comma = '\t'
	}
	if err := out.Write(line); err != nil {
		return err
	}
	cells := make([]string, len(line))
	for i, row := range e.rows {
		if i&1023 == 0 && e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		for k, column := range line {
			cells[k] = sheet.Harmless(row[column])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
