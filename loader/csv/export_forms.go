package csv

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
)

// exportForm says which facts a table has.
type exportForm struct {
	of      quad.IRI // the predicate that what is in the table has, or its class
	class   bool
	subject string // the column that names what the row is about; else it is identified by the column id
	named   bool   // the table has its names, too
	kind    entityKind
	columns []exportColumn
}

// exportColumn is a column and what it says.
type exportColumn struct {
	heading   string
	predicate quad.IRI
	several   bool // values in one cell
	// write gives the cell for a value, and its language if the heading has to tell it. There is no text for a value that is
	// not read back from any cell. It is nil for figures.
	write func(e *exporter, value quad.Value) (text, lang string, err error)
}

func exportForms() map[Table]exportForm {
	sector := exportColumn{"sector", vocab.Sector, true, writeThing(sectorKind())}
	field := exportColumn{"field", vocab.Field, true, writeThing(sectorKind())}
	year := exportColumn{"year", vocab.Year, false, writeYear}
	when := exportColumn{"when", vocab.When, false, writeTime}
	role := exportColumn{"role", vocab.Role, false, writeText}
	person := func(heading string, predicate quad.IRI) exportColumn {
		return exportColumn{heading, predicate, false, writeThing(personKind())}
	}
	organization := func(heading string, predicate quad.IRI) exportColumn {
		return exportColumn{heading, predicate, false, writeThing(organizationKind())}
	}
	return map[Table]exportForm{
		Moves: {of: vocab.Person, columns: []exportColumn{
			person("person", vocab.Person), organization("from", vocab.From), organization("to", vocab.To), when, year, role,
			{"kind", vocab.MoveKind, false, writeWord(vocab.KindHire, vocab.KindDeparture, vocab.KindFounding, vocab.KindPromotion)}, sector,
			{"team_size", vocab.TeamSize, false, writeNumber}, {"team", vocab.WithTeam, false, writeYes},
		}},
		People: {of: vocab.ClassPerson, class: true, subject: "person", named: true, kind: personKind(), columns: []exportColumn{
			{"known_for", vocab.KnownFor, false, writeText}, field,
		}},
		Organizations: {of: vocab.ORGOrganization, class: true, subject: "organization", named: true, kind: organizationKind(), columns: []exportColumn{
			sector, {"kind", vocab.OrgKind, false, writeWord(vocab.OrgKindGiant, vocab.OrgKindHardwareMaker, vocab.OrgKindStartUp)},
			organization("part_of", vocab.ORGUnitOf),
		}},
		Strategies: {of: vocab.ClassStrategy, class: true, columns: []exportColumn{
			organization("organization", vocab.Of), {"summary", vocab.Summary, false, writeText}, sector,
			{"intended", vocab.Intended, false, writeYes},
		}},
		Posts: {of: vocab.Holder, columns: []exportColumn{
			person("person", vocab.Holder), organization("organization", vocab.At), role, when,
			{"status", vocab.Status, false, writeWord(vocab.StatusCurrent, vocab.StatusFormer)},
		}},
		Leaders: {of: vocab.LedBy, subject: "leads", columns: []exportColumn{
			person("leader", vocab.LedBy), organization("of", vocab.Of), organization("of", vocab.ORGUnitOf),
		}},
		Models: {of: vocab.ClassModel, class: true, subject: "model", named: true, kind: ledKind(vocab.ClassModel), columns: []exportColumn{
			{"of", vocab.Of, true, writeThing(organizationKind())}, {"led_by", vocab.LedBy, true, writeThing(personKind())}, field, when, year,
		}},
		Investments: {of: vocab.Investor, columns: []exportColumn{
			organization("investor", vocab.Investor), organization("investee", vocab.Investee), when, year,
			{"amount", vocab.Figure, true, nil},
		}},
	}
}

func writeThing(kind entityKind) func(*exporter, quad.Value) (string, string, error) {
	return func(e *exporter, value quad.Value) (string, string, error) {
		iri, ok := value.(quad.IRI)
		if !ok {
			return "", "", nil
		}
		text, err := e.entity(iri, kind)
		return text, "", err
	}
}

func writeWord(words ...quad.IRI) func(*exporter, quad.Value) (string, string, error) {
	return func(_ *exporter, value quad.Value) (string, string, error) {
		if word, ok := value.(quad.IRI); ok && slices.Contains(words, word) {
			return strings.TrimPrefix(string(word), vocab.NS), "", nil
		}
		return "", "", nil
	}
}

func writeYes(_ *exporter, value quad.Value) (string, string, error) {
	if value == quad.Bool(true) {
		return "yes", "", nil
	}
	return "", "", nil
}

func writeYear(_ *exporter, value quad.Value) (string, string, error) {
	if year, ok := value.(quad.Int); ok && year >= 1000 && year <= 9999 {
		return strconv.Itoa(int(year)), "", nil
	}
	return "", "", nil
}

func writeNumber(_ *exporter, value quad.Value) (string, string, error) {
	if n, ok := value.(quad.Int); ok && n > 0 {
		return strconv.Itoa(int(n)), "", nil
	}
	return "", "", nil
}

func writeTime(_ *exporter, value quad.Value) (string, string, error) {
	if literal, ok := value.(quad.LangString); ok {
		words := string(literal.Value)
		if _, _, err := dates.Read(words, 0); errors.Is(err, dates.ErrNoYear) && fitsCell(words) && keptText(words) == value {
			return words, "", nil
		}
		return "", "", nil
	}
	t, err := term.Of(value)
	if err != nil || t.Kind != term.Literal {
		return "", "", nil
	}
	edtf, _, err := dates.Read(t.Text, 0)
	if _, number := strconv.Atoi(t.Text); err != nil || number == nil && len(t.Text) == 5 {
		return "", "", nil // five digits are a spreadsheet's number for a day
	}
	if again, err := term.Of(timeLiteral(edtf)); err != nil || again != t {
		return "", "", nil
	}
	return t.Text, "", nil
}

func writeText(_ *exporter, value quad.Value) (string, string, error) {
	literal, ok := value.(quad.LangString)
	text, lang := string(literal.Value), literal.Lang
	switch {
	case !ok || !fitsCell(text):
		return "", "", nil
	case lang == languageOf(text):
		return text, "", nil
	case !term.ValidLang(lang):
		return "", "", nil
	}
	return text, lang, nil
}

// fitsCell tells whether a text is read from a cell as it is.
func fitsCell(text string) bool {
	return text != "" && strings.TrimSpace(text) == text && !strings.Contains(text, "\r") && !isBlank(text) && slipIn(text) == nil
}

// fitsName tells whether a text is read from a cell as one name.
func (e *exporter) fitsName(text string) bool {
	names := split(text)
	_, isIRI, err := e.names.readIRI(text)
	return fitsCell(text) && addressSlip(text) == nil && seen(text) == text && len(names) == 1 && names[0] == text && !isIRI && err == nil
}
