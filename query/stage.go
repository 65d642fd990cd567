package query

import (
	"encoding/json"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
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

	id      graph.ID
	time    dated
	isDated bool
	isPost  bool
	status  quad.IRI
	kept    *stageDetails // after Detach
	grounds
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
	roles     texts
	whenGrade graph.Certainty
}

// ID is the IRI of the move or post; empty for a blank node.
func (s Stage) ID() quad.IRI {
	iri, _ := s.details().node.(quad.IRI)
	return iri
}

// IsPost tells whether a post tells the stage. A founding that one source tells as a move and another as a
// founder's post is two stages, and this tells them apart.
func (s Stage) IsPost() bool { return s.isPost }

// Dated tells whether the facts give the stage a time.
func (s Stage) Dated() bool { return s.isDated }

// When is the time as precisely as it is known, as XML Schema writes it: "2024", "2024-03" or
// "2024-03-15"; empty if it is not known.
func (s Stage) When() string {
	if !s.isDated {
		return ""
	}
	return s.time.String()
}

// WhenCertainty is that of the time, by its strongest claim; the row's Certainty leaves it out. It is
// graph.Unknown if there is no time.
func (s Stage) WhenCertainty() graph.Certainty { return s.details().whenGrade }

// Role is the role of the post, or the one that the move leads to, in the first of the languages that
// there is one in, English by default; empty if the facts do not say.
func (s Stage) Role(langs ...string) string { return s.details().roles.choose(langs) }

// Status is vocab.StatusCurrent or vocab.StatusFormer; empty where the facts do not say. Of two that are
// claimed it is the one with the stronger claim, then the current one.
func (s Stage) Status() quad.IRI { return s.status }

func (s Stage) details() *stageDetails {
	switch {
	case s.kept != nil:
		return s.kept
	case s.grounds.asked == nil:
		return &stageDetails{}
	}
	a := s.grounds.asked
	d := &stageDetails{node: a.s.EntityOf(s.id).Node()}
	for _, v := range a.valuesOf(s.id, vocab.Role)[vocab.Role] {
		d.roles = d.roles.with(v)
	}
	if s.isDated {
		d.whenGrade = a.strongest(s.time.by.subject, s.time.by.predicate, s.time.by.object)
	}
	return d
}

// statusOf gives the status of a post.
func (a *asked) statusOf(post graph.ID) quad.IRI {
	var best quad.IRI
	grade := graph.Unknown
	p := a.s.Number(vocab.Status)
	for _, status := range []quad.IRI{vocab.StatusCurrent, vocab.StatusFormer} {
		fact := statement{post, p, a.s.Number(status)}
		if p == 0 || fact.object == 0 || !a.holds(fact) {
			continue
		}
		if g := a.strongest(fact.subject, fact.predicate, fact.object); best == "" || compareGrades(g, grade) > 0 {
			best, grade = status, g
		}
	}
	return best
}

// holds tells whether a claim that counts stands for a fact.
func (a *asked) holds(f statement) bool { return len(a.claims().labelsOf(nil, f)) > 0 }

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (s Stage) Detach() Stage {
	if s.grounds.asked == nil {
		return s
	}
	s.kept = s.details()
	s.Person, s.From, s.At = s.Person.Detach(), s.From.Detach(), s.At.Detach()
	s.grounds = s.grounds.detach()
	return s
}

// String is the row in English: "2024: move Alibaba → ByteDance", "undated: post at Tongyi, technical
// head (former)", "2016: founding of Cambricon", "undated: founder's post at Cambricon (current)".
func (s Stage) String() string {
	var b strings.Builder
	if b.WriteString(s.When()); !s.isDated {
		b.WriteString("undated")
	}
	switch {
	case s.Kind == StageFounding && s.isPost:
		b.WriteString(": founder's post at " + orUnknown(s.At))
	case s.Kind == StagePost:
		b.WriteString(": post at " + orUnknown(s.At))
	case s.Kind == StageFounding && s.From.IsZero():
		b.WriteString(": founding of " + orUnknown(s.At))
	default:
		b.WriteString(": " + s.Kind.String() + " " + orUnknown(s.From) + " → " + orUnknown(s.At))
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
func (s Stage) MarshalJSON() ([]byte, error) {
	d := s.details()
	return json.Marshal(struct {
		ID        string           `json:"id,omitempty"`
		Person    graph.Entity     `json:"person"`
		Kind      StageKind        `json:"kind"`
		IsPost    bool             `json:"isPost,omitempty"`
		From      *graph.Entity    `json:"from,omitempty"`
		At        graph.Entity     `json:"at"`
		When      string           `json:"when,omitempty"`
		WhenGrade *graph.Certainty `json:"whenCertainty,omitempty"`
		Undated   bool             `json:"undated,omitempty"`
		Role      texts            `json:"role,omitempty"`
		Status    quad.IRI         `json:"status,omitempty"`
		Certainty graph.Certainty  `json:"certainty"`
		Evidence  []graph.Evidence `json:"evidence,omitempty"`
	}{nodeText(d.node), s.Person, s.Kind, s.isPost, orNil(s.From), s.At, s.When(), gradeOf(s.When(), d.whenGrade), !s.isDated, d.roles, s.status, s.Certainty(), s.Evidence()})
}

// gradeOf leaves out the grade of a time that is not known, for JSON.
func gradeOf(when string, grade graph.Certainty) *graph.Certainty {
	if when == "" {
		return nil
	}
	return &grade
}

// orNil leaves out the zero Entity, for JSON.
func orNil(e graph.Entity) *graph.Entity {
	if e.IsZero() {
		return nil
	}
	return &e
}
