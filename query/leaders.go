package query

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Leader is a row: a person leads a thing, such as a model, a unit, a cluster or a group. Safe for
// concurrent use.
type Leader struct {
	Person graph.Entity
	Leads  graph.Entity

	asked *asked
	kept  *leaderDetails // instead of asked, after Detach
}

// leaderDetails is what a leader's methods give.
type leaderDetails struct {
	organizations, fields []graph.Entity
	certainty             graph.Certainty
	evidence              []graph.Evidence
}

// Leaders gives who leads what, as far as the facts say so in the present (tg:ledBy); former leaders are
// told by posts. Rows come in the order in which the things led first appeared in the graph.
//
// The error comes last and once; each range asks afresh. Options: Person, CertaintyAtLeast, Source, Top.
func Leaders(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Leader, error] {
	return func(yield func(Leader, error) bool) {
		o, err := read("Leaders", optPerson|optEvidence|optTop, opts)
		if err == nil {
			err = r.View(ctx, func(s *graph.Snapshot) error {
				return leaders(ctx, s, &o, func(l Leader) bool { return yield(l, nil) })
			})
		}
		if err != nil && !errors.Is(err, errEnough) {
			yield(Leader{}, err)
		}
	}
}

func leaders(ctx context.Context, s *graph.Snapshot, o *options, yield func(Leader) bool) error {
	a, err := bind(ctx, s, o)
	if err != nil {
		return err
	}
	wanted := graph.ID(0)
	if o.has(optPerson) {
		e, err := s.Resolve(ctx, o.person, graph.PersonKind())
		if err != nil {
			return err
		}
		wanted = e.Number()
	}
	c, left := a.claims(), o.top
	var lastThing, lastPerson graph.ID
	stopped := false
	err = s.Scan(ctx, s.Number(vocab.LedBy), func(thing, person, label graph.ID) bool {
		again := thing == lastThing && person == lastPerson
		if again || wanted != 0 && person != wanted || !c.keep(label) {
			return true
		}
		lastThing, lastPerson = thing, person
		left--
		stopped = !yield(Leader{Person: s.EntityOf(person), Leads: s.EntityOf(thing), asked: a}) || left == 0
		return !stopped
	})
	if err == nil && stopped {
		return errEnough
	}
	return err
}

// Organizations are those that the thing belongs to, by IRI.
func (l Leader) Organizations() []graph.Entity { return l.details().organizations }

// Fields are the fields that the thing is said to be in, by IRI.
func (l Leader) Fields() []graph.Entity { return l.details().fields }

// Certainty is that of the fact that the person leads the thing, by its strongest claim.
func (l Leader) Certainty() graph.Certainty { return l.details().certainty }

// Evidence is the claims that the person leads the thing, the strongest first.
func (l Leader) Evidence() []graph.Evidence { return l.details().evidence }

func (l Leader) details() *leaderDetails {
	switch {
	case l.kept != nil:
		return l.kept
	case l.asked == nil:
		return &leaderDetails{}
	}
	thing, person := l.Leads.Number(), l.Person.Number()
	return &leaderDetails{
		organizations: l.asked.entitiesOf(thing, vocab.Of),
		fields:        l.asked.entitiesOf(thing, vocab.Field),
		certainty:     l.asked.weakest(thing, []fact{{vocab.LedBy, l.Person}}),
		evidence: l.asked.evidence(thing, l.asked.numbers(vocab.LedBy), func(_, other graph.ID) bool {
			return other == person
		}),
	}
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (l Leader) Detach() Leader {
	if l.asked == nil {
		return l
	}
	d := l.details()
	d.organizations, d.fields = detachAll(d.organizations), detachAll(d.fields)
	return Leader{Person: l.Person.Detach(), Leads: l.Leads.Detach(), kept: d}
}

func detachAll(entities []graph.Entity) []graph.Entity {
	kept := make([]graph.Entity, len(entities))
	for i, e := range entities {
		kept[i] = e.Detach()
	}
	return kept
}

// String is the row in English: "Wang Haifeng leads Wenxin".
func (l Leader) String() string {
	return fmt.Sprintf("%s leads %s", orUnknown(l.Person), orUnknown(l.Leads))
}

// MarshalJSON writes the row with its details and evidence.
func (l Leader) MarshalJSON() ([]byte, error) {
	d := l.details()
	return json.Marshal(struct {
		Person        graph.Entity     `json:"person"`
		Leads         graph.Entity     `json:"leads"`
		Kinds         []quad.IRI       `json:"kinds,omitempty"`
		Organizations []graph.Entity   `json:"organizations,omitempty"`
		Fields        []graph.Entity   `json:"fields,omitempty"`
		Certainty     graph.Certainty  `json:"certainty"`
		Evidence      []graph.Evidence `json:"evidence,omitempty"`
	}{l.Person, l.Leads, l.Leads.Types(), d.organizations, d.fields, d.certainty, d.evidence})
}
