package query

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// predicatesOf gives the predicates that a node has.
func predicatesOf(state *ask.State, node graph.ID) []quad.IRI {
	found := map[quad.IRI]bool{}
	state.Numbers.Row(node, quad.Subject, nil, func(r graph.Run) {
		if p, ok := state.Numbers.Entity(r.Predicate).Node().(quad.IRI); ok {
			found[p] = true
		}
	})
	return slices.Sorted(maps.Keys(found))
}

// Move is a row: somebody went from one organization to another. From or To is the zero Entity where
// the facts do not say. Labels, evidence and the methods' details are read from the row's snapshot when
// they are asked for; [Move.Detach] frees it. Safe for concurrent use.
type Move struct {
	Person   graph.Entity
	From, To graph.Entity
	Year     int // of its time, see [Move.When]; 0 if it is not known

	id    graph.ID
	state *ask.State
	kept  *moveDetails // instead of the two above, after Detach
}

// moveDetails is what a move's methods give.
type moveDetails struct {
	node      quad.Value
	kind      quad.IRI
	roles     ask.Texts
	when      string
	whenGrade graph.Certainty
	withTeam  bool
	teamSize  int
	grounds   grounds
	byFact    map[quad.IRI][]graph.Evidence
}

func markMove(m *ask.Mark, r *Move) {
	m.Set(r.id, r.Person.Number(), r.From.Number(), r.To.Number())
}

// ID is the move's own IRI; empty if the move is a blank node.
func (m Move) ID() quad.IRI {
	iri, _ := m.node().(quad.IRI)
	return iri
}

func (m Move) node() quad.Value {
	switch {
	case m.kept != nil:
		return m.kept.node
	case m.state == nil:
		return nil
	}
	return m.state.Numbers.Entity(m.id).Node()
}

// Kind is how the move is told, such as vocab.KindFounding: of several the one with the strongest claim, then the first
// by IRI. It is empty if the facts do not say.
func (m Move) Kind() quad.IRI {
	if m.state == nil {
		return m.details().kind
	}
	kind, _ := m.state.One(m.id, m.state.Terms.MoveKind)
	return m.state.Numbers.Entity(kind).ID()
}

// Role is the role that the move leads to, in the first of the languages that there is one in, English
// by default; empty if the facts do not say.
func (m Move) Role(langs ...string) string {
	if m.state == nil {
		return m.details().roles.Choose(langs)
	}
	return m.state.TextOf(m.id, m.state.Terms.Role, langs)
}

// When is the time as precisely as it is known, as EDTF writes it: "2024", "2024-03" or "2024-03-15", "2023-35" for a
// quarter, "2024~" for about then, "2022/2024" for a span; see [AsOf]. It is empty if it is not known. It is read from tg:when and tg:year as [AsOf] says. Of several times that the
// question allows it is the most exact, where all that are not disputed can be true at once, as 2024 and 2024-03 can; else
// the one with the strongest claim, then the one that more sources support, then the most exact, then the earliest. Its
// year is Year, and [Stage] shows the same time.
func (m Move) When() string {
	if m.state == nil {
		return m.details().when
	}
	time, _ := m.time()
	return time
}

// WhenCertainty is that of the time, by its strongest claim, and no more than graph.Disputed if another time contradicts it;
// graph.Unknown if there is no time.
func (m Move) WhenCertainty() graph.Certainty {
	if m.state == nil {
		return m.details().whenGrade
	}
	_, grade := m.time()
	return grade
}

// WithTeam tells whether the facts say that a team went along.
func (m Move) WithTeam() bool {
	if m.state == nil {
		return m.details().withTeam
	}
	return m.state.IsTrue(m.id, m.state.Terms.WithTeam)
}

// TeamSize is how many people went along; 0 if it is not known.
func (m Move) TeamSize() int {
	if m.state == nil {
		return m.details().teamSize
	}
	return m.state.LargestOf(m.id, m.state.Terms.TeamSize)
}

// Certainty is that of the row: the weakest of the facts it stands on (the person, both ends and the time, as far
// as they are known), each taken by its strongest claim, and as no more than graph.Disputed where another claim about the
// move contradicts it (see [Disputed]).
func (m Move) Certainty() graph.Certainty {
	if m.state == nil {
		return m.grounds().Certainty()
	}
	said := m.state.About(m.id)
	defer m.state.Done(said)
	return m.certainty(said)
}

// certainty is Certainty, read by the help of a reader of many moves.
func (m *Move) certainty(said *ask.Said) graph.Certainty {
	said.Read(m.id)
	time, _ := said.Time(m.Year)
	terms := m.state.Terms
	return said.Weakest([2]graph.ID{terms.Person, m.Person.Number()}, [2]graph.ID{terms.From, m.From.Number()},
		[2]graph.ID{terms.To, m.To.Number()}, [2]graph.ID{time.By.Predicate, time.By.Object})
}

// Evidence is all claims about the move that the question let count, the strongest first. A move whose
// quads have no labels has none.
func (m Move) Evidence() []graph.Evidence {
	if m.state == nil {
		return m.grounds().Evidence()
	}
	return m.state.EvidenceAbout(m.id)
}

func (m Move) grounds() grounds {
	switch {
	case m.kept != nil:
		return m.kept.grounds
	case m.state == nil:
		return grounds{}
	}
	facts := m.facts()
	return told(m.state, m.id, facts[:]...)
}

