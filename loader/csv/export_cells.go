package csv

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/names"
)

// begin names what a row is about, in tables that do. It is false for what the table is not about.
func (e *exporter) begin(row *exportRow, subject quad.IRI, quads []quad.Quad, placed []bool) (bool, error) {
	if e.form.subject == "" {
		return true, nil
	}
	if e.form.subject == "leads" {
		if fits, err := e.led(row, subject); err != nil || !fits {
			return false, err
		}
	}
	text, err := e.entity(subject, e.form.kind)
	if row.cells[e.form.subject] = text; err != nil || text == "" || !e.form.named {
		return text != "", err
	}
	for i, q := range quads {
		if !placed[i] && e.nameCell(row, subject, q) {
			placed[i] = true
			row.facts++
			row.said = append(row.said, quad.Quad{Subject: q.Subject, Predicate: q.Predicate, Object: q.Object}) // whoever claims it
		}
	}
	return true, nil
}

// led says what kind of thing a row of leaders is about; false for what has no place in the table.
func (e *exporter) led(row *exportRow, subject quad.IRI) (bool, error) {
	e.form.kind = ledKind(vocab.ClassModel)
	typed, fits := false, false
	e.typedModel = false
	for class, err := range e.objects(subject, vocab.RDFType) {
		if err != nil {
			return false, err
		}
		typed = true
		switch class {
		case vocab.ClassModel:
			fits, e.typedModel = true, true
		case vocab.ClassProduct:
			e.form.kind, row.cells["kind"], fits = ledKind(class), "product", true
		case vocab.ORGOrganizationalUnit:
			e.form.kind, row.cells["kind"], fits = ledKind(class), "unit", true
		}
	}
	return fits || !typed, nil
}

// nameCell takes a name of what a row is about into the row, if it has room for it.
func (e *exporter) nameCell(row *exportRow, subject quad.IRI, q quad.Quad) bool {
	heading, several := e.form.subject, false
	switch q.Predicate {
	case vocab.SKOSPrefLabel:
	case vocab.SKOSAltLabel:
		heading, several = "also_known_as", true
	default:
		return false
	}
	text, lang, _ := writeText(e, q.Object)
	if text == "" || !e.fitsName(text) {
		return false
	}
	if lang != "" {
		heading += "@" + lang
	}
	cell := row.cells[heading]
	switch {
	case cell == "":
		row.cells[heading] = text
	case several:
		row.cells[heading] = cell + "; " + text
	case heading == e.form.subject && cell == e.iri(subject):
		row.cells["id"], row.cells[heading] = cell, text
	case heading == e.form.subject && cell == text: // by which it is called
	default: // it is called by a name in another language
		name, ok := q.Object.(quad.LangString)
		if heading += "@" + name.Lang; !ok || lang != "" || row.cells[heading] != "" {
			return false
		}
		row.cells[heading] = text
	}
	return true
}

// isClaim tells whether a label is a claim that a row can make.
func (e *exporter) isClaim(label quad.Value) bool {
	_, ok := e.claim(label)
	return ok
}

func (e *exporter) claim(label quad.Value) (graph.Evidence, bool) {
	if label == nil {
		return graph.Evidence{}, false
	}
	if e.lastLabel != label {
		e.lastClaim, e.lastIsClaim = e.readClaim(label)
		e.lastLabel = label
	}
	return e.lastClaim, e.lastIsClaim
}

func (e *exporter) readClaim(label quad.Value) (graph.Evidence, bool) {
	n := e.s.Numbers()
	id := n.ID(label)
	if id == 0 || n.Source(id) == id {
		return graph.Evidence{}, false
	}
	claims := n.Evidence(id)
	if len(claims) == 0 || claims[0].Source == "" {
		return graph.Evidence{}, false
	}
	before := e.named
	source, err := e.entity(claims[0].Source, sourceKind())
	e.named = before
	return claims[0], err == nil && source != ""
}

// evidence fills the columns of a claim.
func (e *exporter) evidence(row *exportRow, subject quad.IRI, label quad.Value) (err error) {
	c, ok := e.claim(label)
	if !ok {
		return nil
	}
	e.named = row.named
	if row.cells["source"], err = e.entity(c.Source, sourceKind()); err != nil {
		return err
	}
	if c.Paragraph > 0 {
		row.cells["paragraph"] = fmt.Sprint(c.Paragraph)
		if c.End > 0 && c.Start >= 0 && c.Start <= c.End {
			row.cells["start"], row.cells["end"] = fmt.Sprint(c.Start), fmt.Sprint(c.End)
		}
	}
	if c.Certainty != graph.Unknown {
		row.cells["certainty"] = c.Certainty.String()
	}
	if fitsCell(c.Note) {
		row.cells["note"] = c.Note
	}
	var against []string
	for _, other := range c.Contradicts {
		cell, err := e.against(subject, c, other)
		if err != nil {
			return err
		}
		if cell != "" {
			against = append(against, cell)
		}
	}
	row.cells["contradicts"], row.named = strings.Join(against, "; "), e.named
	return e.sayClaim(row, label, c)
}

