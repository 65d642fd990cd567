package query

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Strategy is a row: a course that an organization takes. Summary, uses and evidence are read from the
// row's snapshot when they are asked for; [Strategy.Detach] frees it. Safe for concurrent use.
type Strategy struct {
	Organization graph.Entity   // the zero Entity if the facts do not say
	Sectors      []graph.Entity // all that the strategy is in, by IRI; rows may share the list, so do not write to it

	id    graph.ID
	state *ask.State
	kept  *strategyDetails // instead of the two above, after Detach
}

// strategyDetails is what a strategy's methods give.
type strategyDetails struct {
	node      quad.Value
	summaries ask.Texts
	uses      []graph.Entity
	intended  bool
	grounds   grounds
}

func markStrategy(m *ask.Mark, t *Strategy) { m.Set(t.id, t.Organization.Number()) }

// ID is the strategy's own IRI; empty if it is a blank node.
func (t Strategy) ID() quad.IRI {
	iri, _ := t.node().(quad.IRI)
	return iri
}

func (t Strategy) node() quad.Value {
	switch {
	case t.kept != nil:
		return t.kept.node
	case t.state == nil:
		return nil
	}
	return t.state.Numbers.Entity(t.id).Node()
}

// Summary says what the strategy is, in the first of the languages that there is a text in, English by
// default; empty if there is none.
func (t Strategy) Summary(langs ...string) string {
	if t.state == nil {
		return t.details().summaries.Choose(langs)
	}
	return t.state.TextOf(t.id, t.state.Terms.Summary, langs)
}

// Uses is what the strategy works through: products, programmes, investments; by IRI.
func (t Strategy) Uses() []graph.Entity {
	if t.state == nil {
		return t.details().uses
	}
	return t.state.EntitiesOf(t.id, t.state.Terms.Uses)
}

// Intended tells whether the facts say that it is planned or attempted only.
func (t Strategy) Intended() bool {
	if t.state == nil {
		return t.details().intended
	}
	return t.state.IsTrue(t.id, t.state.Terms.Intended)
}

// Certainty is that of the row: the weakest of the facts that the organization has this strategy and
// that it is in these sectors, each taken by its strongest claim.
func (t Strategy) Certainty() graph.Certainty { return t.grounds().Certainty() }

// Evidence is all claims about the strategy that the question let count, the strongest first.
func (t Strategy) Evidence() []graph.Evidence {
	if t.state == nil {
		return t.grounds().Evidence()
	}
	return t.state.EvidenceAbout(t.id)
}

func (t Strategy) grounds() grounds {
	switch {
	case t.kept != nil:
		return t.kept.grounds
	case t.state == nil:
		return grounds{}
	}
	terms := t.state.Terms
	facts := []ask.Statement{{Subject: t.id, Predicate: terms.Of, Object: t.Organization.Number()}}
	for _, sector := range t.Sectors {
		facts = append(facts, ask.Statement{Subject: t.id, Predicate: terms.Sector, Object: sector.Number()})
	}
	return told(t.state, t.id, facts...)
}

// details reads what the methods give, evidence apart.
func (t Strategy) details() *strategyDetails {
	switch {
	case t.kept != nil:
		return t.kept
	case t.state == nil:
		return &strategyDetails{}
	}
	return &strategyDetails{
		node: t.node(), summaries: t.state.TextsOf(t.id, t.state.Terms.Summary), uses: t.Uses(), intended: t.Intended(),
	}
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (t Strategy) Detach() Strategy {
	if t.state == nil {
		return t
	}
	d := t.details()
	d.grounds = t.grounds().detach()
	d.uses = ask.DetachEach(d.uses)
	return Strategy{Organization: t.Organization.Detach(), Sectors: ask.DetachEach(t.Sectors), kept: d}
}

// String is the row in English: "Baidu in healthcare, finance: …".
func (t Strategy) String() string {
	names := make([]string, len(t.Sectors))
	for i, s := range t.Sectors {
		names[i] = s.Label()
	}
	return fmt.Sprintf("%s in %s: %s", ask.OrUnknown(t.Organization), strings.Join(names, ", "), t.Summary())
}

// MarshalJSON writes the row with its details and evidence.
func (t Strategy) MarshalJSON() ([]byte, error) { return rowJSON(t) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (t *Strategy) UnmarshalJSON(text []byte) error { return readRow(text, t) }

func (t *Strategy) describe(f *jsontext.Fields) {
	if t.state != nil {
		t.write(f)
		return
	}
	d, g := t.details(), t.grounds()
	if f.Reading() {
		d = &strategyDetails{}
		t.kept = d
	}
	nodeField(f, "id", &d.node)
	entity(f, "organization", &t.Organization)
	if !f.Reading() && linesOf(f).sameStrategy(t) {
		g.describe(f)
		return
	}
	entities(f, "sectors", &t.Sectors)
	jsontext.Texts(f, "summary", &d.summaries)
	entities(f, "uses", &d.uses)
	f.Flag("intended", &d.intended)
	if g.describe(f); f.Reading() {
		d.grounds = g
		if l := linesOf(f); l.sameStrategy(t) && t.Sectors == nil && d.uses == nil {
			last := l.shared.strategy
			t.Sectors, t.kept = last.Sectors, &strategyDetails{d.node, last.kept.summaries, last.kept.uses, last.kept.intended, g}
		}
	}
}

// write is describe for a row that has its state.
func (t *Strategy) write(f *jsontext.Fields) {
	l, terms := linesOf(f), t.state.Terms
	said := l.read(t.state, t.id)
	said.node(f, "id", t.id)
	l.entityField(f, "organization", t.Organization)
	if !l.sameStrategy(t) {
		l.entityList(f, "sectors", t.Sectors)
		said.texts(f, "summary", terms.Summary)
		var room [4]graph.ID
		l.entityList(f, "uses", t.state.Entities(said.Values(room[:0], terms.Uses)))
		said.flag(f, "intended", terms.Intended)
	}
	l.facts = append(l.facts[:0], [2]graph.ID{terms.Of, t.Organization.Number()})
	for _, sector := range t.Sectors {
		l.facts = append(l.facts, [2]graph.ID{terms.Sector, sector.Number()})
	}
	l.grounds(f, l.facts...)
}