// facts are those that the row stands on; of one that is not known a number is 0.
func (m Move) facts() [4]ask.Statement {
	terms := m.state.Terms
	return [4]ask.Statement{
		{Subject: m.id, Predicate: terms.Person, Object: m.Person.Number()},
		{Subject: m.id, Predicate: terms.From, Object: m.From.Number()},
		{Subject: m.id, Predicate: terms.To, Object: m.To.Number()},
		m.dated().By,
	}
}

// time is what When and WhenCertainty give.
func (m Move) time() (when string, grade graph.Certainty) {
	said := m.state.About(m.id)
	defer m.state.Done(said)
	time, dated := said.Time(m.Year)
	if !dated {
		return "", graph.Unknown
	}
	return time.String(), said.Grade(time.By.Predicate, time.By.Object)
}

// dated is the time that the row shows; the zero one if there is none.
func (m Move) dated() ask.Dated {
	said := m.state.About(m.id)
	defer m.state.Done(said)
	time, _ := said.Time(m.Year)
	return time
}

// EvidenceFor is the claims for one of the row's facts, such as vocab.To: that the move led to this row's
// To. Predicates that are not columns of the row, such as vocab.Role, give the claims for any value.
func (m Move) EvidenceFor(predicate quad.IRI) []graph.Evidence {
	switch {
	case m.kept != nil:
		return m.kept.byFact[predicate]
	case m.state == nil:
		return nil
	}
	ids := ask.IDs(m.state, predicate)
	if len(ids) == 0 {
		return nil
	}
	column := graph.ID(0)
	switch predicate {
	case vocab.Person:
		column = m.Person.Number()
	case vocab.From:
		column = m.From.Number()
	case vocab.To:
		column = m.To.Number()
	}
	return m.state.EvidenceOf(m.id, ids, func(_, other graph.ID) bool { return column == 0 || other == column })
}

// details reads what the methods give, evidence apart.
func (m Move) details() *moveDetails {
	switch {
	case m.kept != nil:
		return m.kept
	case m.state == nil:
		return &moveDetails{}
	}
	d := &moveDetails{
		node: m.node(), kind: m.Kind(), roles: m.state.TextsOf(m.id, m.state.Terms.Role), withTeam: m.WithTeam(), teamSize: m.TeamSize(),
	}
	d.when, d.whenGrade = m.time()
	return d
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (m Move) Detach() Move {
	if m.state == nil {
		return m
	}
	d := m.details()
	d.grounds = m.grounds().detach()
	d.byFact = map[quad.IRI][]graph.Evidence{}
	for _, p := range predicatesOf(m.state, m.id) {
		d.byFact[p] = m.EvidenceFor(p)
	}
	return Move{Person: m.Person.Detach(), From: m.From.Detach(), To: m.To.Detach(), Year: m.Year, kept: d}
}

// String is the row in English: "Yang Hongxia: Alibaba → ByteDance (2024)".
func (m Move) String() string {
	var b strings.Builder
	b.WriteString(ask.OrUnknown(m.Person))
	fmt.Fprintf(&b, ": %s → %s", ask.OrUnknown(m.From), ask.OrUnknown(m.To))
	if m.Year != 0 {
		fmt.Fprintf(&b, " (%d)", m.Year)
	}
	return b.String()
}

// MarshalJSON writes the row with its details and evidence. Fields that are not known are left out, but
// for person, from and to, which are null.
func (m Move) MarshalJSON() ([]byte, error) { return rowJSON(m) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (m *Move) UnmarshalJSON(text []byte) error { return readRow(text, m) }

func (m *Move) describe(f *jsontext.Fields) {
	if m.state != nil {
		m.write(f)
		return
	}
	d, g := m.details(), m.grounds()
	if f.Reading() {
		d = &moveDetails{}
		m.kept = d
	}
	nodeField(f, "id", &d.node)
	entity(f, "person", &m.Person)
	entity(f, "from", &m.From)
	entity(f, "to", &m.To)
	f.Number("year", &m.Year)
	whenFields(f, &d.when, &d.whenGrade)
	jsontext.Text(f, "kind", &d.kind)
	jsontext.Texts(f, "role", &d.roles)
	f.Flag("withTeam", &d.withTeam)
	f.Number("teamSize", &d.teamSize)
	if g.describe(f); f.Reading() {
		d.grounds = g
	}
}

// write is describe for a row that has its state.
func (m *Move) write(f *jsontext.Fields) {
	l, terms := linesOf(f), m.state.Terms
	said := l.read(m.state, m.id)
	said.node(f, "id", m.id)
	l.entityField(f, "person", m.Person)
	l.entityField(f, "from", m.From)
	l.entityField(f, "to", m.To)
	if m.Year != 0 {
		f.Int("year", m.Year)
	}
	time, dated := said.Time(m.Year)
	if dated {
		f.Say("when", time.String())
		f.Say("whenCertainty", said.Grade(time.By.Predicate, time.By.Object).String())
	}
	said.node(f, "kind", said.One(terms.MoveKind))
	said.texts(f, "role", terms.Role)
	said.flag(f, "withTeam", terms.WithTeam)
	if size := said.LargestOf(m.id, terms.TeamSize); size != 0 {
		f.Int("teamSize", size)
	}
	l.grounds(f, [2]graph.ID{terms.Person, m.Person.Number()}, [2]graph.ID{terms.From, m.From.Number()},
		[2]graph.ID{terms.To, m.To.Number()}, [2]graph.ID{time.By.Predicate, time.By.Object})
}