// against names what a claim contradicts: a source, the thing that a claim is about, or the source of a claim about several.
func (e *exporter) against(subject quad.IRI, c graph.Evidence, other quad.IRI) (string, error) {
	n := e.s.Numbers()
	id := n.ID(other)
	source := n.Source(id)
	if id == 0 || source == id {
		return e.entity(other, sourceKind())
	}
	var about []graph.ID
	err := n.Match(e.ctx, graph.PatternIDs{Label: id}, func(q graph.QuadIDs) bool {
		if len(about) == 0 || about[0] != q.Subject {
			about = append(about, q.Subject)
		}
		return len(about) < 2
	})
	if err != nil {
		return "", err
	}
	if len(about) == 1 {
		if iri, ok := n.Value(about[0]).(quad.IRI); ok {
			return e.entity(iri, entityKind{})
		}
	}
	if iri, ok := n.Value(source).(quad.IRI); ok && iri != c.Source {
		return e.entity(iri, sourceKind())
	}
	return "", nil
}

// sayClaim tells which quads of a claim's record the row has.
func (e *exporter) sayClaim(row *exportRow, label quad.Value, c graph.Evidence) error {
	if e.say == nil {
		return nil
	}
	for q, err := range e.s.Quads(e.ctx, graph.Pattern{Subject: label}) {
		if err != nil {
			return err
		}
		said := false
		switch q.Predicate {
		case vocab.RDFType:
			said = q.Object == vocab.ClassClaim
		case vocab.PROVHadPrimarySource:
			said = q.Object == c.Source
		case vocab.Paragraph:
			said = q.Object == quad.Int(c.Paragraph)
		case vocab.Start:
			said = row.cells["end"] != "" && q.Object == quad.Int(c.Start)
		case vocab.End:
			said = row.cells["end"] != "" && q.Object == quad.Int(c.End)
		case vocab.Certainty:
			said = q.Object == quad.IRI(vocab.NS+c.Certainty.String())
		case vocab.Note:
			said = row.cells["note"] != "" && q.Object == text(c.Note, "")
		case vocab.Contradicts:
			said = row.cells["contradicts"] != ""
		}
		if said {
			q.Label = nil
			row.said = append(row.said, q)
		}
	}
	return nil
}

// entity is what a cell names a thing by: the name that makes its IRI, if it is that of nothing else, else its IRI. It is
// empty for a thing that no cell can name.
func (e *exporter) entity(iri quad.IRI, kind entityKind) (string, error) {
	key := writtenAs{iri, kind.word}
	e.named = append(e.named, key)
	if text, ok := e.written[key]; ok {
		return text, nil
	}
	text, err := e.nameOf(iri, kind)
	if err != nil {
		return "", err
	}
	if text == "" {
		text = e.iri(iri)
		into, ok, err := e.names.readIRI(text)
		if names := split(text); err != nil || !ok || into != iri || len(names) != 1 || names[0] != text || e.s.MergedInto(iri) != quad.Value(iri) {
			text = ""
		}
	}
	e.written[key] = text
	return text, nil
}

// nameOf is the name by which a reader finds a thing, or makes it anew; empty if there is none.
func (e *exporter) nameOf(iri quad.IRI, kind entityKind) (string, error) {
	if kind.word == "" {
		return "", nil
	}
	name, all := "", e.s.Numbers().Entity(e.s.Numbers().ID(iri)).Labels()
	for _, l := range all {
		if l.Kind == graph.Preferred && l.Lang == languageOf(l.Text) && e.fitsName(l.Text) {
			minted, err := e.names.mint(kind, l.Text)
			if err != nil {
				return "", err
			}
			if minted == iri {
				name = l.Text
				break
			}
		}
	}
	if name == "" {
		return "", nil
	}
	for _, l := range all { // any of which a row may have, too
		for _, text := range append(names.Pinyin(l.Text), l.Text) {
			for _, look := range []func(string) ([]graph.Entity, error){
				func(text string) ([]graph.Entity, error) { return e.s.Named(e.ctx, text, kind.kind) },
				func(text string) ([]graph.Entity, error) { return e.s.NamedLoosely(e.ctx, text, kind.kind) },
			} {
				found, err := look(text)
				if err != nil {
					return "", err
				}
				for _, other := range found {
					if other.ID() != iri {
						return "", nil
					}
				}
			}
		}
	}
	return name, nil
}

func (e *exporter) iri(iri quad.IRI) string {
	if local, ok := strings.CutPrefix(string(iri), vocab.ID); ok && !strings.ContainsAny(local, ";；、<> ") {
		return "id:" + local
	}
	return "<" + string(iri) + ">"
}

// sameYear tells whether a year can stand beside a time.
func sameYear(year, when string) bool {
	if when == "" {
		return true
	}
	_, one, err1 := dates.Read(year, 0)
	_, two, err2 := dates.Read(when, 0)
	return err1 == nil && err2 == nil && one.Overlaps(two)
}
