package query

import (
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Stage is a row: one step of a person's career. Its details are read from its snapshot when they are
// asked for; Detach frees it. Safe for concurrent use.
type Stage struct {
	Person graph.Entity
	Kind   StageKind
	// From is the organization that a move or a founding led away from; the zero Entity where the facts
	// do not say, and for posts.
	From graph.Entity
	// At is the organization, unit or model that the post is at, or that the move or founding led to.
	At graph.Entity

	told  *stage // nil in the zero Stage
	state *ask.State
	kept  *stageDetails // instead of state, after Detach
}

// StageKind tells what a stage of a career is.
type StageKind uint8

// The kinds of stages.
const (
	StageMove     StageKind = iota // a move from one organization to another, or up within one
	StageFounding                  // the founding of an organization: a move of that kind, or a founder's post
	StagePost                      // a post held
)

var stageKinds = [...]string{"move", "founding", "post"}

// String is the kind's English word.
func (k StageKind) String() string { return stageKinds[min(int(k), len(stageKinds)-1)] }

// MarshalText writes the word.
func (k StageKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// stageDetails is what a stage's methods give.
type stageDetails struct {
	node      quad.Value
	roles     ask.Texts
	whenGrade graph.Certainty
	grounds   grounds
}

func markStage(m *ask.Mark, s *Stage) {
	m.Set(s.told.node, s.told.person, s.told.from, s.told.at)
	if s.told.isPost {
		m.Number(1)
	}
}

// ID is the IRI of the move or post; empty for a blank node.
func (s Stage) ID() quad.IRI {
	iri, _ := s.node().(quad.IRI)
	return iri
}

func (s Stage) node() quad.Value {
	switch {
	case s.kept != nil:
		return s.kept.node
	case s.state == nil:
		return nil
	}
	return s.state.Numbers.Value(s.told.node)
}

// IsPost tells whether a post tells the stage. A founding that one source tells as a move and another as a
// founder's post is two stages, and this tells them apart.
func (s Stage) IsPost() bool { return s.told != nil && s.told.isPost }

// Dated tells whether the facts give the stage a time.
func (s Stage) Dated() bool { return s.told != nil && s.told.isDated }

// When is the time as precisely as it is known, as EDTF writes it ("2024", "2024-03", "2023-35"; see [Move.When]); empty
// if it is not known.
func (s Stage) When() string {
	if !s.Dated() {
		return ""
	}
	return s.told.time.String()
}

// WhenCertainty is that of the time, as [Move.WhenCertainty] has it; graph.Unknown if there is no time.
func (s Stage) WhenCertainty() graph.Certainty {
	if s.state == nil {
		return s.details().whenGrade
	}
	if !s.Dated() {
		return graph.Unknown
	}
	return s.state.Grade(s.told.time.By)
}

// Role is the role of the post, or the one that the move leads to, in the first of the languages that
// there is one in, English by default; empty if the facts do not say.
func (s Stage) Role(langs ...string) string {
	if s.state == nil {
		return s.details().roles.Choose(langs)
	}
	return s.state.TextOf(s.told.node, s.state.Terms.Role, langs)
}

// Status is vocab.StatusCurrent or vocab.StatusFormer; empty where the facts do not say. Of two that are
// claimed it is the one with the stronger claim, then the current one.
func (s Stage) Status() quad.IRI {
	if s.told == nil {
		return ""
	}
	return s.told.status.iri()
}

// Certainty is that of the row: the weakest of the facts it stands on (whose stage it is, where from, where to or at
// and when as far as that is known, and what makes a founding of it), each taken by its strongest claim. It
// is graph.Unknown if no fact has a claim record.
func (s Stage) Certainty() graph.Certainty { return s.grounds().Certainty() }

// Evidence is the claims for these facts, those that the question let count, the strongest first. Facts
// without a label have none.
func (s Stage) Evidence() []graph.Evidence { return s.grounds().Evidence() }

// grounds are the facts that the stage stands on.
func (s Stage) grounds() grounds { return s.standsOn(true) }

// standsOn leaves the time out for rows that do not show it.
func (s Stage) standsOn(time bool) grounds {
	switch {
	case s.kept != nil:
		return s.kept.grounds
	case s.state == nil:
		return grounds{}
	}
	t := s.told
	var when ask.Statement
	if time && t.isDated {
		when = t.time.By
	}
	terms := s.state.Terms
	says := func(p, object graph.ID) ask.Statement {
		return ask.Statement{Subject: t.node, Predicate: p, Object: object}
	}
	if t.isPost {
		return way(s.state, says(terms.Holder, t.person), says(terms.At, t.at), t.founding, when)
	}
	return way(s.state, says(terms.Person, t.person), says(terms.From, t.from), says(terms.To, t.at), t.founding, when)
}

// groundsOf joins those of several stages, each of which is enough, for a row that does not show their times.
func groundsOf(stages []Stage) (all grounds) {
	for _, s := range stages {
		all = all.join(s.standsOn(false))
	}
	return all
}

func (s Stage) details() *stageDetails {
	switch {
	case s.kept != nil:
		return s.kept
	case s.state == nil:
		return &stageDetails{}
	}
	return &stageDetails{node: s.node(), roles: s.state.TextsOf(s.told.node, s.state.Terms.Role), whenGrade: s.WhenCertainty()}
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (s Stage) Detach() Stage {
	if s.state == nil {
		return s
	}
	told := *s.told // the rows of an answer share their memory
	d := s.details()
	d.grounds = s.grounds().detach()
	return Stage{Person: s.Person.Detach(), Kind: s.Kind, From: s.From.Detach(), At: s.At.Detach(), told: &told, kept: d}
}

// String is the row in English: "2024: move Alibaba → ByteDance", "undated: post at Tongyi, technical
// head (former)", "2016: founding of Cambricon", "undated: founder's post at Cambricon (current)".
func (s Stage) String() string {
	var b strings.Builder
	if b.WriteString(s.When()); !s.Dated() {
		b.WriteString("undated")
	}
	switch {
	case s.Kind == StageFounding && s.IsPost():
		b.WriteString(": founder's post at " + ask.OrUnknown(s.At))
	case s.Kind == StagePost:
		b.WriteString(": post at " + ask.OrUnknown(s.At))
	case s.Kind == StageFounding && s.From.IsZero():
		b.WriteString(": founding of " + ask.OrUnknown(s.At))
	default:
		b.WriteString(": " + s.Kind.String() + " " + ask.OrUnknown(s.From) + " → " + ask.OrUnknown(s.At))
	}
	if role := s.Role(); role != "" {
		b.WriteString(", " + role)
	}
	switch s.Status() {
	case vocab.StatusCurrent:
		b.WriteString(" (current)")
	case vocab.StatusFormer:
		b.WriteString(" (former)")
	}
	return b.String()
}

// MarshalJSON writes the row with its details and evidence. A stage without a time has "undated": true, and
// one that a post tells "isPost": true.
func (s Stage) MarshalJSON() ([]byte, error) { return rowJSON(s) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (s *Stage) UnmarshalJSON(text []byte) error { return readRow(text, s) }

func (s *Stage) describe(f *jsontext.Fields) {
	d, g := s.details(), s.grounds()
	when, status := s.When(), s.Status()
	isPost, undated := s.IsPost(), !s.Dated()
	if f.Reading() {
		d = &stageDetails{}
		s.kept = d
	}
	nodeField(f, "id", &d.node)
	entity(f, "person", &s.Person)
	oneOf(f, "kind", &s.Kind, stageKinds[:])
	f.Flag("isPost", &isPost)
	known(f, "from", &s.From)
	entity(f, "at", &s.At)
	whenFields(f, &when, &d.whenGrade)
	f.Flag("undated", &undated)
	jsontext.Texts(f, "role", &d.roles)
	jsontext.Text(f, "status", &status)
	if g.describe(f); f.Reading() {
		d.grounds = g
		s.told = &stage{isPost: isPost, status: statusNamed(status)}
		s.told.time.Span, s.told.isDated = dates.ParseSpan(when)
	}
}
